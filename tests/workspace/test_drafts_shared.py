"""Several windows of one coder type in the same note: none writes over another's words, nor takes them along."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgtui.verbs.drafts import Drafts, Key, Offered
from tests.workspace.samples import workspace


class Window:
    """One program with the editor of a new note open; `opened` is what it went on with."""

    def __init__(self, folder: Path) -> None:
        self.workspace = workspace(folder)
        self.drafts: Drafts = self.workspace.drafts
        self.key: Key = self.drafts.begin("smart-1", "")

    def open(self, over: Offered | None) -> None:
        self.key = self.drafts.begin("smart-1", "", over)

    def type(self, text: str) -> None:
        self.drafts.save(*self.key, text)


def offered(folder: Path) -> list[str]:
    """Return what the next program offers, and let go of it."""
    fresh = workspace(folder)
    texts = [each.draft.text for each in fresh.drafts.offered("smart-1", "")]
    fresh.close()
    return texts


def test_what_two_windows_typed_at_once_is_offered_from_both(tmp_path: Path) -> None:
    one, other = Window(tmp_path), Window(tmp_path)
    for text in ("m", "mi", "mine"):
        one.type(text)
        other.type(f"not {text}")
    assert offered(tmp_path) == ["not mine", "mine"]

    one.type("")  # saved as a note, or thrown away
    assert offered(tmp_path) == ["not mine"]


def test_what_is_gone_on_with_is_one_draft_unless_the_other_window_types_more(tmp_path: Path) -> None:
    one, other = Window(tmp_path), Window(tmp_path)
    one.type("half")
    other.open(*other.drafts.offered("smart-1", ""))
    other.type("half a thought")
    assert offered(tmp_path) == ["half a thought"]

    one.type("half, and more")
    other.type("")
    assert offered(tmp_path) == ["half, and more"]


def test_a_draft_of_which_more_was_typed_since_it_was_offered_stays(tmp_path: Path) -> None:
    one, other = Window(tmp_path), Window(tmp_path)
    one.type("half")
    (draft,) = other.drafts.offered("smart-1", "")
    one.type("half, and more")
    other.open(draft)
    other.type("half a thought")
    assert offered(tmp_path) == ["half a thought", "half, and more"]


def test_what_stands_in_an_open_editor_is_kept_again_unless_its_words_are_elsewhere(tmp_path: Path) -> None:
    one, other = Window(tmp_path), Window(tmp_path)
    one.type("half")
    other.open(*other.drafts.offered("smart-1", ""))
    other.type("half a thought")
    one.drafts.hold_on(*one.key, "half", "")
    assert offered(tmp_path) == ["half a thought"]

    other.type("another thought")
    one.drafts.hold_on(*one.key, "half", "")
    assert offered(tmp_path) == ["half", "another thought"]

    other.open(next(each for each in other.drafts.offered("smart-1", "") if each.draft.text == "half"))
    other.workspace.note(["smart-1"], "half of it")
    other.type("")
    one.workspace.journal.refresh()
    one.drafts.hold_on(*one.key, "half", "")
    assert offered(tmp_path) == ["another thought"]


def test_what_says_the_same_is_offered_once_and_gone_on_with_as_one(tmp_path: Path) -> None:
    one, other = Window(tmp_path), Window(tmp_path)
    for each in (one, other):
        each.type("half")
    again = Window(tmp_path)
    again.open(*again.drafts.offered("smart-1", ""))
    again.type("half a thought")
    assert offered(tmp_path) == ["half a thought"]


def test_one_sees_what_another_window_types_and_is_done_with(tmp_path: Path) -> None:
    one, other = Window(tmp_path), Window(tmp_path)
    assert not one.drafts.take_news()
    other.type("half")
    assert one.drafts.offered("smart-1", "")
    assert one.drafts.take_news(), "what was seen in passing is news still"
    assert one.drafts.is_on("smart-1")
    assert not one.drafts.take_news()
    other.type("")
    assert one.drafts.take_news()
    assert not one.drafts.is_on("smart-1")


def test_what_an_older_program_types_in_a_slot_for_all_its_windows_is_offered_and_left_to_it(tmp_path: Path) -> None:
    older, one = workspace(tmp_path), Window(tmp_path)
    older.journal.save_draft("smart-1", "mei", "", "older")
    one.type("mine")
    older.journal.save_draft("smart-1", "mei", "", "older still")
    older.journal.save_draft("smart-1", "mei", "", "")
    assert offered(tmp_path) == ["mine"]

    older.journal.save_draft("smart-1", "mei", "", "older")
    one.open(next(each for each in one.drafts.offered("smart-1", "") if each.draft.text == "older"))
    one.type("older, and gone on with")
    assert offered(tmp_path) == ["older, and gone on with", "mine"]


@pytest.mark.parametrize("note", ["", "n-1", "several:1f", "typed:", "a:b"])
def test_drafts_are_told_apart_by_their_notes(tmp_path: Path, note: str) -> None:
    drafts = workspace(tmp_path).drafts
    drafts.save(*drafts.begin("smart-1", note), "half")
    drafts.save(*drafts.begin("smart-1", "another"), "of another note")
    assert workspace(tmp_path).drafts.get("smart-1", note).text == "half"


WINDOWS = st.integers(0, 2)
DEEDS = st.tuples(WINDOWS, st.sampled_from(["open", "close", "kill"])) | st.tuples(WINDOWS, st.text("ab", max_size=2))


@settings(max_examples=30)
@given(st.lists(DEEDS, max_size=10))
def test_whatever_windows_do_each_text_is_offered_that_nobody_went_on_with_or_is_done_with(
    deeds: list[tuple[int, str]],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        windows = [Window(folder) for _ in range(3)]
        there: dict[Key, str] = {}
        over: dict[Key, Offered] = {}
        for number, deed in deeds:
            window = windows[number]
            if deed == "open":
                draft = next(iter(window.drafts.offered("smart-1", "")), Offered())
                window.open(draft)
                over.setdefault(window.key, draft)
            elif deed == "close":
                window.open(None)
            elif deed == "kill":
                windows[number] = Window(folder)
            else:
                window.type(deed)
                there[window.key] = deed
                draft = over.pop(window.key, Offered())
                there |= {key: "" for key in draft.keys if key != window.key and there[key] == draft.draft.text}
        assert set(offered(folder)) == set(there.values()) - {""}
