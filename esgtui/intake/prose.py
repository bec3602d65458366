"""Whether a text is a table at all, or a document that somebody wrote."""

from io import BytesIO
from pathlib import Path

from esgtui.encodings import NoTextError, encoding_of
from esgtui.intake.separated import NOTHING, delimiter_of
from esgtui.ordinary import is_ordinary

_LOOKED_AT = 100_000
"""So many bytes tell what a text is."""

_ENDS = (".", "!", "?", ":", ";")
"""With what sentences end, and names of columns do not."""


def is_prose(path: Path) -> bool:
    """Return whether a text is a document: nothing divides its lines into columns, or the first one is a sentence.

    Of what is no text, or cannot be read, that is not said.
    """
    try:
        if not is_ordinary(path):  # nothing may ever come of a pipe
            return False
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
        if len(head) == _LOOKED_AT:
            head = head[: head.rfind(b"\n") + 1] or head
        encoding = encoding_of(path.name, BytesIO(head), len(head), "")
        lines = [line for line in head.decode(encoding.name, "replace").splitlines() if line.strip()]
    except (OSError, NoTextError):
        return False
    return bool(lines) and (delimiter_of(lines) == NOTHING or lines[0].rstrip().endswith(_ENDS))
