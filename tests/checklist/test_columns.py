"""What all claims state is counted by columns, which are kept between runs and never believed when damaged."""

from pathlib import Path

import pytest

from esgtui.checklist import checklist as room
from esgtui.checklist.checklist import Checklist
from esgtui.checklist.findings import NAMES
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Company, Header, Tables
from esgtui.shelf.kept import Shelf
from tests.checklist.samples import claim

TEXTS = ("It holds.", "A cut of 42% by 2030.", "A cut of 30% in 2021.", "Green, by 2040.")


def dataset() -> Dataset:
    header, company = Header(id="d", title="D"), Company(id="smart", name="smart")
    return Dataset(Tables(header=header, companies=(company,), claims=tuple(map(claim, TEXTS))), Path(), "fingerprint")


def test_columns_agree_with_what_is_read_of_each_claim() -> None:
    checklist = Checklist(dataset())
    stated = checklist.stated()
    assert set(stated.stated) == set(NAMES)
    for row, one in enumerate(dataset().claims):
        for finding in checklist.read(one):
            assert (row in stated.rows(finding.attribute)) is (finding.state == "stated")
            assert all(row in stated.rows(aspect) for aspect in finding.aspects)
    assert list(stated.rows("quantified")) == [1, 2]
    assert list(stated.rows("deadline")) == list(checklist.rows("deadline")) == [1, 3]
    assert stated.counts("baseline", range(4)) == (0, 3, 1)


def test_reading_can_be_stopped_and_begun_anew() -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    checklist = Checklist(dataset())
    with pytest.raises(StoppedError):
        checklist.stated(stop)
    assert not checklist.is_ready
    assert list(checklist.stated().rows("quantified")) == [1, 2]
    assert checklist.is_ready


def test_columns_are_kept_for_the_same_claims_and_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WORTH_KEEPING", 1)
    first = Checklist(dataset(), shelf=Shelf(tmp_path)).stated()
    told: list[int] = []
    again = Checklist(dataset(), shelf=Shelf(tmp_path)).stated(lambda done, _: told.append(done))
    assert (again, told) == (first, [])
    own = tmp_path / "checklist.toml"
    own.write_text('[generic.words]\nany = ["holds"]')
    other = Checklist(dataset(), own, Shelf(tmp_path)).stated()
    assert list(other.rows("generic")) == [0, 3]


def test_kept_columns_of_another_shape_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WORTH_KEEPING", 1)
    first = Checklist(dataset(), shelf=Shelf(tmp_path)).stated()
    (kept,) = tmp_path.iterdir()
    (kept / "stated.msgpack").write_bytes(b"\x80")
    assert Checklist(dataset(), shelf=Shelf(tmp_path)).stated() == first


def test_some_claims_are_read_ahead_one_by_one_and_once() -> None:
    checklist = Checklist(dataset())
    reading = checklist.read_some()
    assert next(reading) is None
    assert len(list(reading)) == len(TEXTS) - 1
    assert list(checklist.read_some()) == []
