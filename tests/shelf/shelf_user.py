"""A program that keeps indexes on a shelf; tests run several at once, and kill them.

`build SHELF KEY WORD` builds an index of this word, says so, and publishes it once it gets a line; `round SHELF COUNT`
finds or builds indexes of few keys so many times, and fails if one that it found is not what was built for its key.
"""

import sys
from pathlib import Path

from esgtui.shelf.kept import Shelf

KEYS = 3
WORDS = 300


def build(shelf: Path, key: str, word: str) -> None:
    on = Shelf(shelf)
    own = on.begin()
    assert own is not None
    (own / "words.idx").write_text(word * WORDS)
    print(own, flush=True)
    sys.stdin.readline()
    place = on.publish(key, own)
    print(place, flush=True)
    sys.stdin.readline()
    assert place is not None
    print((place / "words.idx").read_text() == word * WORDS, flush=True)


def rounds(shelf: Path, count: int) -> None:
    on = Shelf(shelf, most_bytes=2 * WORDS)
    for number in range(count):
        key = str(number % KEYS)
        place = on.find(key)
        if place is None:
            place = on.begin()
            assert place is not None
            (place / "words.idx").write_text(key * WORDS)
            place = on.publish(key, place) or place
        try:
            assert (place / "words.idx").read_text() == key * WORDS
        except FileNotFoundError:  # somebody else made room meanwhile
            continue


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(Path(sys.argv[2]), sys.argv[3], sys.argv[4])
    else:
        rounds(Path(sys.argv[2]), int(sys.argv[3]))
