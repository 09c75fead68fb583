"""Property lists: plurals and what people see are translated; keys and all else stay byte for byte."""

import plistlib
from typing import Any

import pytest

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"'
    ' "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n'
)
PLURALS = (
    HEAD
    + """<dict>
  <key>%d files remaining</key>
  <dict>
    <key>NSStringLocalizedFormatKey</key>
    <string>%#@files@ to go &amp; more</string>
    <key>files</key>
    <dict>
      <key>NSStringFormatSpecTypeKey</key>
      <string>NSStringPluralRuleType</string>
      <key>NSStringFormatValueTypeKey</key>
      <string>d</string>
      <key>one</key>
      <string>One file</string>
      <key>other</key>
      <string>%d files</string>
    </dict>
  </dict>
  <key>width</key>
  <dict>
    <key>NSStringVariableWidthRuleType</key>
    <dict><key>20</key><string>Short text</string><key>50</key><string>A longer text</string></dict>
  </dict>
</dict>
</plist>
"""
)
INFO = (
    HEAD
    + """<dict>
  <key>CFBundleDevelopmentRegion</key><string>en</string>
  <key>CFBundleDisplayName</key><string>Our shop</string>
  <key>CFBundleIdentifier</key><string>com.example shop</string>
  <key>NSCameraUsageDescription</key><string>To scan <!-- x -->codes</string>
  <key>NSMicrophoneUsageDescription</key><string>To hear you</string>
  <key>Others</key><array><string>Some words</string><true/></array>
</dict></plist>"""
)


def _forms(found: str) -> Any:
    return plistlib.loads(found.encode())["%d files remaining"]["files"]


def test_an_identity_translation_gives_the_same_bytes() -> None:
    for source in (PLURALS, PLURALS.replace("\n", "\r\n"), INFO):
        for target in ("fr", "ru"):
            assert translated("plist", source, same, Options(target)) == source


def test_plurals_get_the_forms_of_the_target() -> None:
    found = translated("plist", PLURALS, str.upper, Options("pl"))
    assert _forms(found) == {
        "NSStringFormatSpecTypeKey": "NSStringPluralRuleType",
        "NSStringFormatValueTypeKey": "d",
        "one": "ONE FILE",
        "other": "%D FILES",
        "few": "%D FILES",
        "many": "%D FILES",
    }
    assert "%#@files@ TO GO &amp; MORE" in found
    assert "\n      <key>few</key>\n      <string>%D FILES</string>\n      <key>many</key>\n" in found
    assert plistlib.loads(found.encode())["width"] == {
        "NSStringVariableWidthRuleType": {"20": "SHORT TEXT", "50": "A LONGER TEXT"}
    }
    assert _forms(translated("plist", PLURALS, str.upper, Options("ru")))["one"] == "%D FILES"


def test_a_plural_without_other_stays_and_is_counted() -> None:
    source = PLURALS.replace("<key>other</key>", "<key>otter</key>").encode()
    document = extracted("plist", source)
    spliced = document.splice(
        [tuple("X" if isinstance(part, str) else part for part in u.parts) for u in document.units]
    )
    assert spliced.kept == 1
    assert _forms(spliced.data.decode()) == _forms(source.decode())


def test_of_other_lists_only_what_people_see_is_text() -> None:
    assert texts("plist", INFO) == ["Our shop", "To hear you"]
    assert texts("plist", INFO, Options("fr", include=("Others/*",))) == ["Some words"]
    assert extracted("plist", INFO).language == "en"


def test_a_translation_adds_no_markup() -> None:
    text = "</string><key>a</key>&amp;]]>\x00"
    found = plistlib.loads(translated("plist", INFO, lambda _: text).encode())
    assert found == plistlib.loads(INFO.encode()) | dict.fromkeys(
        ["CFBundleDisplayName", "NSMicrophoneUsageDescription"], text.replace("\x00", "")
    )


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/xml", "application/octet-stream"])
def test_lists_are_told_by_name_or_root(content_type: str) -> None:
    assert registry.detect(content_type, "a.stringsdict", PLURALS.encode()).name == "plist"
    assert registry.detect(content_type, "a", PLURALS.encode()).name == "plist"


@pytest.mark.parametrize(
    "source", [b"", b"bplist00\xd1\x01", b"<plist/>", b"<a/>", b"<plist>", b"<plist>" + b"<dict>" * 2000]
)
def test_anything_else_is_refused(source: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"binary|not a property|XML"):
        extracted("plist", source)


def test_time_grows_with_the_size() -> None:
    members = "<key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>A b</string></dict>" * 2000
    assert seconds("plist", f"<plist><dict>{members}</dict></plist>") < 4
    assert seconds("plist", f"<plist>{'<dict><key>a</key>' * 400}{'</dict>' * 400}</plist>") < 4
