"""The patterns that the program reads texts with, as the oldest Python it runs on understands them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import esgtui

MODULES = sorted(Path(esgtui.__file__).parent.rglob("*.py"))
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
"""A group that is repeated and gives nothing back. Up to Python 3.11.4 it matches what it should not (gh-106052)."""


def patterns_in(path: Path) -> Iterator[str]:
    """Yield the texts in a module that look like patterns."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            if "(?" in text or text.startswith(")"):
                yield text


def test_a_group_that_gives_nothing_back_is_atomic_and_not_possessive() -> None:
    found = [(path.name, text) for path in MODULES for text in patterns_in(path)]

    assert len(found) > 100
    assert [(name, text) for name, text in found if POSSESSIVE_GROUP.search(text)] == []
