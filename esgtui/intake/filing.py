"""The companies and pillars that rows name: each once, with an id that follows from its name."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import TypeVar

import msgspec

from esgtui.alphabets import plain_letters
from esgtui.intake.rows import IntakeError
from esgtui.intake.toml_text import Value, table

_LONGEST = 60


_Found = TypeVar("_Found")


def slug(text: str, otherwise: str) -> str:
    """Return a text as an id: its letters in their plainest form and its digits, with hyphens between words."""
    return slug_before(plain_letters(text), otherwise)


def slug_before(text: str, otherwise: str) -> str:
    """Return the id that a text had at first, which older imports have: without letters that are plain already."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain) or re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return "-".join(words)[:_LONGEST].strip("-") or otherwise


def id_as_written(text: str) -> str:
    """Return an id that stays as it is but for space, which no id has."""
    return "-".join(text.split())


def digest(*parts: str) -> str:
    """Return what tells texts from others, in 12 characters; space and the way accents are typed make no difference."""
    plain = "\0".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return blake2b(plain.encode("utf-8", "replace"), digest_size=6).hexdigest()


def compared(text: str) -> str:
    """Return a name as it is compared: case and space make no difference."""
    return " ".join(text.casefold().split())


class Company(msgspec.Struct):
    """A company; `slug` is what its claims' ids begin with, `key` what tells it from others.

    `is_parted` says that others have its name in other countries, `is_first` that it is the one of rows without any.
    """

    number: int
    id: str
    key: str
    slug: str
    name: str
    country: str = ""
    sector: str = ""
    is_first: bool = True
    is_parted: bool = False
    pillars: dict[str, tuple[str, str]] = {}
    """By what tells titles apart: the id and the title."""

    def pillar(self, title: str) -> str:
        """Return the id of the pillar with a title."""
        return _known(self.pillars, compared(title))[0]


class Companies:
    """All companies, in the order in which rows name them."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self._all = sorted(companies, key=lambda each: each.number)
        self._first = {each.key: each for each in self._all if each.is_first}
        self._others = {(each.key, each.country): each for each in self._all if not each.is_first}

    def __len__(self) -> int:
        return len(self._all)

    def of(self, name: str, own_id: str, country: str) -> Company:
        """Return the company of a row that names it, by an id of its own where rows have such."""
        key = compared(own_id or name)
        other = None if own_id else self._others.get((key, country))
        return other or _known(self._first, key)

    @property
    def names(self) -> int:
        """How many names they have: those of one name in several countries share it."""
        return len(self._first)

    @property
    def parted(self) -> list[str]:
        """The names that are several companies, each with its countries."""
        found = {each.key: [each.country] for each in self._all if each.is_parted and each.is_first}
        for key, country in self._others:
            found[key].append(country)
        return [f"{self._first[key].name} ({', '.join(sorted(countries))})" for key, countries in found.items()]

    def tables(self) -> list[str]:
        """Return the TOML of all companies."""
        return [table("companies", _pairs(each)) for each in self._all]

    def pillar_tables(self) -> list[str]:
        """Return the TOML of all pillars."""
        return [
            table("pillars", [("id", identity), ("company", company.id), ("title", title)])
            for company in self._all
            for identity, title in company.pillars.values()
        ]


def _pairs(company: Company) -> list[tuple[str, Value | None]]:
    """Return the fields of a company; one whose name others have too is also called by its country."""
    aliases = [f"{company.name} ({company.country})"] if company.is_parted else []
    named: list[tuple[str, Value | None]] = [("id", company.id), ("name", company.name), ("aliases", aliases)]
    return [*named, ("country", company.country), ("sector", company.sector)]


def _known(found: Mapping[str, _Found], key: str) -> _Found:
    """Return what was counted in a first pass; a file in which it was not has changed since."""
    if key not in found:
        raise IntakeError("the file changed while it was read; import it again")
    return found[key]
