"""The rules between tables: whatever is named somewhere is declared somewhere.

What stands in a file that cannot be read is unknown, so nothing that may be declared there is called unknown.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from esgtui.dataset.files import source_file_flaw
from esgtui.dataset.findings import Flaw, Part, Unread
from esgtui.dataset.model import Claim, ExportedAnnotation, Pillar, Source, Topic
from esgtui.dataset.problems import listed, quoted, suggestion
from esgtui.dataset.shapes import KeyPath


class References:
    """Everything that a dataset declares, and the check of what its tables name against it."""

    def __init__(self, parts: Sequence[Part], unread: Unread, folder: Path) -> None:
        def rows(table: str) -> Iterator[Any]:
            return (row for part in parts for row in part.rows[table])

        self._unread = unread
        self._folder = folder
        self._companies = dict.fromkeys(row.id for row in rows("companies"))
        self._sources = dict.fromkeys(row.id for row in rows("sources"))
        self._frameworks = dict.fromkeys(row.id for row in rows("frameworks"))
        self._verdicts = dict.fromkeys(row.id for row in rows("verdicts"))
        self._topics: dict[str, Topic] = {row.reference: row for row in rows("topics")}
        self._pillars: dict[str, list[str]] = {}
        for pillar in rows("pillars"):
            self._pillars.setdefault(pillar.company, []).append(pillar.id)
        self._of_unknown_companies = {
            pillar for company, pillars in self._pillars.items() if company not in self._companies for pillar in pillars
        }
        """Pillars whose company is misspelt, which is told there: they may be those of any company."""
        self._check: dict[str, Callable[[Any], Iterator[Flaw]]] = {
            "pillars": self._pillar,
            "sources": self._source,
            "claims": self._claim,
            "topics": self._topic,
            "annotations": self._annotation,
        }

    def flaws_of(self, table: str, row: object) -> Iterator[Flaw]:
        """Return what a row of `table` names that is not declared."""
        check = self._check.get(table)
        return check(row) if check else iter(())

    def _pillar(self, pillar: Pillar) -> Iterator[Flaw]:
        yield from self._named("company", pillar.company, self._companies)
        yield from self._cited(pillar.topics)

    def _source(self, source: Source) -> Iterator[Flaw]:
        yield from self._named("company", source.company, self._companies)
        if source.file.strip() and (found := source_file_flaw(self._folder, source.file)):
            yield Flaw(("file",), *found)

    def _claim(self, claim: Claim) -> Iterator[Flaw]:
        yield from self._named("company", claim.company, self._companies)
        if claim.pillar and claim.company in self._companies and claim.pillar not in self._of_unknown_companies:
            known = [*self._pillars.get(claim.company, ()), *self._of_unknown_companies]
            whose = f" of company {quoted(claim.company)}"
            yield from self._named("pillar", claim.pillar, known, whose)
        if claim.topics:
            yield from self._cited(claim.topics)
        for position, place in enumerate(claim.places):
            if place.source not in self._sources:
                for flaw in self._named("source", place.source, self._sources):
                    yield flaw._replace(path=("places", position, "source"))

    def _topic(self, topic: Topic) -> Iterator[Flaw]:
        yield from self._named("framework", topic.framework, self._frameworks)
        codes = [known.code for known in self._topics.values() if known.framework == topic.framework]
        whose = f" of framework {quoted(topic.framework)}"
        yield from self._named("parent", topic.parent, codes, whose)
        above: list[Topic] = []
        higher = self._parent_of(topic)
        while higher and higher not in above:
            above.append(higher)
            higher = self._parent_of(higher)
        if topic in above:
            yield Flaw(("parent",), "the topic stands below itself", "leave out the parent of the uppermost topic")

    def _parent_of(self, topic: Topic) -> Topic | None:
        return self._topics.get(f"{topic.framework}:{topic.parent}") if topic.parent else None

    def _annotation(self, annotation: ExportedAnnotation) -> Iterator[Flaw]:
        yield from self._named("verdict", annotation.verdict, self._verdicts)

    def _named(self, key: str, name: str, known: Collection[str], whose: str = "") -> Iterator[Flaw]:
        """Yield a flaw of `key` if it names what is not declared; an empty name is for the rules to judge."""
        if name in known or not name.strip() or self._unread.may_declare(name):
            return
        yield undeclared(key, name, known, whose)

    def _cited(self, topics: Sequence[str]) -> Iterator[Flaw]:
        for position, reference in enumerate(topics):
            if reference not in self._topics and reference.strip():
                yield from self._unknown_topic(("topics", position), reference)

    def _unknown_topic(self, path: KeyPath, reference: str) -> Iterator[Flaw]:
        framework, colon, code = reference.partition(":")
        if self._unread.may_declare(code if colon else framework):
            return
        if not colon:
            same_code = [known.reference for known in self._topics.values() if known.code == reference]
            remedy = f"did you mean {listed(same_code)}?" if same_code else 'write it such as "esrs:E5"'
            yield Flaw(path, f"{quoted(reference)} names no framework", remedy)
        elif framework not in self._frameworks and not self._unread.may_declare(framework):
            message = f"unknown framework {quoted(framework)} of topic {quoted(reference)}"
            yield Flaw(path, message, _nearest(framework, self._frameworks))
        else:
            yield Flaw(path, f"unknown topic {quoted(reference)}", _nearest(reference, self._topics))


def undeclared(key: str, name: str, known: Collection[str], whose: str = "") -> Flaw:
    """Return what is said of a key that names what is not among those known."""
    return Flaw((key,), f"unknown {key} {quoted(name)}{whose}", _nearest(name, known))


def _nearest(name: str, known: Collection[str]) -> Callable[[], str]:
    """Return what works out a remedy for an unknown name."""
    return lambda: suggestion(name, tuple(known))
