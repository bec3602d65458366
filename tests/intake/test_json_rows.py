"""JSON Lines and JSON: a row an object, whatever keys it has, however large the list is."""

import json
from pathlib import Path

import pytest

from esgtui.intake import json_rows
from esgtui.intake.rows import IntakeError, hear_nothing
from tests.intake.made import read

OBJECTS = [
    {
        "company": "ABB",
        "text": "We cut it.",
        "year": 2030.0,
        "tags": ["a", "b"],
        "source": {"url": "https://a", "page": 3},
    },
    {"company": "Žižek", "text": None, "is": True, "parts": [{"x": 1}], "share": 0.1},
]
COLUMNS = ["company", "text", "year", "tags", "source.url", "source.page", "is", "parts", "share"]
CELLS = [
    ["ABB", "We cut it.", "2030", "a; b", "https://a", "3"],
    ["Žižek", "", "", "", "", "", "true", '[{"x": 1}]', "0.1"],
]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(OBJECTS),
        json.dumps(OBJECTS, indent=2, ensure_ascii=False),
        "\n\n".join(map(json.dumps, OBJECTS)) + "\n",
        json.dumps({"meta": {"count": 2}, "data": {"claims": OBJECTS, "none": [{}]}}),
    ],
)
def test_objects_are_rows_in_whatever_they_stand(tmp_path: Path, text: str) -> None:
    path = tmp_path / "claims.json"
    path.write_text(text, encoding="utf-8")
    rows, cells = read(path)
    assert rows.columns == COLUMNS
    assert [[cell for cell in row if cell] for row in cells] == [[cell for cell in row if cell] for row in CELLS]


TABLE = [["firm", "claim"], ["ABB", "We cut it."], ["Žižek", "We save it."]]


@pytest.mark.parametrize(
    "shape",
    [
        TABLE,
        {"columns": TABLE[0], "index": [0, 1], "data": TABLE[1:]},
        {"firm": {"0": "ABB", "1": "Žižek"}, "claim": {"0": "We cut it.", "1": "We save it."}},
        {"firm": ["ABB", "Žižek"], "claim": ["We cut it.", "We save it."]},
    ],
)
def test_a_table_is_one_however_json_holds_it(tmp_path: Path, shape: object) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(shape), encoding="utf-8")
    rows, cells = read(path)
    assert [rows.columns, *cells] == TABLE


@pytest.mark.parametrize("shape", [TABLE, {"columns": TABLE[0], "data": TABLE[1:]}], ids=["rows", "apart"])
def test_nothing_of_a_table_is_lost_where_headings_stand_there_again_or_are_too_few(
    tmp_path: Path, shape: list[list[str]] | dict[str, list[list[str]]]
) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(shape).replace('"firm"', '"claim"').replace('"We save it."', '"We save it.", "more"'))
    rows, cells = read(path)
    assert (rows.columns, cells) == (["claim", "claim (2)", "column C"], [TABLE[1], [*TABLE[2], "more"]])


def test_lists_that_are_not_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps({"2023": OBJECTS[:1], "all": {"2024": OBJECTS, "of": [1, 2, 3]}, "2025": OBJECTS[1:]}))
    rows, cells = read(path)
    assert len(cells) == 2
    told = "the list read is all.2024 (2); what 2023 (1), 2025 (1) has is left out: write one list, or a file of each"
    assert rows.notes == (f"{path}: {told}",)
    path.write_text(json.dumps({"claims": OBJECTS}))
    assert read(path)[0].notes == ()


def test_claims_that_stand_in_a_list_within_their_company_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    claims = [{"text": "We cut all of it.", "by": "2030"}, {"text": "We save water everywhere."}]
    shape = {"companies": [{"name": "ABB", "claims": claims}, {"name": "Bolt", "claims": []}]}
    path.write_text(json.dumps(shape), encoding="utf-8")
    rows, cells = read(path)
    assert rows.columns == ["name", "claims.text", "claims.by"]
    assert cells == [["ABB", claims[0]["text"], "2030"], ["ABB", claims[1]["text"], ""], ["Bolt", "", ""]]
    path.write_text(json.dumps([{"text": "We cut all of it.", "signs": [{"text": "the words of it all"}]}]))
    assert read(path)[0].columns == ["text", "signs"]


def test_a_long_list_is_read_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps([{"text": "x" * 1000, "n": n} for n in range(2000)]))
    assert [row[1] for row in read(path)[1]] == [str(n) for n in range(2000)]


