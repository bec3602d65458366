"""A screen that is styled, arranged and painted once as it comes, where the toolkit does so two or three times.

The explorer and all that lies on it are such screens. What they show is theirs.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

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
    is_partly_painted = False
    """Whether a part of the frame is still to be painted, before the terminal shows any of it."""
    _is_whole_due = True
    """Whether the terminal shows something else all over: another size, other colours, or what was not seen through."""
    _uncovered: frozenset[Region] | None = None
    """What a screen hid that has just gone, if the terminal shows the rest already."""

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
        if not self.stack_updates:
            self._is_whole_due = not self._is_window
        self._is_painted_soon = self.is_current and self.outer_size != self.app.size

    def _screen_resized(self, size: Size) -> None:
        """Arrange for another size; a screen that was just arranged is told of it as if it were one."""
        if size != self.outer_size:
            self._is_painted_soon = self._is_whole_due = True
            self.forget_below()
            super()._screen_resized(size)
            self.refresh()

    def _compositor_refresh(self) -> None:
        """Paint, unless a whole frame comes next: what was arranged has had no time to fill itself by now."""
        if self._is_painted_soon:
            self._is_painted_soon = False
        elif self.app.screen is self:
            self._paint()
        else:
            super()._compositor_refresh()

    def _paint(self) -> None:
        """Paint what is dirty; if that is much, a band of it now, and the rest when it was looked for keys."""
        painter = self._compositor
        painter.update_widgets(self._dirty_widgets)  # those since the last band, too; the toolkit forgets them now
        if painter.is_all_dirty and self._is_window and not self._is_whole_due:
            painter.narrow_down(self.hides())
        self._is_whole_due = False
        rest = painter.hold_back()
        self.is_partly_painted = bool(rest)
        super()._compositor_refresh()
        if rest:
            painter.dirty.update(rest)
            asyncio.get_running_loop().call_soon(self.call_later, self._compositor_refresh)

    @property
    def _is_window(self) -> bool:
        """Whether all that this screen's widgets do not hide is what lies below it, as it is."""
        return self.styles.background.a == 0 and self._seen_below() is not None

    def hides(self) -> set[Region]:
        """Return what the widgets of this screen hide, or did until what is dirty is painted."""
        painter = self._compositor
        return painter.covered_by(painter.widgets - {self}) | painter.dirty - {self.size.region}

    def uncover(self, going: Layer[object]) -> None:
        """Come up again, since the screen above goes: what was seen through it need not be painted."""
        if going.styles.background.a == 0 and not self._is_whole_due:
            self._uncovered = frozenset(going.hides())
        else:
            self._is_whole_due = True

    def on_unmount(self) -> None:
        """Tell those below that they have come up by now."""
        for screen in self.app.screen_stack:
            if isinstance(screen, Layer):
                screen.be_uncovered()

    def be_uncovered(self) -> None:
        """Paint whole frames again when one is asked for."""
        self._uncovered = None

    def _on_timer_update(self) -> None:
        """Paint what has changed. What is covered paints no whole frame, but has the one above paint what it owes."""
        is_covered = self.app.screen is not self
        if is_covered:
            self._repaint_required = False
            self._exchange_repaint_regions()
            if self._is_whole_due and self.is_current:
                self._is_whole_due = False
                self.app.screen.refresh(self.size.region)
        elif self._repaint_required:
            self._compositor.update_widgets(self._dirty_widgets)  # the toolkit forgets these: all is painted, it thinks
        self._is_painted_soon = self._repaint_required and (self._layout_required or self._scroll_required)
        super()._on_timer_update()
        if is_covered:
            self._repaint_required = False  # the toolkit would paint all of the screen again and again

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Layer[Result]:
        """Paint anew; where regions are named, what lies below may have changed, for any screen of the pile."""
        if self.size.region in regions:
            self._is_whole_due = True
        elif not regions and not layout and not recompose and self._uncovered:
            regions = tuple(self._uncovered)
        for screen in self.app.screen_stack if regions else ():
            if isinstance(screen, Layer):
                screen.forget_below()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """Draw anew in the colours of another theme."""
        self.forget_below()
        self._is_whole_due = True
        super().notify_style_update()

    def forget_below(self) -> None:
        """Draw what lies below anew with the next frame."""
        self._below = ()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is seen of the screens below; the toolkit would render and cut all their lines with each frame."""
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
