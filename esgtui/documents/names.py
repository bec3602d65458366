"""What a document calls the company that it is about, found by how often a name is the one who does something."""

import re
from collections import Counter

from esgtui.documents.document import Document

LEAST = 2
"""So many times a name has to be followed by a verb, at least."""
SHARE = 0.03
"""In such a share of the paragraphs it has to be, at least, up to `ENOUGH` of them."""
ENOUGH = 5
READ = 20_000
"""So many characters of a paragraph are looked at: more than any has."""
READ_IN_ALL = 5_000_000
"""So many characters of a document are looked at, as a thousand dense pages have."""

_DOES = re.compile(
    r"(?<![\w’'&-])([^\W\d_][\w&-]*+)(?:\s(?:also|now|already|always|only|officially|further))?\s"
    r"(?:is|has|was|had|will|aims|plans|believes|strives|continues|works|launched|developed|established|started|published|"
    r"announced|follows|operates|uses|supports|provides|collaborates|aspires|commits|reduced|invests|invested)\b"
)
_NO_NAMES = (
    "it this that which who he she they we there what and or one each all company group report strategy system plan "
    "chain network board management product products team brand project programme program energy process work sector "
    "industry government market use goal target approach policy data information development governance mission"
)
"""Words that verbs follow, and that are no names."""

_FORMS = (
    *(
        "AG",
        "SE",
        "GmbH",
        "KGaA",
        "KG",
        "plc",
        "PLC",
        "Ltd",
        "Limited",
        "Inc",
        "Corp",
        "Corporation",
        "LLC",
        "SA",
        "S.A.",
    ),
    *("SAS", "SpA", "S.p.A.", "NV", "N.V.", "BV", "B.V.", "AB", "ASA", "A/S", "Oyj", "Co., Ltd", "Co. Ltd"),
)
"""The legal forms of companies."""
_NAMED = r"[A-ZÀ-Þ][\w&.’'-]++"
_FURTHER = rf",?\s(?:{_NAMED}|&|of|and|für|und|de|et)"
_DOT = r"(?:(?:(?<=Inc)|(?<=Ltd)|(?<=Corp))\.)?"
_FORM = rf"(?:{'|'.join(map(re.escape, _FORMS))}){_DOT}"
_LEGAL = re.compile(rf"(?<!\w)(?<!\w[&.’'-])({_NAMED}(?:{_FURTHER}){{0,6}}?,?\s{_FORM})(?![\w/])")
MOST_LEGAL = 5
"""So many names with a legal form are offered."""


def legal_names(document: Document) -> list[str]:
    """Return the names of companies that a document has with their legal form, those that it has most often first.

    A name of the document's company that is written small belongs to it: smart Automobile Co., Ltd.
    """
    small = [name for name in OwnNames(document).names if name[0].islower()]
    counts: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        text = paragraph.text.removeprefix(f"{paragraph.section}\n")[:READ]
        for found in _LEGAL.finditer(text):
            before = text[: found.start()].rstrip()
            first = next((name for name in small if re.search(rf"(?<!\S){re.escape(name)}\Z", before)), "")
            counts[" ".join([first, *found[1].split()]).lstrip()] += 1
    for name in [name for name in counts if f"{name}." in counts]:
        counts[name] += counts.pop(f"{name}.")  # the dot is that of a sentence
    return [name for name, _ in counts.most_common(MOST_LEGAL)]


_ENDS_IN_FORM = re.compile(rf",?\s{_FORM}$")


def without_legal_form(name: str) -> str:
    """Return a company's name without the legal form that it ends in, if it does."""
    return _ENDS_IN_FORM.sub("", name)


_YEAR = r"(?:20\d\d|FY\S*)(?:[/–-]\d+)?"
_REPORTED = re.compile(
    rf"(?i)(\S+(?: (?!{_YEAR} )\S+){{0,4}}?)(?:['’]s)?,?(?: [–—|:-])?(?: {_YEAR})?"
    r" (?:group )?(?:sustainability|esg|csr|annual|integrated|climate|environmental|responsibility|impact|non-financial"
    r"|nachhaltigkeits\w*|geschäfts\w*)"
    rf"(?: (?:and|&) \w+)?(?: (?:report|review|statement|update|disclosures?|data ?book))?(?:[ ,(]+{_YEAR}\)?)?"
)
_OF_A_YEAR = re.compile(
    r"(?i)(\S+(?: \S+){0,4}?)(?:['’]s)?,?(?: [–—|:-])?"
    rf" (?:(?:report|review)(?: for)? {_YEAR}|{_YEAR} (?:report|review))"
)
_KINDS_OF_REPORT = (
    "sustainability esg csr annual integrated climate environmental responsibility impact non-financial progress "
    "status interim quarterly half-year half-yearly full-year year financial technical final country summary and &"
)
"""What reports are, so that no name ends in it."""
_TELLS = re.compile(r"(?i)\b(?:publish|releas|launch|issu|unveil|announc|present)\w*")
"""What titles of news say that somebody does with a report."""
_BETWEEN_PARTS = re.compile(r"[:|]\s|\s[–—|-]\s")
_NO_BEGINNINGS = frozenset({"our", "the", "a", "group", "corporate", "unser", "der", "die", "das", "le", "la", "notre"})


def name_in_title(title: str) -> str:
    """Return what stands before `Sustainability Report` and the like in a title: mostly the company; or nothing.

    Of a title in parts (`Bright Foods: our impact 2024`) it is the last whole part that may be a name.
    """
    text = " ".join(title.split())
    found = _REPORTED.fullmatch(text) or _OF_A_YEAR.fullmatch(text)
    parts = _BETWEEN_PARTS.split(found[1]) if found else []
    names = [_without_kind(part.rstrip(" ,–—|:-")) for part in parts]
    return next(filter(_may_be_name, reversed(names)), "")


def _without_kind(text: str) -> str:
    """Return a name without words at its end for a kind of report: `Acme` of `Acme Progress` (Report 2024)."""
    words, kinds = text.split(" "), _KINDS_OF_REPORT.split()
    while words and words[-1].lower() in kinds:
        words.pop()
    return " ".join(words).rstrip(" ,–—|:-")


def _may_be_name(text: str) -> bool:
    return text[:1].isalpha() and text.split(maxsplit=1)[0].lower() not in _NO_BEGINNINGS and not _TELLS.search(text)


class OwnNames:
    """The names by which a document speaks of its company."""

    def __init__(self, document: Document) -> None:
        none = frozenset(_NO_NAMES.split())
        counts: Counter[str] = Counter()
        left = READ_IN_ALL
        for paragraph in document.paragraphs:
            text = paragraph.text[: min(READ, left)]
            counts.update(set(_DOES.findall(text)))
            left -= len(text)
            if not left:
                break
        least = max(LEAST, min(ENOUGH, int(SHARE * len(document.paragraphs))))
        title = document.title
        self.names = frozenset(
            name
            for name, count in counts.items()
            if count >= least and name.lower() not in none and (name[0].isupper() or name in title)
        )
        self._stands = re.compile(rf"(?:{'|'.join(map(_alone, sorted(self.names)))})(?!\w)")

    def speak_in(self, text: str) -> bool:
        """Return whether a text names the company."""
        return bool(self.names) and self._stands.search(text) is not None


def _alone(name: str) -> str:
    """Return the pattern of a name that no word goes on with; its first letter comes first: so it is found sooner."""
    first, rest = re.escape(name[0]), re.escape(name[1:])
    return rf"{first}(?<!\w{first}){rest}"
