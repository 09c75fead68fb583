"""Runs at the start of the local AWS and of the functions that it starts, which find this folder on PYTHONPATH."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any


def _beside(name: str) -> Any:
    """A module of the folder above, by its file: its package is not installed here."""
    spec = spec_from_file_location(f"_lingopoint_{name}", Path(__file__).parents[1] / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_beside("localhost").resolve_localhost()
if sys.orig_argv[-2:] == ["-m", "ministack"]:
    _beside("origin_access").sign_for_function_urls()
