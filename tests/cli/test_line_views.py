"""Timelines, metrics and sources in the shell say what the screens do, and go into files."""

from pathlib import Path

from esgtui.settings import resources
from tests.cli.shell import DATASET, Shell

BUNDLED = resources("data")


def test_the_timeline_is_text_or_a_table(shell: Shell) -> None:
    shown = shell("timeline", "--data", BUNDLED)
    assert shown.out.startswith("Timeline ── 123 claims\n")
    assert "by 2045" in shown.out
    (row,) = shell("timeline", "--data", BUNDLED, "2045", "--json").objects
    assert (row["company"], row["target year"], row["claim"]) == ("smart", 2045, "smart-012")


def test_metrics_that_compare_stand_together(shell: Shell) -> None:
    shown = shell("metrics", "--sort", "claim", "--data", BUNDLED).out.splitlines()
    first = shown.index("kg per vehicle: recycled")
    assert [line.split()[0] for line in shown[first + 1 : first + 3]] == ["130", "40"]
    rows = shell("metrics", "aluminium", "--format", "jsonl", "--data", BUNDLED).objects
    assert [(row["family"], row["value"]) for row in rows] == [("kg per vehicle", 40)]


def test_a_view_goes_into_a_file_that_its_suffix_tells(shell: Shell) -> None:
    file = Path(shell.home, "metrics.svg")
    assert shell("metrics", "--output", str(file)).code == 0
    assert "recycled steel" in file.read_text("utf-8").replace("\u00a0", " ").replace("&#160;", " ")


def test_a_source_is_shown_at_each_place_of_a_claim(shell: Shell) -> None:
    shown = shell("source", "smart-038")
    assert "∅ the dataset does not have its text" in shown.out
    assert "paragraph     14" in shown.out
    (place,) = shell("source", "smart-038", "--json").objects
    assert (place["no_text"], place["place"]["section"]) == ("the dataset does not have its text", "Materials")


def test_the_words_of_a_source_stand_in_brackets_with_how_they_were_found(shell: Shell) -> None:
    text = "First.\n\nEvery new smart #1 has 130 kg\nof recycled steel in it."
    Path(shell.home, "report.txt").write_text(text, encoding="utf-8")
    data = Path(shell.home, "with-text.toml")
    quote = 'quote = "Every new smart #1 has 130 kg of recycled steel"\nkind = "achievement"\n'
    table = DATASET.replace('title = "A report"\n', 'title = "A report"\nfile = "report.txt"\n')
    data.write_text(table.replace('kind = "achievement"\n', quote, 1), encoding="utf-8")
    shown = shell("source", "smart-038", "--data", str(data)).out
    assert "= the quote, word for word\n  [Every new smart #1 has 130 kg\n  of recycled steel] in it.\n" in shown
    (place,) = shell("source", "smart-038", "--data", str(data), "--json").objects
    assert text[slice(*place["offsets"])] == place["text"]
