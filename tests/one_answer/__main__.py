"""`python -m tests.one_answer [--cases N] [--first N]`: random cases, and what was wrong with which."""

import argparse
import sys
import time

from tests.one_answer.cases import make
from tests.one_answer.hold import bench


def main() -> None:
    """Run, show every case that is wrong, and say how many there were."""
    parser = argparse.ArgumentParser(prog="python -m tests.one_answer", description=__doc__)
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    started, wrong = time.monotonic(), 0
    with bench() as running:
        for number in range(options.first, options.first + options.cases):
            problems = running.problems(make(number))
            wrong += bool(problems)
            if problems:
                print(f"case {number}: {'; '.join(problems)}", flush=True)
    print(f"{options.cases} cases, {wrong} wrong, {time.monotonic() - started:.0f} s")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
