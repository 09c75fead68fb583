"""Figures for CloudWatch in its embedded metric format: a line of JSON in the function's log for each answer.

CloudWatch Logs makes metrics of such lines; nothing is called and nothing is waited for.
"""

from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

NAMESPACE = "Lingopoint"

_COUNTS = {
    "Billed": "billed",
    "Remembered": "remembered",
    "MarkupLeftOut": "left_out",
    "Calls": "calls",
    "Throttled": "throttled",
    "Failed": "failed",
    "UnitsKept": "kept",
}
"""The report's member of each metric. `Billed`, `Remembered` and `MarkupLeftOut` are characters."""


class EmbeddedMetrics:
    """The `Metrics` that ship: by language and access point, and by the service that Powertools is told of."""

    def record(self, access_point: str, report: Mapping[str, Any], milliseconds: int) -> None:
        """See `object_lambda.Metrics`. An answer from a kept rendition cost nothing, so its counts are 0."""
        metrics = EphemeralMetrics(namespace=NAMESPACE)
        metrics.add_dimension("Language", report["target"])
        metrics.add_dimension("AccessPoint", access_point)
        for name, member in _COUNTS.items():
            metrics.add_metric(name, MetricUnit.Count, report.get(member, 0))
        metrics.add_metric("Milliseconds", MetricUnit.Milliseconds, milliseconds)
        metrics.add_metric("BytesOut", MetricUnit.Bytes, report["bytes_out"])
        metrics.flush_metrics()
