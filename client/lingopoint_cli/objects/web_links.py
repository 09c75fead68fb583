"""Addresses of the website, signed where it lets in only who holds a signature.

CloudFront checks a signature by the public keys of the website's key group (CloudFront Developer Guide, "Use signed
URLs", "Use signed cookies"). SHA-256 has to be named beside it: without that CloudFront takes SHA-1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopoint.handlers.web.path import is_published, readable
from lingopoint_cli.failures import NOT_FOUND, USAGE, Failure

if TYPE_CHECKING:
    from lingopoint_cli.place import Place
    from lingopoint_cli.tags import Wanted

WHOLE = "/"
"""In place of a folder: the whole website, in every language, with the files that its pages load."""

_ALGORITHM = "SHA256"
_RSA_BITS = 2048
"""Of an RSA key that CloudFront takes; of others it takes ECDSA on P-256 (the same guide, "Specify signers")."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The private half of a key of the website's key group, and the id that CloudFront gave the public one."""

    key_pair_id: str
    sign: Callable[[bytes], bytes]

    def url(self, url: str, until: datetime) -> str:
        """The URL, good until then. It is signed as it stands: percent-encoded, with its query."""
        signed: str = self._signer.generate_presigned_url(url, date_less_than=until)
        return f"{signed}&Hash-Algorithm={_ALGORITHM}"

    def cookies(self, resource: str, until: datetime) -> dict[str, str]:
        """The cookies that open, until then, what `resource` covers, in which `*` stands for anything."""
        policy = self._signer.build_policy(resource, until).encode()
        return {
            "CloudFront-Policy": _spelled(policy),
            "CloudFront-Signature": _spelled(self.sign(policy)),
            "CloudFront-Key-Pair-Id": self.key_pair_id,
            "CloudFront-Hash-Algorithm": _ALGORITHM,
        }

    @property
    def _signer(self) -> Any:
        from botocore.signers import CloudFrontSigner

        return CloudFrontSigner(self.key_pair_id, self.sign)


class Signing(NamedTuple):
    """What a user said of how to sign: the id of the public key, and a file or a secret that holds the private one."""

    key_pair_id: str = ""
    file: Path | None = None
    secret: str = ""


def web_links(
    place: "Place", key: str, wanted: "Wanted", lasting: timedelta, signing: Signing, *, cookies: bool
) -> Sequence[str]:
    """The address of an object in a language; with `cookies` one `NAME=VALUE` each, which open a folder.

    Raises Failure for what the website does not serve, and as `signer_of` does.
    """
    signer, until = signer_of(place, signing), datetime.now(UTC).replace(microsecond=0) + lasting
    if cookies:
        if signer is None:
            raise Failure("cookies are signed: give --key-pair-id with --signing-key or --signing-secret", USAGE)
        return [f"{name}={value}" for name, value in signer.cookies(_below(place, key, wanted), until).items()]
    url = _address(place, key, wanted)
    return [signer.url(url, until) if signer else url]


def signer_of(place: "Place", signing: Signing) -> Signer | None:
    """What signs for a website, if it is to be signed for.

    Raises Failure where half of it was said, and where nothing was and the website lets in only who has a signature;
    OSError and botocore's errors.
    """
    key_pair_id, file, secret = signing
    if not any(signing):
        if place.parameters.get("WebKeyGroup"):
            raise Failure(
                "this website wants signatures: give --key-pair-id with --signing-key or --signing-secret", USAGE
            )
        return None
    if not key_pair_id or bool(file) == bool(secret):
        raise Failure("a signature takes --key-pair-id and one of --signing-key and --signing-secret", USAGE)
    pem = file.read_bytes() if file else _secret(place.client("secretsmanager"), secret)
    return Signer(key_pair_id, _signing(pem))


def _address(place: "Place", key: str, wanted: "Wanted") -> str:
    """The address of an object in a language. Raises Failure for what the website does not serve."""
    website = _website(place, key, wanted.code)
    query = "&".join(f"{name}={value}" for name, value in wanted.settings())
    return f"{website}/{wanted.code.lower()}{readable(key)}{f'?{query}' if query else ''}"


def _below(place: "Place", folder: str, wanted: "Wanted") -> str:
    """What covers the addresses of a folder in a language, or `WHOLE`. Raises Failure for what is no folder."""
    if folder == WHOLE:
        return f"{place.web_url}/*"
    if not folder.endswith("/"):
        raise Failure("cookies are for a folder: end KEY with a slash, or give / for the whole website", USAGE)
    return f"{_address(place, folder, wanted)}*"


def _website(place: "Place", key: str, language: str) -> str:
    website = place.web_url
    if not is_published(key, place.config.web_prefixes):
        raise Failure(f"the website does not publish {key!r}: it is below none of WebPrefixes", NOT_FOUND)
    if language not in place.config.targets:
        raise Failure(f"the website is not served in {language!r}: it is none of Languages", USAGE)
    return website


def _secret(client: Any, name: str) -> bytes:
    """The text or the bytes of a secret."""
    found = client.get_secret_value(SecretId=name)
    text = found.get("SecretString")
    binary: bytes = found.get("SecretBinary", b"")
    return binary if text is None else str(text).encode()


def _signing(pem: bytes) -> Callable[[bytes], bytes]:
    """What signs with a key. Raises Failure, which tells nothing of it, for what is none that CloudFront takes."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        key = None
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size == _RSA_BITS:
        return lambda message: key.sign(message, padding.PKCS1v15(), SHA256())
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return lambda message: key.sign(message, ec.ECDSA(SHA256()))
    raise Failure(
        "the signing key is no private key in PEM without a password, of RSA 2048 or ECDSA 256", USAGE
    ) from None


def _spelled(data: bytes) -> str:
    """Base64 in which no character means anything to a URL or a cookie (the same page, "Base64 encode")."""
    from base64 import b64encode

    return b64encode(data, b"-~").decode().replace("=", "_")
