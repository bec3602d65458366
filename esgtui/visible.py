"""Text from outside, made safe to look at: what would steer a terminal or turn text around is shown as a symbol.

One character becomes one character, so that offsets into the text hold for what is shown.
"""

import re

STEERING = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What data formats let through and a terminal or an editor may obey; where it is data, it is escaped."""

_LEFT_TO_RIGHT = "\u200e\u202a\u202d\u2066"
_RIGHT_TO_LEFT = "\u200f\u061c\u202b\u202e\u2067"
_OTHER_MARKS = "\u200b\u202c\u2060\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\u180e\u00ad"

_SYMBOLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},  # Unicode's own pictures of the C0 controls
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\u2426"),  # C1 controls: some terminals obey them as they do escapes
    0x2028: "\u2424",
    0x2029: "\u2424",
    **dict.fromkeys(map(ord, _LEFT_TO_RIGHT), "\u21e2"),
    **dict.fromkeys(map(ord, _RIGHT_TO_LEFT), "\u21e0"),
    **dict.fromkeys(map(ord, _OTHER_MARKS), "\u2058"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates cannot be written at all
    **dict.fromkeys(range(0xE0000, 0xE0080), "\u2058"),  # invisible tag characters
}
_IN_BLOCKS = {code: symbol for code, symbol in _SYMBOLS.items() if code != 0x0A} | {0x09: " "}


def visible(text: str) -> str:
    """Return text for one line of a screen, of the same length: line breaks are shown as symbols too."""
    return text if text.isprintable() else text.translate(_SYMBOLS)


def visible_block(text: str) -> str:
    """Return text for a block of lines, of the same length: line breaks stay, tabs become a space."""
    return text if text.isprintable() else text.translate(_IN_BLOCKS)


def steering_escaped(text: str) -> str:
    """Return text for between the quotes of TOML, with what a terminal or an editor may obey as escapes."""
    return STEERING.sub(lambda found: f"\\U{ord(found[0]):08x}", text)
