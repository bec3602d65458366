"""Make up sentences as sustainability reports have them: words repeat across rows as in prose, and so do sentences.

The same seed gives the same rows, and a longer corpus begins with the rows of a shorter one.
"""

import random
import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from string import Formatter

from tests.benchmarks.corpus import Row
from tests.benchmarks.words import Ranked, names, past, plural, present_participle, read_lists, technical

COMPANIES = 400
PLACES = 9_000
REMEMBERED = 3_000
REPEATED = 0.16
"""The share of rows that say again, of another year and with other figures, what one of the last rows said."""

SENTENCES = (
    "{lead}{clause}.",
    "{clause}.",
    "{clause}{tail}.",
    "{clause}{tail}.",
    "{lead}{clause}{tail}.",
    "{clause} and {verbed} {thing}.",
    "{clause}, while {clause}.",
    "{clause}{tail}, {result}.",
    "{lead}{clause}{tail}, and {clause}{tail}.",
    "{lead}{clause}{tail}; {clause}.",
)
LEADS = (
    "In {year}, ",
    "In {year}, ",
    "By {future}, ",
    "As part of our {trait} {noun} {noun}, ",
    "At our {place} {site}, ",
    "Across {count} {nouns}, ",
    "To {verb} {thing}, ",
    "Together with {partner}, ",
    "Since {year}, ",
    "During the reporting period, ",
    "Through {thing}, ",
    "Compared with {year}, ",
)
CLAUSES = (
    "{we} {verbed} {thing}{where}{amount}",
    "{we} {verbed} {thing}{where}",
    "{we} {verbed} {count} {nouns}{where}",
    "{we} {manner} {verbed} {thing} and {thing}",
    "{we} aim to {verb} {thing}{amount} by {future}",
    "{we} commit to {verb} {trait} {noun} {nouns} {percent} by {future} from a {year} base year",
    "{we} will {verb} {thing}{where}",
    "{we} have {verbed} {thing} since {year}",
    "{we} are {verbing} {thing}{where}",
    "{thing} fell by {percent} to {quantity}",
    "{thing} increased from {quantity} to {quantity}{where}",
    "{percent} of our {nouns} {verbed} {thing}",
    "{thing} is {verbed} by the {noun} {body}",
    "{thing} was {manner} {verbed} through {thing}",
    "the {noun} {body} {verbed} {thing} and {verbed} {nouns}",
    "our {place} {site} {verbed} {thing}",
    "our {place} {site} now uses {thing} for {noun} {verbing}",
    "{nouns} for {thing} are {verbed} {where}",
)
TAILS = (
    " in line with {scheme}",
    " according to {scheme} and {scheme}",
    ", verified by {auditor}",
    ", which helped to {verb} {thing}",
    " by {verbing} {thing}",
    " by {verbing} {nouns} and {nouns}",
    " to {verb} {thing}{where}",
    " in order to {verb} {thing}",
    ", including {nouns}, {nouns} and {nouns}",
    " for {trait} {nouns}",
    " with {partner}",
    " from a {year} base year",
    " ({quantity} in {year})",
    " and to {verb} {thing} by {future}",
    ", and {percent} of {nouns}",
)
RESULTS = ("saving {quantity}", "a {percent} change on {year}", "reaching {count} {nouns}", "worth {money}")
THINGS = (
    "{noun}",
    "{nouns}",
    "{noun} {nouns}",
    "{noun} {noun}",
    "{trait} {nouns}",
    "{trait} {noun}",
    "{trait} {noun} {nouns}",
    "our {nouns}",
    "our {noun} {noun}",
    "the {noun} of {nouns}",
    "the {trait} {noun} of our {nouns}",
    "{nouns} and {nouns}",
    "{nouns} from {noun} {verbing}",
    "{technical} {nouns}",
)
WE = ("we", "we", "we", "we", "the company", "the Group", "{company}", "{company}", "our {nouns}", "our {noun} {body}")
WHERE = ("", "", "", " in {place}", " in {place} and {place}", " at our {site} in {place}", " across {nouns}")
AMOUNTS = ("", " by {percent}", " by {percent} compared to {year}", " to {quantity}", " by {quantity}")
UNITS = ("tonnes", "tCO2e", "MWh", "GWh", "m3", "hours", "kg", "hectares", "litres", "kWh", "MW")
TOPICS = (
    "climate",
    "energy",
    "people",
    "governance",
    "chain",
    "waste",
    "product",
    "water",
    "community",
    "nature",
    "finance",
)


