"""The URL of an event is asked for only where it leads to the supporting access point."""

import pytest

from lingopoint.errors import InvalidRequestError
from lingopoint.handlers.presigned_url import require_trusted

ARN = "arn:aws:s3:us-west-2:123456789012:accesspoint/lingopoint-originals"
LABEL = "lingopoint-originals-123456789012"
ALIAS = "lingopoint-origi-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias"
HOST = f"{LABEL}.s3-accesspoint.us-west-2.amazonaws.com"
LOCAL = "http://127.0.0.1:4566"


@pytest.mark.parametrize(
    "host",
    [
        *(HOST, f"{HOST}:443", HOST.upper()),
        f"{LABEL}.s3-accesspoint.dualstack.us-west-2.amazonaws.com",
        f"{LABEL}.s3-accesspoint-fips.us-west-2.amazonaws.com",
        f"{LABEL}.s3-accesspoint-fips.dualstack.us-west-2.amazonaws.com",
        f"{ALIAS}.s3.us-west-2.amazonaws.com",
        f"{ALIAS}.s3-fips.us-west-2.amazonaws.com",
        f"{ALIAS}.s3.dualstack.us-west-2.amazonaws.com",
        "lingopoint-originals-abc1-s3alias.s3.us-west-2.amazonaws.com",
    ],
)
@pytest.mark.parametrize("endpoint", ["", LOCAL])
def test_the_access_points_own_hosts_are_asked(host: str, endpoint: str) -> None:
    require_trusted(f"https://{host}/a%20b%23fr?X-Amz-Signature=0", ARN, endpoint)


@pytest.mark.parametrize(
    ("arn", "host"),
    [
        (
            "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/a",
            "a-123456789012.s3-accesspoint.cn-north-1.amazonaws.com.cn",
        ),
        (
            "arn:aws-us-gov:s3:us-gov-west-1:123456789012:accesspoint/a",
            "a-123456789012.s3-accesspoint-fips.us-gov-west-1.amazonaws.com",
        ),
        ("arn:aws:s3:eu-west-1:123456789012:accesspoint:a", "a-123456789012.s3-accesspoint.eu-west-1.amazonaws.com"),
    ],
)
def test_other_partitions_have_hosts_of_their_own(arn: str, host: str) -> None:
    require_trusted(f"https://{host}/key", arn, "")


@pytest.mark.parametrize(
    ("endpoint", "base"),
    [
        (LOCAL, f"{LOCAL}/{ALIAS}"),
        (LOCAL, f"{LOCAL}/{LABEL}"),
        ("http://localhost:4566/", f"http://{LABEL}.localhost:4566"),
        ("https://s3.example.com", f"https://{ALIAS}.s3.example.com"),
    ],
)
def test_a_configured_endpoint_is_asked_for_the_access_point(endpoint: str, base: str) -> None:
    require_trusted(f"{base}/key?X-Amz-Signature=0", ARN, endpoint)


HOSTILE = [
    *(f"http://{HOST}/a", f"HTTP://{HOST}/a", f"ftp://{HOST}/a", f"file:///{HOST}/a", f"//{HOST}/a", "", "https://"),
    *(f"https://user@{HOST}/a", f"https://user:pass@{HOST}/a", f"https://@{HOST}/a", f"https://{HOST}@evil.org/a"),
    *(f"https://{HOST}.evil.org/a", f"https://{HOST}./a", f"https://evil.org/{HOST}/a", f"https://evil.org?{HOST}"),
    *(f"https://evil.org#{HOST}/a", f"https://evil.org\\@{HOST}/a", f"https://{HOST}\\.evil.org/a"),
    *(f"https://{HOST}\t.evil.org/a", f"https://{HOST}\n.evil.org/a", f" https://{HOST}/a", f"https://{HOST} /a"),
    *(f"https://{HOST}:80/a", f"https://{HOST}:4430/a", f"https://{HOST}:443:443/a", f"https://{HOST}:0443/a"),
    *(f"https://evil-{HOST}/a", f"https://x.{HOST}/a", f"https://{HOST.replace('us-west-2', 'us-east-1')}/a"),
    f"https://{HOST.replace('123456789012', '210987654321')}/a",
    f"https://{HOST.replace('originals', 'others')}/a",
    *("https://169.254.169.254/latest/meta-data", "http://127.0.0.1/a", "https://127.0.0.1:4566/a", "https://[::1]/a"),
    *("https://[", "https://s3.us-west-2.amazonaws.com/bucket/a", f"https://{LABEL}.s3.us-west-2.amazonaws.com/a"),
    "https://another-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias.s3.us-west-2.amazonaws.com/a",
    f"https://{ALIAS}.s3-accesspoint.us-west-2.amazonaws.com/a",
    "https://lingo-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias.s3.us-west-2.amazonaws.com/a",
    "https://-abc-s3alias.s3.us-west-2.amazonaws.com/a",
    *(f"https://{HOST}.cn/a", f"https://{HOST}/a#b", f"https://{HOST.upper()}/ä", f"https://{HOST}/é"),
    f"https://ｌ{HOST[1:]}/a",
]


@pytest.mark.parametrize("url", HOSTILE)
@pytest.mark.parametrize("endpoint", ["", LOCAL, "https://s3.example.com"])
def test_nothing_else_is_asked(url: str, endpoint: str) -> None:
    with pytest.raises(InvalidRequestError, match=r"^The event's URL is not one of the supporting access point\.$"):
        require_trusted(url, ARN, endpoint)


@pytest.mark.parametrize(
    "url",
    [
        *(f"{LOCAL}/another-bucket/a", f"{LOCAL}/a", LOCAL, f"{LOCAL}//{LABEL}/a", f"https://127.0.0.1:4566/{LABEL}/a"),
        *(f"http://127.0.0.1:4567/{LABEL}/a", f"http://127.0.0.1/{LABEL}/a", f"http://u@127.0.0.1:4566/{LABEL}/a"),
        *(f"http://{LABEL}.evil.org/a", f"http://other.127.0.0.1:4566/{LABEL}/a"),
        f"http://127.0.0.1:4566.evil.org/{LABEL}/a",
    ],
)
def test_a_configured_endpoint_is_asked_for_nothing_else(url: str) -> None:
    with pytest.raises(InvalidRequestError):
        require_trusted(url, ARN, LOCAL)


@pytest.mark.parametrize(
    "arn",
    [
        *("", "a", "arn:aws:s3:::bucket", "arn:aws:s3:us-west-2:123456789012:accesspoint/", ARN + "/x", ARN + "\n"),
        *("arn:aws:s3:us-west-2:12345678901:accesspoint/a", "arn:evil:s3:us-west-2:123456789012:accesspoint/a"),
        *(
            "arn:aws:s3:evil.org/:123456789012:accesspoint/a",
            "arn:aws:s3:us-west-2:123456789012:accesspoint/x.evil.org",
        ),
    ],
)
def test_what_is_no_access_point_has_no_url(arn: str) -> None:
    with pytest.raises(InvalidRequestError, match=r"^The event names no access point of S3\.$"):
        require_trusted(f"https://{HOST}/a", arn, "")
