"""What columns are called by a kind of claims, such as targets: texts there are claims, and amounts their values."""

from esgtui.intake.roles import AGAIN, folded
from esgtui.intake.unit_headings import unit_in

_WORDS = (
    *("target", "targets", "goal", "goals", "commitment", "commitments", "pledge", "objective", "measure", "action"),
    *("ziel", "ziele", "zielsetzung", "maßnahme", "maßnahmen", "verpflichtung", "selbstverpflichtung", "zusage"),
    *("objectif", "objectifs", "engagement", "engagements", "mesure", "mesures", "action", "actions"),
    *("objetivo", "objetivos", "compromiso", "compromisos", "medida", "medidas", "acción", "meta", "metas"),
    *("obiettivo", "obiettivi", "impegno", "impegni", "azione", "doel", "doelstelling", "目标", "目標", "承诺", "措施"),
)
TARGETS = frozenset(map(folded, _WORDS))
"""What columns of claims are called that hold a kind of them; so are columns of years, numbers and words alone."""

_AT_ITS_END = ("ziel", "ziele")
"""What German words end with that say the same: `Klimaziel`."""


def is_target_value(heading: str, *, has_units: bool) -> bool:
    """Return whether a heading says that amounts below it are what is aimed at: `Ziel (%)`, `Energy target [MWh]`.

    `has_units` says that another column has their units, so that `Objectif` alone says so.
    """
    name, unit = unit_in(AGAIN.sub("", heading))
    if not unit:
        return has_units and folded(name) in TARGETS
    return any(word in TARGETS or word.endswith(_AT_ITS_END) for word in folded(name).split())
