"""What the commands do that fill in a claim, take it or take it back, on the screen where a document is read."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from esgtui.annotation.codebook import KnownTag
from esgtui.annotation.model import AnnotationError
from esgtui.dataset.loader import load
from esgtui.dataset.model import Kind
from esgtui.settings import resources
from esgtui.tui.screens.choice import Choice, ChoiceScreen
from esgtui.tui.screens.path_dialog import PathDialog, Words
from esgtui.tui.screens.text_dialog import Field, TextDialog
from esgtui.tui.screens.topic_picker import TopicPicker
from esgtui.verbs.draft import pillars_of, topics_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esgtui.dataset.dataset import Dataset
    from esgtui.tui.screens.reading import ReadingScreen

COMPANIES = Words(
    "find a company, or a new one", "a new company", "", "No company is like that.", "Type what the company is called."
)
PILLARS = Words(
    "find a pillar, or a new one",
    "a new pillar",
    "(none)",
    "No pillar is like that.",
    "Type what the pillar is called.",
)
NO_KIND = "none"


@cache
def standards() -> Dataset:
    """Return the frameworks and topics that come with the program."""
    return load(resources("data"))


async def take(screen: ReadingScreen, sentence: int) -> None:
    """Take a sentence as a claim; whose it is has to be known, and is asked once of each new document."""
    if not screen.reading.draft(sentence).company and not await choose_company(screen, sentence):
        return
    claim = await asyncio.to_thread(lambda: screen.reading.take(sentence, standards()))
    screen.show_decided(sentence, f"Took {claim}, which is in {screen.reading.file.path.name}")


async def take_out(screen: ReadingScreen, sentence: int) -> None:
    """Take a claim out of the dataset's file again."""
    claim = await asyncio.to_thread(screen.reading.take_out, sentence)
    screen.show_state(f"Took {claim} out of {screen.reading.file.path.name}")


async def fill_in(screen: ReadingScreen, sentence: int, **changes: Any) -> None:
    """Fill something in for the claim that a sentence would be; one that is in the file already is corrected there."""
    claim = await asyncio.to_thread(lambda: screen.reading.fill_in(sentence, standards(), **changes))
    screen.show_state(f"Corrected {claim} in {screen.reading.file.path.name}" if claim else "")


async def undo(screen: ReadingScreen) -> None:
    """Take back the last step, and go where it was."""
    sentence, told = await asyncio.to_thread(screen.reading.undo)
    screen.go_to_sentence(sentence)
    screen.show_state(told)


async def dismiss(screen: ReadingScreen, sentence: int) -> None:
    """Say that a sentence is no claim, or offer it again."""
    await asyncio.to_thread(screen.reading.dismiss, sentence)
    if sentence in screen.reading.dismissed:
        screen.show_decided(sentence, "Dismissed; it is not offered any more")
    else:
        screen.show_state("Offered again")


async def choose_company(screen: ReadingScreen, sentence: int) -> bool:
    """Choose whose claim it is, or name a new company; return whether that was done."""
    reading = screen.reading
    likely = await asyncio.to_thread(reading.likely_companies)
    known = [KnownTag(each.company, "" if each.is_new else each.name, is_new=each.is_new) for each in likely]
    is_taken = reading.claim_of(sentence) is not None
    those = "This claim and those" if is_taken else "The claims"
    about = f"{those} taken from now on are this company's."
    dialog = PathDialog("Whose claim is it?", about, known, screen.keymap, may_be_new=True, words=COMPANIES)
    company = await screen.runner.ask(dialog)
    if not company:
        return False
    claim = await asyncio.to_thread(reading.choose_company, sentence, company)
    screen.show_state(f"Corrected {claim} in {reading.file.path.name}" if claim else "")
    return True


async def choose_pillar(screen: ReadingScreen, sentence: int) -> None:
    """Choose the pillar that a claim is filed under; sections of the document may become pillars."""
    reading, draft = screen.reading, screen.reading.draft(sentence)
    known = [KnownTag(pillar.id, pillar.title) for pillar in pillars_of(draft, reading.dataset)]
    titles = {pillar.title for pillar in known}
    sections = dict.fromkeys((draft.offer.section, *reading.sections))
    known += [KnownTag(section, is_new=True) for section in sections if section and section not in titles]
    known.insert(0 if draft.pillar else len(known), KnownTag(""))
    about = "The claims of this section that are taken from now on are filed there too."
    dialog = PathDialog("Pillar", about, known, screen.keymap, may_be_new=True, words=PILLARS)
    pillar = await screen.runner.ask(dialog)
    if pillar is not None:
        await fill_in(screen, sentence, pillar=pillar)


async def choose_kind(screen: ReadingScreen, sentence: int) -> None:
    """Choose the kind of a claim."""
    now = screen.reading.draft(sentence).kind
    choices = [Choice(kind, kind, is_on=kind == now) for kind in get_args(Kind)]
    choices.append(Choice(NO_KIND, "none", "The dataset then says nothing of its kind.", is_on=now is None))
    kind = await screen.runner.ask(ChoiceScreen("What kind of claim is it?", choices, screen.keymap))
    if kind is not None:
        await fill_in(screen, sentence, kind=None if kind == NO_KIND else kind)


async def choose_topics(screen: ReadingScreen, sentence: int) -> None:
    """Choose the topics that a claim speaks to, of the dataset's frameworks and those that come with the program."""
    reading = screen.reading
    there = reading.dataset.topics if reading.dataset else {}
    known = {**there, **(await asyncio.to_thread(standards)).topics}
    on = dict.fromkeys(topics_of(reading.draft(sentence), reading.dataset), 1)
    tags = [KnownTag(reference, topic.title) for reference, topic in known.items()]
    edit = await screen.runner.ask(TopicPicker("Topics", tags, on, 1, screen.keymap))
    if edit:
        topics = [topic for topic in on if topic not in edit.remove]
        await fill_in(screen, sentence, topics=tuple(dict.fromkeys([*topics, *edit.add])))


async def reword(screen: ReadingScreen, sentence: int) -> None:
    """Have the claim stated in the reader's own words; the document's stay as its quote."""
    reading = screen.reading

    async def keep(values: Sequence[str]) -> None:
        statement = " ".join(values[0].split())
        if not statement:
            raise AnnotationError("write at least one visible character")
        await asyncio.to_thread(lambda: reading.fill_in(sentence, standards(), statement=statement))

    field = Field("Statement", reading.statement(sentence), is_reworded=True)
    about = reading.sentences[sentence].statement
    if await screen.runner.ask(
        TextDialog("The claim in your own words", about, [field], keep, _nothing, screen.keymap)
    ):
        screen.show_state()


def _nothing() -> None:
    """Stand in for stopping what does not last."""
