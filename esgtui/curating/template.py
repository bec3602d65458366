"""A dataset to begin with: every table once, each key explained in a comment."""

import re
import unicodedata
from importlib.resources import files
from string import Template

from esgtui.visible import steering_escaped


def identifier(name: str, otherwise: str) -> str:
    """Return a name as an id of lower-case letters, digits and hyphens, or `otherwise` where none of it can be."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or otherwise


def template(title: str, company: str) -> str:
    """Return the text of a new dataset with this title, about this company; it opens as it is."""
    text = files("esgtui.curating").joinpath("template.toml").read_text(encoding="utf-8")
    return Template(text).substitute(
        title=_quoted(title),
        company=_quoted(company),
        id=identifier(title, "claims"),
        company_id=identifier(company, "company"),
    )


def _quoted(text: str) -> str:
    """Return a text as it stands between the quotes of TOML, on one line."""
    line = " ".join(text.split())
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return steering_escaped(escaped)
