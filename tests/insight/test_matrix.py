"""The matrix counts claims by company and group, and tells for how many of each cell something holds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.lens import PILLARS, Grouping, Lens
from esgtui.dataset.model import Claim, Company, Framework, Header, Pillar, Tables, Topic
from esgtui.insight.heat import PERCENT, scale_of
from esgtui.insight.matrix import ALL, Matrix
from esgtui.insight.matrix_table import matrix_table
from esgtui.rows import Rows

ESRS = Lens("esrs", "ESRS")


def made(*claims: tuple[str, str, tuple[str, ...]]) -> Dataset:
    """Return a dataset of two companies whose pillars have one title, with claims by company, pillar and topics."""
    return Dataset(
        Tables(
            header=Header(id="two", title="Two"),
            companies=tuple(Company(id=each, name=each.title()) for each in ("acme", "bolt")),
            pillars=(
                Pillar(id="climate", company="acme", title="Climate"),
                Pillar(id="air", company="bolt", title="climate"),
                Pillar(id="loops", company="bolt", title="Loops"),
            ),
            frameworks=(Framework(id="esrs", title="ESRS"),),
            topics=(
                Topic(framework="esrs", code="E1", title="Climate change"),
                Topic(framework="esrs", code="E1-1", title="Plan", parent="E1"),
                Topic(framework="esrs", code="E5", title="Circular economy"),
            ),
            claims=tuple(
                Claim(id=f"c-{number}", company=company, pillar=pillar, statement="So it is.", topics=topics)
                for number, (company, pillar, topics) in enumerate(claims)
            ),
        ),
        Path(),
    )


CLAIMS = made(
    ("acme", "climate", ("esrs:E1-1",)),
    ("acme", "", ("esrs:E1", "esrs:E5")),
    ("bolt", "air", ()),
    ("bolt", "loops", ("esrs:E5",)),
)


def test_a_claim_counts_in_each_of_its_topics_and_those_above_but_once_in_all() -> None:
    matrix = Matrix(CLAIMS, Grouping(CLAIMS, ESRS), range(4))

    assert [column.code for column in matrix.columns] == ["", "E1", "E1-1", "E5", ""]
    assert [matrix.count("acme", at) for at in range(5)] == [2, 2, 1, 1, 0]
    assert [matrix.count("", at) for at in range(5)] == [4, 2, 1, 2, 1]


def test_pillars_of_several_companies_with_one_title_share_a_column() -> None:
    matrix = Matrix(CLAIMS, Grouping(CLAIMS, PILLARS), range(4))

    assert [column.title for column in matrix.columns] == ["All", "Climate", "Bolt: Loops", "No pillar"]
    assert matrix.columns[1].keys == (("acme", "climate"), ("bolt", "air"))
    assert [matrix.count("bolt", at) for at in range(4)] == [2, 1, 1, 0]


def test_what_is_narrowed_down_leaves_out_the_companies_without_claims_and_says_so() -> None:
    matrix = Matrix(CLAIMS, Grouping(CLAIMS, ESRS), [2, 3])

    assert (matrix.companies, matrix.silent) == (("bolt",), 1)
    assert "Left out: 1 company without claims here." in matrix_table(matrix, "M", "claims").notes


def test_only_none_are_0_percent_and_only_all_are_100() -> None:
    many = made(*[("acme", "climate", ()) for _ in range(1000)])
    matrix = Matrix(many, Grouping(many, PILLARS), range(1000), chosen=Rows(1))
    others = Matrix(many, Grouping(many, PILLARS), range(1000), chosen=Rows(bits_of(range(999))))

    assert (matrix.share("acme", ALL), others.share("acme", ALL)) == (1, 99)
    assert (matrix.share("bolt", ALL), matrix.share("acme", 2)) == (None, None)
    assert Matrix(many, Grouping(many, PILLARS), range(1000), chosen=Rows()).share("acme", ALL) == 0


@given(st.lists(st.sampled_from(range(4)), unique=True), st.sets(st.sampled_from(range(4))))
def test_the_companies_add_up_to_the_line_of_all(rows: list[int], chosen: set[int]) -> None:
    matrix = Matrix(CLAIMS, Grouping(CLAIMS, ESRS), rows, Rows(bits_of(chosen)))
    assert matrix.held is not None

    for column in range(len(matrix.columns)):
        assert matrix.count("", column) == sum(matrix.count(company, column) for company in CLAIMS.companies)
        assert matrix.held.get(("", column), 0) <= matrix.count("", column)
    assert matrix.count("", ALL) == len(rows)


@given(st.integers(0, 10**6))
def test_shades_get_darker_with_the_count_and_the_scale_covers_all_of_it(most: int) -> None:
    scale = scale_of(most)
    levels = [scale.level(figure) for figure in sorted({0, 1, most // 9, most // 3, most})]

    assert levels == sorted(levels)
    assert (scale.level(0), scale.level(1)) == (0, 1)
    assert list(scale.starts) == sorted(set(scale.starts))


@pytest.mark.parametrize(("share", "level"), [(None, 0), (0, 0), (1, 1), (25, 2), (74, 3), (100, 4)])
def test_shares_are_shaded_by_quarters(share: int | None, level: int) -> None:
    assert PERCENT.level(share) == level


def test_a_table_has_a_column_of_its_own_for_each_of_two_topics_with_one_title() -> None:
    twice = Dataset(
        Tables(
            header=Header(id="t", title="T"),
            companies=(Company(id="acme", name="Acme"),),
            frameworks=(Framework(id="esrs", title="ESRS"),),
            topics=(
                Topic(framework="esrs", code="A", title="Same"),
                Topic(framework="esrs", code="B", title="Same"),
                Topic(framework="esrs", code="company", title=""),
            ),
            claims=(Claim(id="c", company="acme", statement="So.", topics=("esrs:A",)),),
        ),
        Path(),
    )
    table = matrix_table(Matrix(twice, Grouping(twice, ESRS), [0]), "M", "claims")

    assert len(set(table.columns)) == len(table.columns)
    assert all(len(row) == len(table.columns) for row in [*table.rows, *table.looks])
