"""Coders at their desks: any sequence of what they can do through the verbs, on journals of their own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import strategies as st

from esgtui.annotation.codes import Code
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import (
    NOTE_PREFIX,
    AnnotationError,
    Edit,
    Note,
)
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.workspace import Workspace
from tests.annotation.samples import Clock

from .samples import DATA, data_in

CLAIMS = ("smart-1", "nio-1")
ORPHANS = ("gone-1",)
TAGS = ("a", "a/b", "evidence/no-baseline")


class Work(NamedTuple):
    """One of `VERBS`, what it is called with, and how many seconds after what was done before."""

    verb: str
    values: tuple[object, ...]
    seconds: float


Steps = Sequence[Work]


def own_note(opened: Workspace, claim: str) -> str:
    annotation = opened.annotation(claim)
    return annotation.notes[0].id if annotation and annotation.notes else "none"


def settle(opened: Workspace, pick: int) -> object:
    found = list(opened.team.conflicts())
    if not found:
        return ()
    conflict = found[pick % len(found)]
    return opened.team.settle(conflict.claim, conflict.field, "good" if conflict.field == "verdict" else pick % 2 == 0)


def annotate_gone(opened: Workspace, orphan: str) -> object:
    """Put on a claim what can only have come there while the dataset still had it."""
    now = opened.journal.now()
    note = Note(id=f"n-{orphan}-{opened.coder}", text="on it", created=now)
    edits = [
        Edit(orphan, "tag:a", value=True),
        Edit(orphan, NOTE_PREFIX + note.id, note),
        Edit(orphan, "verdict", "good"),
    ]
    return opened.journal.write(opened.coder, edits, {orphan: "It was said."})


def take_back(opened: Workspace, pick: int) -> object:
    log = opened.past.log(limit=12)
    return opened.past.take_back(log[pick % len(log)]) if log else ()


VERBS: dict[str, Callable[..., object]] = {
    "tag": lambda o, _, claims, tag, on: o.tag(claims, **{"add" if on else "remove": [tag]}),
    "verdict": lambda o, _, claims, verdict: o.rate(claims, verdict),
    "star": lambda o, _, claims, on: o.star(claims, on=on),
    "visit": lambda o, _, claims, on: o.visit(claims, on=on),
    "pass by": lambda o, _, claims: o.record_visits(claims),
    "note": lambda o, _, claims, kind: o.note(claims, f"{o.coder}'s", kind),
    "edit": lambda o, _, claim, text: o.edit_note(claim, own_note(o, claim), text),
    "describe": lambda o, _, tag, title: o.codebook.describe(Code(tag, title=title)),
    "rename": lambda o, _, tag, new: o.codebook.rename(tag, new),
    "unite": lambda o, _, tag, into: o.codebook.merge(tag, into),
    "delete": lambda o, _, tag: o.codebook.delete(tag),
    "settle": lambda o, _, pick: settle(o, pick),
    "annotate gone": lambda o, _, orphan: annotate_gone(o, orphan),
    "move": lambda o, _, orphan, claim: o.past.move(orphan, claim),
    "merge": lambda o, desk, other: o.team.merge(desk.journal_of(other)),
    "undo": lambda o, _: o.undo(),
    "redo": lambda o, _: o.redo(),
    "take back": lambda o, _, pick: take_back(o, pick),
}


def one(kind: str, *values: st.SearchStrategy[object]) -> st.SearchStrategy[Work]:
    return st.tuples(st.just(kind), st.tuples(*values), st.sampled_from([0.0, 0.0, 0.25, 3.0])).map(Work._make)


CLAIM, SOME = st.sampled_from(CLAIMS), st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=3, unique=True)
TAG, ON, PICK = st.sampled_from(TAGS), st.booleans(), st.integers(0, 11)
WORK = st.one_of(
    one("tag", SOME, TAG, ON),
    one("tag", SOME, TAG, ON),
    one("verdict", SOME, st.sampled_from(["good", "poor", None])),
    one("star", SOME, ON),
    one("visit", SOME, ON),
    one("pass by", SOME),
    one("note", SOME, st.sampled_from(["", "question"])),
    one("edit", CLAIM, st.sampled_from(["other", ""])),
    one("describe", TAG, st.sampled_from(["A title", ""])),
    one("rename", TAG, st.sampled_from([*TAGS, "d"])),
    one("unite", TAG, TAG),
    one("delete", TAG),
    one("settle", PICK),
    one("annotate gone", st.sampled_from(ORPHANS)),
    one("move", st.sampled_from(ORPHANS), CLAIM),
    one("merge", st.sampled_from(["ada", "jo"])),
    one("undo"),
    one("redo"),
    one("take back", PICK),
)
STEPS = st.lists(WORK, min_size=2, max_size=18)


class Desk:
    """Coders with a journal each, whose clocks tick as they work."""

    def __init__(self, folder: Path, dataset: Dataset) -> None:
        self.folder = folder
        self.dataset = dataset
        self.clock = Clock()

    def open(self, coder: str, journal: Path | None = None) -> Workspace:
        return Workspace(self.dataset, Journal(journal or self.journal_of(coder), "sample", self.clock), coder)

    def journal_of(self, coder: str) -> Path:
        return self.folder / f"{coder}.sqlite"

    def work(self, opened: Workspace, steps: Steps) -> None:
        """Do what can be done of it."""
        for verb, values, seconds in steps:
            self.clock.move(seconds=seconds)
            with suppress(AnnotationError):
                VERBS[verb](opened, self, *values)


@contextmanager
def desk() -> Iterator[Desk]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield Desk(folder, load(data_in(folder, DATA)))
