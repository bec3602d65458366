"""The round of keys that is gone through at each size: what is done, and how soon it is painted."""

import statistics
from collections.abc import Callable, Iterator

import msgspec

from tests.benchmarks.hands import Hands, Press
from tests.benchmarks.telling import say

TAB, ENTER, ESCAPE, CLEAR, DOWN, PAGE, HOME, END = "\t", "\r", "\x1b", "\x15", "\x1b[B", "\x1b[6~", "\x1b[H", "\x1b[F"
F2, F3, F4, SAVE = "\x1bOQ", "\x1bOR", "\x1bOS", "\x0f"
QUERIES = ("emissions 2030", "water use", "the")
FILTERS = ("year:2030", "company:a", "pillar:p1", "kind:target", "has:baseline", "tag:curated", "has:note", "-has:tag")
VIEWS = {"matrix": "m", "timeline": "T", "metrics": "M", "coverage": "c", "overview": "i", "checklist": "K"}
BOARDS = {"history": "L", "codebook": "C", "conflicts": "X", "agreement": "x", "strays": "R", "source": "o"}
PARTS = ("water", "energy", "steel", "emissions", "recycled", "suppliers")
"""What is searched for before a view is opened."""
LOOKED_AT = 2.0
"""Seconds for which one looks at what was found before asking for a view of it."""
OTHER_PARTS = ("carbon", "materials", "operations", "waste", "products", "recycling")
"""What is searched for by those who know which view of it they want."""
HASTE = 0.2
"""Seconds between the keys of such hands."""
YEARS = {"years, noted, first": "year:2031..2044 has:note", "years, not tagged": "year:2027..2038 -has:tag"}
"""Filters over years beside what coders did, each used for the first time."""
TIMES = 3
BETWEEN = 0.2
"""Seconds without a frame after which a key that is not looked at has come to all it comes to."""


class Deed(msgspec.Struct, frozen=True):
    """A key that is looked at, with those pressed before and after it, again and again."""

    name: str
    key: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    times: int = TIMES
    looked_at: float = 0.0
    """Seconds for which one looks at what is shown before the key is pressed."""
    in_haste: tuple[str, ...] = ()
    """What is pressed just before it, `HASTE` apart."""


class Painted(msgspec.Struct, frozen=True):
    """Milliseconds from a key to the first and the last frame that came of it: medians, and the longest of all."""

    name: str
    first: float
    last: float
    longest: float


def deeds() -> Iterator[Deed]:
    """Yield all that is done, in its order: each begins among all claims, with the claims in focus, and ends there."""
    yield Deed("down a line", "j", times=5)
    yield Deed("down a page", PAGE, times=5)
    yield Deed("to the end", END, after=(HOME,))
    yield Deed("to the beginning", HOME, before=(END,))
    yield Deed("next pane", TAB, after=(F4,))
    yield Deed("next company", "j", before=(F2,))
    yield Deed("all companies", HOME, before=(F2, "j"), after=(F4,))
    yield Deed("next group", "j", before=(F3,))
    yield Deed("all groups", HOME, before=(F3, "j"), after=(F4,))
    yield Deed("next lens", "f", after=("F",))
    yield Deed("codebook, first time", "C", after=(ESCAPE,), times=1)
    for name, query in YEARS.items():
        yield Deed(name, query, before=("/", CLEAR), after=(ENTER, ESCAPE), times=1)
    for query in FILTERS:
        yield Deed(query, query, before=("/", CLEAR), after=(ENTER, ESCAPE))
    yield Deed("name of a field", "comp", before=("/", CLEAR), after=(ESCAPE, ESCAPE))
    yield Deed("company: taken", TAB, before=("/", CLEAR, "comp"), after=(ESCAPE, ESCAPE))
    yield Deed("topic:m", "topic:m", before=("/", CLEAR), after=(ESCAPE, ESCAPE))
    yield Deed("value taken", TAB, before=("/", CLEAR, "kind:ta"), after=(ENTER, ESCAPE))
    yield Deed("like this one", "=", after=(ESCAPE,))
    yield Deed("tag by key", "p", before=("j", ","))
    yield Deed("verdict", "1", before=("j", "v"))
    yield Deed("star", "*", before=("j",))
    yield Deed("note", SAVE, before=("j", "a", "seen"))
    yield Deed("take back", "u")
    yield Deed("next untagged", "]")
    yield Deed("untagged before", "[")
    yield Deed("mark all", "+", after=("+",))
    yield Deed("tagged of all", "%", after=("%",))
    for name, key in (VIEWS | BOARDS).items():
        yield Deed(name, key, after=(ESCAPE,))
    yield from _of_a_part()


def _of_a_part() -> Iterator[Deed]:
    """Yield what is done with the claims that a search found: each time another one, of which nothing is kept yet."""
    for (name, key), words in zip(VIEWS.items(), PARTS, strict=True):
        found = ("/", CLEAR, words, ENTER)
        yield Deed(f"{name} of a part", key, before=found, after=(ESCAPE, ESCAPE), times=1, looked_at=LOOKED_AT)
    for (name, key), words in zip(VIEWS.items(), OTHER_PARTS, strict=True):
        asked = (words, ENTER)
        yield Deed(f"{name}, at once", key, before=("/", CLEAR), after=(ESCAPE, ESCAPE), times=1, in_haste=asked)
    yield Deed("mark all of a part", "+", before=("/", CLEAR, "water", ENTER), after=("+", ESCAPE), times=1)


def gone_through(hands: Hands, look: Callable[[], None]) -> Iterator[Painted]:
    """Do all of it in a program that stands among all claims; `look` is called after each key."""
    yield from _typed(hands, look)
    for deed in deeds():
        say(f"  {deed.name} …")
        yield _painted(deed.name, [press for _ in range(deed.times) for press in _done(hands, deed, look)])


def _done(hands: Hands, deed: Deed, look: Callable[[], None]) -> Iterator[Press]:
    for key in deed.before:
        hands.press_until_calm(key, quiet=BETWEEN)
    for key in deed.in_haste:
        hands.press(key, HASTE)
    if deed.looked_at:
        hands.press("", deed.looked_at)
    yield hands.press_until_calm(deed.key)
    look()
    for key in deed.after:
        hands.press_until_calm(key, quiet=BETWEEN)


def _typed(hands: Hands, look: Callable[[], None]) -> Iterator[Painted]:
    """Type queries letter by letter, each when the one before has come to all it comes to."""
    for query in QUERIES:
        say(f"  typing {query!r} …")
        hands.press_until_calm("/")
        yield _painted(f"typing {query}", [hands.press_until_calm(letter) for letter in query])
        look()
        hands.press_until_calm(CLEAR, quiet=BETWEEN)
        hands.press_until_calm(ESCAPE, quiet=BETWEEN)


def _painted(name: str, presses: list[Press]) -> Painted:
    firsts = [1000 * wait for press in presses if (wait := press.first()) is not None]
    lasts = [1000 * wait for press in presses if (wait := press.last()) is not None]
    if not lasts:
        return Painted(name, 0.0, 0.0, 0.0)
    return Painted(name, statistics.median(firsts), statistics.median(lasts), max(lasts))
