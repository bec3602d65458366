"""The panes' counts follow what is typed and chosen, and the claim list holds the best hits first, then the rest."""

from itertools import product
from pathlib import Path

import pytest

from esgtui import browsing
from esgtui.browsing import Browser, Selection, View
from esgtui.dataset.lens import PILLARS, UNFILED, Lens

from .samples import DATA, data_in, workspace

ESRS = Lens("esrs", "European Sustainability Reporting Standards")
SDG = Lens("sdg", "Sustainable Development Goals")


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(workspace(tmp_path))


def ids(browser: Browser, view: View) -> list[str]:
    return [browser.dataset.claims[row].id for row in view.rows]


def lines(view: View) -> list[tuple[str, int]]:
    return [(line.title, line.claims) for line in view.groups]


def test_at_first_everything_is_shown_in_the_datasets_order(browser: Browser) -> None:
    view = browser.view(Selection())
    assert list(view.rows) == list(range(5))
    assert [(line.key, line.title, line.claims) for line in view.companies] == [
        (None, "All", 5), ("smart", "smart", 3), ("nio", "NIO Inc.", 2),
    ]  # fmt: skip
    assert lines(view) == [
        ("All", 5),
        ("smart: Circular economy", 2),
        ("smart: People", 1),
        ("NIO Inc.: People", 1),
        ("No pillar", 1),
    ]
    assert {view.match(row) for row in view.rows} == {((), "")}
    assert not view.is_closest


def test_a_company_narrows_the_groups_and_the_claims_but_not_the_companies(browser: Browser) -> None:
    view = browser.view(Selection(company="smart"))
    assert ids(browser, view) == ["smart-1", "smart-2", "smart-3"]
    assert [line.claims for line in view.companies] == [5, 3, 2]
    assert lines(view) == [("All", 3), ("Circular economy", 2), ("People", 1)]


def test_a_group_narrows_the_claims_but_not_the_groups(browser: Browser) -> None:
    view = browser.view(Selection(lens=ESRS, group=("esrs:E5",)))
    assert ids(browser, view) == ["smart-1", "smart-2", "smart-3"]
    assert lines(view) == [
        ("All", 5), ("S1 Own workforce", 1), ("E5 Circular economy", 3), ("E5-1 Inflows", 1), ("No topic", 1),
    ]  # fmt: skip
    assert [line.depth for line in view.groups] == [0, 0, 0, 1, 0]
    assert ids(browser, browser.view(Selection(lens=ESRS, group=UNFILED))) == ["nio-2"]
    assert ids(browser, browser.view(Selection(lens=ESRS, group=("esrs:E5-1",), company="nio"))) == []


def test_counts_follow_the_filter(browser: Browser) -> None:
    view = browser.view(Selection(query="recycled"))
    assert set(ids(browser, view)) == {"smart-1", "smart-2", "nio-2"}
    assert [line.claims for line in view.companies] == [3, 2, 1]
    assert sum(count for title, count in lines(view) if title != "All") == 3
    for row in view.rows:
        statement = browser.dataset.claims[row].statement
        assert [statement[start:end] for start, end in view.match(row)[0]] == ["recycled"]


def test_only_if_nothing_has_all_the_words_come_the_closest(browser: Browser) -> None:
    view = browser.view(Selection(query="recycled suppliers spaceship"))
    assert view.is_closest
    assert view.rows
    nothing = browser.view(Selection(query="tag:no-such-tag"))
    assert list(nothing.rows) == []
    assert [line.claims for line in nothing.companies] == [0, 0, 0]


