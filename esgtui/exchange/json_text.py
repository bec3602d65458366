"""JSON as text in which nothing steers a terminal or an editor; what would is escaped, so that nothing is lost."""

import re
from typing import Any

_STEERING = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What JSON lets through and a terminal or an editor may obey."""


def json_text(value: Any) -> str:
    """Return a value as JSON on one line; times are in ISO 8601."""
    import msgspec

    return _STEERING.sub(_escape, msgspec.json.encode(value).decode())


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
