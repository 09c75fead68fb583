"""The function's own settings, beside what the stack was given and what it made."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from lingopoint.config import SETTINGS, VARIABLES, Config, variable
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.deployment import object_lambda
from lingopoint_cli.doctor.finding import Finding, UnknownError, failed, ok
from lingopoint_cli.doctor.world import World

_WITH_A_CHECK = {
    "caller_check": "Does the function open originals to whom CallerCheck says?",
    "tagged_prefixes": "Does it translate tagged keys below TaggedPrefixes, and no others?",
    "reader_settings": "Does it let readers ask for as much as ReaderSettings says?",
    "languages": "Does it serve the languages that the stack names?",
    "source_language": "Does it take originals to be in the language that the stack names?",
    "default_language": "Does it answer in the stack's language where none is asked for?",
    "terminology": "Does it apply the stack's terminology?",
    "translate_region": "Does it send texts to the Region that the stack names?",
    "max_object_size": "Does it translate objects up to the size that the stack names?",
    "web_prefixes": "Does it publish the keys that the stack names, and no others?",
}
"""Settings by parameter that have a check of their own, and what it asks."""

_MADE = {
    "rendition_bucket": ("RenditionBucketName", "Does it keep translations in the stack's bucket for them?"),
    "memory_table": ("MemoryTableName", "Does it remember in the stack's table?"),
    "originals": ("SupportingAccessPointArn", "Does it read for the web through the stack's access point?"),
}
"""Settings that name what the stack made: the output, and what is asked."""

_THE_OWNERS = ("tagged_prefixes", "terminology", "web_prefixes", "include", "exclude", "integrity_metadata")
"""What the owner named: no finding says it."""

_OTHERS = [name for name in VARIABLES if name not in {**_WITH_A_CHECK, **_MADE}]
_MACHINE = {"MemorySize": "MemorySize", "Runtime": "FunctionRuntime", "Architectures": "FunctionArchitecture"}
"""Members of a function's configuration, and the parameters that they are."""
_SECONDS = 60
"""What S3 Object Lambda waits for the whole answer (S3 User Guide, "Best practices")."""
_ENDPOINTS = {"AWS_ENDPOINT_URL": "EndpointUrl", "AWS_ENDPOINT_URL_TRANSLATE": "TranslateEndpointUrl"}


def by_parameter(name: str, world: World) -> Finding:
    """Whether a setting is what the stack's parameter of it says."""
    _required(name, world)
    wrong = _other(name, world)
    return failed(wrong) if wrong else ok(f"as {SETTINGS[name].parameter} says")


def others(world: World) -> Finding:
    """The same of every setting that has no check of its own."""
    known = [name for name in _OTHERS if SETTINGS[name].parameter in world.parameters]
    if not known:
        _required(_OTHERS[0], world)
    wrong = [found for name in known if (found := _other(name, world))]
    return failed("; ".join(wrong)) if wrong else ok(f"{len(known)} are as the stack says")


def _required(name: str, world: World) -> None:
    """Raises UnknownError where the stack was given no parameter for a setting."""
    if SETTINGS[name].parameter not in world.parameters:
        raise UnknownError(f"the stack has no parameter {SETTINGS[name].parameter}")


def _other(name: str, world: World) -> str:
    """In what a setting differs from its parameter; empty where it does not."""
    parameter = SETTINGS[name].parameter
    said, is_set = _read(name, world.parameter(parameter)), _read(name, world.variables.get(variable(name), ""))
    if said == is_set:
        return ""
    return f"{parameter} says otherwise" if name in _THE_OWNERS else f"{parameter} is {said}, the function has {is_set}"


def _read(name: str, text: str) -> str:
    """A setting in words, as the function reads it: an unset one has its default."""
    try:
        return _in_words(SETTINGS[name].parse(text) if text else getattr(Config(), name))
    except ValueError:
        return "what it cannot read"


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return (",".join(sorted(value)) if isinstance(value, tuple) else str(value)) or "nothing"


