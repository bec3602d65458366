"""Keys, tables and types that do not fit the format: each has one message, at its own line."""

from pathlib import Path

import pytest

from .samples import Case, cases, lines_of, write

UNKNOWN = cases("""
- license = "CC-BY-4.0"
+ §licence = "CC-BY-4.0"
= dataset sample: unknown key "licence"; did you mean "license"? (keys of your own start with x-)

- id = "smart-038"
+ id = "smart-038"
+ §statment = "x"
= claim smart-038: unknown key "statment"; did you mean "statement"?

- id = "smart-038"
+ id = "smart-038"
+ §value = 5
= claim smart-038: unknown key "value"; it belongs into an item of "metrics"

- unit = "kg"
+ unit = "kg"
+ §standards = ["x"]
= claim smart-038: metric 1: unknown key "standards"; it belongs to [[claims]]: put it above the headers of inner

- unit = "kg"
+ unit = "kg"
+ §format = 1
= claim smart-038: metric 1: unknown key "format"; it belongs above the first header of the file

- id = "smart-038"
+ id = "smart-038"
+ §extra = { x-a = 1 }
= claim smart-038: unknown key "extra"; known: "id", "company"

- id = "smart-038"
+ id = "smart-038"
+ §extra = {}
= claim smart-038: unknown key "extra"; known: "id", "company"

-   { source = "report", section = "Materials", paragraph = 14 },
+   {
+     source = "report",
+     §extra = {}
+   },
= claim smart-038: place 1: unknown key "extra"; known: "source", "section", "paragraph"

-   { source = "report", section = "Materials", paragraph = 14 },
+   {
+     source = "report",
+     §extra = { x-a = 1 }
+   },
= claim smart-038: place 1: unknown key "extra"; known: "source", "section", "paragraph"

-   { source = "report", section = "Materials", paragraph = 14 },
+   { source = "report" },
+   { source = "report", §sektion = "Materials" },
= claim smart-038: place 2: unknown key "sektion"; did you mean "section"?

- [[frameworks]]
+ §[[framework]]
+ [[frameworks]]
= unknown table or key "framework"; did you mean "frameworks"?

- format = 1
+ format = 1
+ §zzz = "x"
= unknown table or key "zzz"; known: "format", "dataset", "companies"

- format = 1
+ format = 1
+ §"a\\u001b[31mb".c = 5
= unknown table or key "a\\x1b[31mb"; known:
""")

LEFT_OUT = cases("""
- [dataset]
- id = "sample"
- title = "A sample"
+ §[dataset]
+ id = "sample"
= dataset sample: "title" is left out; add title = "…"

- [[companies]]
- id = "smart"
- name = "smart Automobile"
+ §[[companies]]
+ id = "smart"
= company smart: "name" is left out; add name = "…"

- [[verdicts]]
- id = "substantiated"
- title = "Substantiated"
+ [[verdicts]]
+ id = "substantiated"
+ title = "Substantiated"
+ # The next one has no id.
+ §[[ "verdicts" ]]
+ title = "Other"
= verdict: "id" is left out; add id = "…"

- [[claims.metrics]]
- name = "recycled steel"
- value = 130
+ §[[claims.metrics]]
+ name = "recycled steel"
= claim smart-038: metric 1: "value" is left out; add value = 130

- [[annotations.notes]]
- id = "note-1"
- text = "Compare."
+ §[[annotations.notes]]
+ id = "note-1"
= annotation of smart-038 by mei: note 1: "text" is left out; add text = "…"

- [[companies]]
- id = "smart"
+ [[companies]]
+ id = "other"
+ name = "Other"
+ [[sources]]
+ id = "other"
+ company = "other"
+ title = "Other"
+ §[[sources]]
+ id = "third"
+ title = "Third"
+ [[companies]]
+ id = "smart"
= source third: "company" is left out; add company = "…": only in a file with exactly one [[companies]]
""")

