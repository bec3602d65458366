"""Work out ahead, when an index was built, what the beginnings find that very many claims have.

So a single letter or `the` takes no longer than a rare word, however many claims there are.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from heapq import nlargest

import msgspec

from esgtui.search.layers import Layers
from esgtui.search.matching import BROAD, Search
from esgtui.search.query import Query, Term
from esgtui.search.ranking import Candidate
from esgtui.search.snapshot import Snapshot

MOST = 300
"""Of so many beginnings it is worked out: those in the most texts."""


def foreseen(
    snapshot: Snapshot, candidate: Callable[[int], Candidate], check: Callable[[], object]
) -> Iterator[tuple[str, msgspec.Raw]]:
    """Yield very common beginnings, each with what it finds (a `Foreseen`, encoded); `check` may raise to stop."""
    if snapshot.size <= BROAD:
        return
    layers = Layers(snapshot)
    for beginning in ["", *common_beginnings(snapshot)]:
        check()
        query = Query(wanted=((Term((beginning,), typed=beginning),),) if beginning else ())
        yield beginning, msgspec.Raw(msgspec.msgpack.encode(Search(layers, query, candidate).ahead()))


def common_beginnings(snapshot: Snapshot) -> list[str]:
    """Return the beginnings of words that are in more than `BROAD` texts, whole words among them, at most `MOST`."""
    found: Counter[str] = Counter()
    words, length = snapshot.vocabulary.words, 1
    while words:
        in_texts: Counter[str] = Counter()
        for word in words:
            in_texts[word[:length]] += snapshot.vocabulary.count(word)
        common = {beginning: count for beginning, count in in_texts.items() if count > BROAD}
        found.update(common)
        words = [word for word in words if len(word) > length and word[:length] in common]
        length += 1
    return nlargest(MOST, found, key=found.__getitem__)
