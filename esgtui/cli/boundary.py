"""The one place where errors become sentences and exit codes: no traceback reaches a user."""

import os
import sys
from collections.abc import Callable

from esgtui.cli.output import OutputError, flush, say

DATA_AT_FAULT = 1
STOPPED = 130


def guarded(work: Callable[[], int]) -> int:
    """Do the work and return its exit code; what goes wrong is said on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if stream and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = work()
        flush()
    except BrokenPipeError:
        _let_go()
        return 0
    except KeyboardInterrupt:
        say("Stopped.")
        return STOPPED
    except Exception as error:
        code = _told(error)
        if os.environ.get("ESGTUI_DEBUG"):
            raise
    return code


def _let_go() -> None:
    """Point stdout at nothing, so that what is left in its buffer causes no complaint at the end."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def _told(error: Exception) -> int:
    """Say on stderr what went wrong; return the exit code."""
    from esgtui.annotation.model import AnnotationError
    from esgtui.annotation.storage import JournalError
    from esgtui.dataset.problems import DatasetError
    from esgtui.exchange.files import ExportError
    from esgtui.settings import SettingsError

    if isinstance(error, DatasetError):
        for problem in error.problems:
            say(f"esgtui: {problem}")
        return DATA_AT_FAULT
    if isinstance(error, AnnotationError | JournalError | ExportError | SettingsError | OutputError):
        say(f"esgtui: {error}")
        return DATA_AT_FAULT
    if isinstance(error, OSError):
        say(f"esgtui: {error.filename or 'stdout'}: {error.strerror or error}")
        return DATA_AT_FAULT
    return _click_told(error)


def _click_told(error: Exception) -> int:
    import click

    if isinstance(error, click.exceptions.Exit):
        flush()
        return error.exit_code
    if isinstance(error, click.ClickException):
        context = error.ctx if isinstance(error, click.UsageError) else None
        if context:
            for part in context.get_usage().split("\n"):
                say(part)
        say(f"esgtui: {error.format_message()}")
        if context:
            say(f"`{context.command_path} --help` explains it.")
        return error.exit_code
    say(f"esgtui: a fault in the program, {type(error).__name__}: {error}. Nothing that was saved is lost.")
    return DATA_AT_FAULT
