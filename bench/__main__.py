"""`python -m bench [--quick] [--json FILE] [--plots DIR]`: what a reader waits for and pays, as tables.

Runs of their own: `python -m bench belief` (how well translations are told from others), `python -m bench growth`
(shapes that take too much), `python -m bench changed` (throughput when every text changes, against another commit),
`python -m bench.faults` (many readers through all that the service does wrong).
"""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path
from typing import Any

from bench import belief, changed, edits, formats, growth, latency, resume, second_read, site, startup
from bench.service import serving


def main() -> None:
    """Measure, print, write."""
    if sys.argv[1:2] == ["growth"]:
        growth.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["changed"]:
        changed.main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=["belief"], help="only how well translations are told from others")
    parser.add_argument("--quick", action="store_true", help="small sizes, under 90 seconds")
    parser.add_argument("--json", type=Path, default=Path("bench.json"), help="where the figures go (%(default)s)")
    parser.add_argument("--plots", type=Path, help="folder for the plots")
    options = parser.parse_args()
    if options.part:
        _show("What is doubted, shares of calls", belief.run(quick=options.quick))
    else:
        _everything(options)


def _everything(options: argparse.Namespace) -> None:
    started = time.perf_counter()
    figures: dict[str, Any] = {
        "machine": {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.machine()},
        "quick": options.quick,
    }
    with serving() as service:
        figures["cold"] = _show("Cold translation, seconds", latency.run(service, quick=options.quick))
        throttled = latency.throttled(service, 25, quick=options.quick)
        figures["throttled"] = _show("Throttled to 25 calls a second", [throttled])[0]
        figures["resumed"] = _show("More than one answer's time", [resume.run(service, quick=options.quick)])[0]
        figures["edited"] = _show("Edited and read again", edits.run(service, quick=options.quick))
    figures["site"] = _show("A site, characters", [site.run(quick=options.quick)])[0]
    figures["formats"] = _show("Extract and splice, MB/s", formats.run(quick=options.quick))
    figures["startup"] = _show("Start and memory", [startup.run(quick=options.quick)])[0]
    figures["second read"] = _show("Second read, seconds", [second_read.run(quick=options.quick)])[0]
    figures["seconds"] = round(time.perf_counter() - started)
    options.json.write_text(json.dumps(figures, indent=1) + "\n")
    print(f"{figures['seconds']} s in all; figures in {options.json}")
    if options.plots:
        _plot(figures, options.plots)


def _plot(figures: dict[str, Any], folder: Path) -> None:
    from bench import plots

    folder.mkdir(parents=True, exist_ok=True)
    plots.latency(figures["cold"], figures["edited"], folder / "latency.png")
    plots.cost(figures["cold"], figures["edited"], figures["site"], folder / "cost.png")


def _show(title: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    print(f"\n{title}")
    for row in rows:
        print("  " + "  ".join(f"{name}: {_figure(value)}" for name, value in row.items()))
    sys.stdout.flush()
    return rows


def _figure(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_figure(item)}" for name, item in value.items()) + "}"
    return "–" if value is None else str(value)


if __name__ == "__main__":
    main()
