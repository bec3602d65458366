"""A small dataset to break: every test of the reader starts from it."""

from pathlib import Path
from typing import NamedTuple

from esgtui.dataset.loader import problems_of

ROOT = """\
format = 1

[dataset]
id = "sample"
title = "A sample"
license = "CC-BY-4.0"
"""

COMPANY = """
[[companies]]
id = "smart"
name = "smart Automobile"
"""

PILLAR = """
[[pillars]]
id = "circular-economy"
company = "smart"
title = "Circular economy"
topics = ["esrs:E5"] # of the pillar
"""

SOURCE = """
[[sources]]
id = "report"
company = "smart"
title = "A report"
published = 2022-11-07
"""

CLAIM = """
[[claims]]
id = "smart-038"
company = "smart" # of the claim
pillar = "circular-economy"
statement = "Every new smart #1 contains 130 kg of recycled steel."
topics = ["esrs:E5"] # of the claim
places = [
  { source = "report", section = "Materials", paragraph = 14 },
]

[[claims.metrics]]
name = "recycled steel"
value = 130
unit = "kg"
"""

FRAMEWORK = """
[[frameworks]]
id = "esrs"
title = "European Sustainability Reporting Standards"
"""

TOPIC = """
[[topics]]
framework = "esrs"
code = "E5"
title = "Circular economy"
"""

TAG = """
[[codebook]]
tag = "evidence/no-baseline"
key = "b"
"""

VERDICT = """
[[verdicts]]
id = "substantiated"
title = "Substantiated"
"""

ANNOTATION = """
[[annotations]]
claim = "smart-038"
coder = "mei"
tags = ["evidence/no-baseline"]
verdict = "substantiated"
updated = 2026-11-21T10:02:11Z

[[annotations.notes]]
id = "note-1"
text = "Compare."
created = 2026-11-21T10:02:11Z
"""

SAMPLE = ROOT + COMPANY + PILLAR + SOURCE + CLAIM + FRAMEWORK + TOPIC + TAG + VERDICT + ANNOTATION


def write(folder: Path, **texts: str) -> Path:
    """Write each text to a file of its name in `folder`, and return the folder."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8", newline="")
    return folder


def lines_of(path: Path) -> list[str]:
    """Return the problems of a dataset as they are shown, with the path's own folder left out."""
    folder = path if path.is_dir() else path.parent
    return [str(problem).replace(f"{folder}/", "") for problem in problems_of(path)]


class Case(NamedTuple):
    """A change to the sample, the line that is then at fault, and the words that say so."""

    text: str
    line: int
    words: str


def cases(table: str) -> list[Case]:
    """Return the cases of a table of changes, each written as a diff of the sample, with `§` where the fault is.

    `=` begins the words that the message has, after the file's name and the line.
    """
    return [_case(block) for block in table.strip().split("\n\n")]


def _case(block: str) -> Case:
    old, new, words = ("\n".join(line[2:] for line in block.splitlines() if line[0] == sign) for sign in "-+=")
    assert SAMPLE.count(old) == 1, f"not once in the sample: {old}"
    text = SAMPLE.replace(old, new)
    before, mark, after = text.partition("§")
    assert mark, f"no fault marked: {new}"
    return Case(before + after, before.count("\n") + 1, words)
