"""What a figure measures, by the words around it: `recycled steel` of 130 kg of recycled steel, and per what."""

import re
from collections.abc import Iterator

from esgtui.checklist.findings import Figure
from esgtui.documents.rows import CELLS

LONGEST_NAME = 5
"""So many words has the name of a metric that is drawn from the words behind its value."""
LONGEST_SUBJECT = 10
"""So many it has where a verb says that it ends there."""
SHORTEST_THING = 5
"""A unit of so many letters is mostly a thing that is counted."""

_MEASURE = re.compile(r"CO2e$|^(?:gallons|barrels|miles|acres|hours|times|percentage points|basis points)$")
"""Units that are as long, and yet no things."""
_WORD = re.compile(r"[\w²³₂]+(?:[-’'./&][\w²³₂]+)*")
_BEHIND = re.compile(r"\s+(of|in|from)\s+(?:the\s+|our\s+|its\s+|their\s+|all\s+|new\s+|\w+['’]s\s+)*")
_SPENT_ON = re.compile(r"\s+(?:on|into|for|towards?)\s+(?:the\s+|our\s+|its\s+|their\s+|new\s+)*(?=[^\W\d_])")
_CURRENCY = re.compile(r"[A-Z]{3}")
_COMPARED = re.compile(r"(?i)\s+(?:less|lower|fewer|more|higher|smaller|greater|better|down|up)\b")
"""How a share is told that something differs by, before what it is or in place of it: 30 % less waste, 12 % lower."""
_PER = re.compile(r"\s+(?:per|for\s(?:each|every)|in\s(?:each|every))\s+(?:new\s+)?([A-Za-z]+)")
_STOPS = frozenset(
    (
        *("and", "or", "by", "in", "on", "at", "to", "from", "for", "per", "of", "with", "which", "that", "who"),
        *("is", "are", "was", "were", "has", "have", "had", "will", "as", "than", "into", "over", "under", "while"),
        *(
            "when",
            "where",
            "since",
            "until",
            "across",
            "compared",
            "relative",
            "versus",
            "against",
            "during",
            "through",
            "after",
        ),
        *(
            "came",
            "come",
            "comes",
            "went",
            "go",
            "goes",
            "made",
            "make",
            "makes",
            "held",
            "hold",
            "holds",
            "carry",
            "meet",
        ),
        *("do", "does", "did", "can", "could", "may", "must", "should", "would", "now", "already", "today", "still"),
        *("currently", "carries", "meets", "run", "runs", "ran"),
        *("before", "the", "a", "an", "our", "its", "their", "we", "it", "this", "each", "every"),
    )
)
_PRONOUNS = frozenset({"it", "them", "they", "these", "those", "this", "that"})
"""Words that stand for what another sentence names."""

_ABOUT = r"(?:over|more|than|about|at|up|around|some|nearly|almost|least|most|\s)*$"
_PHRASE = r"((?:[^,;.()]|\([^()]{1,40}\)|(?<=\b\d),(?=\s?(?:\d\b|(?:and|&)\s\d))){3,80}?)"
"""Words without a mark that divides them; those in `scope 1, 2, and 3 (value chain) emissions` do not."""
_CHANGES = re.compile(
    r"(?i)\b(?:reduc\w+|cut|cuts|lower\w*|decreas\w+|increas\w+|improv\w+|rais\w+|sav\w+)\s+(?:in\s+|of\s+)?"
    rf"{_PHRASE}\s+(?:(?:by|to)\s+)?{_ABOUT}"
)
_CHANGED = re.compile(
    rf"(?i)(?:^|[,;.:(]\s*|\b(?:that|while|and|as)\s+){_PHRASE}\s+(?:has\s+|have\s+)?"
    r"(?:fell|fallen|rose|risen|dropped|declined|decreased|increased|grew|grown|shrank|climbed|amounted|stood|reached"
    r"|(?:was|were|been|be)\s+(?:reduced|cut|lowered|increased|raised))"
    rf"\s+(?:by|to|at|from)?\s*{_ABOUT}"
)
_IS = re.compile(
    rf"(?i)(?:^|[,;.:(]\s*|\b(?:that|while|and|as)\s+){_PHRASE}\s+"
    rf"(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:(?:down|up)\s+)?(?:by\s+)?{_ABOUT}"
)
_BEGIN = re.compile(r"(?i)(?:(?:in\s+\d{4}|since\s+\d{4}|the|our|its|their|all|total|\w+['’]s)\s+)*")
_END = re.compile(
    r"(?i)\s(?:of\s(?:our|its|the|their|all)|in|at|across|from|for|within|per|compared|versus|against|by)\s"
)
_ON = re.compile(
    r"(?i)[\s,(]*(?:(?:by|in)\s(?:the\send\sof\s)?(?:FY\s?)?\d{4},?\s)?"
    r"(?:(?:up |down |and |or )?(?:from|to|and(?: by)?|or|against|compared (?:with|to))\s+)?"
)
_TO = re.compile(r"(?i)[\s,(]*to\s+")
_LOOKED_AT = 120
"""So many characters before a value are looked at for what is said to change by it."""


