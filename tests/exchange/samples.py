"""Datasets of any shape and with any text that the format takes, for what goes out and comes in again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import strategies as st

from esgtui.dataset.model import (
    Claim,
    CodebookTag,
    Company,
    ExportedAnnotation,
    ExportedNote,
    Framework,
    Header,
    Metric,
    Pillar,
    Place,
    Source,
    Tables,
    Topic,
    Verdict,
)
from tests.annotation.samples import SAID, TEXTS, TIMES

COMPANIES = ("smart", "蔚来", 'a "b"')
SOURCES = ("report", "[site]")
PILLARS = ("people", "circular economy")
TOPICS = ("esrs:E5", "esrs:E5-1", "sdg:12")
VERDICTS = ("good", "so/so")
PARAGRAPHS = st.sampled_from([None, 1, 2**62])
VALUES = st.sampled_from([0, -(2**62), 0.0, 1e22, -0.1, 5e-324])
TAGS = st.lists(
    st.sampled_from(["a", "a/b", "样/本", "#", "[red]", "e\u0301", "a  b", "\u202e"]), unique=True, max_size=3
)
CLAIM_IDS = ("c-1", "声明", "[c]", "c\u202e", "'\"")
CODERS = ("mei", "Ada Lovelace", "梅", '"')

LEAVES: st.SearchStrategy[Any] = (
    TEXTS
    | st.integers()
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates(date(1, 1, 1))
    | TIMES
    | st.datetimes()
    | st.times(time.min)
)
OWN_KEYS = st.dictionaries(
    TEXTS.map(lambda text: f"x-{text}"),
    st.recursive(
        LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=4
    ),
    max_size=2,
)


def some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=len(names)).map(tuple)


class Pool(NamedTuple):
    """The few texts and own keys that one dataset is made of; more would take long to draw and show no more."""

    said: st.SearchStrategy[str]
    stated: st.SearchStrategy[str]
    own: st.SearchStrategy[dict[str, Any]]


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    texts = draw(st.lists(SAID, min_size=1, max_size=4))
    own = draw(st.lists(OWN_KEYS, max_size=2))
    return Pool(st.sampled_from(texts), st.sampled_from(["", *texts]), st.sampled_from([{}, *own]))


def claims(claim_id: str, pool: Pool) -> st.SearchStrategy[Claim]:
    places = st.builds(
        Place, source=st.sampled_from(SOURCES), section=pool.stated, paragraph=PARAGRAPHS, extra=pool.own
    )
    metrics = st.builds(Metric, name=pool.said, value=VALUES, unit=pool.stated, per=pool.stated, extra=pool.own)
    return st.builds(
        Claim,
        id=st.just(claim_id),
        company=st.sampled_from(COMPANIES),
        pillar=st.sampled_from(["", *PILLARS]),
        kind=st.sampled_from([None, "target", "practice"]),
        statement=pool.said,
        quote=pool.stated,
        topics=some(TOPICS),
        period=st.sampled_from(["", "2021", "2019-2021"]),
        base_year=st.sampled_from([None, 1800, 2000]),
        target_year=st.sampled_from([None, 2000, 2200]),
        standards=pool.said.map(lambda text: (text,)),
        places=st.lists(places, max_size=2).map(tuple),
        tags=TAGS.map(tuple),
        metrics=st.lists(metrics, max_size=2).map(tuple),
        extra=pool.own,
    )


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Return the tables of a sound dataset, without annotations."""
    pool = draw(pools())
    title = draw(pool.said)
    return Tables(
        header=Header(id="sample", title=title, description=draw(pool.stated), extra=draw(pool.own)),
        companies=tuple(Company(id=name, name=draw(pool.said), extra=draw(pool.own)) for name in COMPANIES),
        pillars=tuple(
            Pillar(id=name, company=company, title=title, topics=topics)
            for name, topics in zip(PILLARS, draw(st.tuples(some(TOPICS), some(TOPICS))), strict=True)
            for company in COMPANIES
        ),
        sources=tuple(
            Source(id=name, company=company, title=title, published=date(2022, 11, 7), extra=draw(pool.own))
            for name, company in zip(SOURCES, COMPANIES, strict=False)
        ),
        claims=tuple(draw(claims(name, pool)) for name in draw(some(CLAIM_IDS[:4]))),
        frameworks=(Framework(id="esrs", title=title, extra=draw(pool.own)), Framework(id="sdg", title="SDGs")),
        topics=(
            Topic(framework="esrs", code="E5", title=draw(pool.said), extra=draw(pool.own)),
            Topic(framework="esrs", code="E5-1", title=title, parent="E5"),
            Topic(framework="sdg", code="12", title=title),
        ),
        codebook=(CodebookTag(tag="a/b", title=draw(pool.stated), extra=draw(pool.own)),),
        verdicts=tuple(Verdict(id=name, title=title) for name in VERDICTS),
        extra=draw(pool.own),
    )


@st.composite
def annotations(draw: st.DrawFn) -> tuple[ExportedAnnotation, ...]:
    """Return what coders put on claims, some of which are in no dataset; each note's id is its own."""
    pool = draw(pools())
    keys = draw(st.lists(st.tuples(st.sampled_from(CLAIM_IDS), st.sampled_from(CODERS)), unique=True, max_size=4))
    return tuple(
        ExportedAnnotation(
            claim=claim,
            coder=coder,
            tags=tuple(draw(TAGS)),
            verdict=draw(st.sampled_from(["", *VERDICTS])),
            starred=draw(st.booleans()),
            visited=draw(st.booleans()),
            updated=draw(TIMES),
            notes=tuple(
                ExportedNote(
                    id=f"{number}-{position}",
                    text=text,
                    kind=draw(st.sampled_from([None, "question"])),
                    created=draw(TIMES),
                    edited=draw(st.none() | TIMES),
                    extra=draw(pool.own),
                )
                for position, text in enumerate(draw(st.lists(pool.said, max_size=2)))
            ),
            extra=draw(pool.own),
        )
        for number, (claim, coder) in enumerate(keys)
    )


@contextmanager
def folder() -> Iterator[Path]:
    """Give an empty folder that is gone afterwards."""
    with TemporaryDirectory() as name:
        yield Path(name)
