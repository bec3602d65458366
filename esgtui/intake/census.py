"""What all rows say of companies, counted before claims are made: so nothing depends on where a row stands.

A name that stands with several countries is several companies, unless rows have an id that tells companies apart.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from esgtui.intake.filing import Companies, Company, compared, digest, id_as_written, slug, slug_before
from esgtui.intake.rows import IntakeError

MOST = 200_000
"""How many companies there may be: they are held in memory."""

MOST_PILLARS = 2_000
"""How many pillars one company may have; no reader could choose among more."""

_MOST_TEXTS = 100
"""So many different texts of a kind are counted of a company; where there are more, they tell nothing."""

Older = Mapping[tuple[str, str], str]
"""The ids of companies in an older import, by the name as it is compared, and the country."""


class Told(msgspec.Struct, gc=False):  # there may be very many, and none of them holds itself
    """What rows say of a company, and how many do; of each text, as it is spelt, how many."""

    number: int
    rows: int = 0
    names: dict[str, int] = {}
    countries: dict[str, int] = {}
    sectors: dict[str, int] = {}
    pillars: dict[str, int] = {}
    pillar_ids: dict[str, str] = {}
    """The ids that rows have for pillars, by the title."""
    kept_id: str = ""
    """The id that the program itself wrote, which stays as it is; so do then those of pillars."""

    def count_pillar(self, title: str, own_id: str = "", rows: int = 1) -> None:
        """Take in a pillar, with the id that it has of its own; raise `IntakeError` for more than there can be."""
        if len(self.pillars) >= MOST_PILLARS and title not in self.pillars:
            advice = "see which column has the pillar, and say --map pillar=COLUMN, or --map own=COLUMN"
            raise IntakeError(f"{_most(self.names)} has more than {MOST_PILLARS:,} pillars; {advice}")
        self.pillars[title] = self.pillars.get(title, 0) + rows
        if own_id:
            self.pillar_ids.setdefault(title, own_id)

    def take_over(self, other: "Told") -> None:
        """Take in what was said of a company that turned out to be this one."""
        self.number = min(self.number, other.number)
        self.rows += other.rows
        for own, others in (
            (self.names, other.names),
            (self.countries, other.countries),
            (self.sectors, other.sectors),
        ):
            for text, rows in others.items():
                _count(own, text, rows)
        for title, rows in other.pillars.items():
            self.count_pillar(title, other.pillar_ids.get(title, ""), rows)


def _count(texts: dict[str, int], text: str, rows: int = 1) -> None:
    """Take in what rows say, if it is anything."""
    if text and (text in texts or len(texts) < _MOST_TEXTS):
        texts[text] = texts.get(text, 0) + rows


def _most(texts: Mapping[str, int]) -> str:
    """Return what most rows say; of what is said equally often, the first by its letters."""
    return min(((-rows, text) for text, rows in texts.items()), default=(0, ""))[1]


class Named(msgspec.Struct):
    """A company as it is counted: what tells it from others, and what was told of it."""

    key: str
    country: str
    begin: str
    told: Told
    is_first: bool = True
    is_parted: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.key, self.country

    @property
    def rank(self) -> tuple[int, str, str]:
        """The order in which companies choose ids: those of most rows first."""
        return -self.told.rows, self.key, self.country


class Census:
    """Counts what rows say of companies."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, Told]] = {}
        self._own: set[str] = set()
        self._count = 0

    def add(
        self, name: str, own_id: str, country: str, sector: str, pillars: Mapping[str, str], *, keeps_ids: bool = False
    ) -> None:
        """Take in what a row says, of pillars the title and an id; raise `IntakeError` for more than there can be.

        Where it `keeps_ids`, these are ids as the program wrote them, and not what others call theirs.
        """
        key = compared(own_id or name)
        if own_id:
            self._own.add(key)
        by_country = self._told.get(key)
        if by_country is None:
            by_country = self._told[key] = {}
        apart = "" if own_id else country
        told = by_country.get(apart)
        if told is None:
            told = by_country[apart] = self._new()
        told.rows += 1
        if keeps_ids:
            told.kept_id = told.kept_id or id_as_written(own_id)
        if name:
            _count(told.names, " ".join(name.split()))
        if country:
            _count(told.countries, " ".join(country.split()))
        if sector:
            _count(told.sectors, " ".join(sector.split()))
        for pillar, pillar_id in pillars.items():
            told.count_pillar(" ".join(pillar.split()), pillar_id)

    def _new(self) -> Told:
        if self._count >= MOST:
            advice = "see which column has the company, and say --map company=COLUMN"
            raise IntakeError(f"there are more than {MOST:,} companies; {advice}")
        self._count += 1
        return Told(self._count)

    def companies(self, older: Older) -> Companies:
        """Return all companies; those that an older import had keep its ids."""
        named = [each for key in list(self._told) for each in self._parted(key, self._told.pop(key), older)]
        ids = _ids(named, {} if self._own else older)
        return Companies(_company(each, ids[each.pair]) for each in named)

    def _parted(self, key: str, by_country: dict[str, Told], older: Older) -> list[Named]:
        """Return the companies of one name, one for each country; the first of them has the rows without any."""
        most = min(by_country.items(), key=lambda each: (-each[1].rows, each[0]))[1]
        called = key if key in self._own else _most(most.names)
        begin = most.kept_id or slug_before(called, "company")
        if not most.kept_id and begin not in {older.get((key, country)) for country in by_country}:
            begin = slug(called, "company")
        unplaced = by_country.pop("", None) if len(by_country) > 1 else None
        found = [Named(key, country, begin, told) for country, told in by_country.items()]
        first = min(found, key=lambda each: (older.get((key, each.country)) != begin, each.rank))
        if unplaced:
            first.told.take_over(unplaced)
        for each in found:
            each.is_first, each.is_parted = each is first, len(found) > 1
        return found


