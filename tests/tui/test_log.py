"""The history of a claim and of everything: shown, explained, and taken back entry by entry."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from esgtui.annotation.journal import Journal
from esgtui.annotation.model import STAR, TAG_PREFIX, Edit
from esgtui.tui.screens import log
from esgtui.tui.screens.log import Log
from esgtui.tui.widgets.pieces import Piece
from tests.tui.conftest import Explore, Explored


def lines(explored: Explored) -> list[str]:
    """Return the lines of the history as they are shown."""
    screen = explored.pilot.app.screen
    assert isinstance(screen, Log)
    return ["".join(text for text, _ in screen.pieces(index, 120)) for index in range(len(screen.lines))]


async def test_the_claims_history_is_one_key_away_and_everything_is_another(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.tag(["c-0"], add=["wording/vague"])
        explored.workspace.star(["c-3"], on=True)
        await explored.press("L")
        assert [line.split("  ", 1)[1].split() for line in lines(explored)] == [["mei", "+#wording/vague"]]

        await explored.press("a")
        assert [line.split("  ", 1)[1].split() for line in lines(explored)] == [
            ["mei", "c-3", "starred"],
            ["mei", "c-0", "+#wording/vague"],
        ]
        await explored.press("k", "enter")
        assert explored.at_cursor == "c-3"


async def test_of_a_long_history_the_newest_are_read_and_the_last_of_them_leads_on(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "MOST_AT_FIRST", 2)
    async with explore() as explored:
        for claim in ("c-0", "c-1", "c-2"):
            explored.workspace.star([claim], on=True)
        await explored.press("L", "a")
        assert len(lines(explored)) == 2
        assert "the newest 2" in explored.text()

        await explored.press("G")
        await explored.until(lambda: len(lines(explored)) == 3)
        assert "c-0" in lines(explored)[2]


async def test_an_entry_says_from_what_to_what(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.rate(["c-0"], "unclear")
        explored.workspace.rate(["c-0"], "substantiated")
        await explored.press("L")

        shown = [" ".join(line.split()) for line in explored.text().splitlines()]
        assert any("from Unclear" in line for line in shown)
        assert any("to Substantiated" in line for line in shown)


async def test_an_entry_is_taken_back_on_its_own(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.tag(["c-0"], add=["wording/vague"])
        explored.workspace.star(["c-0"], on=True)
        await explored.press("L", "j", "t")

        shown = explored.pilot.app.screen
        assert isinstance(shown, Log)
        assert shown.here is shown.lines[2], "the cursor stays on its entry"
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert (annotation.tags, annotation.starred) == ((), True)
        assert "Taken back: +#wording/vague on c-0; ctrl+r brings it back" in explored.text()

        await explored.press("ctrl+r")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert (annotation.tags, annotation.starred) == (("wording/vague",), True)
        assert "Done again: +#wording/vague on c-0; u takes it back" in explored.text()


async def test_an_entry_of_a_merge_tells_with_how_many_it_came_and_takes_them_back_when_that_is_agreed(
    explore: Explore, tmp_path: Path
) -> None:
    async with explore() as explored:
        other = Journal(tmp_path / "ann.sqlite", "two-makers")
        other.write("ann", [Edit(claim, STAR, value=True) for claim in ("c-0", "c-1")], {})
        other.close()
        explored.workspace.team.merge(tmp_path / "ann.sqlite")
        await explored.press("L", "t")
        assert "Take back 2 changes?" in explored.text()
        assert "merge of ann.sqlite by mei" in explored.text()

        await explored.press("escape")
        assert "one of 2 of a merge: starred" in lines(explored)[0]
        assert explored.workspace.history.value("c-1", "ann", STAR)

        await explored.press("t", "y")
        assert "Taken back: merge of ann.sqlite: 2 changes" in explored.text()
        assert not explored.workspace.history.value("c-1", "ann", STAR)

        await explored.press("ctrl+r", "g")
        assert "mei" in lines(explored)[0]
        assert "for ann: done again: starred" in lines(explored)[0]


async def test_why_an_entry_cannot_be_taken_back_is_told_before_and_after_the_key(explore: Explore) -> None:
    async with explore() as explored:
        other = Journal(explored.workspace.journal.path, "two-makers")
        other.write("ann", [Edit("c-0", STAR, value=True)], {})
        await explored.press("L")
        await explored.until_shown("(take back)")
        assert "ann, who alone can take it back" in explored.text()

        await explored.press("t")
        assert "take back: that was done by ann" in explored.text()
        assert len(explored.workspace.journal.changes()) == 1


async def test_an_edited_note_shows_what_changed_word_by_word(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.note(["c-0"], "ask them once")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        explored.workspace.edit_note("c-0", annotation.notes[0].id, "ask them twice")
        await explored.press("L")

        assert "ask them -[once] +[twice]" in explored.text()


async def test_of_a_hundred_thousand_entries_only_those_seen_are_drawn(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.tag(["c-0"], add=["a"])
        await explored.press("L")
        screen = explored.pilot.app.screen
        assert isinstance(screen, Log)
        screen.lines = list(screen.lines) * 100_000
        drawn: list[int] = []
        telling = screen.pieces

        def drawing(index: int, width: int) -> Sequence[Piece]:
            drawn.append(index)
            return telling(index, width)

        screen.rows.telling = drawing
        screen.rows.show_lines(len(screen.lines))
        await explored.press("G")

        assert screen.rows.cursor == 99_999
        assert len(set(drawn)) < 200


async def test_nothing_done_says_what_will_be_listed(explore: Explore) -> None:
    async with explore(size=(40, 15)) as explored:
        await explored.press("L")
        assert "Nothing was done on c-0 yet" in explored.text()
        await explored.press("escape")
        assert explored.at_cursor == "c-0"


async def test_blind_mode_leaves_others_out_of_everything(explore: Explore) -> None:
    async with explore() as explored:
        other = Journal(explored.workspace.journal.path, "two-makers")
        other.write("ann", [Edit("c-0", TAG_PREFIX + "wording/bold", value=True)], {})
        explored.workspace.tag(["c-0"], add=["wording/vague"])
        await explored.press("B")
        assert "blind" in explored.text().splitlines()[0]
        assert "#1" in explored.text()
        assert "wording/bold" not in explored.text()
        await explored.press("t")
        assert "wording/bold" not in explored.text()

        await explored.press("escape", "e")
        assert "of your own, none of others" in " ".join(explored.text().split())
        await explored.press("escape", "L")
        assert "ann" not in explored.text()
        assert len(lines(explored)) == 1
        await explored.press("escape", "X")
        assert "Blind mode hides what others did" in explored.text()

        await explored.press("escape", "B")
        assert "wording/bold" in explored.text()
        assert "blind" not in explored.text().splitlines()[0].split(" ▸ ")


async def test_a_screen_is_closed_while_it_is_still_read(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.star(["c-0"], on=True)
        is_over = Event()
        explored.screen.runner.writer.submit(is_over.wait)
        await explored.pilot.press("L")
        await explored.until_shown("Reading …")
        board = explored.pilot.app.screen
        assert isinstance(board, Log)
        board.do_leave()
        await explored.until(lambda: explored.pilot.app.screen is explored.screen)
        is_over.set()
        await explored.press("j", "asterisk")

        assert explored.workspace.annotation("c-1") is not None
