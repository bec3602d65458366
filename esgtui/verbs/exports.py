"""The dataset with its annotations, and views over it, as files for others; formats themselves are `exchange`'s."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from esgtui.exchange.contents import Contents, Known
from esgtui.exchange.formats import TOML, Format, pieces
from esgtui.exchange.tables import table_pieces
from esgtui.insight.table import Table
from esgtui.verbs.pen import Pen, Progress
from esgtui.verbs.writing_out import write_out


class Exports:
    """What one coder may hand on of a dataset, which was read from `data`; `known` is asked when it is needed."""

    def __init__(self, pen: Pen, known: Callable[[], Known], data: Path | None) -> None:
        self._pen = pen
        self._known = known
        self._data = data

    def write(
        self,
        output: Path,
        *,
        wanted: Format = TOML,
        rows: Collection[int] | None = None,
        overwrite: bool = False,
        progress: Progress | None = None,
    ) -> int:
        """Write the dataset, or the claims at `rows` alone, with all annotations; return how many claims are in it.

        In blind mode with this coder's annotations alone.
        Annotations of claims that vanished from the dataset go with the whole. Raises `ExportError`, whatever
        `overwrite` says, where a curated file or the journal would be written, or the dataset's folder gain a file.
        """
        self._write_out(output, self.pieces(rows, wanted=wanted, progress=progress), overwrite=overwrite)
        claims = self._pen.dataset.claims
        chosen = range(len(claims)) if rows is None else set(rows)
        return sum(not wanted.is_of_annotations or bool(self._pen.annotations(claims[row].id)) for row in chosen)

    def pieces(
        self, rows: Collection[int] | None = None, *, wanted: Format = TOML, progress: Progress | None = None
    ) -> Iterator[bytes]:
        """Yield the export that `write` writes, piece by piece; little of it is in memory at any time."""
        claims = self._pen.dataset.claims
        contents = Contents(
            self._pen.dataset,
            self._pen.history,
            self._known(),
            claims=claims if rows is None else tuple(claims[row] for row in sorted(set(rows))),
            orphans=[claim for claim in self._pen.orphans() if self._pen.annotations(claim)] if rows is None else None,
            only=self._pen.coder if self._pen.is_blind else "",
            progress=progress,
        )
        return pieces(wanted, contents)

    def write_table(self, output: Path, table: Table, *, wanted: Format, overwrite: bool = False) -> None:
        """Write a view's table in one of `TABLE_FORMATS`; raises `ExportError` as `write` does."""
        self._write_out(output, table_pieces(wanted, table), overwrite=overwrite)

    def _write_out(self, output: Path, written: Iterable[bytes], *, overwrite: bool) -> None:
        write_out(output, written, self._pen.dataset, self._data, self._pen.journal.path, overwrite=overwrite)
