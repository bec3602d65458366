"""What a figure measures, by the words around it: `recycled steel` of 130 kg of recycled steel, and per what."""

import re
from collections.abc import Iterator

from esgtui.checklist.findings import Figure
from esgtui.documents.measure_words import PRONOUNS, STOPS, says_nothing
from esgtui.documents.rows import CELLS, subject_of

LONGEST_NAME = 5
"""So many words has the name of a metric that is drawn from the words behind its value."""
LONGEST_SUBJECT = 10
"""So many it has where a verb says that it ends there."""
SHORTEST_THING = 5
"""A unit of so many letters is mostly a thing that is counted."""

_MEASURE = re.compile(r"CO2e$|^(?:gallons|barrels|miles|acres|hours|times|percentage points|basis points)$")
"""Units that are as long, and yet no things."""
_WORD = re.compile(r"[\w²³₂]+(?:[-’'./&][\w²³₂]+)*")
_BEHIND = re.compile(r"\s+(of|in|from)\s+(?:the\s+|our\s+|its\s+|their\s+|all\s+|new\s+|\w+(?:['’]s|s['’])\s+)*")
_SPENT_ON = re.compile(r"\s+(?:on|into|for|towards?)\s+(?:the\s+|our\s+|its\s+|their\s+|new\s+)*(?=[^\W\d_])")
_CURRENCY = re.compile(r"[A-Z]{3}")
_NOUN = (
    r"(?:reductions?|cuts?|decreases?|increases?|improvements?|declines?|drops?|falls?|rises?|growth|savings?)"
    r"(?:\s(?:targets?|goals?|rates?))?"
)
"""What a change is called."""
_CHANGE_BEHIND = re.compile(
    rf"(?i)\s+(?:(?:absolute|relative|total|overall|net|further|annual|year-on-year|yoy)\s+)*{_NOUN}(?![\w-])"
    r"(?:\s+(?:in|of|for|to)\s+(?!meet|reach|achieve|be\b))?"
)
"""How a share is told to be a change, and of what: a 50 % reduction in emissions."""
_CHANGE_LAST = re.compile(rf"(?i)(?:^|\s+){_NOUN}\Z")
_NAMED_CHANGE = re.compile(
    r"(?i)\b(?:reduction|cut|decrease|increase|improvement|decline|drop|fall|rise|saving)s?\s+of\s"
)
"""What comes before a share that is one of something behind `in`: a cut of 30 % in water use."""
_COMPARED = re.compile(r"(?i)\s+(?:less|lower|fewer|more|higher|smaller|greater|better|down|up)\b")
"""How a share is told that something differs by, before what it is or in place of it: 30 % less waste, 12 % lower."""
_ARTICLES = re.compile(r"\A\s*(?:(?:the|our|its|their|all|a|an|each|\w+['’]s)\s+)*")
_PER = re.compile(
    r"\s+(?:per|for\s(?:each|every)|in\s(?:each|every))\s+(?:new\s+)?"
    r"((?:(?:square|cubic|gross|net|ten|hundred|thousand|million|passenger|base|functional)\s){0,2}[A-Za-z€$][\w²³₂]*(?:\sof\s(?!the\b|our\b|its\b|their\b|all\b)[A-Za-z]+)?)"
)
_SCOPES = re.compile(
    rf"(?:(?!(?:{'|'.join(sorted(STOPS))})\b)[^\W\d_][\w’'-]*\s){{0,3}}?[Ss]copes?\s?[1-3]"
    r"(?:\s?(?:,|and|&|\+|/|or|to|-|–)\s?(?:and\s|&\s)?(?:[Ss]copes?\s)?[1-3])*(?:\s\([^()]{1,25}\))?(?=\W|\Z)"
)
"""A name with numbers in it: absolute Scope 1, 2 and 3 (market-based)."""
_SHORT = re.compile(r"\s\([A-Z][A-Za-z&]{1,7}\)(?=\s[a-z])")
"""A short form behind its words: greenhouse gas (GHG) emissions."""
_GOES_ON = re.compile(r"\s?(?:,|and\b|or\b|&|\()(?!\s*\d)")
_ABOUT = r"(?:over|more|than|about|at|up|around|some|nearly|almost|least|most|\s)*$"
_PHRASE = r"((?:[^,;.()]|\([^()]{1,40}\)|(?<=\b\d),(?=\s?(?:\d\b|(?:and|&)\s\d))){3,80}?)"
"""Words without a mark that divides them; those in `scope 1, 2, and 3 (value chain) emissions` do not."""
_SUBJECT = rf"(?:^|[,;.:(](?!\d)\s*|\b(?:that|while|and|as)\s+){_PHRASE}\s+"
"""What a part of a sentence begins with, before its verb."""
_CHANGES = re.compile(
    r"(?i)\b(?!(?:reduction|improvement)s?\s(?!in\s|of\s))(?:reduc\w+|cut|cuts|lower\w*|decreas\w+|increas\w+|improv\w+|rais\w+|sav\w+)\s+(?:in\s+|of\s+)?"
    rf"{_PHRASE}\s+(?:(?:by|to)\s+)?{_ABOUT}"
)
_NEXT_VERB = re.compile(r"(?i)\b(?:to|and|or|by)\s+(?:\w+ly\s+)?(?=\w)")
"""What stands before a verb with which another change begins."""
_CHANGED = re.compile(
    rf"(?i){_SUBJECT}(?:has\s+|have\s+)?"
    r"(?:fell|fallen|rose|risen|dropped|declined|decreased|increased|grew|grown|shrank|climbed|improved|amounted|totalled|totaled|averaged|stood|reached"
    r"|(?:was|were|been|be)\s+(?:reduced|cut|lowered|increased|raised))"
    rf"\s+(?:by|to|at|from)?\s*{_ABOUT}"
)
_IS = re.compile(
    rf"(?i){_SUBJECT}"
    rf"(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:(?:down|up)\s+)?(?:by\s+)?{_ABOUT}"
)
_IS_TO = re.compile(
    rf"(?i){_SUBJECT}"
    r"(?:(?:(?:is|are)\s+(?:(?:set|expected|planned|projected|due)\s+)?to|will|shall|should|must)\s+"
    r"(?:rise|fall|drop|decline|decrease|increase|grow|shrink|climb|improve|amount|average|be|stand\s+at|(?P<reach>reach)))"
    rf"\s+(?:by|to|at|from)?\s*{_ABOUT}"
)
"""What is to have a value, or to change: renewable electricity is to rise from 15 %."""
_QUANTITY = re.compile(
    r"(?i)\b(?:share|proportion|percentage|ratio|rate|usage|use|consumption|emissions|intensity|capacity|volume|content|number|amount|level)\b"
)
"""What reaches a value; others, such as suppliers, reach one of something."""
_MAKES_UP = re.compile(
    rf"(?i){_SUBJECT}(?:now\s+|already\s+|currently\s+)?"
    rf"(?:(?:accounts?|accounted|accounting)\sfor|(?:makes?|made|making)\sup|represents?|represented|holds?|held)\s+{_ABOUT}"
)
"""What a share of something else is of: renewable electricity accounts for 78 % of what is consumed."""
_NEXT = re.compile(
    r"(?i)\d\s?(?:%|per\s?cent)(?:\s(?:by|in|from|until)\s(?:FY\s?)?\d{4})?(?:\s?,\s?(?:and\s)?|\s(?:and|&)\s)"
    rf"{_PHRASE}\s+(?:by|to)\s+{_ABOUT}"
)
"""What stands between two changes of a list: we cut emissions by 50 %, and water use by 30 %."""
_LABEL = re.compile(rf"(?:^|[,;.:(](?!\d)\s*){_PHRASE}:\s*[-–−+]?\s?{_ABOUT}")
"""What a list tells a value of: `Scope 1 emissions: -90 %`."""
_OF = re.compile(r"(?i)\A(?!\w+\sin\s)(?!(?:reduction|increase|decrease|improvement|saving)s?\b).*\sof\s\Z")
"""What is no change to a value, but has so much: improved management of 500 ha."""
_SHARE = re.compile(r"\d\s?(?:%|per\s?cent|percent)")
_BEGIN = re.compile(r"(?i)(?:(?:in\s+\d{4}|since\s+\d{4}|the|our|its|their|all|total|\w+['’]s)\s+)*")
_END = re.compile(
    r"(?i)\s(?:of\s(?:our|its|the|their|all)|in|at|across|from|for|within|per|compared|versus|against|by)\s"
)
_THAT = re.compile(r"\bthat\s+|[:;]\s+")
_LESS = frozenset({"less", "fewer", "lower", "more", "higher", "least", "most"})
"""Words before a value that belong to it."""
_TOLD_BEFORE = (_NEXT, _CHANGES, _CHANGED, _LABEL)
_LOOKED_AT = 120
"""So many characters before a value are looked at for what is said to change by it."""


