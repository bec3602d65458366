"""How the value of a metric is written where it stands beside others: with its sign, thousands apart."""

from esgtui.dataset.model import Metric

SIGNS = {"exactly": "", "about": "~", "over": ">", "under": "<", "at least": "≥", "at most": "≤"}
"""How a metric's qualifier is written before its value."""


def grouped(value: float) -> str:
    """Return a number as people read it, thousands apart: `1,250,000`, `0.6`."""
    return f"{int(value) if float(value).is_integer() else value:,}"


def value_text(metric: Metric) -> str:
    """Return a metric's value with the sign of its qualifier, such as `≥ 95`."""
    return f"{SIGNS[metric.qualifier or 'exactly']} {grouped(metric.value)}".lstrip()
