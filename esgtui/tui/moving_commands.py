"""The commands of getting around, and of the panes' sizes. Part of the registry."""

from esgtui.tui.command import Command, Situation


def _no_way_back(now: Situation) -> str | None:
    return None if now.can_go_back else "you have not come from anywhere yet"


def _no_way_on(now: Situation) -> str | None:
    return None if now.can_go_on else "you have not gone back"


MOVING_COMMANDS: tuple[Command, ...] = (
    Command("jump.open", "jump", "Show letters on panes and lines; the next letter goes there", "J,semicolon"),
    Command("place.back", "back to", "Go back to where you were", "b,alt+left", why_not=_no_way_back),
    Command("place.forward", "on to", "Go on to where you went back from", "w,alt+right", why_not=_no_way_on),
    Command("place.everything", "show all", "Take away query, filters, company and group; back brings them again", "0"),
    Command("pane.alone", "alone", "Give the screen to the pane in use, or share it again", "z"),
    Command("pane.wider", "wider", "Make the pane in use wider", "greater_than_sign"),
    Command("pane.narrower", "narrower", "Make the pane in use narrower", "less_than_sign"),
    Command("pane.taller", "taller", "Make the pane in use taller", "right_curly_bracket"),
    Command("pane.lower", "lower", "Make the pane in use lower", "left_curly_bracket"),
    Command("jump.leave", "leave", "Stay where you are", "escape", "jump"),
    Command("pane.usual", "usual sizes", "Give all panes their usual sizes", "vertical_line"),
)