def _ids(named: Iterable[Named], older: Older) -> dict[tuple[str, str], str]:
    """Return the id of each company: the older one, or what its name is called, made longer where that is taken."""
    waiting = sorted(named, key=lambda each: (not each.is_first, each.rank))
    found = {each.pair: older[each.pair] for each in waiting if each.pair in older}
    taken = set(found.values())
    first = {each.key: each.pair for each in waiting if each.is_first}
    for each in waiting:
        if each.pair not in found:
            begin = each.begin if each.is_first else f"{found[first[each.key]]}-{each.country.lower()}"
            more = digest(each.key) if each.is_first else digest(*each.pair)
            found[each.pair] = free_id([begin, f"{begin}-{more[:6]}"], taken)
            taken.add(found[each.pair])
    return found


def free_id(wanted: Sequence[str], taken: set[str]) -> str:
    """Return the first id that is not taken."""
    identity = next((each for each in wanted if each not in taken), wanted[-1])
    while identity in taken:
        identity += "x"
    return identity


def _company(named: Named, identity: str) -> Company:
    told = named.told
    return Company(
        number=told.number,
        id=identity,
        key=named.key,
        slug=named.begin,
        name=_most(told.names),
        country=_most(told.countries),
        sector=_most(told.sectors),
        is_first=named.is_first,
        is_parted=named.is_parted,
        pillars=_pillars(told),
    )


def _pillars(told: Told) -> dict[str, tuple[str, str]]:
    """Return the id and the title of each pillar, by the title as it is compared."""
    spelt: dict[str, Told] = {}
    for title, rows in told.pillars.items():
        pillar = spelt.setdefault(compared(title), Told(len(spelt)))
        pillar.rows += rows
        _count(pillar.names, title, rows)
    ids: dict[str, str] = {}
    for key, pillar in sorted(spelt.items(), key=lambda each: (-each[1].rows, each[0])):
        title = _most(pillar.names)
        own_id = told.pillar_ids.get(title, "")
        begin = own_id if told.kept_id and own_id else slug(own_id or title, "pillar")
        ids[key] = free_id([begin, f"{begin}-{digest(key)[:4]}"], set(ids.values()))
    return {key: (ids[key], _most(pillar.names)) for key, pillar in spelt.items()}
