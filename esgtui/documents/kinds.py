"""Guesses of what kind a claim is, by how it is told; the curator has the last word.

A target gives a year or a value to be reached, a commitment does not; an achievement is told as done, a practice as
being done, a policy as held to; a recognition is by others; context is what tells of none of these.
"""

from collections.abc import Callable

from esgtui.dataset.model import Kind
from esgtui.documents.weighing import Seen


def kind_of(seen: Seen) -> Kind:
    """Return the kind that a claim most likely is."""
    return next((kind for kind, is_told in _TOLD if is_told(seen)), "context")


def _is_target(seen: Seen) -> bool:
    is_ahead = "pledge" in seen.stated or "aim" in seen.stated
    return "deadline" in seen.stated or ("quantified" in seen.stated and is_ahead and not seen.words["done"])


_TOLD: tuple[tuple[Kind, Callable[[Seen], bool]], ...] = (
    ("recognition", lambda seen: bool(seen.words["recognition"])),
    ("target", _is_target),
    ("commitment", lambda seen: "pledge" in seen.stated and not seen.words["done"]),
    ("achievement", lambda seen: bool(seen.words["done"]) or "period" in seen.stated),
    ("policy", lambda seen: bool(seen.words["policy"]) or "standard" in seen.stated),
    ("commitment", lambda seen: "commitment" in seen.stated),
    ("practice", lambda seen: bool(seen.words["acts"] or seen.words["ongoing"])),
)
"""How each kind is told; the first that fits is taken."""
