"""Files that are no dataset are refused before memory is spent on them."""

from pathlib import Path

import pytest

from esgtui.dataset import files, findings, pieces, undeclared
from esgtui.dataset.files import LARGEST, read_bytes
from esgtui.dataset.fitting import MOST_UNKNOWN
from esgtui.dataset.loader import check, load
from esgtui.dataset.problems import DatasetError


def test_a_file_that_begins_as_no_text_does_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "disk.toml"
    with file.open("wb") as opened:
        opened.write(b"format = 1\n")
        opened.truncate(10 << 30)
    with pytest.raises(DatasetError, match=r"disk\.toml:2: there is a NUL byte, which no TOML file has"):
        read_bytes(file)


def test_a_file_of_more_than_any_dataset_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "huge.toml"
    with file.open("wb") as opened:
        opened.write(b"#" * (1 << 16))
        opened.truncate(LARGEST + 1)
    with pytest.raises(DatasetError, match="4,000,000,001 bytes are more than the 4,000,000,000 that are read"):
        read_bytes(file)


def test_of_very_many_unknown_keys_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text("".join(f"key{number} = 1\n" for number in range(MOST_UNKNOWN + 1_234)), "utf-8")
    with pytest.raises(DatasetError) as caught:
        load(file)
    told = [str(problem) for problem in caught.value.problems if "unknown" in problem.message]
    assert len(told) == MOST_UNKNOWN + 1
    assert "1,234 more unknown tables or keys" in "\n".join(told)


def test_of_very_many_unknown_keys_of_a_table_the_first_are_told_too(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    keys = "".join(f"key{number} = 1\n" for number in range(MOST_UNKNOWN + 1_234))
    file.write_text(f'{DATASET}[[companies]]\nid = "c"\nname = "C"\n{keys}', "utf-8")
    with pytest.raises(DatasetError) as caught:
        load(file)
    assert caught.value.count == MOST_UNKNOWN + 1
    assert "company c: 1,234 more unknown keys; see that this is a dataset" in str(caught.value)


def refused(file: Path, text: str) -> DatasetError:
    file.write_text(text, "utf-8")
    with pytest.raises(DatasetError) as caught:
        check(file)
    return caught.value


DATASET = 'format = 1\n[dataset]\nid = "a"\ntitle = "b"\n'


def test_a_line_that_is_longer_than_any_of_a_dataset_is_refused_before_it_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "LONGEST_LINE", 1_000)
    monkeypatch.setattr(files, "CHUNK", 300)
    text = f'{DATASET}x-a = """\n' + "\n".join(["a" * 990] * 5)
    assert "Unterminated string" in str(refused(tmp_path / "a.toml", text))
    error = refused(tmp_path / "a.toml", f'{DATASET}x-b = 1\nx-a = "{"a" * 1_000}"\nx-c = 1\n')
    assert str(error).startswith(f"{tmp_path}/a.toml:6: a line has more than")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"x-k{number} = 1\n" for number in range(2_000)),
        DATASET + "".join(f"[x-t{number}]\n" for number in range(2_000)),
        DATASET + "".join(f"  [x-t.t{number}]\n" for number in range(2_000)),
        f"{DATASET}x-a = [{'[], ' * 2_000}]\n",
        f"{DATASET}x-a = [{'{}, ' * 2_000}]\n",
        DATASET + "\n" * 5_000,
        DATASET + "# nothing\n" * 5_000,
    ],
)
def test_more_lines_tables_keys_or_lists_than_a_dataset_has_are_refused_before_memory_is_spent_on_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(pieces, "HEAVY", 100)
    monkeypatch.setattr(pieces, "MOST_WEIGHT", 1_000)
    error = refused(tmp_path / "a.toml", text)
    assert "more lines, keys, tables or lists than in any dataset" in str(error)
    assert error.count == 1


def test_brackets_of_lists_are_not_taken_for_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "HEAVY", 100)
    monkeypatch.setattr(pieces, "MOST_WEIGHT", 1_000)
    file = tmp_path / "a.toml"
    file.write_text(f"{DATASET}x-a = [{'[], ' * 300}]\n", "utf-8")
    check(file)


def test_a_number_of_more_digits_than_any_is_refused_before_it_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "HEAVY", 100)
    assert "more lines, keys" in str(refused(tmp_path / "a.toml", f"{DATASET}x-a = {'9' * 100_000}\n"))


def test_where_more_is_wrong_than_anybody_mends_the_rest_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MOST_LOOKED_FOR", 100)
    annotation = '[[annotations]]\nclaim = "z-1"\ncoder = "mei"\nupdated = 2026-11-21T10:02:11Z\n'
    text = DATASET + "[[claims]]\n" * 5_000 + annotation
    error = refused(tmp_path / "a.toml", text)
    assert "the rest was not read" in str(error)
    assert "z-1" not in str(error)  # it may well be a claim below
    assert 100 < error.count < 200


