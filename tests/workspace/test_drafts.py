"""Drafts of notes where the journal cannot be written: in a file meanwhile, in memory at worst, and never dropped."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgtui.annotation.journal import JournalError
from esgtui.verbs.drafts import Drafts
from esgtui.workspace import Workspace
from tests.workspace.samples import workspace


class Trouble:
    """A journal whose file was taken away, as when a stick is pulled out, until it is put back."""

    def __init__(self, opened: Workspace) -> None:
        self.path = opened.journal.path
        self._away = self.path.parent / "away"
        self._away.mkdir()
        for part in sorted(self.path.parent.glob(f"{self.path.name}*")):
            part.rename(self._away / part.name)

    def end(self) -> None:
        for part in sorted(self._away.iterdir(), reverse=True):
            part.rename(self.path.with_name(part.name))
        self._away.rmdir()


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    """A workspace whose journal is there."""
    made = workspace(tmp_path)
    made.star(["smart-1"], on=True)
    return made


def beside(opened: Workspace) -> Path:
    return opened.journal.path.with_suffix(".drafts")


def no_folder_takes_any(opened: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave no place for files; return the file that stands in the way beside the journal."""
    in_the_way = beside(opened)
    in_the_way.write_text("")
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(in_the_way))
    return in_the_way


def test_a_draft_that_the_journal_cannot_take_is_in_a_file_and_offered_by_the_next_program(
    opened: Workspace, tmp_path: Path
) -> None:
    opened.drafts.save("smart-1", "", "half")
    trouble = Trouble(opened)
    place = opened.drafts.save("smart-1", "", "half a thought", "question")
    assert place is not None
    assert place.parent == beside(opened)
    assert opened.drafts.place("smart-1", "") == place
    assert not list(opened.drafts.unkept())
    trouble.end()

    again = workspace(tmp_path)
    found = again.drafts.get("smart-1", "")
    assert (found.text, found.kind) == ("half a thought", "question")
    assert again.drafts.is_on("smart-1")
    again.drafts.settle()
    assert not again.drafts.is_behind
    assert again.journal.draft("smart-1", "mei", "") == found
    assert not again.drafts.is_from_elsewhere(*again.drafts.offered("smart-1", ""))
    assert not beside(opened).exists()


def test_each_draft_is_its_coders_and_its_datasets(opened: Workspace, tmp_path: Path) -> None:
    Trouble(opened).end()
    trouble = Trouble(opened)
    opened.drafts.save("smart-1", "", "hers")
    trouble.end()
    assert workspace(tmp_path, "ada").drafts.items() == []
    assert workspace(tmp_path).drafts.get("smart-1", "n").text == ""


def test_where_the_journals_folder_takes_nothing_the_state_folder_does(opened: Workspace, state_home: Path) -> None:
    beside(opened).write_text("in the way")
    trouble = Trouble(opened)
    place = opened.drafts.save("smart-1", "", "half")
    assert place is not None
    assert place.is_relative_to(state_home)
    trouble.end()
    opened.drafts.settle()
    assert not place.exists()


