"""What is offered while a query is typed, and that it means what it says."""

from collections.abc import Collection, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from esgtui.dataset.model import Claim, Metric
from esgtui.search.closed import HAS
from esgtui.search.completion import MOST_OFFERS, typed_at
from esgtui.search.items import FIELDS
from esgtui.search.names import Names
from esgtui.search.offers import Completion
from esgtui.search.query import parse

from .samples import CLAIMS, NAMES, ByClaim, Coders, Filtering

SAMPLES = Filtering(CLAIMS, NAMES, Coders())


def completed(text: str, claims: tuple[Claim, ...] = CLAIMS, names: Names = NAMES) -> Completion:
    """Return what is offered at the end of the text, or where it has a ^."""
    cursor = text.index("^") if "^" in text else len(text)
    filtering = SAMPLES if claims is CLAIMS else Filtering(claims, names, Coders(claims))
    return filtering.completer.complete(text.replace("^", "", 1), cursor)


def offered(text: str) -> list[tuple[str, int]]:
    return [(offer.value, offer.claims) for offer in completed(text).offers]


def put_in(text: str) -> str:
    """Return the query with the first offer taken, and a ^ at the cursor."""
    first = completed(text).offers[0]
    return f"{first.text[: first.cursor]}^{first.text[first.cursor :]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co", ["company:", "coder:"]),
        ("COMP", ["company:"]),
        ("-ki", ["kind:"]),
        ("recycled ha", ["has:"]),
        ("compny", ["company:"]),
        ("steel|to", ["topic:"]),
        ("c", []),
        ("steel", []),
        ("co ", []),
        ('"co', []),
        ("iso27001", []),
        ("", []),
    ],
)
def test_names_of_fields_from_two_letters_on(text: str, expected: list[str]) -> None:
    assert [value for value, _ in offered(text)] == expected
    assert completed(text).field == ""


def test_a_field_has_the_number_of_claims_with_any_value() -> None:
    assert offered("kin") == [("kind:", 5)]
    assert offered("verd") == [("verdict:", 1)]
    assert offered("tag") == [("tag:", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind:", [("achievement", 2), ("practice", 2), ("target", 1)]),
        ("kind:pr", [("practice", 2)]),
        ("-KIND:tar", [("target", 1)]),
        ("kind:target|ach", [("achievement", 2)]),
        ("kind:target|", [("achievement", 2), ("practice", 2), ("target", 1)]),
        ("kind:tar^get|practice", [("target", 1)]),
        ("company:", [('"smart Automobile"', 4), ("NIO", 3)]),
        ("company:sm", [('"smart Automobile"', 4)]),
        ("company:auto", [('"smart Automobile"', 4)]),
        ('company:"smart Au', [('"smart Automobile"', 4)]),
        ("company:smrt", [('"smart Automobile"', 4)]),
        ("company:蔚", [("蔚来", 3)]),
        ("pillar:circ", [('"Circular economy"', 2)]),
        ("topic:E", [("esrs", 2), ("esrs:E1", 1), ("esrs:E5", 1)]),
        ("topic:resource", [('"Resource use and circular economy"', 1)]),
        ("tag:", [("evidence", 3), ("evidence/no-baseline", 1), ("evidence/third-party", 1)]),
        ("tag:#ev", [("evidence", 3), ("evidence/no-baseline", 1), ("evidence/third-party", 1)]),
        ("tag:vague", [("wording/vague", 1)]),
        ("verdict:", [("partly-substantiated", 1)]),
        ("coder:m", [("mei", 2)]),
        ("standard:iso", [('"ISO/IEC 27001"', 1)]),
        ("standard:270", [('"ISO/IEC 27001"', 1)]),
        ("unit:k", [("kg", 1)]),
        ("year:20", [("2019", 2), ("2020", 1), ("2021", 1), ("2022", 1), ("2045", 1)]),
        ("has:no", [("note", 1)]),
        ("kind:zzzz", []),
        ("color:re", []),
    ],
)
def test_values_with_how_many_claims_they_have(text: str, expected: list[tuple[str, int]]) -> None:
    assert offered(text)[: len(expected) or None] == expected


def test_everything_that_has_can_ask_for_is_offered_what_claims_have_first() -> None:
    values = offered("has:")

    assert {value for value, _ in values} == set(HAS)
    assert [count for _, count in values] == sorted((count for _, count in values), reverse=True)


def test_beginnings_come_before_words_and_these_before_slips() -> None:
    units = ("liter", "cubic litre", "little", "litre", "km")
    claims = tuple(
        Claim(id=f"c{row}", statement="", company="a", metrics=(Metric(name="", value=1, unit=unit),))
        for row, unit in enumerate(units)
    )
    offers = completed("unit:litr", claims, Names()).offers

    assert [offer.value for offer in offers] == ["litre", '"cubic litre"', "liter", "little"]


