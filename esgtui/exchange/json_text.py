"""JSON as text in which nothing steers a terminal or an editor; what would is escaped, so that nothing is lost."""

import re
from typing import Any

from esgtui.visible import STEERING


def json_text(value: Any) -> str:
    """Return a value as JSON on one line; times are in ISO 8601."""
    import msgspec

    return STEERING.sub(_escape, msgspec.json.encode(value).decode())


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
