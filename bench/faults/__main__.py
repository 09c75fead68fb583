"""`python -m bench.faults [--readers N] [--seconds N] [--json FILE]`: a table, and exit status 1 if all is not well."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.faults.run import run
from lingopoint_local.aws import stack as local_stack
from lingopoint_local.aws.localhost import resolve_localhost


def main() -> None:
    """Start a stack, run, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--readers", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", type=Path, help="where the figures go")
    options = parser.parse_args()
    resolve_localhost()
    with tempfile.TemporaryDirectory() as folder:
        stack = local_stack.up(Path(folder), engine="pseudo")
        try:
            outcome = run(stack, options.readers, options.seconds)
        finally:
            local_stack.down(Path(folder))
    rows = list(outcome.rows())
    for name, value in rows:
        print(f"{name:55} {value}")
    if options.json:
        options.json.write_text(json.dumps(dict(rows), indent=1) + "\n")
    sys.exit(0 if outcome.good else 1)


if __name__ == "__main__":
    main()
