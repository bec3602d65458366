"""What each command of the explorer does, under the command's id.

A handler gets the explorer; one for claims also the ids of those to act on. One that has to wait is a coroutine.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING

from esgtui.tui.handlers import annotating, asking, comparing, exploring, reviewing, searching

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer

Running = Coroutine[None, None, None] | None

CLAIM_HANDLERS: Mapping[str, Callable[["Explorer", Sequence[str]], Running]] = {
    "claim.tag": annotating.tag,
    "claim.note": annotating.note,
    "claim.verdict": annotating.rate,
    "claim.star": annotating.star,
    "claim.copy": exploring.copy,
    "claim.visited": reviewing.turn_visited,
}
HANDLERS: Mapping[str, Callable[["Explorer"], Running]] = {
    "claim.similar": comparing.show_similar,
    "claim.edit_note": annotating.edit_note,
    "claim.mark": annotating.mark,
    "claim.mark_all": annotating.mark_all,
    "history.undo": annotating.undo,
    "history.redo": annotating.redo,
    "log.open": reviewing.show_log,
    "codebook.open": reviewing.show_codebook,
    "conflicts.open": reviewing.show_conflicts,
    "strays.open": reviewing.show_strays,
    "coders.blind": reviewing.turn_blind,
    "dataset.export": exploring.export,
    "lens.next": exploring.next_lens,
    "lens.previous": exploring.previous_lens,
    "query.save": asking.save,
    "query.open": asking.show_saved,
    "pane.next": exploring.next_pane,
    "pane.previous": exploring.previous_pane,
    "pane.companies": exploring.to_companies,
    "pane.groups": exploring.to_groups,
    "pane.claims": exploring.to_claims,
    "pane.detail": exploring.to_detail,
    "explorer.open": exploring.go_in,
    "explorer.back": exploring.go_back,
    "explorer.theme": exploring.change_theme,
    "explorer.help": exploring.show_help,
    "explorer.palette": exploring.show_palette,
    "explorer.quit": exploring.quit_explorer,
    "search.open": searching.open_search,
    "search.accept": searching.accept,
    "search.take": searching.take,
    "search.offer_above": searching.offer_above,
    "search.leave": searching.back,
    "search.down": searching.down,
    "search.up": searching.up,
    "search.next_claim": searching.next_claim,
    "search.claim_before": searching.claim_before,
    "search.save": asking.save,
    "search.page_down": searching.page_down,
    "search.page_up": searching.page_up,
}


def start(explorer: "Explorer", command_id: str, targets: Sequence[str]) -> Running:
    """Start a command; return what there is to wait for."""
    if command_id in CLAIM_HANDLERS:
        return CLAIM_HANDLERS[command_id](explorer, targets)
    return HANDLERS[command_id](explorer)
