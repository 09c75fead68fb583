"""The stacks that a template is looked at in: each of its parameters, switched to each of its values.

There are two to begin with, one with everything and one by the defaults, and from each one more for every other value
of every parameter. So of any two switches all four combinations are there.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.rights.stack.references import FUNCTION, KEY, ORIGINALS, STORAGE_KEY, TERMINOLOGY_KEY
from tests.template import ACCOUNT

Template = Mapping[str, Any]
Values = Mapping[str, str]

_PREFIXES = ("public/,forms/", "public/", "a,b,c", "a,b,c,d", "a,b,c,d,e")

SAMPLES: Mapping[str, tuple[str, ...]] = {
    "Name": ("docs",),
    "ExistingBucket": ("mine",),
    "SourceLanguage": ("auto", "en"),
    "FallbackLanguage": ("de",),
    "Languages": ("fr,de",),
    "DefaultLanguage": ("fr",),
    "TerminologyName": ("legal",),
    "TranslateRegion": ("eu-west-1",),
    "IntegrityMetadata": ("crc*",),
    "Include": ("title",),
    "Exclude": ("id",),
    "TaggedPrefixes": _PREFIXES,
    "FunctionPayload": ('{"languages": "fr"}',),
    "ReservedConcurrency": ("5",),
    "KmsKeyArn": (KEY,),
    "StorageKmsKeyArn": (STORAGE_KEY,),
    "TerminologyKmsKeyArn": (TERMINOLOGY_KEY,),
    "WebPrefixes": (*_PREFIXES, "*"),
    "WebIndex": ("home.html",),
    "WebCacheControl": ("no-store",),
    "WebDomain": ("docs.example.com",),
    "WebCertificateArn": (f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/1",),
    "WebKeyGroup": ("readers",),
    "WebCorsOrigins": ("https://a.example,https://b.example", "https://a.example", "*"),
    "WebPayload": ('{"default_language": "fr"}',),
    "EndpointUrl": ("http://s3.example",),
    "TranslateEndpointUrl": ("http://translate.example",),
    "FunctionArn": (f"{FUNCTION}:live",),
    "FunctionRoleName": ("role-of-docs",),
    "SupportingAccessPointArn": (ORIGINALS,),
    "Language": ("fr",),
}
"""Values of the parameters of both templates whose values are not listed there; the first is that of everything."""


def values(name: str, parameter: Mapping[str, Any]) -> list[str]:
    """What stacks are looked at with of a parameter: first the value of everything. Raises ValueError."""
    default = [str(parameter["Default"])] if "Default" in parameter else []
    if "AllowedValues" in parameter:
        allowed = [str(each) for each in reversed(parameter["AllowedValues"])]
        return sorted(allowed, key=lambda each: (each != "on", each in default))
    if parameter["Type"] == "Number":
        return [str(parameter["MaxValue"]), *default]
    if name not in SAMPLES:
        raise ValueError(f"{name} is a new parameter: tell values of it in SAMPLES")
    return list(dict.fromkeys([*SAMPLES[name], *default]))


def stacks(template: Template) -> Mapping[str, Values]:
    """The stacks by their names, as the values of all parameters: `everything`, `everything, CallerCheck=off`."""
    return dict(_stacks({name: values(name, each) for name, each in template["Parameters"].items()}, template))


def _stacks(known: Mapping[str, list[str]], template: Template) -> Iterator[tuple[str, Values]]:
    defaults = {name: str(template["Parameters"][name].get("Default", each[0])) for name, each in known.items()}
    bases = {"everything": {name: each[0] for name, each in known.items()}, "defaults": defaults}
    yield from bases.items()
    for base, given in bases.items():
        for name, every in known.items():
            for value in every:
                if value != given[name]:
                    yield f"{base}, {name}={value}", {**given, name: value}
