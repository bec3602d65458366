"""Whether a document is in the language of the word lists, and how sentences are told where it is not."""

import re
from collections.abc import Iterable
from math import exp

from esgtui.documents.document import Document

LANGUAGE = "English"
"""The language of the checklist's rules and of words.toml."""

READ = 50_000
"""So many characters tell the language of a document."""
FEWEST = 20
"""Of a text of fewer words nothing is said."""
LEAST = 0.1
"""Such a share of the words of an English text are its commonest words, at least: it is a quarter and more, mostly."""

UNFIT = (
    f"The document seems not to be in {LANGUAGE}, the language of the rules: "
    "its sentences are offered by their figures, years and standards alone."
)
"""What is told of a document that is not understood."""

_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_COMMON_WORDS = (
    "the of and to in a is for we our that are with as on by it its will from at has have be this their was were or an"
)
_COMMONEST = frozenset(_COMMON_WORDS.split())
_OTHERS_TOO = frozenset(["a", "in", "as", "on", "an", "was", "at", "be", "has", "or"])
"""Those that are common words of other languages too."""

_OWN = _COMMONEST - _OTHERS_TOO
_FOREIGN_WORDS = (
    "der das und von für im ist nicht mit auf dem ein eine zu zur zum bei nach sind werden wird wir bis sich "
    "le les des du et une nous est pour dans sur par au aux avec nos sont notre qui ici "
    "el los del y por para una nuestra nuestro con se su sus más hasta "
    "il gli della di che nel è sono degli delle entro nostra "
    "het een van voor op zijn wij onze naar wordt "
    "och av för som är det og af fra vi har inom "
    "w na się oraz jest są przez przed"
)
_FOREIGN = frozenset(_FOREIGN_WORDS.split())
"""Small words of other languages that are none of English."""
_FEW_FOREIGN = 2
"""So few of them may be names."""


def is_foreign(text: str) -> bool:
    """Return whether a sentence is in another language: written without spaces, or with more small words of others."""
    words = _WORD.findall(text.lower())
    if 3 * len(_UNSPACED.findall(text)) > sum(map(len, words)):
        return True
    foreign = len(_FOREIGN.intersection(words))
    return foreign >= _FEW_FOREIGN and foreign > len(_OWN.intersection(words))


_STANDARD = re.compile(r"(?<![A-Z])(?:ISO|IEC|EN|DIN|GRI|ESRS|EMAS|SBTi?|TCFD|CDP)(?![a-z])(?:[\s/-]?\d[\d:.-]*)?")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d|2100)(?!\d)")
_FIGURE = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?\s?(?P<share>[%％‰])?(?:[^\W\d_]|[€$£¥°])?")

AT_FIRST, FIGURE, SHARE, YEAR, STANDARD = -1.7, 1.0, 0.6, 0.8, 1.2
TITLE, QUESTION = -1.0, -1.5


def is_understood(document: Document) -> bool:
    """Return whether a document is in the language of the word lists, or too short to be told."""
    text = " ".join(_first(paragraph.text for paragraph in document.paragraphs))
    words = _WORD.findall(text.lower())
    unspaced = len(_UNSPACED.findall(text))
    if unspaced > FEWEST and unspaced * 3 > sum(map(len, words)):
        return False
    common = [word for word in words if word in _COMMONEST]
    own = [word for word in common if word in _OWN]
    return len(words) < FEWEST or (len(common) >= LEAST * len(words) and 2 * len(own) >= len(common))


def _first(texts: Iterable[str]) -> Iterable[str]:
    left = READ
    for text in texts:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def score_by_signs(text: str, *, is_title: bool, is_question: bool) -> float:
    """Return how much a sentence of any language is like a claim, by its figures, years and standards alone."""
    rest, standards = _STANDARD.subn(" ", text)
    rest, years = _YEAR.subn(" ", rest)
    figures = list(_FIGURE.finditer(rest))
    has_share = any(figure["share"] for figure in figures)
    total = AT_FIRST + FIGURE * bool(figures) + SHARE * has_share + YEAR * bool(years) + STANDARD * bool(standards)
    return 1 / (1 + exp(-(total + TITLE * is_title + QUESTION * is_question)))