def test_a_file_with_quotes_that_are_never_closed_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    claims = "".join(f'[[claims]]\nid = "c{number}"\nstatement = "We cut it."\n' for number in range(40_000))
    company = '[[companies]]\nid = "c"\nname = "C"\n'
    path.write_text(f'{DATASET}{company}{claims}[[sources]]\nid = """' + "We cut it.\n" * 100_000)
    told: list[tuple[str, int]] = []
    with pytest.raises(DatasetError, match=r"Unterminated string; close the quotes"):
        load(path, lambda what, done, _: told.append((what, done)))
    read = [done for what, done in told if what == "reading"]
    assert len(read) > 3
    assert read == sorted(read)


def test_where_more_tables_lack_something_than_anybody_mends_the_rest_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MOST_LOOKED_FOR", 100)
    source = '[[sources]]\nid = "s"\nmistyped = 1\n'
    error = refused(tmp_path / "a.toml", DATASET + "[[pillars]]\nmistyped = 1\n" * 5_000 + source)
    assert "the rest was not read" in str(error)
    assert 100 < error.count < 200
    assert "mistyped" in str(error)
    assert "source s" not in str(error)


def test_where_one_table_has_more_wrong_than_anybody_mends_the_rest_of_it_is_not_looked_at(tmp_path: Path) -> None:
    annotation = '[[annotations]]\nclaim = "c"\ncoder = "mei"\nupdated = 2026-11-21T10:02:11Z\n'
    notes = "".join(f'[[annotations.notes]]\nid = "n{number}"\nmistyped = 1\n' for number in range(30_000))
    error = refused(tmp_path / "a.toml", DATASET + annotation + notes)
    assert "the rest was not read" in str(error)
    assert 20_000 < error.count < 20_100


def test_where_more_claims_have_one_id_than_anybody_mends_the_rest_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    claim = '[[claims]]\nid = "a"\nstatement = "We cut it."\n\n'
    file.write_text(f'{DATASET}[[companies]]\nid = "c"\nname = "C"\n{claim * 100_000}', "utf-8")
    told: list[int] = []
    with pytest.raises(DatasetError) as caught:
        check(file, lambda what, done, _: told.append(done) if what == "reading" else None)
    assert "the rest was not read, since more than 20,000 problems stand above" in str(caught.value)
    assert f'the id "a" is given already in {file}:' in str(caught.value)
    assert sorted(told)[-2] < file.stat().st_size / 2  # the last one tells that this file is done


CLAIM_OF = '[[claims]]\nid = "c{0}"\ncompany = "{1}"\nstatement = "We cut it."\n\n'


def test_where_more_claims_are_nobody_s_than_anybody_mends_the_rest_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    claims = "".join(CLAIM_OF.format(number, f"z{number}") for number in range(100_000))
    file.write_text(f'{DATASET}[[companies]]\nid = "c"\nname = "C"\n\n{claims}', "utf-8")
    told: list[int] = []
    with pytest.raises(DatasetError) as caught:
        check(file, lambda what, done, _: told.append(done) if what == "reading" else None)
    assert "the rest was not read, since more than 20,000 problems stand above" in str(caught.value)
    assert f'{file}:16: claim c1: unknown company "z1"; known: "c"' in str(caught.value)
    assert 20_000 < caught.value.count < 20_100
    assert sorted(told)[-2] < file.stat().st_size / 2  # the last one tells that this file is done


@pytest.mark.parametrize("header", ["[[companies]]", '  [[ "companies" ]]', '[["compan\\u0069es"]]'])
def test_companies_may_stand_below_any_number_of_their_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    monkeypatch.setattr(undeclared, "MOST_LOOKED_FOR", 100)
    file = tmp_path / "a.toml"
    claims = "".join(CLAIM_OF.format(number, "c") for number in range(5_000))
    file.write_text(f'{DATASET}{claims}{header}\nid = "c"\nname = "C"\n', "utf-8")
    assert check(file) == 5_000


def test_companies_may_stand_in_a_file_after_that_of_any_number_of_their_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undeclared, "MOST_LOOKED_FOR", 100)
    claims = "".join(CLAIM_OF.format(number, "c") for number in range(5_000))
    (tmp_path / "a.toml").write_text(f"{DATASET}{claims}", "utf-8")
    (tmp_path / "b.toml").write_text('format = 1\n\n[[companies]]\nid = "c"\nname = "C"\n', "utf-8")
    assert check(tmp_path) == 5_000


@pytest.mark.parametrize(
    "table",
    [
        '[[claims]]\nid = "a"\nstatement = "b"',
        '[[claims]]\nid = "{}"\ncompany = "z"\nstatement = "b"',
        '[[pillars]]\nid = "{}"\ncompany = "z"\ntitle = "b"',
    ],
)
def test_where_more_tables_are_wrong_than_anybody_mends_the_others_are_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    monkeypatch.setattr(findings, "MOST_LOOKED_FOR", 100)
    text = f'{DATASET}[[companies]]\nid = "c"\nname = "C"\n'
    error = refused(tmp_path / "a.toml", text + "\n".join(map(table.format, range(5_000))))
    assert "the rest was not checked, since more than 100 problems stand above; mend these first" in str(error)
    assert 100 < error.count < 200
