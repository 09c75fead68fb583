"""Figures for CloudWatch in its embedded metric format: a line of JSON in the function's log for each answer.

CloudWatch Logs makes metrics of such lines; nothing is called and nothing is waited for.
"""

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

from lingopoint.report import Report

NAMESPACE = "Lingopoint"


class EmbeddedMetrics:
    """The `Metrics` that ship: by language and access point, and by the service that Powertools is told of."""

    def record(self, access_point: str, report: Report) -> None:
        """See `Metrics.record`. An answer from a kept rendition cost nothing, so its counts are 0."""
        metrics = EphemeralMetrics(namespace=NAMESPACE)
        metrics.add_dimension("Language", report.target)
        metrics.add_dimension("AccessPoint", access_point.rpartition("/")[2])
        for metric in report.metrics():
            metrics.add_metric(metric.name, MetricUnit(metric.unit), metric.value)
        metrics.flush_metrics()
