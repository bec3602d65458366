"""Several programs share one shelf of built indexes, and some of them are killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from esgtui.shelf.kept import Shelf

from .shelf_user import WORDS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a shelf that nobody has used yet."""
    return tmp_path / "caches" / "indexes"


def program(*arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.shelf.shelf_user", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=Path(__file__).parents[2])


def told(of: "subprocess.Popen[str]") -> str:
    assert of.stdout is not None
    return of.stdout.readline().strip()


def tell(whom: "subprocess.Popen[str]") -> None:
    assert whom.stdin is not None
    whom.stdin.write("\n")
    whom.stdin.flush()


def test_two_programs_publish_the_same_at_once(home: Path) -> None:
    with program("build", home, "key", "a") as one, program("build", home, "key", "b") as two:
        owns = {told(one), told(two)}
        for each in (one, two):
            tell(each)
        places = {told(one), told(two)}
        found = Shelf(home).find("key")
        assert found is not None
        assert str(found) in places
        assert len(places & owns) == 1  # the one that came second
        for each in (one, two):
            tell(each)
        assert [told(one), told(two)] == ["True", "True"]
    assert (one.returncode, two.returncode) == (0, 0)
    own = Shelf(home).begin()
    assert sorted(home.iterdir()) == sorted([found, own] if own else [])
    assert (found / "words.idx").read_text() in {"a" * WORDS, "b" * WORDS}


def test_a_program_that_is_killed_while_building_leaves_nothing(home: Path) -> None:
    shelf = Shelf(home)
    with program("build", home, "key", "a") as killed:
        own = Path(told(killed))
        assert shelf.begin() is not None
        assert (own / "words.idx").is_file()  # nobody takes it from a program that is at work
        killed.send_signal(signal.SIGKILL)
    assert shelf.find("key") is None
    assert shelf.begin() is not None
    assert not own.exists()


def test_many_programs_find_and_build_and_make_room_at_once(home: Path) -> None:
    programs = [program("round", home, 40) for _ in range(3)]
    assert [each.wait() for each in programs] == [0, 0, 0]
    for each in programs:
        each.communicate()
    shelf = Shelf(home)
    assert shelf.begin() is not None
    assert len([entry for entry in home.iterdir() if entry.name.startswith(".")]) == 1
    assert any(shelf.find(str(key)) for key in range(3))
