"""What the index counts and narrows for the panes is what one would count row by row."""

from itertools import product
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui import browsing
from esgtui.browsing import RANKED, Browser, Selection, View, no_match

from .samples import workspace


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A browser of the sample, its index built, with what two coders put on its claims."""
    opened = workspace(tmp_path_factory.mktemp("browsing"))
    opened.tag(["smart-2", "nio-2"], add=["evidence/mine"])
    opened.note(["smart-1", "nio-1"], "ask about the suppliers")
    opened.rate(["nio-1"], "good")
    opened.finder.prepare()
    return Browser(opened)


def row_by_row(browser: Browser, selection: Selection) -> View:
    """Return the view as it is counted without the index."""
    query = selection.query.strip()
    if not query:
        return browser._view_of(selection, range(len(browser.dataset.claims)))
    found = browser.workspace.finder.find(query)
    view = browser._view_of(selection, list(found.rows(RANKED)), found)
    has_words = browser.workspace.finder.chosen(query) is None
    return view if has_words else msgspec.structs.replace(view, match=no_match)


def agree(browser: Browser, selection: Selection) -> None:
    view, plain = browser.view(selection), row_by_row(browser, selection)
    assert view.companies == plain.companies, selection
    assert view.groups == plain.groups, selection
    assert set(view.rows) == set(plain.rows), selection
    assert len(view.rows) == len(plain.rows), selection
    assert (view.is_closest, view.hints) == (plain.is_closest, plain.hints), selection
    assert [view.match(row) for row in view.rows] == [plain.match(row) for row in view.rows], selection


QUERIES = st.lists(
    st.sampled_from(
        [
            *("", "recycled", "steel", "recyled", "-steel", "r", "1", "recycled|trained", '"every year"', "suppliers"),
            *("mine", "-suppliers", "company:nio", "-tag:evidence", "has:note", "verdict:good", "zebra", "circular"),
        ]
    ),
    max_size=3,
).map(" ".join)


@given(QUERIES, st.data())
def test_the_index_agrees_with_counting_row_by_row(browser: Browser, query: str, data: st.DataObject) -> None:
    lens = data.draw(st.sampled_from(browser.lenses))
    groups = [None, *(group.key for group in browser.grouping(lens).groups)]
    company, group = data.draw(st.sampled_from(["", *browser.dataset.companies])), data.draw(st.sampled_from(groups))
    agree(browser, Selection(query, company, lens, group))


@pytest.mark.parametrize("query", ["", "recycled bottles", "-steel has:note"])
def test_every_selection_agrees(browser: Browser, query: str) -> None:
    for company, lens in product(["", "smart", "nio"], browser.lenses):
        for group in [None, *(group.key for group in browser.grouping(lens).groups)]:
            agree(browser, Selection(query, company, lens, group))


def test_a_company_without_a_match_shows_nothing_and_not_what_comes_close(browser: Browser) -> None:
    view = browser.view(Selection("recycled steel", company="nio"))
    assert [line.claims for line in view.companies] == [1, 1, 0]
    assert list(view.rows) == []
    assert not view.is_closest


def test_ranking_fewer_changes_no_count(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "RANKED", 1)
    for query, lens in product(["", "recycled", "recycled zebra", "-steel"], browser.lenses):
        view = browser.view(Selection(query, lens=lens))
        assert view.is_closest or len(view.rows) == view.companies[0].claims == view.groups[0].claims


def test_what_is_annotated_afterwards_is_counted(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.finder.prepare()
    after = Browser(opened)
    assert after.view(Selection("quagga")).companies[0].claims == 0
    opened.note(["nio-2"], "a quagga")
    view = after.view(Selection("quagga"))
    assert [line.claims for line in view.companies] == [1, 0, 1]
    assert [view.match(row) for row in view.rows] == [((), "note")]
    opened.undo()
    assert list(after.view(Selection("quagga")).rows) == []
