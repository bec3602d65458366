"""Fold text and cut it into words, with exact offsets into the text as it stands.

Everything that compares text for search goes through here, so that a query and a claim are always folded alike.
"""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

LONGEST_WORD = 64
"""A run of letters or digits without a break is cut into words of at most this many characters."""

# Letters that Unicode does not decompose but that people type without their stroke or ligature,
# letters that are written as apostrophes, and signs whose compatibility form would grow the word before them.
_BY_HAND = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i",
    "ʼ": "'", "ʻ": "'", "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "‹": "'", "›": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "™": " ", "℠": " ", "\u200b": " ",
}  # fmt: skip

# Scripts that are written without spaces between words: Chinese and Japanese, Thai, Lao, Burmese, Khmer.
_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff\u0e01-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17dd"
)
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,9}(?![0-9])|[0-9]{1,32}\.[0-9]{1,31}(?![.0-9])"
_DIGITS_RUN = rf"(?<![0-9.])(?:{_NUMBER})|[0-9]{{1,{LONGEST_WORD}}}"
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\s.,0-9{_UNSPACED}]{{1,{LONGEST_WORD}}}|{_DIGITS_RUN}")
_ASCII_RUN = re.compile(rf"[a-z]{{1,{LONGEST_WORD}}}|{_DIGITS_RUN}")
_PLAIN_RUN = re.compile(r"[a-z]+|[0-9]+")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]")


class Token(msgspec.Struct, frozen=True):
    """One word: its folded `text`, and where it stands in the original, as half-open character offsets."""

    text: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """What each character folds to, worked out when it is first met; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


class _Cutting(dict[int, str]):
    """Like `_Folding`, with a space for all that is in no word; full stops and commas stay, for numbers."""

    def __missing__(self, code: int) -> str:
        self[code] = cut = "".join(c if _is_in_word(c) or c in ".," else " " for c in _FOLDING[code])
        return cut


def _fold_character(character: str) -> str:
    by_hand = _BY_HAND.get(character.lower())
    if by_hand is not None:
        return by_hand
    if unicodedata.decimal(character, None) is not None:
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "Cf":  # soft hyphens, joiners, direction marks: not seen, so not there
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not _is_accent(c))
    lowered = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(_BY_HAND.get(c, c) for c in lowered if not _is_accent(c))


def _is_accent(character: str) -> bool:
    """Tell whether a mark only colours its letter; vowel signs (class 0) and viramas (9) make the word."""
    if unicodedata.combining(character) not in {0, 9} or unicodedata.category(character) == "Me":
        return True
    return character == "\u034f" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _is_in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


_FOLDING = _Folding()
_CUTTING = _Cutting()

# For ASCII text all is done by byte tables: what a byte is in a word, and what kind of character it is.
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset(b"0123456789")
_CUT = bytes(c if c in _LETTERS | _DIGITS or c in b".," else c + 32 if c + 32 in _LETTERS else 32 for c in range(256))
_WORDS = _CUT.translate(bytes(32 if c in b".," else c for c in range(256)))
_KINDS = bytes(97 if c in _LETTERS else 48 if c in _DIGITS else c for c in _CUT)
_BORDERS = (b"a0", b"0a")
_IRREGULAR = (b"0.0", b"0,0", b"a" * (LONGEST_WORD + 1), b"0" * (LONGEST_WORD + 1))


def fold(text: str) -> str:
    """Return `text` without case, accents, typographic quotes and dashes, and compatibility forms."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def spaced(text: str) -> str:
    """Return the words of `text`, folded and in order, with spaces between: what the index takes in.

    The same words as those of `tokens`, at a tenth of its time.
    """
    cut = text if text.isascii() else text.translate(_CUTTING)
    if cut.isascii():
        characters = cut.encode("ascii")
        kinds = characters.translate(_KINDS)
        if not any(sign in kinds for sign in _IRREGULAR):
            words = characters.translate(_WORDS).decode("ascii")
            return " ".join(_PLAIN_RUN.findall(words)) if any(border in kinds for border in _BORDERS) else words
        cut = characters.translate(_CUT).decode("ascii")
    return " ".join(word for word, _, _ in _runs(cut))


def tokens(text: str) -> list[Token]:
    """Return the words of `text` in order.

    Letters and digits are words of their own (`130kg` is two); a number keeps its decimals and drops its
    thousands separators. Scripts without spaces yield every two neighbouring characters, and the last one alone,
    so that any two characters are found, and any one as a beginning.
    """
    if text.isascii():
        cut = text.encode("ascii").translate(_CUT).decode("ascii")
        return [Token(*run) for run in _runs(cut)]
    pieces = [_CUTTING[ord(character)] for character in text]
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    return [
        Token(word, origin[start], _past_marks(text, pieces, origin[end - 1] + 1))
        for word, start, end in _runs("".join(pieces))
    ]


def is_unspaced(word: str) -> bool:
    """Tell whether a folded word is of a script that is written without spaces, so that it is one or two characters."""
    return not word.isascii() and _UNSPACED_RUN.match(word) is not None


def _runs(cut: str) -> Iterator[tuple[str, int, int]]:
    for match in (_ASCII_RUN if cut.isascii() else _RUN).finditer(cut):
        run, (start, end) = match.group(), match.span()
        if "," in run:
            yield run.replace(",", ""), start, end
        elif is_unspaced(run):
            yield from ((run[at : at + 2], start + at, min(start + at + 2, end)) for at in range(len(run)))
        else:
            yield run, start, end


def _past_marks(text: str, pieces: list[str], end: int) -> int:
    """Move `end` past the accents that belong to the character before it."""
    while end < len(text) and not pieces[end] and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end
