"""What coders wrote and put on claims is searched like the claims' own texts, for as long as it is there."""

from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset.model import Claim
from esgtui.search.engine import ClaimIndex
from esgtui.search.names import Names
from esgtui.search.query import parse
from esgtui.search.scope import Scope, Sieve
from esgtui.search.text import spaced
from tests.search.plain import means
from tests.search.samples import CLAIMS, NAMES, stating

Written = dict[int, list[tuple[str, str]]]

WORDS = st.sampled_from(
    ["steel", "steal", "stee", "recycled", "recyled", "2045", "20", "kg", "carbon", "carbons", "碳中", "中和", "zebra"]
)
TEXTS = st.lists(WORDS, max_size=3).map(" ".join)
PLACES = st.tuples(st.sampled_from(["note", "tag"]), TEXTS.filter(bool))
QUERIES = st.lists(st.tuples(st.sampled_from(["", "", "-", "|"]), WORDS), min_size=1, max_size=4)


def noted(claims: tuple[Claim, ...], written: Written, names: Names | None = None) -> ClaimIndex:
    """Return the index of claims, with the group that the length of a company's id tells."""
    index = ClaimIndex(
        claims, names or Names(), lambda claim: (len(claim.company) - 1,), lambda row: written.get(row, [])
    )
    index.build()
    index.note_changes(written)
    return index


def rows(index: ClaimIndex, typed: str) -> list[int]:
    return list(index.matching_rows(parse(typed)))


def where(index: ClaimIndex, typed: str) -> dict[int, str]:
    return {hit.row: hit.where for hit in index.search(parse(typed)).hits}


def test_a_word_of_a_note_or_a_tag_is_found_and_the_hit_says_where() -> None:
    index = noted(CLAIMS, {0: [("note", "compare with the industry")], 4: [("tag", "todo/ask-the-supplier")]}, NAMES)
    assert where(index, "industry") == {0: "note"}
    assert where(index, "supplier") == {4: "tag"}
    assert where(index, "steel industry") == {0: "statement, note"}
    assert where(index, "industri") == {0: "note"}
    assert where(index, "idnustry") == {0: "note"}
    assert rows(index, "aluminium industry") == []


def test_phrases_and_exclusions_reach_into_notes_but_not_from_one_into_the_next() -> None:
    index = noted(CLAIMS, {0: [("note", "ask the supplier"), ("note", "twice a year"), ("tag", "a/b")]}, NAMES)
    assert rows(index, '"the supplier"') == rows(index, '"a b"') == [0]
    assert rows(index, '"supplier twice"') == rows(index, '"steel ask"') == []
    assert rows(index, "recycled") == [0, 1, 4]
    assert rows(index, "recycled -supplier") == rows(index, 'recycled -"ask the"') == [1, 4]
    assert rows(index, "recycled -suppl") == [0, 1, 4]


def test_what_is_no_longer_there_is_no_longer_found_and_changes_no_other_search() -> None:
    claims = stating("life cycle of things", "a steel", "other", "another")
    written: Written = {2: [("note", "lifecycle stele")], 3: [("note", "stays")]}
    index = noted(claims, written)
    assert (rows(index, "lifecycle"), rows(index, "stele")) == ([2], [1, 2])
    written[2] = [("note", "something else")]
    index.note_changes([2])
    assert (rows(index, "lifecycle"), rows(index, "stele"), rows(index, "else")) == ([0], [1], [2])
    assert index.search(parse("steel")).hits == noted(claims, written).search(parse("steel")).hits
    del written[2]
    index.note_changes([2, 0])
    assert (rows(index, "lifecycle"), rows(index, "else"), rows(index, "stays")) == ([0], [], [3])
    written.clear()
    index.note_changes([3])
    assert rows(index, "stays") == []


def test_claims_come_up_though_many_better_ones_are_excluded_by_their_notes() -> None:
    claims = stating(*["steel"] * 250, *["steel and many other words behind it"] * 20)
    index = noted(claims, {row: [("tag", "todo")] for row in range(250)})
    results = index.search(parse("steel -todo"), limit=15)
    assert (results.total, results.closest) == (20, False)
    assert [hit.row for hit in results.hits] == list(range(250, 265))
    assert set(index.matching(parse("steel -todo")).ranked(15)) <= set(range(250, 270))
    assert len(index.matching(parse("steel -todo")).ranked(15)) == 15


