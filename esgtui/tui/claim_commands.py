"""The commands that put something on claims, or choose which ones. Part of the registry."""

from esgtui.tui.command import Command, Situation, no_claim


def _no_verdicts(now: Situation) -> str | None:
    if not now.verdicts:
        return now.unread or "this dataset has no verdict scale"
    return no_claim(now)


def _no_note(now: Situation) -> str | None:
    return None if now.own_notes else "you have no note on this claim: a writes one"


def _nothing_to_undo(now: Situation) -> str | None:
    return None if now.can_undo else "there is nothing to undo"


def _nothing_to_redo(now: Situation) -> str | None:
    return None if now.can_redo else "there is nothing to redo"


CLAIM_COMMANDS: tuple[Command, ...] = (
    Command(
        "claim.tag", "tag", "Put tags on the claim, or on all marked claims", "t", bar=2, why_not=no_claim, opens=True
    ),
    Command(
        "claim.tag_key",
        "tag by key",
        "Put on, or take off, the tag whose key you press next",
        "comma",
        why_not=no_claim,
        opens=True,
    ),
    Command(
        "claim.tag_recent",
        "recent tag",
        "Put on, or take off, a tag used lately, by its number",
        "1,2,3,4,5,6,7,8,9",
        why_not=no_claim,
        is_numbered=True,
    ),
    Command("claim.tag_again", "tag again", "Repeat the last tagging", "full_stop", why_not=no_claim),
    Command("claim.note", "note", "Write a note", "a", bar=3, why_not=no_claim, opens=True),
    Command(
        "claim.note_outside", "note in editor", "Write a note in $VISUAL or $EDITOR", "E", why_not=no_claim, opens=True
    ),
    Command("claim.edit_note", "edit note", "Change or empty a note of yours", "A", why_not=_no_note, opens=True),
    Command("claim.verdict", "verdict", "Rate on the dataset's scale", "v", bar=4, why_not=_no_verdicts, opens=True),
    Command("claim.star", "star", "Star, or take the star off", "asterisk", bar=5, why_not=no_claim),
    Command("claim.mark", "mark", "Mark the claim, to act on several at once", "space", bar=6, why_not=no_claim),
    Command("claim.mark_all", "mark all", "Mark all claims shown, or none", "plus", why_not=no_claim),
    Command("claim.range", "range", "Begin a range, which the cursor extends; space marks it", "V", why_not=no_claim),
    Command(
        "claim.next_untagged",
        "next untagged",
        "The next claim without a tag of yours",
        "right_square_bracket",
        why_not=no_claim,
    ),
    Command(
        "claim.untagged_before",
        "untagged before",
        "The claim before without a tag of yours",
        "left_square_bracket",
        why_not=no_claim,
    ),
    Command("history.undo", "undo", "Take back your last step", "u", bar=7, why_not=_nothing_to_undo),
    Command("history.redo", "redo", "Do the step again", "ctrl+r", why_not=_nothing_to_redo),
    Command(
        "claim.visited",
        "visited",
        "Visited the claim, or not: only what you visited is compared with others' work",
        "d",
        why_not=no_claim,
    ),
)
