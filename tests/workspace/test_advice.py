"""What to try in place of a query that finds nothing is told, and keeps what it promises."""

from pathlib import Path

import pytest

from esgtui.workspace import Workspace

from .samples import DATA, data_in, workspace

NEUTRAL = """
[[claims]]
id = "nio-3"
company = "nio"
statement = "The plants are carbon neutral and sustainable."
"""


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("zebra", ("no claim has “zebra”",)),
        ("zebra gnu", ("no claim has “zebra” or “gnu”",)),
        ("recycled zebra", ("no claim has “zebra”",)),
        ("employability", ("no claim has “employability”", "like “employability”: employees (1)")),
        ("recycled tag:curated -steel", ("without tag:curated: 2 claims", "without -steel: 1 claim")),
        ("steel -company:smart", ("without -company:smart: 1 claim",)),
        ('"steel recycled"', ("no claim has “steel recycled”", "without quotation marks: 1 claim")),
        ('"recycled zebra"', ("no claim has “zebra”",)),
        ("co2", ("no claim has “co2”",)),
        ("steel company:nio tag:zebra", ("without any filter: 1 claim",)),
    ],
)
def test_advice_says_what_no_claim_has_and_what_to_leave_out(
    opened: Workspace, query: str, told: tuple[str, ...]
) -> None:
    assert opened.finder.advice(query) == told


def test_what_other_words_say_is_found_by_the_checklist(tmp_path: Path) -> None:
    data = data_in(tmp_path, DATA.replace("[[frameworks]]", f"{NEUTRAL}\n[[frameworks]]", 1))
    opened = workspace(tmp_path, data=data)

    assert opened.finder.advice("net zero")[-1] == "has:neutrality finds what says it in other words: 1 claim"
    assert len(opened.finder.rows("has:neutrality")) == 1
