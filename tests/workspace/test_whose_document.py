"""Whose a document is has to be said once; the companies that it may be by are offered, the likeliest first."""

from pathlib import Path

import pytest

from esgtui.dataset.loader import load
from esgtui.reading import ReadingError
from esgtui.reading_opening import Files, open_reading

from .report import write_report


def companies_text(*names: str) -> str:
    tables = "".join(f'\n[[companies]]\nid = "{name.lower().replace(" ", "-")}"\nname = "{name}"\n' for name in names)
    return f'format = 1\n\n[dataset]\nid = "velo"\ntitle = "Velo"\n{tables}'


def test_whose_a_new_document_is_has_to_be_said_whatever_companies_there_are(tmp_path: Path) -> None:
    document, file = write_report(tmp_path), tmp_path / "velo.toml"
    for names in (("Velomade AG",), ("Volt",), ("Volt", "Velomade AG")):
        file.write_text(companies_text(*names), encoding="utf-8")
        reading = open_reading(Files(document, file), lambda *_: None)
        with pytest.raises(ReadingError, match="whose claim"):
            reading.take(0, load(file))


@pytest.mark.parametrize(
    ("text", "companies", "expected"),
    [
        ("# Acme Report 2024\n\nWe cut waste by 5 %.", ["Acme AG"], ["Acme AG"]),
        ("# Acme Report 2024\n\nWe cut waste by 5 %.", ["Globex"], ["+Acme", "Globex"]),
        ("# Progress Report 2024\n\nWe cut waste by 5 %.", ["Globex"], ["Globex"]),
        ("# Progress in 2024\n\nWe cut waste by 5 %.", ["Acme AG"], ["Acme AG"]),
        ("# Verdant Foods: our impact 2024\n\nWe cut waste.", ["Acme AG"], ["+Verdant Foods", "Acme AG"]),
        ("# Verdant Foods: our impact 2024\n\nWe cut waste.", ["Acme", "Verdant Foods"], ["Verdant Foods", "Acme"]),
        ("# Volt and its suppliers\n\nWe cut waste.", ["Acme", "Volt Ltd"], ["Volt Ltd", "Acme"]),
        ("# News\n\nVolt has cut waste.\n\nVolt will go on.", ["Acme", "Volt Ltd"], ["Volt Ltd", "Acme"]),
        ("# News\n\nVolt has cut waste.\n\nVolt will go on.", ["Acme"], ["+Volt", "Acme"]),
        ("# News\n\nKraft AG counted our waste.", ["Acme"], ["Acme", "+Kraft AG"]),
        ("# Volt Sustainability Report 2024\n\nVolt AG has cut waste.", [], ["+Volt", "+Volt AG"]),
    ],
)
def test_the_likeliest_company_is_offered_first(
    tmp_path: Path, text: str, companies: list[str], expected: list[str]
) -> None:
    document, file = tmp_path / "report.md", tmp_path / "velo.toml"
    document.write_text(text, encoding="utf-8")
    if companies:
        file.write_text(companies_text(*companies), encoding="utf-8")
    likely = open_reading(Files(document, file), lambda *_: None).likely_companies()
    assert [("+" if each.is_new else "") + each.name for each in likely] == expected
