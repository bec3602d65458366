"""A table is imported by keys: the guess beside what stands in it, changed and tried out, written whole or stopped."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

from esgtui.dataset.files import Progress
from esgtui.dataset.loader import load
from esgtui.intake.importing import READING
from esgtui.intake.rows import IntakeError
from esgtui.settings import Settings
from esgtui.tui.importing_app import ImportingApp
from esgtui.tui.importing_work import Annotated
from esgtui.tui.screens.choice import ChoiceScreen
from esgtui.tui.screens.importing import ImportingScreen
from esgtui.tui.screens.text_dialog import TextDialog
from tests.intake.made import ROWS, Cells, csv_file, workbook
from tests.tui.driving import Driven


class Imported(Driven):
    """The screen at work, and the app that it is in."""

    def __init__(self, pilot: Pilot[None], app: ImportingApp) -> None:
        super().__init__(pilot, screens=2)
        self.app = app

    @property
    def screen(self) -> ImportingScreen:
        return next(each for each in self.app.screen_stack if isinstance(each, ImportingScreen))

    async def choose(self, name: str) -> None:
        """Take what is called that in the dialog that is open."""
        await self.until(lambda: isinstance(self.app.screen, ChoiceScreen))
        choices = self.app.screen
        assert isinstance(choices, ChoiceScreen)
        await self.press("home", *["down"] * [each.id for each in choices.choices].index(name), "enter")

    @property
    def told(self) -> str:
        """What the screen says of what happened."""
        return str(self.screen.query_one(".told", Static).content)


Imports = Callable[..., AbstractAsyncContextManager[Imported]]


@pytest.fixture
def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Imports:
    """Return a context manager that opens a table, in a folder of the test."""
    monkeypatch.chdir(tmp_path)

    @asynccontextmanager
    async def run(
        path: Path,
        settings: Settings | None = None,
        size: tuple[int, int] = (120, 30),
        annotated: Annotated | None = None,
    ) -> AsyncIterator[Imported]:
        app = ImportingApp(path, settings or Settings(), annotated=annotated)
        async with app.run_test(size=size) as pilot:
            opened = Imported(pilot, app)
            await opened.until(lambda: isinstance(app.screen, ImportingScreen))
            await opened.settle()
            yield opened

    return run


async def test_what_fills_companies_in_is_told_on_a_small_screen_too(imports: Imports, tmp_path: Path) -> None:
    rows = [*ROWS, *({"Company": "", "Text": f"We do {n} of all that we can.", "Theme": "Other"} for n in range(9))]
    async with imports(csv_file(tmp_path / "claims.csv", rows), size=(60, 20)) as here:
        await here.until(lambda: "left out" in here.text())
        assert "a takes the company of the row above" in here.text()


async def test_the_guess_is_changed_by_key_tried_out_and_imported(imports: Imports, tmp_path: Path) -> None:
    rows = [*ROWS, *({"Company": "", "Text": f"We do {n} of it.", "Theme": "Other"} for n in range(4))]
    async with imports(csv_file(tmp_path / "claims.csv", rows)) as here:
        assert "● statement    Text" in here.text()
        assert "All 7 rows: 3 claims, of 2 companies, 4 left out → claims.toml" in here.text()
        assert "row 5: there is no company in Company" in here.text()
        assert "and 2 more" in here.text()
        assert "a takes the company of the row above" in here.text()
        await here.press("a")
        assert "7 claims, companies from above, of 2 companies →" in here.text()
        await here.press("a", "down", "o")
        assert "no column is the claim" in here.text()
        await here.press("enter", "home", "enter", "down", "x")
        assert here.screen.state.roles == {"Company": "company", "Text": "statement", "Theme": "ignore"}
        assert "2  Climate" in here.text()
        await here.press("u", "c", *"Bolt", "enter")
        assert "7 claims, of 3 companies →" in here.text()
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    assert [claim.statement for claim in load(tmp_path / "claims.toml").claims] == [row["Text"] for row in rows]


async def test_another_encoding_is_chosen_by_what_becomes_of_letters(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes("Firma;Größe;Text\nMüller;7;Wir senken bis 2030 alles für Österreich.\n".encode("cp1252"))
    async with imports(path) as here:
        assert "read as cp1252: e changes that if letters look wrong" in here.text()
        await here.press("down", "x", "e")
        assert "○ cp1251" in here.text()
        await here.choose("cp1251")
        assert here.screen.state.roles == {"Firma": "company", "GrцЯe": "ignore", "Text": "statement"}
        await here.press("home")
        assert "2  Mьller" in here.text()
        await here.press("e")
        await here.choose("cp1252")
        assert here.screen.state.roles["Größe"] == "ignore"


async def test_what_divides_cells_and_which_row_has_the_headings_is_chosen(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("A;list~of our claims\nFirm;Plant~Wording\nABB;Machines~We cut it, all of it.\n")
    async with imports(path) as here:
        assert "▸ divided by ; (d) ▸ headings in row 1 (r)" in here.text()
        await here.press("d")
        await here.choose("another")
        await here.until(lambda: isinstance(here.app.screen, TextDialog))
        await here.press(*"~~", "enter")
        assert "write one sign, such as ; or |" in here.text()
        await here.press("backspace", "enter")
        await here.until(lambda: "▸ divided by ~" in here.text())
        await here.press("r")
        await here.choose("2")
        await here.until(lambda: "▸ headings in row 2" in here.text())
        assert here.screen.state.roles == {"Firm;Plant": "company", "Wording": "statement"}
        await here.press("r")
        await here.choose("0")
        await here.until(lambda: "▸ no headings" in here.text())
        await here.press("r")
        await here.choose("2")
        await here.until(lambda: "▸ headings in row 2" in here.text())
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    text = (tmp_path / "claims.toml").read_text()
    assert 'delimiter = "~"\nheader-row = 2\n' in text
    async with imports(path) as here:
        assert "▸ divided by ~ (d) ▸ headings in row 2 (r)" in here.text()


async def test_what_divides_decimals_is_told_and_chosen(imports: Imports, tmp_path: Path) -> None:
    rows = [row | {"Value": "1.234"} for row in ROWS]
    async with imports(csv_file(tmp_path / "claims.csv", rows)) as here:
        told = "1.234 in row 2, and 2 more like it, is read as 1.234, since commas divide the cells; n says otherwise"
        assert told in here.text()
        await here.press("n")
        await here.choose(",")
        await here.until(lambda: told not in here.text())
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    assert {claim.metrics[0].value for claim in load(tmp_path / "claims.toml").claims} == {1234}


async def test_a_file_is_opened_again_as_it_was_imported_before(imports: Imports, tmp_path: Path) -> None:
    claims = [["Claim"], ["We plant trees. We save water."]]
    path = workbook(tmp_path / "w.xlsx", {"New": claims, "Old": [["Note"], ["No claim."], ["None."]]})
    async with imports(path) as here:
        assert "Import w.xlsx ▸ sheet Old (t) ▸ headings in row 1 (r)" in here.text()
        assert "t reads another of New, Old" in here.text()
        await here.press("t")
        await here.choose("New")
        await here.press("s", "c", *"Omega", "enter")
        assert "1 row: 2 claims, each sentence one, of 1 company" in here.text()
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    before = (tmp_path / "w.toml").read_text(encoding="utf-8")
    async with imports(path) as here:
        assert "Import w.xlsx ▸ sheet New" in here.text()
        await here.press("ctrl+o")
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    assert (tmp_path / "w.toml").read_text(encoding="utf-8") == before
    async with imports(workbook(tmp_path / "v.xlsx", {"New": claims, "Old": claims * 2})) as here:
        await here.press("f", *["backspace"] * 6, *"w.toml", "enter")
        await here.until(lambda: "sheet New" in here.text())
        assert (here.screen.state.way.cuts, here.screen.state.way.company) == (True, "Omega")


async def test_all_sheets_alike_are_imported_as_one_table(imports: Imports, tmp_path: Path) -> None:
    head: Cells = ["Claim", "Year"]
    sheets: dict[str, list[Cells]] = {
        name: [head, [f"We save the water of {name}.", 2030.0]] for name in ("ABB", "Ohm SA")
    }
    async with imports(workbook(tmp_path / "w.xlsx", sheets)) as here:
        await here.press("t")
        await here.choose("*")
        await here.until(lambda: "Import w.xlsx ▸ all sheets alike" in here.text())
        assert "All 2 rows: 2 claims, of 2 companies" in here.text()
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    assert [company.name for company in load(tmp_path / "w.toml").companies.values()] == ["ABB", "Ohm SA"]


async def test_what_in_the_settings_cannot_be_used_is_shown_by_a_key(imports: Imports, tmp_path: Path) -> None:
    settings = Settings(warnings=("settings.toml: there is no theme 'blue'",))
    async with imports(csv_file(tmp_path / "claims.csv", ROWS), settings) as here:
        assert "▸ ! 1 fault in your settings" in here.text()
        await here.press("exclamation_mark")
        await here.until(lambda: "no theme 'blue'" in here.text())
        await here.press("escape")
        assert "in your settings" not in here.text()


async def test_where_an_encoding_makes_no_difference_none_is_asked_for(imports: Imports, tmp_path: Path) -> None:
    async with imports(csv_file(tmp_path / "claims.csv", ROWS)) as here:
        await here.press("e")
        assert "the same in every encoding" in here.text()
        await here.press("down", "x")
        assert here.screen.state.roles["Text"] == "ignore"


async def test_rows_that_are_left_out_are_told_before_the_dataset_opens(imports: Imports, tmp_path: Path) -> None:
    async with imports(csv_file(tmp_path / "claims.csv", [*ROWS, {"Company": "", "Text": "We do it."}])) as here:
        await here.press("f", *["backspace"] * 11, *"more.toml", "enter")
        await here.press("ctrl+o")
        assert "3 claims are written; 1 row is left out" in here.text()
        assert here.app.imported is None
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported == Path("more.toml"))


async def test_a_file_that_is_there_is_updated_only_when_asked_again(imports: Imports, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "claims.csv", ROWS)
    async with imports(path) as here:
        await here.press("down", "down", "x", "ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    csv_file(path, ROWS[:2])
    async with imports(path) as here:
        assert "columns are taken for what they are in claims.toml" in here.text()
        assert here.screen.state.roles["Theme"] == "ignore"
        await here.press("ctrl+o")
        assert "claims.toml exists already. ctrl+o again updates it" in here.text()
        assert len(load(tmp_path / "claims.toml").claims) == 3
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    assert len(load(tmp_path / "claims.toml").claims) == 2
    with (tmp_path / "claims.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[claims]]\nid = "own-1"\ncompany = "abb"\nstatement = "We offset all flights."\n')
    async with imports(path) as here:  # what no import made is not dropped
        await here.press("ctrl+o")
        await here.press("ctrl+o")
        await here.until(lambda: "would drop: claims (own-1)" in here.text())
    assert len(load(tmp_path / "claims.toml").claims) == 3
    async with imports(csv_file(tmp_path / "newer.csv", ROWS)) as here:
        assert here.screen.state.roles["Theme"] == "pillar"
        await here.press("f", *["backspace"] * 10, *"claims.toml", "enter")
        assert here.screen.state.roles["Theme"] == "ignore"


async def test_what_an_update_would_change_is_told_before_it_is_made(imports: Imports, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "claims.csv", ROWS)
    async with imports(path) as here:
        assert "A new dataset, Claims; annotations are kept under its id claims" in here.text()
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    gone = [claim.id for claim in load(tmp_path / "claims.toml").claims if "timber" in claim.statement]
    csv_file(path, [*ROWS[:2], {"Company": "Bolt", "Text": "We ship by train.", "Theme": "Climate"}])
    async with imports(path, annotated=lambda *_: gone) as here:
        assert "An update of Claims; annotations are kept under its id claims" in here.text()
        await here.press("ctrl+o")
        told = " ".join(here.told.split())
        assert "What would change: 1 added, 1 gone." in told
        assert "1 annotated claim would be gone." in told
        await here.press("down", "o", "ctrl+o")  # what would be made is another thing by now
        assert "no column that looks like claims" in here.told
        assert len(load(tmp_path / "claims.toml").claims) == len(ROWS)


async def test_what_cannot_be_done_while_the_import_works_is_told_for_as_long_as_it_does(
    imports: Imports, tmp_path: Path
) -> None:
    path, may_go_on, many = csv_file(tmp_path / "claims.csv", ROWS), Event(), Event()
    async with imports(path) as here:
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)

    def annotated(_: Path, __: str, tell: Progress) -> list[str]:
        assert may_go_on.wait(30)
        while not many.is_set():
            tell("looking for annotations", 1, 2)
        return []

    csv_file(path, [*ROWS, {"Company": "Bolt", "Text": "We ship by train.", "Theme": "Climate"}])
    refused = "import: the import is at work: escape stops it"
    async with imports(path, annotated=annotated) as here:
        here.app.post_message(Key("ctrl+o", None))
        here.app.post_message(Key("ctrl+o", None))
        await here.until(lambda: refused in here.told)
        assert "ctrl+o (import)" in here.text()
        may_go_on.set()
        await here.until(lambda: "Looking for annotations 50 %" in here.told)
        assert refused in here.told
        many.set()
        await here.until(lambda: "ctrl+o again updates it" in here.told)
        assert refused not in here.told
        await here.until(lambda: "ctrl+o (import)" not in here.text())
        assert len(load(tmp_path / "claims.toml").claims) == len(ROWS)


async def test_escape_asks_before_what_was_changed_is_gone(imports: Imports, tmp_path: Path) -> None:
    async with imports(csv_file(tmp_path / "claims.csv", ROWS)) as here:
        await here.press("x", "escape")
        assert "What you changed here would be gone: esc again leaves" in here.told
        await here.press("u", "x", "escape")
        assert "What you changed here would be gone" in here.told
        await here.press("escape")
        await here.until(lambda: not here.app.is_running)
    async with imports(tmp_path / "claims.csv") as here:
        await here.press("x", "u", "escape")  # which is as it was at first
        await here.until(lambda: not here.app.is_running)


async def test_a_title_is_typed_and_claims_of_nobody_are_filed_under_it(imports: Imports, tmp_path: Path) -> None:
    rows = [{"Text": row["Text"], "Theme": row["Theme"]} for row in ROWS]
    async with imports(csv_file(tmp_path / "claims.csv", rows), size=(160, 30)) as here:
        assert "all claims are filed under Claims: enter on the column that has them, or c says whose" in here.text()
        await here.press("f", "tab", *"Ohm", "enter")
        await here.until(lambda: "all claims are filed under Ohm" in here.text())
        await here.press("ctrl+o")
        await here.until(lambda: here.app.imported is not None)
    dataset = load(tmp_path / "claims.toml")
    assert (dataset.header.title, [each.name for each in dataset.tables.companies]) == ("Ohm", ["Ohm"])


@pytest.mark.parametrize("stopping", [ImportingScreen.do_leave, ImportingScreen.action_copy_text])
async def test_escape_and_ctrl_c_stop_the_import_and_nothing_is_left(
    imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: Callable[[ImportingScreen], None]
) -> None:
    path = csv_file(tmp_path / "claims.csv", ROWS * 3000)
    async with imports(path) as here:
        screen, tell = here.screen, here.screen.work.tell

        def stop(what: str, done: int, total: int) -> None:
            if what == READING:
                stopping(screen)
            tell(what, done, total)

        monkeypatch.setattr(screen.work, "tell", stop)
        await here.press("ctrl+o")
        assert "Stopped; nothing was written." in str(screen.query_one(".told", Static).content)
    assert names_in(tmp_path) == ["claims.csv"]


async def test_a_file_that_is_no_table_ends_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(b"\0")
    app = ImportingApp(path, Settings())
    async with app.run_test() as pilot:
        await Imported(pilot, app).until(lambda: app.fault is not None)
    assert isinstance(app.fault, IntakeError)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
