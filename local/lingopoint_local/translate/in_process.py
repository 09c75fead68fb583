"""The service without HTTP, behind the methods of boto3's `translate` client: for tests of code that takes a client."""

from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.service import TranslateApi


class InProcessClient:
    """Has the part of boto3's client that a translator needs; errors are botocore's ClientError, as from the wire."""

    def __init__(self, api: TranslateApi) -> None:
        self.api = api

    def translate_text(self, **payload: Any) -> dict[str, Any]:
        """TranslateText."""
        return self._call("TranslateText", payload)

    def list_languages(self, **payload: Any) -> dict[str, Any]:
        """ListLanguages."""
        return self._call("ListLanguages", payload)

    def get_terminology(self, **payload: Any) -> dict[str, Any]:
        """GetTerminology, its times as boto3 gives them."""
        answer = self._call("GetTerminology", payload)
        properties = answer["TerminologyProperties"]
        times = {name: datetime.fromtimestamp(properties[name], UTC) for name in ("CreatedAt", "LastUpdatedAt")}
        return {**answer, "TerminologyProperties": {**properties, **times}}

    def _call(self, operation: str, payload: dict[str, Any]) -> dict[str, Any]:
        try:
            return {**self.api.call(operation, payload), "ResponseMetadata": {"HTTPStatusCode": 200}}
        except ApiError as error:
            raise ClientError(_response(error), operation) from error


def _response(error: ApiError) -> Any:
    return {
        "Error": {"Code": error.code, "Message": error.message},
        "ResponseMetadata": {"HTTPStatusCode": error.status},
        "message": error.message,
        **error.members,
    }
