"""Search sees what is on claims at once, and one thread builds the index while others wait or search."""

import threading
from pathlib import Path
from unittest.mock import ANY, patch

import msgspec
import pytest

from esgtui.dataset import lens, tallies
from esgtui.finding import Finder
from esgtui.workspace import Workspace

from .samples import DATA, data_in, workspace


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def ids(opened: Workspace, query: str) -> list[str]:
    return [opened.dataset.claims[row].id for row in opened.finder.rows(query)]


def test_what_any_coder_put_on_a_claim_can_be_asked_for(opened: Workspace, tmp_path: Path) -> None:
    opened.tag(["smart-2"], add=["evidence/mine"])
    opened.rate(["smart-1"], "good")
    ada = workspace(tmp_path, "ada")
    ada.note(["nio-1"], "hers")
    ada.star(["nio-2"], on=True)
    opened.journal.refresh()
    expected = {
        "tag:evidence/mine": ["smart-2"],
        "tag:curated": ["smart-1"],
        "verdict:good": ["smart-1"],
        "verdict:poor": [],
        "coder:ada": ["nio-1", "nio-2"],
        "coder:mei": ["smart-1", "smart-2"],
        "has:note": ["nio-1"],
        "has:star": ["nio-2"],
        "has:verdict": ["smart-1"],
        "-has:note company:nio": ["nio-2"],
        "has:verdict steel": ["smart-1"],
    }
    assert {query: ids(opened, query) for query in expected} == expected
    opened.undo()
    assert ids(opened, "verdict:good") == []


def test_a_value_that_there_is_not_is_told_once(opened: Workspace) -> None:
    for hints in (opened.finder.search("kind:targt", 1).hints, opened.finder.find("kind:targt").hints):
        assert [hint.partition("?")[0] for hint in hints] == ["there is no kind:targt: did you mean kind:target"]


def test_hits_are_the_best_of_the_rows(opened: Workspace) -> None:
    results = opened.finder.search("recycled", 2)
    rows = opened.finder.rows("recycled")
    assert results.total == len(rows) == 3
    assert len(results.hits) == 2
    assert {hit.row for hit in results.hits} <= set(rows)
    assert sorted(rows) == list(rows)


@pytest.mark.parametrize(
    "query", ["recycled", "company:smart recycled", "company:smart", "recycled unicorns", "qqqqqqq"]
)
def test_more_than_there_is_may_be_asked_for(opened: Workspace, query: str) -> None:
    assert opened.finder.search(query, 10**30) == msgspec.structs.replace(opened.finder.search(query, 5), took_ms=ANY)


def test_nothing_found_is_not_the_closest(opened: Workspace) -> None:
    assert opened.finder.search("recycled unicorns", 5).closest
    found = opened.finder.search("qqqqqqq", 5)
    assert (found.hits, found.total, found.closest) == ((), 0, False)


def test_what_cannot_be_parsed_is_searched_as_text_and_a_hint_says_why(opened: Workspace) -> None:
    assert opened.finder.search("year:soon recycled", 5).hints
    assert opened.finder.search("recycled", 5).hints == ()


