"""How keys are written for people, and how what they write is read."""

_SHOWN = {
    "slash": "/",
    "asterisk": "*",
    "equals_sign": "=",
    "question_mark": "?",
    "exclamation_mark": "!",
    "percent_sign": "%",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "dollar_sign": "$",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "vertical_line": "|",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "escape": "esc",
}


def shown_key(key: str) -> str:
    """Return a key as people write it: `/` for `slash`, `shift+tab` as it is."""
    *modifiers, name = key.split("+")
    return "+".join([*modifiers, _SHOWN.get(name, name)])


def named_key(key: str) -> str:
    """Return the name of a key that is written as `shown_key` writes it."""
    names = {shown: name for name, shown in _SHOWN.items()} | {" ": "space"}
    return names.get(key, key)
