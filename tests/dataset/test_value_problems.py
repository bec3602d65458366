"""Values that cannot be, and names of what is not declared: each has its own message, at its own line."""

from pathlib import Path

import pytest

from esgtui.dataset import rules

from .samples import SAMPLE, Case, cases, lines_of, write

EMPTY = cases("""
- statement = "Every new smart #1 contains 130 kg of recycled steel."
+ §statement = " \\u00a0\\t"
= claim smart-038: "statement" is empty; write at least one visible character

- name = "smart Automobile"
+ §name = ""
= company smart: "name" is empty

- [[topics]]
+ [[topics]]
+ framework = "esrs"
+ §code = ""
+ title = "x"
+ [[topics]]
= topic esrs: "code" is empty

- [[verdicts]]
+ [[verdicts]]
+ §id = " "
+ title = "x"
+ [[verdicts]]
= verdict: "id" is empty

- title = "A report"
+ §title = ""
= source report: "title" is empty

- coder = "mei"
+ §coder = ""
= "coder" is empty

- text = "Compare."
+ §text = "\\n"
= note 1: "text" is empty

- unit = "kg"
+ §unit = " "
= claim smart-038: metric 1: "unit" holds white space alone; leave it out where nothing is stated

- id = "smart-038"
+ id = "smart-038"
+ §standards = ["ISO 37301", ""]
= claim smart-038: standard 2: the text is empty; leave it out

- tags = ["evidence/no-baseline"]
+ §tags = [""]
= tag 1: the text is empty; leave it out
""")

IDS_AND_TAGS = cases("""
- id = "smart-038"
+ §id = "smart 0\\t38"
= the id "smart 0\\t38" has white space in it; write such as "smart-0-38"

- id = "smart-038"
+ §id = " smart-038"
= "id" has white space around it; write "smart-038"

- id = "sample"
+ §id = "Sample No. 1"
= "Sample No. 1" cannot be a dataset's id; use lower-case letters, digits and hyphens alone, such as "sample-no-1"

- id = "sample"
+ §id = "样本"
= "样本" cannot be a dataset's id; use lower-case letters, digits and hyphens alone

- [[frameworks]]
+ [[frameworks]]
+ §id = "sdg:2030"
+ title = "x"
+ [[frameworks]]
= framework sdg:2030: the framework's id "sdg:2030" has a colon; write such as "sdg-2030"

- tags = ["evidence/no-baseline"]
+ §tags = ["evidence//no-baseline"]
= tag 1: the tag "evidence//no-baseline" has an empty part, or white space around one; write "evidence/no-baseline"

- tags = ["evidence/no-baseline"]
+ §tags = ["/"]
= has an empty part, or white space around one; write such as "evidence/no-baseline"

- tags = ["evidence/no-baseline"]
+ tags = [
+   "a",
+   §"a",
+ ]
= tag 2: "a" stands twice; leave one out

- tag = "evidence/no-baseline"
+ §tag = "evidence/ no-baseline"
= tag evidence/ no-baseline: the tag "evidence/ no-baseline" has an empty part, or white space around one

- key = "b"
+ §key = "bb"
= tag evidence/no-baseline: the key "bb" is not one letter or digit; write such as key = "b"
""")

YEARS_AND_NUMBERS = cases("""
- name = "smart Automobile"
+ name = "smart Automobile"
+ §founded = 20190
= company smart: 20190 cannot be the year of "founded"; write a year from 1000 to 2200

- id = "smart-038"
+ id = "smart-038"
+ §base_year = 19
= claim smart-038: 19 cannot be the year of "base_year"; write a year from 1800 to 2200

- id = "smart-038"
+ id = "smart-038"
+ §target_year = 99999999999999999999
= claim smart-038: a number of too many digits cannot be the year of "target_year"

- id = "smart-038"
+ id = "smart-038"
+ §base_year = 2050
+ target_year = 2045
= claim smart-038: the base year 2050 is after the target year 2045; see whether the two have changed places

- id = "smart-038"
+ id = "smart-038"
+ §period = "2021-2019"
= claim smart-038: the period "2021-2019" ends before it begins; write "2019-2021", if the two have changed places

- id = "smart-038"
+ id = "smart-038"
+ §period = "FY21"
= claim smart-038: the period "FY21" is not made of years; write a year or two of them, such as "2021" or "2019-2021"

- id = "smart-038"
+ id = "smart-038"
+ §period = "٢٠٢١"
= is not made of years

- id = "smart-038"
+ id = "smart-038"
+ §period = "2021-2921"
= claim smart-038: the period "2021-2921" has an impossible year; write years from 1800 to 2200

- published = 2022-11-07
+ §published = 0202-11-07
= source report: 0202-11-07 cannot be the date of "published"; write a date in the years from 1800 to 2200

- updated = 2026-11-21T10:02:11Z
+ §updated = 2026-11-21T10:02:11
= "updated" has no time zone; write 2026-11-21T10:02:11Z if it is in UTC

- created = 2026-11-21T10:02:11Z
+ created = 2026-11-21T10:02:11Z
+ §edited = 0001-01-01T00:00:00+10:00
= note 1: 0001-01-01T00:00:00+10:00 cannot be the date of "edited"

- value = 130
+ §value = nan
= claim smart-038: metric 1: "value" is nan, which is no number; write the number that the claim states

- value = 130
+ §value = -1e999
= "value" is -inf, which is no number

- value = 130
+ §value = 9223372036854775808
= "value" has too many digits; put the power of ten into the unit

-   { source = "report", section = "Materials", paragraph = 14 },
+   §{ source = "report", section = "Materials", paragraph = 0 },
= claim smart-038: place 1: no paragraph has the number 0; count them from 1

- name = "smart Automobile"
+ name = "smart Automobile"
+ §country = "China"
= company smart: "China" is no country code; write the two capital letters of ISO 3166-1, such as "CN"

- published = 2022-11-07
+ §url = "javascript:alert(1)"
= source report: "javascript:alert(1)" is no web address; begin it with https:// and leave no white space in it
""")

