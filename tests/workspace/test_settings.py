"""Where files live, and what a settings file that cannot be used is told."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from esgtui.own_files import LARGEST
from esgtui.settings import (
    Settings,
    SettingsError,
    cache_folder,
    default_coder,
    journal_file,
    read_settings,
    resources,
    settings_file,
)
from tests.cli.shell import environment
from tests.e2e.desk import Desk


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


def test_caches_are_where_the_environment_says_now(cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == cache_home / "esgtui"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home / "other"))
    assert cache_folder() == cache_home / "other" / "esgtui"
    assert list(cache_home.iterdir()) == []


def test_without_a_home_there_is_no_cache_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: Path("~/.cache", name))
    assert cache_folder() is None


def test_programs_that_tests_start_never_see_the_users_caches(cache_home: Path, tmp_path: Path) -> None:
    ask = "from esgtui.settings import cache_folder; print(cache_folder())"

    def told(variables: dict[str, str] | None) -> Path:
        program = [sys.executable, "-c", ask]
        return Path(subprocess.run(program, env=variables, check=True, capture_output=True, text=True).stdout.strip())

    assert told(None) == cache_home / "esgtui"
    assert told(os.environ | environment(tmp_path, tmp_path)).is_relative_to(tmp_path)
    assert told(os.environ | Desk(tmp_path).environment).is_relative_to(tmp_path)


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'\xef\xbb\xbfcoder = "Mei"\ntheme = "light"\nvisits = false\n[keys]\ntag = "t,ctrl+t"\n')
    assert read_settings(path) == Settings(coder="Mei", theme="light", visits=False, keys={"tag": "t,ctrl+t"})


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('coder = "mei"\ntheme = "blue"\n', 2, "theme is 'blue'; there are dark, light, terminal, high-contrast"),
        ('theme = "drak"', 1, "theme is 'drak'; did you mean dark?"),
        ('keymap = "vmi"', 1, "keymap is 'vmi'; did you mean vim?"),
        ("keymap = 1", 1, "keymap is a number; write one of vim, plain, in quotes"),
        ("animations = 1", 1, "animations is a number; write true or false, without quotes"),
        ("theme = true", 1, "theme is true or false; write one of dark, light, terminal"),
        ('codr = "red"\ncoder = "mei"', 1, "there is no setting 'codr'; did you mean coder?"),
        ("# my own\n[themes]\nx = 1", 2, "there is no setting 'themes'; did you mean theme?"),
        ('visits = "no"', 1, "visits is 'no'; write true or false, without quotes"),
        ("zzz = 1", 1, "there is no setting 'zzz'; there are coder, theme, keymap, animations, blind"),
        ("warnings = []", 1, "there is no setting 'warnings'; there are coder, theme, keymap, animations, blind"),
        ("\ncoder = 7", 2, "coder is a number; write a name, in quotes"),
        ('blind = "yes"', 1, "blind is 'yes'; write true or false, without quotes"),
        ('coder = "  "', 1, "coder is '  '; write a name, in quotes"),
        ('coder = "a\\u001b[31m"', 1, "coder is 'a\\x1b[31m'; write a name, in quotes"),
        ("overview = true", 1, "overview is true or false; write one of first, always, never, in quotes"),
        ("keys = [1]", 1, "keys is a list; write a [keys] table"),
        ('[keys]\n"claim.tag" = 1', 2, """the keys of 'claim.tag' are a number; write them in quotes"""),
        ("keys.x = 2021-01-01", 1, """the keys of 'x' are a time; write them in quotes, comma-separated: "t, #\""""),
        ('[keys]\n\nclaim.tag = "t"', 3, """put a command's id in quotes: "claim.tag" = "t\""""),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line_and_what_would_be_right(
    tmp_path: Path, content: str, line: int, words: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content, encoding="utf-8")
    (warning,) = read_settings(path).warnings
    assert warning.startswith(f"{path}:{line}: ")
    assert words in warning


def test_what_can_be_used_is_used_beside_what_cannot(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'colour = 1\ncoder = "Mei 梅\u3000丽"\ntheme = "blue"\n[keys]\na = 1\n"claim.tag" = "x"', encoding="utf-8"
    )
    found = read_settings(path)
    assert (found.coder, found.theme, found.keys) == ("Mei 梅\u3000丽", "dark", {"claim.tag": "x"})
    assert [warning.split(":")[1] for warning in found.warnings] == ["1", "3", "5"]
    path.write_text('coder = ""\n[keys]', encoding="utf-8")
    assert read_settings(path) == Settings()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'coder = "mei"\ntheme = \n', ":2: this is not TOML at column 9; write each setting as key = "),
        (b'coder = "mei', ":1: this is not TOML"),
        (b'coder = "mei"\n\xff', ":2: this is not UTF-8; save the file as UTF-8"),
        (b"a = " + b"[" * 100_000, ": this cannot be read as TOML; docs/settings.md"),
        (b"a = " + b"1" * 10_000, ": this cannot be read as TOML; docs/settings.md"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_out_as_a_whole(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    found = read_settings(path)
    assert found == Settings(warnings=found.warnings)
    (warning,) = found.warnings
    assert warning.startswith(f"{path}{words}")
    assert warning.endswith("Until then nothing in the file is used.")


def test_a_settings_file_that_is_none_is_told(tmp_path: Path) -> None:
    (warning,) = read_settings(tmp_path).warnings
    assert warning.startswith(f"{tmp_path}: Is a directory; see that it is a file that you may read")
    os.mkfifo(tmp_path / "pipe.toml")
    (warning,) = read_settings(tmp_path / "pipe.toml").warnings
    assert warning.startswith(f"{tmp_path / 'pipe.toml'}: it is not an ordinary file; see that it is a file that")
    (tmp_path / "large.toml").write_bytes(b"#" * (LARGEST + 1))
    (warning,) = read_settings(tmp_path / "large.toml").warnings
    assert "it has more than 1,000,000 bytes; see that it is the file that you mean" in warning


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
