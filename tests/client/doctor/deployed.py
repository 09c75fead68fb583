"""The template as it was deployed, and what AWS tells of it."""

import json
from typing import Any

from botocore.exceptions import ClientError

from lingopoint_cli.doctor.access.open_to import BLOCKS
from tests.build.resolved import Resolved
from tests.template import load

ACCOUNT = "210987654321"
OUTPUTS = {
    "BucketName": "the-owners-bucket",
    "SupportingAccessPointArn": f"arn:aws:s3:eu-west-1:{ACCOUNT}:accesspoint/pages-originals",
    "ObjectLambdaAccessPointArn": f"arn:aws:s3-object-lambda:eu-west-1:{ACCOUNT}:accesspoint/pages",
    "ObjectLambdaAccessPointAlias": "pages-1234--ol-s3",
    "MemoryTableName": "pages-MemoryTable-1",
    "FunctionArn": f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:pages",
    "ReaderPolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/pages",
    "AccessPointFunctionArn": f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:pages",
    "RenditionBucketName": "the-owners-renditions",
    "WebUrl": "https://d1.cloudfront.example",
    "WebDistributionId": "E1PAGES",
}


def error(code: str, status: int = 400, **members: str) -> ClientError:
    """An error of AWS, whose message names what is the owner's."""
    said = {"Code": code, "Message": f"{OUTPUTS['FunctionArn']} of the-owners-bucket"}
    response: Any = {"Error": said, "ResponseMetadata": {"HTTPStatusCode": status, "HTTPHeaders": {}}, **members}
    return ClientError(response, "Operation")


def statement(actions: Any, effect: str = "Allow", resource: str = "*") -> dict[str, Any]:
    return {"Effect": effect, "Action": actions, "Resource": resource}


TEMPLATE = load()


def deployed(**parameters: str) -> Resolved:
    """The template as it was deployed with some parameters, to the account of OUTPUTS."""
    known = {
        "SupportingAccessPoint.Arn": OUTPUTS["SupportingAccessPointArn"],
        "ObjectLambdaAccessPoint.Arn": OUTPUTS["ObjectLambdaAccessPointArn"],
        "Function.Arn": OUTPUTS["FunctionArn"],
        "FunctionLog.Arn": f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:/aws/lambda/pages:*",
        "Bucket.Arn": f"arn:aws:s3:::{OUTPUTS['BucketName']}",
        "RenditionBucket.Arn": f"arn:aws:s3:::{OUTPUTS['RenditionBucketName']}",
        "MemoryTable.Arn": f"arn:aws:dynamodb:eu-west-1:{ACCOUNT}:table/{OUTPUTS['MemoryTableName']}",
    }
    known |= {"AWS::AccountId": ACCOUNT, "Name": "pages", "WebUrl.FunctionUrl": "https://1.lambda.example/"}
    return Resolved(TEMPLATE, "eu-west-1", **{**known, **parameters})


def of_role(**parameters: str) -> dict[str, Any]:
    """The policy of the function's role, as the template writes it."""
    document: dict[str, Any] = deployed(**parameters).properties("FunctionRole")["Policies"][0]["PolicyDocument"]
    return document


def of_readers(**parameters: str) -> dict[str, Any]:
    """The policy for readers."""
    document: dict[str, Any] = deployed(**parameters).properties("ReaderPolicy")["PolicyDocument"]
    return document


def of_bucket(resource: str = "BucketPolicy") -> dict[str, str]:
    """The policy of a bucket, as S3 gives it."""
    return {"Policy": json.dumps(deployed().properties(resource)["PolicyDocument"])}


def distributed(**parameters: str) -> dict[str, Any]:
    """The website's distribution, as CloudFront gives it: lists have a member `Items`."""
    config = deployed(**{**parameters, "FrontDoor": "both"}).properties("WebDistribution")["DistributionConfig"]
    lists = ("Origins", "AllowedMethods", "TrustedKeyGroups", "FunctionAssociations")
    (origin,), behaviour = config["Origins"], config["DefaultCacheBehavior"]
    origin = {**origin, "CustomHeaders": {"Items": origin.get("OriginCustomHeaders", [])}}
    told = {name: {"Items": each} if name in lists else each for name, each in behaviour.items()}
    return {"DistributionConfig": {**config, "Origins": {"Items": [origin]}, "DefaultCacheBehavior": told}}


POLICIES = {OUTPUTS["BucketName"]: "BucketPolicy", OUTPUTS["RenditionBucketName"]: "RenditionBucketPolicy"}
BLOCKED = {"PublicAccessBlockConfiguration": dict.fromkeys(BLOCKS, True)}


def permitted(name: str, action: str, **conditions: Any) -> dict[str, Any]:
    """What Lambda makes of a permission of the template's."""
    told = deployed(FrontDoor="both").properties(name)
    assert (told["Action"], told["Principal"]) == (action, "cloudfront.amazonaws.com")
    source = f"arn:aws:cloudfront::{ACCOUNT}:distribution/{OUTPUTS['WebDistributionId']}"
    condition = {"ArnLike": {"AWS:SourceArn": source}, **conditions}
    return {**statement(action, resource=OUTPUTS["FunctionArn"]), "Principal": {"Service": told["Principal"]}} | {
        "Sid": name,
        "Condition": condition,
    }


def of_function(*more: dict[str, Any]) -> dict[str, str]:
    """The policy of the function of a website, as Lambda gives it."""
    url = {"StringEquals": {"lambda:FunctionUrlAuthType": "AWS_IAM"}}
    by_url = {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}}
    every = [permitted("WebMayCallUrl", "lambda:InvokeFunctionUrl", **url)]
    every += [permitted("WebMayCallFunction", "lambda:InvokeFunction", **by_url), *more]
    return {"Policy": json.dumps({"Statement": every})}


def by_function(**asked: str) -> dict[str, str] | ClientError:
    """The same by the function's name; its alias has none."""
    return error("ResourceNotFoundException", 404) if "Qualifier" in asked else of_function()


def website(**parameters: str) -> dict[str, Any]:
    """The operations that answer otherwise where there is a website."""
    given = {"FrontDoor": "both", "WebPrefixes": "*", **parameters}
    return {
        "get_role_policy": {"PolicyDocument": of_role(**given)},
        "list_function_url_configs": {"FunctionUrlConfigs": [{"AuthType": "AWS_IAM"}]},
        "lambda_get_policy": by_function,
        "get_distribution_config": distributed(**parameters),
    }