REFERENCES = cases("""
- company = "smart" # of the claim
+ §company = "smrt"
= claim smart-038: unknown company "smrt"; did you mean "smart"?

- company = "smart" # of the claim
+ §company = "NIO"
= claim smart-038: unknown company "NIO"; known: "smart"

- pillar = "circular-economy"
+ §pillar = "circular-econmy"
= claim smart-038: unknown pillar "circular-econmy" of company "smart"; did you mean "circular-economy"?

-   { source = "report", section = "Materials", paragraph = 14 },
+   { source = "report" },
+   {
+     section = "Materials",
+     §source = "rapport"
+   },
= claim smart-038: place 2: unknown source "rapport"; did you mean "report"?

- topics = ["esrs:E5"] # of the claim
+ §topics = ["E5"]
= claim smart-038: topic 1: "E5" names no framework; did you mean "esrs:E5"?

- topics = ["esrs:E5"] # of the claim
+ §topics = ["circularity"]
= claim smart-038: topic 1: "circularity" names no framework; write it such as "esrs:E5"

- topics = ["esrs:E5"] # of the claim
+ §topics = ["esrs:E5", "esrs:E6"]
= claim smart-038: topic 2: unknown topic "esrs:E6"; did you mean "esrs:E5"?

- topics = ["esrs:E5"] # of the claim
+ §topics = ["gri:305"]
= claim smart-038: topic 1: unknown framework "gri" of topic "gri:305"; known: "esrs"

- topics = ["esrs:E5"] # of the pillar
+ §topics = ["esrs:E4"]
= pillar circular-economy: topic 1: unknown topic "esrs:E4"; did you mean "esrs:E5"?

- code = "E5"
+ code = "E5"
+ §parent = "E"
= topic esrs:E5: unknown parent "E" of framework "esrs"; did you mean "E5"?

- code = "E5"
+ code = "E5"
+ §parent = "E5"
= topic esrs:E5: the topic stands below itself; leave out the parent of the uppermost topic

- [[topics]]
+ [[topics]]
+ §framework = "ersr"
+ code = "E1"
+ title = "Climate"
+ [[topics]]
= topic ersr:E1: unknown framework "ersr"; did you mean "esrs"?

- verdict = "substantiated"
+ §verdict = "substantial"
= annotation of smart-038 by mei: unknown verdict "substantial"; did you mean "substantiated"?

- published = 2022-11-07
+ §file = "/etc/hostname"
= source report: "file" "/etc/hostname" is outside the dataset's folder; name a file inside the dataset's folder

- published = 2022-11-07
+ §file = "sources/../../report.txt"
= is outside the dataset's folder

- published = 2022-11-07
+ §file = "report.txt"
= source report: "file" "report.txt" does not exist; name a file inside the dataset's folder, as seen from there

- published = 2022-11-07
+ §file = "."
= "file" "." is not a file

- published = 2022-11-07
+ §file = "a\\u0000b"
= "file" "a\\x00b" cannot be found

- format = 1
+ §format = 2
= "format" is the number 2, which this program does not read; write format = 1

- format = 1
+ §format = true
= "format" is the truth value true, which this program does not read; write format = 1
""")


@pytest.mark.parametrize(
    "case", EMPTY + IDS_AND_TAGS + YEARS_AND_NUMBERS + REFERENCES, ids=lambda case: case.words[:60]
)
def test_one_slip_gives_one_message_at_its_line(tmp_path: Path, case: Case) -> None:
    found = lines_of(write(tmp_path, all=case.text))
    assert len(found) == 1, found
    assert found[0].startswith(f"all.toml:{case.line}: ")
    assert case.words in found[0]


def test_the_sample_itself_is_sound(tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, all=SAMPLE)) == []


def test_texts_and_lists_that_no_screen_could_show_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LONGEST_TEXT", 200)
    monkeypatch.setattr(rules, "MOST_TEXTS", 3)
    text = SAMPLE.replace('tags = ["evidence/no-baseline"]', 'tags = ["a", "b", "c", "d"]', 1)
    statement = 'statement = "Every new smart #1 contains 130 kg of recycled steel.'
    assert statement in text
    text = text.replace(statement, f"{statement}{'a' * 200}")
    told = "\n".join(lines_of(write(tmp_path, all=text)))
    assert 'claim smart-038: "statement" has 253 characters, more than 200; take from it what is claimed' in told
    assert '"tags" has 4 texts, more than 3; leave some out' in told
