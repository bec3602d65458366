"""Every theme can be read: the colours that screens are really drawn in keep the contrast that WCAG asks for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from rich.color import ColorType
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.screen import Screen

from esgtui.reading_opening import Files
from esgtui.settings import THEMES, Settings
from esgtui.tui.app import EsgtuiApp
from esgtui.tui.contrast import HIGH, READABLE, contrast, hard_to_read
from esgtui.tui.importing_app import ImportingApp
from esgtui.tui.reading_app import ReadingApp
from esgtui.tui.screens.importing import ImportingScreen
from esgtui.tui.screens.reading import ReadingScreen
from esgtui.tui.shell import Shell
from esgtui.tui.theme import COLOURS, PALETTES, Palette
from esgtui.workspace import Workspace
from tests.intake.made import ROWS, csv_file
from tests.tui.conftest import Explored, dataset
from tests.tui.driving import Driven
from tests.workspace.report import write_report

DRAWN = [name for name, palette in PALETTES.items() if not palette.is_ansi]
LEAST = dict.fromkeys(THEMES, READABLE) | {"high-contrast": HIGH}
COLOURED = [
    {"tag": f"colour/{colour}", "title": "A colour", "colour": colour}
    for colour in ("red", "amber", "green", "teal", "blue", "violet", "grey")
]
WALK: tuple[tuple[str, ...], ...] = (
    ("t", *"red", "enter"),  # each line ends on a screen that is looked at
    ("t", *"blue", "enter", "v", "1", "a", *"why", "ctrl+o", "space", "down"),
    ("tab",),
    ("shift+tab", "slash", *"acm"),
    ("enter",),
    ("f3", "down"),
    ("f5",),
    ("escape", "escape", "t"),
    ("escape", "comma"),
    ("escape", "v"),
    ("escape", "a", *"wo", "shift+left"),
    ("escape", "e"),
    ("escape", "L"),
    ("tab",),
    ("escape", "C"),
    ("escape", "X"),
    ("escape", "ctrl+p", *"tag", "down"),
    ("escape", "question_mark", *"undo"),
    ("escape", "K", "down"),
    ("escape", "ctrl+t"),
    ("escape", "equals_sign"),
    ("escape", "S"),
)
"""Keys that lead through the screens."""

READING_WALK = (
    ("x", "down"),
    ("enter",),
    ("enter",),
    ("tab",),
    ("tab", "slash", "b"),
    ("escape", "P"),
    ("escape", "T"),
)
IMPORTING_WALK = (("down",), ("enter",), ("escape", "o"), ("u", "f"), ("escape", "ctrl+o"))


def test_the_settings_know_the_themes_by_their_names() -> None:
    assert tuple(PALETTES) == THEMES
    assert all(set(palette.colours) == set(COLOURS) for palette in PALETTES.values())


@pytest.mark.parametrize("name", DRAWN)
def test_every_ink_is_read_on_every_ground(name: str) -> None:
    assert list(hard_to_read(PALETTES[name].colours, LEAST[name])) == []


def test_contrast_is_what_wcag_says() -> None:
    black, white, grey = Color.parse("#000000"), Color.parse("#ffffff"), Color.parse("#767676")

    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


@pytest.fixture
def app(tmp_path: Path) -> EsgtuiApp:
    tables = dataset()
    codebook = tables["codebook"]
    assert isinstance(codebook, list)
    codebook += COLOURED
    (tmp_path / "dataset.toml").write_bytes(tomli_w.dumps(tables).encode())
    workspace = Workspace.open(tmp_path / "dataset.toml", store=str(tmp_path / "journal.sqlite"), coder="mei")
    return EsgtuiApp(workspace, Settings(theme="terminal", visits=False))


async def drawn(app: EsgtuiApp, palette: Palette) -> set[tuple[str, Style]]:
    """Walk through the screens, drawn with a palette; return each text that was seen, with how it looked."""
    found: set[tuple[str, Style]] = set()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        explored = Explored(pilot, app.workspace)
        app.show_palette(palette)
        await explored.settle()
        explored.screen.tour.begin()
        explored.screen.warn("A warning, as it is told")
        for keys in WALK:
            await explored.press(*keys)
            found |= texts_of(app)
    return found


def texts_of(app: App[None]) -> set[tuple[str, Style]]:
    """Return each text that is seen, with how it looks."""
    strips = app.screen._compositor.render_strips(app.size)
    return {(text.strip(), style) for strip in strips for text, style, _ in strip if style and is_text(text)}


async def drawn_of_files(folder: Path, palette: Palette) -> set[tuple[str, Style]]:
    """Walk through the screens of a document that is read and of a table that is imported; return what was seen."""
    (folder / "claims.toml").touch()
    settings, table = Settings(theme="terminal"), csv_file(folder / "claims.csv", [*ROWS, {"Text": "We do."}])
    reading = ReadingApp(Files(write_report(folder), folder / "velo.toml"), settings)
    return {
        *await walked(reading, ReadingScreen, READING_WALK, palette),
        *await walked(
            ImportingApp(table, settings, target=folder / "claims.toml"), ImportingScreen, IMPORTING_WALK, palette
        ),
    }


async def walked(
    app: Shell, first: type[Screen[Any]], walk: Sequence[Sequence[str]], palette: Palette
) -> set[tuple[str, Style]]:
    """Press keys on the screen of an app once that is there, and return what was seen."""
    found: set[tuple[str, Style]] = set()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        driven = Driven(pilot, screens=2)
        app.show_palette(palette)
        await driven.until(lambda: isinstance(app.screen, first))
        await driven.settle()
        for keys in walk:
            await driven.press(*keys)
            found |= texts_of(app)
    return found


async def test_all_that_is_drawn_is_a_pair_that_themes_answer_for(app: EsgtuiApp, tmp_path: Path) -> None:
    markers = {name: f"#{number:02x}{number:02x}80" for number, name in enumerate(COLOURS, 1)}
    names = {colour: name for name, colour in markers.items()}
    pairs: dict[tuple[str, str], str] = {}
    marked = Palette(name="marked", about="", colours=markers)
    for text, style in {*await drawn(app, marked), *await drawn_of_files(tmp_path, marked)}:
        ink, ground = (
            colour.triplet.hex if colour and colour.triplet else "" for colour in (style.color, style.bgcolor)
        )
        pairs[names.get(ink, f"a mixed colour, {ink}"), names.get(ground, f"a mixed colour, {ground}")] = text
        assert not style.dim, text

    fallible = {pair: text for pair, text in pairs.items() if not {*pair} <= {*COLOURS}}
    assert fallible == {}
    assert len(pairs) > 15
    for name in DRAWN:
        colours = {key: Color.parse(colour) for key, colour in PALETTES[name].colours.items()}
        worst = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
        assert {pair: found for pair, found in worst.items() if found < LEAST[name]} == {}, name


async def test_text_in_the_terminals_colours_has_its_own_two(app: EsgtuiApp, tmp_path: Path) -> None:
    """Nobody knows what the others are like: only signs that say the same without them have them."""
    terminal = PALETTES["terminal"]
    seen = {*await drawn(app, terminal), *await drawn_of_files(tmp_path, terminal)}

    assert {(text, fault) for text, style in seen if (fault := terminal_fault(text, style))} == set()


def is_text(text: str) -> bool:
    """Tell whether there is more than blanks, lines and blocks to see."""
    return any(not character.isspace() and not "\u2500" <= character <= "\u259f" for character in text)


def terminal_fault(text: str, style: Style) -> str:
    """Return what is wrong with text: it has the terminal's own two colours, or is a sign that needs none."""
    kinds = {colour.type for colour in (style.color, style.bgcolor) if colour is not None}
    is_default = kinds <= {ColorType.DEFAULT} and not style.dim
    is_sign = kinds <= {ColorType.DEFAULT, ColorType.STANDARD} and not any(map(str.isalnum, text))
    return "" if is_default or is_sign else str(style)