def test_the_index_is_built_once_whoever_asks_first(opened: Workspace) -> None:
    finder = Finder(opened.dataset, opened.history, opened.filing, opened)
    told: list[tuple[int, int]] = []
    found: list[int] = []

    def prepare() -> None:
        finder.prepare(lambda done, total: told.append((done, total)))
        found.append(len(finder.rows("recycled")))

    threads = [threading.Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [3, 3, 3, 3]
    assert told == [(0, 5), (5, 5)]


class StoppedError(Exception):
    """What a user's wish to stop looks like."""


def test_building_can_be_stopped_and_taken_up_again(opened: Workspace) -> None:
    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        opened.finder.prepare(stop)
    opened.finder.prepare()
    assert len(opened.finder.rows("recycled")) == 3


@pytest.fixture
def repeating(tmp_path: Path) -> Workspace:
    """A workspace where smart-3 and nio-2 say nearly what smart-2 says."""
    text = DATA.replace("Employees are trained in safety", "A seat fabric is recycled entirely from bottles")
    text = text.replace("Batteries are recycled, 12 of them", "A roof fabric is recycled entirely from bottles")
    return workspace(tmp_path, data=data_in(tmp_path, text))


def test_similar_claims_build_the_index_themselves_and_may_be_of_others_alone(repeating: Workspace) -> None:
    claims = repeating.dataset.claims
    results = repeating.finder.similar("smart-2", 10)
    assert [claims[hit.row].id for hit in results.hits] == ["smart-3", "nio-2"]
    others = repeating.finder.similar("smart-2", 10, other_companies=True)
    assert [claims[hit.row].id for hit in others.hits] == ["nio-2"]
    with pytest.raises(KeyError):
        repeating.finder.similar("smart-9", 10)


def test_duplicates_are_looked_for_among_some_rows_or_all(repeating: Workspace) -> None:
    (group,) = repeating.finder.duplicates(60)
    rows = [member.row for member in group.members]
    assert [repeating.dataset.claims[row].id for row in rows] == ["smart-2", "smart-3", "nio-2"]
    (some,) = repeating.finder.duplicates(60, rows[1:])
    assert [member.row for member in some.members] == rows[1:]


def test_what_was_asked_lately_is_known_until_anything_is_written(opened: Workspace) -> None:
    def found(query: str) -> list[str]:
        return [opened.dataset.claims[row].id for row in opened.finder.find(query).rows(9)]

    before, known, curated = found("questionable"), opened.finder.find("steel"), opened.finder.find("company:nio")
    assert opened.finder.find("steel") is known
    opened.note(["nio-1"], "questionable")
    assert opened.finder.find("steel") is not known
    assert opened.finder.find("company:nio") is curated
    assert "nio-1" not in before
    assert found("questionable") == ["nio-1"]
    opened.note(["smart-1"], "another")
    assert found("steel has:note") == ["smart-1"]
    opened.undo()
    assert found("steel has:note") == []


def test_what_was_counted_ahead_is_not_counted_again_when_a_filter_is_used(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lens, "LARGE", 1)
    monkeypatch.setattr(tallies, "FEW", 0)
    opened.tag(["smart-2"], add=["mine"])
    opened.star(["smart-1", "nio-1"], on=True)
    opened.finder.prepare()
    assert list(opened.finder.count_ahead())
    assert list(opened.finder.count_ahead()) == []
    with patch.object(opened.dataset.tallies, "_among", side_effect=AssertionError):
        for query in ("has:tag", "has:star", "-has:star", "has:quantified"):
            chosen = opened.finder.chosen(query)
            assert chosen is not None
            assert [chosen.counts.get(opened.filing.company(each), 0) for each in ("smart", "nio")] == [
                sum(opened.dataset.claims[row].company == each for row in opened.finder.rows(query))
                for each in ("smart", "nio")
            ]


def test_values_are_offered_with_how_many_claims_have_them_by_now(opened: Workspace) -> None:
    def counts(typed: str) -> dict[str, int]:
        return {offer.text.strip(): offer.claims for offer in opened.finder.complete(typed, len(typed)).offers}

    opened.tag(["smart-2"], add=["mine/one"])
    opened.tag(["smart-1"], add=["mine/two"])
    assert counts("tag:mine") == {"tag:mine": 2, "tag:mine/one": 1, "tag:mine/two": 1}
    assert counts("has:sta")["has:star"] == 0
    opened.tag(["smart-2"], add=["mine/two"], remove=["mine/one"])
    opened.tag(["smart-2"], add=["mine/one"])
    opened.tag(["smart-1"], remove=["mine/two"])
    assert counts("tag:mine") == {"tag:mine": 1, "tag:mine/one": 1, "tag:mine/two": 1}
    opened.star(["nio-1"], on=True)
    assert counts("has:sta")["has:star"] == 1
