"""Topics of the frameworks that come with the program, as the cells of a table cite them: by code, or by title."""

import re
from collections.abc import Iterator
from functools import cache

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.lens import with_those_above
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
def _known() -> dict[str, str]:
    """Return the reference of each topic, by how it may be written: with or without space, or by a title of its own."""
    titles: dict[str, list[str]] = {}
    for topic in standards().topics.values():
        titles.setdefault(_plain(topic.title), []).append(topic.reference)
    found = {title: references[0] for title, references in titles.items() if len(references) == 1}
    undated = {_plain(_EDITION.sub("", reference)): reference for reference in standards().topics}
    return found | undated | {_plain(reference): reference for reference in standards().topics}


def _plain(text: str) -> str:
    return folded(text).replace(" ", "")


def reference_of(text: str, heading: str = "") -> str:
    """Return the topic that a text cites, as `esrs:E5`, or nothing; a heading may name the framework of its codes."""
    here = _plain(text)
    of_heading = (f"{framework}{here}" for framework in standards().frameworks if framework in folded(heading).split())
    return next((_known()[each] for each in (here, *of_heading) if each in _known()), "")


def topics_in(cell: str, heading: str) -> tuple[list[str], list[str]]:
    """Return the topics that a cell cites, each once, and the parts of it that are none."""
    found: dict[str, None] = {}
    others = []
    for part in _parts(cell, heading):
        reference = reference_of(part, heading)
        if reference:
            found[reference] = None
        else:
            others.append(part)
    return list(found), others


def _parts(cell: str, heading: str) -> Iterator[str]:
    """Yield the parts of a cell; commas divide them but where they are within a title."""
    for part in filter(None, map(str.strip, _APART.split(cell))):
        if reference_of(part, heading):
            yield part
        else:
            yield from filter(None, map(str.strip, part.split(",")))


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
        whole = standards()
        wanted = {topic.reference for each in self._cited for topic in with_those_above(each, whole.topics)}
        topics = [topic for reference, topic in whole.topics.items() if reference in wanted]
        frameworks = [whole.frameworks[each] for each in dict.fromkeys(topic.framework for topic in topics)]
        named = ("id", "title", "publisher", "version", "url")
        return [
            *(table("frameworks", [(key, getattr(each, key)) for key in named]) for each in frameworks),
            *(
                table("topics", [(key, getattr(each, key)) for key in ("framework", "code", "title", "parent")])
                for each in topics
            ),
        ]
