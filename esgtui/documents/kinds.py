"""Guesses of what kind a claim is, by how it is told; the curator has the last word.

A target gives a year or a value to be reached, a commitment does not; an achievement is told as done, a practice as
being done, a policy as held to; a recognition is by others; context is what others do, and what no verb tells.
"""

import re
from collections.abc import Callable

from esgtui.dataset.model import Kind
from esgtui.documents.weighing import Seen

_BETWEEN = r"(?:\s+(?:\w+ly|also|now|already|always|since|not|just|never|thus|long))*\s+"
_GOING_ON = re.compile(
    rf"(?i)\b(?:is|are|been|keeps?|continues?){_BETWEEN}(?:to\s+)?(?!during|nothing|something)\w+ing\b"
)
_PERFECT = re.compile(
    rf"(?i)\b(?:has|have){_BETWEEN}(?!been{_BETWEEN}\w+ing\b)(?:been{_BETWEEN})?"
    r"(?:\w+ed|become|made|built|cut|led|met|won|set|put|begun|grown|fallen|taken|given|seen|risen|brought|spent|sold|"
    r"bought|held|kept|found|done|chosen|shown|driven|written|overcome)\b"
)
_MEANT = re.compile(
    r"(?i)\b(?:will|shall|aims?|aiming|intends?|seeks?|strives?|aspires?|hopes?|pledges?|plans|wants?|works?\s+towards?|"
    r"(?:is|are|remains?)\s+(?:\w+ly\s+)?(?:committed|dedicated|determined)|commits?|(?:goal|aim|ambition|target|mission|"
    r"aspiration|vision)\s+(?:is|to|of|for))\b"
)

_BEGIN_GOING_ON = frozenset(["is", "are", "been", "keep", "keeps", "continue", "continues"])
_BEGIN_PERFECT = frozenset(["has", "have"])
_AHEAD = (
    "will shall aim aims aiming intend intends seek seeks strive strives aspire aspires hope hopes pledge pledges "
    "plans want wants work works is are remain remains commit commits goal ambition target mission aspiration vision"
)
_BEGIN_MEANT = frozenset(_AHEAD.split())
"""The words that each of these begins with: they are only looked for in sentences that have one."""


def kind_of(seen: Seen) -> Kind:
    """Return the kind that a claim most likely is."""
    return next((kind for kind, is_told in _TOLD if is_told(seen)), "context")


def _is_target(seen: Seen) -> bool:
    is_ahead = _is_meant(seen) and not seen.words["done"]
    return "deadline" in seen.stated or ("quantified" in seen.stated and is_ahead)


def _is_done(seen: Seen) -> bool:
    is_passed = bool(seen.words["done"]) or "period" in seen.stated
    return _is_perfect(seen) or (is_passed and not _is_meant(seen) and not _is_going_on(seen))


def _is_meant(seen: Seen) -> bool:
    return not _BEGIN_MEANT.isdisjoint(seen.cut) and bool(_MEANT.search(seen.text))


def _is_perfect(seen: Seen) -> bool:
    return not _BEGIN_PERFECT.isdisjoint(seen.cut) and bool(_PERFECT.search(seen.text))


def _is_going_on(seen: Seen) -> bool:
    return not _BEGIN_GOING_ON.isdisjoint(seen.cut) and bool(_GOING_ON.search(seen.text))


def _is_of_others(seen: Seen) -> bool:
    has_figure = "quantified" in seen.stated or "deadline" in seen.stated
    return not (seen.is_named or seen.words["company"] or has_figure)


_TOLD: tuple[tuple[Kind, Callable[[Seen], bool]], ...] = (
    ("recognition", lambda seen: bool(seen.words["recognition"])),
    ("target", _is_target),
    ("context", _is_of_others),
    ("commitment", lambda seen: _is_meant(seen) and not _is_perfect(seen)),
    ("achievement", _is_done),
    ("policy", lambda seen: bool(seen.words["policy"]) or "standard" in seen.stated),
    ("achievement", lambda seen: "quantified" in seen.stated),
    ("practice", lambda seen: bool(seen.words["acts"]) or _is_going_on(seen)),
)
"""How each kind is told; the first that fits is taken."""
