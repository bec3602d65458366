"""The tables of a dataset as frozen structs, field by field as the dataset format names them.

Nothing here reads files or checks references: `loader.py` does. Source of every field: docs/dataset-format.md.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec

FORMAT = 1
"""The version of the dataset format that this program reads and writes."""

Kind = Literal["commitment", "target", "achievement", "practice", "policy", "recognition", "context"]
Horizon = Literal["short", "medium", "long"]
Conformity = Literal["certified", "audited", "in accordance with", "follows"]
NoteKind = Literal["thought", "question", "rule"]
Qualifier = Literal["exactly", "about", "over", "under", "at least", "at most"]


class Table(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What all tables share: the curator's own keys, those that start with `x-`, kept as they are.

    The garbage collector need not walk through tables (`gc=False`): nothing that comes from TOML holds itself.
    """

    extra: dict[str, Any] = {}


class Header(Table, frozen=True, kw_only=True):
    """`[dataset]`: the name and the terms of the whole."""

    id: str
    title: str
    description: str = ""
    license: str = ""
    language: str = ""


class Company(Table, frozen=True, kw_only=True):
    """`[[companies]]`: who makes the claims. `country` is an ISO 3166-1 alpha-2 code, `founded` a year."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    founded: int | None = None
    summary: str = ""


class Pillar(Table, frozen=True, kw_only=True):
    """`[[pillars]]`: a company's own grouping; `topics` hold for its claims that name none themselves."""

    id: str
    company: str
    title: str
    summary: str = ""
    topics: tuple[str, ...] = ()


class Source(Table, frozen=True, kw_only=True):
    """`[[sources]]`: a document that claims were read from. `file` is relative to the dataset's folder."""

    id: str
    company: str
    title: str
    publisher: str = ""
    published: date | None = None
    kind: str = ""
    language: str = ""
    url: str = ""
    file: str = ""


class Place(Table, frozen=True, kw_only=True):
    """Where a claim stands: source, section, and the paragraph's number, counted from 1."""

    source: str
    section: str = ""
    paragraph: int | None = None


class Metric(Table, frozen=True, kw_only=True):
    """A value with its unit, what it is per, how exact it is, and what it is compared with."""

    name: str
    value: int | float
    unit: str = ""
    per: str = ""
    qualifier: Qualifier | None = None
    comparator: str = ""


class Claim(Table, frozen=True, kw_only=True):
    """`[[claims]]`: one checkable statement by a company. A field left out is a thing not stated."""

    id: str
    company: str
    pillar: str = ""
    kind: Kind | None = None
    statement: str
    quote: str = ""
    topics: tuple[str, ...] = ()
    period: str = ""
    base_year: int | None = None
    target_year: int | None = None
    horizon: Horizon | None = None
    standards: tuple[str, ...] = ()
    conformity: Conformity | None = None
    assurance: str = ""
    system: str = ""
    places: tuple[Place, ...] = ()
    tags: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()


class Framework(Table, frozen=True, kw_only=True):
    """`[[frameworks]]`: a standard whose topics lie across companies."""

    id: str
    title: str
    publisher: str = ""
    version: str = ""
    url: str = ""


class Topic(Table, frozen=True, kw_only=True):
    """`[[topics]]`: one topic of a framework, cited as `framework:code`; `parent` is a code of the same one."""

    framework: str
    code: str
    title: str
    parent: str = ""

    @property
    def reference(self) -> str:
        """How claims and pillars cite this topic, such as `esrs:E5`."""
        return f"{self.framework}:{self.code}"


class CodebookTag(Table, frozen=True, kw_only=True):
    """`[[codebook]]`: what a tag means, when to use it, and its key in the tag picker."""

    tag: str
    title: str = ""
    description: str = ""
    colour: str = ""
    key: str = ""


class Verdict(Table, frozen=True, kw_only=True):
    """`[[verdicts]]`: one step of the scale that claims are rated on; the file's order is best first."""

    id: str
    title: str
    description: str = ""


class ExportedNote(Table, frozen=True, kw_only=True):
    """`[[annotations.notes]]`: a note as an export carries it; `edited` only where it was."""

    id: str
    text: str
    kind: NoteKind | None = None
    created: datetime
    edited: datetime | None = None


class ExportedTime(Table, frozen=True, kw_only=True):
    """When a part of an annotation was set or taken away.

    `what` is `tag:PATH`, `note:ID`, `verdict`, `star` or `visited`. With them, merging gives the same in whatever order
    files come, and what was taken away is taken away elsewhere too.
    """

    what: str
    at: datetime


class ExportedAnnotation(Table, frozen=True, kw_only=True):
    """`[[annotations]]`: what one coder put on one claim, as an export carries it."""

    claim: str
    coder: str
    tags: tuple[str, ...] = ()
    verdict: str = ""
    starred: bool = False
    visited: bool = False
    updated: datetime
    notes: tuple[ExportedNote, ...] = ()
    times: tuple[ExportedTime, ...] = ()


class ExportedPosition(Table, frozen=True, kw_only=True):
    """What one coder judged: a verdict's id or, of a tag, `on` or `off`."""

    coder: str
    judgement: str


class ExportedSettlement(Table, frozen=True, kw_only=True):
    """`[[settlements]]`: how coders settled what they had judged differently; `about` is `verdict` or `tag:PATH`.

    `by` is who settled it, empty where that is not known.
    """

    claim: str
    about: str
    decision: str
    by: str = ""
    at: datetime
    positions: tuple[ExportedPosition, ...] = ()


class ExportedCodeChange(Table, frozen=True, kw_only=True):
    """`[[codebook_changes]]`: what coders made of the codebook, part by part, and when.

    `what` is `title:PATH`, `description:PATH`, `colour:PATH`, `key:PATH`, `listed:PATH`, whose value is `on` or `off`,
    or `moved:PATH`, whose value is the name that the tag has since. `undone` says that it is as the curator has it.
    """

    what: str
    value: str = ""
    undone: bool = False
    at: datetime


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """A whole dataset, table by table, each in the order of the files; `extra` has the `x-` keys outside of tables."""

    header: Header
    companies: tuple[Company, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: Sequence[Claim] = ()
    frameworks: tuple[Framework, ...] = ()
    topics: tuple[Topic, ...] = ()
    codebook: tuple[CodebookTag, ...] = ()
    codebook_changes: tuple[ExportedCodeChange, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    annotations: tuple[ExportedAnnotation, ...] = ()
    settlements: tuple[ExportedSettlement, ...] = ()
    extra: dict[str, Any] = {}
