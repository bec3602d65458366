"""How the explorer's panes share the screen: which are shown at which width, how large, or one of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from esgtui.session import Sizes

if TYPE_CHECKING:
    from textual.widget import Widget

    from esgtui.tui.screens.explorer import Explorer

NARROW, WIDE = 60, 100
"""From how many cells on there are two columns, and three."""

BREAKPOINTS = ((0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide"))

WIDER, TALLER = 2, 5
"""By how many per cent of the screen a key changes a width or a height."""

LEAST, MOST = 8, 75
"""How small a pane of the left can be made, and how wide all of the left, in per cent of the screen."""

LOWEST, TALLEST = 10, 90
"""How low and how high a pane can be made, in per cent of the two that share the height."""

LEFT = ("companies", "groups")

Axis = Literal["width", "height"]


def breakpoint_of(width: int) -> str:
    """Return the class of a screen of this width."""
    return [name for first, name in BREAKPOINTS if width >= first][-1]


class Layout:
    """The layout of one explorer."""

    def __init__(self, explorer: Explorer, sizes: Sizes, *, is_alone: bool = False) -> None:
        self._explorer = explorer
        self.sizes = sizes
        self.is_alone = is_alone
        """Whether the pane in use has the screen to itself."""
        self._extents: dict[tuple[str, str], str] = {}

    @property
    def _width_class(self) -> str:
        return breakpoint_of(self._explorer.app.size.width)

    def _pane(self, name: str) -> Widget:
        return self._explorer.query_one(f"#{name}")

    @property
    def text(self) -> str:
        """What the status line says of it."""
        return "alone" if self.is_alone else ""

    def is_seen(self, pane: str) -> bool:
        """Return whether a pane is on the screen."""
        return all(node.display for node in self._pane(pane).ancestors_with_self)

    def turn_alone(self) -> None:
        """Give the screen to the pane in use, or share it again."""
        self.is_alone = not self.is_alone
        self.arrange()

    def arrange(self) -> None:
        """Show what there is room for: on a narrow screen, the column with the pane in use alone.

        Not by classes on the screen: each of those would style every widget anew, with every change of the pane.
        """
        if not self._explorer.query("#left"):
            return  # a first size is told before there is anything to arrange
        pane, is_narrow = self._explorer.pane, self._width_class == "-narrow"
        is_single = is_narrow or self.is_alone
        self._pane("left").display = not is_single or pane in LEFT
        self._pane("right").display = not is_single or pane not in LEFT
        for name in LEFT:
            self._pane(name).display = not is_single or pane == name
        for name in ("claims", "detail"):
            self._pane(name).display = not self.is_alone or pane == name or pane in LEFT
        self._size(is_single=is_single)

    def _size(self, *, is_single: bool) -> None:
        """Make panes as large as was chosen; where nothing was, the style sheet says."""
        sizes, is_wide = self.sizes, self._width_class == "-wide"
        chosen = sizes.companies + sizes.groups if is_wide else sizes.left
        is_shared = not is_single and is_wide and chosen
        is_stacked = not is_single and not is_wide and sizes.upper
        self._set("left", width="100%" if is_single else f"{chosen}%" if chosen else "")
        self._set("left", max_width="100%" if is_single or chosen else "")
        self._set("companies", width=f"{sizes.companies}fr" if is_shared else "1fr" if is_single else "")
        self._set("groups", width=f"{sizes.groups}fr" if is_shared else "1fr" if is_single else "")
        self._set("companies", height=f"{sizes.upper}fr" if is_stacked else "")
        self._set("groups", height=f"{100 - sizes.upper}fr" if is_stacked else "")
        self._set("claims", height=f"{sizes.claims}fr" if sizes.claims else "")
        self._set("detail", height=f"{100 - sizes.claims}fr" if sizes.claims else "")

    def _set(self, pane: str, **extents: str) -> None:
        """Give a pane an extent, or none of its own; one that it has already would have all panes arranged anew."""
        for name, extent in extents.items():
            if self._extents.get((pane, name), "") != extent:
                self._extents[pane, name] = extent
                setattr(self._pane(pane).styles, name, extent or None)

    def reset(self) -> None:
        """Give all panes their usual sizes."""
        self.sizes = Sizes()
        self.arrange()

    def change(self, axis: Axis, sign: int) -> str:
        """Make the pane in use larger, or smaller where `sign` is negative; return why not, if it cannot be."""
        if self.is_alone:
            key = self._explorer.keymap.shown("pane.alone", 1)
            return f"one pane has the screen to itself: {key} shows the others again"
        if axis == "height":
            return self._change_height(sign * TALLER)
        if self._width_class == "-narrow":
            return "on so narrow a screen there is one column"
        return self._change_widths(sign * WIDER) if self._width_class == "-wide" else self._change_left(sign * WIDER)

    def _change_widths(self, by: int) -> str:
        companies = self.sizes.companies or self._share("companies")
        groups = self.sizes.groups or self._share("groups")
        if self._explorer.pane == "companies":
            companies += by
        elif self._explorer.pane == "groups":
            groups += by
        elif companies > groups:
            companies -= by
        else:
            groups -= by
        if min(companies, groups) < LEAST or companies + groups > MOST:
            return _LIMIT
        return self._take(companies=companies, groups=groups)

    def _change_left(self, by: int) -> str:
        left = (self.sizes.left or self._share("left")) + (by if self._explorer.pane in LEFT else -by)
        return self._take(left=left) if 2 * LEAST <= left <= MOST else _LIMIT

    def _change_height(self, by: int) -> str:
        pane = self._explorer.pane
        if pane in LEFT and self._width_class != "-medium":
            return "this pane has all of the height already"
        upper, lower, field = (*LEFT, "upper") if pane in LEFT else ("claims", "detail", "claims")
        heights = [self._pane(name).outer_size.height for name in (upper, lower)]
        share = getattr(self.sizes, field) or round(100 * heights[0] / max(1, sum(heights)))
        share += by if pane == upper else -by
        return self._take(**{field: share}) if LOWEST <= share <= TALLEST else _LIMIT

    def _share(self, pane: str) -> int:
        """Return how wide a pane is, in per cent of the screen."""
        return round(100 * self._pane(pane).outer_size.width / max(1, self._explorer.app.size.width))

    def _take(self, **sizes: int) -> str:
        self.sizes = msgspec.structs.replace(self.sizes, **sizes)
        self.arrange()
        return ""


_LIMIT = "that is as far as it goes"
