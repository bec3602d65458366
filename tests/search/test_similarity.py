"""The claims most like one: what is found, in what order, with what percentage, and what is highlighted."""

import random
from collections.abc import Callable, Sequence

import pytest

from esgtui.dataset.model import Claim
from esgtui.search.engine import ClaimIndex
from esgtui.search.likeness import Likeness
from esgtui.search.names import Names
from esgtui.search.ranking import Hit
from esgtui.search.similarity import CANDIDATES, LEAST, most_like
from tests.search.samples import CLAIMS, NAMES, built, stating


def likeness_in(index: ClaimIndex, names: Names) -> Likeness:
    return Likeness(index.snapshot.counts["statement"], index.snapshot.size, names.companies)


def similar(
    claims: Sequence[Claim],
    row: int,
    names: Names = NAMES,
    limit: int = 50,
    allowed: Callable[[Claim], bool] = lambda _: True,
) -> tuple[list[Hit], int]:
    index = built(claims, names)
    return most_like(row, claims, index.snapshot, likeness_in(index, names), limit, allowed)


def pieces(claims: Sequence[Claim], hit: Hit) -> list[str]:
    return [claims[hit.row].statement[start:end] for start, end in hit.spans]


def of(company: str, *statements: str) -> list[Claim]:
    return [Claim(id=f"{company}-{row}", company=company, statement=text) for row, text in enumerate(statements)]


def test_the_same_claim_with_other_figures_comes_first_and_what_agrees_is_highlighted() -> None:
    hits, total = similar(CLAIMS, 0)
    assert CLAIMS[hits[0].row].id == "smart-002"
    assert pieces(CLAIMS, hits[0]) == ["Every new smart #1 contains", "kg of recycled"]
    assert total == len(hits)


def test_a_claim_is_not_similar_to_itself() -> None:
    for row in range(len(CLAIMS)):
        assert row not in [hit.row for hit in similar(CLAIMS, row)[0]]


def test_only_the_same_words_in_the_same_order_are_a_hundred_per_cent() -> None:
    claims = stating(
        "Emissions fall by 30 % until 2030",
        "emissions FALL by 30% until 2030!",
        "Until 2030 emissions fall by 30 %",
        "Emissions fall by 30 % until 2040",
        "Emissions fall by 30 % until 2030, and more",
    )
    hits, _ = similar(claims, 0)
    assert hits[0] == Hit(1, 100.0, ((0, 32),))
    assert all(LEAST * 100 <= hit.score < 100 for hit in hits[1:])
    assert {hit.row for hit in hits} == {1, 2, 3, 4}


def test_another_figure_in_place_of_one_is_nearer_than_another_word() -> None:
    claims = stating("Emissions fall by 2030", "Emissions fall by summer", "Emissions fall by 2040", *["Other"] * 9)
    assert [hit.row for hit in similar(claims, 0)[0]] == [2, 1]


def test_rare_words_in_common_count_more_than_common_ones() -> None:
    usual = [f"we will have the thing number{row}" for row in range(30)]
    claims = stating("we will have the hydrogen furnace", "green hydrogen furnace", *usual)
    assert similar(claims, 0)[0][0].row == 1


def test_what_companies_call_themselves_does_not_keep_the_same_promise_apart() -> None:
    names = Names(companies={"acme": ("Acme Steel", "Acme"), "bolt": ("Bolt",)})
    promise = "will run all furnaces on hydrogen by 2035"
    claims = [*of("acme", f"Acme Steel {promise}."), *of("bolt", f"Bolt {promise}."), *of("acme", f"Acme {promise}.")]
    hits, _ = similar(claims, 0, names)
    assert {hit.row for hit in hits} == {1, 2}
    assert all(90 < hit.score < 100 for hit in hits)
    assert pieces(claims, hits[[hit.row for hit in hits].index(1)]) == [promise]
    unnamed, _ = similar(claims, 0, Names())
    assert next(hit.score for hit in hits if hit.row == 1) > next(hit.score for hit in unnamed if hit.row == 1)


