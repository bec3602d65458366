"""The query language: what is read as what, and what is said of the rest."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.search.items import FIELDS
from esgtui.search.query import MOST_WORDS, Filter, Term, parse, years

TYPED = st.one_of(
    st.text(max_size=60),
    st.text("ab1 \"-|:.,'“”’碳中é\n", max_size=40),
    st.lists(st.sampled_from([*(f"{field}:" for field in FIELDS), '"', "-", "|", "x", "2030", "..", " ", "a b"])).map(
        "".join
    ),
)

VALUES = st.sampled_from(["a", "a/b", "x=y", "esrs:E5", "2030", "碳", '"a b"', '"a|b"', '"kind:a"', '"-"'])


def wanted(text: str) -> list[list[tuple[str, ...]]]:
    return [[term.parts for term in clause] for clause in parse(text).wanted]


def test_words_are_folded_and_all_wanted() -> None:
    assert parse("Recycled  ALUMINIUM").words == ("recycled", "aluminium")
    assert wanted("Recycled ALUMINIUM") == [[("recycled",)], [("aluminium",)]]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("iso27001", ("iso", "27001")),
        ("130kg", ("130", "kg")),
        ("smart#1", ("smart", "1")),
        ("life-cycle", ("life", "cycle")),
        ("company's", ("company",)),
        ("Lu’an", ("lu", "an")),
        ("碳中和", ("碳中", "中和")),
        ("碳", ("碳",)),
        ("碳中和2030", ("碳中", "中和", "2030")),
        ("0.6", ("0.6",)),
    ],
)
def test_what_is_typed_as_one_may_be_several_words(typed: str, parts: tuple[str, ...]) -> None:
    assert wanted(typed) == [[parts]]


@pytest.mark.parametrize("typed", ['"exact phrase"', "“Exact phrase”", "«exact  phrase»"])
def test_a_phrase_stands_in_quotation_marks_of_any_kind(typed: str) -> None:
    assert parse(typed).phrases == (("exact", "phrase"),)
    assert parse(typed).words == ()
    assert not parse(typed).hints


def test_a_phrase_goes_on_to_the_end_while_it_is_typed() -> None:
    query = parse('"recycled ste')
    assert query.phrases == (("recycled",),)
    assert query.words == ("ste",)
    assert "quotation mark" in query.hints[0]


def test_a_minus_excludes_words_phrases_and_filters() -> None:
    query = parse('steel -aluminium -"life cycle" -tag:x -iso27001')
    assert [term.parts for term in query.unwanted] == [("aluminium",), ("life", "cycle"), ("iso", "27001")]
    assert all(term.is_phrase for term in query.unwanted)
    assert query.filters == (Filter("tag", ("x",), is_negated=True),)
    assert query.words == ("steel",)


@pytest.mark.parametrize("typed", ["a|b c", "a | b c", "a |b c", "a| b c", "| a || b c"])
def test_a_bar_between_words_means_either(typed: str) -> None:
    assert wanted(typed) == [[("a",), ("b",)], [("c",)]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("company:smart", Filter("company", ("smart",))),
        ('company:"smart Automobile"', Filter("company", ("smart Automobile",))),
        ("Company:smart|NIO", Filter("company", ("smart", "NIO"))),
        ('pillar:"a b"|c', Filter("pillar", ("a b", "c"))),
        ("topic:esrs:E5", Filter("topic", ("esrs:E5",))),
        ("tag:evidence/no-baseline", Filter("tag", ("evidence/no-baseline",))),
        ("-has:note", Filter("has", ("note",), is_negated=True)),
        ("year:2030..2045", Filter("year", ("2030..2045",))),
        ("unit:%", Filter("unit", ("%",))),
        ("company：smart", Filter("company", ("smart",))),
    ],
)
def test_a_field_with_a_value_is_a_filter(typed: str, expected: Filter) -> None:
    query = parse(typed)
    assert query.filters == (expected,)
    assert not query.has_text
    assert not query.hints


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("kind:target|Kind:commitment", "kind:target|commitment"),
        ("kind:target | kind:commitment steel", "kind:target|commitment steel"),
        ("-kind:target|kind:policy || kind:practice", "-kind:target|policy|practice"),
        ('company:nio|company:"smart A"|x', 'company:nio|"smart A"|x'),
        ("own:a=b|own:c|own:", "own:a=b|c"),
        ('tag:a|"tag:b"|esrs:E5', 'tag:a|"tag:b"|"esrs:E5"'),
    ],
)
def test_after_a_bar_a_filter_may_name_its_field_again(typed: str, short: str) -> None:
    query = parse(typed)
    assert msgspec.structs.replace(query, text=short) == parse(short)
    assert len(query.filters) == 1
    assert not query.hints


@given(
    st.sampled_from(["company", "tag", "own"]),
    st.lists(st.tuples(st.booleans(), VALUES), min_size=1, max_size=4),
    st.sampled_from(["|", " | ", "||", "| "]),
)
def test_a_field_named_again_changes_nothing(field: str, values: list[tuple[bool, str]], bar: str) -> None:
    first, *others = values
    again = "".join(f"{bar}{field.upper()}:{value}" if is_named else f"|{value}" for is_named, value in others)
    query = parse(f"{field}:{first[1]}{again}")
    assert query.filters == (Filter(field, tuple(value.strip('"') for _, value in values)),)
    assert not query.has_text
    assert not query.hints


@pytest.mark.parametrize(
    ("typed", "apart", "values"),
    [
        ("tag:evidence|verdict:unclear", "tag:evidence verdict:unclear", "verdict:a|b"),
        ("steel|kind:target aluminium", "steel kind:target aluminium", "kind:a|b"),
        ("steel kind:target | aluminium", "steel kind:target aluminium", "kind:a|b"),
        ("-tag:x kind:target|-kind:policy", "-tag:x kind:target -kind:policy", "kind:a|b"),
        ("https://a.org|kind:target", "https://a.org kind:target", "kind:a|b"),
    ],
)
def test_a_bar_between_a_filter_and_something_else_is_a_space_and_a_hint_says_so(
    typed: str, apart: str, values: str
) -> None:
    query = parse(typed)
    assert msgspec.structs.replace(query, text=apart, hints=()) == parse(apart)
    assert query.hints[0].startswith(f"| is a space here: it takes words, or one field's values ({values})")


def test_a_bar_between_what_is_left_out_says_nothing() -> None:
    query = parse("-kind:target|-kind:policy | -steel")
    assert [str(one) for one in query.filters] == ["-kind:target", "-kind:policy"]
    assert [term.parts for term in query.unwanted] == [("steel",)]
    assert not query.hints


@pytest.mark.parametrize(
    ("typed", "words", "hint"),
    [
        ("year:soon", ("year", "soon"), "2030..2045"),
        ("compny:smart", ("compny", "smart"), "did you mean company:? There is no field “compny:”"),
    ],
)
def test_what_is_no_filter_is_searched_as_text_and_a_hint_says_why(
    typed: str, words: tuple[str, ...], hint: str
) -> None:
    query = parse(typed)
    assert query.words == words
    assert not query.filters
    assert hint in query.hints[0]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("has:nope", "there is no has:nope: did you mean has:note? has: takes absolute, aim,"),
        ("-has:quant", "there is no has:quant: did you mean has:quantified?"),
        ("kind:taregt", "there is no kind:taregt: did you mean kind:target? kind: takes achievement,"),
        ("has:xyzzy", "there is no has:xyzzy: has: takes absolute"),
    ],
)
def test_a_value_that_a_field_never_has_stays_what_it_is_and_a_hint_says_which_it_has(typed: str, hint: str) -> None:
    query = parse(typed)
    field, _, value = typed.removeprefix("-").partition(":")
    assert query.filters == (Filter(field, (value,), is_negated=typed.startswith("-")),)
    assert not query.has_text
    assert query.mistaken == query.hints
    assert hint in query.hints[0]


def test_an_address_is_text_without_a_hint() -> None:
    query = parse("https://example.org/esg")
    assert query.words == ("https", "example", "org", "esg")
    assert not query.hints


def test_a_field_without_a_value_narrows_nothing_yet() -> None:
    query = parse("company: steel")
    assert query.words == ("steel",)
    assert not query.filters
    assert query.hints[0].startswith("company: takes")


def test_a_query_of_signs_alone_says_that_there_is_nothing_to_search_for() -> None:
    assert parse(" - — 😀 ").hints == ("there is no letter and no digit to search for",)
    assert not parse("   ").hints


def test_a_pasted_page_is_searched_by_its_first_words() -> None:
    query = parse("word " * 50_000)
    assert len(query.words) == MOST_WORDS
    assert any("first" in hint for hint in query.hints)


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2030", (2030, 2030)),
        ("2030..2045", (2030, 2045)),
        ("2030-2045", (2030, 2045)),
        ("2045..2030", (2030, 2045)),
        ("2030..", (2030, 9999)),
        ("..2045", (0, 2045)),
        ("..", None),
        ("203", None),
        ("20302045", None),
        ("", None),
    ],
)
def test_years_are_one_or_a_range(value: str, span: tuple[int, int] | None) -> None:
    assert years(value) == span


@given(TYPED)
def test_any_text_can_be_read(text: str) -> None:
    query = parse(text)
    assert query.text == text
    terms = [*(term for clause in query.wanted for term in clause), *query.unwanted]
    assert all(isinstance(term, Term) and term.parts and all(term.parts) for term in terms)
    assert sum(len(term.parts) for term in terms) <= MOST_WORDS
    assert all(one.field in FIELDS and one.values and all(one.values) for one in query.filters)


@given(TYPED)
def test_what_is_read_of_words_is_read_the_same_again(text: str) -> None:
    words = [word for word in parse(text).words if word.isascii()]
    assert list(parse(" ".join(words)).words) == words
