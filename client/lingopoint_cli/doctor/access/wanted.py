"""What the stack's policies are to say, by its parameters and outputs (docs/how-to/permissions.md)."""

from collections.abc import Iterator
from functools import partial

from lingopoint import languages
from lingopoint_cli.doctor.access.policies import Grant
from lingopoint_cli.doctor.world import World

_GET = ("s3:GetObject", "s3:GetObjectVersion")
_CALLED = {"ForAnyValue:StringEquals": {"aws:CalledVia": "s3-object-lambda.amazonaws.com"}}
_TABLE_KEY = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")


def of_role(world: World) -> list[Grant]:
    """The rights of the function's role. Raises UnknownError where the stack lacks an output that they are on."""
    return [*_reading(world), *_answering(world), *_keeping(world), *_decrypting(world)]


def _reading(world: World) -> Iterator[Grant]:
    point = world.output("SupportingAccessPointArn")
    yield Grant(("s3:ListBucket",), (point,))
    if world.has_object_lambda:
        yield Grant(_GET, _below(point, world.parameter("TaggedPrefixes")))
    if world.has_web:
        yield Grant(("s3:GetObject",), _below(point, world.parameter("WebPrefixes")))


def _below(point: str, prefixes: str) -> tuple[str, ...]:
    return tuple(f"{point}/object/{prefix}*" for prefix in prefixes.split(","))


def _answering(world: World) -> Iterator[Grant]:
    if world.has_object_lambda:
        yield Grant(("s3-object-lambda:WriteGetObjectResponse",), (world.output("ObjectLambdaAccessPointArn"),))
    yield Grant(("translate:TranslateText",), ("*",))
    if world.parameter("SourceLanguage") in ("", languages.AUTO):
        yield Grant(("comprehend:DetectDominantLanguage",), ("*",))
    name = world.output("FunctionArn").rpartition(":")[2]
    yield Grant(("logs:CreateLogStream", "logs:PutLogEvents"), (world.arn("logs", f"log-group:/aws/lambda/{name}:*"),))
    if terminology := world.parameter("TerminologyName"):
        in_region = partial(world.arn, "translate", region=world.parameter("TranslateRegion"))
        names = (in_region(f"terminology/{terminology}"), in_region(f"terminology/{terminology}/*"))
        yield Grant(("translate:GetTerminology",), names)


def _keeping(world: World) -> Iterator[Grant]:
    if world.on("StoreRenditions"):
        bucket = world.bucket_arn(world.output("RenditionBucketName"))
        yield Grant(("s3:GetObject", "s3:PutObject"), (f"{bucket}/renditions/*", f"{bucket}/claims/*"))
        yield Grant(("s3:DeleteObject",), (f"{bucket}/claims/*",))
        yield Grant(("s3:ListBucket",), (bucket,))
    if world.on("TranslationMemory"):
        table = world.arn("dynamodb", f"table/{world.output('MemoryTableName')}")
        yield Grant(("dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"), (table,))


def _decrypting(world: World) -> Iterator[Grant]:
    storage, terminology = world.parameter("StorageKmsKeyArn"), world.parameter("TerminologyKmsKeyArn")
    yield from _originals_key(world)
    if storage and world.on("StoreRenditions"):
        yield Grant(("kms:Decrypt", "kms:GenerateDataKey"), (storage,), _through(world, "s3"))
    if storage and world.on("TranslationMemory"):
        yield Grant(_TABLE_KEY, (storage,), _through(world, "dynamodb"))
    if terminology and world.parameter("TerminologyName"):
        yield Grant(("kms:Decrypt",), (terminology,))


def _originals_key(world: World) -> Iterator[Grant]:
    if key := world.parameter("KmsKeyArn"):
        yield Grant(("kms:Decrypt",), (key,), _through(world, "s3"))


def _through(world: World, service: str) -> dict[str, dict[str, str]]:
    return {"StringEquals": {"kms:ViaService": f"{service}.{world.own_region}.amazonaws.com"}}


def of_readers(world: World) -> list[Grant]:
    """The rights of the policy for readers. Raises UnknownError."""
    function, point = world.output("FunctionArn"), world.output("SupportingAccessPointArn")
    call = ("s3-object-lambda:GetObject", "s3-object-lambda:GetObjectVersion")
    return [
        Grant(call, (world.output("ObjectLambdaAccessPointArn"),)),
        Grant(("lambda:InvokeFunction",), (function, f"{function}:*"), _CALLED),
        Grant(_GET, (f"{point}/object/*",), _CALLED),
        Grant(("s3:ListBucket",), (point,), _CALLED),
        *_originals_key(world),
    ]


def of_more_access_points(world: World) -> list[Grant]:
    """What access-point.yaml adds to the role, in policies of its own."""
    return [
        Grant(("s3-object-lambda:WriteGetObjectResponse",), (world.arn("s3-object-lambda", "accesspoint/*"),)),
        Grant(("translate:GetTerminology",), (world.arn("translate", "terminology/*", region="*"),)),
    ]