def test_those_not_let_through_leave_room_for_others_however_many_they_are() -> None:
    claims = [*of("acme", *["steel from hydrogen furnaces"] * (3 * CANDIDATES)), *of("bolt", "steel from hydrogen")]
    hits, total = similar(claims, 0, Names(), allowed=lambda claim: claim.company != "acme")
    assert [claims[hit.row].id for hit in hits] == ["bolt-0"]
    assert total == 1


def test_the_limit_is_kept_and_the_total_told() -> None:
    hits, total = similar(stating(*["steel from hydrogen"] * 20), 7, limit=5)
    assert ([hit.row for hit in hits], total) == ([0, 1, 2, 3, 4], 19)


@pytest.mark.parametrize("statement", ["", "!?", "zebra"])
def test_without_words_in_common_nothing_is_like_it(statement: str) -> None:
    assert similar(stating(statement, "steel from hydrogen", "…", ""), 0) == ([], 0)


def test_a_claim_that_the_index_has_not_yet_is_compared_with_those_that_it_has() -> None:
    claims = stating("steel from hydrogen", "steel from hydrogen by 2030")
    index = built(claims[:1], Names())
    hits, _ = most_like(1, claims, index.snapshot, likeness_in(index, Names()), 5)
    assert [hit.row for hit in hits] == [0]


def test_chinese_claims_are_compared_by_their_characters() -> None:
    claims = stating("在2030年前减少二氧化碳排放", "2035年前减少二氧化碳排放", "安全管理体系")
    hits, _ = similar(claims, 0)
    assert [hit.row for hit in hits] == [1]
    assert pieces(claims, hits[0]) == ["年前减少二氧化碳排放"]


SUBJECTS = ("Emissions", "Water use", "Waste", "Accidents", "Energy use", "Packaging", "Air freight", "Solvents")
WAYS = ("through heat pumps", "with suppliers", "in all plants", "at every site in Asia", "by better routes")
SHARES = ("a tenth", "a quarter", "a third", "a half", "two thirds")
PROMISES = [
    f"{subject} will be lower by {share} {way} in {2030 + (3 * row + len(way)) % 20}"
    for row, subject in enumerate(SUBJECTS)
    for way in WAYS
    for share in SHARES
]


def word_replaced(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(words))
    return [*words[:at], "zebra", *words[at + 1 :]]


def reordered(words: list[str], chance: random.Random) -> list[str]:
    return chance.sample(words, len(words))


def figure_changed(words: list[str], chance: random.Random) -> list[str]:
    return [*words[:-1], str(chance.randrange(2060, 2070))]


@pytest.mark.parametrize("alter", [word_replaced, reordered, figure_changed])
def test_an_altered_claim_finds_the_original(alter: Callable[[list[str], random.Random], list[str]]) -> None:
    chance = random.Random(7)
    originals = stating(*PROMISES)
    index = built(originals, Names())
    likeness = likeness_in(index, Names())
    for row in range(0, len(originals), 7):
        altered = " ".join(alter(originals[row].statement.split(), chance))
        claims = [*originals, Claim(id="altered", company="~", statement=altered)]
        hits, _ = most_like(len(originals), claims, index.snapshot, likeness, 3)
        assert row in [hit.row for hit in hits], altered


def test_half_a_claim_finds_the_original() -> None:
    originals = stating(
        "Steel is melted with hydrogen from wind parks, and slag becomes cement in our plant at Linz.",
        "Steel is bought from two mills, and slag is sold.",
        "Cement is made without coal in three kilns of the valley.",
        "Wind parks in the North Sea feed the electric buses of twelve cities.",
    )
    for row, original in enumerate(originals):
        words = original.statement.split()
        for half in (words[: len(words) // 2], words[len(words) // 2 :]):
            claims = [*originals, Claim(id="half", company="~", statement=" ".join(half))]
            assert similar(claims, len(originals))[0][0].row == row, half
