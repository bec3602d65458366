"""The engines that are compared: how each takes rows in, and how it is asked. Nothing is measured here."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from tests.benchmarks.corpus import Row
from tests.benchmarks.telling import say

Search = Callable[[str], Sequence[str]]
"""Takes a query as typed, and returns the texts of the best rows, ten at most, the best first."""

LIMIT = 10


class Engine(msgspec.Struct, frozen=True):
    """An engine that has taken its rows in; `built` is how many seconds its index took, told by esgtui alone."""

    search: Search
    built: float | None = None


def esgtui(rows: Iterable[Row]) -> Engine:
    """Index rows with esgtui's search."""
    from esgtui.dataset.model import Claim
    from esgtui.search.engine import ClaimIndex
    from esgtui.search.names import Names
    from esgtui.search.query import parse

    claims = [Claim(id=row.id, company=row.company, statement=row.text) for row in rows]
    index = ClaimIndex(claims, Names())
    built = _seconds(index.build, len(claims))
    return Engine(
        lambda words: [claims[hit.row].statement for hit in index.search(parse(words), limit=LIMIT).hits], built
    )


def esgtui_panes(rows: Iterable[Row]) -> Engine:
    """Open rows as a workspace, and ask for all that the explorer's panes show."""
    from esgtui.annotation.journal import Journal
    from esgtui.browsing import Browser, Selection
    from esgtui.dataset.dataset import Dataset
    from esgtui.dataset.model import Claim, Company, Header, Tables
    from esgtui.workspace import Workspace

    claims = tuple(Claim(id=row.id, company=row.company, statement=row.text) for row in rows)
    companies = tuple(Company(id=name, name=name) for name in dict.fromkeys(claim.company for claim in claims))
    dataset = Dataset(Tables(header=Header(id="made", title="Made"), companies=companies, claims=claims), Path())
    folder = tempfile.mkdtemp()  # inside the folder of the whole run, which is deleted
    workspace = Workspace(dataset, Journal(Path(folder) / "made.sqlite", "made"), "bench")
    built = _seconds(workspace.finder.prepare, len(claims))
    browser = Browser(workspace)
    return Engine(
        lambda words: [claims[row].statement for row in browser.view(Selection(query=words)).rows[:LIMIT]], built
    )


def tantivy(rows: Iterable[Row]) -> Engine:
    """Index rows with tantivy; each word is asked for as it is, with slips, and as a beginning with a slip."""
    from tantivy import Document, Index, Occur, Query, SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_integer_field("row", stored=True)
    schema = builder.build()
    index = Index(schema)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    texts = [row.text for row in rows]
    for number, text in enumerate(texts):
        writer.add_document(Document(text=text, row=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ways(word: str) -> list[Query]:
        slips = min(len(word) // 4, 2)
        return [
            Query.term_query(schema, "text", word),
            Query.fuzzy_term_query(schema, "text", word, distance=slips),
            Query.fuzzy_term_query(schema, "text", word, distance=min(slips, 1), prefix=True),
        ]

    def search(words: str) -> list[str]:
        query = Query.boolean_query([(Occur.Should, way) for word in words.split() for way in ways(word)])
        return [texts[searcher.doc(address)["row"][0]] for _, address in searcher.search(query, LIMIT).hits]

    return Engine(search)


def fts5(rows: Iterable[Row]) -> Engine:
    """Index rows with SQLite's trigrams; a query asks for any three letters in a row of any of its words."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE claim USING fts5(text, tokenize = 'trigram')")
    database.executemany("INSERT INTO claim VALUES (?)", ((row.text,) for row in rows))

    def search(words: str) -> list[str]:
        trigrams = {word[at : at + 3] for word in words.split() for at in range(len(word) - 2)}
        asked = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams))
        found = database.execute("SELECT text FROM claim WHERE claim MATCH ? ORDER BY rank LIMIT ?", (asked, LIMIT))
        return [text for (text,) in found]

    return Engine(search)


def wratio(rows: Iterable[Row]) -> Engine:
    """Compare a query with every row by rapidfuzz's WRatio."""
    from rapidfuzz import fuzz

    return _compared(rows, fuzz.WRatio)


def token_set(rows: Iterable[Row]) -> Engine:
    """Compare a query with every row by rapidfuzz's token_set_ratio."""
    from rapidfuzz import fuzz

    return _compared(rows, fuzz.token_set_ratio)


def _compared(rows: Iterable[Row], scorer: Callable[..., float]) -> Engine:
    from rapidfuzz import process, utils

    texts = [row.text for row in rows]
    folded = [utils.default_process(text) for text in texts]
    extract = partial(process.extract, choices=folded, scorer=scorer, limit=LIMIT)
    return Engine(lambda words: [texts[hit[2]] for hit in extract(words)])


def _seconds(build: Callable[[], object], claims: int) -> float:
    """Return how long the building of an index takes; nothing else runs meanwhile, not even the telling of progress."""
    say(f"  index of {claims:,} claims …")
    start = time.perf_counter()
    build()
    return time.perf_counter() - start
