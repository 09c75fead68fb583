"""What `make bench` measures is there: some of it stands as programs in texts, which no type checker reads."""

import pytest
from bench import growth, startup
from bench.shapes import FILLING, GRAMMARS, PAST, shapes

from lingopoint.formats.registry import detect

PROGRAMS = [startup._BASELINE, startup._OURS, *map(startup._FORMAT.format, startup._FORMATS)]


@pytest.mark.parametrize("code", PROGRAMS, ids=["boto3", "handler", *startup._FORMATS])
def test_what_is_started_starts(code: str) -> None:
    assert startup._python(f"{code}\nprint('started')") == "started\n"


def test_shapes_are_documents_of_the_format_they_are_tried_in() -> None:
    for name in GRAMMARS:
        document = next(shapes(name)).make(500)
        assert detect(*growth._named(name), document).name == name
        assert growth.translate(name, document, 1e9) in growth._ENDS


def test_past_and_filling_shapes_are_among_those_that_are_tried() -> None:
    every = {(name, shape.name) for name in GRAMMARS for shape in shapes(name)}
    assert len(every) > 5_244
    assert every >= PAST
    assert every >= {(name, shape) for name, named in FILLING.items() for shape in named}
