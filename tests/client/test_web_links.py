"""`lingopoint link --web`: addresses of the website, signed as CloudFront checks them."""

import json
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import boto3
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from moto import mock_aws

from tests.client.conftest import Run

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
KINDS = ("rsa", "ecdsa")
SIGNING = ("--key-pair-id", "K2JCJMDEHXQW5F")


@pytest.fixture(scope="module")
def keys() -> dict[str, PrivateKey]:
    """The kinds that CloudFront takes (CloudFront Developer Guide, "Specify signers")."""
    return {"rsa": rsa.generate_private_key(65537, 2048), "ecdsa": ec.generate_private_key(ec.SECP256R1())}


@pytest.fixture
def files(keys: dict[str, PrivateKey], tmp_path: Path) -> dict[str, Path]:
    """The same in PEM, as `openssl` writes them."""
    for kind, key in keys.items():
        form = (Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        (tmp_path / kind).write_bytes(key.private_bytes(*form))
    return {kind: tmp_path / kind for kind in keys}


@pytest.fixture(autouse=True)
def _websites() -> Iterator[None]:
    """Stacks with a website: `private` has a key group, `public` has none. `plain` has no website."""
    with mock_aws():
        for name, group in (("private", "a-key-group"), ("public", ""), ("plain", "")):
            given = {"WebKeyGroup": group, "WebPrefixes": "docs/", "Languages": "fr,zh-TW"}
            template = {
                "Parameters": {each: {"Type": "String"} for each in given},
                "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
                "Outputs": {} if name == "plain" else {"WebUrl": {"Value": "https://docs.example.com"}},
            }
            parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()]
            boto3.client("cloudformation").create_stack(
                StackName=name,
                TemplateBody=json.dumps(template),
                Parameters=parameters,  # type: ignore[arg-type]
            )
        yield


def verified(key: PrivateKey, signature: str, policy: bytes) -> None:
    """Check a signature as CloudFront does: of exactly this policy, by the public key. Raises InvalidSignature."""
    signed = _unspelled(signature)
    match key.public_key():
        case rsa.RSAPublicKey() as public:
            public.verify(signed, policy, padding.PKCS1v15(), SHA256())
        case ec.EllipticCurvePublicKey() as public:
            public.verify(signed, policy, ec.ECDSA(SHA256()))


def _unspelled(text: str) -> bytes:
    assert not set("+=/") & set(text)
    return b64decode(text.replace("-", "+").replace("_", "=").replace("~", "/"), validate=True)


def canned(url: str, expires: str) -> bytes:
    """The policy that an address without one stands for, to the byte ("Create a signed URL using a canned policy")."""
    condition = f'{{"DateLessThan":{{"AWS:EpochTime":{expires}}}}}'
    return f'{{"Statement":[{{"Resource":"{url}","Condition":{condition}}}]}}'.encode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("key", "options", "url"),
    [
        ("docs/guide.html", (), "https://docs.example.com/fr/docs/guide.html"),
        ("docs/ä b+(c)*?.html", (), "https://docs.example.com/fr/docs/%C3%A4%20b%2B%28c%29%2A%3F.html"),
        ("docs/a.html", ("--formality", "formal"), "https://docs.example.com/fr/docs/a.html?formality=formal"),
    ],
)
def test_an_address_of_a_private_website_is_signed_as_it_is_handed_out(
    *,
    run: Run,
    keys: dict[str, PrivateKey],
    files: dict[str, Path],
    kind: str,
    key: str,
    options: tuple[str, ...],
    url: str,
) -> None:
    before = int(time.time())
    result = run(
        *("link", key, "--to", "fr", "--web", *SIGNING, "--signing-key", files[kind]),
        *("--expires", "30m", "--stack", "private", *options),
    )
    assert (result.exit_code, result.stderr) == (0, "")
    signed, _, rest = result.stdout.rstrip("\n").partition("Expires=")
    assert signed == url + ("&" if "?" in url else "?")
    query = dict(parse_qsl(f"Expires={rest}", strict_parsing=True))
    assert list(query) == ["Expires", "Signature", "Key-Pair-Id", "Hash-Algorithm"]
    assert (query["Key-Pair-Id"], query["Hash-Algorithm"]) == ("K2JCJMDEHXQW5F", "SHA256")
    assert before + 1800 <= int(query["Expires"]) <= time.time() + 1800
    verified(keys[kind], query["Signature"], canned(url, query["Expires"]))


