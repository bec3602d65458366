"""Renders no more of a screen than what is painted, and hands large frames out band by band.

The toolkit renders whole widgets for a line of them, and what lies behind others, too. When to paint is the screen's.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

MOST = 2_000
"""How many cells are painted at a time: a third of a large screen, in some 5 ms, so that a key is seen in between."""


class Painter(Compositor):
    """What is dirty of one screen, and how it is rendered."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield the lines of widgets in `crop`, from front to back, until one hides all that is behind it.

        They are whole lines: the toolkit cuts them where widgets begin and end.
        """
        rows = self.size.region if crop is None else Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip).intersection(rows)
            if seen:
                yield seen, seen, widget.render_lines(seen.translate(-region.offset))
                if crop is not None and seen.contains_region(crop):
                    return

    def covered_by(self, widgets: Iterable[Widget]) -> set[Region]:
        """Return what widgets hide of what lies behind them."""
        seen = (self.visible_widgets[widget] for widget in widgets if widget in self.visible_widgets)
        return {shown for region, clip in seen if (shown := region.intersection(clip))}

    @property
    def dirty(self) -> set[Region]:
        """What is to be painted."""
        return self._dirty_regions

    @property
    def is_all_dirty(self) -> bool:
        """Whether a whole frame is to be painted."""
        return self.size.region in self._dirty_regions

    def narrow_down(self, regions: set[Region]) -> None:
        """Paint these instead of a whole frame."""
        self._dirty_regions = self._dirty_regions - {self.size.region} | regions

    def hold_back(self) -> set[Region]:
        """Leave a band to be painted, if there is too much for one time, and return the rest."""
        dirty = _within(self._dirty_regions, self.size.region)  # of a size before, there may be what is no more
        self._dirty_regions = dirty
        if sum(region.area for region in dirty) <= MOST:
            return set()
        dirty = {each for each in dirty if not any(each != other and other.contains_region(each) for other in dirty)}
        top, bottom = min(region.y for region in dirty), max(region.bottom for region in dirty)
        cells, end = 0, top
        while end < bottom and cells < MOST:
            cells += sum(region.width for region in dirty if region.y <= end < region.bottom)
            end += 1
        width = self.size.width
        self._dirty_regions = _within(dirty, Region(0, top, width, end - top))
        return _within(dirty, Region(0, end, width, bottom - end))


def _within(regions: Iterable[Region], rows: Region) -> set[Region]:
    return {part for region in regions if (part := region.intersection(rows))}
