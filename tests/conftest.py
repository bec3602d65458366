"""How tests run: each with folders of its own for settings, caches and state, and property tests alike each time.

Folders are in memory where there is room for them. Programs that are killed leave the same behind there as on a disk;
what a disk keeps when the power fails, no test can tell.

Property tests take as long as they need, since a busy machine is no fault of the code. How many examples they try is
said here alone: a few with each `make test`, and 25 times as many, new ones each time, with `make explore`.
"""

import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=20)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

IN_MEMORY = Path("/dev", "shm")
"""Where Linux has files that are in memory alone."""
ROOM = 2 << 30
"""So many bytes have to be free there: several times what all tests need at once."""


def pytest_configure() -> None:
    """Write to memory, unless somebody named a folder: a journal waits for the disk with each change, as it must.

    No garbage is looked for while thousands of tests are found: they stay. Programs hold back what they write, as at
    users' whatever the surroundings say: what cannot be written is then met later, and by others.
    """
    gc.disable()
    os.environ.pop("PYTHONUNBUFFERED", None)
    if "TMPDIR" not in os.environ and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None  # what was found before the variable was there


def pytest_collection_finish() -> None:
    """Look for garbage again, but no more through what was made by now."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def programs_can_be_interrupted() -> None:
    """See to it that programs heed ctrl+c: those started by a shell in its background inherit that they do not."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def no_cache_of_the_users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """See to it that what runs outside of a test, such as a fixture of a whole module, never finds the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New folders, one after the other: pytest's own would look through all that there are for each of thousands."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def state_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that this test, and every program that it starts, takes for the place of all that is remembered."""
    return _made(next(homes), "XDG_STATE_HOME", monkeypatch)


@pytest.fixture(autouse=True)
def config_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that this test, and every program that it starts, takes for the place of all settings."""
    return _made(next(homes), "XDG_CONFIG_HOME", monkeypatch)


@pytest.fixture(autouse=True)
def cache_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that this test, and every program that it starts, takes for the place of all caches."""
    return _made(next(homes), "XDG_CACHE_HOME", monkeypatch)


def _made(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder, and have programs find it by a name of the environment."""
    folder.mkdir()
    monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def threads_take_turns() -> Iterator[None]:
    """Have threads interrupt each other fifty times as often: more of what may come between is tried in less time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 50)
    yield
    sys.setswitchinterval(usual)


@pytest.fixture
def without_collection() -> Iterator[None]:
    """Have no garbage looked for: what is gone then does not refer to itself."""
    gc.disable()
    yield
    gc.enable()
