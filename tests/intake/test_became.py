"""An update tells the same counts before and after it is made as a comparison of the two datasets."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgtui.dataset.loader import load
from esgtui.insight.editions import FATES, Fate, claim_changes, fates_in
from esgtui.intake.claims import Way
from esgtui.intake.importing import look_at, plan
from esgtui.intake.job import Target, foretell, header_of
from esgtui.intake.rows import Choices
from tests.intake.made import csv_file, ignore_progress, imported

Rows = Sequence[tuple[str, str, str, str]]

FIRST = [
    ("a-1", "ABB", "We cut our waste.", "2030"),
    ("a-2", "ABB", "We plant trees.", "2030"),
    ("a-3", "ABB", "We ship by train.", ""),
    ("a-4", "ABB", "We reuse water.", ""),
    ("b-1", "Bolt", "We sell wind farms.", ""),
    ('b-"2"', "Bolt", "We heat with wood.", ""),
]
NEWER = [
    ("a-1", "ABB", "We cut our waste.", "2035"),
    ("a-2", "ABB", "We plant many trees.", "2030"),
    ("a-9", "ABB", "We ship by train.", "2040"),
    ("c-1", "Bolt Inc.", "We sell wind farms.", ""),
    ("c-2", "Bolt Inc.", "We heat with wood.", ""),
    ("a-7", "ABB", "We lend bicycles.", ""),
    ("a-8", "ABB", "We lend buses.", ""),
]


def table(path: Path, rows: Rows, *, has_ids: bool = True) -> Path:
    """Write a table of claims, with their ids or without."""
    names = ("Id", "Company", "Claim", "Target year")
    told = [dict(zip(names, row, strict=True)) for row in rows]
    return csv_file(path, told if has_ids else [{name: row[name] for name in names[1:]} for row in told])


def foretold(path: Path) -> dict[Fate, int]:
    """Return what an update would come to."""
    target = Target(path.with_suffix(".toml"), replaces=True, updates=True)
    plans = plan([look_at(path, Choices(), ignore_progress)])
    header = header_of([path], "", "", None, target.path)
    changes = foretell(plans, target, header, Way(), ignore_progress).changes
    assert changes
    return changes.fates


def check_update(path: Path) -> dict[Fate, int]:
    """Update the dataset of a table, and return the counts that all have told."""
    before, expected = load(path.with_suffix(".toml")), foretold(path)
    outcome, after = imported(path, updates=True)
    assert outcome.changes
    assert outcome.changes.fates == expected
    compared = fates_in(claim_changes(before, after))
    assert {fate: compared.get(fate, 0) for fate in FATES} == expected
    return expected


def test_what_an_update_would_change_is_what_the_two_datasets_differ_in(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    imported(table(path, FIRST))
    table(path, NEWER)
    assert check_update(path) == {"added": 2, "gone": 1, "changed": 2, "renamed": 3}
    assert check_update(path) == dict.fromkeys(FATES, 0)


def test_a_file_that_was_put_in_order_by_hand_is_compared_by_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    imported(table(path, FIRST))
    file = path.with_suffix(".toml")
    text = file.read_text("utf-8").replace("target_year = 2030\n", "target_year  =  2_030  # so far\n", 1)
    file.write_text(text.replace('"We reuse water."', "'We reuse water.'"), "utf-8")
    table(path, NEWER)
    assert check_update(path) == {"added": 2, "gone": 1, "changed": 2, "renamed": 3}


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a-1", "a-2", "a-3", "a-4", "a-5"]),
        st.sampled_from(["ABB", "Bolt", "Cargo"]),
        st.sampled_from(["We cut waste.", "We plant trees.", "We ship by train."]),
        st.sampled_from(["", "2030"]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)


@given(_ROWS, _ROWS, st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_tables_are_all_tell_the_same(tmp_path: Path, first: Rows, newer: Rows, has_ids: bool) -> None:
    path = tmp_path / "claims.csv"
    imported(table(path, [("z", "ABB", "We stay as we are.", ""), *first], has_ids=has_ids))
    table(path, [("z", "ABB", "We stay as we are.", ""), *newer], has_ids=has_ids)
    check_update(path)
