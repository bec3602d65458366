"""Coverage tells which topics no claim of a company speaks to, and how many claims are open."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.lens import PILLARS, Grouping, Lens
from esgtui.dataset.model import Company, Framework, Header, Tables, Topic
from esgtui.exchange.tables import TABLES_BY_NAME, table_pieces
from esgtui.insight.coverage import Coverage, Open
from esgtui.insight.coverage_table import MOST_NAMED, coverage_table
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
    coverage = covered([0, 1, 2, 3], set())

    assert coverage.total("bolt", ON_PILLARS) == 2
    assert coverage.total("", ON_PILLARS) == 3


def test_pillars_of_companies_that_have_no_claim_in_the_choice_are_none_of_its_gaps() -> None:
    coverage = covered([3], set())

    assert coverage.silent_titles("bolt", ON_PILLARS) == ["climate"]
    assert (coverage.figure("", ON_PILLARS), coverage.total("", ON_PILLARS)) == (1, 2)
    assert coverage.silent_titles("", ON_PILLARS) == ["Bolt: climate"]


def test_of_very_many_gaps_the_first_are_named_for_readers_and_all_for_programs() -> None:
    topics = [Topic(framework="many", code=f"T{number}", title="Topic") for number in range(MOST_NAMED + 5)]
    header, companies = Header(id="one", title="One"), (Company(id="acme", name="Acme"),)
    frameworks = (Framework(id="many", title="Many"),)
    tables = Tables(header=header, companies=companies, frameworks=frameworks, topics=tuple(topics))
    dataset = Dataset(tables, Path())
    silent = Coverage(dataset, [Grouping(dataset, Lens("many", "Many"))], [], [], is_narrowed=False)

    table = coverage_table(silent, "Coverage")

    assert all("T34 Topic" in str(row[-1]) for row in table.rows)
    assert all(str(row[-1]).endswith("T29 Topic; and 5 more") for row in table.to_read)
    assert table.notes[0].endswith("T29 Topic; and 5 more")
    assert b"T34" not in b"".join(table_pieces(TABLES_BY_NAME["markdown"], table))


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
