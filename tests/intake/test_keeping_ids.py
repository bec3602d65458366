"""Claims that share company and text keep their ids in an update, wherever they stand and whatever changed."""

from pathlib import Path

import pytest

from esgtui.dataset.model import Claim
from esgtui.intake.keeping_ids import LOOKING_FOR_IDS
from tests.intake.made import csv_file, imported

Row = tuple[str, str, str]
"""The year, the value and the status of a row."""

FIRST: list[Row] = [(str(2026 + number), str(10 + number), "planned") for number in range(8)]


def ids(path: Path, rows: list[Row], **more: str) -> dict[Row, str]:
    """Import rows of one company and text over what there is, and return the id of each."""
    told = [
        {"Company": "ABB", "Claim": "We cut our water.", "Target year": year, "Reduction (%)": value, "Status": status}
        for year, value, status in rows
    ]
    _, dataset = imported(csv_file(path, [row | more for row in told]), updates=True)
    found = {_row(claim): claim.id for claim in dataset.claims}
    assert len(found) == len(set(found.values())) == len(rows)
    return found


def _row(claim: Claim) -> Row:
    return str(claim.target_year), str(claim.metrics[0].value), str(claim.extra["x-status"])


@pytest.mark.parametrize("turns", [False, True])
def test_one_that_changed_takes_no_id_of_another(tmp_path: Path, turns: bool) -> None:
    for row in FIRST:  # each of them, since what they are numbered by is no order of theirs
        path = tmp_path / f"{row[0]}.csv"
        before = ids(path, FIRST)
        changed = (row[0], "99", row[2])
        newer = [changed if each == row else each for each in FIRST]
        after = ids(path, newer[::-1] if turns else newer)
        assert after == {(changed if each == row else each): name for each, name in before.items()}


def test_several_that_changed_are_told_by_what_they_share(tmp_path: Path) -> None:
    before = ids(tmp_path / "c.csv", FIRST)
    newer = [(year, str(int(value) + 50), status) for year, value, status in FIRST]
    after = ids(tmp_path / "c.csv", newer[::-1], Country="CH")  # a column that is new changes all of them
    assert [after[row] for row in newer] == [before[row] for row in FIRST]


def test_what_shares_as_little_as_others_is_told_by_its_order(tmp_path: Path) -> None:
    before = ids(tmp_path / "c.csv", FIRST)
    newer = [*FIRST[:2], ("2050", "70", "done"), ("2051", "71", "done"), *FIRST[4:]]
    after = ids(tmp_path / "c.csv", newer)
    assert [after[row] for row in newer] == [before[row] for row in FIRST]


def test_ids_of_what_is_gone_are_given_to_no_other_row(tmp_path: Path) -> None:
    before = ids(tmp_path / "c.csv", FIRST)
    for count in range(7, 0, -1):
        assert ids(tmp_path / "c.csv", FIRST[:count]) == {row: before[row] for row in FIRST[:count]}
    more = [("2050", "70", "done"), ("2051", "71", "done")]
    after = ids(tmp_path / "c.csv", [*more, FIRST[0]])
    assert after.pop(FIRST[0]) == before[FIRST[0]]
    assert not any(each.endswith("x") for each in after.values())
    assert ids(tmp_path / "c.csv", [FIRST[0], *more[::-1]]) == {FIRST[0]: before[FIRST[0]], **after}


def test_whoever_stops_it_finds_the_file_as_it_was(tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if what == LOOKING_FOR_IDS:
            raise KeyboardInterrupt

    ids(tmp_path / "c.csv", FIRST)
    before = (tmp_path / "c.toml").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        imported(tmp_path / "c.csv", updates=True, progress=stop)
    assert (tmp_path / "c.toml").read_bytes() == before


def test_an_id_of_the_table_is_no_number_of_another(tmp_path: Path) -> None:
    def years(rows: dict[str, str]) -> dict[str, int | None]:
        told = [
            {"Id": each, "Company": "ABB", "Claim": "We cut it.", "Target year": year} for each, year in rows.items()
        ]
        _, dataset = imported(csv_file(tmp_path / "c.csv", told), updates=True)
        return {claim.id: claim.target_year for claim in dataset.claims}

    begin = "abb-0123456789ab"  # as an import itself makes them
    years({begin: "2030", f"{begin}-2": "2040"})
    assert years({begin: "2040"}) == {begin: 2040}


def test_claims_that_people_wrote_otherwise_keep_their_ids(tmp_path: Path) -> None:
    before = ids(tmp_path / "c.csv", FIRST)
    file = tmp_path / "c.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("company =", "# by hand\ncompany   =", 5), encoding="utf-8"
    )
    assert ids(tmp_path / "c.csv", FIRST) == before


def test_very_many_are_told_by_what_few_of_them_have(tmp_path: Path) -> None:
    first = [(str(2026 + number % 20), str(number), "planned") for number in range(1200)]
    before = ids(tmp_path / "c.csv", first)
    newer = [(year, value, "done" if int(value) % 3 else status) for year, value, status in first]
    after = ids(tmp_path / "c.csv", newer[::-1])
    assert [after[row] for row in newer] == [before[row] for row in first]
