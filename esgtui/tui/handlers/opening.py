"""Open another file: the explorer is left for it, and the shell goes on with what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.annotation.model import AnnotationError
from esgtui.settings import SettingsError, as_path
from esgtui.tui.parting import may_leave

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from esgtui.tui.screens.explorer import Explorer


async def open_file(explorer: Explorer) -> None:
    """Ask for a dataset or a table, and leave for it."""
    from esgtui.tui.app import EsgtuiApp
    from esgtui.tui.screens.text_dialog import Field, TextDialog

    chosen: list[Path] = []

    async def keep(typed: Sequence[str]) -> None:
        chosen.append(file_of(typed[0]))

    about = "A dataset (TOML, or a folder of it), or a table to make one of (CSV, XLSX, JSON, Parquet …)"
    field = Field("File", example="such as claims.csv")
    dialog = TextDialog("Open another file", about, [field], keep, lambda: None, explorer.keymap)
    app = explorer.app
    if await app.push_screen_wait(dialog) and isinstance(app, EsgtuiApp) and await may_leave(explorer):
        app.next_file = chosen[-1]
        app.exit()


def file_of(typed: str) -> Path:
    """Return the file or folder that was typed; raise `AnnotationError`, which the dialog tells, if there is none."""
    try:
        path = as_path(typed.strip()).expanduser()
        is_there = bool(typed.strip()) and path.exists()
    except (SettingsError, RuntimeError, OSError, ValueError) as error:
        raise AnnotationError(str(error)) from error
    if not is_there:
        raise AnnotationError("there is no such file")
    return path
