"""The user's own themes: what of a file is used, what is told of the rest, and which theme is there at the start."""

from pathlib import Path

import pytest

from esgtui.settings import Settings
from esgtui.tui.appearance import Home, is_animated, palette_at_start
from esgtui.tui.remembered import Remembered, recall, remember
from esgtui.tui.theme import COLOURS, PALETTES
from esgtui.tui.theme_files import all_palettes, find_palette


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "themes").mkdir()
    return Home(tmp_path / "settings.toml", tmp_path / "state" / "looks.json")


def write(home: Home, name: str, text: str) -> Path:
    assert home.settings
    path = home.settings.parent / "themes" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_theme_of_ones_own_stands_on_one_of_the_programs(home: Home) -> None:
    write(home, "dusk", 'about = "Evening"\nbased_on = "light"\naccent = "#5a2a00"\ntag-red = "darkred"')

    palette, warnings = find_palette("dusk", home.settings)

    assert palette is not None
    assert warnings == ()
    assert (palette.name, palette.about, palette.is_dark) == ("dusk", "Evening", False)
    assert palette.colours == {**PALETTES["light"].colours, "accent": "#5a2a00", "tag-red": "darkred"}
    assert [found.name for found, _ in all_palettes(home.settings) if found] == [*PALETTES, "dusk"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('\nacent = "#fff"', ":2: there is no colour 'acent'; did you mean accent?"),
        ('accent = "greenish"', ":1: accent is 'greenish'; write a colour as \"#5fb38c\""),
        ('accent = "ansi_red"', ":1: accent is 'ansi_red'; write a colour as \"#5fb38c\""),
        ('accent = "#ffffff80"', ":1: accent is '#ffffff80'; write a colour as \"#5fb38c\""),
        ("accent = 3", ":1: accent is a number; write a colour"),
        ('based_on = "drak"', ":1: based_on is 'drak'; write one of dark, light"),
        ("about = [1]", ":1: about is a list; write a text, in quotes"),
        ('dim = "#202020"', ":1: dim on background has a contrast of 1.1; give it 4.5"),
        ('based_on = "terminal"\naccent = "#ffffff"', ":1: the terminal's own colours go with no others"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_stays(home: Home, text: str, words: str) -> None:
    path = write(home, "mine", text)

    palette, warnings = find_palette("mine", home.settings)

    assert palette is not None
    assert set(palette.colours) == set(COLOURS)
    assert warnings[0].startswith(f"{path}{words}")


def test_a_theme_that_cannot_be_read_is_none(home: Home) -> None:
    path = write(home, "mine", "accent =")

    assert find_palette("mine", home.settings) == (None, find_palette("mine", home.settings)[1])
    assert find_palette("mine", home.settings)[1][0].startswith(f"{path}:1: this is not TOML")
    palette, warnings = palette_at_start(Settings(theme="mine"), home)
    assert palette.name == "dark"
    assert len(warnings) == 1


def test_what_was_chosen_last_is_there_again_until_the_settings_name_another(home: Home) -> None:
    assert home.state
    assert palette_at_start(Settings(theme="dark"), home)[0].name == "dark"

    assert remember(home.state, theme="light", instead_of="dark") == ""

    assert palette_at_start(Settings(theme="dark"), home)[0].name == "light"
    assert palette_at_start(Settings(theme="terminal"), home)[0].name == "terminal"


def test_a_chosen_theme_that_is_gone_leaves_that_of_the_settings(home: Home) -> None:
    assert home.state
    remember(home.state, theme="gone", instead_of="light")

    palette, warnings = palette_at_start(Settings(theme="light"), home)

    assert palette.name == "light"
    assert "there is no theme 'gone'" in warnings[0]


def test_what_is_remembered_of_one_thing_stays_when_another_changes(tmp_path: Path) -> None:
    path = tmp_path / "a" / "looks.json"
    remember(path, is_tour_over=True)
    remember(path, theme="light", instead_of="dark")

    assert recall(path) == Remembered("light", "dark", is_tour_over=True)
    assert [file.name for file in path.parent.iterdir()] == ["looks.json"]


def test_what_cannot_be_kept_is_told_and_what_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text('{"theme": 3}', encoding="utf-8")

    assert recall(tmp_path / "file") == Remembered()
    assert "cannot be written" in remember(tmp_path / "file" / "looks.json", theme="light")


@pytest.mark.parametrize(
    ("setting", "environment", "is_on"),
    [
        (None, {}, True),
        (None, {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        (None, {"SSH_TTY": "/dev/pts/3"}, False),
        (True, {"SSH_TTY": "/dev/pts/3"}, True),
        (False, {}, False),
    ],
)
def test_nothing_moves_over_a_slow_line_unless_asked_for(
    setting: bool | None, environment: dict[str, str], is_on: bool
) -> None:
    assert is_animated(Settings(animations=setting), environment) is is_on
