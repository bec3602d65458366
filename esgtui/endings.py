"""What files are by how their names end: tables, which are imported, and documents, which are read."""

from pathlib import Path
from shlex import quote

TABLES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet"})
"""How the names of tables end."""

DOCUMENTS = frozenset({".pdf", ".docx", ".html", ".htm", ".md", ".markdown"})
"""How the names of documents end."""

TEXTS = frozenset({".txt", ".text"})
"""How the names of texts end: these may be tables or documents, which is looked into."""


def no_dataset(path: Path) -> tuple[str, str]:
    """Return what a file is that is plainly no dataset, and what makes one of it; two empty texts of any other."""
    name, suffix = quote(str(path)), path.suffix.lower()
    if suffix == ".jsonl":
        makes = f"`esgtui import {name}` makes one of it"
        return "this is a table, not a dataset", f"{makes}, `esgtui merge {name}` takes in an export's annotations"
    if suffix in TABLES:
        return "this is a table, not a dataset", f"`esgtui import {name}` makes one of it"
    if suffix in DOCUMENTS:
        return "this is a document, not a dataset", f"`esgtui read {name}` draws claims from it"
    if suffix in TEXTS:
        table, document = (
            f"`esgtui import {name}` makes one of a table",
            f"`esgtui read {name}` draws claims from prose",
        )
        return "this is a text, not a dataset", f"{table}, {document}"
    return "", ""
