"""What the explorer keeps of its views while it runs: what was chosen in each, and where one stood when one left it.

And what was worked out for it: as long as nothing that it depends on is another, it need not be worked out again.
"""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import msgspec

from esgtui.dataset.lens import Lens

if TYPE_CHECKING:
    from asyncio import Future

    from esgtui.tui.screens.view import View
    from esgtui.workspace import Workspace


class Left(msgspec.Struct, frozen=True):
    """A view as it was left: the explorer's lens below it, what was chosen in it, and what its cursor stood on."""

    lens: Lens
    chosen: dict[str, Any]
    spot: Hashable


class Worked(msgspec.Struct, frozen=True):
    """What was worked out for a view, of how many claims, and what all that depends on."""

    basis: Hashable
    claims: int
    shown: Any


MOST_WORKED = 3
"""So many states of each view are kept: of all claims, and of what was searched for lately."""


class KeptViews:
    """The views of one explorer, by their names."""

    def __init__(self) -> None:
        self._left: dict[str, Left] = {}
        self._worked: dict[str, list[Worked]] = {}
        self._under_way: dict[str, tuple[Hashable, Future[Worked]]] = {}
        self.returns_to = ""
        """The view that opens next because one goes back to it, empty for none."""

    def keep(self, view: "View[Any]", workspace: "Workspace") -> None:
        """Keep a view as it is left."""
        chosen = {name: getattr(view, name) for name in view.KEEPS}
        self._left[view.PLACE] = Left(view.subject.selection.lens, chosen, view.left_at)
        self.keep_worked(view, workspace)

    def keep_worked(self, view: "View[Any]", workspace: "Workspace") -> None:
        """Keep what was worked out for a view, if it is of this state of the dataset."""
        if view.worked and view.DEPENDS_ON is not None and view.workspace is workspace:
            others = [each for each in self._worked.get(view.PLACE, []) if each.basis != view.worked.basis]
            self._worked[view.PLACE] = [view.worked, *others][:MOST_WORKED]

    def note_under_way(self, view: "View[Any]", working: "Future[Worked]") -> None:
        """Note that a view is being worked out ahead: who opens it meanwhile waits for that."""
        self._under_way = {view.PLACE: (view.basis(), working)}

    def forget_worked(self) -> None:
        """Forget what was worked out, since it is of another state of the dataset."""
        self._worked.clear()
        self._under_way.clear()

    def take_up(self, view: "View[Any]") -> None:
        """Let a view that opens begin as it was left; the cursor only where one goes back to it."""
        returns, self.returns_to = self.returns_to == view.PLACE, ""
        self.begin(view, returns=returns)

    def begin(self, view: "View[Any]", *, returns: bool = False) -> None:
        """Let a view have what was chosen in it and, where that is the same, what was worked out for it."""
        left = self._left.get(view.PLACE)
        if left is not None:
            is_same_lens = left.lens == view.subject.selection.lens or returns
            for name, value in left.chosen.items():
                if name != "lens" or (is_same_lens and value in view.workspace.filing.lenses):
                    setattr(view, name, value)
            if returns:
                view.begins_at = left.spot
        basis = view.basis()
        for worked in self._worked.get(view.PLACE, []):
            if worked.basis == basis:
                view.worked = worked
        under_way = self._under_way.get(view.PLACE)
        if under_way and under_way[0] == basis:
            view.under_way = under_way[1]
