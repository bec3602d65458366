"""What the explorer keeps of its views while it runs: what was chosen in each, and where one stood when one left it."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import msgspec

from esgtui.dataset.lens import Lens

if TYPE_CHECKING:
    from esgtui.tui.screens.view import View


class Left(msgspec.Struct, frozen=True):
    """A view as it was left: the explorer's lens below it, what was chosen in it, and what its cursor stood on."""

    lens: Lens
    chosen: dict[str, Any]
    spot: Hashable


class KeptViews:
    """The views of one explorer, by their names."""

    def __init__(self) -> None:
        self._left: dict[str, Left] = {}
        self.returns_to = ""
        """The view that opens next because one goes back to it, empty for none."""

    def keep(self, view: "View[Any]") -> None:
        """Keep a view as it is left."""
        chosen = {name: getattr(view, name) for name in view.KEEPS}
        self._left[view.PLACE] = Left(view.subject.selection.lens, chosen, view.left_at)

    def take_up(self, view: "View[Any]") -> None:
        """Let a view that opens begin as it was left; the cursor only where one goes back to it."""
        left, returns = self._left.get(view.PLACE), self.returns_to == view.PLACE
        self.returns_to = ""
        if left is None:
            return
        is_same_lens = left.lens == view.subject.selection.lens or returns
        for name, value in left.chosen.items():
            if name != "lens" or (is_same_lens and value in view.workspace.filing.lenses):
                setattr(view, name, value)
        if returns:
            view.begins_at = left.spot
