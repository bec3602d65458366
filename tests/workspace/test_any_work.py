"""Whatever coders do through the verbs: undone entirely it is as it was before, redone as it was after.

And however their journals and exports are merged, every store comes to the same.
"""

from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.history import History
from esgtui.annotation.model import NO_CLAIM, SHARED, VISITED, ForeignEdit, to_the_second
from esgtui.annotation.snapshot import state_from, written
from esgtui.exchange.annotations import is_told, told_at
from esgtui.exchange.formats import BY_NAME
from tests.annotation.samples import cells

from .desk import STEPS, Steps, desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from esgtui.workspace import Workspace


def seen(history: History) -> object:
    """Return all that cells hold, but for visits, which a look in passing records for good."""
    return {
        key: cell.value for key, cell in cells(history).items() if cell.value not in (None, False) and key[2] != VISITED
    }


def whole(history: History) -> tuple[object, ...]:
    """Return all that a history tells of the present."""
    state = history.state
    return (
        cells(history),
        history.tags_in_use(),
        {coder: (each.tagged, each.visited) for coder, each in state.progress.items()},
        {claim: on_claim.statements for claim, on_claim in state.claims.items() if on_claim.statements},
    )


def counted_anew(history: History) -> tuple[object, ...]:
    """Return the counts of a history, by looking at all cells."""
    coders = history.coders()
    records = [
        record for claim in history.known_claims() for coder in coders if (record := history.record(claim, coder))
    ]
    tags = [tag for record in records for tag in record.tags]
    return (
        {tag: tags.count(tag) for tag in sorted(set(tags))},
        {coder: sum(bool(record.tags) for record in records if record.coder == coder) for coder in coders},
        {coder: sum(record.visited for record in records if record.coder == coder) for coder in coders},
    )


@given(STEPS, STEPS, STEPS)
def test_any_work_undone_entirely_is_as_before_and_redone_as_after(
    of_others: Steps, before: Steps, steps: Steps
) -> None:
    with desk() as shared:
        for coder in ("ada", "jo"):
            shared.work(shared.open(coder), of_others)
        mei = shared.open("mei")
        shared.work(mei, before)
        shared.work(mei, steps)
        after = seen(mei.history)
        count = 0
        while mei.undo():
            count += 1
        assert seen(mei.history) == {}
        for _ in range(count):
            assert mei.redo()
        assert seen(mei.history) == after
        assert counted_anew(mei.history) == (
            mei.history.tags_in_use(),
            {coder: mei.history.progress(coder).tagged for coder in mei.history.coders()},
            {coder: mei.history.progress(coder).visited for coder in mei.history.coders()},
        )
        mei.journal.close()


@given(STEPS, STEPS)
def test_a_state_that_was_kept_and_what_came_after_is_the_same_as_all_replayed(before: Steps, after: Steps) -> None:
    with desk() as shared:
        mei = shared.open("mei")
        shared.work(mei, before)
        size = len(mei.journal.changes())
        kept = state_from(written(mei.history.state))
        shared.work(mei, after)
        history = History()
        history.take(kept)
        for number, change in enumerate(mei.journal.changes()[size:], size + 1):
            merger = mei.past.merges([change])
            history.apply(change, number, merger[change.merged_in].author if change.merged_in else "")
        assert whole(history) == whole(mei.history)
        assert whole(shared.open("mei").history) == whole(mei.history)
        assert (history.state.done, history.state.undone) == (mei.history.state.done, mei.history.state.undone)


def exported(history: History) -> list[ForeignEdit]:
    """Return what an export with exact times of changes tells of a store; it gives notes' own times to the second."""
    return [
        ForeignEdit(claim, coder, field, to_the_second(cell.value), told_at(cell), is_exact=True)
        for (claim, coder, field), cell in cells(history).items()
        if is_told(cell)
    ]


def in_lines(opened: "Workspace", folder: "Path") -> "list[Path]":
    """Return exports to JSON Lines of both forms."""
    forms = [BY_NAME["jsonl"], BY_NAME["jsonl-annotations"]]
    paths = [folder / f"{opened.coder}{form.suffix}" for form in forms]
    for path, form in zip(paths, forms, strict=True):
        opened.exports.write(path, wanted=form)
    return paths


@given(STEPS, STEPS, STEPS, st.randoms(use_true_random=False))
def test_journals_and_exports_merged_in_any_order_come_to_the_same(
    of_mei: Steps, of_ada: Steps, of_jo: Steps, random: Random
) -> None:
    with desk() as shared:
        people = [shared.open(coder) for coder in ("mei", "ada", "jo")]
        for opened, steps in zip(people, (of_mei, of_ada, of_jo), strict=True):
            own = [step for step in steps if step.verb != "merge"]  # who takes a merge back has a store of another mind
            shared.work(opened, own)
        journals = [(opened.journal.changes(), opened.journal.statement_rows()) for opened in people]
        exports = [exported(opened.history) for opened in people]
        written_out = [random.choice(in_lines(opened, shared.folder)) for opened in people]
        lines = [path for path in written_out if path.stat().st_size]
        for opened in people:
            merges: list[Callable[[Workspace], object]] = [
                *(lambda o, each=each: o.journal.merge_changes(*each, "x") for each in journals),
                *(lambda o, each=each: o.journal.merge(each, "x") for each in exports),
                *(lambda o, each=each: o.team.merge(each) for each in lines),
            ]
            for merge in random.sample(merges, len(merges)) + random.sample(merges, 2):
                merge(opened)
        values = [{key: (cell.value, cell.at) for key, cell in cells(opened.history).items()} for opened in people]
        assert values[0] == values[1] == values[2]
        conflicts = [list(opened.team.conflicts(with_settled=True)) for opened in people]
        assert conflicts[0] == conflicts[1] == conflicts[2]
        assert [opened.codebook.entries() for opened in people][1:] == [people[0].codebook.entries()] * 2


@given(STEPS, STEPS)
def test_an_export_tells_what_the_journal_tells_that_it_was_made_of(of_ada: Steps, steps: Steps) -> None:
    with desk() as shared:
        shared.work(shared.open("ada"), of_ada)
        mei = shared.open("mei")
        shared.work(mei, steps)
        mei.star(["nio-2"], on=True)
        export = shared.folder / "mei.toml"
        mei.exports.write(export)
        by_export, by_journal = shared.open("x"), shared.open("y")
        by_export.team.merge(export)
        by_journal.team.merge(mei.journal.path)
        undone = {key for key, cell in cells(mei.history).items() if cell.turn == "undo"}  # only a journal has it still
        for opened in (by_export, by_journal):
            held = {key: to_the_second(cell.value) for key, cell in cells(opened.history).items() if cell.value}
            assert {key: held[key] for key in held.keys() - undone} == {
                key: to_the_second(cell.value)
                for key, cell in cells(mei.history).items()
                if cell.value and key not in undone
            }
        by_claims, by_annotations = shared.open("v"), shared.open("w")
        for opened, path in zip((by_claims, by_annotations), in_lines(mei, shared.folder), strict=True):
            opened.team.merge(path)
        told = {key: cell for key, cell in cells(by_export.history).items() if key[0] != NO_CLAIM}
        assert cells(by_claims.history) == told
        assert cells(by_annotations.history) == {key: cell for key, cell in told.items() if key[1] != SHARED}
        if not undone:
            assert by_export.codebook.entries() == by_journal.codebook.entries() == mei.codebook.entries()
