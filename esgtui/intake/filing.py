"""The companies and pillars that rows name: each once, with an id that follows from its name."""

import re
import unicodedata
from hashlib import blake2b

import msgspec

from esgtui.intake.rows import IntakeError
from esgtui.intake.toml_text import table

MOST = 200_000
"""How many companies there may be: they are held in memory."""

MOST_PILLARS = 2_000
"""How many pillars one company may have; no reader could choose among more."""

_LONGEST = 60


def slug(text: str, otherwise: str) -> str:
    """Return a text as an id: its letters in their plainest form and its digits, with hyphens between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain) or re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return "-".join(words)[:_LONGEST].strip("-") or otherwise


def digest(*parts: str) -> str:
    """Return what tells texts from others, in 12 characters; space and the way accents are typed make no difference."""
    plain = "\0".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return blake2b(plain.encode("utf-8", "replace"), digest_size=6).hexdigest()


class Company(msgspec.Struct):
    """A company; `slug` is what its claims' ids begin with, `key` what tells it from others."""

    number: int
    id: str
    key: str
    slug: str
    name: str
    country: str = ""
    sector: str = ""
    pillars: dict[str, tuple[str, str]] = {}
    """By what tells titles apart: the id and the title."""

    def pillar(self, title: str) -> str:
        """Return the id of the pillar with a title, which is made if there is none."""
        key = " ".join(title.casefold().split())
        if key not in self.pillars:
            if len(self.pillars) >= MOST_PILLARS:
                advice = "see which column has the pillar, and say --map pillar=COLUMN, or --map own=COLUMN"
                raise IntakeError(f"{self.name} has more than {MOST_PILLARS:,} pillars; {advice}")
            known = {its for its, _ in self.pillars.values()}
            name = slug(title, "pillar")
            if name in known:
                name = f"{name}-{digest(key)[:4]}"
            self.pillars[key] = name, " ".join(title.split())
        return self.pillars[key][0]


class Companies:
    """All companies so far, in the order in which rows name them."""

    def __init__(self) -> None:
        self._by_key: dict[str, Company] = {}
        self._ids: set[str] = set()

    def __len__(self) -> int:
        return len(self._by_key)

    def of(self, name: str, own_id: str = "") -> Company:
        """Return the company with a name or, where rows have such, an id of its own."""
        key = " ".join((own_id or name).casefold().split())
        found = self._by_key.get(key)
        if found is None:
            if len(self._by_key) >= MOST:
                advice = "see which column has the company, and say --map company=COLUMN"
                raise IntakeError(f"there are more than {MOST:,} companies; {advice}")
            begin = slug(own_id or name, "company")
            identity = begin if begin not in self._ids else f"{begin}-{digest(key)[:6]}"
            self._ids.add(identity)
            found = Company(len(self._by_key), identity, key, begin, " ".join(name.split()), pillars={})
            self._by_key[key] = found
        return found

    def tables(self) -> "list[str]":
        """Return the TOML of all companies."""
        return [
            table(
                "companies",
                [("id", each.id), ("name", each.name), ("country", each.country), ("sector", each.sector)],
            )
            for each in self._by_key.values()
        ]

    def pillar_tables(self) -> list[str]:
        """Return the TOML of all pillars."""
        return [
            table("pillars", [("id", identity), ("company", company.id), ("title", title)])
            for company in self._by_key.values()
            for identity, title in company.pillars.values()
        ]
