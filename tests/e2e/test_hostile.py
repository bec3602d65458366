"""Texts from outside are shown as they are, in every pane and dialog, and are never obeyed."""

import re
import unicodedata

import pytest

from tests.e2e.desk import Desk
from tests.e2e.explorer import CLAIMS, COMPANIES, DETAIL, ENTER, GROUPS, SAVE, TAB, Explorer
from tests.e2e.hostile import SHORT, TEXTS, write_dataset
from tests.e2e.terminal import ONE_EMOJI

CODER = "[@click=app.quit]mei[/]"
SHOWN = {
    "markup": "[@click=app.quit]x[/] [/] [bold [tCO2e] [red]r[/red] \\[b]",
    "escapes": "␛[2J␛]0;title␇ ␦31m ␛c ␦0;title␦ ␛[31mred",
    "controls": "a␀b␈c␡d␉e␍f␋g␦h␤i␊j",
    "directions": "⇠gnp.exe⁘ ⇠right⁘ ⇠mark ⁘nothing ⁘soft ⁘bom",
    "emoji": f"{ONE_EMOJI} family {ONE_EMOJI} flag {ONE_EMOJI} thumb",
    "chinese": "循环经济与负责任采购：再生铝材料的使用",
    "zalgo": "Zalgo",
    "word": "w" * 40,
    "words": "many words many words",
}
"""What stands in a line for each of the texts, without marks on letters."""

SEARCHES = [
    ("click=app.quit", "markup"),
    ("[tCO2e] [/]", "markup"),
    ('"[red]r[/red]"', "markup"),
    ("gnp.exe", "directions"),
    ("再生铝", "chinese"),
    ("thumb family", "emoji"),
    ("👍🏽 sun", "emoji"),
    ("@click=app.quit]x[/] -[ [/", "markup"),
]
EMPTY_LINE = "\x15"
PASTED = SHOWN["escapes"][:16]

OBEYED = (b"\x1b[2J", b"\x1b[31m", b"\x1b]0;", b"\x1bc", b"title\x07")
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\]22;[a-z]+\x07|\]52;c;[A-Za-z0-9+/=]*\x07)")
"""What the program itself sends besides text: looks and places, the shape of the mouse, the clipboard."""
STEERING = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u00ad\ufeff]")


@pytest.fixture
def explorer(desk: Desk) -> Explorer:
    write_dataset(desk.folder / "hostile.toml", CODER)
    explorer = desk.open("--data", "hostile.toml", "--coder", CODER)
    explorer.press(CLAIMS, f"{CODER} ▸ 9 tagged")
    return explorer


def nothing_was_obeyed(explorer: Explorer) -> None:
    """Assert that no text steered the terminal, and that the program still does what its user wants."""
    explorer.quit()
    assert not [sequence for sequence in OBEYED if sequence in explorer.raw]
    assert not STEERING.findall(SEQUENCE.sub("", explorer.raw.decode()))


