"""Runs at the start of a local AWS that enforces IAM, and corrects what would refuse every request there.

In its other processes it only does what the local stack's own does.
"""

import os
import sys
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

_OWN = Path(__file__).parents[3] / "local" / "lingopoint_local" / "aws" / "startup" / "sitecustomize.py"
_spec = spec_from_file_location("_own_sitecustomize", _OWN)
assert _spec is not None
assert _spec.loader is not None
_spec.loader.exec_module(module_from_spec(_spec))


class _SignedLikeS3(str):
    """A service whose path is signed as it is sent, as S3's is (S3 API reference, "Signature Version 4")."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return other == "s3" or str.__eq__(self, other) is True


def _correct() -> None:
    from ministack import app
    from ministack.core import iam_evaluator, sigv4
    from ministack.services import s3_object_lambda

    # The path of a request that is signed for Object Lambda is not encoded twice.
    documents = sigv4.header_signing_documents

    def signing_documents(signature: Any, *arguments: Any, **named: Any) -> Any:
        if signature.service == "s3-object-lambda":
            signature = replace(signature, service=_SignedLikeS3(signature.service))
        return documents(signature, *arguments, **named)

    sigv4.header_signing_documents = signing_documents

    # Nothing here speaks TLS; everything on AWS does.
    pin = iam_evaluator.pin_request_origin
    iam_evaluator.pin_request_origin = lambda source_ip, secure_transport: pin(source_ip, True)
    app.pin_request_origin = iam_evaluator.pin_request_origin

    # WriteGetObjectResponse is a right on the access point that asked (Service Authorization Reference).
    asking: dict[str, str] = {}
    event, enforce = s3_object_lambda._event, app._enforce_data_plane

    def remembering(record: Any, transformation: Any, name: str, context: Any, *arguments: Any) -> Any:
        if "outputRoute" in context:
            asking[context["outputRoute"]] = s3_object_lambda.s3.object_lambda_arn(record["Name"])
        return event(record, transformation, name, context, *arguments)

    def enforcing(service: str, action: str, headers: Any, *arguments: Any, **named: Any) -> Any:
        if action.endswith(":WriteGetObjectResponse"):
            named["resource_arn"] = asking.get(headers.get("x-amz-request-route", ""), "*")
        return enforce(service, action, headers, *arguments, **named)

    s3_object_lambda._event = remembering
    app._enforce_data_plane = enforcing


if sys.orig_argv[-2:] == ["-m", "ministack"]:
    os.environ["AUTH"] = "true"
    _correct()
