"""What makes a number one of something (a standard, a page, a model, a telephone), and no value that is measured."""

import re

from esgtui.checklist.phrase import YEAR

_BEFORE = 40
"""So many characters before a number are looked at."""
_WORD_BEFORE = re.compile(r"(\w+)[\s.:/-]{0,3}\Z")
_OTHERS_BEFORE = re.compile(r"(?:[0-9][0-9.]*\s?(?:,|and|or|&|to|/|[-\u2010-\u2015])\s*(?:(?:and|or)\s+)?)+\Z")
"""Numbers in front of one, as in `Scope 1, 2 and 3`."""
_NUMBER_BEFORE = re.compile(r"([0-9]+)[\s/]\Z")
_JOINED_BEFORE = re.compile(
    r"(?:[^\W\d_]\w*|\d\w*[^\W\d_]|[0-9]+-[0-9]+|\([0-9]{2,5}\)\s?[0-9]+)[-\u2010\u2011]\Z|\w\.\Z"
)
"""What a number is a part of where it is joined to it: `A350-900`, `EU-27`, `2023-12-31`, `ID.4`."""
_THE_BEFORE = re.compile(r"(?:^|[\W_])the(?:\s(?:new|latest|current|original|all-new))?\s\Z", re.IGNORECASE)
_MODEL = re.compile(r"[1-9][0-9]{2}")
_IS_YEAR = re.compile(YEAR)
_ENDS_SENTENCE = ".!?:;•·|–—"


def is_number_of(text: str, start: int, names: frozenset[str]) -> bool:
    """Tell whether a number in `text` at `start` follows one of some names, or others that do."""
    before = text[max(0, start - _BEFORE) : start]
    found = _WORD_BEFORE.search(_OTHERS_BEFORE.sub("", before))
    return bool(found and found[1].lower() in names)


def is_name(text: str, start: int, end: int, no_names: frozenset[str]) -> bool:
    """Tell whether a number, at half-open offsets, is a part of a name or of digits in groups, as telephones have.

    It is one of a name (`Boeing 787`) behind a capital that begins no sentence and none of `no_names` (`Over 500`).
    """
    if text[start] == "0" and text[start + 1 : end][:1].isdigit():
        return True
    before = text[max(0, start - _BEFORE) : start]
    if _JOINED_BEFORE.search(before):
        return True
    digits = _NUMBER_BEFORE.search(before)
    if digits:
        return before.endswith("/") or not _IS_YEAR.fullmatch(digits[1])
    word = re.search(r"(\w+)[\s-]\Z", before)
    if not word or not word[1][0].isupper() or word[1].lower() in no_names:
        return False
    further = before[: word.start()].rstrip(" “\"'‘(\u00a0")
    return bool(further) and further[-1] not in _ENDS_SENTENCE + "\n"


def is_the_model(text: str, start: int, end: int) -> bool:
    """Tell whether a number, at half-open offsets, is the name of a model: three digits behind `the`."""
    is_short = _MODEL.fullmatch(text, start, end) is not None
    return is_short and _THE_BEFORE.search(text[max(0, start - _BEFORE) : start]) is not None