def plain(text: str) -> str:
    """Return a text without the marks on its letters."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def go_to(explorer: Explorer, kind: str) -> None:
    """Put the cursor on the claim with a kind of trouble."""
    explorer.press(CLAIMS + "g" + "j" * list(TEXTS).index(kind), f"─ {kind}-")


def test_panes(explorer: Explorer) -> None:
    for kind in TEXTS:
        go_to(explorer, kind)
        (line,) = (line for line in explorer.claims if line.startswith("▌"))
        assert SHOWN[kind] in plain(line)
        if TEXTS[kind] == SHORT[kind]:
            explorer.wait_for("written")
        explorer.press(DETAIL, f"━ {kind}-")
        explorer.wait_until_calm()  # what it states comes a little later, and has the text end further down
        explorer.press("G", "x-own")
        assert SHOWN[kind].split("␉")[0] in plain(explorer.text)
    explorer.send(COMPANIES)
    for number, kind in enumerate(TEXTS, start=1):
        explorer.press("j", "Claims ── 1 of 9 ──")
        explorer.wait_for(f"─ {kind}-")
        assert plain(explorer.pane("Companies")[number]).startswith(f"▌a{SHOWN[kind]}"[:7])
    explorer.press("g" + GROUPS, "Claims ── 9 ─")
    for kind in TEXTS:
        explorer.press("f", f"lens: {kind}")
        assert SHOWN[kind][:6] in plain(explorer.text)
    nothing_was_obeyed(explorer)


def test_searches_and_clicks(explorer: Explorer) -> None:
    for query, kind in SEARCHES:
        explorer.press("/", "esc back")
        explorer.paste(query)
        explorer.wait_for(f"─ {kind}-")
        explorer.escape("esc back")
    links = [*explorer.find_all("x[/]")]
    assert len(links) > 5
    for column, row in links:
        explorer.click(column, row)
    explorer.press(CLAIMS, "─ markup-")
    explorer.press("t", "Tags of markup-")
    explorer.click_on(" [@click=app.quit]x[")  # a heading
    explorer.click_on("  red]-\\[b]-$accent")
    explorer.wait_for("○*        red]-\\[b]-$accent")
    explorer.escape("Tags of")
    nothing_was_obeyed(explorer)


def test_dialogs(explorer: Explorer) -> None:
    explorer.press("t", f"Tags of markup-{SHOWN['markup'][:10]}")
    for kind in TEXTS:
        explorer.press(EMPTY_LINE + kind, f"○ {kind}/" if kind != "markup" else "● markup/")
        assert f" {kind}/{SHOWN[kind][:7].replace(' ', '-')}" in plain(explorer.text)
    explorer.press(EMPTY_LINE + "[zzq]", "▌+ [zzq]")
    explorer.press(TAB, "●*[zzq]")
    explorer.press(ENTER, "+#[zzq] on markup-")
    explorer.press("v", "Verdict on markup-")
    for kind in TEXTS:
        assert f"○ {SHOWN[kind]}"[:20] in plain(explorer.text).replace("●", "○")
    explorer.press("2", f"Verdict {SHOWN['escapes']}")
    explorer.press("?", "Everywhere in the explorer")
    explorer.escape("Everywhere in the explorer")
    explorer.press(":", "Find a command")
    explorer.press("[/", "No command and no saved query")
    explorer.escape("No command and no saved query")
    for told in ("Wrote 9 claims to ", "It exists already"):
        explorer.press("e", "Export the dataset")
        explorer.send(EMPTY_LINE + "[bold]x[" + ENTER)
        explorer.wait_for(told)
    explorer.escape("Export the dataset")
    explorer.press("y", "citation")
    explorer.send("y")
    explorer.wait_for(lambda _: b"\x1b]52;c;" in explorer.raw)
    nothing_was_obeyed(explorer)


def test_what_is_pasted_into_a_line_is_shown_there_and_never_obeyed(explorer: Explorer) -> None:
    for key, shown in (
        ("/", "esc back"),
        (":", "━ Commands ━"),
        ("t", "Tags of "),
        ("?", "━ Help ━"),
        ("K", "━ Checklist ─"),
        ("e", "Export the dataset"),
    ):
        explorer.press(key, shown)
        explorer.send(EMPTY_LINE)
        explorer.paste(TEXTS["escapes"])
        explorer.wait_for(f" {PASTED}")
        explorer.escape(shown)
    explorer.press("C", "Codebook")
    explorer.press("a", "Add a tag")
    explorer.paste(TEXTS["escapes"])
    explorer.wait_for(f" {PASTED}")
    explorer.escape("Add a tag")
    explorer.escape("Codebook")
    nothing_was_obeyed(explorer)


def test_notes_and_drafts(explorer: Explorer) -> None:
    for kind in TEXTS:
        go_to(explorer, kind)
        explorer.press("A", f"Your note on {kind}-")
        explorer.press(" seen", " seen")
        explorer.escape("Your note on")
    explorer.press("a", "Note on words-")
    explorer.paste(TEXTS["directions"] + TEXTS["markup"])
    explorer.wait_for("[bold [tCO2e]")
    explorer.escape("Note on words-")
    explorer.press("a", "Your draft from before")
    assert "[@click=app.quit]x[/]" in explorer.text
    explorer.press(SAVE, "Note saved on words-")
    nothing_was_obeyed(explorer)
