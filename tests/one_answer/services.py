"""S3, S3 Object Lambda, Amazon Translate and DynamoDB on the wire, as one case has them behave."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from tests.behaviour_suite import Answer
from tests.one_answer.cases import FOREIGN, SECRET, TOKEN, Case
from tests.s3_stand_in import ORIGINALS, RENDITIONS, Call, StandIn, shouted

_ILLEGAL = re.compile(rb"\n(?![ \t])|\r(?![ \t\n])")
"""What http.client refuses in a value (its `_is_illegal_header_value`)."""


def error(status: int, code: str, message: str) -> Answer:
    """An error document of S3."""
    document = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return Answer(status, {"content-type": "application/xml"}, document.encode(errors="replace"))


@dataclass
class Services(StandIn):
    """The services of one case. `tried` are the answers that were given to WriteGetObjectResponse, `taken` those that
    it took: it takes one, and checks what it is given.
    """

    case: Case | None = None
    tried: list[Call] = field(default_factory=list)
    taken: list[Call] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    units: dict[str, Any] = field(default_factory=dict)

    def start(self, case: Case) -> None:
        """The world as the case begins."""
        self.case, self.random = case, Random(case.number)
        for stored in (self.objects, self.tried, self.taken, self.problems, self.units, self.translated):
            stored.clear()
        for key, (body, headers) in case.objects.items():
            self.put(key, body)
            given = {**self.objects[ORIGINALS, key].headers, **headers}
            self.objects[ORIGINALS, key] = Answer(200, {name: _on_the_wire(text) for name, text in given.items()}, body)

    def behaviour(self, service: str) -> str:
        """How a service behaves at this call; one that misbehaves does so most of the time."""
        assert self.case is not None
        kind = self.case.faults.get(service, "")
        return kind if self.random.random() < 0.8 else ""

    def answer(self, call: Call) -> Answer:
        """See `StandIn.answer`."""
        if "x-amz-target" in call.headers or call.key == "WriteGetObjectResponse":
            return super().answer(call)
        service = "renditions" if call.place == RENDITIONS else "caller" if call.presigned else "originals"
        match self.behaviour(service):
            case "error":
                return self._error(call)
            case "denied":
                said = "Access Denied" if call.presigned else f"User {FOREIGN} may not"
                return self._bodiless(call, error(403, "AccessDenied", said))
            case "gone":
                return self._bodiless(call, error(404, "NoSuchBucket", "gone"))
            case "silent":
                raise ReadTimeoutError(endpoint_url="s3") if not call.presigned else TimeoutError
            case "junk":
                return Answer(self.random.choice((200, 204, 301, 307, 418, 500)), {"x": "y"}, self.random.randbytes(30))
            case "cut":
                found = self._get(call, self.objects.get((call.place, call.key)))
                return Answer(found.status, {**found.headers, "content-length": "999999"}, found.body)
        return super().answer(call)

    def _error(self, call: Call) -> Answer:
        status = self.random.choice((400, 403, 404, 405, 409, 412, 416, 429, 500, 501, 503))
        code = self.random.choice(("NoSuchKey", "InvalidObjectState", "Odd Code", "", "é", "SlowDown"))
        said = FOREIGN if not call.presigned else "Said by S3, é"
        return self._bodiless(call, error(status, code, said))

    def _bodiless(self, call: Call, answer: Answer) -> Answer:
        return Answer(answer.status, answer.headers, b"") if call.method == "HEAD" else answer

    def _get(self, call: Call, found: Answer | None) -> Answer:
        try:
            return super()._get(call, found)
        except (ValueError, TypeError, OverflowError, KeyError):  # a date or a tag that is none, to another's parsers
            return found or error(404, "NoSuchKey", "none")

    def _translate(self, asked: Mapping[str, Any]) -> Answer:
        if "Text" not in asked:
            return self._json(400, {"__type": "ResourceNotFoundException", "Message": FOREIGN})
        text, said = asked["Text"], super()._translate(asked)
        match self.behaviour("translate"):
            case "error":
                code = self.random.choice(("InternalServerException", "Odd: " + text, "", "AccessDeniedException"))
                return self._json(self.random.choice((400, 500)), {"__type": code, "Message": FOREIGN + text})
            case "refuse":
                code = self.random.choice(("UnsupportedLanguagePairException", "InvalidRequestException", text))
                return self._json(400, {"__type": code, "Message": FOREIGN + text})
            case "unsure":
                code = "DetectedLanguageLowConfidenceException"
                return self._json(400, {"__type": code, "DetectedLanguageCode": text, "Message": FOREIGN})
            case "throttle":
                return self._json(400, {"__type": "TooManyRequestsException", "Message": FOREIGN})
            case "silent":
                raise ReadTimeoutError(endpoint_url="translate")
            case "junk":
                return Answer(200, {}, self.random.choice((b"", b"{", b"[]", b"{}", b'{"TranslatedText": 7}', b"\xff")))
            case "text":
                return self._json(200, {"TranslatedText": self._any_text(text), "SourceLanguageCode": "en"})
            case "short":
                return self._json(200, {"TranslatedText": shouted(text)[:5], "SourceLanguageCode": SECRET})
        return said

    def _any_text(self, text: str) -> str:
        kinds = (
            "",
            "x",
            text + text,
            text[::-1],
            "\n" * 9,
            "<p>",
            "DNT_abc",
            "\ud800" + text,
            "\x00" + text,
            "<a id=1>",
            text.split("\n")[0],
        )
        return self.random.choice(kinds)

    def _json(self, status: int, said: Mapping[str, Any]) -> Answer:
        return Answer(status, {"content-type": "application/x-amz-json-1.1"}, json.dumps(said).encode())

    def remember(self, call: Call) -> Answer:
        """What DynamoDB answers."""
        match self.behaviour("memory"):
            case "error":
                return self._json(400, {"__type": "ProvisionedThroughputExceededException", "message": FOREIGN})
            case "silent":
                raise ReadTimeoutError(endpoint_url="dynamodb")
            case "junk":
                return Answer(200, {}, self.random.choice((b"{}", b'{"Responses": {"units": [{"key": {"S": "a"}}]}}')))
        ((table, wanted),) = json.loads(call.body)["RequestItems"].items()
        if call.headers["x-amz-target"].endswith("BatchGetItem"):
            names = [key["key"]["S"] for key in wanted["Keys"]]
            return self._json(200, {"Responses": {table: [self.units[name] for name in names if name in self.units]}})
        self.units |= {put["PutRequest"]["Item"]["key"]["S"]: put["PutRequest"]["Item"] for put in wanted}
        return self._json(200, {"UnprocessedItems": {}})

    def _deliver(self, call: Call) -> Answer:
        self.tried.append(call)
        self._check(call)
        is_error = "x-amz-fwd-error-code" in call.headers
        match self.case.faults.get("delivery", "") if self.case else "":
            case "refuses a header" if "x-amz-fwd-header-content-language" in call.headers:
                return error(400, "ValidationError", "Invalid header")
            case "refuses bodies" if not is_error:
                return error(400, "ValidationError", "Invalid header")
            case "refuses all":
                return error(400, "ValidationError", "Invalid header")
            case "gone":
                return error(400, "ValidationError", "Invalid token")
            case "silent":
                raise ConnectionClosedError(endpoint_url="s3")
            case "fails":
                return error(503, "SlowDown", "Slow down")
        if self.taken or call.headers["x-amz-request-token"] != TOKEN:
            return error(400, "ValidationError", "Invalid token")
        self.taken.append(call)
        return Answer(200, {})

    def _check(self, call: Call) -> None:
        """What a real wire refuses, and what two sides would sign otherwise."""
        for name, value in call.headers.items():
            sent = value.encode("latin-1", "replace")
            if _ILLEGAL.search(sent) or not value.isascii() or not value.isprintable():
                self.problems.append(f"{name} cannot be sent: {value!r}")
            if value != " ".join(value.split()):
                self.problems.append(f"{name} is signed otherwise than it is sent: {value!r}")


def _on_the_wire(text: str) -> str:
    """A value as a client gives it: its bytes, each as a character, in one line."""
    return text.encode(errors="replace").decode("latin-1").translate({10: " ", 13: " ", 0: " "})
