"""What each column of a table most likely is for, by its heading and by what stands in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from esgtui.intake.kinds import conformity_of, kind_of, qualifier_of
from esgtui.intake.mapping import Roles
from esgtui.intake.roles import AT_ITS_END, IN_THESE_WORDS, OWN, ROLES, folded, says
from esgtui.intake.rows import Row, Tell, hear_nothing
from esgtui.intake.topics import topics_in
from esgtui.intake.values import (
    addresses_in,
    country_of,
    date_of,
    language_of,
    number_of,
    paragraph_of,
    period_of,
    says_nothing,
    year_of,
)

SAMPLE = 1000
"""From so many rows the columns are guessed."""

_MOST = 2_000
"""So many columns are looked at; what nobody gives names one by one is kept as it is."""

_ENOUGH = 200
"""So many cells of a column are read to see what they hold."""

_TEXT_LENGTH = 40
"""How long the cells of a column are on average, in characters, if it holds texts and not names."""

_LIKE_LENGTH = 20
"""How long the cells of a column beside one of texts are, at least, if it holds texts, too."""

_NESTED = ("{", '["', "[{")
"""How cells begin that hold lists or objects of JSON, and not texts."""

_STOPS = (".", "!", "?", "。", "！", "？")

_REMARKS = frozenset(
    [
        "comment",
        "comments",
        "remark",
        "remarks",
        "bemerkung",
        "bemerkungen",
        "kommentar",
        "commentaire",
        "comentario",
        "备注",
    ]
)


_TITLES = frozenset(
    {"title", "headline", "article", "titel", "titre", "título", "titulo", "titolo", "标题", "タイトル"}
)
"""What the titles of documents are called, where their addresses stand beside them."""

_COUNTS = frozenset({"nr", "no", "number", "编号", "編號", "番号", "번호"})
"""The last words of headings that may merely count rows."""

_SITES = 3
"""In so many companies' rows several countries stand, at least, where these are no countries of companies."""

FEW_WORDS = 3
"""A text of so many words may be a claim where nothing else is."""


class Column:
    """One column of a sample: its heading, and its cells that say something."""

    def __init__(self, name: str, cells: Sequence[str]) -> None:
        self.name = name
        self.rows = len(cells)
        self.texts = [cell.strip() for cell in cells if not says_nothing(cell)]

    @cached_property
    def distinct(self) -> int:
        """How many different texts there are."""
        return len(set(self.texts))

    @cached_property
    def length(self) -> float:
        """How long a text is on average."""
        return sum(map(_length, self.texts)) / len(self.texts) if self.texts else 0.0

    def share(self, is_one: Callable[[str], object]) -> float:
        """Return which part of the texts is something."""
        some = self.texts[:_ENOUGH]
        return sum(1 for text in some if is_one(text)) / len(some) if some else 0.0

    @cached_property
    def is_text(self) -> bool:
        """Whether it holds sentences, and not names, numbers or addresses."""
        return (
            self.length >= _TEXT_LENGTH
            and not self.is_for_programs
            and self.share(lambda text: words_in(text) > 3) > 0.4
        )

    @cached_property
    def is_address(self) -> bool:
        """Whether it holds web addresses."""
        return self.share(lambda text: text.startswith(("http://", "https://"))) > 0.5

    @cached_property
    def is_for_programs(self) -> bool:
        """Whether it holds what programs read: web addresses, or lists and objects of JSON."""
        return self.is_address or self.share(lambda text: text.startswith(_NESTED)) > 0.5

    @cached_property
    def is_count(self) -> bool:
        """Whether it only counts rows, so that another row has its number once they are put in order anew."""
        last = folded(self.name).split()[-1:]
        return bool(last) and last[0] in _COUNTS and self.texts == [str(n) for n in range(1, len(self.texts) + 1)]

    @cached_property
    def is_numbered(self) -> bool:
        """Whether it has what tells rows apart: a heading that says so, or running numbers such as `A-1`."""
        return says(self.name, "id") >= AT_ITS_END or self.share(_RUNNING.fullmatch) > 0.5

    @cached_property
    def is_name(self) -> bool:
        """Whether it may hold names."""
        return self.length <= 80 and not self.is_address and self.share(_is_number) < 0.3 and self.share(_is_date) < 0.3


_RUNNING = re.compile(r"[^\W\d_]{0,3}[\W_]*\d+")
"""A running number, with letters before it or without."""

