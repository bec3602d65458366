"""Pictures of text: lines of characters as SVG, which asks no host for anything and prints in black on white."""

from collections.abc import Sequence

from esgtui.columns import cells_of
from esgtui.visible import visible

_PAGE = """\
<svg viewBox="0 0 {terminal_width} {terminal_height}" xml:space="preserve" xmlns="http://www.w3.org/2000/svg">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{
font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; white-space: pre;
}}
{styles}
</style>
<defs>
{lines}
</defs>
<rect width="100%" height="100%" fill="#ffffff"/>
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</svg>
"""
"""A page of text alone: the library's own would name fonts at a host, and draw a window around the text."""


def picture(title: str, lines: Sequence[str]) -> str:
    """Return lines of text below their title as an SVG document."""
    from html import escape
    from io import StringIO

    from rich.console import Console
    from rich.terminal_theme import DEFAULT_TERMINAL_THEME
    from rich.text import Text

    shown = [visible(title), *lines]
    width = max(map(cells_of, shown)) + 1
    console = Console(record=True, file=StringIO(), width=width, color_system="truecolor", legacy_windows=False)
    console.print(Text(shown[0], "bold"), no_wrap=True, overflow="ignore", crop=False)
    for line in lines:
        console.print(Text(line), no_wrap=True, overflow="ignore", crop=False)
    named = escape(shown[0]).replace("{", "{{").replace("}", "}}")
    page = _PAGE.replace("TITLE", named)
    return console.export_svg(title=shown[0], theme=DEFAULT_TERMINAL_THEME, code_format=page)
