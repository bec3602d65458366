"""The pieces that a query is typed in: words, phrases, bars, and filters with their values.

What they mean is read in `query.py`; what is being typed is completed by the same rules in `completion.py`.
"""

import re
from collections.abc import Iterator

import msgspec

from esgtui.limits import LONGEST_LINE

FIELDS: dict[str, str] = {
    "company": "a company's id, name or alias, or its beginning",
    "pillar": "a pillar's id or title, or its beginning",
    "topic": "a topic's reference (esrs:E5), framework or title",
    "kind": "commitment, target, achievement, practice, policy, recognition or context",
    "tag": "a tag, with all tags below it",
    "verdict": "a verdict that a coder gave",
    "coder": "who annotated the claim",
    "visited": "who visited the claim",
    "standard": "a standard or law that the claim names",
    "unit": "a metric's unit",
    "own": "what the curator keeps beside: status=Achieved, or a word of it; of long texts the key alone",
    "year": "a target year, base year or year of the period: 2030, 2030..2045, 2030.. or ..2045",
    "has": "what a claim states or was given: quantified, deadline, baseline, metric, standard, note, star ...",
}
"""The fields that filters take, each with what its values are."""

MOST_CHARACTERS = LONGEST_LINE
"""Text beyond these many characters is not read at all."""

# What `completion.py` reads with as well, so that what is typed means the same to it. QUOTES keeps offsets.
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"：": ":", "｜": "|", "−": "-", "－": "-"})
VALUE = r'(?:"[^"]*"?|[^\s"|]+)'
_KNOWN = rf"(?i:{'|'.join(FIELDS)}):"
# Before a further value its field may be named again; another field begins a filter of its own.
_FURTHER = rf"\s*\|[|\s]*(?=(?i:(?P=field)):){_KNOWN}(?:{VALUE})?|\|+(?!-?{_KNOWN}){VALUE}"
ITEM = re.compile(
    rf"(?P<minus>-(?=[^\s|-]))?(?:(?P<field>[A-Za-z]+):(?P<values>{VALUE}(?:{_FURTHER})*)?"
    r'|"(?P<quoted>[^"]*)(?P<close>"?)|(?P<word>[^\s"|]+))|(?P<either>\|+)'
)
EACH_VALUE = re.compile(rf"(?:\|[|\s]*{_KNOWN}|(?=[^\s|]))(?P<value>(?:{VALUE})?)")
"""One after the other the values of an item's `values`; one is empty where a field is named again without any."""

NAMES_FIELD = re.compile(_KNOWN)
"""How a value begins that stands in quotation marks only, since it would be read as a filter."""


class Item(msgspec.Struct, frozen=True):
    """One piece of what was typed, before it is known what it means. `raw` are a filter's values with their quotes."""

    text: str
    is_negated: bool = False
    is_quoted: bool = False
    is_closed: bool = True
    is_either: bool = False
    field: str = ""
    raw: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The values of a filter that say anything."""
        return tuple(value for value in (raw.strip('"').strip() for raw in self.raw) if value)


def items(text: str) -> Iterator[Item]:
    """Cut what was typed into its items."""
    for match in ITEM.finditer(text[:MOST_CHARACTERS].translate(QUOTES)):
        is_negated = match["minus"] is not None
        if match["word"]:
            yield Item(match["word"], is_negated)
        elif match["either"]:
            yield Item(match["either"], is_either=True)
        elif match["field"]:
            # A filter that turns out to be none is searched as it was typed, all of it.
            raw = tuple(EACH_VALUE.findall(match["values"] or ""))
            yield Item(match.group(), is_negated, field=match["field"], raw=raw)
        else:
            yield Item(match["quoted"], is_negated, is_quoted=True, is_closed=bool(match["close"]))
