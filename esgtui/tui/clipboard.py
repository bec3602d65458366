"""The system's clipboard, by the tools that systems have for it. Over ssh it is another machine's, and not used."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

import msgspec

PATIENCE = 3.0
"""Seconds after which a tool that does not end is given up."""

LONGEST = 74_000
"""How many bytes terminals take for their clipboard: xterm and tmux cut what is longer, or drop it."""

_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Tool(msgspec.Struct, frozen=True):
    """A program that takes on its input what is to be in the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """What people call it."""
        return self.command[0]

    def take(self, text: str) -> bool:
        """Put a text into the clipboard; return whether the tool says that it did."""
        try:
            done = subprocess.run(
                self.command,
                input=text.encode(self.encoding),
                stdout=subprocess.DEVNULL,  # some stay, to hand the text out, and would keep a pipe open
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
                start_new_session=True,
                env={**os.environ, "LC_CTYPE": "UTF-8"} if sys.platform == "darwin" else None,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def tools(environment: Mapping[str, str], platform: str) -> list[Tool]:
    """Return the tools that there are here, the one to try first at the front; none over ssh."""
    if any(environment.get(name) for name in _REMOTE):
        return []
    wanted = []
    if platform == "darwin":
        wanted.append(Tool(("pbcopy",)))
    if environment.get("WAYLAND_DISPLAY"):
        wanted.append(Tool(("wl-copy",)))
    if environment.get("DISPLAY"):
        wanted += [Tool(("xclip", "-selection", "clipboard")), Tool(("xsel", "--clipboard", "--input"))]
    if platform == "win32" or environment.get("WSL_DISTRO_NAME"):
        wanted.append(Tool(("clip.exe",), "utf-16-le"))
    return [tool for tool in wanted if shutil.which(tool.name, path=environment.get("PATH"))]


def put(text: str) -> str:
    """Put a text into the system's clipboard; return the name of the tool that did it, or an empty text."""
    return next((tool.name for tool in tools(os.environ, sys.platform) if tool.take(text)), "")
