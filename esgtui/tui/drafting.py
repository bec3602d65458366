"""What becomes of a note that is not saved: where its draft is, what was thrown away, and how that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.tui.trouble import GivenUpError

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import TypeVar

    from esgtui.tui.screens.explorer import Explorer
    from esgtui.verbs.drafts import Drafts, Offered

    Returned = TypeVar("Returned")

QUOTED = 40
"""So many characters of a text are quoted to tell which one is meant."""

NONE_OF_THEM = "none"


async def choose(explorer: Explorer, claim: str, note: str, title: str, otherwise: str) -> Offered | None:
    """Return the draft of a note to go on with, an empty one if there is none; ask if there are several.

    `otherwise` says what there is besides; None is returned where whoever is asked wants nothing at all.
    """
    from esgtui.verbs.drafts import Offered

    drafts = explorer.workspace.drafts
    offered = await explorer.runner.perform(lambda: drafts.offered(claim, note))
    if len(offered) < 2:
        return offered[0] if offered else Offered()
    from esgtui.tui.screens.choice import Choice, ChoiceScreen

    choices = [
        Choice(str(number), " ".join(each.draft.text.split()), _told(drafts, each))
        for number, each in enumerate(offered)
    ]
    choices.append(Choice(NONE_OF_THEM, otherwise, "The drafts stay, and are offered again."))
    chosen = await explorer.app.push_screen_wait(ChoiceScreen(title, choices, explorer.keymap))
    return None if chosen is None else Offered() if chosen == NONE_OF_THEM else offered[int(chosen)]


def _told(drafts: Drafts, offered: Offered) -> str:
    """Return where a draft comes from, and all of it, for its line may cut it."""
    at = offered.draft.at
    when = f"Typed {at.astimezone():%Y-%m-%d %H:%M}" if at else "Typed here"
    if journal := drafts.typed_for(offered):
        when += f" for another journal, {journal}"
    elif drafts.is_from_elsewhere(offered):
        when += " in another window, which may have it open still"
    return f"{when}:\n{offered.draft.text}"


def whereabouts(drafts: Drafts, claim: str, slot: str) -> str:
    """Return where a draft is and what becomes of it, as the end of a sentence that begins with the text."""
    if place := drafts.place(claim, slot):
        return f"kept as a draft in {place} and offered again"
    if any(key == (claim, slot) for key, _ in drafts.unkept()):
        return "in memory alone, and you are asked about it before you leave"
    if all(key != (claim, slot) for key, _ in drafts.on(claim)):
        return "in what another window made of it meanwhile"
    return "kept as a draft, there again when you come back"


def show(explorer: Explorer) -> None:
    """Show which drafts there are by now on the claims that are seen; the screen may have been taken down meanwhile."""
    shown = explorer.query("#claims, #detail, #status, #bar")
    if len(shown) == 4:
        explorer.claims.refresh_rows()
        explorer.show_claim(is_other_claim=False)


async def saved(explorer: Explorer, claim: str, slot: str, saving: Awaitable[Returned]) -> Returned:
    """Return what saving a note comes to; where it is given up, say what becomes of the text."""
    try:
        return await saving
    except GivenUpError as error:
        told = whereabouts(explorer.workspace.drafts, claim, slot)
        raise JournalError(f"Given up, and not saved; the text is {told}. {error.trouble}") from error


async def keep(explorer: Explorer, claim: str, slot: str, text: str, kind: str) -> None:
    """Keep a text as a draft that is not to be saved after all, and say where it is."""
    drafts = explorer.workspace.drafts
    await explorer.runner.perform(lambda: drafts.save(claim, slot, text, kind))
    explorer.tell(f"Not saved: {whereabouts(drafts, claim, slot)}")


def throw_away(explorer: Explorer, claim: str, slot: str, text: str, kind: str) -> None:
    """Say that a text was thrown away, and how it comes back."""
    explorer.workspace.drafts.thrown.keep(claim, slot, text, kind)
    key = explorer.keymap.shown("history.undo", 1)
    explorer.tell(f"Draft thrown away: {_quoted(text)}; {key} brings it back")


async def bring_back(explorer: Explorer) -> None:
    """Have the draft back that was thrown away last."""
    claim, draft = await explorer.runner.perform(explorer.workspace.drafts.bring_back)
    explorer.tell(f"Draft on {claim} brought back: {_quoted(draft.text)}")


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= QUOTED else f"“{words[:QUOTED].rstrip()}…”"
