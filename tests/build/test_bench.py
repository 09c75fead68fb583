"""What `make bench` measures is there: some of it stands as programs in texts, which no type checker reads."""

import pytest
from bench import startup

PROGRAMS = [startup._BASELINE, startup._OURS, *map(startup._FORMAT.format, startup._FORMATS)]


@pytest.mark.parametrize("code", PROGRAMS, ids=["boto3", "handler", *startup._FORMATS])
def test_what_is_started_starts(code: str) -> None:
    assert startup._python(f"{code}\nprint('started')") == "started\n"