def test_what_stands_for_several_says_how_many() -> None:
    assert next(offer.title for offer in completed("topic:es").offers if offer.value == "esrs") == "2 topics"
    assert completed("pillar:circ").offers[0].title == "Circular economy – smart Automobile"
    assert completed("topic:E5").offers[0].title == "esrs:E5 Resource use and circular economy"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("com", "company:^"),
        ("-com^ steel", "-company:^ steel"),
        ("com^:smart", "company:^smart"),
        ("com^pny steel", "company:^ steel"),
        ("kind:t", "kind:target ^"),
        ("kind:t^ steel", "kind:target^ steel"),
        ("-kind:t^|practice", "-kind:target^|practice"),
        ("kind:practice|t", "kind:practice|target ^"),
        ("kind:practice | Kind:t", "kind:practice | Kind:target ^"),
        ("kind:practice|kind:^|policy", "kind:practice|kind:achievement^|policy"),
        ("kind:practice|has:no", "kind:practice|has:note ^"),
        ('company:"sm^ steel', 'company:"smart Automobile"^ steel'),
        ('company:"sm^art Au" steel', 'company:"smart Automobile"^ steel'),
        ("company:sm^art steel", 'company:"smart Automobile"^ steel'),
        ('kind:"t^"steel', "kind:target^ steel"),
        ("kind:^|practice", "kind:achievement^ |practice"),
        ("company：sm", 'company："smart Automobile" ^'),
    ],
)
def test_an_offer_is_put_in_where_the_cursor_is(typed: str, taken: str) -> None:
    assert put_in(typed) == taken


NASTY = st.text(st.sampled_from('aAéﬁ “”"|:：｜-/#\n\x1b\u200b™。蔚0.½'), min_size=1, max_size=8)
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from([f"{field}:" for field in FIELDS]), NASTY)


class Tags(ByClaim):
    """Tags that coders gave to the first claims."""

    def __init__(self, tags: list[str], claims: Sequence[Claim]) -> None:
        super().__init__(claims)
        self._tags = {f"c{row}": {tag} for row, tag in enumerate(tags)}

    def tags(self, claim_id: str) -> Collection[str]:
        return self._tags.get(claim_id, ())


@given(st.lists(TEXTS, max_size=4), st.integers(0, 60), st.sampled_from(["", "|", " ", '"', "-"]))
@example(["kind:", "a"], 6, "|")
def test_any_text_and_cursor_can_be_completed(parts: list[str], cursor: int, between: str) -> None:
    text = between.join(parts)
    typed = typed_at(text, cursor)
    offers = completed(text[:cursor] + "^" + text[cursor:]).offers if "^" not in text else ()

    assert typed is None or typed.start <= min(cursor, len(text)) <= typed.end
    assert len(offers) <= MOST_OFFERS


@given(st.lists(NASTY, min_size=1, max_size=5), st.lists(NASTY, max_size=3), st.data())
@example(["a/b", "a"], [], None)
@example(["“a” b", "a b"], [], None)
@example(["#a", "a", "/"], [], None)
@example(["Topic:a", "-unit:a"], [], None)
def test_a_taken_offer_lets_exactly_the_counted_claims_through(
    values: list[str], around: list[str], data: st.DataObject | None
) -> None:
    claims = tuple(
        Claim(
            id=f"c{row}",
            company=value,
            statement="",
            pillar=value,
            topics=(f"x:{value}",),
            standards=(value,),
            tags=(value,),
            metrics=(Metric(name="", value=1, unit=value),),
            target_year=2000 + row,
        )
        for row, value in enumerate(values)
    )
    names = Names(
        companies={value: (f"{value} Inc", value) for value in values[:2]},
        pillars={(value, value): values[0] for value in values},
        topics={f"x:{value}": f"{value} a" for value in values[1:]},
    )
    filtering = Filtering(claims, names, Tags(values[::-1], claims))
    field = data.draw(st.sampled_from(list(FIELDS))) if data else "tag"
    start = data.draw(st.sampled_from(["", values[0][:1], f'"{values[0][:2]}'])) if data else ""
    head = "".join(f"{text} " for text in around if '"' not in parse(text).text.translate({0x201C: '"', 0x201D: '"'}))
    before = f"{head}{field}:{start}"

    completion = filtering.completer.complete(before + "".join(around), len(before))
    for offer in completion.offers if completion.field else ():
        alone = parse(f"{field}:{offer.value}")
        assert [each.field for each in alone.filters] == [field]
        assert not alone.hints
        assert not alone.has_text
        rows, hints = filtering.matched(f"{field}:{offer.value}")
        assert (len(rows), hints) == (offer.claims, ())
        whole = [each for each in parse(offer.text).filters if each.field == field]
        assert any(alone.filters[0].values[0] in each.values for each in whole), offer.text
