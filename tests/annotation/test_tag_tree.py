"""Tags as a tree: every tag once, below the parts of its path."""

from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.codebook import KnownTag
from esgtui.annotation.tag_tree import as_list, as_tree


def drawn(*tags: str) -> list[str]:
    return ["  " * line.depth + ("" if line.known else "▸ ") + line.label for line in as_tree([*map(KnownTag, tags)])]


def test_parents_that_are_no_tags_are_headings() -> None:
    assert drawn("evidence/figure", "evidence/no-baseline", "urgent") == [
        "▸ evidence",
        "  figure",
        "  no-baseline",
        "urgent",
    ]


def test_a_parent_that_is_a_tag_stands_above_its_own_wherever_it_was_met() -> None:
    assert drawn("scope/supplier/asia", "x", "scope") == ["scope", "  ▸ supplier", "    asia", "x"]


def test_without_tags_there_is_nothing() -> None:
    assert as_tree([]) == as_list([]) == []


@given(st.lists(st.lists(st.sampled_from(["a", "b", "", "c"]), min_size=1, max_size=5).map("/".join), unique=True))
def test_every_tag_comes_exactly_once_right_below_its_path(tags: list[str]) -> None:
    lines = as_tree([*map(KnownTag, tags)])
    path: list[str] = []
    for line in lines:
        path = [*path[: line.depth], line.label]
        assert line.known is None or line.known.tag == "/".join(path)
    assert sorted(line.known.tag for line in lines if line.known) == sorted(tags)


def test_thousands_of_levels_are_only_long() -> None:
    deep = "/".join(map(str, range(3000)))

    assert len(as_tree([KnownTag(deep)])) == 3000
