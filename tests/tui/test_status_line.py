"""What is said in passing is cut where it tells least, and never without a sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from esgtui.tui.widgets.status_line import SHORTEST, cut_within
from tests.tui.conftest import Explore, dataset

PATH = "Wrote 3 claims to ~/audits/2026/cars/first round/ev-makers-annotated.toml"
CHANGED = "The dataset has changed: 1 gone, 1 changed"


def test_the_end_of_a_path_stays() -> None:
    assert cut_within(PATH, 100) == PATH
    assert cut_within(PATH, 60).endswith("ev-makers-annotated.toml")
    assert cut_within(PATH, 60).startswith("Wrote 3 claims to ~/")
    assert "…" in cut_within(PATH, 60)


@given(st.text(max_size=80), st.integers(SHORTEST, 60))
def test_what_is_cut_fits_and_says_so(text: str, width: int) -> None:
    shown = cut_within(text, width)
    assert cell_len(shown) <= width
    assert shown == text or "…" in shown


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (160, f"{CHANGED}; D shows what. R shows 1 claim that is gone from the dataset and 1 claim reworded (≠) since"),
        (120, f"{CHANGED}; D shows what. R shows 1 gone and 1 reworded (≠) "),
        (80, f"{CHANGED}; D shows what "),
        (60, f"{CHANGED}; D shows what "),
        (50, f"{CHANGED} "),
    ],
)
async def test_what_is_joined_is_left_out_whole_and_never_cut_within(explore: Explore, width: int, told: str) -> None:
    async with explore(size=(width, 30)) as explored:
        await explored.press("asterisk", "down", "asterisk")
        claims = dataset()["claims"]
        assert isinstance(claims, list)
        await explored.reload(dataset() | {"claims": [claims[0] | {"statement": "Otherwise."}, *claims[2:]]})

        await explored.until_shown(told)
        assert "…" not in explored.text().splitlines()[0]
