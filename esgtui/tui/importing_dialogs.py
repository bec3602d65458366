"""What is typed in the import screen: whose claims they are, and which file they go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.model import AnnotationError
from esgtui.settings import SettingsError, as_path
from esgtui.tui.screens.text_dialog import Field, Keep, TextDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from esgtui.tui.screens.importing import ImportingScreen


def ask_company(screen: ImportingScreen) -> None:
    """Ask who makes the claims of rows that name nobody."""
    state = screen.state

    async def keep(typed: Sequence[str]) -> None:
        state.way = msgspec.structs.replace(state.way, company=typed[0].strip())
        screen.show_roles()

    field = Field("Company", state.way.company, "such as ABB")
    _ask(screen, "Who makes claims of rows that name nobody", [field], keep)


def ask_target(screen: ImportingScreen) -> None:
    """Ask for the dataset's file, and what it is called."""
    state, title_before = screen.state, screen.state.header.title

    async def keep(typed: Sequence[str]) -> None:
        file, title = (text.strip() for text in typed)
        target = as_target(file) if file else state.target
        if title != title_before:
            state.title = title
        if target != state.target:
            state.target = target
            await screen.follow()
        screen.show_roles()

    fields = [Field("File", str(state.target), "such as claims.toml"), Field("Title", title_before)]
    _ask(screen, "Where the dataset is written", fields, keep)


def _ask(screen: ImportingScreen, title: str, fields: Sequence[Field], keep: Keep) -> None:
    screen.hold_keys()
    screen.app.push_screen(TextDialog(title, "", fields, keep, lambda: None, screen.keymap))


def as_target(text: str) -> Path:
    """Return the file that was typed; raise `AnnotationError`, which the dialog tells, for one that cannot be."""
    try:
        path = as_path(text).expanduser()
    except (SettingsError, RuntimeError) as error:
        raise AnnotationError(str(error)) from error
    if path.suffix.lower() != ".toml":
        raise AnnotationError("give it a name that ends in .toml")
    return path
