"""Of very many problems that are alike the first are told, and how many others there are."""

from pathlib import Path

import pytest

from esgtui.dataset import aside, findings
from esgtui.dataset.aside import load_aside
from esgtui.dataset.loader import check
from esgtui.dataset.problems import DatasetError
from esgtui.shelf.kept import Shelf

from .samples import CLAIM, SAMPLE, write


def many(count: int) -> str:
    """Return so many claims with a key that there is not, the last of which has an impossible year besides."""
    claims = [CLAIM.replace("smart-038", f'smart-{number}"\ncolour = "{number}') for number in range(count)]
    return SAMPLE + "".join(claims) + CLAIM.replace("smart-038", 'last"\nperiod = "1492')


def test_findings_that_are_alike_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_ALIKE", 3)
    with pytest.raises(DatasetError) as error:
        check(write(tmp_path, all=many(10)))
    told = [problem.message for problem in error.value.problems]
    assert [message for message in told if "colour" in message] == ['unknown key "colour"'] * 3
    assert 'the period "1492" has an impossible year' in told
    assert told[-1] == "7 more are like these"
    assert error.value.count == 11


def test_findings_of_too_many_kinds_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_KINDS", 0)
    monkeypatch.setattr(findings, "MOST_ALIKE", 3)
    with pytest.raises(DatasetError) as error:
        check(write(tmp_path, all=many(10)))
    assert [problem.message for problem in error.value.problems][-1] == "8 more are like these"


def test_the_program_aside_counts_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "FIRST_FROM", 0)
    count = findings.MOST_ALIKE + 5
    with pytest.raises(DatasetError) as error:
        load_aside(write(tmp_path, all=many(count)), lambda *_: None, Shelf(tmp_path / "cache"))
    assert error.value.count == count + 1
    assert error.value.problems[-1].message == "5 more are like these"


def test_problems_in_several_files_are_counted_for_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_ALIKE", 1)
    again = CLAIM.replace("smart-038", 'other"\ncolour = "red')
    with pytest.raises(DatasetError) as error:
        check(write(tmp_path, all=many(1), more=again + again.replace("other", "x")))
    assert str(error.value.problems[-1]).endswith("2 more are like these; mend these first")
