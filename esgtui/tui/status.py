"""The words of the status line, and the signs at the right of a claim."""

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


def status_texts(workspace: Workspace, lens: Lens, marked: int) -> tuple[str, str]:
    """Return the dataset, its size and the lens for the left of the status line, the coder's work for the right."""
    header, claims = workspace.dataset.header, len(workspace.dataset.claims)
    parts = [visible(header.id), f"{claims:,} claims", f"lens: {visible(lens.id) or 'pillars'}"]
    if marked:
        parts.append(f"{marked:,} marked")
    tagged, done = workspace.history.coder_progress(workspace.coder)
    right = f"{visible(workspace.coder)} ▸ {tagged:,} tagged ▸ {max(0, claims - done):,} to go"
    return " ▸ ".join(parts), right
