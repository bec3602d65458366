"""Whatever coders do in whatever order, in two programs at once: the journal holds what a plain model holds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import Edit, ForeignEdit, Note, Value
from esgtui.annotation.state import Progress

from .samples import START, Clock, cells, held, opened

CODERS = ("mei", "ada")
CLAIMS = ("c1", "c2", "c3")
VALUES: dict[str, list[Value]] = {
    "verdict": ["good", "poor", None],
    "star": [True, None],
    "tag:a": [True, None],
    "tag:b": [True, None],
    "note:n": [Note(id="n", text="one", created=START), Note(id="n", text="two", created=START, edited=START), None],
}
FIELDS = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name])))
EDITS = st.builds(lambda claim, field: Edit(claim, *field), st.sampled_from(CLAIMS), FIELDS)
TIMES = st.integers(-3, 3).map(lambda seconds: START.replace(microsecond=0) + timedelta(seconds=seconds))
FOREIGN = st.builds(
    lambda claim, coder, field, at: ForeignEdit(claim, coder, field[0], field[1] or "good", at),
    st.sampled_from(CLAIMS[:2]),
    st.sampled_from(CODERS),
    st.sampled_from(["verdict", "note:n"]).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name][:2]))
    ),
    TIMES,
)


class Done(NamedTuple):
    """What happens: in which of two programs, by whom, and what."""

    program: int
    coder: str
    what: str
    edits: Sequence[Edit] = ()
    merged: Sequence[ForeignEdit] = ()
    seconds: int = 0


HAPPENINGS = st.builds(
    Done,
    st.integers(0, 1),
    st.sampled_from(CODERS),
    st.sampled_from(["write", "write", "write", "undo", "undo", "redo", "restart"]),
    st.lists(EDITS, max_size=4),
    st.just(()),
    st.integers(-5, 5),
)
WITH_MERGES = HAPPENINGS | st.builds(
    lambda program, merged: Done(program, "mei", "merge", merged=merged),
    st.integers(0, 1),
    st.lists(FOREIGN, max_size=3),
)


class Model:
    """What the coders' cells hold, and the steps that each may take back or do again."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str, str], Value] = {}
        self.done: dict[str, list[dict[tuple[str, str, str], tuple[Value, Value]]]] = {coder: [] for coder in CODERS}
        self.undone: dict[str, list[dict[tuple[str, str, str], tuple[Value, Value]]]] = {c: [] for c in CODERS}

    def write(self, coder: str, edits: Sequence[Edit]) -> None:
        wanted = {(edit.claim, coder, edit.field): edit.value for edit in edits}
        step = {key: (self.cells.get(key), value) for key, value in wanted.items() if self.cells.get(key) != value}
        if step:
            self.cells |= {key: after for key, (_, after) in step.items()}
            self.done[coder].append(step)
            self.undone[coder] = []

    def undo(self, coder: str) -> None:
        if self.done[coder]:
            step = self.done[coder].pop()
            self.cells |= {key: before for key, (before, _) in step.items()}
            self.undone[coder].append(step)

    def redo(self, coder: str) -> None:
        if self.undone[coder]:
            step = self.undone[coder].pop()
            self.cells |= {key: after for key, (_, after) in step.items()}
            self.done[coder].append(step)

    @property
    def held(self) -> dict[tuple[str, str, str], Value]:
        return {key: value for key, value in self.cells.items() if value is not None}


