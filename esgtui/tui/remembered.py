"""What the explorer remembers from one start to the next of how it looks: the theme chosen, and that the tour was seen.

It is no more than a comfort: where it cannot be read or written, the explorer starts as if for the first time.
"""

from pathlib import Path

import msgspec

from esgtui.exchange.files import ExportError, write_whole


class Remembered(msgspec.Struct, frozen=True):
    """What is kept. `theme` was chosen while the settings named `instead_of`: once they name another, they win."""

    theme: str = ""
    instead_of: str = ""
    is_tour_over: bool = False


def state_file() -> Path:
    """Return where the explorer keeps what it remembers, whether or not the file exists."""
    import platformdirs

    return Path(platformdirs.user_state_dir("esgtui")) / "looks.json"


def recall(path: Path | None) -> Remembered:
    """Return what is remembered; nothing, where nothing can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Remembered) if path else Remembered(is_tour_over=True)
    except (OSError, msgspec.DecodeError):
        return Remembered()


def remember(path: Path, **changes: str | bool) -> str:
    """Change what is remembered, and keep the rest; return what went wrong, '' if nothing did."""
    kept = msgspec.structs.replace(recall(path), **changes)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [msgspec.json.encode(kept)], overwrite=True)
    except ExportError as error:
        return str(error)
    except OSError as error:
        return f"{path} cannot be written: {error.strerror or error}"
    return ""
