"""The tag picker offers what is meant: a key first, then likeness, and last a tag that is yet to be made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.codebook import KnownTag, offered

from .samples import NASTY

KNOWN = [
    KnownTag("evidence/no-baseline", "No baseline stated", key="b"),
    KnownTag("evidence/third-party", "A third party is named", key="t"),
    KnownTag("wording/generic", "Generic wording", key="B"),
    KnownTag("scope/suppliers", "Speaks of suppliers"),
    KnownTag("b/plan"),
    KnownTag("证据/无基准", "没有基准"),
]


def names(text: str) -> list[str]:
    return [("+" if entry.is_new else "") + entry.tag for entry in offered(KNOWN, text)]


def test_without_a_text_all_come_in_their_order() -> None:
    assert names("") == names("  ") == names("#") == [entry.tag for entry in KNOWN]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("t", "evidence/third-party"),
        ("b", "evidence/no-baseline"),
        ("B", "wording/generic"),
        ("no-baseline", "evidence/no-baseline"),
        ("NO-BASE", "evidence/no-baseline"),
        ("baslne", "evidence/no-baseline"),
        ("nobaseline", "evidence/no-baseline"),
        ("basln", "evidence/no-baseline"),
        ("no-bsln", "evidence/no-baseline"),
        ("evid/thrd", "evidence/third-party"),
        ("evidense/third", "evidence/third-party"),
        ("third party named", "evidence/third-party"),
        ("supplers", "scope/suppliers"),
        ("#scope", "scope/suppliers"),
        ("基准", "证据/无基准"),
    ],
)
def test_what_is_meant_comes_first(text: str, first: str) -> None:
    assert names(text)[0] == first


def test_what_fits_no_tag_leads_as_a_new_one_before_what_is_merely_like_it() -> None:
    assert names("x/all")[0] == "+x/all"
    assert names("evidence2")[0] == "+evidence2"
    assert names("scope/owners")[0] == "+scope/owners"
    assert names("bosnia")[0] == "+bosnia"
    assert names("bsn")[0] == "+bsn"
    assert names("splr")[0] == "scope/suppliers"
    assert "scope/suppliers" in names("scope/owners")[1:]


def test_a_new_tag_comes_after_those_that_may_be_meant_and_only_if_there_is_none_like_it() -> None:
    assert names("evidence")[-1] == "+evidence"
    assert names(" #mine/own ")[0] == "+mine/own"
    assert "+scope/suppliers" not in names("scope/suppliers")
    assert "+Scope/Suppliers" not in names("Scope/Suppliers")
    assert names("zzzzzz") == ["+zzzzzz"]
    assert [entry.tag for entry in offered([], "first")] == ["first"]


@given(st.text(max_size=10) | st.sampled_from(NASTY))
def test_any_text_is_answered_each_tag_once_and_at_most_one_new_one(text: str) -> None:
    found = offered(KNOWN, text)
    assert len({entry.tag for entry in found}) == len(found)
    assert sum(entry.is_new for entry in found) <= 1
    assert all(entry in KNOWN for entry in found if not entry.is_new)
    assert found


def test_of_two_names_that_are_yet_to_be_made_the_typed_one_leads() -> None:
    known = [KnownTag("Acme Inc", is_new=True), KnownTag("Acme Works", "is there")]
    assert [entry.tag for entry in offered(known, "acme")] == ["Acme Inc", "Acme Works", "acme"]
    assert [entry.tag for entry in offered(known, "Acme Inc.")][:2] == ["Acme Inc.", "Acme Inc"]


def test_a_name_typed_in_whole_words_comes_before_a_longer_one_that_is_yet_to_be_made() -> None:
    known = [KnownTag("Acme Foods and More", is_new=True), KnownTag("Acme Foods Works", "is there")]
    for text in ("Acme", "Acme Foods"):
        assert [entry.tag for entry in offered(known, text)] == ["Acme Foods Works", text, "Acme Foods and More"]
    assert [entry.tag for entry in offered(known, "Acme Foo")][-1] == "Acme Foo"
    assert next(entry.tag for entry in offered(known, "Acme Foods and More")) == "Acme Foods and More"