_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def _length(text: str) -> int:
    """Return how long a text is in letters; one that is a syllable or a word counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_IDEOGRAPHS.findall(text))


def words_in(text: str) -> int:
    """Return how many words a text has, about; where no space divides them, two letters are one."""
    return len(text.split()) if text.isascii() else len(text.split()) + len(_IDEOGRAPHS.findall(text)) // 2 - 1


def _is_sentence(text: str) -> bool:
    return text.endswith(_STOPS)


def _is_number(text: str) -> bool:
    return number_of(text) is not None


def _is_date(text: str) -> bool:
    return date_of(text) is not None


_FITS: dict[str, Callable[[Column], bool]] = {
    "company": lambda column: column.is_name,
    "company_id": lambda column: column.length <= 40,
    "country": lambda column: column.share(country_of) > 0.6,
    "sector": lambda column: column.is_name,
    "id": lambda column: (
        column.distinct == len(column.texts) == column.rows and column.length <= 80 and not column.is_count
    ),
    "pillar": lambda column: column.is_name and column.distinct <= max(30, 0.3 * column.rows),
    "kind": lambda column: column.share(kind_of) > 0.7,
    "quote": lambda column: column.length >= 20,
    "period": lambda column: column.share(period_of) > 0.5,
    "base_year": lambda column: column.share(year_of) > 0.5,
    "target_year": lambda column: column.share(year_of) > 0.5,
    "value": lambda column: column.share(_is_number) > 0.5,
    "url": lambda column: column.share(addresses_in) > 0.5,
    "source": lambda column: not column.is_address and column.length <= 200,
    "published": lambda column: column.share(_is_date) > 0.5,
    "language": lambda column: column.share(language_of) > 0.6,
    "topics": lambda column: (
        says(column.name, "topics") > 0 and column.share(lambda text: topics_in(text, column.name).cited) > 0.5
    ),
    "conformity": lambda column: column.share(conformity_of) > 0.6,
    "qualifier": lambda column: column.share(qualifier_of) > 0.6,
    "paragraph": lambda column: column.share(paragraph_of) > 0.6,
    "tags": lambda column: column.length <= 100,
}
"""What has to stand in a column of a role, besides anything at all."""


def guess(columns: Sequence[str], sample: Sequence[Row], tell: Tell = hear_nothing) -> Roles:
    """Return the likeliest role of each column, by its heading. Where no column can be the claim's text, none is.

    Columns are looked at twice, for claims and for all else; `tell` is told how far that is.
    """
    rows = [row.cells for row in sample if not row.fault]
    found = dict.fromkeys(columns, OWN)
    columns = columns[:_MOST]
    cells = ([row[place] if place < len(row) else "" for row in rows] for place in range(len(columns)))
    all_columns = [Column(name, texts) for name, texts in zip(columns, cells, strict=True)]
    found.update({column.name: "statement" for column in _statements(all_columns, tell)})
    _assign(all_columns, found, tell)
    _fall_back(all_columns, found)
    _leave_sites(columns, rows, found)
    return found


def _statements(columns: Sequence[Column], tell: Tell) -> list[Column]:
    """Return the columns of claims' texts: those that say so, or else all that hold sentences and say nothing else."""
    named = [column for column in columns if says(column.name, "statement") == IN_THESE_WORDS and _may_be_said(column)]
    if named:
        return named
    texts = [column for column in columns if column.is_text and not _is_aside(column)]
    hinted = [column for column in columns if says(column.name, "statement") and _may_be_said(column)]
    return hinted if hinted and not texts else _with_alike(texts, columns, tell)


def _with_alike(texts: list[Column], columns: Sequence[Column], tell: Tell) -> list[Column]:
    """Return columns of texts, or the one of the longest, with those that are like them but for somewhat shorter ones.

    Texts are a few words each, and the heading of their column says nothing else. So all columns of a wide table make
    claims, and not only those with the longest.
    """
    every = _told(columns, 0, tell)
    free = [column for column in every if _may_be_said(column) and not _is_aside(column) and not _says_else(column)]
    wordy = [column for column in free if column.share(lambda text: words_in(text) >= FEW_WORDS) > 0.5]
    texts = texts or ([max(wordy, key=lambda column: column.length)] if wordy else [])
    return [column for column in columns if column in texts or (column in wordy and _is_like(column, texts))]


def _is_like(column: Column, texts: Sequence[Column]) -> bool:
    """Return whether a column may hold texts of the same kind: sentences where those are, or else about as long."""
    if not texts or column.length < _LIKE_LENGTH or column.distinct < 0.8 * len(column.texts):
        return False
    if all(text.share(_is_sentence) > 0.5 for text in texts):
        return column.share(_is_sentence) > 0.5
    names_things = _TITLES.union({"name"}).intersection(folded(column.name).split())
    return column.length >= 0.75 * min(text.length for text in texts) and not names_things


