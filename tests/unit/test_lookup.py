"""Who may read what: what each verdict on a caller's right opens, for every kind of request."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from lingopoint.config import Config
from lingopoint.errors import LingopointError
from lingopoint.http.delivery import Ask
from lingopoint.ports import NO_HEADERS, Absent, Denied, Direction, Found, StoredObject
from lingopoint.renditions.authority import CallersOwn
from lingopoint.renditions.lookup import Literal, Original, Origins, look_up
from lingopoint.renditions.request import AsStored, InLanguage, NotServed, RenditionRequest
from lingopoint_in_memory import DictOrigin, refused, stored

SECRET = stored(b"the original")
REVIEWED = stored(b"reviewed by people")
TAGGED = InLanguage("a.txt", Direction("auto", "fr"), tagged=True)
UNTAGGED = InLanguage("a.txt", Direction("auto", "fr"))
CHECKS = ["strict", "tagged", "off"]
REQUESTS = [AsStored("a.txt"), UNTAGGED, TAGGED, NotServed("a.txt#xx", "no such language")]


@dataclass(frozen=True)
class Verdict:
    """An authority with one answer for everybody."""

    verdict: Found | Absent | Denied

    def ask(self, headers: Mapping[str, str] = NO_HEADERS, /) -> Found | Absent | Denied:
        return self.verdict


def found(
    request: RenditionRequest,
    verdict: Found | Absent | Denied,
    *,
    check: str = "tagged",
    prefixes: tuple[str, ...] = (),
    head: bool = False,
    role: StoredObject = SECRET,
) -> Literal | Original:
    """`role` is what S3 says to the function."""
    origins = Origins(Verdict(verdict), DictOrigin({"a.txt": role}, "a.txt"))
    return look_up(request, Ask(head=head), origins, Config(caller_check=check, tagged_prefixes=prefixes))


@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("request_", REQUESTS, ids=["as stored", "in a language", "tagged", "not served"])
def test_who_is_denied_gets_nothing(request_: RenditionRequest, head: bool) -> None:
    with pytest.raises(LingopointError) as raised:
        found(request_, Denied("AccessDenied", "Access Denied"), head=head)
    assert (raised.value.status, raised.value.code) == (403, "AccessDenied")


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("request_", REQUESTS[:2], ids=["as stored", "in a language"])
def test_an_untagged_key_is_the_callers_own_whatever_is_checked(request_: RenditionRequest, check: str) -> None:
    for verdict, status in ((Denied(), 403), (Absent(), 404)):
        with pytest.raises(LingopointError) as raised:
            found(request_, verdict, check=check)
        assert raised.value.status == status


def test_without_the_check_a_tagged_key_is_for_everybody_who_can_call() -> None:
    assert isinstance(found(TAGGED, Denied(), check="off"), Original)


def test_who_may_read_where_nothing_is_stored_gets_a_translation() -> None:
    original = found(TAGGED, Absent("NoSuchKey"))
    assert isinstance(original, Original)
    assert original.request is TAGGED
    assert original.stored.body.read() == b"the original"


# Where the function's own right opens nothing


@pytest.mark.parametrize("verdict", [Absent("NoSuchKey", "none"), Denied("AccessDenied", "no")], ids=["404", "403"])
@pytest.mark.parametrize(
    ("check", "prefixes"),
    [("strict", ()), ("strict", ("a",)), ("tagged", ("public/",)), ("off", ("public/", "a.txt.")), ("off", ("A",))],
)
@pytest.mark.parametrize("head", [False, True])
def test_a_tagged_key_is_refused_and_the_way_is_named(
    check: str, prefixes: tuple[str, ...], verdict: Absent | Denied, head: bool
) -> None:
    with pytest.raises(LingopointError) as raised:
        found(TAGGED, verdict, check=check, prefixes=prefixes, head=head)
    assert (raised.value.status, raised.value.code) == (403, "AccessDenied")
    assert "?lang=fr" in raised.value.message
    assert "access point of that language" in raised.value.message


@pytest.mark.parametrize(("check", "prefixes"), [("strict", ()), ("tagged", ("public/",)), ("off", ("public/",))])
def test_a_reviewed_translation_is_served_under_its_tagged_key_all_the_same(
    check: str, prefixes: tuple[str, ...]
) -> None:
    assert found(TAGGED, Found(REVIEWED), check=check, prefixes=prefixes) == Literal(REVIEWED)


@pytest.mark.parametrize("prefixes", [("a",), ("b", "a.txt"), ()])
def test_a_tagged_key_below_the_prefixes_is_translated(prefixes: tuple[str, ...]) -> None:
    assert isinstance(found(TAGGED, Absent("NoSuchKey"), prefixes=prefixes), Original)


@pytest.mark.parametrize("status", [206, 304, 412, 416])
def test_a_signed_condition_is_no_proof_that_the_whole_may_be_read(status: int) -> None:
    """A caller without kms:Decrypt may be told 412 as well."""
    told = Found(StoredObject(status, {}, io.BytesIO()))
    for check, role in (("strict", SECRET), ("tagged", refused(403, "AccessDenied"))):
        with pytest.raises(LingopointError) as raised:
            found(UNTAGGED, told, check=check, role=role)
        assert (raised.value.status, raised.value.code) == (400, "InvalidRequest")
    assert isinstance(found(UNTAGGED, told), Original)


# HEAD, for which S3 gives the caller headers only


HEADERS = {"etag": '"1"', "content-length": "12"}


def head_of(role: StoredObject, check: str = "strict") -> StoredObject:
    answer = found(UNTAGGED, Found(StoredObject(200, HEADERS, io.BytesIO())), head=True, check=check, role=role)
    assert isinstance(answer, Original)
    assert answer.stored.headers == HEADERS
    return answer.stored


@pytest.mark.parametrize("check", CHECKS)
def test_the_body_behind_a_head_is_read_with_the_functions_right_when_it_is_needed(check: str) -> None:
    assert head_of(stored(b"the original", HEADERS), check).body.read() == b"the original"


@pytest.mark.parametrize(
    ("role", "status", "code"),
    [
        (refused(403, "AccessDenied"), 405, "MethodNotAllowed"),
        (refused(403, "InvalidObjectState"), 403, "InvalidObjectState"),
        (refused(404, "NoSuchKey"), 404, "NoSuchKey"),
        (stored(b"another", {"etag": '"2"'}), 503, "SlowDown"),
    ],
    ids=["not the function's", "in an archive", "gone", "replaced"],
)
def test_a_body_that_the_function_cannot_read_is_an_error_when_it_is_needed(
    role: StoredObject, status: int, code: str
) -> None:
    stored_ = head_of(role)
    with pytest.raises(LingopointError) as raised:
        stored_.body.read()
    assert (raised.value.status, raised.value.code) == (status, code)


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
