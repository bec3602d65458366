"""A small dataset of two companies to browse, search, annotate and export, and the workspaces that open it."""

from pathlib import Path

from esgtui.annotation.model import Annotation
from esgtui.workspace import Workspace

DATA = """\
format = 1

[dataset]
id = "sample"
title = "A sample"

[[companies]]
id = "smart"
name = "smart Automobile"
aliases = ["smart"]

[[companies]]
id = "nio"
name = "NIO Inc."

[[pillars]]
id = "circular"
company = "smart"
title = "Circular economy"
topics = ["esrs:E5"]

[[pillars]]
id = "people"
company = "nio"
title = "People"

[[pillars]]
id = "people"
company = "smart"
title = "People"
topics = ["esrs:S1"]

[[sources]]
id = "report"
company = "smart"
title = "A report"

[[claims]]
id = "smart-1"
company = "smart"
pillar = "circular"
statement = "Every new smart #1 contains 130 kg of recycled steel."
tags = ["curated", "a  b"]
places = [{ source = "report", paragraph = 14 }]
x-note = "kept"

[[claims]]
id = "smart-2"
company = "smart"
pillar = "circular"
statement = "A cabin fabric is recycled entirely from bottles."

[[claims]]
id = "smart-3"
company = "smart"
pillar = "people"
topics = ["esrs:E5-1"]
statement = "Employees are trained in safety."

[[claims]]
id = "nio-1"
company = "nio"
pillar = "people"
statement = "Suppliers are audited every year."
topics = ["sdg:12", "esrs:S1"]

[[claims]]
id = "nio-2"
company = "nio"
statement = "Batteries are recycled, 12 of them."

[[frameworks]]
id = "esrs"
title = "European Sustainability Reporting Standards"

[[frameworks]]
id = "sdg"
title = "Sustainable Development Goals"

[[topics]]
framework = "esrs"
code = "S1"
title = "Own workforce"

[[topics]]
framework = "esrs"
code = "E5-1"
title = "Inflows"
parent = "E5"

[[topics]]
framework = "esrs"
code = "E5"
title = "Circular economy"

[[topics]]
framework = "sdg"
code = "12"
title = "Responsible consumption"

[[codebook]]
tag = "evidence/no-baseline"
title = "No baseline stated"
key = "b"

[[codebook]]
tag = "e\\u0301vidence"

[[verdicts]]
id = "good"
title = "Substantiated"

[[verdicts]]
id = "poor"
title = "Not substantiated"
"""


def data_in(folder: Path, text: str = DATA) -> Path:
    """Write the dataset to a folder of its own, and return it."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (data / "all.toml").write_text(text, encoding="utf-8")
    return data


def workspace(folder: Path, coder: str = "mei", *, data: Path | None = None, store: str = "store") -> Workspace:
    """Open the sample, or what is at `data`, with the journal in `store` below the folder."""
    return Workspace.open(data or data_in(folder), store=str(folder / store), coder=coder)


def annotations(opened: Workspace) -> dict[tuple[str, str], Annotation]:
    """Return everything that is on claims, by claim and coder."""
    found = (item for claim in opened.history.annotated_claims() for item in opened.history.annotations(claim))
    return {(item.claim, item.coder): item for item in found}
