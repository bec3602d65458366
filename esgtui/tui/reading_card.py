"""How sentences of a document are shown as claims to be: each as a line, and the one under the cursor in full."""

from collections.abc import Iterator, Sequence

from esgtui.dataset.describe import metric_text
from esgtui.reading import Reading
from esgtui.tui.card import GAP, Block
from esgtui.tui.checklist_shown import checklist_rows, stated_looks
from esgtui.tui.widgets.pieces import Piece
from esgtui.tui.widgets.plain_list import spread
from esgtui.verbs.draft import company_name, pillar_title, topics_of
from esgtui.visible import visible

TAKEN, DISMISSED, REWORDED, OFFERED = "✓", "✗", "✎", "·"

BARS = " ▁▂▃▄▅▆▇█"
"""How much a sentence is like a claim, in eighths."""

ROOMY = 34
"""From so many cells on a line has room for its paragraph's number."""


def sign_of(reading: Reading, sentence: int) -> str:
    """Return the sign of what was decided about a sentence; nothing where that is open."""
    if reading.is_taken_so(sentence):
        return TAKEN
    if sentence in reading.dismissed:
        return DISMISSED
    return REWORDED if reading.is_reworded(sentence) else ""


def line_of(reading: Reading, sentence: int, width: int) -> Sequence[Piece]:
    """Return a sentence as a line: what was decided, how like a claim it is, what it says, and its paragraph."""
    offer = reading.sentences[sentence]
    sign = sign_of(reading, sentence)
    is_decided = sign in {TAKEN, DISMISSED}
    left = [
        (f"{sign or ' '} ", "accent" if sign == TAKEN else ""),
        (f"{BARS[round(offer.score * (len(BARS) - 1))]} ", "accent"),
        (visible(reading.statement(sentence)), "dim" if is_decided else ""),
    ]
    return spread(left, f"¶{offer.paragraph}", width) if width >= ROOMY else left


def filing_text(reading: Reading, sentence: int) -> str:
    """Return in a line what a claim will be filed under."""
    draft, dataset = reading.draft(sentence), reading.dataset
    parts = [company_name(draft, dataset), pillar_title(draft, dataset), draft.kind, *topics_of(draft, dataset)]
    return " ▸ ".join(filter(None, parts))


def card_of(reading: Reading, sentence: int) -> Iterator[Block]:
    """Yield what the claim will be, as far as it is known."""
    draft = reading.draft(sentence)
    yield Block("statement", draft.statement, looks=stated_looks(draft.findings, "statement"))
    if sentence in reading.taken:
        yield Block("fact", f"{TAKEN} as {', '.join(reading.taken[sentence])}", "taken")
    elif sentence in reading.dismissed:
        yield Block("fact", f"{DISMISSED} as no claim", "dismissed")
    yield GAP
    yield from (Block("fact", text, label) for label, text in _facts(reading, sentence))
    yield GAP
    yield from (Block("items", row) for row in checklist_rows(draft.findings))


def _facts(reading: Reading, sentence: int) -> Iterator[tuple[str, str]]:
    draft, offer, dataset = reading.draft(sentence), reading.sentences[sentence], reading.dataset
    inherited = "" if draft.topics else "pillar's "
    yield "company", company_name(draft, dataset) or "to be chosen"
    yield "pillar", pillar_title(draft, dataset) or "none"
    yield "kind", draft.kind or "none"
    yield from ((f"{inherited}topic", topic) for topic in topics_of(draft, dataset))
    drawn = draft.drawn
    yield from (("metric", metric_text(metric)) for metric in drawn.metrics)
    facts = {"period": drawn.period, "base year": drawn.base_year, "target year": drawn.target_year}
    facts |= {"horizon": drawn.horizon, "standards": ", ".join(drawn.standards), "conformity": drawn.conformity}
    yield from ((label, str(value)) for label, value in facts.items() if value)
    yield "place", offer.place
    if draft.is_reworded:
        yield "quote", offer.statement
    yield from (("beside it", f"{claim.id}: {claim.statement}") for claim in reading.beside(sentence))
