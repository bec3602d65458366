"""The words of the status line, and the signs at the right of a claim."""

from rich.cells import cell_len

from esgtui.dataset.lens import Lens
from esgtui.tui.widgets.claim_list import Signs
from esgtui.visible import visible
from esgtui.workspace import Workspace


def signs_of(workspace: Workspace, row: int) -> str:
    """Return the signs of what coders, and the curator's tags, put on the claim at this row."""
    claim = workspace.dataset.claims[row]
    annotations = workspace.history.annotations(claim.id)
    tags = set(claim.tags).union(*(annotation.tags for annotation in annotations))
    signs = [
        f"#{len(tags)}" if tags else "",
        Signs.VERDICT if any(annotation.verdict for annotation in annotations) else "",
        Signs.NOTE if any(annotation.notes for annotation in annotations) else "",
        Signs.STAR if any(annotation.starred for annotation in annotations) else "",
    ]
    return " ".join(filter(None, signs))


def status_line(workspace: Workspace, lens: Lens, marked: int, width: int) -> str:
    """Return the dataset, its size and the lens at the left, the coder's work at the right, as far as they fit."""
    header, claims = workspace.dataset.header, len(workspace.dataset.claims)
    left = (
        f" {visible(header.id)} ▸ {claims:,} claims ▸ lens: {visible(lens.title).lower() if not lens.id else lens.id}"
    )
    if marked:
        left += f" ▸ {marked:,} marked"
    tagged, done = workspace.history.coder_progress(workspace.coder)
    right = f"{visible(workspace.coder)} ▸ {tagged:,} tagged ▸ {max(0, claims - done):,} to go "
    gap = width - cell_len(left) - cell_len(right)
    return left + " " * gap + right if gap >= 2 else left
