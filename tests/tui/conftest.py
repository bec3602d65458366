"""A small dataset in a file of its own, and the explorer on it without a terminal."""

import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from textual import app, pilot
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.notifications import Notification
from textual.pilot import Pilot

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.watching import marks_of
from esgtui.session import BEGINNING, Session
from esgtui.settings import Settings
from esgtui.tui import running
from esgtui.tui.app import EsgtuiApp
from esgtui.tui.screens import board, keeping_dialog, view
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.widgets import status_line
from esgtui.workspace import Workspace
from tests.patience import LONG
from tests.tui.driving import Driven
from tests.tui.idleness import wait_for_idle

STATEMENTS = (
    "Acme cut its emissions by 40 % against 2019.",
    "Acme's fleet is electric.",
    "Every Acme car contains 40 kg of recycled aluminium.",
    "Acme names no supplier.",
    "Bolt will be carbon neutral by 2045.",
    "Bolt recycles aluminium in its plant at Lu'an.",
)


def dataset(statements: tuple[str, ...] = STATEMENTS) -> dict[str, object]:
    """Return the tables of a dataset with two companies, two pillars, a framework, a codebook and a scale."""
    claims = [
        {
            "id": f"c-{number}",
            "company": "acme" if number < 4 else "bolt",
            "statement": statement,
            **({"pillar": "climate" if number < 2 else "loops", "topics": ["esrs:E1"]} if number < 4 else {}),
        }
        for number, statement in enumerate(statements)
    ]
    return {
        "format": 1,
        "dataset": {"id": "two-makers", "title": "Two makers"},
        "companies": [{"id": "acme", "name": "Acme"}, {"id": "bolt", "name": "Bolt"}],
        "pillars": [
            {"id": "climate", "company": "acme", "title": "Climate"},
            {"id": "loops", "company": "acme", "title": "Closed loops"},
        ],
        "frameworks": [{"id": "esrs", "title": "ESRS"}],
        "topics": [
            {"framework": "esrs", "code": "E1", "title": "Climate change"},
            {"framework": "esrs", "code": "E5", "title": "Circular economy"},
        ],
        "claims": claims,
        "codebook": [
            {"tag": "evidence/no-baseline", "title": "No baseline stated", "key": "b", "description": "No start."},
            {"tag": "wording/vague", "title": "Vague wording"},
        ],
        "verdicts": [
            {"id": "substantiated", "title": "Substantiated"},
            {"id": "unclear", "title": "Unclear", "description": "Cannot be told."},
        ],
    }


class Explored(Driven):
    """The explorer at work: its screen, and what is in its workspace."""

    def __init__(self, pilot: Pilot[None], workspace: Workspace) -> None:
        super().__init__(pilot, screens=1)
        self.workspace = workspace

    @property
    def screen(self) -> Explorer:
        screen = self.pilot.app.screen_stack[0]
        assert isinstance(screen, Explorer)
        return screen

    def at_work(self) -> set[str]:
        """Return what a person waits for; a search of a part of the claims is done again once all can be searched."""
        at_work = super().at_work()
        if self.pilot.app.return_code is None and self.screen.viewing.selection.query and self.is_of_a_part:
            at_work.add("index")
        return at_work

    @property
    def is_of_a_part(self) -> bool:
        """Whether what is shown was looked up when not all claims could be searched yet, and is to be so again."""
        view, is_whole = self.screen.viewing.view, self.screen.workspace.rest is None
        return not self.is_search_ready or (is_whole and view is not None and not view.as_of[1])

    @property
    def is_search_ready(self) -> bool:
        return self.screen.workspace.is_search_ready

    async def reload(self, tables: dict[str, object] | bytes, *, waits: bool = False) -> None:
        """Write something else to the dataset's file, and let the explorer look until it has read that.

        `waits` says that it is not shown before a dialog is closed.
        """
        watch, path = self.screen.reloading._watch, self.workspace.data
        assert watch
        assert path
        path.write_bytes(tables if isinstance(tables, bytes) else tomli_w.dumps(tables).encode())

        def is_read() -> bool:
            if not (self.is_preparing or self.is_reloading):  # it takes no look meanwhile
                self.screen.reloading.look()
            return watch.marks == marks_of(path)

        await self.until(is_read)
        if not waits:
            await self.until(lambda: not self.is_reloading)

    @property
    def is_preparing(self) -> bool:
        return self.screen.readying.preparation.is_at_work or not self.screen.whole.is_read

    @property
    def is_reloading(self) -> bool:
        return any(worker.group == "reload" for worker in self.pilot.app.workers)

    @property
    def shown(self) -> list[str]:
        """The ids of the claims in the list, in its order."""
        return [self.screen.workspace.dataset.claims[row].id for row in self.screen.claims.rows]

    @property
    def at_cursor(self) -> str:
        claim = self.screen.claim_at_cursor()
        return claim.id if claim else ""


@pytest.fixture(scope="session", autouse=True)
def sheets_are_read_once() -> Iterator[None]:
    """Have all apps share the rules of their style sheets, as one app does: reading them is a fifth of a start."""
    rules_of: dict[tuple[object, ...], list[RuleSet]] = {}
    read_rules = Stylesheet._parse_rules

    def rules(sheet: Stylesheet, css: str, **options: Any) -> list[RuleSet]:
        key = (css, *options.items(), *sheet._variables.items())
        if key not in rules_of:
            rules_of[key] = read_rules(sheet, css, **options)
        return rules_of[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", rules)
        patch.setattr(RuleSet, "__hash__", object.__hash__)  # what its own comes to, without a call in Python
        yield


@pytest.fixture(scope="session", autouse=True)
def rest_is_asked_of_the_loop() -> Iterator[None]:
    """Have the toolkit ask the event loop, too, whether a key was dealt with: it looks on for 40 ms after each.

    It waits for screens as long as tests do for anything.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in (app, pilot):
            patch.setattr(module, "wait_for_idle", wait_for_idle)
        patch.setattr(Pilot._wait_for_screen, "__defaults__", (LONG,))
        yield


@pytest.fixture(scope="session", autouse=True)
def no_hurry() -> Iterator[None]:
    """Have what is said in passing stay, and keys wait for what they are meant for, however long this machine takes.

    They wait for longer than tests do: one that means them not to fails, and does not pass after two minutes.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Notification, "time_left", LONG)
        patch.setattr(status_line, "SAID_FOR", LONG)
        for each in (board, view, running, keeping_dialog):
            patch.setattr(each, "PATIENCE", 2 * LONG)
        yield


Explore = Callable[..., AbstractAsyncContextManager[Explored]]


@pytest.fixture
def explore(tmp_path: Path) -> Explore:
    """Return a context manager that runs the explorer on a dataset, by default the small one."""

    @asynccontextmanager
    async def run(
        tables: dict[str, object] | None = None,
        size: tuple[int, int] = (120, 40),
        keys: dict[str, str] | None = None,
        *,
        visits: bool = False,
        waits: bool = True,
        session: Session = BEGINNING,
        before: Dataset | None = None,
    ) -> AsyncIterator[Explored]:
        path = tmp_path / "dataset.toml"
        path.write_bytes(tomli_w.dumps(tables or dataset()).encode())
        workspace = Workspace.open(path, store=str(tmp_path / "journal.sqlite"), coder="mei", waits=waits)
        explorer = EsgtuiApp(workspace, Settings(keys=keys or {}, visits=visits), session, before=before)
        gc.disable()  # as the program does before it starts the app, which takes over from there
        async with explorer.run_test(size=size, notifications=True) as at_keys:
            explored = Explored(at_keys, workspace)
            await explored.settle()
            yield explored

    return run
