"""What a local stack keeps of translations: thrown away when another engine translates."""

from typing import Any

from lingopoint_local.aws.environment import CREDENTIALS, REGION

_DELETED_AT_ONCE = 1000
"""Keys of one DeleteObjects (S3 API reference)."""


def forget(endpoint: str, bucket: str, table: str) -> None:
    """Deletes the renditions that a bucket holds, and from a table every unit that no person has reviewed.

    A stack that keeps either of them nowhere has no name for it.
    """
    if bucket:
        _empty(_client("s3", endpoint), bucket)
    if table:
        _erase(_client("dynamodb", endpoint), table)


def _empty(s3: Any, bucket: str) -> None:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, MaxKeys=_DELETED_AT_ONCE):
        if keys := [{"Key": each["Key"]} for each in page.get("Contents", [])]:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": keys})


def _erase(dynamodb: Any, table: str) -> None:
    machines = {"FilterExpression": "attribute_exists(expires)", "ProjectionExpression": "#key"}
    names = {"ExpressionAttributeNames": {"#key": "key"}}
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, **machines, **names):
        for item in page["Items"]:
            dynamodb.delete_item(TableName=table, Key=item)


def _client(service: str, endpoint: str) -> Any:
    import boto3  # takes long to import, and only another engine needs it

    session: Any = boto3.Session()
    return session.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )
