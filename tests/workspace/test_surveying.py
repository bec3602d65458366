"""Views over a workspace: what they count is what their filters find."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from esgtui.dataset.lens import lenses
from esgtui.settings import resources
from esgtui.surveying import QUANTIFIED, TAGGED, Measure, coders_work, coverage_of, matrix_of, measures, overview_of
from esgtui.workspace import Workspace


@pytest.fixture
def worked(tmp_path: Path) -> Iterator[Workspace]:
    """The bundled dataset with some work on it."""
    bundled = Workspace.open(resources("data"), store=str(tmp_path / "journal.sqlite"), coder="mei")
    claims = [claim.id for claim in bundled.dataset.claims]
    bundled.tag(claims[:7], add=["wording/vague"])
    bundled.rate(claims[5:9], "unclear")
    bundled.star(claims[:1], on=True)
    yield bundled
    bundled.close()


def test_every_line_of_the_overview_counts_what_its_filter_finds(worked: Workspace) -> None:
    claims = worked.dataset.claims
    for part in overview_of(worked, range(len(claims))):
        for line in part.lines:
            found = [row for row in worked.finder.rows(line.query) if line.company in ("", claims[row].company)]
            assert line.claims == len(found), (part.title, line)


def test_every_open_count_of_the_coverage_is_what_its_filter_finds(worked: Workspace) -> None:
    coverage = coverage_of(worked, range(len(worked.dataset.claims)))
    for at, aspect in enumerate(coverage.aspects):
        if not aspect.grouping:
            assert coverage.figure("", at) == len(worked.finder.rows(aspect.query)), aspect


@pytest.mark.parametrize(("measure", "query"), [(QUANTIFIED, "has:quantified"), (TAGGED, "has:tag")])
def test_a_share_counts_what_its_filter_finds(worked: Workspace, measure: Measure, query: str) -> None:
    matrix = matrix_of(worked, range(len(worked.dataset.claims)), lenses(worked.dataset)[0], measure)

    assert matrix.held is not None
    assert matrix.held["", 0] == len(worked.finder.rows(query))


def test_a_verdicts_share_is_of_all_claims(worked: Workspace) -> None:
    unclear = next(each for each in measures(worked) if each.id == "unclear")
    matrix = matrix_of(worked, range(8), lenses(worked.dataset)[0], unclear)

    assert matrix.held is not None
    assert (matrix.count("", 0), matrix.held["", 0]) == (8, 3)


def test_the_work_of_others_is_not_counted_in_blind_mode(worked: Workspace) -> None:
    other = Workspace(worked.dataset, worked.journal, "ada")
    assert coders_work(other)["mei"]["tagged"] == 7

    other.hide_others(on=True)
    assert coders_work(other) == {}
    assert matrix_of(other, range(8), lenses(other.dataset)[0], TAGGED).held == {}
