"""Searches see what coders do, here and elsewhere, and what is indexed, while both go on; and they take any text."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui import coders_words
from esgtui.annotation.history import History
from esgtui.annotation.model import NOTE_PREFIX, Change
from esgtui.coders_words import FEW
from esgtui.finding import Finder
from esgtui.search.engine import FIRST_PIECE
from esgtui.workspace import Workspace
from tests.patience import LONG

from .samples import DATA, data_in, workspace


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def ids(opened: Workspace, query: str) -> list[str]:
    return [opened.dataset.claims[row].id for row in opened.finder.rows(query)]


def test_notes_and_tags_are_found_as_soon_as_they_are_there_and_no_longer(opened: Workspace) -> None:
    opened.finder.prepare()
    assert ids(opened, "quagga") == []
    (change,) = opened.note(["smart-1"], "a quagga")
    assert ids(opened, "quagga") == ids(opened, "quagga steel") == ["smart-1"]
    assert [hit.where for hit in opened.finder.search("quagga", 5).hits] == ["note"]
    opened.edit_note("smart-1", change.field.removeprefix(NOTE_PREFIX), "an okapi")
    assert (ids(opened, "quagga"), ids(opened, "okapi")) == ([], ["smart-1"])
    opened.undo()
    assert (ids(opened, "quagga"), ids(opened, "okapi")) == (["smart-1"], [])
    opened.undo()
    assert ids(opened, "quagga") == []
    opened.redo()
    assert ids(opened, "quagga") == ["smart-1"]
    opened.tag(["smart-2", "nio-1"], add=["zoo/okapi"])
    assert [hit.where for hit in opened.finder.search("okapi", 5).hits] == ["tag", "tag"]
    assert ids(opened, "okapi -audited") == ["smart-2"]
    opened.tag(["smart-2"], remove=["zoo/okapi"])
    assert ids(opened, "okapi") == ["nio-1"]


def test_a_tag_of_the_curators_own_is_one_text(opened: Workspace) -> None:
    opened.tag(["smart-1"], add=["curated"])
    assert ids(opened, "curated") == ["smart-1"]
    opened.undo()
    assert ids(opened, "curated") == ["smart-1"]


def test_what_other_programs_and_coders_write_is_found(opened: Workspace, tmp_path: Path) -> None:
    opened.finder.prepare()
    ada = workspace(tmp_path, "ada")
    ada.note(["nio-1"], "a quagga of hers")
    opened.note(["nio-1"], "an okapi of mine")
    assert ids(opened, "quagga okapi") == ["nio-1"]
    assert ids(opened, '"okapi a"') == []
    ada.undo()
    opened.journal.refresh()
    assert (ids(opened, "quagga"), ids(opened, "okapi")) == ([], ["nio-1"])


def test_what_a_dataset_brings_along_is_found(tmp_path: Path) -> None:
    given_notes = """
[[annotations]]
claim = "nio-2"
coder = "ada"
tags = ["zoo"]
updated = 2026-11-21T10:02:11Z

