"""An explanation tells how each word was read, and adds up to the score that a claim has."""

import pytest

from esgtui.search.engine import ClaimIndex
from esgtui.search.explaining import Account, Reading, read
from esgtui.search.names import STATEMENT
from esgtui.search.query import parse

from .samples import CLAIMS, built

INDEX = built()


def explained(typed: str, index: ClaimIndex = INDEX) -> tuple[Reading, list[Account]]:
    query = parse(typed)
    search = index.matching(query)
    return read(search, query, lambda _: 7), search.accounts(hit.row for hit in index.search(query, limit=5).hits)


@pytest.mark.parametrize(
    "typed",
    ["recycled", "recyled stel", '"recycled steel"', "steel|climate", "iso27001", "life-cycle", "smart steel", "recy"],
)
def test_the_reasons_add_up_to_the_score(typed: str) -> None:
    hits = INDEX.search(parse(typed), limit=5).hits
    assert hits
    _, accounts = explained(typed)
    for hit, account in zip(hits, accounts, strict=True):
        assert account.row == hit.row
        assert account.score == pytest.approx(hit.score)
        assert account.reasons


def test_a_word_is_told_as_whole_as_a_beginning_or_with_a_slip() -> None:
    for typed, how in {"recycled": "whole", "recycl": "beginning", "recyled": "slip"}.items():
        reading, accounts = explained(typed)
        meanings = {meaning.word: meaning.how for meaning in reading.clauses[0][0][0].meanings}
        assert meanings["recycled"] == how
        assert accounts[0].reasons[0].how == how
        assert accounts[0].reasons[0].found == "recycled"
        assert accounts[0].reasons[0].where == STATEMENT


def test_words_outside_of_the_statement_are_told_with_their_place() -> None:
    row = next(row for row, claim in enumerate(CLAIMS) if claim.standards)
    word = CLAIMS[row].standards[0].split()[0]
    _, accounts = explained(word)
    places = {reason.where for account in accounts for reason in account.reasons}
    assert "standard" in places


def test_exclusions_and_filters_are_told_as_they_are_written() -> None:
    reading, _ = explained('steel -climate company:"smart x" -has:note|star')
    assert [word.typed for clause in reading.clauses for way in clause for word in way if word.is_excluded] == [
        "climate"
    ]
    assert reading.filters == (('company:"smart x"', 7), ("-has:note|star", 7))


def test_what_is_in_no_claim_is_told() -> None:
    reading, accounts = explained("qqqqqq")
    assert reading.clauses[0][0][0].meanings == ()
    assert accounts == []