class Programs:
    """Two programs that have one journal open, and a clock that may be set back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.journals = [self.start(), self.start()]

    def start(self) -> Journal:
        return opened(self.folder, self.clock)

    def do(self, happening: Done) -> Journal:
        """Let it happen, and return the journal of the program where it did."""
        self.clock.move(seconds=happening.seconds)
        journal = self.journals[happening.program]
        if happening.what == "restart":
            journal.close()
            journal = self.journals[happening.program] = self.start()
        verbs: dict[str, Callable[[], object]] = {
            "write": lambda: journal.write(happening.coder, happening.edits, {}),
            "undo": lambda: journal.undo(happening.coder),
            "redo": lambda: journal.redo(happening.coder),
            "merge": lambda: journal.merge(happening.merged),
            "restart": journal.refresh,
        }
        verbs[happening.what]()
        journal.refresh()
        return journal


@contextmanager
def programs() -> Iterator[Programs]:
    with TemporaryDirectory() as folder:
        running = Programs(Path(folder))
        yield running
        for journal in running.journals:
            journal.close()


def state(history: History) -> object:
    """Return all that a history tells of the present."""
    return (
        cells(history),
        {claim: history.annotations(claim) for claim in CLAIMS},
        sorted(history.annotated_claims()),
        history.tags_in_use(),
        [history.progress(coder) for coder in CODERS],
    )


def steps(history: History) -> object:
    return [(history.next_undo(coder), history.next_redo(coder)) for coder in CODERS]


@given(st.lists(HAPPENINGS, max_size=14))
def test_what_is_held_is_what_a_plain_model_holds(happenings: list[Done]) -> None:
    model = Model()
    with programs() as running:
        for happening in happenings:
            history = running.do(happening).history
            if happening.what == "write":
                model.write(happening.coder, happening.edits)
            elif happening.what != "restart":
                {"undo": model.undo, "redo": model.redo}[happening.what](happening.coder)
            assert held(history) == model.held
        journal = running.start()
        times = [change.at for change in journal.changes()]
        assert times == sorted(times)
        assert sum(journal.history.tags_in_use().values()) == sum(field[2].startswith("tag") for field in model.held)
        for coder in CODERS:
            mine = [key for key in model.held if key[1] == coder]
            tagged = {claim for claim, _, field in mine if field.startswith("tag")}
            assert journal.history.progress(coder) == Progress(len(tagged), len({claim for claim, _, _ in mine}))
            while journal.undo(coder):
                assert journal.history.next_redo(coder)
        assert held(journal.history) == {}
        assert list(journal.history.annotated_claims()) == []
        assert journal.history.tags_in_use() == {}
        journal.close()


@given(st.lists(WITH_MERGES, max_size=14), st.randoms(use_true_random=False))
def test_the_file_alone_and_the_changes_in_any_order_give_the_same_state(
    happenings: list[Done], random: Random
) -> None:
    with programs() as running:
        for happening in happenings:
            running.do(happening)
        living = running.journals[0]
        living.refresh()
        reopened = running.start().history
        assert state(reopened) == state(living.history)
        assert steps(reopened) == steps(living.history)
        changes = list(living.changes())
        random.shuffle(changes)
        assert state(History(changes)) == state(living.history)


DIFFERENT = st.lists(FOREIGN, max_size=6, unique_by=lambda edit: (edit.claim, edit.coder, edit.field, edit.value))


@given(DIFFERENT, st.randoms(use_true_random=False), st.integers(0, 6))
def test_merging_is_the_same_in_any_order_and_any_number_of_times(
    edits: list[ForeignEdit], random: Random, cut: int
) -> None:
    with programs() as running, programs() as others:
        one, other = running.journals[0], others.journals[0]
        one.merge(edits)
        shuffled = random.sample(edits, len(edits))
        other.merge(shuffled[:cut] * 2)
        other.merge(shuffled[cut:])
        assert cells(one.history) == cells(other.history)
        assert one.merge(shuffled) == other.merge(edits) == ()
        assert one.undo("mei") == ()


@given(st.lists(EDITS, min_size=1, max_size=6), st.lists(FOREIGN, max_size=6))
def test_a_merge_never_undoes_what_was_written_later(edits: list[Edit], merged: list[ForeignEdit]) -> None:
    with programs() as running:
        journal = running.journals[0]
        running.clock.move(seconds=10)
        journal.write("mei", edits, {})
        before = held(journal.history)
        written = {(edit.claim, "mei", edit.field) for edit in edits if (edit.claim, "mei", edit.field) in before}
        journal.merge(merged)
        assert {key: value for key, value in held(journal.history).items() if key in written} == {
            key: before[key] for key in written
        }
