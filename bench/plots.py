"""The figures as pictures, for docs/performance.md."""

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt

Rows = list[dict[str, Any]]

_KINDS = ("text", "html", "markdown")


def latency(cold: Rows, edited: Rows, file: Path) -> None:
    """Seconds against size, and against the share that is new, ours beside the others."""
    figure, axes = plt.subplots(1, 4, figsize=(15, 4), sharey=True)
    for axis, kind in zip(axes, _KINDS, strict=False):
        mine = [row for row in cold if row["kind"] == kind]
        for name, style in (("sequential", "s--"), ("pool", "^--"), ("sample", "x"), ("ours", "o-"), ("bound", "k:")):
            axis.plot([row["size"] for row in mine], [row[name] for row in mine], style, label=name)
        axis.set(title=f"cold translation, {kind}", yscale="log", xlabel="size of the object")
    for name, style in (("pool", "^--"), ("ours", "o-")):
        axes[3].plot(_shares(edited), [row[name] for row in edited], style, color=_COLOURS[name], label=name)
    axes[3].set(title="edited and read again, text", xlabel="new paragraphs")
    axes[0].set_ylabel("seconds")
    axes[0].legend()
    _save(figure, file)


def cost(cold: Rows, edited: Rows, site: dict[str, Any], file: Path) -> None:
    """Characters billed: against size, against the share that is new, and for a site."""
    figure, axes = plt.subplots(1, 3, figsize=(15, 4))
    for kind, style in zip(_KINDS, ("o-", "s-", "^-"), strict=True):
        mine = [row for row in cold if row["kind"] == kind]
        shares = [row["billed"] / row["sent whole"] for row in mine]
        axes[0].plot([row["size"] for row in mine], shares, style, label=kind)
    axes[0].set(title="cold translation", ylim=(0, 1.1), xlabel="size of the object", ylabel="billed / all characters")
    axes[0].legend(loc="lower right")
    axes[1].plot(_shares(edited), [row["pool billed"] for row in edited], "^--", color=_COLOURS["pool"], label="pool")
    axes[1].plot(_shares(edited), [row["billed"] for row in edited], "o-", color=_COLOURS["ours"], label="ours")
    axes[1].set(title="edited and read again, text", xlabel="new paragraphs", ylabel="characters billed")
    axes[1].legend()
    names = ["pool", "pool, each page and language once", "billed", "after the edit"]
    labels = ["pool, every read", "pool, each page once", "ours", "ours, after the edit"]
    axes[2].barh(labels[::-1], [site[name] for name in names][::-1], color=_COLOURS["ours"])
    axes[2].set(title=f"{site['pages']} pages, {site['reads']:,} reads, 5 languages", xscale="log")
    axes[2].set_xlabel("characters billed")
    _save(figure, file)


_COLOURS = {"pool": "tab:orange", "ours": "tab:red"}


def _shares(edited: Rows) -> list[str]:
    return [f"{row['edited share']:.0%}" for row in edited]


def _save(figure: Any, file: Path) -> None:
    for axis in figure.axes:
        axis.grid(visible=True, alpha=0.3)
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    plt.close(figure)
