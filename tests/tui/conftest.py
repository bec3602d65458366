"""A small dataset in a file of its own, and the explorer on it without a terminal."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import tomli_w
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.events import Key
from textual.pilot import Pilot

from esgtui.session import BEGINNING, Session
from esgtui.settings import Settings
from esgtui.tui.app import EsgtuiApp
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.screens.explorer import Explorer
from esgtui.workspace import Workspace
from tests.tui.idleness import wait_for_idle

KEYS = {"\r": "enter", ":": "colon", "?": "question_mark", " ": "space"}
"""What the toolkit calls keys that are no letter or digit."""

GROUPS = {
    "view",
    "offers",
    "asked",
    "name",
    "text",
    "saved",
    "offered",
    "marking",
    "going",
    "commands",
    "progress",
    "resting",
    "board",
    "working out",
    "exporting",
    "rules",
}
"""What runs in the background and comes to an end."""

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


class Explored:
    """The explorer at work: its screen, keys to press, and what is in its workspace."""

    def __init__(self, pilot: Pilot[None], workspace: Workspace) -> None:
        self.pilot = pilot
        self.workspace = workspace

    @property
    def screen(self) -> Explorer:
        screen = self.pilot.app.screen_stack[0]
        assert isinstance(screen, Explorer)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for all that they started, but for dialogs that are open."""
        await self.pilot.press(*keys)
        await self.settle()

    def type_at_once(self, text: str) -> None:
        """Send the keys of a text without waiting for anything in between, as they come in one packet."""
        for character in text:
            self.pilot.app.post_message(Key(KEYS.get(character, character), character))

    async def settle(self) -> None:
        """Wait until views are shown and no command runs, unless a dialog waits for an answer."""
        end = monotonic() + 30
        while True:
            await self._pause()
            if not self._at_work():
                await self._pause()
                return
            while at_work := self._at_work():
                assert monotonic() < end, (
                    f"still at work: {', '.join(sorted(at_work))}; the screen shows:\n{self.text()}"
                )
                await asyncio.sleep(0.002)

    async def _pause(self) -> None:
        """Wait until all has been told that is being told, and what is due soon was done."""
        await wait_for_idle()
        await self.pilot.pause(0)

    def _at_work(self) -> set[str]:
        """Return the groups of what runs and will end, though nobody answers the dialogs that are open."""
        at_work = {worker.group for worker in self.pilot.app.workers if worker.group in GROUPS}
        gate = self.pilot.app
        assert isinstance(gate, KeyGate)
        if gate._keys or gate._is_busy:
            at_work.add("keys")
        dialogs = len(gate.screen_stack) - 1
        return at_work - ({"commands", "board"} if dialogs > 1 else {"commands"} if dialogs else set())

    async def reload(self, tables: dict[str, object] | bytes, *, waits: bool = False) -> None:
        """Write something else to the dataset's file, and let the explorer look until it has read that.

        `waits` says that it is not shown before a dialog is closed.
        """
        assert self.workspace.data
        content = tables if isinstance(tables, bytes) else tomli_w.dumps(tables).encode()
        self.workspace.data.write_bytes(content)
        for is_last in (False, True):  # it reads what is the same in two looks
            self.screen.reloading.look()
            if not (is_last and waits):
                await self.until(lambda: not self.is_reloading)

    @property
    def is_reloading(self) -> bool:
        return any(worker.group == "reload" for worker in self.pilot.app.workers)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; fail after half a minute, which is long even for a busy machine."""
        end = monotonic() + 30
        while not condition():
            assert monotonic() < end, f"waited in vain; the screen shows:\n{self.text()}"
            await self.pilot.pause(0.01)

    async def until_shown(self, words: str) -> None:
        """Wait until the screen shows some words."""
        await self.until(lambda: words in self.text())

    @property
    def shown(self) -> list[str]:
        """The ids of the claims in the list, in its order."""
        return [self.screen.workspace.dataset.claims[row].id for row in self.screen.claims.rows]

    @property
    def at_cursor(self) -> str:
        claim = self.screen.claim_at_cursor()
        return claim.id if claim else ""

    def text(self) -> str:
        """Return what the screen shows, as text."""
        return "\n".join(strip.text for strip in self.pilot.app.screen._compositor.render_strips(self.pilot.app.size))


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
    ) -> AsyncIterator[Explored]:
        path = tmp_path / "dataset.toml"
        path.write_bytes(tomli_w.dumps(tables or dataset()).encode())
        workspace = Workspace.open(path, store=str(tmp_path / "journal.sqlite"), coder="mei", waits=waits)
        app = EsgtuiApp(workspace, Settings(keys=keys or {}, visits=visits), session)
        gc.disable()  # as the program does before it starts the app, which takes over from there
        async with app.run_test(size=size, notifications=True) as pilot:
            explored = Explored(pilot, workspace)
            await explored.settle()
            yield explored

    return run