@pytest.mark.parametrize("inside", [False, True])
def test_how_far_a_list_is_read_is_told(tmp_path: Path, *, inside: bool) -> None:
    path = tmp_path / "claims.json"
    objects = [{"text": f"We cut {n}."} for n in range(2_000)]
    path.write_text(json.dumps({"meta": 1, "claims": objects} if inside else objects), "utf-8")
    told: list[float] = []
    rows, _ = read(path)
    assert len(list(rows.each(lambda done, total: told.append(done / total)))) == 2_000
    assert len(told) >= 4
    assert told == sorted(told)
    assert told[-1] == 1


def test_lines_that_are_no_objects_are_told_with_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"text": "a"}\nbroken\n\n[1]\n{"text": "b", "\\udc00new": "\\ud800"}\n')
    rows, _ = read(path)
    assert rows.columns == ["text", "\ufffdnew"]
    found = [(row.number, row.cells, bool(row.fault)) for row in rows.each(hear_nothing)]
    assert found[1:] == [(2, ["broken"], True), (4, ["1"], True), (5, ["b", "\ufffd"], False)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1, 2]", "no object"),
        ('[{"text": "a"}, {"te', "object 2 of the list cannot be read"),
        ('[{"text": ' + "[" * 100_000, "nested too deeply"),
        ('{"text": ' + "[" * 100_000, "nested too deeply"),
        ('{"text": "a"', "is not JSON: line 1"),
        ('[{"text": "a"}]\n[{"text": "b"}]\n', "goes on behind its list, after object 1; write a list of objects"),
        (f'[{{"text": "a"}}]{" " * 900_000}"b"', "goes on behind its list"),
        ('[{"text": ' + "9" * 5_000 + "}]", "object 1 of the list cannot be read: a number has too many digits"),
        ('{"text": ' + "9" * 5_000 + "}", "is not JSON: a number has too many digits"),
        ('[{"text": "' + "x" * 17_000_000 + '"}]', "object 1 of the list cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "claims.json"
    path.write_text(text)
    with pytest.raises(IntakeError, match=told):
        read(path)


def test_what_ends_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    path.write_bytes(json.dumps(OBJECTS).encode("utf-16")[:-1])
    with pytest.raises(IntakeError, match="is not utf-16 to its end"):
        read(path)


def test_objects_whose_keys_are_data_are_refused_before_there_are_too_many_columns(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps([{f"key {n}": "text"} for n in range(4_000)]))
    with pytest.raises(IntakeError, match=r"objects to number \d+ have ever new keys, 'key \d+' last"):
        read(path)


def test_a_key_that_is_no_name_of_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps([{"company": "ABB", "k" * 5_000_000: "We cut it."}]), encoding="utf-8")
    with pytest.raises(IntakeError, match="a column has a name of 5,000,000 characters, which begins with 'kkk"):
        read(path)


def test_a_row_with_a_cell_longer_than_any_statement_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.intake.rows.LONGEST_CELL", 1_000)
    path = tmp_path / "claims.jsonl"
    path.write_text(f'{{"text": "{"a" * 1_000}"}}\n{{"text": "b", "more": "{"c" * 1_001}"}}\n')
    rows, _ = read(path)
    faults = [(row.number, row.fault, max(map(len, row.cells))) for row in rows.each(hear_nothing)]
    assert faults == [(1, "", 1_000), (2, "its cell 2 has more than 1,000 characters", 100)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'{{"a": [{"[], " * 300}1]}}', "has more than 500 values in one JSON object; write a list of objects"),
        (f'[{{"text": "b"}}, {{"a": [{"{}, " * 300}1]}}]', "object 2 of the list has more than 400 values"),
    ],
)
def test_more_values_than_memory_should_hold_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    for name, limit in (("MOST_VALUES", 500), ("MOST_IN_ONE", 400), ("_PIECE", 64)):
        monkeypatch.setattr(json_rows, name, limit)
    path = tmp_path / "claims.json"
    path.write_text(text)
    with pytest.raises(IntakeError, match=told):
        read(path)


def test_a_line_with_more_values_than_an_object_has_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_rows, "MOST_IN_ONE", 400)
    path = tmp_path / "claims.jsonl"
    path.write_text(f'{{"text": "b"}}\n{{"text": [{"1, " * 500}1]}}\n')
    rows, _ = read(path)
    assert [bool(row.fault) for row in rows.each(hear_nothing)] == [False, True]
