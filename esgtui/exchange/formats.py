"""The formats out: their names, the suffixes that they are told by, and which module writes each."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec

from esgtui.exchange.files import ExportError

if TYPE_CHECKING:
    from esgtui.exchange.contents import Contents


class UnknownSuffixError(ExportError):
    """A file's name ends as those of no format do; the message names the ones that there are."""


ANNOTATIONS = "what is on {claims}"


class Format(msgspec.Struct, frozen=True):
    """A format; a file whose name ends with `suffix` is meant to be in it. `holds` says what of the claims it has."""

    name: str
    suffix: str
    title: str
    holds: str = "{claims}"

    @property
    def is_of_annotations(self) -> bool:
        """Whether only claims that coders put something on are in it."""
        return self.holds == ANNOTATIONS


TOML = Format("toml", ".toml", "the annotated dataset, which opens like any other")
FORMATS = (
    TOML,
    Format("csv", ".csv", "a table, one row a claim"),
    Format("csv-annotations", ".annotations.csv", "a table, one row for each claim and coder", ANNOTATIONS),
    Format("jsonl", ".jsonl", "JSON Lines, one object a claim"),
    Format("jsonl-annotations", ".annotations.jsonl", "JSON Lines, one object for each claim and coder", ANNOTATIONS),
    Format("markdown", ".md", "a report by company and pillar"),
    Format("web-annotation", ".jsonld", "W3C Web Annotations", ANNOTATIONS),
    Format("refi-qda", ".qdc", "the codebook alone, for QDA programs (REFI-QDA)", "the codebook"),
)
BY_NAME = {each.name: each for each in FORMATS}


def format_of(file_name: str, formats: Sequence[Format] = FORMATS) -> Format | None:
    """Return the format that a file's name tells by its suffix, None if it tells none."""
    name = PurePath(file_name).name.lower()
    fitting = [each for each in formats if name.endswith(each.suffix) and name != each.suffix]
    return max(fitting, key=lambda each: len(each.suffix), default=None)


def told_by(file_name: str, otherwise: Format, formats: Sequence[Format] = FORMATS) -> Format:
    """Return the format that a file's name tells, or `otherwise` for a name without a suffix.

    Raises `UnknownSuffixError` for a suffix that no format has.
    """
    found = format_of(file_name, formats)
    suffix = PurePath(file_name).suffix
    if not found and suffix:
        known = ", ".join(each.suffix for each in formats)
        raise UnknownSuffixError(f"no format is known by the suffix {suffix!r}; end the name with one of {known}")
    return found or otherwise


def renamed(file_name: str, wanted: Format, formats: Sequence[Format] = FORMATS) -> str:
    """Return a file's name with the suffix of another format in the place of the one that it has, or has begun."""
    current = format_of(file_name, formats)
    suffix = current.suffix if current else _begun_suffix(file_name, formats)
    return file_name[: len(file_name) - len(suffix)] + wanted.suffix


def _begun_suffix(file_name: str, formats: Sequence[Format]) -> str:
    """Return the longest beginning of a suffix that a name ends with, such as `.tom`; empty if there is none."""
    name = PurePath(file_name).name.lower()
    beginnings = (each.suffix[:length] for each in formats for length in range(1, len(each.suffix)))
    fitting = [beginning for beginning in beginnings if name.endswith(beginning) and name != beginning]
    return max(fitting, key=len, default="")


def pieces(wanted: Format, contents: "Contents") -> Iterator[bytes]:
    """Yield an export piece by piece."""
    from esgtui.exchange import json_lines, refi_qda, report, spreadsheet, toml, web_annotation

    writers = {
        "toml": toml.pieces,
        "csv": spreadsheet.claim_rows,
        "csv-annotations": spreadsheet.annotation_rows,
        "jsonl": json_lines.claim_lines,
        "jsonl-annotations": json_lines.annotation_lines,
        "markdown": report.pieces,
        "web-annotation": web_annotation.pieces,
        "refi-qda": refi_qda.pieces,
    }
    return writers[wanted.name](contents)
