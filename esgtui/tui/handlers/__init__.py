"""What each command of the explorer does, under the command's id.

A handler gets the explorer; one for claims also the ids of those to act on, and the number of its key if its keys have
numbers. One that has to wait is a coroutine.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING

from esgtui.tui.handlers import (
    annotating,
    asking,
    comparing,
    copying,
    exploring,
    looking,
    marking,
    moving,
    opening,
    reviewing,
    searching,
    tagging,
    viewing,
)

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer

Running = Coroutine[None, None, None] | None

CLAIM_HANDLERS: Mapping[str, Callable[["Explorer", Sequence[str]], Running]] = {
    "claim.tag": tagging.tag,
    "claim.tag_key": tagging.tag_by_key,
    "claim.tag_again": tagging.tag_again,
    "claim.note": annotating.note,
    "claim.note_outside": annotating.note_outside,
    "claim.verdict": annotating.rate,
    "claim.star": annotating.star,
    "claim.copy": copying.copy,
    "claim.visited": reviewing.turn_visited,
}
NUMBERED_HANDLERS: Mapping[str, Callable[["Explorer", Sequence[str], int], Running]] = {
    "claim.tag_recent": tagging.tag_recent,
}
ACT_ON_CLAIMS = frozenset({*CLAIM_HANDLERS, *NUMBERED_HANDLERS})
"""The commands that act on the claims marked."""

HANDLERS: Mapping[str, Callable[["Explorer"], Running]] = {
    "claim.similar": comparing.show_similar,
    "claim.edit_note": annotating.edit_note,
    "claim.mark": marking.mark,
    "claim.mark_all": marking.mark_all,
    "claim.range": marking.begin_range,
    "claim.next_untagged": marking.to_next_untagged,
    "claim.untagged_before": marking.to_untagged_before,
    "explorer.progress": marking.turn_counts,
    "history.undo": annotating.undo,
    "history.redo": annotating.redo,
    "log.open": reviewing.show_log,
    "codebook.open": reviewing.show_codebook,
    "conflicts.open": reviewing.show_conflicts,
    "agreement.open": reviewing.show_agreement,
    "strays.open": reviewing.show_strays,
    "matrix.open": viewing.show_matrix,
    "timeline.open": viewing.show_timeline,
    "metrics.open": viewing.show_metrics,
    "source.open": viewing.show_source,
    "source.open_address": viewing.open_address,
    "coverage.open": viewing.show_coverage,
    "checklist.open": viewing.show_checklist,
    "overview.open": viewing.show_overview,
    "editions.open": viewing.show_editions,
    "coders.blind": reviewing.turn_blind,
    "dataset.export": exploring.export,
    "file.open": opening.open_file,
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
    "jump.open": moving.jump,
    "jump.leave": moving.leave_jump,
    "place.back": moving.back,
    "place.forward": moving.forward,
    "place.everything": moving.show_everything,
    "pane.alone": moving.turn_alone,
    "pane.wider": moving.wider,
    "pane.narrower": moving.narrower,
    "pane.taller": moving.taller,
    "pane.lower": moving.lower,
    "pane.usual": moving.usual_sizes,
    "explorer.open": exploring.go_in,
    "explorer.back": exploring.go_back,
    "explorer.theme": looking.choose_theme,
    "explorer.faults": looking.show_faults,
    "explorer.tour": looking.begin_tour,
    "explorer.help": looking.show_help,
    "explorer.palette": exploring.show_palette,
    "explorer.quit": exploring.quit_explorer,
    "explorer.suspend": exploring.put_aside,
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


def start(explorer: "Explorer", command_id: str, targets: Sequence[str], number: int) -> Running:
    """Start a command; return what there is to wait for.

    `targets` are the claims to act on, for a command that does; `number` is that of its key, if its keys have numbers.
    """
    if command_id in NUMBERED_HANDLERS:
        return NUMBERED_HANDLERS[command_id](explorer, targets, number)
    if command_id in CLAIM_HANDLERS:
        return CLAIM_HANDLERS[command_id](explorer, targets)
    return HANDLERS[command_id](explorer)
