"""Which id was meant by one that is none."""

import pytest

from esgtui.dataset.nearest import nearest_id

IDS = [f"smart-{number:03}" for number in range(1, 60)] + ["nio-7", "nio-77", "nio-777"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("smart-0047", "smart-047"),
        ("smart-47", "smart-047"),
        ("SMART-047", "smart-047"),
        ("smart047", "smart-047"),
        ("smrat-047", "smart-047"),
        ("smart-000", "smart-001"),
        ("nio-07", "nio-7"),
        ("nio-78", "nio-77"),
        ("nio-7777", "nio-777"),
        ("nio-", "nio-7"),
    ],
)
def test_the_id_that_is_the_fewest_slips_away_is_meant(typed: str, meant: str) -> None:
    assert nearest_id(typed, IDS) == meant


@pytest.mark.parametrize("typed", ["", "qqqqqqqq", "\x1b\ud800", "中文"])
def test_what_is_far_from_all_means_none(typed: str) -> None:
    assert nearest_id(typed, IDS) is None
    assert nearest_id(typed, []) is None


def test_of_equally_near_ids_one_as_long_is_meant_or_else_the_shortest() -> None:
    assert nearest_id("abcd", ["abcde", "abcx", "abc"]) == "abcx"
    assert nearest_id("abcd", ["abcde", "abc"]) == "abc"
