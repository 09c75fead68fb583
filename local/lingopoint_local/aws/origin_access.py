"""CloudFront's signature for a function URL, which ministack 1.5.33 leaves out, so that every origin request gets 403.

With it a distribution whose origin access control is of type `lambda` is let in where the function's policy names
CloudFront for both actions, as on AWS (Lambda Developer Guide, "Control access to Lambda function URLs"), and nowhere
else. Runs inside ministack: standard library and ministack only. A test says when ministack needs it no more.
"""

from typing import Any

_ACTIONS = {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}
_PRINCIPAL = "cloudfront.amazonaws.com"
_SIGNED = ("Authorization", "AWS4-HMAC-SHA256 Credential=origin-access-control")


def sign_for_function_urls() -> None:
    """From now on in this process, CloudFront signs what it asks of function URLs, where it may."""
    from ministack.services import cloudfront  # it is in an environment of its own

    fetch = cloudfront._fetch_from_function_url_origin

    async def fetch_signed(host: str, origin: dict[str, Any], *arguments: Any) -> Any:
        if _is_for_lambda(cloudfront._oacs.get(origin["oac_id"])) and _may_call(host):
            origin = {**origin, "custom_headers": [*origin["custom_headers"], _SIGNED]}
        return await fetch(host, origin, *arguments)

    cloudfront._fetch_from_function_url_origin = fetch_signed


def _is_for_lambda(control: dict[str, Any] | None) -> bool:
    return control is not None and control["OriginAccessControlOriginType"] == "lambda"


def _may_call(host: str) -> bool:
    """Whether the policy of the function behind a URL lets CloudFront in."""
    from ministack import app
    from ministack.services import lambda_svc

    identifier, _ = app._parse_lambda_url(host, "/")
    account, region, name, qualifier, _ = lambda_svc.resolve_function_url(identifier)
    reference = f"{name}:{qualifier}" if qualifier else name
    function, _, _ = lambda_svc._get_func_record_for_ref_in_scope(reference, account_id=account, region=region)
    statements = function["policy"]["Statement"]
    return {each["Action"] for each in statements if each["Principal"] == {"Service": _PRINCIPAL}} >= _ACTIONS
