"""Every key and table is found on the line where it stands, however the TOML is written."""

from collections.abc import Iterator
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.lines import locate
from esgtui.dataset.shapes import KeyPath

TEXT = '''\
# [[claims]] in a comment
format = 1
"quoted \\u0041" . b = 2

[dataset] # with a comment
id = "x"
[[claims]]
statement = """
[[claims]]
id = "no"
""" # the end
quote = \'\'\'
key = \'\'\'\'\'
places = [ # a list
  { source = "a", section = "]}" },

  { source = "b",
    paragraph = 5 }, [
  1,
  2 ]
]
later = [ "[[claims]]", 'x' ]
last = 5
[[claims.metrics]]
value = 1
  [[ "claims" . metrics ]]
  value = 2
[claims.x-more.deep]
a.b = 1
[[claims]]
\tid = "c"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("format",), 2),
        (("quoted A",), 3),
        (("quoted A", "b"), 3),
        (("dataset",), 5),
        (("dataset", "id"), 6),
        (("claims",), 7),
        (("claims", 0), 7),
        (("claims", 0, "id"), 7),
        (("claims", 0, "statement"), 8),
        (("claims", 0, "quote"), 12),
        (("claims", 0, "places"), 14),
        (("claims", 0, "places", 0), 15),
        (("claims", 0, "places", 0, "section"), 15),
        (("claims", 0, "places", 1, "source"), 17),
        (("claims", 0, "places", 1, "paragraph"), 18),
        (("claims", 0, "places", 2, 1), 20),
        (("claims", 0, "later"), 22),
        (("claims", 0, "later", 1), 22),
        (("claims", 0, "last"), 23),
        (("claims", 0, "metrics", 0), 24),
        (("claims", 0, "metrics", 0, "value"), 25),
        (("claims", 0, "metrics", 1), 26),
        (("claims", 0, "metrics", 1, "value"), 27),
        (("claims", 0, "metrics", 1, "name"), 26),
        (("claims", 0, "x-more"), 28),
        (("claims", 0, "x-more", "deep", "a", "b"), 29),
        (("claims", 1), 30),
        (("claims", 1, "id"), 31),
        (("claims", 9, "id"), 7),
        (("nowhere",), 1),
        ((), 1),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_lines_of_every_way_to_write_a_table(path: KeyPath, line: int, line_end: str) -> None:
    text = TEXT.replace("\n", line_end)
    tomli.loads(text)
    assert locate(text, [path]) == {path: line}


def test_many_lines_at_once() -> None:
    assert locate(TEXT, [("claims", 1, "id"), ("format",)]) == {("claims", 1, "id"): 31, ("format",): 2}


def test_values_too_deep_to_follow_have_the_line_of_what_they_are_in() -> None:
    text = f"a = {'[' * 300}\n{']' * 300}\nb = 1\n"
    assert locate(text, [("a", *[0] * 299), ("b",)]) == {("a", *[0] * 299): 1, ("b",): 3}


@pytest.mark.parametrize("text", ["", "a", "a =", "[", "[[a", "a = [", 'a = """', "a = {b", "= 1\n\n]", "\ufeff"])
def test_what_is_not_toml_does_no_harm(text: str) -> None:
    assert locate(text, [("a", 0, "b")]) == {("a", 0, "b"): 1}


HOSTILE = st.sampled_from(
    ["", "[[a]]", "\n[[a]]\na = 1\n", '"""', "'''", "\\", '"', "#", "]", "}", "\r\n", "é = 1", "\n"]
)
KEYS = st.sampled_from(["a", "b", "c-d", "", "e.f", '"', "\n", "é", "#", "[[a]]"])
MARK = object()
VALUES = st.recursive(
    st.just(MARK) | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_marked_values_are_found_on_their_lines(table: dict[str, Any], multiline: bool) -> None:
    numbers: Iterator[int] = iter(range(7_000_000, 8_000_000))
    marked: dict[KeyPath, int] = {}
    text = tomli_w.dumps(_marked(table, (), numbers, marked), multiline_strings=multiline)
    found = locate(text, marked)
    lines = text.split("\n")
    for path, number in marked.items():
        assert str(number) in lines[found[path] - 1], (text, path)


def _marked(value: Any, path: KeyPath, numbers: Iterator[int], marked: dict[KeyPath, int]) -> Any:
    """Return the value with a number of its own for each mark, noting in `marked` which stands where."""
    if isinstance(value, dict):
        return {key: _marked(inner, (*path, key), numbers, marked) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner, (*path, position), numbers, marked) for position, inner in enumerate(value)]
    if value is MARK and len(path) <= 8:
        marked[path] = next(numbers)
        return marked[path]
    return 0 if value is MARK else value
