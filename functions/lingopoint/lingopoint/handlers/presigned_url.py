"""Whether the presigned URL of an event leads where it should: to the supporting access point, and nowhere else.

The function asks whatever this URL names. S3 Object Lambda makes it; nothing else that calls the function may use it to
have the function ask elsewhere.
"""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from lingopoint.errors import InvalidRequestError

_ARN = re.compile(r"arn:(aws[a-z-]*):s3:([a-z0-9-]+):([0-9]{12}):accesspoint[:/]([a-z0-9][a-z0-9-]*)")
_PRINTABLE = re.compile(r"[!-~]+")
_NEVER = re.compile(r"[\\#]")
_SUFFIXES = {
    "aws-cn": "amazonaws.com.cn",
    "aws-eusc": "amazonaws.eu",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
    "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov",
}
"""The ends of hosts that are not those of `aws` and `aws-us-gov` (botocore, `partitions.json`)."""
_ALIAS = re.compile(r"([a-z0-9][a-z0-9-]*)-[a-z0-9]+-s3alias")
_FEWEST_OF_NAME = 12
"""S3 cuts a long name in an alias (at 20 characters, in its documentation's examples); never one as short as this."""


class AccessPoint(NamedTuple):
    """An access point of S3, by the parts of its ARN."""

    partition: str
    region: str
    account: str
    name: str

    @classmethod
    def parse(cls, arn: str) -> "AccessPoint":
        """The access point of an ARN. Raises InvalidRequestError."""
        match = _ARN.fullmatch(arn)
        if match is None:
            raise InvalidRequestError("The event names no access point of S3.")
        return cls(*match.groups())

    @property
    def label(self) -> str:
        """How its host begins."""
        return f"{self.name}-{self.account}"

    def has_alias(self, label: str) -> bool:
        """Whether `label` may be its alias: its name, cut if long, and what S3 added (S3 User Guide, "aliases")."""
        match = _ALIAS.fullmatch(label)
        if match is None:
            return False
        return match[1] == self.name or (len(match[1]) >= _FEWEST_OF_NAME and self.name.startswith(match[1]))

    def serves(self, host: str) -> bool:
        """Whether a host, without a port, is its own at AWS."""
        label, _, rest = host.partition(".")
        end = f"{self.region}.{_SUFFIXES.get(self.partition, 'amazonaws.com')}"
        service = "s3-accesspoint" if label == self.label else "s3" if self.has_alias(label) else ""
        return bool(service) and rest in {
            f"{service}{fips}.{stack}{end}" for fips in ("", "-fips") for stack in ("", "dualstack.")
        }


def require_trusted(url: str, arn: str, endpoint: str) -> None:
    """Raise InvalidRequestError for a URL that is not the supporting access point's, which has this ARN.

    `endpoint` is the URL that is configured in place of S3's own; empty where none is.
    """
    if not _is_trusted(url, AccessPoint.parse(arn), endpoint):
        raise InvalidRequestError("The event's URL is not one of the supporting access point.")


def _is_trusted(url: str, access_point: AccessPoint, endpoint: str) -> bool:
    # Before it is taken apart: urlsplit drops some characters, and reads others as clients do not.
    if not _PRINTABLE.fullmatch(url) or _NEVER.search(url):
        return False
    try:
        parts, own = urlsplit(url), urlsplit(endpoint)
    except ValueError:
        return False
    if parts.scheme == "https" and access_point.serves(parts.netloc.lower().removesuffix(":443")):
        return True
    return bool(own.netloc) and parts.scheme == own.scheme and _is_at(own, parts, access_point)


def _is_at(own: SplitResult, parts: SplitResult, access_point: AccessPoint) -> bool:
    """Whether the access point is in the host before the configured one, or the first segment of the path behind it."""
    if parts.netloc == own.netloc:
        label = parts.path.removeprefix("/").partition("/")[0]
    else:
        label, _, rest = parts.netloc.partition(".")
        if rest != own.netloc:
            return False
    return label == access_point.label or access_point.has_alias(label)
