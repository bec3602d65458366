"""The words of made-up report sentences: lists from vocabulary.txt, names, and how words are inflected."""

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocabulary.txt")

IRREGULAR = {
    "breed": "bred",
    "build": "built",
    "cut": "cut",
    "feed": "fed",
    "lead": "led",
    "lend": "lent",
    "offset": "offset",
    "sell": "sold",
    "set": "set",
    "teach": "taught",
    "withdraw": "withdrew",
}
DOUBLED = {"commit", "label", "map", "plan", "ship", "submit", "wrap"}
PLURALS = {"child": "children", "woman": "women", "life": "lives", "criterion": "criteria", "fish": "fish"}


class Ranked:
    """Draws words by rank as prose does: the one at rank r with a weight of 1 / (r + `shift`) ** `slope`."""

    def __init__(self, words: Sequence[str], slope: float = 1.0, shift: float = 3.0) -> None:
        self._words = words
        self._sums = list(accumulate((rank + shift) ** -slope for rank in range(len(words))))

    def draw(self, dice: random.Random) -> str:
        """Return a word, the first ones of the list most often."""
        return self._words[bisect(self._sums, dice.random() * self._sums[-1])]


def read_lists() -> dict[str, list[str]]:
    """Return the lists of vocabulary.txt by name."""
    lines = VOCABULARY.read_text(encoding="utf-8").splitlines()
    named = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {name: list(dict.fromkeys(words.split())) for name, _, words in named}


def technical(lists: dict[str, list[str]], dice: random.Random) -> list[str]:
    """Return the technical words, each a beginning and an end, in an order of their own."""
    words = [start + end for start in lists["tail.beginnings"] for end in lists["tail.ends"]]
    dice.shuffle(words)
    return words


def names(lists: dict[str, list[str]], dice: random.Random, count: int) -> list[str]:
    """Return `count` different names of places that do not exist."""
    made: dict[str, None] = {}
    while len(made) < count:
        middle = dice.choice(lists["name.middles"]) if dice.random() < 0.5 else ""
        made[(dice.choice(lists["name.beginnings"]) + middle + dice.choice(lists["name.ends"])).capitalize()] = None
    return list(made)


def plural(noun: str) -> str:
    """Return a noun's plural, or the noun itself if it is not counted."""
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith(("ness", "bility", "city", "ing")) and noun != "building":
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def past(verb: str) -> str:
    """Return a verb's past tense."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return (verb + verb[-1] if verb in DOUBLED else verb) + "ed"


def present_participle(verb: str) -> str:
    """Return a verb with -ing."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    is_doubled = verb in DOUBLED or verb in {"cut", "set", "offset"}
    return (verb + verb[-1] if is_doubled else verb) + "ing"
