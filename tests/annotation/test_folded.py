"""Values by claim that are looked at while others are set."""

from esgtui.annotation.state import folded_cells


def test_whoever_goes_through_keys_sees_those_of_the_beginning() -> None:
    cells = folded_cells()
    cells["one"] = cells["two"] = {}
    seen = []
    for claim in cells:
        cells[f"{claim} more"] = {}
        seen.append(claim)
    assert seen == ["one", "two"]
    assert list(cells) == ["one", "two", "one more", "two more"]