def _says_else(column: Column) -> bool:
    return any(says(column.name, role) == IN_THESE_WORDS for role in ROLES if role != "statement")


def _may_be_said(column: Column) -> bool:
    return bool(column.texts) and not column.is_for_programs and column.share(lambda text: words_in(text) > 1) > 0.3


def _is_aside(column: Column) -> bool:
    """Return whether a column of sentences is about claims, and not claims: remarks, or questions asked of many."""
    groups = says(column.name, "pillar") == IN_THESE_WORDS and 2 * column.distinct <= len(column.texts)
    asks = "question" in folded(column.name).split()
    told = asks or any(says(column.name, role) == IN_THESE_WORDS for role in ("quote", "source", "section"))
    return groups or told or folded(column.name) in _REMARKS


def _told(columns: Sequence[Column], time: int, tell: Tell) -> Iterator[Column]:
    """Yield columns, and tell how many are done; `time` is 0 the first time, and 1 the second."""
    for place, column in enumerate(columns):
        tell(time * len(columns) + place, 2 * len(columns))
        yield column


def _assign(columns: Sequence[Column], found: Roles, tell: Tell) -> None:
    """Give roles by headings, the clearest first; a role that only one column can have goes to the first of them.

    Where there is a company's name, what is called a company only is most likely its id.
    """
    ranked = sorted(
        (-clarity, role == "company" and " name" not in folded(column.name), place, column.name, role)
        for place, column in enumerate(_told(columns, 1, tell))
        if column.texts and found[column.name] == OWN
        for role, clarity in _clearest(column)
    )
    taken: set[str] = set()
    for _, _, _, name, role in ranked:
        if found[name] == OWN and (role not in taken or ROLES[role].is_many):
            found[name] = role
            taken.add(role)


def _clearest(column: Column) -> list[tuple[str, int]]:
    """Return the roles that a heading says most clearly, of those that the cells can be, and how clearly."""
    said = {role: says(column.name, role) for role in ROLES if role != "statement" and _FITS.get(role, bool)(column)}
    most = max(said.values())
    if said.get("topics") == most > 0:
        return [("topics", most)]  # codes of frameworks prove it, whatever else the heading may say
    return [(role, clarity) for role, clarity in said.items() if clarity == most > 0]


def _fall_back(columns: Sequence[Column], found: Roles) -> None:
    """Give the roles that matter most to columns whose headings say nothing, by what stands in them."""
    free = [column for column in columns if found[column.name] == OWN and column.texts]
    if "url" not in found.values() and (address := next((column for column in free if column.is_address), None)):
        found[address.name] = "url"
    if "url" in found.values() and "source" not in found.values():
        titles = [column.name for column in free if folded(column.name) in _TITLES and _is_title(column)]
        found.update(dict.fromkeys(titles[:1], "source"))
    if "company" not in found.values():
        names = [column for column in free if column.is_name and column.distinct > 1 and _is_unknown(column)]
        if names and "statement" in found.values():
            found[max(names, key=lambda column: min(column.distinct, 0.9 * column.rows)).name] = "company"


def _leave_sites(columns: Sequence[str], rows: Sequence[Sequence[str]], found: Roles) -> None:
    """Keep a column of countries as it is where it has the countries of plants or markets, and not of companies."""
    places = {role: columns.index(name) for name, role in found.items() if role in {"company", "company_id", "country"}}
    if places.keys() != {"company", "country"}:
        return
    company, country = places["company"], places["country"]
    countries: dict[str, list[str | None]] = {}
    for row in rows:
        if max(company, country) < len(row) and row[company].strip():
            countries.setdefault(folded(row[company]), []).append(country_of(row[country]))
    several = [len({*told} - {None}) > 1 for told in countries.values() if len(told) > 1]
    if sum(several) >= _SITES and sum(several) > 0.3 * len(several):
        found[columns[country]] = OWN


def _is_title(column: Column) -> bool:
    return not column.is_address and column.length <= 200


def _is_unknown(column: Column) -> bool:
    """Return whether a column of names may be one of companies: no countries, no codes, and many different ones.

    It names most rows' companies: what stands in half of them at most is something else.
    """
    if column.is_numbered or 2 * len(column.texts) <= column.rows:
        return False
    has_names = column.share(lambda text: len(text) > 2 and text[:1].isupper()) > 0.6 or not column.texts[0].isascii()
    return has_names and column.share(country_of) < 0.5 and column.distinct > min(10, 0.05 * column.rows)