def by_output(name: str, world: World) -> Finding:
    """Whether a setting names what the stack made."""
    output, _ = _MADE[name]
    made, is_set = world.outputs.get(output, ""), world.variables.get(variable(name), "")
    if name == "originals" and not _published(world):
        made = ""
    if made == is_set:
        return ok(f"as the output {output} says" if made else "none, as the stack says")
    if not made:
        return failed(f"the function has one, and the stack no output {output}")
    return failed(f"the function has {'another than' if is_set else 'none, despite'} the output {output}")


def _published(world: World) -> bool:
    if "FrontDoor" not in world.parameters:
        raise UnknownError("the stack has no parameter FrontDoor")
    return world.parameter("FrontDoor") != "object-lambda"


def endpoints(world: World) -> Finding:
    """Which addresses the function asks: AWS's own, unless the stack says otherwise."""
    wrong = [
        parameter
        for name, parameter in _ENDPOINTS.items()
        if world.variables.get(name, "") != world.parameter(parameter)
    ]
    return failed(f"{' and '.join(wrong)} says otherwise") if wrong else ok("as the stack says")


def function(world: World) -> Finding:
    """Which function S3 invokes."""
    wanted = world.output("AccessPointFunctionArn")
    invoked = {each["FunctionArn"] for each in _invoked(world)}
    return ok("the stack's") if invoked == {wanted} else failed("another, or another version, than the stack's")


def machine(world: World) -> Finding:
    """What the function runs on, and for how long."""
    about = world.function
    wrong = [
        f"{parameter} is {said}, the function has {found}"
        for name, parameter in _MACHINE.items()
        if (said := world.parameter(parameter)) and said != (found := _member(about[name]))
    ]
    if about["Timeout"] < _SECONDS:
        wrong.append(f"it has {about['Timeout']} seconds, and S3 waits for {_SECONDS}")
    return failed("; ".join(wrong)) if wrong else ok("as the stack says")


def _member(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def payload(world: World) -> Finding:
    """What the access point sets for itself."""
    said = world.parameter("FunctionPayload")
    for each in _invoked(world):
        if wrong := differing(each.get("FunctionPayload", ""), said):
            return failed(f"FunctionPayload says otherwise of {wrong}")
    return ok(f"{len(_members(said))} settings, as FunctionPayload says")


def differing(payload: str, said: str) -> str:
    """The settings in which two payloads differ, in words; empty where they are the same."""
    one, other = _members(payload), _members(said)
    names = {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
    return (", ".join(sorted(names & SETTINGS.keys())) or "others") if one != other else ""


def _invoked(world: World) -> list[Mapping[str, Any]]:
    """What the access point says of the function that it has invoked, for each of its actions."""
    configured = object_lambda(world)["TransformationConfigurations"]
    return [each["ContentTransformation"]["AwsLambda"] for each in configured]


def _members(text: str) -> dict[str, Any]:
    """The members of a payload; one that nobody can read is a member of its own."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"unreadable": text}


def _check(name: str, asks: str, ask: Callable[[World], Finding]) -> Check:
    return Check(
        f"settings.{name}",
        asks,
        "The function does not do what the stack says that it does: somebody changed it, or an update stopped halfway.",
        "Deploy the template again, unchanged; what was changed by hand is then as the stack says.",
        ask,
    )


def _checks() -> Iterator[Check]:
    for name, asks in _WITH_A_CHECK.items():
        yield _check(name, asks, partial(by_parameter, name))
    for name, (_, asks) in _MADE.items():
        yield _check(name, asks, partial(by_output, name))
    yield _check("function", "Does S3 invoke the stack's function?", function)
    yield _check("machine", "Has it the memory, the time and the runtime that it was given?", machine)
    yield _check("endpoints", "Does it ask AWS itself, unless the stack names other endpoints?", endpoints)
    yield _check("others", "Are its other settings those of the stack?", others)
    yield _check("payload", "Does the access point set what FunctionPayload says?", payload)


CHECKS = tuple(_checks())