def test_notes_on_claims_that_are_not_indexed_yet_wait_for_them() -> None:
    claims = stating(*(f"zebra {row}" for row in range(4_000)))
    index = ClaimIndex(claims, Names(), written=lambda row: [("note", "zebra quagga")] if row in {5, 3_500} else [])
    index.note_changes([5, 3_500])
    seen: list[tuple[int, ...]] = []

    def progress(done: int, total: int) -> None:
        if index.ready:
            search = index.matching(parse("zebra"))
            seen.append((index.ready, search.tally().total, len(search.rows()), len(search.ranked(10_000))))
            seen.append((index.search(parse("zebra")).total,))
            seen.append(tuple(rows(index, "quagga")))

    index.build(progress)
    assert seen[:3] == [(2_000, 2_000, 2_000, 2_000), (2_000,), (5,)]
    assert seen[-3:] == [(4_000, 4_000, 4_000, 4_000), (4_000,), (5, 3_500)]


def said(text: str) -> list[str]:
    return spaced(text).split()


def matches(query: list[tuple[str, str]], texts: list[str]) -> bool:
    """Tell by a plain loop whether a claim with these texts matches."""
    words = [word for text in texts for word in said(text)]
    clauses: list[list[str]] = []
    was_left_out = False
    for sign, typed in query:
        was_left_out = sign == "-" or (sign == "|" and was_left_out)
        if was_left_out:
            if typed in words:
                return False
        elif sign == "|" and clauses:
            clauses[-1].append(typed)
        else:
            clauses.append([typed])
    return all(any(means(each, word) for each in clause for word in words) for clause in clauses)


def typed_as(query: list[tuple[str, str]]) -> str:
    parts = ["| " + word if sign == "|" else sign + word for sign, word in query]
    return " ".join(parts)


@given(
    st.lists(TEXTS, min_size=1, max_size=8),
    st.lists(st.dictionaries(st.integers(0, 7), st.lists(PLACES, max_size=2)), min_size=1, max_size=3),
    st.lists(QUERIES, min_size=1, max_size=4),
    st.lists(st.sets(st.integers(0, 7)), max_size=2),
)
def test_what_matches_equals_a_plain_loop(
    statements: list[str],
    stages: list[dict[int, list[tuple[str, str]]]],
    queries: list[list[tuple[str, str]]],
    sets_told: list[set[int]],
) -> None:
    claims = tuple(
        Claim(id=f"~{row}", company="~" * (row % 3 + 1), statement=statement)
        for row, statement in enumerate(statements)
    )
    written: Written = {}
    index = noted(claims, written)
    for stage in stages:
        changed = {row: texts for row, texts in stage.items() if row < len(claims)}
        written.update(changed)
        index.note_changes(changed)
        for query in queries:
            texts = [[claim.statement, *(text for _, text in written.get(row, []))] for row, claim in enumerate(claims)]
            expected = [row for row in range(len(claims)) if matches(query, texts[row])]
            agree(index, typed_as(query), expected)
            for told in sets_told:
                passed(index, typed_as(query), expected, told, len(claims))


def passed(index: ClaimIndex, typed: str, matching: list[int], told: set[int], size: int) -> None:
    """See to it that filters by what coders did let through of a query's claims those that they did it on."""
    for is_negated in (False, True):
        scope = Scope(sieves=(Sieve(told=bits_of(told), is_negated=is_negated),))
        expected = [row for row in matching if (row in told) is not is_negated]
        search = index.matching(parse(typed), scope)
        assert search.rows() == expected
        assert (search.total(), search.tally().total) == (len(expected), len(expected))
        assert search.rows_between(1, size) == [row for row in expected if row]
        if search.has_words:
            assert sorted(search.ranked(50)) == expected


def agree(index: ClaimIndex, typed: str, expected: list[int]) -> None:
    """See to it that all that can be asked of the index says the same."""
    query = parse(typed)
    assert rows(index, typed) == expected, typed
    search = index.matching(query)
    tally = search.tally()
    assert tally.total == len(expected)
    for group in range(3):
        inside = [row for row in expected if row % 3 == group]
        assert tally.groups.get(group, 0) == len(inside)
        assert search.within(group).rows() == inside
    results = index.search(query)
    if expected:
        assert not results.closest
        assert {hit.row for hit in results.hits} == set(expected)
        assert results.total == len(expected)
    ranked = search.ranked(50)
    assert (sorted(ranked) == expected) if search.has_words else not ranked
    even = tuple(range(0, 8, 2))
    assert list(index.matching_rows(query, Scope(even))) == [row for row in expected if row in even]
    assert search.rows_between(2, 5) == [row for row in expected if 2 <= row <= 5]
