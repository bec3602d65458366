"""A claim taken from a document never gets the id of one that is gone and annotated: it would have its notes."""

from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.settings import resources
from esgtui.workspace import Workspace

from .report import Desk, find, taken


@pytest.fixture(scope="module")
def standards() -> Dataset:
    return load(resources("data"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with two claims taken, velomade-ag-001 and -002."""
    desk = Desk(tmp_path)
    reading = desk.opened()
    taken(reading, "recycled", standards=load(resources("data")))
    taken(reading, "2019", standards=load(resources("data")))
    return desk


def annotations(desk: Desk) -> Workspace:
    return Workspace.open(desk.file, store=str(desk.store), coder="mei")


def take_out(desk: Desk, words: str) -> None:
    reading = desk.opened()
    reading.take_out(find(reading, words))


def test_a_claim_that_is_annotated_and_gone_keeps_its_number(desk: Desk, standards: Dataset) -> None:
    annotations(desk).star(["velomade-ag-002"], on=True)
    take_out(desk, "2019")
    assert taken(desk.opened(), "trains", standards) == "velomade-ag-003"
    assert [orphan.claim for orphan in annotations(desk).past.orphans()] == ["velomade-ag-002"]


def test_also_where_none_of_the_company_is_left(desk: Desk, standards: Dataset) -> None:
    annotations(desk).note(["velomade-ag-002"], "ask")
    annotations(desk).undo()
    take_out(desk, "2019")
    take_out(desk, "recycled")
    assert taken(desk.opened(), "trains", standards) == "velomade-ag-003"


def test_a_draft_of_a_note_keeps_it_too(desk: Desk, standards: Dataset) -> None:
    annotations(desk).journal.save_draft("velomade-ag-002", "mei", "", "half a note")
    take_out(desk, "2019")
    assert taken(desk.opened(), "trains", standards) == "velomade-ag-003"


def test_and_so_do_annotations_that_came_with_the_file(desk: Desk, standards: Dataset) -> None:
    take_out(desk, "2019")
    exported = (
        '\n[[annotations]]\nclaim = "velomade-ag-007"\ncoder = "jo"\nstarred = true\nupdated = 2026-11-21T10:02:11Z\n'
    )
    desk.file.write_text(desk.file.read_text(encoding="utf-8") + exported, encoding="utf-8")
    assert taken(desk.opened(), "trains", standards) == "velomade-ag-008"


def test_a_number_that_nothing_is_on_is_given_again(desk: Desk, standards: Dataset) -> None:
    annotations(desk).star(["velomade-ag-001"], on=True)
    take_out(desk, "2019")
    assert taken(desk.opened(), "trains", standards) == "velomade-ag-002"


def test_a_journal_that_cannot_be_read_is_no_hindrance(desk: Desk, standards: Dataset) -> None:
    desk.store.mkdir(exist_ok=True)
    (desk.store / "velo.sqlite").write_bytes(b"no journal at all" * 300)
    take_out(desk, "2019")
    assert taken(desk.opened(), "trains", standards) == "velomade-ag-002"
