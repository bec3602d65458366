"""Fold text and cut it into words, with exact offsets into the text as it stands.

Everything that compares text for search goes through here, so that a query and a claim are always folded alike.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from operator import add

import msgspec

from esgtui.unspaced import UNSPACED

LONGEST_WORD = 255
"""A run of letters or digits without a break is cut into words of at most this many characters."""

APART = "\ue000"
"""Stands between texts that are searched as one, so that no phrase reaches from one into the next.

It is of the private use area, so it is in no word and no query can hold it.
"""

# Letters that Unicode does not decompose but that people type without their stroke or ligature,
# letters that are written as apostrophes, and signs whose compatibility form would grow the word before them.
_BY_HAND = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i",
    "ʼ": "'", "ʻ": "'", "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "‹": "'", "›": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "™": " ", "℠": " ", "\u200b": " ",
}  # fmt: skip

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,9}(?![0-9])|[0-9]{1,32}\.[0-9]{1,31}(?![.0-9])"
_DIGITS_RUN = rf"(?<![0-9.])(?:{_NUMBER})|[0-9]{{1,{LONGEST_WORD}}}"
_ASCII_RUN = re.compile(rf"[a-z]{{1,{LONGEST_WORD}}}|{_DIGITS_RUN}")


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
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens, joiners, direction marks: not seen, so not there
        return ""
    if category == "Cs":  # half a character, as undecodable bytes of a command line come in: cannot be encoded
        return "\ufffd"
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
_WORDS_APART, _KINDS_APART = b"\0" + _WORDS[1:], b"\0" + _KINDS[1:]  # for many texts with zero bytes between
_LONG_WORD, _LONG_NUMBER = b"a" * (LONGEST_WORD + 1), b"0" * (LONGEST_WORD + 1)
# In kinds: a digit next to a letter, or between digits a full stop or comma. It begins with what is rare.
_BORDER = re.compile(rb"0(?:(?<=a0)|a|[.,]0)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@cache
def _run() -> re.Pattern[str]:
    """Return what finds words of any script; compiled when it is first used, since that takes a while."""
    return re.compile(rf"[{UNSPACED}]+|[^\s.,0-9{UNSPACED}]{{1,{LONGEST_WORD}}}|{_DIGITS_RUN}")


@cache
def _unspaced() -> re.Pattern[str]:
    """Return what finds scripts that are written without spaces; compiled when it is first used, too."""
    return re.compile(f"[{UNSPACED}]")


def fold(text: str) -> str:
    """Return `text` without case, accents, typographic quotes and dashes, and compatibility forms."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def spaced(text: str) -> str:
    """Return the words of `text`, folded and in order, with spaces between: what the index takes in.

    The same words as those of `tokens`, at a tenth of its time.
    """
    if not text.isascii():
        if _unspaced().search(text):
            return _spaced_pairs(text.translate(_CUTTING))
        text = _BEYOND_ASCII.sub(_cut_beyond_ascii, text)
        if not text.isascii():
            return _spaced_pairs(text.translate(_CUTTING))
    characters = text.encode("ascii")
    return _spaced_ascii(characters, characters.translate(_KINDS), characters.translate(_WORDS).decode("ascii"))


def all_spaced(texts: Sequence[str]) -> list[str]:
    """Return `spaced` of each text, three times as fast for the many short ones that an index is built from."""
    folded = [text if text.isascii() else _BEYOND_ASCII.sub(_cut_beyond_ascii, text) for text in texts]
    joined = "\0".join([text if text.isascii() else "" for text in folded])
    if joined.count("\0") >= len(texts):
        return [spaced(text) for text in texts]
    characters = joined.encode("ascii")
    found = characters.translate(_WORDS_APART).decode("ascii").split("\0")
    starts = list(accumulate((len(words) + 1 for words in found), initial=0))
    borders = _BORDER.finditer(characters.translate(_KINDS_APART))
    unsettled = {bisect_right(starts, border.start()) - 1 for border in borders}
    unsettled.update(at for at, text in enumerate(folded) if len(text) > LONGEST_WORD or not text.isascii())
    for at in unsettled:
        found[at] = spaced(folded[at])
    return found


def _spaced_ascii(characters: bytes, kinds: bytes, words: str) -> str:
    if _has_long_run(kinds):
        return _spaced_by_pattern(characters)
    if _BORDER.search(kinds) is None:
        return words
    if b"0.0" in kinds or b"0,0" in kinds:
        return _spaced_by_pattern(characters)
    borders = [at for match in _BORDER.finditer(kinds) for at in _borders(match, kinds)]
    return " ".join([words[start:end] for start, end in pairwise((0, *borders, len(words)))])


def _has_long_run(kinds: bytes) -> bool:
    return len(kinds) > LONGEST_WORD and (_LONG_WORD in kinds or _LONG_NUMBER in kinds)


def _borders(match: re.Match[bytes], kinds: bytes) -> Iterator[int]:
    """Yield where a digit next to a letter is parted from it."""
    start, end = match.start(), match.start() + 1
    if kinds[start - 1 : start] == b"a":
        yield start
    if kinds[end : end + 1] == b"a":
        yield end


def _spaced_by_pattern(characters: bytes) -> str:
    return " ".join(_ASCII_RUN.findall(characters.translate(_CUT).decode("ascii"))).replace(",", "")


def _spaced_pairs(cut: str) -> str:
    words: list[str] = []
    for run in _run().findall(cut):
        if is_unspaced(run):
            words += map(add, run, run[1:])
            words.append(run[-1])
        else:
            words.append(run)
    return " ".join(words).replace(",", "")


def _cut_beyond_ascii(match: re.Match[str]) -> str:
    run = match.group()
    return _CUTTING[ord(run)] if len(run) == 1 else run.translate(_CUTTING)


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


def places(text: str, words: Collection[str]) -> list[Token]:
    """Return those of `tokens(text)` that are among `words`, word by word; most texts need no cutting for that."""
    cut = _cut_in_place(text)
    if cut is None:
        return [token for token in tokens(text) if token.text in words]
    return [Token(word, start, start + len(word)) for word in words for start in _starts(word, cut)]


def _cut_in_place(text: str) -> str | None:
    """Return the words of `text` folded, each where it stands, or None if folding or numbers would move them."""
    if not text.isascii():
        runs = _BEYOND_ASCII.findall(text)
        if not all(len(_CUTTING[ord(character)]) == 1 for run in runs for character in run):
            return None
        text = _BEYOND_ASCII.sub(_cut_beyond_ascii, text)
        if not text.isascii():
            return None
    characters = text.encode("ascii")
    kinds = characters.translate(_KINDS)
    if b"0.0" in kinds or b"0,0" in kinds or _has_long_run(kinds):
        return None
    return characters.translate(_WORDS).decode("ascii")


def _starts(word: str, cut: str) -> Iterator[int]:
    """Yield where `word` stands in `cut` with no further letter, or for a number no further digit, around it."""
    kind = str.isdigit if word.isdigit() else str.isalpha
    start = cut.find(word)
    while start >= 0:
        end = start + len(word)
        if not kind(cut[start - 1 : start]) and not kind(cut[end : end + 1]):
            yield start
        start = cut.find(word, start + 1)


def is_unspaced(word: str) -> bool:
    """Tell whether a folded word is of a script that is written without spaces, so that it is one or two characters."""
    return not word.isascii() and _unspaced().match(word) is not None


def _runs(cut: str) -> Iterator[tuple[str, int, int]]:
    for match in (_ASCII_RUN if cut.isascii() else _run()).finditer(cut):
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