def measured(statement: str, figure: Figure) -> tuple[str, str]:
    """Return what a figure measures, and per what; empty texts where the words do not say."""
    words = figure.words[0]
    head, divides, _ = statement[: words.start].partition(CELLS)
    if divides and (subject := _subject(head))[0]:
        return subject  # a row of a table begins with what it is about
    before = statement[max(0, words.start - _LOOKED_AT) : words.start]
    change = _CHANGES.search(before) or _CHANGED.search(before)
    if change and (subject := _subject(change[1]))[0]:
        return subject
    behind = _BEHIND.match(statement, words.end)
    is_thing = len(figure.unit) >= SHORTEST_THING and not _MEASURE.search(figure.unit)
    is_counted = is_thing and statement.endswith(figure.unit, 0, words.end)
    if is_counted and (not behind or behind[1] != "of"):
        return figure.unit, ""  # what is counted: 116 patents, 14 sites in Europe
    leading = _SPENT_ON if _CURRENCY.fullmatch(figure.unit) else _COMPARED
    opened = behind or leading.match(statement, words.end)
    rest = statement[opened.end() if opened else words.end :]
    name = " ".join(_first_words(rest))
    if not name and (whole := _IS.search(before)):
        return _subject(whole[1])
    per = _PER.match(rest.lstrip().removeprefix(name)) if name else None
    return name, per[1] if per else ""


def goes_on(statement: str, before: Figure, figure: Figure) -> bool:
    """Return whether a figure is of what the one before is: nothing but a small word stands between them.

    Behind a share this may be what it has come to, in another unit: by 12 % to 1,050 t.
    """
    between = statement[before.words[0].end : figure.words[0].start]
    on = _ON if before.unit == figure.unit else _TO
    return (on is _ON or before.is_relative) and bool(on.fullmatch(between))


def _subject(phrase: str) -> tuple[str, str]:
    """Return what changes without what stands around its name, and per what it is."""
    begun = phrase[found.end() :] if (found := _BEGIN.match(phrase)) else phrase
    end = _END.search(begun)
    words = (begun[: end.start()] if end else begun).split()[:LONGEST_SUBJECT]
    opened = max((at for at, word in enumerate(words) if "(" in word), default=0)
    if opened and not any(")" in word for word in words[opened:]):
        del words[opened:]
    while words and (words[-1].lower() in _STOPS or words[-1].endswith("ly") or not any(map(str.isalnum, words[-1]))):
        words.pop()
    if words and (words[0].lower() in _STOPS | _PRONOUNS or words[0][0] == "("):
        return "", ""
    per = _PER.search(begun)
    return " ".join(words), per[1] if per else ""


def _first_words(text: str) -> Iterator[str]:
    """Yield the first words that belong together: up to a small word or a mark between."""
    at = 0
    for count, word in enumerate(_WORD.finditer(text)):
        is_over = count == LONGEST_NAME or word[0].lower() in _STOPS | _PRONOUNS or not word[0][0].isalpha()
        is_verb = count > 0 and word[0].endswith("ed")
        if is_over or is_verb or text[at : word.start()].strip():
            return
        yield word[0]
        at = word.end()
