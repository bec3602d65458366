"""A change of a dataset's files is told once, and not while they are being written."""

from pathlib import Path

from esgtui.dataset.watching import Watch, marks_of


def test_a_change_is_told_once_and_when_the_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "claims.toml"
    file.write_text("format = 1\n")
    watch = Watch(tmp_path, marks_of(tmp_path))
    assert not watch.has_changed()

    file.write_text("format = 1\n# wri")
    assert not watch.has_changed()
    file.write_text("format = 1\n# written on")
    assert not watch.has_changed()
    assert watch.has_changed()
    assert watch.marks == marks_of(tmp_path)
    assert not watch.has_changed()


def test_files_that_come_go_or_are_replaced_are_changes(tmp_path: Path) -> None:
    file = tmp_path / "claims.toml"
    file.write_text("format = 1\n")
    watch = Watch(tmp_path, marks_of(tmp_path))

    (tmp_path / "more.toml").write_text("")
    assert [watch.has_changed(), watch.has_changed()] == [False, True]
    other = tmp_path / "other"
    other.write_text("format = 2\n")
    other.replace(file)
    assert [watch.has_changed(), watch.has_changed()] == [False, True]
    for each in tmp_path.glob("*.toml"):
        each.unlink()
    assert [watch.has_changed(), watch.has_changed(), watch.has_changed()] == [False, True, False]


def test_what_changed_while_the_dataset_was_first_read_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "claims.toml"
    file.write_text("format = 1\n")
    marks = marks_of(file)
    file.write_text("format = 1\n# while it was read\n")

    watch = Watch(file, marks)
    assert [watch.has_changed(), watch.has_changed()] == [False, True]
