"""What is told of an answer: to the log, to CloudWatch, and of a rendition to its readers.

A figure is declared once, as a field. `metric` in its declaration makes it a metric; `fact` is its name in the metadata
of a rendition (`x-amz-meta-lingopoint-...`). Characters are Unicode code points, as Amazon Translate counts them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


class Metric(NamedTuple):
    """One figure for CloudWatch. `unit` is CloudWatch's name of it: Count, Bytes or Milliseconds."""

    name: str
    unit: str
    value: int


def _figure(metric: str = "", fact: str = "", unit: str = "Count") -> Any:
    return field(default=0, metadata={"metric": metric, "fact": fact, "unit": unit})


@dataclass(frozen=True, slots=True)
class Cost:
    """What translating cost.

    `billed` counts every character that was sent and translated, separators and markup included, and `unseen` those of
    it whose translation nobody saw, so that they may not have been; `needed` counts those of the distinct text itself,
    `remembered` those of it that the memory held. `kept` counts units that stay in the source language because no
    translation of them passed. `stepped_down` counts pieces of text that were sent in the next form down at once,
    because their own came back damaged too often. `doubted` are calls of which nobody could tell what came back in
    which place, and that were made again in halves; `echoed` are pieces of text that came back as they were sent.
    `throttled` and `failed` are calls that had to be made again.
    """

    units: int = _figure(fact="units")
    kept: int = _figure("UnitsKept", fact="units-kept")
    calls: int = _figure("Calls", fact="calls")
    throttled: int = _figure("Throttled")
    failed: int = _figure("Failed", fact="retries")
    billed: int = _figure("Billed", fact="characters")
    unseen: int = _figure()
    needed: int = _figure()
    remembered: int = _figure("Remembered", fact="remembered")
    stepped_down: int = _figure("SteppedDown", fact="stepped-down")
    doubted: int = _figure("Doubted", fact="doubted")
    echoed: int = _figure("Echoed")

    def __add__(self, other: "Cost") -> "Cost":
        """The cost of both."""
        return Cost(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Cost)))

    @property
    def retries(self) -> int:
        """Calls that had to be made again, for whatever reason."""
        return self.throttled + self.failed

    def to_facts(self) -> dict[str, str]:
        """The cost as a rendition's metadata tells it."""
        told = {each.metadata["fact"]: getattr(self, each.name) for each in fields(Cost)}
        told["retries"] = self.retries
        return {fact: str(value) for fact, value in told.items() if fact}

    @classmethod
    def from_facts(cls, facts: Mapping[str, str]) -> "Cost":
        """The cost that metadata tells. `needed` is not told; retries, told without a reason, count as `failed`."""
        return cls(**{each.name: _number(facts.get(each.metadata["fact"], "")) for each in fields(cls)})


SPENT = frozenset(each.metadata["fact"] for each in fields(Cost)) - {"", "units", "units-kept"}
"""The facts that tell what was spent. Of how many units a document is, and how many were left, is no secret."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the log and the metrics say of one answer: numbers and codes, never text of the object.

    `outcome` is one word or two. `whole` are the characters of the whole original, markup and all; `left_out` those of
    them that were not sent. `terminologies` are the names of those that the service applied.
    """

    outcome: str = ""
    detail: str = ""
    reason: str = ""
    format: str = ""
    sources: tuple[str, ...] = ()
    terminologies: tuple[str, ...] = ()
    target: str = ""
    bytes_in: int = 0
    bytes_out: int = _figure("BytesOut", unit="Bytes")
    whole: int = 0
    left_out: int = _figure("MarkupLeftOut")
    milliseconds: int = _figure("Milliseconds", unit="Milliseconds")
    cost: Cost = field(default_factory=Cost)

    def to_log(self) -> dict[str, object]:
        """Its fields by name, those of the cost among them; without texts that are empty.

        Figures that are 0 are told only of renditions, which have a target.
        """
        told = {each.name: getattr(self, each.name) for each in fields(Report) if each.name != "cost"}
        told |= {each.name: getattr(self.cost, each.name) for each in fields(Cost)}
        return {name: value for name, value in told.items() if value or (self.target and value == 0)}

    def metrics(self) -> Iterator[Metric]:
        """Every figure that is a metric, those that are 0 too."""
        for holder in (self, self.cost):
            for each in fields(holder):
                if each.metadata.get("metric"):
                    yield Metric(each.metadata["metric"], each.metadata["unit"], getattr(holder, each.name))


_BILLED = re.compile(r"Characters billed: (?:up to )?([\d,]+)\.")


def bill_in_words(cost: Cost) -> str:
    """`Characters billed: 51,234.`, as the message of an error ends; empty where there are none."""
    least = "up to " if cost.unseen else ""
    return f"Characters billed: {least}{cost.billed:,}." if cost.billed else ""


def billed_as_told(message: str) -> int:
    """The characters of `bill_in_words` in a message that has it; else 0."""
    found = _BILLED.search(message)
    return int(found[1].replace(",", "")) if found else 0


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
