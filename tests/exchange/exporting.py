"""Exports of any tables in any format, as bytes, for tests that read them with readers of others."""

from pathlib import Path

import msgspec

from esgtui.annotation.journal import Journal
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import ExportedAnnotation, Tables
from esgtui.exchange.formats import BY_NAME
from esgtui.workspace import Workspace

from .samples import folder


def workspace_of(tables: Tables, added: tuple[ExportedAnnotation, ...], path: Path) -> Workspace:
    """Return a workspace on these tables, with what coders put on the claims."""
    dataset = Dataset(msgspec.structs.replace(tables, annotations=added), path)
    return Workspace(dataset, Journal(path / "sample.sqlite", "sample"), "mei")


def export(name: str, tables: Tables, added: tuple[ExportedAnnotation, ...]) -> bytes:
    """Return the whole export in the format of this name."""
    with folder() as path:
        return b"".join(workspace_of(tables, added, path).exports.pieces(wanted=BY_NAME[name]))


def held(tables: Tables, added: tuple[ExportedAnnotation, ...]) -> list[ExportedAnnotation]:
    """Return the annotations that say anything, in the order of claims, then coders; vanished claims come last."""
    order = {claim.id: number for number, claim in enumerate(tables.claims)}
    found = [each for each in added if each.tags or each.verdict or each.starred or each.notes]
    return sorted(found, key=lambda each: (order.get(each.claim, len(order)), each.claim, each.coder))