[[annotations.notes]]
id = "1"
text = "a quagga"
created = 2026-11-21T10:02:11Z
"""
    opened = workspace(tmp_path, data=data_in(tmp_path, DATA + given_notes))
    assert ids(opened, "quagga zoo batteries") == ["nio-2"]
    again = workspace(tmp_path, data=data_in(tmp_path, DATA))
    assert ids(again, "quagga zoo batteries") == ["nio-2"]


def test_a_search_in_the_middle_of_a_change_does_not_miss_it(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.finder.prepare()
    follow, seen = History._follow_step, []

    def search_meanwhile(self: History, change: Change, number: int, merger: str) -> None:
        seen.append(ids(opened, "quagga"))
        follow(self, change, number, merger)

    monkeypatch.setattr(History, "_follow_step", search_meanwhile)
    opened.note(["smart-1"], "a quagga")
    assert seen == [[]]
    assert ids(opened, "quagga") == ["smart-1"]


def test_searching_while_another_thread_builds_finds_what_is_there_already(tmp_path: Path) -> None:
    more = "".join(
        f'\n[[claims]]\nid = "c{row}"\ncompany = "nio"\nstatement = "A zebra of {row}."'
        for row in range(2 * FIRST_PIECE)
    )
    opened = workspace(tmp_path, data=data_in(tmp_path, DATA + more))
    finder = Finder(opened.dataset, opened.history, opened.filing, opened)
    opened.note(["c1", f"c{2 * FIRST_PIECE - 1}"], "a quagga")
    is_there, may_go_on = threading.Event(), threading.Event()

    def progress(done: int, total: int) -> None:
        if done >= FIRST_PIECE:
            is_there.set()
            assert may_go_on.wait(LONG)

    builder = threading.Thread(target=lambda: finder.prepare(progress))
    builder.start()
    assert is_there.wait(LONG)
    early = [finder.find("zebra").total, len(list(finder.find("zebra").rows(5))), finder.search("zebra", 5).total]
    noted, is_early = list(finder.rows("quagga")), not finder.is_ready
    may_go_on.set()
    builder.join()
    assert (early, noted, is_early) == ([FIRST_PIECE - 5] * 3, [6], True)
    assert finder.is_ready
    assert finder.find("zebra").total == 2 * FIRST_PIECE
    assert list(finder.rows("quagga")) == [6, 2 * FIRST_PIECE + 4]


def test_a_search_waits_for_little_that_coders_did_and_for_much_only_where_nobody_else_sees_to_it(
    tmp_path: Path,
) -> None:
    more = "".join(
        f'\n[[claims]]\nid = "c{row}"\ncompany = "nio"\nstatement = "Number {row}."' for row in range(FEW + 1)
    )
    opened = workspace(tmp_path, data=data_in(tmp_path, DATA + more))
    many = [f"c{row}" for row in range(FEW + 1)]
    opened.finder.prepare()
    opened.tag(many, add=["quagga"])
    assert len(ids(opened, "quagga")) == len(many)
    opened.finder.is_helped = True
    opened.tag(many, add=["okapi"])
    assert (ids(opened, "okapi"), opened.finder.is_behind) == ([], True)
    opened.finder.notice()
    assert (len(ids(opened, "okapi")), opened.finder.is_behind) == (len(many), False)
    opened.note(["c1"], "an addax")
    assert ids(opened, "addax") == ["c1"]


def test_what_others_wrote_is_found_no_more_as_soon_as_it_is_hidden(tmp_path: Path) -> None:
    more = "".join(
        f'\n[[claims]]\nid = "c{row}"\ncompany = "nio"\nstatement = "Number {row}."' for row in range(FEW + 1)
    )
    opened, ada = (workspace(tmp_path, coder, data=data_in(tmp_path, DATA + more)) for coder in ("mei", "ada"))
    ada.tag([f"c{row}" for row in range(FEW + 1)], add=["okapi"])
    ada.note(["c1"], "a quagga")
    opened.journal.refresh()
    opened.finder.prepare()
    opened.finder.is_helped = True
    assert ids(opened, "quagga") == ["c1"]
    opened.hide_others(on=True)
    assert ids(opened, "quagga") == []
    opened.finder.notice()
    assert ids(opened, "quagga") == []
    opened.hide_others(on=False)
    opened.finder.notice()
    assert ids(opened, "quagga") == ["c1"]


def test_the_first_search_waits_for_the_first_piece_alone(tmp_path: Path) -> None:
    more = "".join(
        f'\n[[claims]]\nid = "c{row}"\ncompany = "nio"\nstatement = "A zebra of {row}."' for row in range(FIRST_PIECE)
    )
    opened = workspace(tmp_path, data=data_in(tmp_path, DATA + more))
    finder = Finder(opened.dataset, opened.history, opened.filing, opened)
    has_begun, may_begin, may_end = threading.Event(), threading.Event(), threading.Event()
    found: list[int] = []

    def progress(done: int, total: int) -> None:
        has_begun.set()
        assert (may_begin if done < FIRST_PIECE else may_end).wait(LONG)

    builder = threading.Thread(target=lambda: finder.prepare(progress))
    builder.start()
    assert has_begun.wait(LONG)
    searcher = threading.Thread(target=lambda: found.append(finder.find("zebra").total))
    searcher.start()
    may_begin.set()
    searcher.join()  # though the building does not end before this
    may_end.set()
    builder.join()
    assert found == [FIRST_PIECE - 5]


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with odd notes and tags."""
    opened = workspace(tmp_path_factory.mktemp("noted"))
    opened.note(["smart-1"], "\x1b[31m 😀 e\u0301 二氧化碳 [/] \ue000 \u202e | -steel company:nio")
    opened.note(["smart-1", "nio-1"], "steel")
    opened.tag(["nio-1", "nio-2"], add=["a/b", "碳中和"])
    return opened


