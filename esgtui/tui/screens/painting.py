"""What of a screen is to be painted, told by a screen that knows what the terminal shows. How is the toolkit's."""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.widget import Widget


class Painter(Compositor):
    """The toolkit's painter, which is told to leave out what the terminal shows already."""

    @property
    def dirty(self) -> set[Region]:
        """What is to be painted."""
        return self._dirty_regions

    @property
    def is_all_dirty(self) -> bool:
        """Whether a whole frame is to be painted."""
        return self.size.region in self._dirty_regions

    def leave_out_all_but(self, regions: set[Region]) -> None:
        """Paint these regions and what else is dirty, instead of a whole frame."""
        self._dirty_regions = self._dirty_regions - {self.size.region} | regions

    def hidden_by(self, widgets: Iterable[Widget]) -> set[Region]:
        """Return what widgets hide of what lies behind them."""
        seen = (self.visible_widgets[widget] for widget in widgets if widget in self.visible_widgets)
        return {shown for region, clip in seen if (shown := region.intersection(clip))}
