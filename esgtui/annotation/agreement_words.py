"""How far coders agree, in words and figures: the same ones in the shell and in the explorer, which lay them out."""

from collections.abc import Iterator

from esgtui.annotation.agreement import FEW_CLAIMS, FEW_USES, Comparison, Crossed
from esgtui.annotation.coefficients import NOT_COMPARED, ONE_VALUE, Alpha, Kappa
from esgtui.annotation.contingency import NO_VERDICT, OFF, ON
from esgtui.counted import claims_text

UNDEFINED = "–"
LITTLE = "few"
SHORT = {ONE_VALUE: "one value", NOT_COMPARED: "none"}
"""What stands in a table for the reason why a figure is not defined."""

EXPLAINED = {
    LITTLE: f"few: fewer than {FEW_CLAIMS} claims judged, or a tag put on or left off fewer than {FEW_USES} of them; "
    "the figures depend on single claims",
    "one value": f"one value: {ONE_VALUE}",
    "none": f"none: {NOT_COMPARED}",
}

Said = list[tuple[str, str]]
"""Names with what is said of each."""


def tag_counts(each: Comparison) -> Said:
    """Return on how many claims two coders put a tag on or left it off; of more, how many pairs are the same."""
    if each.kappa is None:
        counts = [("on", each.given_on.get(ON, 0)), ("pairs", each.percent.pairs), ("same", each.percent.same)]
    else:
        first, second = each.coders
        counts = [
            ("both", each.crossing(ON, ON)),
            (f"only {first}", each.crossing(ON, OFF)),
            (f"only {second}", each.crossing(OFF, ON)),
            ("neither", each.crossing(OFF, OFF)),
        ]
    return [(name, f"{count:,}") for name, count in counts]


def figures(each: Comparison) -> Said:
    """Return the figures that there are, by their names."""
    found = [("percent", percent_text(each.percent.value))]
    if each.kappa is not None:
        found.append(("kappa", coefficient_text(each.kappa.value)))
    found.append(("alpha", coefficient_text(each.alpha.value)))
    if each.ordinal is not None:
        found.append(("ordinal alpha", coefficient_text(each.ordinal.value)))
    return found


def behind(each: Comparison) -> dict[str, str]:
    """Return what the coefficients are worked out from, by their names."""
    found: dict[str, Kappa | Alpha | None] = {"kappa": each.kappa, "alpha": each.alpha, "ordinal alpha": each.ordinal}
    return {
        name: f"{'agreement' if name == 'kappa' else 'disagreement'} observed {figure.observed:,.3f}, "
        f"expected by chance {figure.expected:,.3f}"
        for name, figure in found.items()
        if figure is not None and figure.observed is not None and figure.expected is not None
    }


def remarks(each: Comparison) -> list[str]:
    """Return in short what a reader of the figures has to know; `EXPLAINED` has it in full."""
    reasons = dict.fromkeys(
        figure.reason for figure in (each.percent, each.kappa, each.alpha, each.ordinal) if figure and figure.reason
    )
    if each.claims and each.judged and each.is_little:
        return [LITTLE, *(SHORT.get(reason, reason) for reason in reasons)]
    return [SHORT.get(reason, reason) for reason in reasons]


def visit_text(each: Comparison) -> str:
    """Return how many claims the coders compared visited."""
    claims = claims_text(each.claims)
    if len(each.coders) == 2:
        return f"Both visited {claims}"
    return f"Two or more of them visited {claims}; all of them, {each.by_all:,}"


def verdict_counts(each: Comparison) -> list[str]:
    """Return on how many claims verdicts were given, by whom or by how many."""
    if each.kappa is None:
        given = [f"{number} on {claims:,}" for number, claims in reversed(each.judged_by.items()) if number]
        given.append(f"none on {each.judged_by.get(0, 0):,}")
        return [f"verdicts on a claim: {given[0]}", *given[1:]]
    first, second = each.coders
    alone = [sum(cell.claims for cell in _alone(each, at)) for at in (0, 1)]
    given = [f"both gave one on {each.judged:,}", f"only {first} on {alone[0]:,}", f"only {second} on {alone[1]:,}"]
    return [*given, f"neither on {each.crossing(NO_VERDICT, NO_VERDICT):,}"]


def same_text(each: Comparison) -> str:
    """Return how many judgements are the same; empty where none were compared."""
    pairs = "" if each.kappa is not None else " pairs of verdicts"
    return f"{each.percent.same:,} of {each.percent.pairs:,}{pairs} are the same" if each.percent.pairs else ""


def _alone(each: Comparison, at: int) -> Iterator[Crossed]:
    """Yield the cells in which only the first, or only the second of two coders gave a verdict."""
    for cell in each.crossed:
        values = (cell.first, cell.second)
        if values[at] and not values[1 - at]:
            yield cell


def percent_text(value: float | None) -> str:
    """Return a percentage with a digit after the point; only what is all the same is 100."""
    return UNDEFINED if value is None else f"{min(round(value, 1), 100 if value == 100 else 99.9):.1f} %"


def coefficient_text(value: float | None) -> str:
    """Return a coefficient to the thousandth; only what is 1 looks like it, and there is no zero below zero."""
    return UNDEFINED if value is None else f"{min(round(value, 3), 1 if value == 1 else 0.999) + 0:.3f}"
