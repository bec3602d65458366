"""The words by which sentences of documents are told: which of the lists in words.toml a text has, and how often."""

from collections import Counter
from functools import cache
from pathlib import Path

import tomli

from esgtui.checklist.cutting import Cut
from esgtui.checklist.phrase_list import PhraseList
from esgtui.checklist.phrases import Phrases

_FILE = Path(__file__).with_name("words.toml")


def words_in(cut: Cut) -> Counter[str]:
    """Return how many different phrases of each list stand in a text."""
    found: dict[tuple[str, str], None] = {}
    for match in _phrases().find(cut):
        found[match.of.attribute, cut.text[match.start : match.end].lower()] = None
    return Counter(name for name, _ in found)


@cache
def _phrases() -> Phrases:
    lists: dict[str, list[str]] = tomli.loads(_FILE.read_text("utf-8"))
    return Phrases({PhraseList(name, ""): phrases for name, phrases in lists.items()})
