"""The figures as pictures, for docs/performance.md."""

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt


def latency(rows: list[dict[str, Any]], file: Path) -> None:
    """Seconds against size, ours beside the others."""
    figure, axes = plt.subplots(1, 3, figsize=(12, 4), sharey=True)
    for axis, kind in zip(axes, ("text", "html", "markdown"), strict=True):
        mine = [row for row in rows if row["kind"] == kind]
        for name, style in (("sequential", "s--"), ("pool", "^--"), ("sample", "x"), ("ours", "o-"), ("bound", "k:")):
            axis.plot([row["size"] for row in mine], [row[name] for row in mine], style, label=name)
        axis.set(title=f"cold translation, {kind}", yscale="log", xlabel="size of the object")
        axis.grid(visible=True, alpha=0.3)
    axes[0].set_ylabel("seconds")
    axes[1].legend()
    _save(figure, file)


def cost(site: dict[str, Any], file: Path) -> None:
    """Characters billed for a site."""
    figure, axis = plt.subplots(figsize=(10, 3.2))
    names = ["pool", "pool, each page and language once", "billed", "after the edit"]
    labels = ["pool, every read", "pool, each page once", "Lingopoint", "Lingopoint, after the edit"]
    axis.barh(labels[::-1], [site[name] for name in names][::-1], color="#0b57d0")
    axis.set(xscale="log", xlabel=f"characters billed: {site['pages']} pages, {site['reads']} reads, 5 languages")
    axis.grid(visible=True, axis="x", alpha=0.3)
    _save(figure, file)


def _save(figure: Any, file: Path) -> None:
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    plt.close(figure)
