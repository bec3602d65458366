"""Searching as it is defined, by plain loops: slow, and obviously right."""

from collections.abc import Sequence


def edits(one: str, other: str) -> int:
    """Return how many letters have to be dropped, added, replaced or swapped with a neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def means(typed: str, word: str) -> bool:
    """Tell whether `typed` is `word`, begins it, or would with a slip of the finger."""
    if word.startswith(typed):
        return True
    if not typed.isalpha() or not word.isalpha() or len(typed) < 4:
        return False
    allowed = 1 if len(typed) < 8 else 2
    beginnings = [word[:end] for end in range(1, len(word))] if typed[0] == word[0] else []
    return any(edits(typed, part) <= allowed for part in (word, *beginnings))


def has_all(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether every word typed means one of `words`."""
    return all(any(means(each, word) for word in words) for each in typed)
