"""How to get the libraries that only some formats need: the command for just this installation of the program."""

import re
import shlex
import sys
from importlib.metadata import PackageNotFoundError, requires

_OF_EXTRA = re.compile(r"""(?P<needed>[^;]+?)\s*;\s*extra\s*==\s*['"](?P<extra>[\w-]+)['"]""")


def how_to_get(extra: str) -> str:
    """Return the command that installs what an extra names, into the very Python that the program runs on."""
    try:
        told = [_OF_EXTRA.fullmatch(each) for each in requires("esgtui") or ()]
    except PackageNotFoundError:
        told = []
    needed = [each["needed"] for each in told if each and each["extra"] == extra]
    return shlex.join([sys.executable, "-m", "pip", "install", *(needed or [f"esgtui[{extra}]"])])
