"""A screen that is styled, arranged and painted once as it comes, where the toolkit does so two or three times.

The explorer and all that lies on it are such screens. What they show is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.segment import Segment
from textual.reactive import Reactive
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip

from esgtui.tui.frame_timer import FrameTimer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual import events
    from textual.app import App
    from textual.geometry import Region, Size
    from textual.widget import Widget

Result = TypeVar("Result")

MOMENT = 0.04
"""Seconds for which a frame may be held back."""


class Layer(Screen[Result]):
    """One screen of a pile. What lies below it is drawn when it comes, and again only when it changes."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # what has the focus, or had it, paints itself

    _below: tuple[Strip, ...] = ()
    """How all that lies below was drawn."""
    _is_painted_soon = False
    """Whether the toolkit, having arranged this screen, is about to ask for a whole new frame."""
    _is_held = False
    """Whether nothing is painted for a moment, since more is about to come."""
    _frames: FrameTimer | None = None

    @property
    def is_waited_for(self) -> bool:
        """Whether something is being worked out that is to be shown here."""
        return False

    @property
    def _update_timer(self) -> FrameTimer:
        """What paints when there is something to paint, in place of the toolkit's."""
        if self._frames is None:
            self._frames = FrameTimer(self, self._lay_out_soon, self._on_timer_update)
            self._timers.add(self._frames)  # where the toolkit stops timers when a screen goes
            self._frames.begin()
        return self._frames

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
            self.forget_below()
            super()._screen_resized(size)
            self.refresh()
            self._show_anew_above()

    def _show_anew_above(self) -> None:
        """Have the screens that lie on this one draw anew what is seen of it."""
        pile = self.app.screen_stack
        for screen in pile[pile.index(self) + 1 :] if self in pile else ():
            if isinstance(screen, Layer):
                screen.forget_below()
                screen.refresh()

    def hold_frame(self, seconds: float = MOMENT) -> None:
        """Paint nothing until `show_frame`, or for a moment: what comes in time is in the first frame, not a second."""
        self._is_held = True
        self.set_timer(seconds, self.show_frame)

    def show_frame(self) -> None:
        """Paint what was held back, once it is arranged and has filled itself."""
        if self._is_held:
            self._refresh_layout()
            self._layout_required = False
            self.fit()
            self.call_later(self._end_hold)

    def fit(self) -> None:
        """Fill what follows from how much room there is, which is known by now; asked before a frame held back."""

    def _end_hold(self) -> None:
        self._is_held = False
        self._update_timer.resume()

    def _compositor_refresh(self) -> None:
        """Paint, unless a whole frame comes next: what was arranged has had no time to fill itself by now."""
        if self._is_held:
            return
        if self._is_painted_soon:
            self._is_painted_soon = False
        else:
            self._update_timer.note_frame()
            super()._compositor_refresh()

    def _lay_out_soon(self) -> bool:
        """Lay out what changed its place or size, which it fills before it is painted; return if anything did."""
        is_due = self._layout_required and self.is_current and not self._is_held
        if is_due:
            self._is_held = True
            self._refresh_layout(scroll=self._scroll_required)
            self._is_held = self._layout_required = self._scroll_required = False
            seen = [child for child in self.children if child.display]
            self._dirty_widgets.update(seen[:1])  # where something only went away, no other widget asks to be painted
            self._update_timer.resume()
        return is_due

    @property
    def _is_on_top(self) -> bool:
        """Whether nothing covers it; nothing is on top while the program closes."""
        return self.app.screen_stack[-1:] == [self]

    def _on_timer_update(self) -> None:
        """Paint what has changed. What is covered paints no whole frame: it does so when it comes up again."""
        if self._is_held:
            self._update_timer.pause()
            return
        if not self._is_on_top:
            self._repaint_required = False
        self._is_painted_soon = self._repaint_required and (self._layout_required or self._scroll_required)
        super()._on_timer_update()
        if not self._is_on_top:
            self._repaint_required = False  # the toolkit would paint all of the screen again and again

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Layer[Result]:
        """Paint anew; where regions are named, what lies below may have changed, for any screen of the pile."""
        for screen in self.app.screen_stack if regions else ():
            if isinstance(screen, Layer):
                screen.forget_below()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """Draw anew in the colours of another theme."""
        self.forget_below()
        super().notify_style_update()

    def forget_below(self) -> None:
        """Draw what lies below anew with the next frame."""
        self._below = ()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is seen of the screens below; the toolkit would render and cut all their lines with each frame.

        Those are told of another size of the terminal later than this one: where they have no line yet there is none.
        """
        below = self._seen_below()
        if below is None:
            return super().render_lines(crop)
        if not self._below:
            self._below = tuple(self._covered(below.drawn()))
        ground, missing = self.rich_style, crop.bottom - max(crop.y, len(self._below))
        lines = [*self._below[crop.y : crop.bottom], *[Strip.blank(0)] * missing]
        return [line.crop_extend(crop.x, crop.right, ground) for line in lines]

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
