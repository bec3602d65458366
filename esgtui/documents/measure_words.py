"""Words by which it is told what a figure measures: where names end, and what is no name by itself."""

import re
from collections.abc import Sequence


def _words(apart: str) -> frozenset[str]:
    return frozenset(apart.split())


STOPS = _words(
    "a about above across after against already among an and annually are around as at before below by "
    "came can carries carry come comes compared could currently daily did do does during each every for "
    "from go goes had has have held hold holds how in including into is it its least made make makes may "
    "meet meets monthly most must now of on only or our over per ran relative run runs should since "
    "still than that the their this through to today under until versus via vs was we went were what "
    "when where which while who will with within would yearly"
    " according depending excluding following including respectively between toward towards reduce reach achieve"
)
"""Words that no name goes beyond."""

PRONOUNS = frozenset({"it", "them", "they", "these", "those", "this", "that"})
"""Words that stand for what another sentence names."""

_EMPTY = _words(
    "about absolute achieved aim amount approximately atmosphere average base baseline change co2e co2eq "
    "current cut decline decrease down drop due equivalent equivalents exceeding fewer figure first "
    "fiscal goal goals growth higher improvement increase interim its less level levels lower more net "
    "last new number only our overall preceding previous prior quarter reporting percentage progress "
    "rate reduction reductions relative result same scope scopes share status target targets tco2e "
    "their them total up value year yoy"
)
"""Words that do not say by themselves what is measured."""

_TARGETS = frozenset({"target", "targets", "goal", "goals", "commitment", "commitments", "ambition", "milestone"})
"""What a value may be, and never what it measures."""

_TELLING = re.compile(r"[^\W\d_]{3}|[A-Z]{2}")
"""What a word has that says something: three letters, or two capitals."""


_YEAR = re.compile(r"\d+|fy\s?\d+(?:[-–/]\d+)?")


def says_nothing(words: Sequence[str]) -> bool:
    """Return whether words, which may be none, do not say what is measured."""
    plain = [word.lower().strip("().,'\"") for word in words]
    if not plain or plain[-1] in _TARGETS or any(word.endswith(":") for word in words):
        return True
    if {"scope", "scopes"}.intersection(plain) and any(map(str.isdecimal, plain)):
        return False
    return all(
        told in _EMPTY or _YEAR.fullmatch(told) or not _TELLING.search(word)
        for word, told in zip(words, plain, strict=True)
    )
