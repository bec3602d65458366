"""What curators keep beside is filtered by, unless it has too many values for anybody to choose one."""

from esgtui.dataset.model import Claim
from esgtui.search.own_values import MOST, own_rows


def claim(**extra: object) -> Claim:
    return Claim(id="c", company="x", statement="s", extra={f"x-{key}": value for key, value in extra.items()})


def test_values_are_told_with_their_keys() -> None:
    claims = [claim(status="Achieved", share=0.5), claim(status=["Achieved", "Told"], yes=True, more={"a": 1}), claim()]
    assert own_rows(claims) == {"status=Achieved": [0, 1], "share=0.5": [0], "status=Told": [1], "yes=true": [1]}


def test_of_long_texts_and_of_very_many_values_the_key_alone_is_told() -> None:
    assert own_rows([claim(note="short"), claim(note="n" * 99), claim(note="other")]) == {"note": [0, 1, 2]}
    numbered = [claim(number=number, status="x") for number in range(MOST + 5)]
    assert own_rows(numbered) == {"number": list(range(MOST + 5)), "status=x": list(range(MOST + 5))}
