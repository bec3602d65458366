"""Which widgets are texts of several lines: told without loading any, which a start needs none of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.widgets import TextArea


def is_text_area(node: DOMNode | None) -> TypeGuard[TextArea]:
    """Return whether a widget is the toolkit's text of several lines, or made from it."""
    return any(each.__name__ == "TextArea" for each in type(node).__mro__)
