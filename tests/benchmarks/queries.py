"""Write queries as people type them, each with the text of the row that it asks for."""

import random
import re
import string
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from tests.benchmarks.corpus import CorpusError, read_rows
from tests.benchmarks.telling import counted

CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
FUNCTION_WORDS = frozenset(
    [
        *("about", "across", "also", "although", "among", "been", "before", "being", "between", "both", "could"),
        *("does", "during", "each", "from", "have", "here", "however", "into", "itself", "more", "most", "much"),
        *("must", "only", "other", "over", "same", "shall", "should", "some", "such", "than", "that", "their"),
        *("them", "then", "there", "these", "they", "this", "those", "through", "under", "upon", "very", "well"),
        *("were", "what", "when", "where", "which", "while", "whose", "will", "with", "within", "without", "would"),
        "your",
    ]
)
RARE = 0.02
"""A query has at least one word that no larger share of the rows has, so that its row can be found at all."""
CANDIDATES = 20
"""So many rows are looked at for each query wanted; some have too few words, or none that is rare."""


class Question(msgspec.Struct, frozen=True):
    """A query as typed, and the text of the row that is meant by it."""

    query: str
    text: str


def write_questions(path: Path, rows: int, count: int, dice: random.Random) -> list[Question]:
    """Return at most `count` questions to the first `rows` rows of a corpus. Raises `CorpusError` if there are none."""
    sampled = set(dice.sample(range(rows), min(rows, count * CANDIDATES)))
    texts: list[str] = []
    spread: Counter[str] = Counter()
    for number, row in enumerate(counted(read_rows(path, rows), f"rows of {rows:,} looked at for queries")):
        spread.update(set(_content(row.text)))
        if number in sampled:
            texts.append(row.text)
    dice.shuffle(texts)
    rarity = max(3, int(rows * RARE))
    asked = list(islice(_asked(texts, spread, rarity, dice), count))
    if not asked:
        raise CorpusError(f"{path}: no row among {rows:,} has four words, one of them rare; no query can be made")
    return asked


def _content(text: str) -> list[str]:
    """Return the different content words of a text in the order in which they come first."""
    words = CONTENT_WORD.findall(text.lower())
    return [word for word in dict.fromkeys(words) if word not in FUNCTION_WORDS]


def _asked(texts: list[str], spread: Counter[str], rarity: int, dice: random.Random) -> Iterator[Question]:
    """Yield questions; a row may be asked for again with other words, as long as the rows last."""
    for text in texts * 3:
        words = _content(text)
        if len(words) < 4:
            continue
        places = sorted(dice.sample(range(len(words)), dice.choice((2, 3, 3, 4))))
        chosen = [words[place] for place in places]
        if any(spread[word] <= rarity for word in chosen):
            yield Question(_typed(chosen, dice), text)


def _typed(words: list[str], dice: random.Random) -> str:
    """Return words as a person types them: out of order, with slips, the last word not finished."""
    if dice.random() < 0.3:
        dice.shuffle(words)
    for place in dice.sample(range(len(words)), min(len(words), dice.choice((0, 1, 1, 2)))):
        words[place] = _slipped(words[place], dice)
    if dice.random() < 0.4 and len(words[-1]) > 5:
        words[-1] = words[-1][: dice.randint(4, len(words[-1]) - 1)]
    return " ".join(words)


def _slipped(word: str, dice: random.Random) -> str:
    """Return a word of five letters or more with one letter in its middle dropped, doubled, replaced or swapped."""
    if len(word) < 5:
        return word
    at = dice.randint(1, len(word) - 2)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    other = dice.choice(string.ascii_lowercase)
    return dice.choice(
        (
            before + after,
            before + letter + letter + after,
            before + other + after,
            before + after[0] + letter + after[1:],
        )
    )
