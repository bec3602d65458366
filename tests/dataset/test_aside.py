"""A large dataset is read by a program of its own, to the same end, and the first claims are there before that."""

import sys
from pathlib import Path

import pytest

from esgtui.dataset import aside
from esgtui.dataset.aside import Rest, begin, load_aside
from esgtui.dataset.files import toml_files
from esgtui.dataset.first import HEAD, first_edition
from esgtui.dataset.loader import load
from esgtui.dataset.problems import DatasetError
from esgtui.shelf.kept import Shelf

from .samples import CLAIM, COMPANY, FRAMEWORK, PILLAR, ROOT, SAMPLE, SOURCE, TAG, TOPIC, VERDICT, write

MANY = [CLAIM.replace("smart-038", f"smart-{number}") for number in range(8_000)]
LARGE = ROOT + COMPANY + PILLAR + SOURCE + "".join(MANY) + FRAMEWORK + TOPIC + TAG + VERDICT


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return a shelf, for datasets of any size."""
    monkeypatch.setattr(aside, "FIRST_FROM", 0)
    return Shelf(tmp_path / "cache")


def nothing(*_: object) -> None:
    """Take in how far it is."""


def test_the_program_comes_to_the_same_end_and_tells_how_far_it_is(tmp_path: Path, shelf: Shelf) -> None:
    path, told = write(tmp_path, all=LARGE), []
    found = load_aside(path, lambda *step: told.append(step), shelf)
    whole = load(path)
    assert tuple(found.claims) == whole.claims
    assert found.tables.topics == whole.tables.topics
    assert found.fingerprint == whole.fingerprint
    assert told


def test_what_is_wrong_is_told_with_its_lines(tmp_path: Path, shelf: Shelf) -> None:
    path = write(tmp_path, all=SAMPLE.replace('company = "smart" # of the claim', 'company = "smrt"'))
    with pytest.raises(DatasetError) as expected:
        load(path)
    with pytest.raises(DatasetError) as error:
        load_aside(path, nothing, shelf)
    assert error.value.problems == expected.value.problems


def test_where_the_program_ends_early_it_is_read_here(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "_PROGRAM", "esgtui.no_such_program")
    assert load_aside(write(tmp_path, all=SAMPLE), nothing, shelf).claims[0].id == "smart-038"


def test_where_no_program_can_be_started_it_is_read_here(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-such-file"))
    assert load_aside(write(tmp_path, all=SAMPLE), nothing, shelf).claims[0].id == "smart-038"


def test_the_first_claims_come_with_what_stands_above_and_below(tmp_path: Path) -> None:
    path = write(tmp_path, all=LARGE)
    first = first_edition(toml_files(path), tmp_path)
    assert first is not None
    assert [claim.id for claim in first.claims] == [f"smart-{number}" for number in range(len(first.claims))]
    assert 1_000 <= len(first.claims) <= 3_000
    assert first.about == 8_000
    assert (list(first.companies), list(first.verdicts), list(first.topics)) == (
        ["smart"],
        ["substantiated"],
        ["esrs:E5"],
    )
    assert not first.fingerprint


def test_the_first_claims_are_found_below_very_many_sources(tmp_path: Path) -> None:
    sources = "".join(SOURCE.replace('"report"', f'"report-{number}"') for number in range(20_000))
    path = write(tmp_path, all=ROOT + COMPANY + SOURCE + sources + PILLAR + "".join(MANY) + FRAMEWORK + TOPIC + VERDICT)
    assert len(sources) > HEAD
    first = first_edition(toml_files(path), tmp_path)
    assert first is not None
    assert [claim.id for claim in first.claims] == [f"smart-{number}" for number in range(len(first.claims))]
    assert 500 <= len(first.claims) <= 3_000
    assert (first.about, list(first.verdicts)) == (8_000, ["substantiated"])


def test_a_claim_that_names_what_is_not_seen_yet_comes_later(tmp_path: Path) -> None:
    late = CLAIM.replace("smart-038", "late").replace("circular-economy", "later")
    path = write(tmp_path, all=SAMPLE + late)
    first = first_edition(toml_files(path), tmp_path)
    assert first is not None
    assert [claim.id for claim in first.claims] == ["smart-038"]


@pytest.mark.parametrize("text", ["", "x", "[[claims]]\n", "\x00" * 99, SAMPLE.replace("[dataset]", "")])
def test_without_anything_to_begin_with_all_is_waited_for(tmp_path: Path, shelf: Shelf, text: str) -> None:
    path = write(tmp_path, all=text)
    with pytest.raises(DatasetError) as expected:
        load(path)
    with pytest.raises(DatasetError) as error:
        begin(path, None, shelf, waits=False)
    assert error.value.problems == expected.value.problems


def test_what_was_read_before_needs_no_beginning(tmp_path: Path, shelf: Shelf) -> None:
    path = write(tmp_path, all=SAMPLE)
    first, rest = begin(path, None, shelf, waits=False)
    assert first.about == 1
    assert rest is not None
    whole = rest.wait(nothing, 1.0)
    assert whole is not None
    assert (whole.about, len(whole.claims)) == (0, 1)


def test_the_rest_can_be_stopped(tmp_path: Path, shelf: Shelf) -> None:
    rest = Rest(write(tmp_path, all=LARGE), shelf)
    rest.stop()
    assert rest.error is None
    assert shelf.entries() == []


def test_of_a_file_that_is_no_text_nothing_is_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "disk.toml"
    with path.open("wb") as file:
        file.write(f"{SAMPLE}\n".encode() * 2)
        file.truncate(1 << 40)
    assert first_edition([path], tmp_path) is None
