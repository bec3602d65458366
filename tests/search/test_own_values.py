"""What curators keep beside is filtered by, unless it has too many values for anybody to choose one."""

from collections.abc import Mapping

from esgtui.dataset.model import Claim
from esgtui.search.engine import ClaimIndex
from esgtui.search.keys import APART
from esgtui.search.names import Names
from esgtui.search.own_values import MOST


def told(*extras: Mapping[str, object]) -> dict[str, int]:
    """Return how many of some claims have each value, by how it is typed."""
    claims = [
        Claim(id=f"c{row}", company="x", statement="s", extra={f"x-{key}": value for key, value in extra.items()})
        for row, extra in enumerate(extras)
    ]
    index = ClaimIndex(claims, Names())
    index.build()
    return {key.replace(APART, "="): count for key, count in index.keys("own").items()}


def test_values_are_told_with_their_keys() -> None:
    first, second = {"status": "Achieved", "share": 0.5}, {"status": ["Achieved", "Told"], "yes": True, "more": {}}
    assert told(first, second, {}) == {"status=Achieved": 2, "share=0.5": 1, "status=Told": 1, "yes=true": 1}


def test_of_long_texts_and_of_very_many_values_the_key_alone_is_told() -> None:
    assert told({"note": "short"}, {"note": "n" * 99}, {"note": "other"}) == {"note": 3}
    numbered = [{"number": number, "status": "x"} for number in range(MOST + 5)]
    assert told(*numbered) == {"number": MOST + 5, "status=x": MOST + 5}
