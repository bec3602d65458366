"""What hands do: type ahead of the screen, click, paste, and pull at the window."""

from tests.e2e.desk import Desk
from tests.e2e.explorer import CLAIMS, COMPANIES, GROUPS, SAVE


def test_keys_typed_ahead_go_where_they_were_meant_to_go(desk: Desk) -> None:
    explorer = desk.open()
    first = explorer.claim
    explorer.press("tbaseline\r", f"+#evidence/no-baseline on {first}")
    explorer.press("/recyled alumnium\rtto discuss\r", "+#to discuss on smart-")
    assert explorer.claim.startswith("smart-")
    assert explorer.claims_title.endswith("── recyled alumnium")
    explorer.press(f"atwo lines{SAVE}v1*", "★")
    assert explorer.claims[0].rstrip().endswith("#1 ◆ ✎ ★")
    explorer.press("uuuu", "Undone: +#to discuss")
    assert explorer.claims[0].rstrip().endswith("aluminium.")
    explorer.quit()


def test_escape_goes_back_to_where_one_was(desk: Desk) -> None:
    explorer = desk.open()
    explorer.press(COMPANIES + "G", "── smart")
    explorer.send(f"{GROUPS}jj{CLAIMS}jjj")
    explorer.wait_for(lambda _: explorer.is_at(3))
    claim, title, claims = explorer.claim, explorer.claims_title, explorer.claims
    for is_kept in (False, True):
        explorer.search("supplier")
        if is_kept:
            explorer.keep_search()
        explorer.escape("── supplier")
        explorer.wait_for(lambda _: explorer.claims == claims and explorer.is_at(3))
        assert (explorer.claim, explorer.claims_title) == (claim, title)


def test_the_mouse_does_what_keys_do(desk: Desk) -> None:
    explorer = desk.open()
    column, row = explorer.find("▌")
    explorer.click(column + 10, row + 2)
    explorer.wait_for(lambda _: explorer.is_at(2))
    claim = explorer.claim
    explorer.click_on("t tag")
    explorer.wait_for(f"Tags of {claim}")
    explorer.click_on("○   ■ vague")
    explorer.wait_for("●*  ■ vague")
    explorer.click_on("enter apply")
    explorer.wait_for(f"+#wording/vague on {claim}")
    explorer.click_on("u undo")
    explorer.wait_for("Undone: ")
    explorer.click_on(" smart ")
    explorer.wait_for("── smart")
    explorer.click_on("v verdict")
    explorer.wait_for("Verdict on smart-")
    explorer.click_on("3 ○ ")
    explorer.wait_for("▌3 ○ ")
    explorer.click_on("3 ○ ")
    explorer.wait_for("◆")
    explorer.click_on("? help")
    explorer.wait_for("Everywhere in the explorer")
    explorer.click_on("esc close")
    explorer.wait_until_gone("Everywhere in the explorer")


def test_pasted_text_is_text(desk: Desk) -> None:
    explorer = desk.open()
    explorer.press("a", "Note on")
    explorer.paste("q first line\nsecond line")
    explorer.wait_for("second line")
    explorer.press(SAVE, "Note saved on")
    explorer.send("/")
    explorer.wait_for("esc back")
    explorer.paste("recyled alumnium")
    explorer.wait_for("── recyled alumnium")


def test_a_window_that_shrinks_and_grows(desk: Desk) -> None:
    explorer = desk.open()
    explorer.press(COMPANIES + "G", "── smart")
    explorer.send(f"{CLAIMS}jj")
    explorer.wait_for(lambda _: explorer.is_at(2))
    claim, pane = explorer.claim, explorer.pane("Companies")
    for columns in (40, 59, 99):
        explorer.resize(columns, 20)
        explorer.wait_for(lambda _: explorer.is_at(2))
        assert explorer.claim == claim
        explorer.resize(120, 40)
        explorer.wait_for(lambda _: explorer.pane("Companies") == pane and explorer.is_at(2))
        assert explorer.claim == claim


def test_a_note_in_ones_own_editor_and_an_editor_that_is_ended(desk: Desk) -> None:
    editor = desk.folder / "my editor"
    editor.write_text('#!/bin/sh\necho "the editor of $2"\nread -r line\necho "$line" >> "$3"\n', encoding="utf-8")
    editor.chmod(0o755)
    explorer = desk.open(environment={"VISUAL": f"'{editor}' -n mei"})
    explorer.press("E", "the editor of mei")
    explorer.press("written there\r", "Note saved on")
    explorer.wait_for("✎ mei")
    assert "written there" in explorer.text
    explorer.press("jatyped", "typed")
    explorer.press("\x05", "the editor of mei")
    explorer.press("\x03", "was ended by SIGINT")
    explorer.press(f" here{SAVE}", "Note saved on")
    explorer.wait_for("typed here")
    explorer.quit()


def test_tags_by_key_number_and_once_more(desk: Desk) -> None:
    explorer = desk.open()
    explorer.press(",", "evidence/no-baseline  No baseline stated")
    explorer.press("b", "+#evidence/no-baseline on ")
    explorer.press("j.", "▸ 2 tagged")
    explorer.press("]1", "▸ 3 tagged")
    explorer.press("+1", "Tag 123 claims?")
    explorer.click_on("do it")
    explorer.wait_for("▸ 123 tagged ▸ 123 of 123 visited")
    explorer.press("%", "123/123")
    explorer.quit()
