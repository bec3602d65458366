"""A report in Markdown (CommonMark): claims by company and pillar, with what they state and what coders put on them.

Every text is shown as it is written: nothing in it becomes markup, a link or HTML.
"""

import re
from array import array
from collections.abc import Iterator
from itertools import pairwise

from esgtui.annotation.conflicts import Settlement
from esgtui.dataset.describe import facts
from esgtui.dataset.model import Claim, ExportedAnnotation, ExportedNote
from esgtui.exchange.annotations import settlement_text
from esgtui.exchange.contents import Contents
from esgtui.exchange.stated import report_facts
from esgtui.exchange.streams import in_pieces
from esgtui.visible import visible, visible_block

_MARKUP = re.compile(r"([\\`*_\[\]<>&#~|$!^])")
"""What may be markup anywhere in a line."""

_LIST_OR_RULE = re.compile(r"^([-+=:]|\d+(?=[.)]))")
"""What at the beginning of a line would make a list, a heading or a table of it."""

_IN_HEADINGS = frozenset({"company", "pillar"})
"""Facts that headings tell already."""


def pieces(contents: Contents) -> Iterator[bytes]:
    """Yield the report piece by piece."""
    return in_pieces(_report(contents))


def _report(contents: Contents) -> Iterator[str]:
    dataset = contents.dataset
    yield f"# {inline(dataset.header.title)}\n\n"
    if dataset.header.description:
        yield f"{inline(dataset.header.description)}\n\n"
    last_company, done = None, 0
    for (company, pillar), rows in _groups(contents).items():
        if company != last_company:
            last_company = company
            yield f"## {inline(dataset.companies[company].name)}\n\n"
        yield f"### {inline(dataset.pillars[company, pillar].title) if pillar else 'No pillar'}\n\n"
        for row in rows:
            contents.tell(done)
            done += 1
            yield _claim(contents, contents.claims[row])
    contents.tell(done)
    if contents.orphans:
        yield "## Claims that are no longer in the dataset\n\n"
    for claim_id in contents.orphans:
        yield f"#### {inline(claim_id)}\n\n{_judged(contents, claim_id)}"


def _groups(contents: Contents) -> dict[tuple[str, str], "array[int]"]:
    """Return the rows of claims by company and pillar, in the dataset's order; those without a pillar come last."""
    dataset = contents.dataset
    groups: dict[tuple[str, str], array[int]] = {}
    for company in dataset.companies:
        groups |= {key: array("L") for key in dataset.pillars if key[0] == company}
        groups[company, ""] = array("L")
    for row, claim in enumerate(contents.claims):
        groups[claim.company, claim.pillar].append(row)
    return {key: rows for key, rows in groups.items() if rows}


def _claim(contents: Contents, claim: Claim) -> str:
    """Return a claim: its statement as a heading, its facts as a list, then each coder's annotation."""
    found = [("claim", claim.id), *facts(contents.dataset, claim), *report_facts(contents.known.checklist, claim)]
    lines = "".join(f"- {inline(name)}: {inline(text)}\n" for name, text in found if name not in _IN_HEADINGS)
    return f"#### {inline(claim.statement)}\n\n{lines}\n{_judged(contents, claim.id)}"


def _judged(contents: Contents, claim_id: str) -> str:
    """Return what coders put on a claim, and then what they settled."""
    judged = "".join(_annotation(contents, table) for table in contents.annotations(claim_id))
    return judged + "".join(_settled(contents, each) for each in contents.settlements(claim_id))


def _settled(contents: Contents, settlement: Settlement) -> str:
    return f"*Settled*: {inline(settlement_text(contents.dataset.verdicts, settlement))}\n\n"


def _annotation(contents: Contents, table: ExportedAnnotation) -> str:
    verdict = contents.dataset.verdicts.get(table.verdict)
    title = verdict.title if verdict else table.verdict
    said = [inline(title)] if title else []
    said += [inline(f"#{tag}") for tag in table.tags]
    said += ["★"] if table.starred else []
    line = f"**{inline(table.coder)}**: {' · '.join(said)}".removesuffix(": ")
    return f"{line}\n\n" + "".join(_note(note) for note in table.notes)


def _note(note: ExportedNote) -> str:
    """Return a note as a quotation, its line breaks kept, with its day at the end."""
    lines = [_line(text) for text in visible_block(note.text.replace("\r\n", "\n")).split("\n")]
    lines.append(f"({f'{note.kind}, ' if note.kind else ''}{note.created:%Y-%m-%d})")
    quoted = [f"> {text}\\" if text and after else f"> {text}" for text, after in pairwise([*lines, ""])]
    return "\n".join(map(str.rstrip, quoted)) + "\n\n"


def inline(text: str) -> str:
    """Return text for one line, in which nothing is markup."""
    return _line(visible(" ".join(text.split())))


def _line(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", text.strip())
    return _LIST_OR_RULE.sub(_kept, escaped)


def _kept(found: re.Match[str]) -> str:
    start = found[0]
    return f"{start}\\" if start.isdigit() else f"\\{start}"
