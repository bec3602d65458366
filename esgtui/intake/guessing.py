"""What each column of a table most likely is for, by its heading and by what stands in it."""

from collections.abc import Callable, Iterator, Sequence

from esgtui.intake.amounts import amount_of
from esgtui.intake.column import FEW_WORDS, Column, is_date, is_sentence, words_in
from esgtui.intake.kinds import conformity_of, kind_of, qualifier_of
from esgtui.intake.mapping import Roles
from esgtui.intake.roles import IN_THESE_WORDS, OWN, ROLES, folded, says
from esgtui.intake.rows import Row, Tell, hear_nothing
from esgtui.intake.target_headings import TARGETS, is_target_value
from esgtui.intake.topics import topics_in
from esgtui.intake.values import (
    addresses_in,
    country_of,
    language_of,
    paragraph_of,
    period_of,
    year_of,
)

SAMPLE = 1000
"""From so many rows the columns are guessed."""

_MOST = 2_000
"""So many columns are looked at; what nobody gives names one by one is kept as it is."""

_LIKE_LENGTH = 20
"""How long the cells of a column beside one of texts are, at least, if it holds texts, too."""

_REMARK_WORDS = (
    *("comment", "comments", "remark", "remarks", "bemerkung", "bemerkungen", "kommentar", "commentaire", "comentario"),
    *("omission", "omissions", "reason for omission", "auslassung", "auslassungen", "omisiones", "备注", "從略"),
)
_REMARKS = frozenset(map(folded, _REMARK_WORDS))

_OTHERWISE = ("metric", "topics")
"""What a column is called that has what claims are about, where no other column has texts."""

_TITLES = frozenset(
    {"title", "headline", "article", "titel", "titre", "título", "titulo", "titolo", "标题", "タイトル"}
)
"""What the titles of documents are called, where their addresses stand beside them."""

_SITES = 3
"""In so many companies' rows several countries stand, at least, where these are no countries of companies."""

_MOST_WORDS = 4
"""A name of a company seldom has more."""

_SOME = 0.1
"""Such a share of cells are amounts, at least, in a column that is called values; the others are words (`net zero`)."""


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
    "value": lambda column: column.share(amount_of) > (_SOME if says(column.name, "value") == IN_THESE_WORDS else 0.5),
    "url": lambda column: column.share(addresses_in) > 0.5,
    "source": lambda column: not column.is_address and column.length <= 200,
    "published": lambda column: column.share(is_date) > 0.5,
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
    texts = [column for column in columns if (column.is_text or _is_called_so(column)) and not _is_aside(column)]
    hinted = [column for column in columns if says(column.name, "statement") and _may_be_said(column)]
    found = hinted if hinted and not texts else _with_alike(texts, columns, tell)
    otherwise = sorted(filter(_may_be_otherwise, columns), key=lambda column: -column.distinct)
    return found or otherwise[:1]


def _is_called_so(column: Column) -> bool:
    """Return whether a column is called by a kind of claims and has texts, and not years or words."""
    return folded(column.name) in TARGETS and _is_wordy(column) and not column.is_for_programs


def _may_be_otherwise(column: Column) -> bool:
    """Return whether a column has what claims are about: indicators, or the disclosures of a content index."""
    is_called_so = any(says(column.name, role) == IN_THESE_WORDS for role in _OTHERWISE)
    return is_called_so and _is_wordy(column) and column.distinct > 1


def _is_wordy(column: Column) -> bool:
    return column.share(lambda text: words_in(text) >= FEW_WORDS) > 0.5


def _with_alike(texts: list[Column], columns: Sequence[Column], tell: Tell) -> list[Column]:
    """Return columns of texts, or the one of the longest, with those that are like them but for somewhat shorter ones.

    Texts are a few words each, and the heading of their column says nothing else. So all columns of a wide table make
    claims, and not only those with the longest.
    """
    every = _told(columns, 0, tell)
    free = [column for column in every if _may_be_said(column) and not _is_aside(column) and not _says_else(column)]
    wordy = list(filter(_is_wordy, free))
    texts = texts or ([max(wordy, key=lambda column: column.length)] if wordy else [])
    return [column for column in columns if column in texts or (column in wordy and _is_like(column, texts))]


def _is_like(column: Column, texts: Sequence[Column]) -> bool:
    """Return whether a column may hold texts of the same kind: sentences where those are, or else about as long."""
    if not texts or column.length < _LIKE_LENGTH or column.distinct < 0.8 * len(column.texts):
        return False
    if all(text.share(is_sentence) > 0.5 for text in texts):
        return column.share(is_sentence) > 0.5
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
    if "value" not in found.values():
        has_units = "unit" in found.values()
        aimed_at = [
            column.name
            for column in free
            if is_target_value(column.name, has_units=has_units) and _FITS["value"](column)
        ]
        found.update(dict.fromkeys(aimed_at, "value") if len(aimed_at) == 1 else {})
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


def _begins_as_name(text: str) -> bool:
    """Return whether a text begins with a capital, or in a script that has none."""
    first = text[:1]
    return len(text) > 2 if first.isupper() else first.isalpha() and first.lower() == first.upper()


def _is_title(column: Column) -> bool:
    return not column.is_address and column.length <= 200


def _is_unknown(column: Column) -> bool:
    """Return whether a column of names may be one of companies: no countries, no codes, and many different ones.

    It names most rows' companies: what stands in half of them at most is something else.
    """
    if column.is_numbered or 2 * len(column.texts) <= column.rows:
        return False
    is_wordy = column.share(lambda text: words_in(text) > _MOST_WORDS) > 0.3
    if is_wordy or says(column.name, "own") == IN_THESE_WORDS:
        return False
    has_names = column.share(_begins_as_name) > 0.6
    return has_names and column.share(country_of) < 0.5 and column.distinct > min(10, 0.05 * column.rows)
