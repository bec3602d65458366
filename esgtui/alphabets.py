"""Which encoding a text of mostly plain letters has: the one that makes letters of one language of the rest.

Such texts are those of Western and Central Europe, of Turkey and of the Baltic. Where no letter is plain, as in
Cyrillic or Chinese, or where bytes are UTF-8, others tell better.
"""

import math
import re
from collections import Counter
from functools import cache

_WESTERN = {
    "English": "’“”–—é‘…",
    "German": "äüößé",
    "French": "éèàêçùôîâûœëïæ",
    "Spanish": "óíáéñúü¿¡",
    "Portuguese": "ãçáéóíêõâúàôü",
    "Italian": "èàùòéìî",
    "Catalan": "àéóèíçòúï·",
    "Swedish and Finnish": "äöåéü",
    "Danish and Norwegian": "øåæéöü",
    "Dutch": "éëïèöüê",
    "Icelandic": "íáðéöúþæýó",
    "several": "éüöäóíáèçãàñåøêúôßâîëïûùæõòœýš",
}
_CENTRAL = {
    "Czech": "íáéěřščžýůúóťďň",
    "Slovak": "áíéčžšýúľťôňďäóŕĺ",
    "Polish": "ęółążśćńź",
    "Hungarian": "áéöóőíüúű",
    "Croatian and Slovene": "čšžćđ",
    "Romanian": "ăâîşţ",
    "several": "áéíóčšžěřýöłęüőąúůśćżńťđľ",
}
_LETTERS = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1254": {"Turkish": "ıüşöğçâî"},
    "cp1257": {"Lithuanian": "ėžųšįąūčę", "Latvian": "āīēšūņžļčģķ", "Estonian": "äõüöšž"},
    "iso8859_2": _CENTRAL,
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
    "cp852": _CENTRAL,
    "mac_latin2": _CENTRAL,
}
"""By encoding the languages that are written in it, each with its letters beyond ASCII, the commonest first.

Of a language that hardly has any, marks are what mostly stands there.
"""

_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"}
)


def plain_letters(text: str) -> str:
    """Return a text with plain letters for those that are none and have no accent to be taken off."""
    return text.translate(_PLAIN)


LIKELIEST = "cp1252"
_SELDOM = {LIKELIEST: 0.0, "cp1250": 2.0, "cp1254": 4.0, "cp1257": 4.0, "iso8859_2": 4.0}
_OLD = 6.0
"""How much less likely an encoding is before anything was read; those of old systems the least."""

_MARKS = frozenset("¿¡–—‘’“”„‚«»…·\xa0\xad")
_SIGNS = frozenset("•°€£§©®™±²³½¼¾µ×№")
"""What stands beside letters, and what mostly beside figures or alone."""
_WITHIN_WORDS = frozenset("’·\xad")
_MANY = 20_000
"""So many letters beyond ASCII are looked at: more would tell nothing new."""

_LETTER, _MARK, _OTHER, _NONE = 0.9, 0.02, 0.0004, 0.000_01
"""How likely it is that a sign beyond ASCII is one of the language's letters, a certain mark, another sign, or none."""

_ALONE = 8
"""How much less likely a letter is that stands alone."""

_AROUND = re.compile(rb"(.?)([\x80-\xff])(?=(.?))", re.DOTALL)
_Spots = Counter[tuple[int, int, int]]
"""How often each byte beyond ASCII stands between two others."""


def likeliest_encoding(text: bytes) -> str:
    """Return the encoding of a text that is no UTF-8, and most of whose letters are plain ones."""
    spots: _Spots = Counter()
    for count, found in enumerate(_AROUND.finditer(text)):
        if count == _MANY:
            break
        spots[(*(found[1] or b" "), *found[2], *(found[3] or b" "))] += 1
    return max(_LETTERS, key=lambda name: _likelihood(spots, name))


def _likelihood(spots: _Spots, encoding: str) -> float:
    """Return the logarithm of how likely these bytes are in an encoding, in the language that fits them best."""
    signs = [bytes([number]).decode(encoding, "replace") for number in range(256)]
    kinds: Counter[tuple[str, int, bool]] = Counter()
    for (before, here, after), count in spots.items():
        beside = signs[before].isalpha() + signs[after].isalpha()
        kinds[signs[here], beside, signs[before].islower()] += count
    best = max(
        sum(count * math.log(_chance(*kind, letters)) for kind, count in kinds.items())
        for letters in map(_chances, _LETTERS[encoding].values())
    )
    return best - _SELDOM.get(encoding, _OLD)


@cache
def _chances(alphabet: str) -> dict[str, float]:
    """Return how likely each letter of a language is: the second half as likely as the first, the third a third."""
    weights = {letter: 1 / place for place, letter in enumerate(alphabet, 1)}
    total = sum(weights.values())
    return {letter: _LETTER * weight / total for letter, weight in weights.items()}


def _chance(sign: str, beside: int, is_after_small: bool, letters: dict[str, float]) -> float:
    """Return how likely a sign is where it stands: a capital or a mark in the middle of a word hardly is.

    `beside` says how many of the two signs around it are letters.
    """
    if sign in _MARKS:
        return letters.get(sign, _MARK) if beside < 2 or sign in _WITHIN_WORDS else _NONE
    if sign in _SIGNS:
        return _OTHER if beside else _MARK
    if not sign.isalpha():
        return _NONE
    chance = letters.get(sign.lower(), _OTHER) / (1 if beside else _ALONE)
    if sign.islower() or sign in "ßªº":
        return chance
    return _NONE if is_after_small else chance / 8