WRONG_TYPE = cases("""
- value = 130
+ §value = "130"
= claim smart-038: metric 1: "value" is the text "130", not a number; write value = 130, without quotes

- value = 130
+ §value = "many"
= claim smart-038: metric 1: "value" is the text "many", not a number; write it such as value = 130

- value = 130
+ §value = true
= "value" is the truth value true, not a number

- value = 130
+ §value = 10:00:00
= "value" is the time 10:00:00, not a number

- value = 130
+ §value = { is = 130 }
= "value" is a table, not a number

- unit = "kg"
+ §unit = 5
= claim smart-038: metric 1: "unit" is the number 5, not text; write unit = "5"

- unit = "kg"
+ §unit = []
= "unit" is a list, not text; write it such as unit = "…"

- unit = "kg"
+ §unit = 99999999999999999999999999
= "unit" is a very large number, not text

- id = "smart-038"
+ id = "smart-038"
+ §base_year = 2019.5
= claim smart-038: "base_year" is the number 2019.5, not a whole number; write it such as base_year = 2045

- id = "smart-038"
+ id = "smart-038"
+ §base_year = true
= claim smart-038: "base_year" is the truth value true, not a whole number

- id = "smart-038"
+ id = "smart-038"
+ §period = 2021
= claim smart-038: "period" is the number 2021, not text; write period = "2021"

- published = 2022-11-07
+ §published = "2022-11-07"
= source report: "published" is the text "2022-11-07", not a date; write published = 2022-11-07, without quotes

- published = 2022-11-07
+ §published = 2022-11-07T10:00:00Z
= source report: "published" is the date 2022-11-07 10:00:00+00:00, not a date; write it such as published = 2022-11-07

- updated = 2026-11-21T10:02:11Z
+ §updated = 2026-11-21
= "updated" is the date 2026-11-21, not a date with time and time zone; write it such as updated = 2026-11-21T10:02:11Z

- updated = 2026-11-21T10:02:11Z
+ updated = 2026-11-21T10:02:11Z
+ §starred = "true"
= "starred" is the text "true", not true or false; write starred = true, without quotes

- topics = ["esrs:E5"] # of the claim
+ §topics = "esrs:E5"
= claim smart-038: "topics" is the text "esrs:E5", not a list of texts; write topics = ["esrs:E5"]

- topics = ["esrs:E5"] # of the claim
+ §topics = 5
= claim smart-038: "topics" is the number 5, not a list of texts; write it such as topics = ["…"]

- topics = ["esrs:E5"] # of the claim
+ topics = [
+   "esrs:E5", # the first
+   §5,
+ ]
= claim smart-038: topic 2: this is the number 5, not text

-   { source = "report", section = "Materials", paragraph = 14 },
+   { source = "report" },
+   §"report",
= claim smart-038: place 2: this is the text "report", not a table; write its keys below a header, or in braces

- [[claims.metrics]]
+ §[claims.metrics]
= claim smart-038: "metrics" is a table, not a list of tables; give its header double brackets, such as [[….metrics]]

- [[frameworks]]
+ §[frameworks]
= "frameworks" is a table, not a list of tables; write [[frameworks]]

- unit = "kg"
+ unit = "kg"
+ §qualifier = "abot"
= claim smart-038: metric 1: unknown qualifier "abot"; did you mean "about"?

- id = "smart-038"
+ id = "smart-038"
+ §kind = "achievment"
= claim smart-038: unknown kind "achievment"; did you mean "achievement"?

- id = "smart-038"
+ id = "smart-038"
+ §kind = 5
= claim smart-038: "kind" is the number 5, not one of the format's words; known: "commitment", "target"
""")


@pytest.mark.parametrize("case", UNKNOWN + LEFT_OUT + WRONG_TYPE, ids=lambda case: case.words[:60])
def test_one_slip_gives_one_message_at_its_line(tmp_path: Path, case: Case) -> None:
    found = lines_of(write(tmp_path, all=case.text))
    assert len(found) == 1, found
    assert found[0].startswith(f"all.toml:{case.line}: ")
    assert case.words in found[0]
