"""The errors of the service, with the names and HTTP status codes of Amazon Translate (botocore's service model)."""

STATUS = {
    "DetectedLanguageLowConfidenceException": 400,
    "InternalServerException": 500,
    "InvalidParameterValueException": 400,
    "InvalidRequestException": 400,
    "LimitExceededException": 400,
    "ResourceNotFoundException": 404,
    "ServiceUnavailableException": 503,
    "TextSizeLimitExceededException": 400,
    "TooManyRequestsException": 429,
    "UnknownOperationException": 400,
    "UnsupportedDisplayLanguageCodeException": 400,
    "UnsupportedLanguagePairException": 400,
}


class ApiError(Exception):
    """An answer that is an error: its name, its message, and the further members that some errors carry."""

    def __init__(self, code: str, message: str, **members: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.status = STATUS[code]
        self.message = message
        self.members = members

    def body(self) -> dict[str, str]:
        """The JSON members of the answer (AWS JSON 1.1)."""
        return {"__type": self.code, "Message": self.message, **self.members}