PASTED = st.one_of(
    st.text(max_size=60),
    st.text("aes1 \"-|:.,'“”’碳中é\n\0\ud800😀\u0301\u200d", max_size=40),
    st.lists(
        st.sampled_from(
            ["company:", "tag:", "has:", "year:", '"', "-", "|", "nio", "2030..", " ", "ste", "recycled", "note"]
        )
    ).map("".join),
)


@given(PASTED)
def test_any_text_can_be_typed_and_pasted(noted: Workspace, text: str) -> None:
    finder = noted.finder
    results, found, rows = finder.search(text, 3), finder.find(text), list(finder.rows(text))
    for hit in results.hits:
        assert found.match(hit.row) == (hit.spans, hit.where)
        edges = [edge for span in hit.spans for edge in span]
        assert edges == sorted(set(edges))
        assert all(0 <= edge <= len(noted.dataset.claims[hit.row].statement) for edge in edges)
    if found.is_closest:
        assert rows == []
        assert results.closest == bool(list(found.rows(3)))
    else:
        assert found.total == results.total == len(rows)
        assert sorted(found.rows(2)) == rows
        companies = [noted.filing.company(company) for company in noted.dataset.companies]
        assert sum(noted.filing.company_counts(found.counts)) == len(rows)
        assert sum(
            len(list(found.within(company).rows(2))) for company in companies if found.counts.get(company)
        ) == len(rows)


def test_a_pasted_page_is_taken(noted: Workspace) -> None:
    results = noted.finder.search("recycled steel " * 10_000, 5)
    assert results.hints
    assert [noted.dataset.claims[hit.row].id for hit in results.hits] == ["smart-1"]


def test_blind_mode_hides_words_at_once_also_while_very_much_is_being_noticed(
    opened: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coders_words, "FEW", 0)
    workspace(tmp_path, "ada").note(["nio-1"], "a quagga of hers")
    opened.journal.refresh()
    opened.finder.prepare()
    assert ids(opened, "quagga") == ids(opened, "coder:ada") == ["nio-1"]
    opened.note(["smart-1"], "an okapi")
    opened.finder.is_helped = True  # so that searches do not wait for what is noticed
    hiding = threading.Thread(target=lambda: opened.hide_others(on=True), daemon=True)
    found: list[list[str]] = []

    def hide(*_: int) -> None:
        if not found:
            hiding.start()
            for _look in range(1_000):
                hiding.join(0.01)
                if not ids(opened, "quagga"):
                    break
            found.append(ids(opened, "coder:ada"))
            assert hiding.is_alive()  # for it waits until this is done

    opened.finder.notice(hide)
    hiding.join()
    opened.finder.is_helped = False
    assert found == [[]]
    assert ids(opened, "quagga") == ids(opened, "coder:ada") == []
    assert ids(opened, "okapi") == ["smart-1"]
    opened.hide_others(on=False)
    assert ids(opened, "quagga") == ["nio-1"]
