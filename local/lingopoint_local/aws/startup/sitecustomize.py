"""Runs at the start of the local AWS and of the functions that it starts, which find this folder on PYTHONPATH."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_spec = spec_from_file_location("_lingopoint_localhost", Path(__file__).parents[1] / "localhost.py")
if _spec is not None and _spec.loader is not None:
    _module = module_from_spec(_spec)
    _spec.loader.exec_module(_module)
    _module.resolve_localhost()
