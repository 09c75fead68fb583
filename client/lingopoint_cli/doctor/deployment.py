"""What was deployed: the stack, the function behind it, and what it needs of the account and the Region."""

from collections.abc import Mapping
from typing import Any

from lingopoint import languages
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, UnknownError, differs, failed, ok, skipped
from lingopoint_cli.doctor.texts.words import SENTENCE
from lingopoint_cli.doctor.world import World

OUTPUTS = ("BucketName", "SupportingAccessPointArn", "FunctionArn")
OF_ACCESS_POINT = ("ObjectLambdaAccessPointArn", "ObjectLambdaAccessPointAlias", "ReaderPolicyArn")
OF_WEB = ("WebUrl", "WebDistributionId")
ACTIONS = ("GetObject", "HeadObject")
FEATURES = ("GetObject-Range", "GetObject-PartNumber", "HeadObject-Range", "HeadObject-PartNumber")
_MISSING = "lingopoint-doctor/there-is-no-such-object"
_AGAIN = "Deploy the template again, unchanged."


def outputs(world: World) -> Finding:
    """All that the template says."""
    wanted = [*OUTPUTS, *(OF_ACCESS_POINT if world.has_object_lambda else ()), *(OF_WEB if world.has_web else ())]
    wanted += ["MemoryTableName"] if world.on("TranslationMemory") else []
    missing = [name for name in wanted if not world.outputs.get(name)]
    return failed(f"missing: {', '.join(missing)}") if missing else ok(f"all {len(wanted)} are there")


def function(world: World) -> Finding:
    """Ready to be invoked."""
    about = world.connect("lambda").get_function(FunctionName=world.output("FunctionArn"))["Configuration"]
    states = about.get("State", "Active"), about.get("LastUpdateStatus", "Successful")
    if states[0] not in ("Active", "Inactive") or states[1] != "Successful":
        return failed(f"{states[0]}, last update {states[1]}")
    return ok(f"{about['Runtime']}, {about['MemorySize']} MB, {states[0]}")


def function_alias(world: World) -> Finding:
    """The alias that SAM publishes."""
    alias = world.connect("lambda").get_alias(FunctionName=world.output("FunctionArn"), Name="live")
    return ok(f"`live` is version {alias['FunctionVersion']}")


def object_lambda(world: World) -> Mapping[str, Any]:
    """The configuration of the Object Lambda access point."""
    *_, account, resource = world.output("ObjectLambdaAccessPointArn").split(":", 5)
    name = resource.removeprefix("accesspoint/")
    asked = world.connect("s3control").get_access_point_configuration_for_object_lambda(AccountId=account, Name=name)
    configuration: Mapping[str, Any] = asked["Configuration"]
    return configuration


def access_point(world: World) -> Finding:
    """What S3 hands to the function."""
    configuration = object_lambda(world)
    actions = {action for each in configuration["TransformationConfigurations"] for action in each["Actions"]}
    missing = [action for action in ACTIONS if action not in actions]
    missing += [feature for feature in FEATURES if feature not in configuration.get("AllowedFeatures", [])]
    return failed(f"not handed to the function: {', '.join(missing)}") if missing else ok("GET, HEAD, ranges and parts")


def answer(world: World) -> Finding:
    """An object that is not there: the whole way, and nothing to translate."""
    asked = world.reader.get(_MISSING)
    return ok("404 NoSuchKey") if asked.in_words == "404 NoSuchKey" else failed(asked.in_words)


def access_point_alias(world: World) -> Finding:
    """The same by the other name."""
    asked = world.by_alias.get(_MISSING)
    return ok("404 NoSuchKey") if asked.in_words == "404 NoSuchKey" else failed(asked.in_words)


def translate_region(world: World) -> Finding:
    """Whether there is a service, and whether it has the languages that Lingopoint knows."""
    listed = world.service.client.list_languages(MaxResults=500)["Languages"]
    codes = {each["LanguageCode"] for each in listed} - {languages.AUTO}
    new, gone = sorted(codes - languages.NAMES.keys()), sorted(languages.NAMES.keys() - codes)
    if not new and not gone:
        return ok(f"{len(codes)} languages")
    return differs("; ".join(f"{what}: {', '.join(of)}" for what, of in (("new", new), ("gone", gone)) if of))


def comprehend(world: World) -> Finding:
    """What detects languages, where they are to be detected."""
    if world.parameter("SourceLanguage") not in ("", languages.AUTO):
        return skipped("no language is detected: SourceLanguage is set")
    world.skip_local("it has no Amazon Comprehend of its own")
    found = world.connect("comprehend").detect_dominant_language(Text=SENTENCE)["Languages"]
    best = found[0]["LanguageCode"] if found else "nothing"
    return ok("taken for en") if best == "en" else differs(f"English was taken for {best}")


