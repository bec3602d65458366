"""The one place where errors become sentences and exit codes: no traceback reaches a user."""

import os
import signal
import sys
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from types import FrameType, TracebackType

from esgtui.cli.output import OutputError, flush, let_go, say

DATA_AT_FAULT = 1
CALL_AT_FAULT = 2
STOPPED = 130


def guarded(work: Callable[[], int]) -> int:
    """Do the work and return its exit code; what goes wrong is said on stderr."""
    if sys.stdin is None:  # closed by whoever called: there is nothing to read
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    sys.excepthook = tell_fault
    try:
        try:
            _escape_what_an_encoding_lacks()
            code = work()
            flush()
        finally:
            _empty()
    except BrokenPipeError:
        return 0  # the reader has had enough
    except KeyboardInterrupt:
        return _stopped()
    except Exception as error:  # the one boundary: what is known becomes a sentence, all else goes on to tell_fault
        if _asked:  # what a signal raises in the middle of an import may come out as something else
            return _stopped() if _asked[0] == signal.SIGINT else 128 + _asked[0]
        if (known := _told(error)) is None:
            raise
        return known
    return code


def _escape_what_an_encoding_lacks() -> None:
    """Have streams write signs that their encoding lacks as escapes; this writes what is left in them, and can fail."""
    for stream in (sys.stderr, sys.stdout):  # stderr first: it tells of trouble with the other
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stopped() -> int:
    say("Stopped.")
    return STOPPED


_asked: list[int] = []
"""The signal that asked the program to end, if one did."""


def end_on_signals() -> None:
    """Put things in order as at any other end when the system ends the program, or the terminal goes.

    What is told to be ignored stays so, as `nohup` wants it; the explorer ends in a way of its own.
    """
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    _asked[:] = [number]
    end_if_asked()


def end_if_asked() -> None:
    """End if a signal asked for it and that got lost: Python drops what is raised in some of its own callbacks."""
    if _asked:
        raise KeyboardInterrupt if _asked[0] == signal.SIGINT else SystemExit(128 + _asked[0])


def tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say of a fault in the program itself what it is and where, in place of a traceback (`sys.excepthook`)."""
    import traceback

    frame = traceback.extract_tb(trace)[-1]
    say(f"esgtui: a fault in the program itself: {kind.__name__}: {error} ({frame.filename}, line {frame.lineno}).")
    say("What was saved before is safe. Please report this line, and what you did.")


def _empty() -> None:
    """Flush stdout or, if that fails, let go of it, so that Python has nothing to complain of at the end."""
    try:
        flush()
    except OSError:
        let_go(sys.stdout)


def _told(error: Exception) -> int | None:
    """Say on stderr what went wrong, and return the exit code; None for an error that nobody foresaw."""
    from esgtui.annotation.model import AnnotationError
    from esgtui.annotation.storage import JournalError
    from esgtui.dataset.documents import DocumentError
    from esgtui.dataset.problems import DatasetError
    from esgtui.exchange.files import ExportError
    from esgtui.intake.rows import IntakeError, WishError
    from esgtui.queries import QueriesError, QueryNameError
    from esgtui.settings import SettingsError

    if isinstance(error, DatasetError):
        for problem in error.problems:
            say(str(problem))
        say("esgtui: the dataset cannot be opened before this is mended.")
        return DATA_AT_FAULT
    if isinstance(
        error, AnnotationError | QueryNameError | WishError
    ):  # a claim, verdict, tag, query ... that is none was named
        say(f"esgtui: {error}")
        return CALL_AT_FAULT
    if isinstance(
        error, JournalError | QueriesError | ExportError | IntakeError | SettingsError | OutputError | DocumentError
    ):
        say(f"esgtui: {error}")
        return DATA_AT_FAULT
    if isinstance(error, OSError):
        say(f"esgtui: {error.filename or 'stdout'}: {error.strerror or error}")
        return DATA_AT_FAULT
    return _told_of_call(error)


def _told_of_call(error: Exception) -> int | None:
    """Say what is wrong with the call, and return the exit code; None for an error of another kind."""
    import click

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if not isinstance(error, click.ClickException):
        return None
    if isinstance(error, click.NoSuchOption):
        like = _like(error.option_name, error.possibilities or ())
        error = click.NoSuchOption(error.option_name, possibilities=like, ctx=error.ctx)
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context:
        for part in context.get_usage().split("\n"):
            say(part)
    say(f"esgtui: {error.format_message()}")
    if context:
        say(f"`{context.command_path} --help` explains it.")
    return error.exit_code


def _like(option: str, others: Iterable[str]) -> list[str]:
    """Return the options that are like one by their names; the dashes, which all have, make none alike."""
    from difflib import get_close_matches

    names = {other.lstrip("-"): other for other in others}
    return [names[name] for name in get_close_matches(option.lstrip("-"), list(names))]
