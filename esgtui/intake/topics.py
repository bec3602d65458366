"""Topics of the frameworks that come with the program, as the cells of a table cite them: by code, or by title."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.lens import with_those_above
from esgtui.dataset.model import Topic
from esgtui.intake.roles import folded
from esgtui.intake.toml_text import table

_EDITION = re.compile(r"-(?:19|20)\d\d$")
"""The year of a standard's edition, which few tables name."""
_APART = re.compile(r"[;|\n]")


@cache
def standards() -> Dataset:
    """Return the dataset that has the frameworks and their topics."""
    from esgtui.dataset.loader import load
    from esgtui.settings import resources

    return load(resources("data"))


@cache
def _catalogue() -> dict[str, Topic]:
    """Return all topics that tables may cite: those of the program's own dataset, and other GRI standards."""
    import tomli

    text = files("esgtui.intake").joinpath("gri.toml").read_text(encoding="utf-8")
    more = [Topic(framework="gri", code=code, title=title) for code, title in tomli.loads(text).items()]
    return dict(standards().topics) | {topic.reference: topic for topic in more}


@cache
def _known() -> dict[str, str]:
    """Return the reference of each topic, by how it may be written: with or without space, or by a title of its own."""
    titles: dict[str, list[str]] = {}
    for topic in standards().topics.values():
        titles.setdefault(_plain(topic.title), []).append(topic.reference)
    found = _translated() | {title: references[0] for title, references in titles.items() if len(references) == 1}
    undated = {_plain(_EDITION.sub("", reference)): reference for reference in _catalogue()}
    return found | undated | {_plain(reference): reference for reference in _catalogue()}


def _translated() -> dict[str, str]:
    """Return the reference of each topic by what it is called in other languages."""
    import tomli

    text = files("esgtui.intake").joinpath("topic_titles.toml").read_text(encoding="utf-8")
    named = {f"{framework}:{code}": names for framework, of in tomli.loads(text).items() for code, names in of.items()}
    return {_plain(name): reference for reference, names in named.items() for name in names}


def _plain(text: str) -> str:
    return folded(text).replace(" ", "")


class Part(msgspec.Struct, frozen=True):
    """A part of a standard that tables cite by a number of its own: how that is written, and what such parts are."""

    framework: str
    written: re.Pattern[str]
    title: str

    def number(self, written: str) -> str:
        """Return a number as the standard writes it, however a table does."""
        return written.upper() if self.framework == "esrs" else written.lower()


def _part(framework: str, number: str, title: str, also: str = "") -> Part:
    named = rf"(?P<named>{framework}[\s:]*)?(?:{also}\s+)?" if also else rf"(?P<named>{framework}[\s:]*)?"
    more = r"(?P<more>[-–:\s]+(?!.*\d[-.]\d).*)?"
    return Part(framework, re.compile(rf"{named}(?P<number>{number})(?!\d){more}", re.IGNORECASE), title)


_PARTS = (
    _part("gri", r"(?P<standard>\d{1,3})-\d{1,2}", "Disclosure", "disclosure"),
    _part("esrs", r"(?P<standard>[esg]\d)-\d{1,2}", "Disclosure requirement"),
    _part("sdg", r"(?P<standard>\d{1,2})\.(?:\d{1,2}|[a-d])", "Target", "target"),
)
_STANDARD = re.compile(r"GRI\s*(\d{1,3})\s*:\s*[^\W\d].*?((?:19|20)\d\d)?", re.IGNORECASE)
"""A GRI standard with its title: `GRI 303: Water and Effluents 2018`."""


_SDG = r"(?:ODDs?|ODS|SDGs|Sustainable Development Goals?|Objectifs? de développement durable)"
"""What the SDGs are called besides, in the plural and in other languages."""
_SAYS_SDG = re.compile(rf"\b{_SDG}\b", re.IGNORECASE)
_ESRS_CODE = re.compile(r"(?:E[1-5]|S[1-4]|G1)(?:-\d{1,2})?")
"""What no other framework has: such codes need not name theirs."""


class Citation(NamedTuple):
    """The topic that a text cites, if any, and whether the text says more than that."""

    reference: str
    says_more: bool = False


