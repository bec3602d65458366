"""What the detail of a claim says, block by block: what coders added, what it states, where it stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from esgtui.annotation.model import Annotation, Note
from esgtui.browsing import Spans, no_mark
from esgtui.dataset.describe import Fact, facts
from esgtui.dataset.model import Claim
from esgtui.tui.checklist_shown import checklist_rows, stated_looks
from esgtui.tui.looks import Looks
from esgtui.tui.marks import Marks
from esgtui.tui.tag_colours import SIGN, look_of
from esgtui.workspace import Workspace

Role = Literal["statement", "items", "fact", "tags", "note", "gap"]


class Block(msgspec.Struct, frozen=True):
    """One block of text with its label; `spans` are half-open offsets into the text that matched a search.

    `looks` are parts of the text that look otherwise.
    """

    role: Role
    text: str = ""
    label: str = ""
    spans: Spans = ()
    looks: Looks = ()


GAP = Block("gap")

ROOM_FOR_NAME = 4
"""How many characters of a coder's name there is room for beside the kind of a note."""


def card(
    workspace: Workspace,
    claim: Claim,
    spans: Spans = (),
    found_in: str = "",
    mark: Callable[[str], Spans] = no_mark,
    past: Iterable[Block] = (),
) -> Iterator[Block]:
    """Yield the blocks of a claim's detail. `found_in` says where a search matched if not in the statement.

    That stands first: the place itself may be far below. `mark` says where a text other than the statement matches,
    `past` what has become of the claim: how it was reworded, and what was settled. What the claim states is left out as
    long as claims cannot be read: the first claim on the screen does not wait for that.
    """
    marks = Marks(mark)
    if found_in not in {"", "statement"}:
        yield Block("fact", found_in, "found in")
    findings = workspace.checklist.read(claim) if workspace.can_read_claims else ()
    yield Block("statement", claim.statement, spans=spans, looks=stated_looks(findings, "statement"))
    yield GAP
    yield from past
    colours = workspace.codebook.colours()
    for annotation in workspace.annotations(claim.id):
        yield from _annotation(workspace, annotation, marks, colours)
        yield GAP
    for (draft_of, _), draft in workspace.drafts.items():
        if draft_of == claim.id:
            yield Block("note", draft.text, "✎? draft")
            yield GAP
    told = marks.of_facts(claim, facts(workspace.dataset, claim))
    yield from _facts(each for each in told if each[0][0] == "metric")
    for row in checklist_rows(findings):
        yield Block("items", row)
    yield from _facts((each for each in told if each[0][0] != "metric"), stated_looks(findings, "quote"))


def _facts(told: Iterable[tuple[Fact, Spans]], in_quote: Looks = ()) -> Iterator[Block]:
    """Yield facts one below the other, a label that repeats only once."""
    before = ""
    for (label, text), spans in told:
        yield Block("fact", text, " " if label == before else label, spans, in_quote if label == "quote" else ())
        before = label


def _annotation(
    workspace: Workspace, annotation: Annotation, marks: Marks, colours: Mapping[str, str]
) -> Iterator[Block]:
    parts = ["★"] if annotation.starred else []
    looks = []
    for tag in annotation.tags:
        look = look_of(colours.get(tag, ""))
        if look:
            start = len(" ".join([*parts, ""]))
            looks.append((start, start + len(SIGN), look))
        parts.append(f"{SIGN}#{tag}" if look else f"#{tag}")
    if parts:
        text = " ".join(parts)
        yield Block("tags", text, annotation.coder, marks.of_parts(text, annotation.tags), tuple(looks))
    if annotation.verdict:
        verdict = workspace.dataset.verdicts.get(annotation.verdict)
        yield Block("tags", f"◆ {verdict.title if verdict else annotation.verdict}", annotation.coder)
    for note in annotation.notes:
        edited = f", edited {note.edited.astimezone():%Y-%m-%d %H:%M}" if note.edited else ""
        yield Block("note", note.text, note_label(annotation.coder, note), marks.of(note.text))
        yield Block("fact", f"{note.created.astimezone():%Y-%m-%d %H:%M}{edited}", "written")


def note_label(coder: str, note: Note) -> str:
    """Return who wrote a note and what kind of note it is; of a long name what leaves room for that."""
    if not note.kind:
        return f"✎ {coder}"
    return f"✎ {coder if len(coder) <= ROOM_FOR_NAME else f'{coder[: ROOM_FOR_NAME - 1]}…'} · {note.kind}"
