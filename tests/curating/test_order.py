"""Files put in order: as the format names tables and keys, and nothing of what they say is lost."""

import tomllib
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given

from esgtui.curating.blocks import blocks
from esgtui.curating.order import OrderError, in_order
from esgtui.dataset import pieces
from esgtui.dataset.problems import DatasetError

from .made_files import files

FILE = Path("file.toml")

MIXED = '''\
# About the whole file.
format=1
[[claims]]   # the first
statement = """
[[companies]]
# no comment
"""   # of two lines
id    =   "c-1"
[[claims.metrics]]
value = 3
name = "cars"


# Who they are.

[[companies]]
name = "Acme"
# which stays
id = "acme"
# left over below the company

[dataset]
title = "A set"
id = "a-set"
x-own = { b = 1, a = 2 }
[[claims]]
id = "c-2"
statement = "Second."
# the end
'''

ORDERED = '''\
# About the whole file.
format = 1

[dataset]
id = "a-set"
title = "A set"
x-own = { b = 1, a = 2 }

# Who they are.

[[companies]]
# which stays
id = "acme"
name = "Acme"
# left over below the company

[[claims]]   # the first
id = "c-1"
statement = """
[[companies]]
# no comment
"""   # of two lines

[[claims.metrics]]
name = "cars"
value = 3

[[claims]]
id = "c-2"
statement = "Second."
# the end
'''


def test_tables_and_keys_stand_as_the_format_names_them_and_comments_stay_where_they_belong() -> None:
    assert in_order(MIXED, FILE) == ORDERED
    assert in_order(ORDERED, FILE) == ORDERED


def test_line_ends_of_another_system_stay() -> None:
    assert in_order(MIXED.replace("\n", "\r\n"), FILE) == ORDERED.replace("\n", "\r\n")


def test_what_is_said_of_the_whole_file_stays_where_it_begins_and_ends() -> None:
    company = '[[companies]]\nid = "acme"\nname = "Acme"\n'
    dataset = '[dataset]\nid = "t"\ntitle = "T"\n'
    end = "\n# [[claims]]\n# still to be read\n"
    schema = "#:schema ./esgtui.schema.json\n"
    assert in_order(f"{schema}{company}{dataset}{end}", FILE) == f"{schema}{dataset}\n{company}{end}"
    assert in_order(f"\n{schema}\n{company}{dataset}{end}", FILE) == f"{schema}\n{dataset}\n{company}{end}"
    assert in_order(f"{schema}x-a = 1\nformat = 1\n", FILE) == f"{schema}format = 1\nx-a = 1\n"
    terms = "# All rights are Acme's.\n\n"
    text = f"{terms}# mine\nx-a = 1\n# the version\nformat = 1\n"
    assert in_order(text, FILE) == f"{terms}# the version\nformat = 1\n# mine\nx-a = 1\n"


def test_a_comment_with_a_sign_that_ends_lines_elsewhere_stays_whole() -> None:
    text = '[[companies]]\nid = "a"\n# from a page\u2028\u2028and the next\n[dataset]\nid = "t"\n'
    assert in_order(text, FILE).startswith("# from a page\u2028\u2028and the next\n[dataset]\n")


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(DatasetError, match="broken TOML"):
        in_order("[[claims]\n", FILE)


def test_a_number_that_cannot_be_written_in_digits_is_refused() -> None:
    with pytest.raises(OrderError, match=r"file.toml: a number has too many digits; write it with fewer, or in quotes"):
        in_order(f"format = 0x{'f' * 20_000}\n", FILE)


def test_nothing_stays_nothing() -> None:
    assert in_order("", FILE) == ""
    assert in_order("# a word", FILE) == "# a word\n"


@given(files())
@example('[[claims]]\nid = "t"\n[[companies]]\nid = "t"\n\n\n# the end\n')
def test_whatever_is_written_says_the_same_afterwards_and_no_comment_is_lost(text: str) -> None:
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    ordered = in_order(text, FILE)
    assert tomllib.loads(ordered) == before
    assert in_order(ordered, FILE) == ordered
    assert ordered.count("#") == text.count("#")


@given(files())
def test_blocks_are_the_file_cut_in_pieces(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert "".join(block.text for block in blocks(text)) == text


def test_values_over_many_lines_and_very_long_ones_are_taken_whole() -> None:
    many = "[\n" + "  1, # one\n" * 5_000 + "]"
    long = '"' + "a\\n" * 500_000 + '"'
    text = f"x-many = {many}\nx-long = {long} # [\nformat = 1\n"
    assert in_order(text, FILE) == f"format = 1\nx-many = {many}\nx-long = {long} # [\n"


def test_numbers_that_equal_nothing_and_tables_that_go_on_far_below_are_put_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "PIECE", 1)
    text = '[[claims]]\nstatement = "b"\nid = "a"\n\n[[companies]]\nid = "c"\n\n[claims.x-a]\nb = nan\nc = 1e400\n'
    ordered = in_order(text, FILE)
    assert ordered.startswith('[[companies]]\nid = "c"\n\n[[claims]]\nid = "a"\n')
    assert ordered.endswith("[claims.x-a]\nb = nan\nc = 1e400\n")


def test_a_key_of_very_many_letters_takes_no_more_memory_than_some_times_its_own() -> None:
    text = f'format = 1\n"{"k" * 1_000_000}" = 1\n[dataset]\nid = "d"\ntitle = "D"\n'
    tracemalloc.start()
    try:
        in_order(text, FILE)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 30 * len(text)
