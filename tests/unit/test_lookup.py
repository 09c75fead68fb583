"""Who may read what: what each verdict on a caller's right opens, for every kind of request."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from lingopoint.errors import LingopointError
from lingopoint.http.delivery import Ask
from lingopoint.ports import NO_HEADERS, Absent, Denied, Direction, Found
from lingopoint.renditions.authority import CallersOwn
from lingopoint.renditions.lookup import Literal, Original, Origins, look_up
from lingopoint.renditions.request import AsStored, InLanguage, NotServed, RenditionRequest
from lingopoint_in_memory import DictOrigin, refused, stored

SECRET = stored(b"the original")
REVIEWED = stored(b"reviewed by people")
TAGGED = InLanguage("a.txt", Direction("auto", "fr"), tagged=True)
UNTAGGED = InLanguage("a.txt", Direction("auto", "fr"))
REQUESTS = [AsStored("a.txt"), UNTAGGED, TAGGED, NotServed("a.txt#xx", "no such language")]


@dataclass(frozen=True)
class Verdict:
    """An authority with one answer for everybody."""

    verdict: Found | Absent | Denied

    def ask(self, headers: Mapping[str, str] = NO_HEADERS, /) -> Found | Absent | Denied:
        return self.verdict


def found(
    request: RenditionRequest, verdict: Found | Absent | Denied, *, check: bool = True, head: bool = False
) -> Literal | Original:
    origins = Origins(Verdict(verdict), DictOrigin({"a.txt": SECRET}, "a.txt"))
    return look_up(request, Ask(head=head), origins, check=check)


@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("request_", REQUESTS, ids=["as stored", "in a language", "tagged", "not served"])
def test_who_is_denied_gets_nothing(request_: RenditionRequest, head: bool) -> None:
    with pytest.raises(LingopointError) as raised:
        found(request_, Denied("AccessDenied", "Access Denied"), head=head)
    assert (raised.value.status, raised.value.code) == (403, "AccessDenied")


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize("request_", REQUESTS[:2], ids=["as stored", "in a language"])
def test_an_untagged_key_is_the_callers_own_whatever_is_checked(request_: RenditionRequest, check: bool) -> None:
    for verdict, status in ((Denied(), 403), (Absent(), 404)):
        with pytest.raises(LingopointError) as raised:
            found(request_, verdict, check=check)
        assert raised.value.status == status


def test_without_the_check_a_tagged_key_is_for_everybody_who_can_call() -> None:
    assert isinstance(found(TAGGED, Denied(), check=False), Original)


def test_who_may_read_where_nothing_is_stored_gets_a_translation() -> None:
    original = found(TAGGED, Absent("NoSuchKey"))
    assert isinstance(original, Original)
    assert original.request is TAGGED
    assert original.stored.body.read() == b"the original"


@pytest.mark.parametrize("request_", REQUESTS[2:], ids=["tagged", "not served"])
def test_what_people_reviewed_is_served_as_it_is(request_: RenditionRequest) -> None:
    assert found(request_, Found(REVIEWED)) == Literal(REVIEWED)


def test_a_language_that_is_not_served_is_explained_to_who_may_read() -> None:
    with pytest.raises(LingopointError) as raised:
        found(NotServed("a.txt#xx", "no such language"), Absent())
    assert (raised.value.status, raised.value.message) == (400, "no such language")


@pytest.mark.parametrize(
    ("status", "code", "verdict"),
    [
        (404, "NoSuchKey", Absent("NoSuchKey", "said")),
        (404, "", Absent("", "said")),
        (403, "AccessDenied", Denied("AccessDenied", "said")),
        (403, "", Denied("", "said")),
    ],
)
def test_what_s3_says_to_a_caller_is_a_verdict(status: int, code: str, verdict: Absent | Denied) -> None:
    assert CallersOwn(DictOrigin({"a": refused(status, code, "said")}, "a")).ask() == verdict


@pytest.mark.parametrize(("status", "code"), [(403, "InvalidObjectState"), (503, "SlowDown"), (304, ""), (400, "Bad")])
def test_every_other_answer_of_s3_is_the_objects(status: int, code: str) -> None:
    answer = CallersOwn(DictOrigin({"a": refused(status, code)}, "a")).ask()
    assert isinstance(answer, Found)
    assert (answer.stored.status, answer.stored.code) == (status, code)