def terminology(world: World) -> Finding:
    """The one that is set."""
    name = world.parameter("TerminologyName")
    if not name:
        return skipped("no terminology is set")
    about = world.service.client.get_terminology(Name=name)["TerminologyProperties"]
    if about.get("SourceLanguageCode", "en") == world.target:
        return differs(f"its terms are of {world.target} itself")
    return ok(f"{about.get('TermCount', 0)} terms")


def memory(world: World) -> Finding:
    """The table of the translation memory."""
    table = world.connect("dynamodb").describe_table(TableName=_table(world))["Table"]
    keys = [each["AttributeName"] for each in table["KeySchema"]]
    if keys != ["key"]:
        return failed(f"its key is {', '.join(keys)}")
    return ok("it is there") if table["TableStatus"] in ("ACTIVE", "UPDATING") else failed(table["TableStatus"])


def memory_expiry(world: World) -> Finding:
    """Whether what is remembered is forgotten in the end."""
    table = _table(world)
    world.skip_local("its tables forget nothing")
    about = world.connect("dynamodb").describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    expires = about.get("TimeToLiveStatus") in ("ENABLED", "ENABLING") and about.get("AttributeName") == "expires"
    return ok("units expire") if expires else differs(f"expiry is {about.get('TimeToLiveStatus', 'unknown')}")


def renditions(world: World) -> Finding:
    """The bucket of kept translations."""
    if not world.on("StoreRenditions"):
        raise UnknownError("StoreRenditions is off")
    world.connect("s3").head_bucket(Bucket=world.output("RenditionBucketName"))
    return ok("it is there")


def _table(world: World) -> str:
    if not world.on("TranslationMemory"):
        raise UnknownError("TranslationMemory is off")
    return world.output("MemoryTableName")


CHECKS = (
    Check(
        "deployment.outputs",
        "Has the stack all of its outputs?",
        "The commands, and these checks, do not find what they need.",
        f"{_AGAIN} Was this stack made from this template?",
        outputs,
    ),
    Check(
        "deployment.function",
        "Is the function ready?",
        "Readers get errors instead of documents.",
        "Look at the function's state in the Lambda console, and deploy again.",
        function,
    ),
    Check(
        "deployment.function alias",
        "Is the function published under its alias `live`?",
        "With SnapStart the access point calls the alias, and would call nothing.",
        _AGAIN,
        function_alias,
    ),
    Check(
        "deployment.access point",
        "Does S3 hand GET, HEAD, ranges and parts to the function?",
        "What is not handed over is answered of the original, or 501 NotImplemented.",
        f"{_AGAIN} Somebody may have changed the Object Lambda access point by hand.",
        access_point,
    ),
    Check(
        "deployment.answer",
        "Does the function answer?",
        "Readers get this error instead of documents. AccessDenied: you, or the function, lack a right.",
        "docs/how-to/permissions.md says which rights a reader needs; the function's log says what it lacks.",
        answer,
    ),
    Check(
        "deployment.alias",
        "Does the access point answer to its alias?",
        "Tools that take no ARN do not reach it.",
        "Use the ARN, or ask AWS Support.",
        access_point_alias,
    ),
    Check(
        "deployment.region",
        "Is Amazon Translate in this Region, with the languages that Lingopoint knows?",
        "Languages that are gone are refused when they are asked for; new ones are not offered.",
        "Tell us of new languages. A Region without the service needs another one for it.",
        translate_region,
    ),
    Check(
        "deployment.comprehend",
        "Can languages be detected in this Region?",
        "Documents that do not say their language are served as they are, or refused.",
        "Set SourceLanguage to the language of the originals: some Regions have no Amazon Comprehend.",
        comprehend,
    ),
    Check(
        "deployment.terminology",
        "Can the terminology be read?",
        "Every translation is refused with an error while a terminology is set that is not there.",
        "Import it in this Region, or set TerminologyName to nothing.",
        terminology,
    ),
    Check(
        "deployment.memory",
        "Is the table of the translation memory there?",
        "Nothing is remembered: every text is paid for again.",
        _AGAIN,
        memory,
    ),
    Check(
        "deployment.renditions",
        "Is the bucket of kept translations there?",
        "Nothing is kept: every reading of a document is made again, from the memory or for money.",
        _AGAIN,
        renditions,
    ),
    Check(
        "deployment.memory expiry",
        "Does the translation memory forget?",
        "Units are kept, and stored at your cost, for longer than MemoryDays.",
        "Enable time to live on the attribute `expires` of the table.",
        memory_expiry,
    ),
)