def test_what_no_folder_takes_is_in_memory_and_told(opened: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    no_folder_takes_any(opened, monkeypatch)
    trouble = Trouble(opened)
    with pytest.raises(JournalError, match="put it back"):
        opened.drafts.save("smart-1", "", "half")
    assert [key for key, _ in opened.drafts.unkept()] == [("smart-1", "")]
    assert opened.drafts.get("smart-1", "").text == "half"
    with pytest.raises(JournalError, match="put it back"):
        opened.drafts.settle()
    trouble.end()
    opened.drafts.settle()
    assert not list(opened.drafts.unkept())
    assert opened.journal.draft("smart-1", "mei", "").text == "half"


def test_another_place_for_the_journal_takes_the_drafts_along(
    opened: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_folder_takes_any(opened, monkeypatch)
    Trouble(opened)
    with pytest.raises(JournalError):
        opened.drafts.save("smart-1", "", "half")
    opened.go_on_in(str(tmp_path / "other.sqlite"))
    assert opened.journal.draft("smart-1", "mei", "").text == "half"
    assert not list(opened.drafts.unkept())


def test_a_draft_that_was_done_with_meanwhile_does_not_come_back(opened: Workspace, tmp_path: Path) -> None:
    opened.drafts.save("smart-1", "", "half")
    trouble = Trouble(opened)
    opened.drafts.save("smart-1", "", "")
    trouble.end()
    again = workspace(tmp_path)
    assert again.drafts.items() == []
    again.drafts.settle()
    assert again.journal.draft("smart-1", "mei", "").text == ""


def test_of_two_programs_that_wrote_apart_no_words_are_dropped(opened: Workspace, tmp_path: Path) -> None:
    trouble = Trouble(opened)
    opened.drafts.save("smart-1", "", "one")
    trouble.end()
    opened.journal.save_draft("smart-1", "mei", "", "other")
    assert workspace(tmp_path).drafts.get("smart-1", "").text == "other\n\none"


def test_what_another_program_put_into_the_journal_meanwhile_is_not_written_over(
    opened: Workspace, tmp_path: Path
) -> None:
    trouble = Trouble(opened)
    opened.drafts.save("smart-1", "", "half")
    trouble.end()
    other = workspace(tmp_path)
    assert other.drafts.get("smart-1", "").text == "half"
    opened.drafts.save("smart-1", "", "half a thought")
    other.drafts.settle()
    assert other.journal.draft("smart-1", "mei", "").text == "half a thought"
    assert other.drafts.get("smart-1", "").text == "half a thought"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"format": 9}'])
def test_files_of_another_kind_are_left_alone(opened: Workspace, tmp_path: Path, content: bytes) -> None:
    folder = beside(opened)
    folder.mkdir()
    (folder / "mine.json").write_bytes(content)
    again = workspace(tmp_path)
    assert again.drafts.items() == []
    again.drafts.settle()
    assert (folder / "mine.json").read_bytes() == content


def test_what_was_thrown_away_comes_back_until_something_else_is_done(opened: Workspace) -> None:
    drafts = opened.drafts
    drafts.save("smart-1", "", "half", "rule")
    drafts.save("smart-1", "", "")
    drafts.thrown.keep("smart-1", "", "half", "rule")
    assert drafts.bring_back()[0] == "smart-1"
    assert drafts.get("smart-1", "").text == "half"
    assert not drafts.thrown.is_last

    drafts.thrown.keep("smart-1", "", "half", "rule")
    opened.star(["smart-2"], on=True)
    assert not drafts.thrown.is_last
    assert drafts.thrown.of("smart-1", "").text == "half"


def test_a_draft_that_was_begun_anew_is_not_written_over(opened: Workspace) -> None:
    opened.drafts.thrown.keep("smart-1", "", "half", "rule")
    opened.drafts.save("smart-1", "", "another")
    assert not opened.drafts.thrown.is_last


def test_drafts_are_looked_up_without_a_journal(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    drafts = Drafts(opened.journal, "mei")
    assert (drafts.items(), drafts.is_behind, drafts.thrown.is_last) == ([], False, False)
    assert not opened.journal.path.exists()


DEEDS = st.sampled_from(["break", "mend", "restart", "settle"]) | st.text("ab", max_size=3).map(lambda text: f"={text}")


@settings(max_examples=40)
@given(st.lists(DEEDS, max_size=8))
def test_whatever_happens_on_the_way_the_last_words_are_there_again(deeds: list[str]) -> None:
    with TemporaryDirectory() as folder:
        opened = workspace(Path(folder))
        opened.star(["smart-1"], on=True)
        key = opened.drafts.begin("smart-1", "")
        trouble: Trouble | None = None
        last = ""
        for deed in [*deeds, "mend", "restart"]:
            if deed == "break" and not trouble:
                trouble = Trouble(opened)
            elif deed == "mend" and trouble:
                trouble.end()
                trouble = None
            elif deed == "restart" and not trouble:
                opened.close()
                opened = workspace(Path(folder))
                key = opened.drafts.begin("smart-1", "", next(iter(opened.drafts.offered("smart-1", "")), None))
            elif deed == "settle":
                opened.drafts.settle()
            elif deed.startswith("="):
                last = deed[1:]
                opened.drafts.save(*key, last)
        assert [each.draft.text for each in opened.drafts.offered("smart-1", "")] == [last] * bool(last)
        opened.drafts.settle()
        assert [draft.text for draft in opened.journal.drafts("mei").values()] == [last] * bool(last)
        assert not beside(opened).exists()


def test_what_another_running_program_types_is_told_from_a_draft_from_before(tmp_path: Path) -> None:
    workspace(tmp_path).drafts.save("smart-1", "", "from before")
    one, other = workspace(tmp_path), workspace(tmp_path)
    (before,) = other.drafts.offered("smart-1", "")
    assert not other.drafts.is_from_elsewhere(before)

    one.drafts.save(*one.drafts.begin("smart-1", "", before), "half a thought")
    (draft,) = other.drafts.offered("smart-1", "")
    assert draft.draft.text == "half a thought"
    assert other.drafts.is_from_elsewhere(draft)

    other.drafts.save(*other.drafts.begin("smart-1", "", draft), "half a thought, and mine")
    (draft,) = other.drafts.offered("smart-1", "")
    assert not other.drafts.is_from_elsewhere(draft)


def test_a_draft_that_was_typed_for_another_journal_is_offered_with_its_place_and_stays_that_ones(
    opened: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Trouble(opened)
    in_the_way = beside(opened)
    in_the_way.write_text("")
    opened.drafts.save("smart-1", "", "for the stick")
    opened.drafts.save("smart-1", "a note that is there alone", "reworded")
    in_the_way.unlink()
    trouble.end()

    other = workspace(tmp_path, store="other")
    other.drafts.settle()
    offered = {each.draft.text: each for each in other.drafts.offered("smart-1", "")}
    assert {other.drafts.typed_for(each) for each in offered.values()} == {str(opened.journal.path)}
    assert set(offered) == {"for the stick", "reworded"}
    assert other.journal.drafts("mei") == {}
    home = workspace(tmp_path)
    assert home.drafts.get("smart-1", "").text == "for the stick"
    assert home.drafts.get("smart-1", "a note that is there alone").text == "reworded"
    assert home.drafts.typed_for(home.drafts.offered("smart-1", "")[0]) == ""

    other.drafts.save(*other.drafts.begin("smart-1", "", offered["reworded"]), "")
    assert [draft.text for _, draft in workspace(tmp_path, store="other").drafts.items()] == ["for the stick"]


def test_drafts_of_two_journals_that_cannot_take_them_do_not_write_over_one_another(tmp_path: Path) -> None:
    made = [workspace(tmp_path, store=name) for name in ("one", "two")]
    for each in made:
        each.star(["smart-1"], on=True)
    troubles = [Trouble(each) for each in made]
    for each in made:
        beside(each).write_text("")
        each.drafts.save("smart-1", "", f"typed for {each.journal.path.parent.name}")
        beside(each).unlink()
    for trouble in troubles:
        trouble.end()
    for each in made:
        store = each.journal.path.parent.name
        assert workspace(tmp_path, store=store).drafts.get("smart-1", "").text == f"typed for {store}"
