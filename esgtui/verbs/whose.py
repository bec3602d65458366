"""Whose a document may be: the companies of the dataset, and what the document itself calls its company."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Company
from esgtui.documents.document import Document
from esgtui.documents.names import OwnNames, legal_names, name_in_title, without_legal_form
from esgtui.search.text import fold


class Likely(NamedTuple):
    """A company that a document may be by: the id and name of one that there is, or else the name of a new one."""

    company: str
    name: str
    is_new: bool = False


class Names(NamedTuple):
    """What a document calls its company: its title, whom that is likely to name, and names in the text."""

    title: str
    titled: str
    legal: Sequence[str]
    own: Sequence[str]


def names_of(document: Document) -> Names:
    """Return what a document calls its company."""
    own = sorted(OwnNames(document).names)
    return Names(document.title, name_in_title(document.title), legal_names(document), own)


def likely_companies(names: Names, dataset: Dataset | None) -> list[Likely]:
    """Return whose a document may be, the likeliest first: all companies of the dataset, and those that it names.

    Whom the title names comes first, then whom the text speaks for. Where that is nobody, or somebody of the dataset,
    the dataset's companies come before the names of new ones.
    """
    companies = list(dataset.companies.values()) if dataset else []
    titled = [each for each in companies if _is_named_in(names.title, each) or _is_called(each, names.titled)]
    called = [each for each in companies if any(_is_called(each, name) for name in names.own)]
    first = [] if titled else list(_new([names.titled], companies))
    new = list(_new([*names.legal, *names.own], companies))
    known = [Likely(each.id, each.name) for each in (*titled, *called, *companies)]
    speaks_for_another = bool(names.own) and not (titled or first or called)
    return list(dict.fromkeys([*first, *new, *known] if speaks_for_another else [*first, *known, *new]))


def _new(names: Iterable[str], companies: Sequence[Company]) -> Iterator[Likely]:
    """Yield the names that are of none of the companies."""
    unknown = (name for name in names if name and not any(_is_called(each, name) for each in companies))
    return (Likely(name, name, is_new=True) for name in unknown)


def _is_called(company: Company, name: str) -> bool:
    """Return whether a document that has this name speaks of the company: the whole of it, or words of it."""
    return bool(name) and any(_has_words(called, name) for called in (company.id, company.name, *company.aliases))


def _is_named_in(title: str, company: Company) -> bool:
    """Return whether a title has a company's name in it, with or without its legal form."""
    return any(_has_words(title, without_legal_form(name)) for name in (company.name, *company.aliases))


def _has_words(text: str, words: str) -> bool:
    """Return whether words stand in a text one after the other, as whole words."""
    return f" {' '.join(_cut(words))} " in f" {' '.join(_cut(text))} "


def _cut(text: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in fold(text)).split()
