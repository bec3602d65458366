"""The user's own editor: real programs, real files, and no word lost whatever they do."""

import os
import shlex
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from esgtui.limits import LONGEST_NOTE
from esgtui.tui.outside_editor import MOST, editor_command, written_outside


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the texts' files are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


class Desk:
    """Writes editors as little Python programs, and lets one change a text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: list[str] = []

    def editor(self, program: str) -> str:
        """Return the command of an editor that runs a program on `path`."""
        script = self.folder / "an editor.py"
        lines = ["import os, pathlib, signal, sys, time", "path = pathlib.Path(sys.argv[-1])", program]
        script.write_text("\n".join(lines), encoding="utf-8")
        return shlex.join([sys.executable, str(script)])

    def write(self, text: str, program: str) -> tuple[str, str]:
        written = written_outside(text, {"EDITOR": self.editor(program)}, self.kept.append)
        return written.text, written.trouble


@pytest.fixture
def desk(tmp_path: Path, scratch: Path) -> Desk:
    return Desk(tmp_path)


def test_what_the_editor_saved_comes_back_and_its_file_is_gone(desk: Desk, scratch: Path) -> None:
    assert desk.write("one", "path.write_text(path.read_text() + 'two\\r\\n')") == ("one\ntwo", "")
    assert list(scratch.iterdir()) == []


def test_a_text_that_was_left_as_it_was_comes_back_to_the_letter(desk: Desk) -> None:
    assert desk.write("one\n\n two \t\n", "pass") == ("one\n\n two \t\n", "")


def test_the_file_is_the_users_alone(desk: Desk) -> None:
    program = "path.write_text(f'{path.stat().st_mode:o} {path.parent.stat().st_mode:o}')"
    file, folder = (int(mode, 8) for mode in desk.write("", program)[0].split())

    assert stat.S_IMODE(file) == 0o600
    assert stat.S_IMODE(folder) == 0o700


def test_an_editor_that_puts_another_file_in_its_place_is_understood(desk: Desk) -> None:
    program = "new = path.with_suffix('.new'); new.write_text('new'); os.replace(new, path)"

    assert desk.write("old", program) == ("new", "")


@pytest.mark.parametrize(
    ("program", "text", "trouble"),
    [
        ("path.write_text('half'); sys.exit(3)", "half", "ended with 3"),
        ("path.write_text('half'); os.kill(os.getpid(), signal.SIGKILL)", "half", "ended by SIGKILL"),
        ("sys.exit(1)", "typed", "ended with 1"),
        ("path.unlink()", "typed", "removed the file"),
        ("path.unlink(); path.mkdir()", "typed", "removed the file"),
        ("path.write_bytes(b'\\xff\\xfe\\x00')", "typed", "stays in "),
        (f"path.write_bytes(b'x' * {MOST + 1})", "typed", "longer than a note"),
        (f"path.write_bytes(b'x' * {LONGEST_NOTE + 1})", "typed", "longer than a note"),
    ],
)
def test_whatever_the_editor_does_the_text_is_kept_and_the_user_told(
    desk: Desk, program: str, text: str, trouble: str
) -> None:
    kept, told = desk.write("typed", program)

    assert kept == text
    assert trouble in told


def test_what_cannot_be_taken_stays_where_the_user_is_told(desk: Desk) -> None:
    _, told = desk.write("typed", "path.write_bytes(b'caf\\xe9')")
    path = Path(told.split("stays in ")[1].split(": ")[0])

    assert path.read_bytes() == b"caf\xe9"
    shutil.rmtree(path.parent)


def test_what_is_saved_on_the_way_is_kept_meanwhile(desk: Desk) -> None:
    flag = desk.folder / "seen"
    program = (
        f"path.write_text('on the way'); flag = pathlib.Path({str(flag)!r})\n"
        "while not flag.exists(): time.sleep(.01)\ntime.sleep(0)"
    )
    written = written_outside("", {"EDITOR": desk.editor(program + "; path.unlink()")}, flag.write_text)

    assert written.text == flag.read_text() == "on the way"
    assert "removed the file" in written.trouble


def test_no_shell_reads_the_command(desk: Desk) -> None:
    harm = desk.folder / "harm"
    command = f"{desk.editor('path.write_text(sys.argv[1])')} '; touch {harm}; $(touch {harm})'"

    assert written_outside("", {"VISUAL": command}, print).text == f"; touch {harm}; $(touch {harm})"
    assert not harm.exists()


@pytest.mark.parametrize(
    ("environment", "trouble"),
    [
        ({}, "neither $VISUAL nor $EDITOR"),
        ({"VISUAL": " ", "EDITOR": ""}, "neither $VISUAL nor $EDITOR"),
        ({"EDITOR": "vi 'unclosed"}, "$EDITOR cannot be read as a command"),
        ({"EDITOR": "no-such-editor --wait"}, "there is no such program"),
        ({"EDITOR": "/"}, "could not be started"),
        ({"EDITOR": "bad\0name"}, "could not be started"),
    ],
)
def test_without_a_usable_editor_the_text_stays(environment: dict[str, str], trouble: str, scratch: Path) -> None:
    written = written_outside("typed", environment, print)

    assert written.text == "typed"
    assert trouble in written.trouble
    assert list(scratch.iterdir()) == []


def test_a_folder_for_scratch_that_is_gone_is_told(scratch: Path) -> None:
    scratch.rmdir()

    assert "scratch" in written_outside("typed", {"EDITOR": "true"}, print).trouble


def test_visual_comes_before_editor_and_what_is_there_after_it(tmp_path: Path) -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    program = tmp_path / "vi"
    program.touch(mode=0o700)
    assert editor_command({"PATH": str(tmp_path)}) == [str(program)]
    assert editor_command(os.environ | {"VISUAL": "", "EDITOR": "ed"}) == ["ed"]
