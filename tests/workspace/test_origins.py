"""Two datasets with one id share a journal: that is told; one that was moved, renamed or copied is not doubted."""

import sqlite3
from pathlib import Path

import pytest
import tomli_w

from esgtui.annotation.journal import Journal
from esgtui.workspace import Workspace


def written(path: Path, *statements: str, title: str = "Claims") -> Path:
    """Write a dataset of these claims; each has the same id in every file, by its place."""
    path.parent.mkdir(exist_ok=True)
    claims = [{"id": f"acme-{n}", "company": "acme", "statement": text} for n, text in enumerate(statements)]
    tables = {
        "format": 1,
        "dataset": {"id": "claims", "title": title},
        "companies": [{"id": "acme", "name": "Acme"}],
        "claims": claims,
    }
    path.write_bytes(tomli_w.dumps(tables).encode())
    return path


def opened(path: Path) -> Workspace:
    """Open a dataset with the journal that all of one id share."""
    return Workspace.open(path, store=str(path.parent.parent / "store"), coder="mei")


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A dataset in which a claim was starred."""
    path = written(tmp_path / "one" / "first.toml", "Acme recycles.", "Acme saves.")
    workspace = opened(path)
    assert workspace.doubt == ""
    workspace.star(["acme-0"], on=True)
    workspace.close()
    return path


def test_another_dataset_of_the_same_id_is_told_with_both_files_and_what_to_do(first: Path) -> None:
    other = written(first.with_name("second.toml"), "Bolt pollutes.", title="Others")
    doubt = opened(other).doubt
    for words in (str(first), str(other), "'claims'", "id = ", "--store", "Others"):
        assert words in doubt


def test_it_is_told_until_something_is_annotated_there(first: Path) -> None:
    other = written(first.with_name("second.toml"), "Bolt pollutes.")
    assert opened(other).doubt
    workspace = opened(other)
    assert workspace.doubt
    workspace.star(["acme-0"], on=False)
    assert opened(other).doubt == ""
    assert opened(first).doubt == ""


def test_who_was_told_and_goes_on_is_not_told_again(first: Path) -> None:
    other = written(first.with_name("second.toml"), "Bolt pollutes.")
    workspace = opened(other)
    workspace.journal.keep_origin()
    assert opened(other).doubt == ""


def test_a_file_that_was_moved_renamed_or_reworded_goes_on_with_its_annotations(first: Path) -> None:
    moved = first.rename(first.with_name("moved.toml"))
    assert opened(moved).doubt == ""
    written(moved, "It is another one.", "Acme saves more.")
    assert opened(moved).doubt == ""
    written(moved, "Acme recycles.", title="Another title")
    assert opened(moved).doubt == ""


def test_a_later_edition_beside_the_first_is_the_same_dataset(first: Path) -> None:
    assert opened(written(first.with_name("later.toml"), "Acme recycles all.", "Acme spends.")).doubt == ""


def test_a_copy_with_the_same_claims_is_the_same_dataset(first: Path) -> None:
    copy = first.with_name("copy.toml")
    copy.write_bytes(first.read_bytes())
    assert opened(copy).doubt == ""


def test_a_copy_that_has_become_another_dataset_is_told(first: Path) -> None:
    assert str(first) in opened(written(first.with_name("copy.toml"), "Acme recycles.", title="Next year")).doubt


def test_without_annotations_nothing_is_at_stake(tmp_path: Path) -> None:
    one = written(tmp_path / "one" / "first.toml", "Acme recycles.")
    workspace = opened(one)
    workspace.drafts.save("acme-0", "", "half")
    assert opened(written(one.with_name("second.toml"), "Bolt pollutes.")).doubt == ""


def test_where_a_journal_was_written_for_outlives_its_damage(first: Path) -> None:
    journal = first.parent.parent / "store" / "claims.sqlite"
    database = sqlite3.connect(journal)
    database.execute("DROP TABLE drafts")
    database.close()
    recovered = Journal(journal, "claims")
    assert recovered.take_recoveries()
    assert [origin.path for origin in recovered.origins()] == [str(first)]