def test_the_best_are_ranked_first_and_the_rest_follow_in_the_datasets_order(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = browser.view(Selection(query="recycled"))
    monkeypatch.setattr(browsing, "RANKED", 2)
    view = browser.view(Selection(query="recycled"))
    assert list(view.rows[:2]) == list(everything.rows[:2])
    assert sorted(view.rows) == sorted(everything.rows)
    assert all(view.match(row)[0] for row in view.rows)
    assert view.companies == everything.companies
    filtered = browser.view(Selection(query="-batteries"))
    assert list(filtered.rows[2:]) == sorted(filtered.rows[2:])
    assert len(filtered.rows) == 4


@pytest.mark.parametrize("query", ["", "recycled", "recycled employees", "company:nio", "-steel"])
def test_every_count_is_the_number_of_claims_that_choosing_it_shows(browser: Browser, query: str) -> None:
    for lens, company in product(browser.lenses, ("", "smart", "nio")):
        view = browser.view(Selection(query=query, company=company, lens=lens))
        for line in view.companies:
            chosen = Selection(query=query, company=str(line.key or ""), lens=lens)
            assert len(browser.view(chosen).rows) == line.claims
        for line in view.groups:
            group = line.key if isinstance(line.key, tuple) else None
            assert len(browser.view(Selection(query, company, lens, group)).rows) == line.claims


def test_filters_on_annotations_follow_the_journal(browser: Browser) -> None:
    assert ids(browser, browser.view(Selection(query="tag:mine"))) == []
    browser.workspace.tag(["nio-1", "smart-3"], add=["mine"])
    view = browser.view(Selection(query="tag:mine"))
    assert set(ids(browser, view)) == {"nio-1", "smart-3"}
    assert [line.claims for line in view.companies] == [2, 1, 1]
    browser.workspace.undo()
    assert ids(browser, browser.view(Selection(query="tag:mine"))) == []


def test_lenses_go_around_and_filters_are_named(browser: Browser) -> None:
    assert browser.lenses == [PILLARS, ESRS, SDG]
    assert browser.next_lens(SDG, 1) == PILLARS
    assert browser.next_lens(PILLARS, -1) == SDG
    assert browser.filters_text(Selection(query=" ")) == []
    chosen = Selection(query=" steel ", company="nio", lens=ESRS, group=("esrs:S1",))
    assert browser.filters_text(chosen) == ["steel", "NIO Inc.", "S1 Own workforce"]


def test_one_company_alone_is_not_named_before_its_pillars(tmp_path: Path) -> None:
    head, tail = DATA.split('[[companies]]\nid = "nio"')[0], DATA[DATA.index("[[frameworks]]") :]
    pillar = '[[pillars]]\nid = "people"\ntitle = "People"\n'
    alone = Browser(workspace(tmp_path, data=data_in(tmp_path, head + pillar + tail)))
    view = alone.view(Selection())
    assert lines(view) == [("All", 0), ("People", 0)]
    assert list(view.rows) == []


def test_a_claim_comes_before_those_like_it_which_a_company_narrows(tmp_path: Path) -> None:
    text = DATA.replace("Batteries are recycled, 12 of them", "A seat fabric is recycled entirely from bottles")
    browser = Browser(workspace(tmp_path, data=data_in(tmp_path, text)))
    view = browser.view(Selection(like="smart-2"))
    assert ids(browser, view) == ["smart-2", "nio-2"]
    assert set(view.likeness) == {view.rows[1]}
    assert [line.claims for line in view.companies] == [2, 1, 1]
    narrowed = browser.view(Selection(like="smart-2", company="nio"))
    assert ids(browser, narrowed) == ["nio-2"]
    assert browser.filters_text(narrowed.selection) == ["like smart-2", "NIO Inc."]


def test_of_very_many_companies_a_search_lists_those_with_claims(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "MANY", 1)
    assert [line.key for line in browser.view(Selection()).companies] == [None, "smart", "nio"]
    assert [line.key for line in browser.view(Selection(query="recycled -company:smart")).companies] == [None, "nio"]
    chosen = browser.view(Selection(query="recycled -company:smart", company="smart"))
    assert [(line.key, line.claims) for line in chosen.companies] == [(None, 1), ("smart", 0), ("nio", 1)]


def test_of_very_many_groups_a_search_lists_those_with_claims(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "MANY", 1)
    assert len(browser.view(Selection(company="smart")).groups) == 3
    searched = browser.view(Selection(query="-company:smart"))
    assert lines(searched) == [("All", 2), ("NIO Inc.: People", 1), ("No pillar", 1)]
    group = ("nio", "people")
    assert searched.groups[1].key == group
    chosen = browser.view(Selection(query="company:nio", group=group))
    assert lines(chosen)[:2] == [("All", 2), ("NIO Inc.: People", 1)]
    kept = browser.view(Selection(query="company:smart", group=group))
    assert ("NIO Inc.: People", 0) in lines(kept)
