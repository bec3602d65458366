"""What is said in passing is cut where it tells least, and never without a sign."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from esgtui.tui.widgets.status_line import SHORTEST, cut_within

PATH = "Wrote 3 claims to ~/audits/2026/cars/first round/ev-makers-annotated.toml"


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
