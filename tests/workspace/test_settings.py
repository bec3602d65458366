"""Where files live, and what a settings file that cannot be used is told."""

import os
import pwd
from pathlib import Path

import platformdirs
import pytest

from esgtui.settings import (
    Settings,
    SettingsError,
    default_coder,
    journal_file,
    read_settings,
    resources,
    settings_file,
)


def test_the_journal_is_in_the_users_own_folder_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name: str(tmp_path / "data" / name))
    for store in (None, ""):
        assert journal_file("sample", store) == tmp_path / "data" / "esgtui" / "sample.sqlite"
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_a_file_if_it_is_one_or_has_a_suffix_and_else_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.d").mkdir()
    (tmp_path / "bare").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path))
    expected = {
        "mine.sqlite": tmp_path / "mine.sqlite",
        "new/mine.db": tmp_path / "new" / "mine.db",
        "folder": tmp_path / "folder" / "sample.sqlite",
        "folder.d": tmp_path / "folder.d" / "sample.sqlite",
        "bare": tmp_path / "bare",
        ".hidden": tmp_path / ".hidden" / "sample.sqlite",
    }
    for name, path in expected.items():
        assert journal_file("sample", str(tmp_path / name)) == path
        assert journal_file("sample", f"~/{name}") == path


@pytest.mark.parametrize("store", ["~no-such-user-here/x", "long" * 100])
def test_a_store_that_nobody_can_find_is_told(store: str) -> None:
    with pytest.raises(SettingsError, match="choose another place with --store PATH"):
        journal_file("sample", store)


def test_bundled_files_are_beside_the_package_or_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(resources("data").glob("*.toml"))
    assert list(resources("styles").glob("*.tcss"))
    package = tmp_path / "esgtui"
    package.mkdir()
    monkeypatch.setattr("esgtui.settings.PACKAGE", package)
    assert resources("data") == tmp_path / "data"
    (package / "data").mkdir()
    assert resources("data") == package / "data"


def test_the_users_settings_are_in_the_platforms_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda name: str(tmp_path / "config" / name))
    assert settings_file() == tmp_path / "config" / "esgtui" / "settings.toml"
    assert read_settings() == Settings()
    assert list(tmp_path.iterdir()) == []
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('coder = "mei"')
    assert read_settings().coder == "mei"


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'\xef\xbb\xbfcoder = "Mei"\ntheme = "light"\n[keys]\ntag = "t,ctrl+t"\n')
    assert read_settings(path) == Settings(coder="Mei", theme="light", keys={"tag": "t,ctrl+t"})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'coder = "mei"\ntheme = \n', "line 2"),
        (b'coder = "mei', "end of document|line 1"),
        (b'coder = "mei"\n\xff', "line 2 is not UTF-8"),
        (b'theme = "pink"', r"'pink' .*theme"),
        (b"coder = 7", "coder"),
        (b"[keys]\ntag = 1", r"keys"),
        (b'colour = "red"', "colour"),
        (b"a = " + b"[" * 100_000, "docs/settings.md"),
    ],
)
def test_broken_settings_are_told_with_the_file_and_the_line_or_key(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=words) as error:
        read_settings(path)
    assert str(path) in str(error.value)


def test_a_settings_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Is a directory"):
        read_settings(tmp_path)


def test_the_coder_is_the_settings_or_the_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_coder(Settings(coder="mei"), {"USER": "root"}) == "mei"
    assert default_coder(Settings(), {"LOGNAME": " ", "USER": "ada"}) == "ada"
    assert default_coder(Settings(), {"USERNAME": "bo"}) == "bo"
    account = pwd.getpwuid(os.getuid()).pw_name
    assert default_coder(Settings(), {}) == account

    def nobody(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert default_coder(Settings(), {}) == "coder"
