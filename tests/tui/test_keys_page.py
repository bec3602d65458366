"""The documents name the keys that the program has."""

from pathlib import Path

from esgtui.tui.keys_page import keys_page

ROOT = Path(__file__).parents[2]


def test_the_page_of_keys_is_up_to_date() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")

    assert page == keys_page(), "make it anew: python -m esgtui.tui.keys_page > docs/keys.md"