def generated(seed: int) -> Iterator[Row]:
    """Yield rows without end, the same ones for the same seed."""
    writer = _Writer(random.Random(seed))
    number = 0
    while True:
        company, text = writer.sentence()
        yield Row(f"made-{number:07}", f"c{company}", text)
        number += 1


class _Writer:
    """Fills the templates' slots with words of one topic at a time."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        lists = read_lists()
        places = names(lists, dice, PLACES + COMPANIES)
        ends = lists["company.ends"]
        self._companies = [f"{name} {dice.choice(ends)}" for name in places[PLACES:]]
        self._places = Ranked(places[:PLACES], slope=0.9)
        self._technical = Ranked(technical(lists, dice), slope=0.8, shift=10)
        self._words = {name: Ranked(words) for name, words in lists.items()}
        self._topics = Ranked(TOPICS, shift=5)
        self._topic = TOPICS[0]
        self._company = 0
        self._recent: deque[tuple[int, str]] = deque(maxlen=REMEMBERED)
        self._slots = self._slots_by_name()
        self._parsed: dict[str, list[tuple[str, str | None]]] = {}

    def sentence(self) -> tuple[int, str]:
        """Return a company's number and a sentence of its report."""
        if self._recent and self._dice.random() < REPEATED:
            company, text = self._dice.choice(self._recent)
            return company, self._said_again(text)
        self._topic = self._topics.draw(self._dice)
        self._company = min(int(self._dice.expovariate(1 / 80)), COMPANIES - 1)
        text = self._chosen(SENTENCES)
        text = text[0].upper() + text[1:]
        self._recent.append((self._company, text))
        return self._company, text

    def _slots_by_name(self) -> dict[str, Callable[[], str]]:
        dice = self._dice
        templates = {"lead": LEADS, "clause": CLAUSES, "tail": TAILS, "result": RESULTS, "thing": THINGS, "we": WE}
        templates |= {"where": WHERE, "amount": AMOUNTS}
        slots = {name: partial(self._chosen, choices) for name, choices in templates.items()}
        drawn = {
            "body": "bodies",
            "site": "sites",
            "scheme": "schemes",
            "auditor": "auditors",
            "manner": "general.manner",
        }
        slots |= {slot: partial(self._words[name].draw, dice) for slot, name in drawn.items()}
        return slots | {
            "noun": self._noun,
            "nouns": lambda: plural(self._noun()),
            "trait": lambda: self._word("traits"),
            "verb": lambda: self._word("verbs"),
            "verbed": lambda: past(self._word("verbs")),
            "verbing": lambda: present_participle(self._word("verbs")),
            "technical": lambda: self._technical.draw(dice),
            "place": lambda: self._places.draw(dice),
            "company": lambda: self._companies[self._company],
            "partner": lambda: self._companies[dice.randrange(COMPANIES)],
            "year": lambda: str(dice.randint(2015, 2024)),
            "future": lambda: str(dice.choice((2025, 2026, 2028, 2030, 2030, 2035, 2040, 2050))),
            "percent": lambda: f"{dice.randint(1, 100)}%",
            "count": lambda: f"{int(dice.paretovariate(0.6)) + 1:,}"[:7],
            "quantity": lambda: f"{int(10 ** dice.uniform(1, 6)):,} {dice.choice(UNITS)}",
            "money": lambda: f"{dice.choice('€$£')}{dice.randint(1, 900)} million",
        }

    def _chosen(self, templates: tuple[str, ...]) -> str:
        return self._filled(self._dice.choice(templates))

    def _filled(self, template: str) -> str:
        parts = self._parsed.get(template)
        if parts is None:
            parts = self._parsed[template] = [(literal, slot) for literal, slot, _, _ in Formatter().parse(template)]
        return "".join([literal + self._slots[slot]() if slot else literal for literal, slot in parts])

    def _noun(self) -> str:
        chance = self._dice.random()
        if chance < 0.04:
            return self._technical.draw(self._dice)
        if chance < 0.14:
            return self._words[f"{self._topics.draw(self._dice)}.nouns"].draw(self._dice)
        return self._word("nouns")

    def _word(self, kind: str) -> str:
        """Return a word of the topic, or one that reports have on every topic."""
        topic = self._topic if self._dice.random() < 0.6 else "general"
        return self._words[f"{topic}.{kind}"].draw(self._dice)

    def _said_again(self, text: str) -> str:
        text = re.sub(r"\b20[12]\d\b", lambda _: str(self._dice.randint(2015, 2024)), text)
        return re.sub(r"\b\d+%", lambda _: f"{self._dice.randint(1, 100)}%", text)
