"""Apertium's protocol, spoken with a stand-in for its programs; the rules themselves are Apertium's own business."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lingopoint_local.translate.engines.embedded import installed
from lingopoint_local.translate.engines.embedded.apertium import ApertiumLeg, Pipeline
from lingopoint_local.translate.engines.embedded.leg import translate
from lingopoint_local.translate.engines.embedded.memo import Memo
from lingopoint_local.translate.engines.engine import EngineError
from lingopoint_local.translate.request_text import RequestText

_STAGE = """
import sys
word = b""
while byte := sys.stdin.buffer.read(1):
    word += byte
    if byte == b"\\0":
        if b"die" in word:
            sys.exit(1)
        sys.stdout.buffer.write(word.replace(b"red house", b"casa roja").replace(b"swap [2]", b"[2] swap"))
        sys.stdout.buffer.flush()
        word = b""
"""


@pytest.fixture
def modes(tmp_path: Path) -> Path:
    program = tmp_path / "stage"
    program.write_text(f"#!{sys.executable}\n{_STAGE}")
    program.chmod(0o755)
    (tmp_path / "eng-spa.mode").write_text(f"{program} -w 'x' | {program} $1 'y' | {program} -g $2 'z'\n")
    return tmp_path


@pytest.fixture
def leg(modes: Path) -> Iterator[ApertiumLeg]:
    leg = ApertiumLeg(Memo(), "eng-spa", modes)
    yield leg
    leg.close()


def _through(leg: ApertiumLeg, source: str) -> str:
    request = RequestText(source)
    return request.render(translate(leg, request.lines))


def test_the_installed_modes_are_found_by_name(modes: Path) -> None:
    assert installed.apertium(modes) == {"eng-spa"}
    assert installed.apertium(modes / "nothing here") == frozenset()


def test_a_pipeline_answers_again_and_again(leg: ApertiumLeg) -> None:
    assert [_through(leg, f"The red house {number}.") for number in range(3)] == [
        f"The casa roja {number}." for number in range(3)
    ]


def test_signs_that_mean_something_to_apertium_are_text(leg: ApertiumLeg) -> None:
    assert _through(leg, r"a [b] {c} ^d/e$ @f \g <h") == r"a [b] {c} ^d/e$ @f \g <h"


def test_tags_ride_along(leg: ApertiumLeg) -> None:
    assert (
        _through(leg, "the <b>red house</b> of <i translate=no>x</i>")
        == "the <b>casa roja</b> of <i translate=no>x</i>"
    )


def test_a_pipeline_that_dies_is_an_error_and_starts_anew(modes: Path) -> None:
    pipeline = Pipeline("eng-spa", modes)
    with pytest.raises(EngineError):
        pipeline.ask("die")
    assert pipeline.ask("red house") == "casa roja.[]"
    pipeline.close()
