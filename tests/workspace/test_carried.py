"""Which claims carry what is kept up with any sequence of changes: the same as by looking through all claims."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from unittest.mock import patch

from hypothesis import given

from esgtui.annotation.conflicts import Conflict, conflicts_on
from esgtui.annotation.model import Annotation
from esgtui.search.closed import HAS
from esgtui.verbs import carried, carried_kept
from esgtui.workspace import Workspace

from .desk import STEPS, Steps, desk


def rows_of_query(opened: Workspace, query: str) -> list[int]:
    return list(opened.finder.rows(query))


def looked_through(opened: Workspace) -> list[Annotation]:
    known = opened.history.known_claims()
    return [annotation for claim in known for annotation in opened.history.annotations(claim)]


def by_company(opened: Workspace, found: list[Annotation]) -> dict[str, Counter[str]]:
    dataset, counts = opened.dataset, dict[str, Counter[str]]()
    for claim, tag in {(annotation.claim, tag) for annotation in found for tag in annotation.tags}:
        company = dataset.claim(claim).company if claim in dataset.row_of else ""
        counts.setdefault(tag, Counter())[company] += 1
    return counts


def has(opened: Workspace, claim: str) -> set[str]:
    on_it = opened.history.annotations(claim)
    kinds = {note.kind for annotation in on_it for note in annotation.notes}
    found = {
        "note": bool(kinds),
        "star": any(annotation.starred for annotation in on_it),
        "tag": any(annotation.tags for annotation in on_it) or bool(opened.dataset.claim(claim).tags),
        "verdict": any(annotation.verdict for annotation in on_it),
        "visited": bool(opened.history.visitors(claim)),
    }
    return {*(what for what, is_so in found.items() if is_so), *filter(None, kinds)}


def conflicts_of(opened: Workspace) -> list[Conflict]:
    known, row_of = opened.history.known_claims(), opened.dataset.row_of
    ordered = sorted(known, key=lambda claim: (claim not in row_of, row_of.get(claim, 0), claim))
    return [conflict for claim in ordered for conflict in conflicts_on(opened.history, claim)]


def check(opened: Workspace) -> None:
    found, history, claims = looked_through(opened), opened.history, opened.dataset.claims
    assert opened.codebook.uses() == by_company(opened, found)
    on = {tag: [each for each in found if tag in each.tags] for tag in history.tags_in_use()}
    for tag, carrying in on.items():
        if not any(other.startswith(f"{tag}/") for other in on):
            reach = opened.codebook.reach(tag)
            assert reach.claims == len({each.claim for each in carrying})
            assert reach.coders == Counter(each.coder for each in carrying)
    tagged = {each.claim for each in found if each.tags and each.coder == opened.coder}
    assert opened.carried.claims_at(opened.carried.tagged()) == [claim.id for claim in claims if claim.id in tagged]
    for what in ("note", "star", "tag", "verdict", "visited", "question"):
        assert what in HAS
        assert rows_of_query(opened, f"has:{what}") == [
            row for row, claim in enumerate(claims) if what in has(opened, claim.id)
        ]
    for coder in history.coders():
        theirs = {each.claim for each in found if each.coder == coder}
        assert rows_of_query(opened, f"coder:{coder}") == [r for r, claim in enumerate(claims) if claim.id in theirs]
    conflicts = conflicts_of(opened)
    assert list(opened.team.conflicts(with_settled=True)) == conflicts
    assert list(opened.team.conflicts()) == [each for each in conflicts if not each.is_settled]
    gone = sorted({each.claim for each in found} - opened.dataset.row_of.keys())
    assert [orphan.claim for orphan in opened.past.orphans()] == gone
    assert opened.past.orphan_count() == len(gone)


@given(STEPS, STEPS)
def test_what_is_kept_up_is_what_looking_through_all_claims_finds(of_ada: Steps, steps: Steps) -> None:
    with desk() as shared:
        ada, mei = shared.open("ada"), shared.open("mei")
        shared.work(ada, of_ada)
        for step in steps:
            shared.work(mei, [step])
            check(mei)
        ada.journal.close()
        other = shared.open("jo", shared.journal_of("mei"))  # another program on the same journal
        shared.work(other, of_ada)
        mei.journal.refresh()
        check(mei)
        check(other)


@contextmanager
def keeping_few() -> Iterator[None]:
    """Have sets kept however few claims there are."""
    with patch.object(carried, "WORTH_KEEPING", 1), patch.object(carried_kept, "WORTH_KEEPING", 1):
        yield


@given(STEPS, STEPS)
def test_what_was_kept_and_changed_since_is_the_same_as_looking_anew(before: Steps, since: Steps) -> None:
    with desk() as shared, keeping_few():
        mei = shared.open("mei")
        shared.work(mei, before)
        mei.carried.keep()
        shared.work(mei, since)
        check(shared.open("mei"))


def test_what_was_kept_spares_a_look_at_every_claim() -> None:
    with desk() as shared, keeping_few():
        mei = shared.open("mei")
        mei.tag(["smart-1", "nio-1"], add=["a"])
        mei.carried.keep()
        mei.star(["smart-2"], on=True)
        again = shared.open("mei")
        with patch.object(again.history, "cells_on", wraps=again.history.cells_on) as looked_at:
            assert again.codebook.uses() == {"a": {"smart": 1, "nio": 1}}
        assert [call.args for call in looked_at.call_args_list] == [("smart-2",)]


def test_what_was_kept_of_another_file_or_dataset_is_not_taken() -> None:
    with desk() as shared, keeping_few():
        mei = shared.open("mei")
        mei.tag(["smart-1", "nio-1"], add=["a"])
        mei.carried.keep()
        mei.close()
        other, path = shared.folder / "other.sqlite", mei.journal.path
        other.write_bytes(path.read_bytes())
        with closing(sqlite3.connect(other)) as database:
            database.executescript(
                "DROP TRIGGER changes_are_never_removed; DELETE FROM snapshots; DELETE FROM changes WHERE seq = 1;"
                "CREATE TRIGGER changes_are_never_removed BEFORE DELETE ON changes"
                " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;"
            )
        other.replace(path)  # as a recovery that lost a change does
        assert shared.open("mei").codebook.uses() == {"a": {"nio": 1}}


def test_in_blind_mode_only_what_is_ones_own_counts() -> None:
    with desk() as shared:
        ada, mei = shared.open("ada"), shared.open("mei")
        ada.tag(["smart-1", "smart-2"], add=["a"])
        mei.team.merge(ada.journal.path)
        mei.star(["smart-2"], on=True)
        assert mei.codebook.uses() == {"a": {"smart": 2}}
        mei.hide_others(on=True)
        assert rows_of_query(mei, "coder:ada") == []
        assert rows_of_query(mei, "has:star") == [1]
        assert mei.codebook.uses() == {}
        mei.hide_others(on=False)
        assert mei.codebook.uses() == {"a": {"smart": 2}}


def test_what_is_asked_again_and_again_is_looked_up_once_for_each_change() -> None:
    with desk() as shared:
        mei = shared.open("mei")
        mei.tag(["smart-1"], add=["a"])
        shared.open("ada", shared.journal_of("mei")).tag(["smart-1"], add=["b"])
        mei.journal.refresh()
        for field in ("has", "tag", "coder"):
            known = mei.carried.rows(field)
            assert mei.carried.rows(field) is known
        assert set(mei.carried.rows("tag")) == {"a", "b"}
        mei.tag(["smart-2"], add=["c"])
        assert set(mei.carried.rows("tag")) == {"a", "b", "c"}
        mei.hide_others(on=True)
        assert set(mei.carried.rows("tag")) == {"a", "c"}
