"""What a cold start costs, in import time beside boto3 alone and in size; and what a large page costs in memory."""

import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import files
from pathlib import Path
from statistics import median
from typing import Any

_TEMPLATE = Path(__file__).parents[1] / "template.yaml"
_REQUIREMENTS = Path(__file__).parents[1] / "functions" / "lingopoint" / "requirements.txt"
_REQUIREMENT = re.compile(r"^([\w-]+)==", re.MULTILINE)

_CLIENTS = "boto3.client('s3'); boto3.client('s3'); boto3.client('translate'); boto3.client('dynamodb')"
_BASELINE = f"import boto3; {_CLIENTS}"
_OURS = (
    "from lingopoint.handlers import object_lambda; from lingopoint import wiring; d = wiring.dependencies(); "
    "d.translator; d._s3; d._pools; d._store; d._dynamodb"
)
_FORMAT = "from lingopoint.formats import registry; registry.extractor({!r})"
_FORMATS = (
    "text",
    "html",
    "markdown",
    "json",
    "yaml",
    "csv",
    "po",
    "xml",
    "xliff",
    "srt",
    "vtt",
    "office",
    "odf",
    "epub",
)

_PEAK = """
import re
from lingopoint.handlers import object_lambda
from lingopoint.adapters.nothing import NoMemory
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.renditions.document import translate_document
from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.formats.options import Options
from lingopoint.ports import Direction, TranslatedText
from lingopoint.translation import Pace, Tools
from bench.workloads import html
# Not getrusage: that counts the process that started this one, too.
def peak(): return int(re.search("VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) * 1024
class Accents:
    traits = TRAITS
    def translate(self, text, direction): return TranslatedText(text.replace("e", "é"), "en")
    def terminology_version(self, name): return ""
def go(data):
    clock = SystemClock()
    tools = Tools(Accents(), clock, Pace(16), NoMemory())
    options, deadline = Options("fr", "en"), clock.now() + 600
    return translate_document(data, "text/html", "x", Direction("en", "fr"), options, tools, deadline)
go(html(10_000).encode())
data = html(SIZE, padding=PADDING).encode()
before = peak()
go(data)
print(len(data), before, peak())
"""


def run(*, quick: bool) -> dict[str, Any]:
    """Import times (median of the runs), sizes, and the peak of memory over what is there before."""
    runs, size = (5, 1_000_000) if quick else (11, 10_000_000)
    with tempfile.TemporaryDirectory() as bytecode:
        # Each its own, whoever compiled what before; as if the code came with its bytecode, for both sides.
        compiled = {"PYTHONPYCACHEPREFIX": bytecode}
        baseline, ours = _seconds([_BASELINE, _OURS], runs, **compiled)
        formats = _seconds(
            [_FORMAT.format(name) for name in _FORMATS],
            3,
            after=_OURS,
            **compiled,
        )
    with tempfile.TemporaryDirectory() as nowhere:
        sources = {"PYTHONPYCACHEPREFIX": nowhere, "PYTHONDONTWRITEBYTECODE": "1"}
        raw_baseline, raw_ours = _seconds([_BASELINE, _OURS], runs // 2, **sources)
    return {
        "boto3 and its clients": baseline,
        "handler and its clients": ours,
        "handler / boto3": ours / baseline,
        "boto3, from sources": raw_baseline,
        "handler, from sources": raw_ours,
        "handler / boto3, from sources": raw_ours / raw_baseline,
        "formats": dict(zip(_FORMATS, formats, strict=True)),
        "installed MB": {name: _megabytes(name) for name in _REQUIREMENT.findall(_REQUIREMENTS.read_text())},
        "memory, page of 72 % text": _memory(size, 0),
        "memory, page of 34 % text": _memory(size, 600),
    }


def _megabytes(distribution: str) -> float:
    """The size of what is installed of a distribution, without bytecode."""
    paths = (Path(str(path.locate())) for path in files(distribution) or () if path.suffix != ".pyc")
    return sum(path.stat().st_size for path in paths if path.exists()) / 1e6


def _memory(size: int, padding: int) -> dict[str, float]:
    """The peak of resident memory over what is there before, for one large page, with the function's own allocator."""
    code = _PEAK.replace("SIZE", str(size)).replace("PADDING", str(padding))
    settings = dict(re.findall(r'(MALLOC_\w+): "(\d+)"', _TEMPLATE.read_text()))
    page, before, peak = map(int, _python(code, **settings).split())
    return {"bytes": page, "above baseline": peak - before, "times its size": (peak - before) / page}


def _seconds(statements: list[str], runs: int, after: str = "pass", **environment: str) -> list[float]:
    """CPU seconds of each statement in a fresh process, after another one: medians of runs that take turns."""
    codes = [
        f"{after}\nimport time\nstarted = time.process_time()\n{statement}\nprint(time.process_time() - started)"
        for statement in statements
    ]
    rounds = [[float(_python(code, **environment)) for code in codes] for _ in range(1 + runs)]
    return [median(times) for times in zip(*rounds[1:], strict=True)]  # the first one compiles


def _python(code: str, **settings: str) -> str:
    left_out = "PYTHONDONTWRITEBYTECODE"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AWS_") and name != left_out},
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "PYTHONPATH": str(Path(__file__).parents[1]),
        **settings,
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout
