"""The program's own tables are known when they are imported again, and their texts are what they were."""

from hypothesis import example, given
from hypothesis import strategies as st

from esgtui.exchange.spreadsheet import CLAIM_COLUMNS, as_written, cell
from esgtui.intake.own_tables import known_roles

PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")))


@given(PRINTED.filter(lambda text: not text.startswith("'")))
@example("=1+1")
@example("  - a point")
def test_a_cell_is_read_as_it_was_written(text: str) -> None:
    assert as_written(cell(text)) == text


def test_columns_of_others_are_not_known() -> None:
    assert known_roles(["id", "company_name", "statement", "period"]) == {}
    assert known_roles(CLAIM_COLUMNS)["checklist_standard"] == "ignore"
    assert known_roles([*CLAIM_COLUMNS[:30], "mine"])["mine"] == "own"
