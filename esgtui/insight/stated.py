"""What views count of what claims state. The one place that says how a claim is known to be quantified."""

from esgtui.dataset.model import Claim


def is_quantified(claim: Claim) -> bool:
    """Return whether a claim states a figure, as the checklist's first rule has it: it has a metric."""
    return bool(claim.metrics)
