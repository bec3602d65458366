"""A document is read by keys: to a dataset that loads, with each claim on the disk before the screen says so."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from esgtui.dataset.loader import load
from esgtui.reading_opening import Files
from esgtui.settings import Settings
from esgtui.tui import reading_app
from esgtui.tui.reading_app import ReadingApp
from tests.tui.reading import Read
from tests.workspace.report import RECYCLED, TARGET, write_report

Reads = Callable[..., AbstractAsyncContextManager[Read]]


@pytest.fixture
def read(tmp_path: Path) -> Reads:
    """Return a context manager that opens a document, the short report unless another one is given."""

    @asynccontextmanager
    async def run(
        document: Path | None = None,
        size: tuple[int, int] = (120, 40),
        folder: str = ".",
        settings: Settings | None = None,
    ) -> AsyncIterator[Read]:
        document, into = document or write_report(tmp_path), tmp_path / folder / "velo.toml"
        app = ReadingApp(Files(document, into, tmp_path / "state"), settings or Settings())
        async with app.run_test(size=size, notifications=True) as pilot:
            opened = Read(pilot, app)
            await opened.opened()
            yield opened

    return run


async def test_a_document_becomes_a_dataset_by_keys(read: Reads, tmp_path: Path) -> None:
    path = tmp_path / "velo.toml"
    async with read() as opened:
        await opened.press("slash", *"recycled", "enter", "escape")
        assert opened.at_cursor == RECYCLED
        await opened.press("P", "enter", "K", "4", "T", *"circular", "enter")
        await opened.press("enter", *"Velo AG", "enter")
        assert "Took velo-ag-001, which is in velo.toml" in opened.text()
        assert opened.at_cursor == TARGET
        await opened.press("e", *" Truly.", "enter")
        await opened.press("t")
        assert "2 taken" in opened.text()
        await opened.press("n", "x")
        assert len(load(path).claims) == 2
        await opened.press("q")
    dataset = load(path)
    first, second = dataset.claims
    assert (first.statement, first.kind, dataset.pillar_title(first)) == (RECYCLED, "practice", "Clean Materials")
    assert dataset.topics_of(first) == dataset.topics_of(second) == ("esrs:E5",)
    assert (second.statement, second.quote, second.target_year) == (f"{TARGET} Truly.", TARGET, 2030)
    async with read() as opened:
        assert "2 taken" in opened.text()
        assert opened.text().count("✓") > 2
        await opened.press("question_mark")
        assert "While reading a document into a dataset" in opened.text()
        await opened.press("escape", "o")
        assert opened.app.goes_on


async def test_whose_it_is_is_asked_once_of_each_new_document(read: Reads, tmp_path: Path) -> None:
    path = tmp_path / "velo.toml"
    async with read() as opened:
        await opened.press("enter")
        assert "Whose claim is it?" in opened.text()
        await opened.press(*"Velo AG", "enter", "enter")
        assert "2 taken" in opened.text()
    other = tmp_path / "foods.md"
    other.write_text("# Verdant Foods: our impact 2024\n\nWe will cut waste by 40 % by 2030. We recycle 90 % of it.\n")
    async with read(other) as opened:
        await opened.press("enter")
        assert "Whose claim is it?" in opened.text()
        assert opened.text().index("Verdant Foods  a new company") < opened.text().index("velo-ag  Velo AG")
        await opened.press("escape")
        assert len(load(path).claims) == 2
        await opened.press("enter", "enter", "enter")
        assert "2 taken" in opened.text()
    async with read(other) as opened:
        await opened.press("u", "a", "g", "enter")
        assert "Whose claim is it?" not in opened.text()
        assert "3 taken" in opened.text()
    assert [claim.company for claim in load(path).claims] == ["velo-ag"] * 2 + ["verdant-foods"] * 3


async def test_own_words_are_there_again_when_one_comes_back(read: Reads, tmp_path: Path) -> None:
    async with read() as opened:
        await opened.press("e", *" Truly.", "enter", "q")
    assert not (tmp_path / "velo.toml").exists()
    async with read() as opened:
        assert "✎" in opened.text()
        assert opened.at_cursor + " Truly." == opened.screen.reading.statement(opened.screen.here or 0)
        await opened.press("enter", *"Velo AG", "enter")
    assert load(tmp_path / "velo.toml").claims[0].statement.endswith(" Truly.")


async def test_a_company_that_is_typed_is_the_one_meant(read: Reads, tmp_path: Path) -> None:
    document = tmp_path / "foods.md"
    document.write_text("# Verdant Foods and Partners Impact Report 2024\n\nWe will cut waste by 40 % by 2030.\n")
    async with read(document) as opened:
        await opened.press("C")
        assert "Verdant Foods and Partners  a new company" in opened.text()
        await opened.press(*"Verdant Foods", "enter", "enter")
    assert [company.name for company in load(tmp_path / "velo.toml").companies.values()] == ["Verdant Foods"]


async def test_steps_are_taken_back_and_what_cannot_be_is_told(read: Reads, tmp_path: Path) -> None:
    path = tmp_path / "velo.toml"
    async with read() as opened:
        await opened.press("u")
        assert "nothing was done since the document was opened" in opened.text()
        await opened.press("enter", "enter", "x", "enter")
        first, second = load(path).claims
        await opened.press("u", "u", "u")
        assert not path.exists()
        assert opened.at_cursor == first.statement
        await opened.press("enter", "k", "enter")
        assert f"it is taken, as {first.id}" in opened.text()
        path.write_text("broken [")
        await opened.press("n", "enter")
        assert "broken TOML" in opened.said()
        assert path.read_text() == "broken ["
        assert second.statement != opened.at_cursor or "1 taken" in opened.text()


async def test_a_file_that_cannot_be_written_is_told(read: Reads) -> None:
    async with read(folder="gone") as opened:
        await opened.press("enter", "enter")
        assert "cannot be written" in opened.said()
        assert "0 taken" in opened.text()


async def test_any_sentence_can_be_found_and_taken(read: Reads, tmp_path: Path) -> None:
    async with read() as opened:
        await opened.press("slash", *"noon", "enter")
        assert "No sentence is like that" in opened.text()
        await opened.press("a", "enter", "enter")
        assert load(tmp_path / "velo.toml").claims[0].statement == "Lunch is served at noon."
        await opened.press("escape", "s")
        assert "likeliest first" in opened.text()
        scores = [opened.screen.reading.sentences[row].score for row in opened.screen.rows]
        assert scores == sorted(scores, reverse=True)
        lines = opened.text().splitlines()
        row = next(number for number, line in enumerate(lines) if "Lunch" in line[:60])
        await opened.pilot.click(offset=(lines[row].index("Lunch"), row))
        await opened.press()
        assert opened.at_cursor == "Lunch is served at noon."


async def test_a_search_that_is_left_leads_back_to_where_it_was_begun(read: Reads) -> None:
    async with read() as opened:
        await opened.press("slash", *"half", "enter", "escape")
        assert opened.at_cursor == TARGET  # what was gone to stays
        await opened.press("slash", *"recycled")
        assert opened.at_cursor == RECYCLED
        await opened.press("escape")
        assert opened.at_cursor == TARGET
        await opened.press("slash", *"zzzz", "escape")
        assert opened.at_cursor == TARGET


async def test_a_low_screen_shows_the_claim_in_place_of_the_text(read: Reads) -> None:
    async with read(size=(40, 15)) as opened:
        assert "The claim" not in opened.text()
        await opened.press("tab", "tab")
        assert "The claim" in opened.text()
        assert not opened.sees_text()
        await opened.press("escape")
        assert opened.sees_text()
        await opened.pilot.resize_terminal(120, 40)
        await opened.until(lambda: "The claim" in opened.text())


async def test_nothing_in_a_document_steers_the_screen(read: Reads, tmp_path: Path) -> None:
    document = tmp_path / "steering.txt"
    document.write_text("[red]Title[/]\n\nWe will cut [@click=app.quit]all[/] emissions by 40 % \x1b[2J by 2030.\n")
    async with read(document) as opened:
        assert "[red]Title[/]" in opened.text()
        assert "[@click=app.quit]all[/]" in opened.text()
        assert "\x1b" not in opened.text()


async def test_reading_can_be_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def never_ends(_: Files, tell: Callable[[str, int, int], None]) -> None:
        while True:
            tell("Reading the document", 1, 4)

    monkeypatch.setattr(reading_app, "open_reading", never_ends)
    app = ReadingApp(Files(write_report(tmp_path), tmp_path / "velo.toml"), Settings())
    async with app.run_test() as pilot:
        opened = Read(pilot, app)
        await opened.until(lambda: "Reading the document … 25 %" in opened.text())
        await pilot.press("escape")
        await opened.until(lambda: not app.is_running or not list(app.workers))
    assert app.reading is None
    assert not app.files.into.exists()


async def test_what_cannot_be_used_is_told_in_a_word_and_shown_by_a_key(read: Reads, tmp_path: Path) -> None:
    document = tmp_path / "bericht.txt"
    document.write_text("Wir senken unsere Emissionen bis 2030 um die Hälfte, und alle Werke machen mit.\n" * 9)
    settings = Settings(warnings=("settings.toml: there is no theme 'blue'",))
    async with read(document, settings=settings) as opened:
        assert "! few offers ▸ 1 fault in your settings" in opened.text()
        assert not opened.app._notifications
        await opened.press("exclamation_mark")
        await opened.until(lambda: "no theme 'blue'" in opened.text())
        assert "seems not to be in English" in opened.text()
        await opened.press("escape")
        assert "! few offers ▸ velo.toml" in opened.text()


async def test_an_encoding_that_was_presumed_is_no_fault_in_the_settings(read: Reads, tmp_path: Path) -> None:
    document = tmp_path / "report.txt"
    document.write_bytes("Büro Volt will cut its emissions by half by 2030.\n".encode("cp1252"))
    async with read(document) as opened:
        assert "! read as cp1252 ▸" in opened.text()
        assert "settings" not in opened.text()
        await opened.press("exclamation_mark")
        await opened.until(lambda: "is not UTF-8 (line 1)" in opened.text())
        assert "What is presumed" in opened.text()