def citation(text: str, heading: str = "") -> Citation:
    """Return the topic that a text cites, such as `esrs:E5` or `gri:305-1`; a heading may name the framework."""
    here = _SAYS_SDG.sub("SDG", text.strip())
    words = folded(_SAYS_SDG.sub("SDG", heading)).split()
    named = [framework for framework in standards().frameworks if framework in words]
    if not named and _ESRS_CODE.fullmatch(here):
        named = ["esrs"]
    for part in _PARTS:
        found = part.written.fullmatch(here)
        if found and (found["named"] or part.framework in named) and _standard(part.framework, found["standard"]):
            return Citation(f"{part.framework}:{part.number(found['number'])}", says_more=bool(found["more"]))
    if found := _STANDARD.fullmatch(here):
        reference = _standard("gri", found[1])
        return Citation(reference, says_more=not reference.endswith(found[2] or ""))
    plain = _plain(here)
    written = [plain, *(f"{framework}{plain}" for framework in named)]
    return Citation(next((_known()[each] for each in written if each in _known()), ""))


def _standard(framework: str, code: str) -> str:
    """Return the reference of a standard by its code, whatever its edition, or nothing."""
    return _known().get(_plain(f"{framework}:{code}"), "")


def topic_of(reference: str) -> Topic:
    """Return a topic that is cited; what is cited by a number of its own stands below its standard."""
    if reference in _catalogue():
        return _catalogue()[reference]
    framework, _, number = reference.partition(":")
    part = next(part for part in _PARTS if part.framework == framework)
    found = part.written.fullmatch(number)
    above = _standard(framework, found["standard"]) if found else ""
    parent = _catalogue()[above].code if above else ""
    return Topic(framework=framework, code=number, title=f"{part.title} {number}", parent=parent)


class Topics(NamedTuple):
    """The topics that a cell cites, each once, the parts of it that are none, and whether it says more than topics."""

    cited: list[str]
    others: list[str]
    says_more: bool = False


def topics_in(cell: str, heading: str) -> Topics:
    """Return what a cell cites; commas divide its parts but where they are within a title."""
    found: dict[str, None] = {}
    others, says_more = [], False
    for part in _parts(cell, heading):
        cited = citation(part, heading)
        says_more = says_more or cited.says_more
        if cited.reference:
            found[cited.reference] = None
        else:
            others.append(part)
    return Topics(list(found), others, says_more)


def _parts(cell: str, heading: str) -> Iterator[str]:
    for part in filter(None, map(str.strip, _APART.split(cell))):
        pieces = list(filter(None, map(str.strip, part.split(","))))
        is_one = citation(part, heading).reference and not any(citation(each, heading).reference for each in pieces[1:])
        yield from [part] if is_one else pieces


class Cited:
    """The topics that claims cite so far, for the tables that a dataset needs of them."""

    def __init__(self) -> None:
        self._cited: dict[str, None] = {}

    def add(self, references: list[str]) -> None:
        """Take in topics of a claim."""
        self._cited.update(dict.fromkeys(references))

    def tables(self) -> list[str]:
        """Return the TOML of the frameworks and of the topics, those above them too, in the frameworks' own order."""
        if not self._cited:
            return []
        parts = sorted(self._cited.keys() - _catalogue().keys(), key=_in_order)
        whole = _catalogue() | {reference: topic_of(reference) for reference in parts}
        wanted = {topic.reference for each in self._cited for topic in with_those_above(each, whole)}
        topics = [topic for reference, topic in whole.items() if reference in wanted]
        frameworks = [standards().frameworks[each] for each in dict.fromkeys(topic.framework for topic in topics)]
        named = ("id", "title", "publisher", "version", "url")
        return [
            *(table("frameworks", [(key, getattr(each, key)) for key in named]) for each in frameworks),
            *(
                table("topics", [(key, getattr(each, key)) for key in ("framework", "code", "title", "parent")])
                for each in topics
            ),
        ]


def _in_order(reference: str) -> list[tuple[int, str]]:
    """Return what puts codes in the order of their numbers."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.findall(r"\d+|\D+", reference)]
