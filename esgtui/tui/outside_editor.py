"""The user's own editor for a text: in a file that nobody else can read, and whatever the editor does, no word is lost.

Nothing here knows of the terminal that the editor takes over.
"""

import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from esgtui.limits import LONGEST_NOTE

MOST = 4 * LONGEST_NOTE
"""So many bytes are taken for a note; a larger file is no note."""

USUAL = ("nano", "vi")
"""The editors that are looked for where the user names none; the first tells on the screen how to leave it."""

LOOK = 1.0
"""Seconds between two looks at what the editor has saved by now."""


class Written(msgspec.Struct, frozen=True):
    """What came back: the text, and what went wrong, if anything did."""

    text: str
    trouble: str = ""


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the words of the user's editor, without a shell in between; one that is there if the user names none.

    Raises `ValueError` if none can be made out.
    """
    for name in ("VISUAL", "EDITOR"):
        wanted = environment.get(name, "").strip()
        if wanted:
            try:
                return shlex.split(wanted)
            except ValueError as error:
                raise ValueError(f"${name} cannot be read as a command ({error}): {wanted}") from error
    found = next((path for name in USUAL if (path := shutil.which(name, path=environment.get("PATH", "")))), None)
    if found is None:
        raise ValueError(
            "neither $VISUAL nor $EDITOR names an editor, and nano and vi are not there: set one in your shell, such as"
            " export VISUAL=emacs"
        )
    return [found]


def written_outside(text: str, environment: Mapping[str, str], keep: Callable[[str], object]) -> Written:
    """Let the user change a text in their editor, and wait for its end.

    `keep` gets what is saved meanwhile, about every second. If the editor fails, the text is what it had saved by then,
    or else the text as it was. A file that cannot be read as text stays where it is, and the trouble names it.
    """
    try:
        command = editor_command(environment)
        folder = Path(tempfile.mkdtemp(prefix="esgtui-note-"))  # the user's alone, with all that editors put beside it
    except (ValueError, OSError) as error:
        return Written(text, str(error))
    path = folder / "note.md"
    try:
        path.touch(mode=0o600)
        path.write_text(_ended(text), encoding="utf-8", newline="")
        saved = _Saved(path, text, keep)
        trouble = _run([*command, str(path)], saved.look)
    except (OSError, ValueError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        why = "there is no such program" if isinstance(error, FileNotFoundError) else str(error)
        return Written(text, f"{command[0]} could not be started: {why}. Look at $VISUAL and $EDITOR")
    written = _taken(path, text, trouble, saved.last)
    saved.hand_on(written.text)
    return written


def _ended(text: str) -> str:
    """Return a text with its last line ended, as editors like it."""
    return text if not text or text.endswith("\n") else f"{text}\n"


class _Saved:
    """Looks for what the editor has saved, and hands it on if it is new."""

    def __init__(self, path: Path, text: str, keep: Callable[[str], object]) -> None:
        self._path, self._before, self._keep = path, text, keep
        self.last = text
        """What was read last, and is kept."""

    def look(self) -> None:
        """Hand on what is new; a file that is being written just now is looked at the next time."""
        with suppress(OSError, ValueError):
            self.hand_on(_read(self._path, self._before))

    def hand_on(self, text: str) -> None:
        """Have a text kept, if that is not done yet."""
        if text != self.last:
            self.last = text
            self._keep(text)


def _read(path: Path, before: str) -> str:
    """Return what is in the file; raise `OSError` or `ValueError` if that is no text for a note."""
    if not path.is_file():
        raise FileNotFoundError("the file is gone")
    with path.open("rb") as file:
        data = file.read(MOST + 1)
    text = "\n".join(data.decode("utf-8-sig").splitlines()) if len(data) <= MOST else ""
    if len(data) > MOST or len(text) > LONGEST_NOTE:
        raise ValueError(f"it is longer than a note can be ({LONGEST_NOTE:,} characters)")
    return before if text == "\n".join(before.splitlines()) else text


def _taken(path: Path, before: str, trouble: str, last: str) -> Written:
    """Return what is in the file, and remove it; one that cannot be taken stays, and what was read last is the text."""
    try:
        written = Written(_read(path, before), trouble)
    except FileNotFoundError:
        written = Written(last, trouble or "the editor removed the file: the text is what was last seen of it")
    except (OSError, ValueError) as error:
        return Written(last, f"{trouble}{'; ' if trouble else ''}what it wrote stays in {path}: {error}")
    shutil.rmtree(path.parent, ignore_errors=True)
    return written


def _run(command: Sequence[str], look: Callable[[], None]) -> str:
    """Run the editor to its end; return what went wrong, if anything did."""
    with _keys_are_the_editors(), subprocess.Popen(command) as running:
        while True:
            try:
                code = running.wait(LOOK)
                break
            except subprocess.TimeoutExpired:
                look()
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"{command[0]} was ended by {name}"
    return f"{command[0]} ended with {code}" if code else ""


@contextmanager
def _keys_are_the_editors() -> Iterator[None]:
    """Leave ctrl+c and the like to the editor: the terminal sends these signals to both."""
    before = {each: signal.signal(each, _leave_alone) for each in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _leave_alone(*_: object) -> None:
    """Do nothing; unlike a signal that is ignored, this is not handed down to the editor."""
