"""Coverage tells which topics no claim of a company speaks to, and how many claims are open."""

from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset.lens import PILLARS, Grouping
from esgtui.insight.coverage import Coverage, Open
from esgtui.insight.coverage_table import coverage_table
from esgtui.rows import Rows
from tests.insight.test_matrix import CLAIMS, ESRS

UNTAGGED, ON_PILLARS, ON_ESRS = range(3)


def covered(rows: list[int], tagged: set[int]) -> Coverage:
    groupings = [Grouping(CLAIMS, lens) for lens in (PILLARS, ESRS)]
    still_open = [Open("untagged", Rows(bits_of(tagged)), "-has:tag", is_of_rest=True)]
    return Coverage(CLAIMS, groupings, rows, still_open, is_narrowed=len(rows) < 4)


def test_a_topic_is_silent_where_neither_it_nor_one_below_it_has_a_claim() -> None:
    coverage = covered([0, 1, 2, 3], set())

    assert [group.title for group in coverage.silent("bolt", ON_ESRS)] == ["E1 Climate change", "E1-1 Plan"]
    assert coverage.silent("acme", ON_ESRS) == coverage.silent("", ON_ESRS) == []


def test_of_pillars_a_company_has_its_own_alone() -> None:
    coverage = covered([3], set())

    assert [group.title for group in coverage.silent("bolt", ON_PILLARS)] == ["climate"]
    assert coverage.total("bolt", ON_PILLARS) == 2
    assert coverage.total("", ON_PILLARS) == 3


def test_a_company_without_claims_is_told_of_unless_the_claims_are_a_choice() -> None:
    assert covered([0, 1, 2, 3], set()).companies == ("acme", "bolt")
    assert covered([0], set()).companies == ("acme",)


@given(st.lists(st.sampled_from(range(4)), unique=True), st.sets(st.sampled_from(range(4))))
def test_open_claims_add_up_and_are_those_without_what_is_asked(rows: list[int], tagged: set[int]) -> None:
    coverage = covered(rows, tagged)

    assert coverage.figure("", UNTAGGED) == len(set(rows) - tagged)
    assert coverage.figure("", UNTAGGED) == sum(coverage.figure(each, UNTAGGED) for each in CLAIMS.companies)
    assert all(coverage.figure(each, UNTAGGED) <= coverage.total(each, UNTAGGED) for each in CLAIMS.companies)


def test_the_table_names_the_silent_topics_in_data_and_below_the_text() -> None:
    table = coverage_table(covered([0, 1, 2, 3], {0}), "Coverage")

    assert table.columns[:4] == ("company", "claims", "untagged", "Pillars: no claim")
    assert table.rows[2][-2:] == (2, "E1 Climate change; E1-1 Plan")
    assert table.looks[0] == ("company", "claims", "untagged", "Pillars", "esrs")
    assert table.looks[1][:3] == ("All companies", "4", "3 of 4")
    assert "Bolt, no claim on esrs: E1 Climate change; E1-1 Plan" in table.notes
