"""The words of the status line, the signs at the right of a claim, and which commands the bar offers."""

from esgtui.browsing import Browser, View
from esgtui.counted import claims_text
from esgtui.dataset.lens import Lens
from esgtui.dataset.model import Claim
from esgtui.tui.commands import COMMANDS, Keymap, Place, Situation
from esgtui.tui.widgets.claim_list import Signs
from esgtui.tui.widgets.command_bar import BarItem
from esgtui.visible import visible
from esgtui.workspace import Workspace

KEPT = frozenset({"explorer.palette", "search.accept"})
"""Commands that the bar always shows, besides those that leave a dialog, and help."""


def statement_of(workspace: Workspace, row: int) -> str:
    """Return the statement of the claim at this row."""
    return workspace.dataset.claims[row].statement


def signs_of(workspace: Workspace, row: int) -> str:
    """Return the signs of what coders, and the curator's tags, put on the claim at this row."""
    claim = workspace.dataset.claims[row]
    annotations = workspace.annotations(claim.id)
    tags = set(claim.tags).union(*(annotation.tags for annotation in annotations))
    signs = [
        f"#{len(tags)}" if tags else "",
        Signs.VERDICT if any(annotation.verdict for annotation in annotations) else "",
        Signs.NOTE if any(annotation.notes for annotation in annotations) else "",
        Signs.DRAFT if workspace.drafts.is_on(claim.id) else "",
        Signs.STAR if any(annotation.starred for annotation in annotations) else "",
        Signs.REWORDED if workspace.is_changed(claim.id) else "",
    ]
    return " ".join(filter(None, signs))


def status_texts(
    workspace: Workspace, lens: Lens, marked: int, span: range | None, noticed: str
) -> tuple[str, str, str, str]:
    """Return the status line's text at the left, the part of it that always stays, the text at the right, and its gist.

    `span` are the lines of a range that is not marked yet, `noticed` says what the dataset changed under annotations.
    """
    header, claims, about = workspace.dataset.header, len(workspace.dataset.claims), workspace.dataset.about
    blind = "blind" if workspace.team.is_blind else ""
    chosen = [f"{len(span):,} in the range" if span else "", f"{marked:,} marked" if marked else ""]
    short = " ▸ ".join(filter(None, [blind, *chosen, noticed]))
    count = f"first {claims:,} of about {claims_text(about)}" if about else claims_text(claims)
    parts = [short, visible(header.id), count, f"lens: {visible(lens.id) or 'pillars'}"]
    progress = workspace.history.progress(workspace.coder)
    gist = f"{visible(workspace.coder)} ▸ {progress.tagged:,} tagged"
    visited = f"{min(progress.visited, claims):,} of {claims:,} visited"  # those that are gone count as visited too
    return " ▸ ".join(filter(None, parts)), short, gist if about else f"{gist} ▸ {visited}", gist


def claims_titles(browser: Browser, view: View) -> tuple[str, str]:
    """Return the title of the claims, with all that narrows them down, and what the search bar says was found."""
    total, shown = len(browser.dataset.claims), len(view.rows)
    of = f"the first {total:,}" if browser.dataset.about else f"{total:,}"
    found = f"{shown:,} of {of}"
    workspace = browser.workspace
    if view.selection.query and not (workspace.is_search_ready and not workspace.finder.is_behind):
        found = f"{shown:,} so far"
    if view.is_closest:
        found = f"closest {found}"
    parts = ["Claims", found if shown != total else of]
    parts += [visible(text) for text in browser.filters_text(view.selection)]
    if view.selection.like and not view.likeness:
        parts.append("no other claim is like it")
    return " ── ".join(parts), found


def hints_text(view: View) -> str:
    """Return what the search says of how it took the query, all of it in one line."""
    if not view.rows:
        return ""  # all is told in place of the claims
    closest = (view.advice or ("no claim has all the words",)) if view.is_closest else ()
    return " · ".join(map(visible, (*view.hints, *closest)))


def empty_text(view: View) -> str:
    """Return what stands in place of claims where there are none, and what to do."""
    if not view.selection.query.strip():
        return "No claims here. Escape goes back; f changes the lens."
    elsewhere = view.companies[0].claims
    if elsewhere:
        return "\n".join([*view.hints, f"None here; {elsewhere:,} under All."])
    return "\n".join(["Nothing found. Escape takes you back.", *view.hints, *view.advice])


def situation_of(
    workspace: Workspace, claim: Claim | None, *, shown: int, are_seen: bool, marked: int, lenses: int, origin: str = ""
) -> Situation:
    """Return what decides which commands can be used; `claim` is the one under the cursor.

    `origin` is the id of the claim that those shown are like, if that is why they are shown.
    """
    history, coder = workspace.history, workspace.coder
    own = history.annotation(claim.id, coder) if claim else None
    return Situation(
        claims=shown,
        are_claims_seen=are_seen,
        marked=marked,
        verdicts=len(workspace.dataset.verdicts),
        lenses=lenses,
        is_origin=claim is not None and claim.id == origin,
        own_notes=len(own.notes) if own else 0,
        can_undo=history.next_undo(coder) is not None or workspace.drafts.thrown.is_last,
        can_redo=history.next_redo(coder) is not None,
    )


def bar_items(place: Place, keymap: Keymap, situation: Situation) -> list[BarItem]:
    """Return the commands that the bar offers in a place, the most wanted first."""
    ranked = sorted((command for command in COMMANDS if command.place == place and command.bar), key=lambda c: c.bar)
    return [
        BarItem(
            c.id,
            keymap.shown(c.id, 1),
            c.title,
            is_available=c.why_not is None or c.why_not(situation) is None,
            is_kept=c.id in KEPT or c.id.endswith((".leave", ".help")),
        )
        for c in ranked
    ]
