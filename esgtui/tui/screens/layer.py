"""A screen that is styled, arranged and painted once as it comes, where the toolkit does so two or three times.

The explorer and all that lies on it are such screens. What they show is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from rich.segment import Segment
from textual.reactive import Reactive
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip

from esgtui.tui.screens.painting import Painter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual import events
    from textual.app import App
    from textual.geometry import Region, Size
    from textual.widget import Widget

Result = TypeVar("Result")


class Layer(Screen[Result]):
    """One screen of a pile. What lies below it is drawn when it comes, and again only when it changes."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # what has the focus, or had it, paints itself

    _below: tuple[Strip, ...] = ()
    """How all that lies below was drawn."""
    _is_painted_soon = False
    """Whether the toolkit, having arranged this screen, is about to ask for a whole new frame."""
    _owes_frame = True
    """Whether the terminal may show anything: no whole frame was painted since it was asked for."""
    _lies_on: Layer[Any] | None = None
    """The screen that the terminal shows, until this one is painted on it."""
    _uncovered: set[Region] | None = None
    """What a screen hid that has just gone, if the terminal shows all else."""
    _is_below_hidden = False
    """Whether nothing is painted just now of what lies below: widgets hide it."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._compositor: Painter = Painter()

    def _post_register(self, app: App[object]) -> None:
        """Take the class of the terminal's width before anything is styled: what is in here would be styled twice."""
        super()._post_register(app)
        breakpoints = app.HORIZONTAL_BREAKPOINTS if self.HORIZONTAL_BREAKPOINTS is None else self.HORIZONTAL_BREAKPOINTS
        names = self._get_breakpoint_classes(app.size.width, breakpoints or [])
        self.update_classes(dict.fromkeys(names, True), update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles: a new screen was styled as it came, one that was covered got every change of the theme."""
        event.refresh_styles = False
        self.forget_below()
        self._is_painted_soon = self.is_current and self.outer_size != self.app.size

    def _screen_resized(self, size: Size) -> None:
        """Arrange for another size; a screen that was just arranged is told of it as if it were one."""
        if size != self.outer_size:
            self._is_painted_soon = True
            self.owe_frame()
            self.forget_below()
            super()._screen_resized(size)
            self.refresh()

    def on_screen_suspend(self) -> None:
        """Tell what lies on this screen that the terminal shows it; the toolkit asks for a frame that is not needed."""
        pile = self.app.screen_stack
        if self in pile[-2:-1] and isinstance(pile[-1], Layer) and pile[-1].lie_on(self):
            self._repaint_required = False

    def lie_on(self, below: Layer[Any]) -> bool:
        """Come up on a screen that the terminal shows; return False if this one was painted already."""
        if self._owes_frame:
            self._lies_on = below
        return self._owes_frame

    def uncover(self, hidden: set[Region] | None) -> None:
        """Come up again; `hidden` is all of this screen that the terminal does not show, None if that is not known."""
        if hidden is None or self._uncovered is not None:
            self._owes_frame = True
        else:
            self._uncovered = hidden

    def hides_alone(self) -> set[Region] | None:
        """Return what the terminal does not show of the screens below, because of this one; None if it is unknown."""
        return self._hides() if self._is_window and self.is_as_shown else None

    @property
    def _is_window(self) -> bool:
        """Whether what lies below is seen beside this screen's widgets, and in no tint."""
        return self.styles.background.a == 0 and self._seen_below() is not None

    @property
    def is_as_shown(self) -> bool:
        """Whether the terminal shows this screen as it is, and nothing waits to be painted."""
        is_due = self._repaint_required or self._layout_required or self._scroll_required or bool(self._dirty_widgets)
        is_behind = self._owes_frame or self._uncovered is not None or bool(self._compositor.dirty)
        return not is_due and not is_behind and self.size == self.app.size

    def _hides(self) -> set[Region]:
        """Return what the widgets of this screen hide of what lies behind them."""
        return self._compositor.hidden_by(self._compositor.visible_widgets.keys() - {self})

    def _hide_all(self, regions: set[Region]) -> bool:
        """Whether the widgets of this screen hide all of what lies behind regions."""
        hides = self._hides()
        return all(any(hidden.contains_region(region) for hidden in hides) for region in regions)

    def _compositor_refresh(self) -> None:
        """Paint, unless a whole frame comes next: what was arranged has had no time to fill itself by now."""
        if self._is_painted_soon:
            self._is_painted_soon = False
            return
        if self.app.screen is self:
            if self._compositor.is_all_dirty:
                self._narrow_down()
            self._is_below_hidden = self._is_window and self._hide_all(self._compositor.dirty)
        super()._compositor_refresh()
        self._is_below_hidden = False

    def _narrow_down(self) -> None:
        """Have no whole frame painted where the terminal shows all but what a dialog hides, or has hidden."""
        if not self._owes_frame and self._uncovered is not None:
            self._compositor.leave_out_all_but(self._uncovered)
        elif (
            self._is_window and self._is_shown_beside() and self._hide_all(self._compositor.dirty - {self.size.region})
        ):
            self._compositor.leave_out_all_but(self._hides())
        self._owes_frame, self._lies_on, self._uncovered = False, None, None

    def _is_shown_beside(self) -> bool:
        """Whether the terminal shows what this screen comes up on, and all under that, as they are."""
        below = self._seen_below()
        is_shown = all(isinstance(each, Layer) and each.is_as_shown for each in self.app.screen_stack[:-1])
        return is_shown and below is not None and below is self._lies_on

    def _on_timer_update(self) -> None:
        """Paint what has changed. What is covered paints no whole frame: it does so when it comes up again."""
        if self.app.screen is not self:
            self._owes_frame = self._owes_frame or self._repaint_required
            self._repaint_required = False
        self._is_painted_soon = self._repaint_required and (self._layout_required or self._scroll_required)
        super()._on_timer_update()
        if self.app.screen is not self:
            self._repaint_required = False  # the toolkit would paint all of the screen again and again

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Layer[Result]:
        """Paint anew; where regions are named, what lies below may have changed, for any screen of the pile."""
        if regions and (self._lies_on is not None or self._uncovered is not None):
            self.owe_frame()  # the toolkit forgets regions when a whole frame is asked for
        for screen in self.app.screen_stack if regions else ():
            if isinstance(screen, Layer):
                screen.forget_below()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """Draw anew in the colours of another theme."""
        self._owes_frame = True
        self.forget_below()
        super().notify_style_update()

    def owe_frame(self) -> None:
        """Have the next frame be a whole one: the terminal may show anything."""
        self._owes_frame, self._lies_on = True, None

    def forget_below(self) -> None:
        """Draw what lies below anew with the next frame."""
        self._below = ()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is seen of the screens below; the toolkit would render and cut all their lines with each frame."""
        if self._is_below_hidden:
            return [Strip.blank(crop.width)] * crop.height
        below = self._seen_below()
        if below is None:
            return super().render_lines(crop)
        if not self._below:
            self._below = tuple(self._covered(below.drawn()))
        lines = self._below[crop.y : crop.bottom]
        return [line.crop(crop.x, crop.right) for line in lines]

    def _seen_below(self) -> Layer[object] | None:
        """Return the screen that is seen through this one, if any is."""
        pile = self.app.screen_stack
        place = pile.index(self) if self in pile else 0
        below = pile[place - 1] if place and self.styles.background.a < 1 else None
        return below if isinstance(below, Layer) else None

    def drawn(self) -> list[Strip]:
        """Return the lines of the whole screen, and of what is seen of those below."""
        return self._compositor.render_strips()

    def _covered(self, strips: Iterable[Strip]) -> Iterable[Strip]:
        """Yield lines in the tint of this screen, without what answers to clicks."""
        looks: dict[Style | None, Style | None] = {}
        tint = self.styles.background
        for strip in strips:
            segments = []
            for segment in strip:
                if segment.style not in looks:
                    (seen,) = BackgroundScreen.process_segments([Segment(" ", segment.style)], tint)
                    looks[segment.style] = seen.style
                segments.append(Segment(segment.text, looks[segment.style]))
            yield Strip(segments, strip.cell_length)
