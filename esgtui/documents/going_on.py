"""Which figure of a sentence is of what the one before it is: what was, what is, and what is to be of one thing.

Words between the two that name something else, or may do, make them two things; what is not sure is no such figure.
"""

import re

from esgtui.checklist.findings import Figure
from esgtui.documents.periods import YEAR

_YEAR = rf"(?:FY\s?)?{YEAR}(?:/\d\d)?"
_IN = rf"(?:(?:by|in|until|since|from)\s(?:the\send\sof\s)?)?{_YEAR}"
_NOW = r"(?:today|now|currently|at\spresent|so\sfar|to\sdate)"
_WHEN = rf"(?:\(?(?:{_IN}|{_NOW})\)?,?\s)?"
"""When a value was, or is, before the next one is told: `in 2023, `, `(2019) `, `today `."""
_ABOUT = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|over|more\sthan|above|under|less\sthan|below|"
    r"at\sleast|at\smost|up\sto|some)\s)?"
)
"""How exact the next value is."""
_ON = re.compile(
    rf"(?i)[\s,(]*{_WHEN}(?:(?:up |down |and |or )?(?:from|to|and(?: by)?|or|against|compared (?:with|to))\s+)?{_ABOUT}"
)
_TO = re.compile(rf"(?i)[\s,(]*to\s+{_ABOUT}")

_SAME = r"(?:we|it|they|this|that|the\s(?:share|figure|rate|number|value|proportion|percentage))"
"""Who or what goes on, without a name of its own."""
_OFTEN = r"(?:already|also|now|then|still|even)\s"
_WANT = r"(?:want|aim|plan|intend|expect|target|strive|hope|seek|wish)(?:s|ed|ing)?"
_MEET = r"(?:reach|achieve|attain|hit|be\sat|get\sto|arrive\sat)"
_BRING = (
    r"(?:(?:increase|raise|lift|reduce|lower|cut|bring|extend|expand|improve)"
    r"\s(?:it|this|that|them)(?:\sdown|\sup)?\s(?:to|by))"
)
_BECOME = (
    r"(?:be(?:\sat)?|reach|make\sup|account\sfor|represent|cover|supply|come\sfrom|hold|stand\sat|amount\sto|"
    r"(?:rise|fall|drop|grow|increase|decrease|decline|be\s(?:reduced|cut|lowered|increased|raised))\s(?:to|by))"
)
_AIM = r"(?:target|goal|aim|ambition|objective)"
_AIMED = (
    rf"(?:{_SAME}\s)?(?:{_OFTEN})?(?:(?:are|is|have|has)\s)?(?:{_WANT}|committed|set)"
    rf"(?:\s(?:for|at|to))?(?:\s(?:{_MEET}|{_BRING}))?"
)
"""`we want`, `aim for`, `are aiming to reach`, `plan to increase this to`."""
_TARGET = (
    rf"(?:(?:our|the|its|their|with\s(?:a|the|our|its))\s)(?:(?:new|next|interim|current|{YEAR}|near-term|mid-term|long-term)\s)?{_AIM}"
    rf"(?:\s(?:for|in|by)\s{_YEAR})?\s(?:is|of|being)(?:\s(?:{_MEET}|to\s{_MEET}))?"
)
"""`our target is`, `with a goal of`, `the 2030 target is to reach`."""
_MODAL = (
    rf"(?:{_SAME}\s)?(?:will|shall|should|must|(?:is|are)\s(?:(?:set|expected|planned|due)\s)?to)"
    rf"\s(?:{_OFTEN})?{_BECOME}"
)
"""`will make up`, `and this should drop to`, `is expected to be`."""
_WAS = (
    r"(?:(?:up|down)\s(?:from|on)|(?:as\s)?(?:compared|opposed)\s(?:with|to)|against|versus|after|"
    rf"{_SAME}\s(?:was|were|stood)(?:\sstill)?(?:\sat)?)"
)
"""`up from`, `compared with`, `we were at`."""
_FURTHER = re.compile(
    rf"(?i)(?:^|[\s,;(–])\s*(?:(?:and|but|while)\s)?(?:{_IN},?\s)?"
    rf"(?:{_AIMED}|{_TARGET}|{_MODAL}|{_WAS})(?:\s(?:a|an|the))?\s{_ABOUT}\Z"
)
"""What leads from the rest of what was told of one value to the next."""
_REST = re.compile(
    r"(?i)(?:(?!\b(?:and|or|but|while|whereas|which|that|than|by)\b)[^,;:.()–\d]|CO2e?|"
    r"\bScopes? [123](?:(?:, | and | & |\+|-)[123])*)*"
    rf"(?:\(?{_IN}\)?)?[\s,;]*(?:{_NOW})?[\s,;(–]*"
)
"""The rest of what is told of a value: words of one clause, and when that was."""
_NEXT_YEAR = re.compile(rf"(?i){_IN}(?:,|,? and)\s{_ABOUT}\Z")
"""What leads from one year's value to the next: 50 % recycled content by 2025 and 75 % by 2030."""
_OF_A_YEAR = re.compile(rf"(?i)\s(?:(?:cut|reduction|increase)\s)?\(?{_IN}\b")
_ENDS = re.compile(
    rf"(?i)\s*(?:$|[.,;)](?!\d)|(?:{_IN}|{_NOW}|in\sthe\s(?:year\sbefore|(?:previous|prior|preceding|last)\s\w+))\b"
    rf"|(?:cuts?|reductions?|increases?)\b\s?(?:$|[.,;)]|{_IN}\b)"
    r"|(?:and|or)\s|(?:at the latest|or more|instead|across|compared|versus|from\sa)\b)"
)
"""What may stand behind a value that is told without what it is of."""


_FARTHEST = 160
"""So many characters may stand between two figures of one thing."""


def goes_on(statement: str, before: Figure, figure: Figure) -> bool:
    """Return whether a figure, which no words name, is of what the one before it is.

    Nothing but small words stand between them, or the rest of one clause and what leads on from it: `and we want`.
    Behind a share the next one may be what it has come to, in another unit: by 12 % to 1,050 t.
    """
    between = statement[before.words[0].end : figure.words[0].start]
    if before.unit != figure.unit:
        return before.is_relative and _TO.fullmatch(between) is not None
    return _ON.fullmatch(between) is not None or _leads_on(between, statement[figure.words[0].end :])


def _leads_on(between: str, behind: str) -> bool:
    """Return whether words between two figures lead from one to the other, and those behind name nothing else."""
    if len(between) > _FARTHEST:
        return False
    further, ends = _FURTHER.search(between), _ENDS
    if further is None:
        further, ends = _NEXT_YEAR.search(between), _OF_A_YEAR
    is_rest = further is not None and _REST.fullmatch(between, 0, further.start())
    return bool(is_rest) and ends.match(behind) is not None
