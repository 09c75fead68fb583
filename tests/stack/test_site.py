"""The page of links as a visitor uses it: fetched, a link followed, a file saved under a language-tagged name."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from html import unescape

import pytest
import requests
from mypy_boto3_s3 import S3Client

from lingopoint_cli.asking import Asking
from lingopoint_cli.objects.links import answered, presigned
from lingopoint_cli.objects.site import TEMPLATE, build_site, render
from lingopoint_cli.tags import Wanted
from lingopoint_local.aws.stack import Stack

pytestmark = pytest.mark.stack

LASTING = timedelta(hours=1)
TEXT = "Contact us\n\nWe’d love to hear from you.\n"


def test_a_visitor_downloads_a_translation(s3: S3Client, stack: Stack) -> None:
    s3.put_object(Bucket=stack.bucket, Key="visit/contact-us.txt", Body=TEXT.encode(), ContentType="text/plain")
    wanted = [Wanted("pt"), Wanted("ja")]
    choose = partial(answered, s3, stack.access_point_arn)
    links = build_site(s3, stack.access_point_arn, ["visit/contact-us.txt"], wanted, LASTING, choose)
    page = render(TEMPLATE.read_text(encoding="utf-8"), "Documents", links, datetime.now(UTC) + LASTING)
    s3.put_object(Bucket=stack.bucket, Key="visit/index.html", Body=page.encode(), ContentType="text/html")

    fetched = requests.get(presigned(s3, stack.access_point_arn, Asking("visit/index.html"), LASTING), timeout=30)
    assert fetched.headers["Content-Type"] == "text/html"
    (link,) = re.findall(r'<a href="([^"]+)" hreflang="pt" download="contact-us\.pt\.txt">', fetched.text)

    download = requests.get(unescape(link), timeout=60)
    assert download.status_code == 200
    assert download.headers["Content-Disposition"] == 'attachment; filename="contact-us.pt.txt"'
    assert download.headers["Content-Language"] == "pt"
    lines = download.content.decode().split("\n")
    assert [bool(line) for line in lines] == [bool(line) for line in TEXT.split("\n")]
    assert all(line.startswith("[") and line.endswith("]") for line in lines if line), "not the pseudo engine's text"
