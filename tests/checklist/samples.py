"""Claims to read, and what reads them."""

from functools import cache
from typing import Any

from esgtui.checklist.findings import Finding
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.dataset.model import Claim


@cache
def reader() -> Reader:
    return Reader(read_rules())


def claim(statement: str, **fields: Any) -> Claim:
    return Claim(id="c", company="smart", statement=statement, **fields)


def finding(of: Claim | str, attribute: str) -> Finding:
    one = claim(of) if isinstance(of, str) else of
    return {each.attribute: each for each in reader().read(one)}[attribute]


def shown(of: Claim | str, attribute: str) -> list[tuple[str, str]]:
    """Return the signs of an attribute: their aspect, and the words of the statement that show it."""
    one = claim(of) if isinstance(of, str) else of
    return [
        (sign.aspect, " | ".join(one.statement[words.start : words.end] for words in sign.words))
        for sign in finding(one, attribute).signs
    ]
