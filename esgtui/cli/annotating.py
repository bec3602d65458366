"""`esgtui tag`, `note`, `verdict`, `star` and `visit`: what a coder puts on claims, or takes off them."""

import sys
from collections.abc import Collection, Sequence

import click

from esgtui.annotation.model import NOTE_KINDS, TAG_PREFIX, AnnotationError, Change, Note
from esgtui.annotation.words import step_text
from esgtui.cli.opening import Opening
from esgtui.cli.options import WordsCommand, at_commas, common_options, filled
from esgtui.cli.output import say
from esgtui.workspace import Workspace

claims_argument = click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")


def _tell(changes: Sequence[Change], what: str) -> None:
    say(f"{what}: {step_text(changes)}." if changes else "Nothing to change: it was so already.")


@click.command("tag")
@claims_argument
@click.option("--add", multiple=True, metavar="A,B,…", help="Put these tags on. Repeatable.")
@click.option("--remove", multiple=True, metavar="A,B,…", help="Take these tags of yours off. Repeatable.")
@common_options
@click.pass_context
def tag_command(
    context: click.Context, /, claims: tuple[str, ...], add: tuple[str, ...], remove: tuple[str, ...]
) -> None:
    """Put tags on claims and take tags off them, all as one step."""
    if not add and not remove:
        raise click.UsageError("say which tags: --add TAG, --remove TAG", context)
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    known = workspace.tags.known()
    spelt = {*known, *(f"#{tag}" for tag in known)}
    with opening.meter() as meter:
        changes = workspace.tag(claims, add=at_commas(add, spelt), remove=at_commas(remove, spelt), progress=meter.tell)
    _tell(changes, "Done")
    _tell_new(changes, known)


def _tell_new(changes: Sequence[Change], known: Collection[str]) -> None:
    """Say which tags nobody used before, since they may be slips, and the known ones that may have been meant."""
    from esgtui.dataset.nearest import nearest_id

    put_on = (change.field for change in changes if change.after is True and change.field.startswith(TAG_PREFIX))
    for tag in dict.fromkeys(field.removeprefix(TAG_PREFIX) for field in put_on):
        if tag not in known:
            nearest = nearest_id(tag, known)
            advice = f"; did you mean #{nearest}? Then `esgtui undo` takes it back" if nearest else ""
            say(f"#{tag} is a new tag{advice}.")


@click.command("note", cls=WordsCommand)
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED, metavar="CLAIM... TEXT")
@click.option(
    "--edit",
    metavar="NOTE",
    callback=filled,
    help="Change this note of yours: the beginning of its id, as `show` has it.",
)
@click.option("--remove", metavar="NOTE", callback=filled, help="Take this note of yours away; no TEXT.")
@click.option("--kind", type=click.Choice(["note", *filter(None, NOTE_KINDS)]), help="What kind of note it is.")
@common_options
@click.pass_context
def note_command(
    context: click.Context, /, words: tuple[str, ...], edit: str | None, remove: str | None, kind: str | None
) -> None:
    """Write a note on claims, one of its own on each. TEXT is read from stdin if it is -.

    A note may be a thought, a question or a rule (how you decide); `search has:question` finds claims that have one.
    """
    if edit and remove:
        raise click.UsageError("--edit and --remove exclude each other", context)
    if remove and kind:
        raise click.UsageError("--kind is for a note that is written or edited", context)
    if remove:
        claims, text = words, ""
    else:
        claims, text = _claims_and(context, words, "TEXT")
    if (edit or remove) and len(claims) != 1:
        raise click.UsageError("name the one claim that has the note", context)
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    chosen = edit or remove
    note = _own_note(workspace, claims[0], chosen) if chosen else None
    text = _typed() if text == "-" else text
    if edit and not text.strip():
        raise AnnotationError("a note needs some text; --remove takes one away")
    chosen_kind = None if kind is None else kind.removeprefix("note")
    if note:
        _tell(workspace.edit_note(claims[0], note.id, text, chosen_kind), "Done")
    else:
        with opening.meter() as meter:
            changes = workspace.note(claims, text, chosen_kind or "", meter.tell)
        _tell(changes, "Done")


def _claims_and(context: click.Context, words: tuple[str, ...], last: str) -> tuple[tuple[str, ...], str]:
    if len(words) < 2:
        raise click.UsageError(f"give the claim, and then {last}", context)
    return words[:-1], words[-1]


def _typed() -> str:
    if sys.stdin.isatty():
        say("Type the note; ctrl+d on a line of its own ends it.")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationError("the note on stdin is not UTF-8") from error


def _own_note(workspace: Workspace, claim: str, beginning: str) -> Note:
    """Return the note of the coder's whose id begins so; if that is not exactly one, say which there are."""
    workspace.claim(claim)
    annotation = workspace.annotation(claim)
    notes = annotation.notes if annotation else ()
    found = [note for note in notes if note.id.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{note.id[:8]} ({note.text.split(chr(10))[0][:40]})" for note in notes)
    raise AnnotationError(
        f"{workspace.coder} has {'several notes' if found else 'no note'} {beginning!r} on {claim}; "
        + (f"there are: {listed}" if listed else "there is none at all")
    )


@click.command("verdict")
@click.argument("words", nargs=-1, required=True, metavar="CLAIM... VERDICT")
@click.option("--remove", is_flag=True, help="Take your verdict back; no VERDICT.")
@common_options
@click.pass_context
def verdict_command(context: click.Context, /, words: tuple[str, ...], remove: bool) -> None:
    """Rate claims on the dataset's scale."""
    verdict: str | None = None
    claims = words
    if not remove:
        claims, verdict = _claims_and(context, words, "VERDICT")
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        changes = workspace.rate(claims, verdict, meter.tell)
    _tell(changes, "Done")


@click.command("star")
@claims_argument
@click.option("--remove", is_flag=True, help="Take your star off.")
@common_options
@click.pass_context
def star_command(context: click.Context, /, claims: tuple[str, ...], remove: bool) -> None:
    """Star claims."""
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        changes = workspace.star(claims, on=not remove, progress=meter.tell)
    _tell(changes, "Done")


@click.command("visit")
@claims_argument
@click.option("--remove", is_flag=True, help="Say that you did not visit them, whatever was recorded.")
@common_options
@click.pass_context
def visit_command(context: click.Context, /, claims: tuple[str, ...], remove: bool) -> None:
    """Say that you visited claims, so that leaving a tag off them counts as a judgement of yours."""
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        changes = workspace.visit(claims, on=not remove, progress=meter.tell)
    _tell(changes, "Done")