def measured(statement: str, figure: Figure, after: int = 0) -> tuple[str, str]:
    """Return what a figure measures, and per what; empty texts where the words do not say.

    `after` is where the figure before it ends: what has a verb of its own has no other value in it.
    """
    words = figure.words[0]
    head, divides, _ = statement[: words.start].partition(CELLS)
    if divides and (subject := _subject(subject_of(head)))[0]:
        return subject  # a row of a table begins with what it is about
    behind = _BEHIND.match(statement, words.end)
    of = behind[1] if behind else ""
    is_thing = len(figure.unit) >= SHORTEST_THING and not _MEASURE.search(figure.unit)
    if is_thing and of != "of" and statement.endswith(figure.unit, 0, words.end):
        # 116 patents, 14 sites in Europe; 9.400 farmers are thousands, as they are written elsewhere
        return figure.unit if figure.value.is_integer() else "", ""
    before = statement[max(0, words.start - _LOOKED_AT) : words.start]
    own = max(after, words.start - _LOOKED_AT)
    if figure.unit == "%" and (part := _MAKES_UP.search(statement, own, words.start)):
        return _subject(part[1])
    return _of_value(statement, figure, before, own, is_over=bool(figure.per) and of == "of")


def _of_value(statement: str, figure: Figure, before: str, own: int, *, is_over: bool) -> tuple[str, str]:
    """Return what a value measures that counts no things; what follows it is what it is counted over, if `is_over`."""
    words = figure.words[0]
    name, rest = ("", "") if is_over else _named_behind(statement, words.end, before, figure.unit)
    is_change = figure.unit == "%" and _CHANGE_BEHIND.match(statement, words.end) is not None
    is_told = statement[words.start].isalpha() and _LABEL.search(before)  # halving is no value that a list tells
    if not (is_change and name) and not is_told and (subject := _told_before(before))[0]:
        return subject
    if not name and (whole := _IS.search(statement, own, words.start) or _is_to(statement, own, words.start)):
        return _subject(whole[1])
    per = _PER.match(rest.lstrip().removeprefix(name)) if name else None
    return name, per[1] if per else ""


