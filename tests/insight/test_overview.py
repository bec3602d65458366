"""The overview counts what is there; bars show small shares beside large ones."""

from hypothesis import given
from hypothesis import strategies as st

from esgtui.columns import cells_of
from esgtui.dataset.lens import PILLARS, Grouping
from esgtui.dataset.model import Company
from esgtui.insight.bars import share_bar, share_text
from esgtui.insight.overview import Part, framework, parts, years
from esgtui.insight.overview_table import overview_table
from tests.insight.test_matrix import CLAIMS, ESRS, made


def overview(rows: list[int]) -> list[Part]:
    return list(parts(CLAIMS, [Grouping(CLAIMS, lens) for lens in (PILLARS, ESRS)], rows, {"quantified": 1}))


def test_each_part_counts_the_claims_at_hand() -> None:
    found = {part.title: [(line.title, line.claims) for line in part.lines] for part in overview([0, 1, 2, 3])}

    assert found["Companies"] == [("Acme", 2), ("Bolt", 2)]
    assert found["Frameworks"] == [("ESRS", 3)]
    assert found["Pillars"] == [("Acme: Climate", 1), ("Bolt: climate", 1), ("Bolt: Loops", 1), ("No pillar", 1)]
    assert found["What claims state"] == [("quantified", 1)]


def test_of_very_many_companies_it_tells_how_many_claims_the_others_have() -> None:
    many = made(*((f"of-{n}", "", ()) for n in range(30) for _ in range(1 + n % 3)))
    many.companies = {claim.company: Company(id=claim.company, name="One of many") for claim in many.claims}
    companies = next(parts(many, [], range(len(many.claims)), {}))

    assert [line.claims for line in companies.lines] == [3] * 10
    assert companies.rest == "and 20 more with 3 or fewer; half have 2 or more"


def test_what_all_claims_state_can_come_later() -> None:
    stated = list(parts(CLAIMS, [], [0], {}))[1]
    assert (stated.title, stated.lines) == ("What claims state", ())
    assert "read all claims" in stated.rest


def test_a_framework_counts_claims_and_not_topics() -> None:
    assert framework(Grouping(CLAIMS, ESRS), [1]).claims == 1  # it speaks to two topics


def test_years_end_with_those_that_targets_are_set_for() -> None:
    dated = made(("acme", "", ()))
    claims = tuple(
        type(dated.claims[0])(id=str(n), company="acme", statement="So.", target_year=n) for n in (2030, 2031)
    )
    dated.claims = claims

    assert [(line.title, line.query) for line in years(dated, range(2))] == [
        ("2026–2030", "year:2026..2030"),
        ("2031–2035", "year:2031..2035"),
    ]


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 60))
def test_a_bar_has_its_width_and_shows_what_is_there(one: int, other: int, width: int) -> None:
    part, whole = min(one, other), max(one, other)
    bar = share_bar(part, whole, width)

    assert cells_of(bar) == width
    assert (bar.strip() == "") == (part == 0)


def test_the_table_has_a_row_a_line_and_draws_bars_for_text() -> None:
    table = overview_table(overview([0, 1, 2, 3]), 4, "Overview")

    assert ("Frameworks", "ESRS", 3, 75) in table.rows
    assert any("█" in line and "ESRS" in line for line in table.drawing)


def test_a_share_tells_little_from_nothing_and_nearly_all_from_all() -> None:
    assert [share_text(part, 1000) for part in (0, 1, 420, 999, 1000)] == ["0 %", "< 1 %", "42 %", "> 99 %", "100 %"]
    assert share_text(0, 0) == ""
