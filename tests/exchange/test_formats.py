"""A format is told by the name of its file, and the name follows the format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.exchange.formats import BY_NAME, FORMATS, TOML, Format, UnknownSuffixError, format_of, renamed, told_by


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("out.toml", "toml"),
        ("a folder/OUT.CSV", "csv"),
        ("out.annotations.csv", "csv-annotations"),
        ("annotations.csv", "csv"),
        ("out.jsonl", "jsonl"),
        ("out.annotations.jsonl", "jsonl-annotations"),
        ("out.md", "markdown"),
        ("out.jsonld", "web-annotation"),
        ("v1.2/out.qdc", "refi-qda"),
    ],
)
def test_the_suffix_tells_the_format(file: str, name: str) -> None:
    assert told_by(file, otherwise=TOML) == BY_NAME[name]


def test_a_name_without_a_suffix_leaves_the_choice() -> None:
    assert format_of("out") is None
    assert told_by("v1.2/out", otherwise=BY_NAME["csv"]) == BY_NAME["csv"]


@pytest.mark.parametrize("file", ["out.xlsx", "out.json", "out.csv.gz"])
def test_a_suffix_of_no_format_is_refused_with_those_that_there_are(file: str) -> None:
    with pytest.raises(UnknownSuffixError, match=r"end the name with one of \.toml, \.csv"):
        told_by(file, otherwise=TOML)


@given(st.text("abc.é", min_size=1, max_size=8), st.sampled_from(FORMATS), st.sampled_from(FORMATS))
def test_a_name_follows_the_format_there_and_back(stem: str, one: Format, other: Format) -> None:
    first = renamed(f"{stem}x", one)
    assert format_of(first) == one
    second = renamed(first, other)
    assert format_of(second) == other
    assert renamed(second, one) == first


@pytest.mark.parametrize("name", ["ev.tom", "ev.", "ev.annotations.cs", "ev"])
def test_a_suffix_that_is_only_begun_makes_room_for_another(name: str) -> None:
    assert renamed(name, BY_NAME["csv"]) == "ev.csv"
