from pathlib import Path

import pytest

from esgtui.documents import markdown
from esgtui.documents.reading import read_document
from esgtui.insight.document import Document

REPORT = """---
title: ignored
---
# Energy *and* water
We use [wind power](https://example.org), all
of it since 2023.

* First **goal**
* Second goal
  goes on

1. One

| year | t |
|------|---|
| 2023 | 5 |

```
no claim

at all
```
<p>no text of ours</p>

  Waste
  -----
Less of it.
"""


def test_paragraphs_are_without_marks_and_counted_as_the_file_has_them(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text(REPORT)
    found = read_document(file)
    assert (found.title, found.kind) == ("Energy and water", "markdown")
    assert [(each.number, each.text, each.section) for each in found.paragraphs] == [
        (1, "Energy and water\nWe use wind power, all of it since 2023.", "Energy and water"),
        (2, "• First goal\n• Second goal goes on", "Energy and water"),
        (3, "1. One", "Energy and water"),
        (4, "year | t\n2023 | 5", "Energy and water"),
        (7, "Waste\nLess of it.", "Waste"),
    ]
    shown = Document(REPORT)
    for paragraph in found.paragraphs:
        start, end = shown.paragraphs[paragraph.number - 1]
        assert paragraph.text.split()[-1].strip(".") in REPORT[start:end]


def test_the_parser_is_stopped_while_it_reads_blocks(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("We cut *waste*.\n\n" * 50)

    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if 10 < done < total / 4:
            raise StoppedError

    with pytest.raises(StoppedError):
        read_document(file, progress=stop)
    told: list[tuple[int, int]] = []
    read_document(file, progress=lambda *step: told.append(step))
    assert told[1:] == sorted(told[1:])
    assert told[-1][1] / 2 < told[-1][0] <= told[-1][1]


def test_tables_of_more_cells_than_a_report_has_are_taken_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "MOST_CELLS", 20)
    file = tmp_path / "report.md"
    file.write_text("|a|b|\n|-|-|\n" + "|c|d|\n" * 10)
    assert read_document(file).paragraphs[0].text.startswith("|a|b| |-|-|")


def test_empty_lines_divide_paragraphs_alike_however_many_they_are(tmp_path: Path) -> None:
    texts = ("# News", "We cut waste.", "- wind\n\n\n- sun", "```\n\n\n\n\ncode\n```", "We use wind.")
    few, many = ("\n\n".join(texts), ("\n" + " \t\n\n" * 50_000).join(texts))
    (tmp_path / "few.md").write_text(few)
    (tmp_path / "many.md").write_text(many)
    assert read_document(tmp_path / "many.md").paragraphs == read_document(tmp_path / "few.md").paragraphs


def test_links_are_not_looked_for_where_brackets_are_left_open(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("\n\n".join(["[a *b* " * (markdown.MOST_OPEN + 1), "[a](b) *c* " * 300, "[d *e* f"]))
    texts = [each.text for each in read_document(file).paragraphs]
    assert texts == [("[a *b* " * (markdown.MOST_OPEN + 1)).strip(), ("a c " * 300).strip(), "[d e f"]


def test_more_definitions_of_links_than_a_report_has_are_taken_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "MOST_LINKS", 20)
    few, many = (tmp_path / name for name in ("few.md", "many.md"))
    few.write_text("We [cut][l1] it.\n\n" + "".join(f"[l{number}]: x\n" for number in range(20)))
    many.write_text("We [cut][l1] it.\n\n" + "".join(f"[l{number}]: x\n" for number in range(21)))
    assert [each.text for each in read_document(few).paragraphs] == ["We cut it."]
    assert [each.text[:15] for each in read_document(many).paragraphs] == ["We [cut][l1] it", "[l0]: x [l1]: x"]


def test_a_text_with_a_paragraph_that_the_parser_cannot_hold_is_taken_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "LONGEST_WRITTEN", 100)
    file = tmp_path / "report.md"
    file.write_text(f"# Energy\n\nWe use *wind* power.\n\n{'and so on ' * 20}\n")
    texts = [each.text for each in read_document(file).paragraphs]
    assert texts == ["# Energy", "We use *wind* power.", ("and so on " * 20).strip()]
