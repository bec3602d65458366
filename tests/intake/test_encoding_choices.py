"""The encodings that a text may be in, told apart by what becomes of its letters."""

from pathlib import Path

from esgtui.intake.encoding_choices import readings


def places(path: Path, text: str, encoding: str) -> dict[str, tuple[str, ...]]:
    path.write_bytes(text.encode(encoding))
    return {each.name: each.places for each in readings(path, encoding)}


def test_what_letters_become_is_shown_for_each_encoding_that_can_read_them(tmp_path: Path) -> None:
    found = places(tmp_path / "a.csv", "Firma;Text\nMüller;Größe\n", "cp1252")
    assert next(iter(found)) == "cp1252"
    assert (found["cp1252"], found["cp1251"]) == (("Müller;Größe",), ("Mьller;GrцЯe",))
    assert "utf-8" not in found


def test_letters_of_several_bytes_are_shown_whole(tmp_path: Path) -> None:
    found = places(tmp_path / "a.csv", "公司\n" + "我们将在年之前实现碳中和" * 9, "gb18030")
    assert found["gb18030"][0] == "公司"
    assert "\ufffd" not in "".join(found["gb18030"])


def test_the_likeliest_comes_first_and_what_is_read_need_not_be_that(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Größe;Müller\n".encode())
    assert [each.name for each in readings(path, "cp1251")][:2] == ["utf-8", "cp1252"]
    path.write_bytes("a\0\0\0公司\n".encode("utf-16-le"))
    assert next(iter(readings(path, "utf-16-le"))).name == "utf-16-le"


def test_a_text_of_plain_letters_is_the_same_in_all(tmp_path: Path) -> None:
    assert places(tmp_path / "a.csv", "Company,Text\nABB,We cut it.\n", "utf-8") == {}
