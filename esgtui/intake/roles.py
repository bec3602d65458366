"""What a column may be for: the roles, what each of them is, and which headings say so."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

import msgspec

AGAIN = re.compile(r" \(\d+\)$")
"""What is put to a heading that stands there again."""

OWN = "own"
"""A column that the format has no field for: kept with each claim under a key of its own."""

IGNORE = "ignore"
"""A column that is left out."""


class Role(msgspec.Struct, frozen=True):
    """What a column is for; `is_many` says that several columns may be for the same."""

    name: str
    title: str
    is_many: bool = False


ROLES = {
    each.name: each
    for each in (
        Role("statement", "the claim; each column of texts makes claims of its own", is_many=True),
        Role("company", "who makes the claim"),
        Role("company_id", "what tells companies apart that have one name"),
        Role("country", "the company's country"),
        Role("sector", "the company's sector"),
        Role("id", "what tells claims apart, also in a newer file"),
        Role("pillar", "what the company groups its claims by"),
        Role("pillar_id", "what tells pillars apart whose titles change"),
        Role("kind", "commitment, target, achievement …"),
        Role("quote", "the document's own words"),
        Role("topics", "topics of ESRS, GRI or the SDGs, divided by semicolons", is_many=True),
        Role("period", "the year or years spoken of"),
        Role("base_year", "what a target is against"),
        Role("target_year", "when a target is due"),
        Role("horizon", "short, medium or long"),
        Role("standards", "standards that the claim names", is_many=True),
        Role("conformity", "certified, audited, in accordance with, follows"),
        Role("assurance", "the third party that the claim names"),
        Role("system", "a programme that the claim is about"),
        Role("metric", "what is measured"),
        Role("value", "its value, a number"),
        Role("unit", "its unit"),
        Role("per", "what one value is counted over"),
        Role("qualifier", "exactly, about, over, under, at least, at most"),
        Role("comparator", "what a reduction is against"),
        Role("metrics", "all metrics, as exports of this program have them"),
        Role("source", "the title of the document"),
        Role("url", "the address of the document", is_many=True),
        Role("publisher", "who published the document"),
        Role("published", "when it was published"),
        Role("language", "in which language the document is"),
        Role("section", "where in the document the claim stands"),
        Role("page", "on which page"),
        Role("paragraph", "in which paragraph, counted from 1"),
        Role("places", "all places, as exports of this program have them"),
        Role("tags", "tags, divided by commas or semicolons", is_many=True),
        Role("own_keys", "what the curator kept, as exports of this program have it"),
        Role(OWN, "kept with the claim as it is", is_many=True),
        Role(IGNORE, "left out", is_many=True),
    )
}
"""All roles by name, in the order in which they are shown."""


def folded(heading: str) -> str:
    """Return a heading as it is compared: words in lower case with a space between, without accents."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    if not plain.isascii():
        plain = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


@cache
def known_headings() -> dict[str, dict[str, None]]:
    """Return by role the headings that say so, folded."""
    import tomli

    text = files("esgtui.intake").joinpath("headings.toml").read_text(encoding="utf-8")
    return {role: dict.fromkeys(map(folded, names)) for role, names in tomli.loads(text).items()}


_ALONE = frozenset({"name", "year", "jahr", "annee", "ano", "anno", "jaar"})
"""Headings that say something alone only: the name of a product is no company's, and the net zero year no period."""

IN_THESE_WORDS = 3000
"""How clearly a heading says a role that it is called by."""


AT_ITS_END = 2000
"""How clearly it says one, at least, that it ends with the name of."""


@cache
def says(heading: str, role: str) -> int:
    """Return how clearly a heading says that its column has a role, 0 if it does not.

    At its end a known heading counts for more than elsewhere, and a longer one for more than a shorter one.
    """
    here, names = folded(AGAIN.sub("", heading)), known_headings().get(role, {})
    if here in names:
        return IN_THESE_WORDS
    telling = names.keys() - _ALONE
    last = [len(name) for name in telling if here.endswith(f" {name}") or (here.endswith(name) and not name.isascii())]
    among = [len(name) for name in telling if f" {name} " in f" {here} " or (name in here and not name.isascii())]
    return AT_ITS_END + max(last) if last else 1000 + max(among) if among else 0