@pytest.mark.parametrize(
    ("folder", "resource"),
    [("docs/", "https://docs.example.com/zh-tw/docs/*"), ("/", "https://docs.example.com/*")],
)
@pytest.mark.parametrize("kind", KINDS)
def test_cookies_open_a_folder_or_the_whole_website(
    run: Run, keys: dict[str, PrivateKey], files: dict[str, Path], kind: str, folder: str, resource: str
) -> None:
    result = run(
        *("link", folder, "--to", "zh-TW", "--web", "--cookies", *SIGNING, "--signing-key", files[kind]),
        *("--stack", "private"),
    )
    assert (result.exit_code, result.stderr) == (0, "")
    cookies = dict(line.split("=", 1) for line in result.stdout.splitlines())
    policy = _unspelled(cookies["CloudFront-Policy"])
    verified(keys[kind], cookies["CloudFront-Signature"], policy)
    (statement,) = json.loads(policy)["Statement"]
    assert statement["Resource"] == resource
    assert list(statement["Condition"]) == ["DateLessThan"]
    assert cookies["CloudFront-Key-Pair-Id"] == "K2JCJMDEHXQW5F"
    assert cookies["CloudFront-Hash-Algorithm"] == "SHA256"


def test_the_key_comes_from_secrets_manager(run: Run, keys: dict[str, PrivateKey], files: dict[str, Path]) -> None:
    secrets = boto3.client("secretsmanager")
    secrets.create_secret(Name="signing-text", SecretString=files["rsa"].read_text())
    secrets.create_secret(Name="signing-bytes", SecretBinary=files["rsa"].read_bytes())
    for name in ("signing-text", "signing-bytes"):
        result = run(
            *("link", "docs/a.html", "--to", "fr", "--web", *SIGNING, "--signing-secret", name, "--stack", "private")
        )
        query = dict(parse_qsl(urlsplit(result.stdout.strip()).query))
        url = "https://docs.example.com/fr/docs/a.html"
        verified(keys["rsa"], query["Signature"], canned(url, query["Expires"]))
    missing = run("link", "docs/a.html", "--to", "fr", "--web", *SIGNING, "--signing-secret", "x", "--stack", "private")
    assert (missing.exit_code, missing.stdout) == (3, "")


def test_a_website_that_lets_everybody_in_needs_no_signature(run: Run) -> None:
    result = run("link", "docs/a.html", "--to", "zh-tw", "--web", "--stack", "public")
    assert (result.exit_code, result.stdout) == (0, "https://docs.example.com/zh-tw/docs/a.html\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("docs/a.html", "--web", "--stack", "private"), 2, "wants signatures"),
        (("docs/a.html", "--web", "--stack", "private", *SIGNING), 2, "one of --signing-key"),
        (("docs/a.html", "--web", "--stack", "private", "--signing-secret", "x"), 2, "--key-pair-id"),
        (("docs/", "--web", "--cookies", "--stack", "public"), 2, "cookies are signed"),
        (("docs/a.html", "--stack", "private", *SIGNING), 2, "for --web"),
        (("private/a.html", "--web", "--stack", "public"), 3, "WebPrefixes"),
        (("docs/a.html", "--web", "--stack", "plain"), 3, "no website"),
        (("docs/a.html", "--web"), 3, "no website"),
    ],
)
def test_what_cannot_be_signed_is_told(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run("link", *arguments, "--to", "fr")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_language_that_is_not_served_has_no_address(run: Run) -> None:
    result = run("link", "docs/a.html", "--to", "de", "--web", "--stack", "public")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "none of Languages" in result.stderr


def test_cookies_are_for_folders(run: Run, files: dict[str, Path]) -> None:
    signing = (*SIGNING, "--signing-key", files["rsa"])
    result = run("link", "docs/a.html", "--to", "fr", "--web", "--cookies", *signing, "--stack", "private")
    assert result.exit_code == 2
    assert "slash" in result.stderr


def test_a_key_that_cannot_sign_is_refused_and_not_shown(run: Run, keys: dict[str, PrivateKey], tmp_path: Path) -> None:
    form = (Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"password"))
    form_of_others = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for name, content in (
        ("locked", keys["rsa"].private_bytes(*form)),
        ("other", b"hunter2 is no key"),
        ("short", rsa.generate_private_key(65537, 1024).private_bytes(*form_of_others)),
        ("another curve", ec.generate_private_key(ec.SECP384R1()).private_bytes(*form_of_others)),
    ):
        (tmp_path / name).write_bytes(content)
        signing = (*SIGNING, "--signing-key", tmp_path / name)
        result = run("link", "docs/a.html", "--to", "fr", "--web", *signing, "--stack", "private")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "no private key in PEM" in result.stderr
        assert "hunter2" not in result.output
    missing = run(
        *("link", "docs/a.html", "--to", "fr", "--web", *SIGNING, "--stack", "private"),
        *("--signing-key", tmp_path / "none"),
    )
    assert (missing.exit_code, missing.stdout) == (1, "")