def _is_to(statement: str, start: int, end: int) -> re.Match[str] | None:
    """Return what stands between two offsets of what is to have the value that begins at the second one."""
    found = _IS_TO.search(statement, start, end)
    return found if found and (not found["reach"] or _QUANTITY.search(found[1])) else None


def _told_before(before: str) -> tuple[str, str]:
    """Return what a text before a value says that changes to it or by it, or is labelled with it; and per what."""
    changes = _change_in(before)
    for told in _TOLD_BEFORE:
        found = changes if told is _CHANGES else told.search(before)
        if told is _NEXT and found and changes and changes.start() >= found.start(1):
            continue  # the next change has a verb of its own
        is_none = told is _CHANGES and found and (_OF.search(found[0]) or found[1].endswith((" and", " or")))
        if found and not is_none and not _SHARE.search(found[1]):
            subject = _subject(found[1])
            if subject[0]:
                return subject
    return "", ""


def _change_in(before: str) -> re.Match[str] | None:
    """Return the change that a text before a value tells of: with several verbs, that of the last one."""
    found = _CHANGES.search(before)
    for verb in _NEXT_VERB.finditer(before):
        if further := _CHANGES.match(before, verb.end()):
            found = further
    return found


def _named_behind(statement: str, end: int, before: str, unit: str) -> tuple[str, str]:
    """Return the name behind a value that ends at an offset, and the text that begins with it."""
    change = _CHANGE_BEHIND.match(statement, end) if unit == "%" else None
    behind = _BEHIND.match(statement, end)
    if behind and unit == "%" and behind[1] != "of" and not _NAMED_CHANGE.search(before):
        return "", ""  # where, or since when
    leading = _SPENT_ON if _CURRENCY.fullmatch(unit) else _COMPARED
    opened = change or behind or leading.match(statement, end)
    rest = statement[opened.end() if opened else end :].lstrip()
    rest = _ARTICLES.sub("", rest, count=1) if change else rest
    name = _name_at(rest)
    return (_CHANGE_LAST.sub("", name) if unit == "%" else name), rest


def _name_at(text: str) -> str:
    """Return the name that a text begins with; empty if its words say nothing by themselves."""
    if scopes := _SCOPES.match(text):
        further = list(_first_words(text[scopes.end() :]))
        is_cut = not further and _GOES_ON.match(text, scopes.end())
        return "" if is_cut else " ".join([scopes[0], *further])
    words = list(_first_words(text))
    is_participle = len(words) == 1 and words[0].endswith("ed")
    return "" if is_participle or says_nothing(words) else " ".join(words)


def _subject(phrase: str) -> tuple[str, str]:
    """Return what changes without what stands around its name, and per what it is."""
    phrase = _THAT.split(phrase)[-1].lstrip("'\"‘“«„•*–- ")
    begun = phrase[found.end() :] if (found := _BEGIN.match(phrase)) else phrase
    end = _END.search(begun)
    words = (begun[: end.start()] if end else begun).split()[:LONGEST_SUBJECT]
    opened = max((at for at, word in enumerate(words) if "(" in word), default=0)
    if opened and not any(")" in word for word in words[opened:]):
        del words[opened:]
    while words and (
        words[-1].lower() in STOPS | _LESS or words[-1].endswith("ly") or not any(map(str.isalnum, words[-1]))
    ):
        words.pop()
    if words and (words[0].lower() in STOPS | PRONOUNS or words[0][0] == "("):
        return "", ""
    if says_nothing(words):
        return "", ""
    per = _PER.search(begun)
    return " ".join(words), per[1] if per else ""


def _first_words(text: str) -> Iterator[str]:
    """Yield the first words that belong together: up to a small word or a mark between."""
    at, text = 0, _SHORT.sub("", text)
    for count, word in enumerate(_WORD.finditer(text)):
        is_over = count == LONGEST_NAME or word[0].lower() in STOPS | PRONOUNS or not word[0][0].isalpha()
        is_verb = count > 0 and word[0].endswith("ed")
        if is_over or is_verb or text[at : word.start()].strip():
            return
        yield word[0]
        at = word.end()
