"""A dataset to begin with: every table once, each key explained in a comment."""

import re
import unicodedata
from importlib.resources import files
from string import Template

from esgtui.alphabets import plain_letters
from esgtui.curating.blocks import blocks
from esgtui.curating.written import written_key


def identifier(name: str, otherwise: str) -> str:
    """Return a name as an id of lower-case letters, digits and hyphens, or `otherwise` where none of it can be."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or otherwise


def spelt_out(name: str, otherwise: str) -> str:
    """Return a name as such an id, its letters spelt out that have no accent to be taken off."""
    return identifier(plain_letters(name), otherwise)


LONGEST = 60
"""So many characters a dataset's id has at most: its journal's file is called after it."""


def dataset_id(name: str) -> str:
    """Return the id of a dataset in a file of this name, another one for each name: it decides which journal is used.

    Where letters of the name cannot stand in an id, or there are too many of them, a digest of it stands at the end.
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    wanted = identifier(folded, "")
    has_all = all(character.isascii() for character in folded if character.isalnum())
    if wanted and has_all and len(wanted) <= LONGEST:
        return wanted
    from hashlib import blake2b

    composed = unicodedata.normalize("NFC", name)  # one name, however its accents are written
    digest = blake2b(composed.encode("utf-8", "surrogateescape"), digest_size=3).hexdigest()
    return f"{wanted[:LONGEST] or 'claims'}-{digest}"


def template(title: str, company: str, name: str = "") -> str:
    """Return the text of a new dataset with this title, about this company; it opens as it is.

    Its id is made of `name`, that of its file, or else of the title.
    """
    text = files("esgtui.curating").joinpath("template.toml").read_text(encoding="utf-8")
    return Template(text).substitute(
        title=_quoted(title),
        company=_quoted(company),
        id=dataset_id(name or title),
        company_id=spelt_out(company, "company"),
    )


def beginning(title: str, company: str, name: str) -> str:
    """Return the text of a new dataset that has no claims yet, nor what claims hang on but their company."""
    parts = blocks(template(title, company, name))
    return "".join(part.text for part in parts if not part.path or part.path[0] not in _EXAMPLES)


_EXAMPLES = frozenset({"pillars", "sources", "claims"})
"""What the template has for showing how it is written."""


def _quoted(text: str) -> str:
    """Return a text as it stands between the quotes of TOML, on one line; what no file can hold is told by a sign."""
    line = " ".join(_LONE.sub("\ufffd", text).split())
    return written_key("key", line).removeprefix('key = "').removesuffix('"\n')


_LONE = re.compile("[\ud800-\udfff]")
"""Bytes that were no text where they were typed."""
