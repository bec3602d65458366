"""A script: imports every module of esgtui in a fresh process, and prints as JSON what that did besides.

Nothing is imported here that the watched modules could not import first: what happens at their import has to be seen.
"""

import json
import locale
import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

PACKAGE = str(Path(__file__).parents[2] / "esgtui")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.putenv")
OTHERS = ("os.system", "sqlite3.connect", "subprocess.Popen", "shutil.", "socket.", "tempfile.")

happened: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note files that are written, files of the package that are read but are no code, and all else with effects."""
    if event == "open":
        path, mode, flags = arguments
        is_read = isinstance(path, str) and path.startswith(PACKAGE) and not path.endswith((".py", ".pyc"))
        if is_read or (isinstance(flags, int) and flags & WRITING):
            happened.append(f"open {path!r} {mode!r}")
    elif event.startswith(CHANGES + OTHERS):
        happened.append(f"{event} {arguments!r}")


def asked(environment: "os._Environ[str]", name: str) -> str:
    """Note what modules of the package ask of the environment; those of others may."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__") in {"os", "collections.abc"}:
        frame = frame.f_back
    if frame.f_code.co_filename.startswith(PACKAGE):
        happened.append(f"{frame.f_code.co_filename} reads {name} of the environment")
    return read(environment, name)


def set_locale(category: int, name: object = None) -> str:
    """Note that the locale is set, or asked for."""
    happened.append(f"setlocale {category} {name!r}")
    return "C"


read = os._Environ.__getitem__
sys.addaudithook(watch)
with patch.object(os._Environ, "__getitem__", asked), patch.object(locale, "setlocale", set_locale):
    modules = pkgutil.walk_packages(import_module("esgtui").__path__, "esgtui.")
    imported = [import_module(module.name).__name__ for module in modules if module.name != "esgtui.__main__"]
    result = {"imported": imported, "happened": [*happened]}
print(json.dumps(result))
