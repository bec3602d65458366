"""The user's configuration, and where files live: settings, journals, queries, caches, the bundled data and styles.

Asking is all that happens here; no folder is made until something is written to it.
"""

import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

PACKAGE = Path(__file__).resolve().parent


Theme = Literal["dark", "light"]

KNOWN = ("coder", "theme", "blind", "visits", "resume", "keys")
"""The keys of a settings file."""


class SettingsError(Exception):
    """The journal cannot be where it was asked for; the message says why and what to do."""


class Settings(msgspec.Struct, frozen=True):
    """What a user may set in `settings.toml`: `keys` maps a command's id to its keys, comma-separated.

    `warnings` say what in the file could not be used, and what would be right; the defaults stand in its place.
    """

    coder: str = ""
    theme: Theme = "dark"
    blind: bool = False
    visits: bool = True
    """Whether the explorer records which claims were looked at."""
    resume: bool = True
    """Whether the explorer begins where one was the last time."""
    keys: dict[str, str] = {}
    warnings: tuple[str, ...] = ()


def resources(name: Literal["data", "styles"]) -> Path:
    """Return the folder of the bundled data or styles: in the package once installed, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def settings_file() -> Path:
    """Return where the user's settings are, whether or not the file exists."""
    import platformdirs

    return Path(platformdirs.user_config_dir("esgtui")) / "settings.toml"


def journal_file(dataset: str, store: str | None) -> Path:
    """Return where the journal of the dataset with this id is.

    `store` names a file if it is one or has a suffix, and else a folder with a journal for each dataset; without it
    that is the user's own data folder. Raises `SettingsError` for the home folder of somebody unknown.
    """
    if not store:
        import platformdirs

        return Path(platformdirs.user_data_dir("esgtui")) / f"{dataset}.sqlite"
    try:
        path = Path(store).expanduser()
        is_file = path.is_file() or (bool(path.suffix) and not path.is_dir())
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SettingsError(f"{store}: {reason}; choose another place with --store PATH") from error
    return path if is_file else path / f"{dataset}.sqlite"


def cache_folder() -> Path | None:
    """Return where what can be made again is kept, as the environment has it now, whether or not it exists.

    None for somebody without a home, since a cache is never worth a folder in the place where one happens to work.
    """
    import platformdirs

    folder = platformdirs.user_cache_path("esgtui")
    return folder if folder.is_absolute() else None


def queries_file(journal: Path) -> Path:
    """Return where the user's queries are: beside the journal, under a name that no dataset's id can give."""
    return journal.with_name("saved_queries.sqlite")


def session_file(journal: Path) -> Path:
    """Return where it is kept how far one was in a dataset: beside its journal."""
    return journal.with_suffix(".session.json")


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings, or the defaults without a file. What cannot be used is left out, and told in `warnings`."""
    path = path or settings_file()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return _unused(path, f"{error.strerror or error}; see that it is a file that you may read")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unused(f"{path}:{line}", "this is not UTF-8; save the file as UTF-8")
    import tomli  # here, since most users have no settings file

    try:
        return _usable(path, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        remedy = 'write each setting as key = "value", its text in quotes'
        return _unused(f"{path}:{error.lineno}", f"this is not TOML at column {error.colno}; {remedy}")
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets without end
        return _unused(path, "this cannot be read as TOML; docs/settings.md says what may stand there")


def _unused(place: Path | str, fault: str) -> Settings:
    return Settings(warnings=(f"{place}: {fault}. Until then nothing in the file is used.",))


def _usable(path: Path, text: str, found: dict[str, Any]) -> Settings:
    """Return the settings that can be used, and warnings of the others, in the order of the file."""
    used: dict[str, Any] = {}
    warnings = []

    def warn(key: str, fault: str) -> None:
        line = _line_of(text, key)
        warnings.append(f"{path}:{line}: {fault}" if line else f"{path}: {fault}")

    for key, value in found.items():
        if key == "keys" and isinstance(value, dict):
            used[key] = {command: keys for command, keys in value.items() if isinstance(keys, str)}
            for command in value:
                if command not in used[key]:
                    warn(command, _keys_fault(command, value[command]))
        elif fault := _fault(key, value):
            warn(key, fault)
        else:
            used[key] = value
    return Settings(**used, warnings=tuple(warnings))


def _fault(key: str, value: object) -> str | None:
    """Return what is wrong with a setting, and what would be right; None where it can be used."""
    if key not in KNOWN:
        from difflib import get_close_matches

        near = get_close_matches(key, KNOWN, n=1, cutoff=0.5)
        advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(KNOWN)}"
        return f"there is no setting {key!r}; {advice}"
    if key == "theme":
        return None if value in get_args(Theme) else f"theme is {_shown(value)}; write dark or light, in quotes"
    if key in {"blind", "visits", "resume"}:
        return None if isinstance(value, bool) else f"{key} is {_shown(value)}; write true or false, without quotes"
    if key == "keys":
        return f"keys is {_shown(value)}; write a [keys] table"
    return None if _is_name(value) else f"coder is {_shown(value)}; write a name, in quotes"


def _is_name(value: object) -> bool:
    """Tell whether a coder can have this name; an empty one says that the account's is meant."""
    if not isinstance(value, str):
        return False
    name = "".join(value.split())
    return not value or (bool(name) and all(unicodedata.category(character) != "Cc" for character in name))


def _keys_fault(command: str, value: object) -> str:
    if isinstance(value, dict):
        example = f'"{command}.{next(iter(value), "tag")}" = "t"'
        return f"{command!r} under [keys] is a table; put a command's id in quotes: {example}"
    return f'the keys of {command!r} are {_shown(value)}; write them in quotes, comma-separated: "t, #"'


def _shown(value: object) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else f"{value[:59]}…")
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a time")


def _line_of(text: str, key: str) -> int | None:
    """Return the first line that begins with a key or with its table's header, or None; settings are short."""
    name = rf"""["']?{re.escape(key)}["']?"""
    header, setting = rf"\[+[ \t]*{name}[ \t]*[\].]", rf"(?:keys[ \t]*\.[ \t]*)?{name}[ \t]*[=.]"
    found = re.search(rf"^[ \t]*(?:{header}|{setting})", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


def default_coder(settings: Settings, environment: Mapping[str, str]) -> str:
    """Return who annotates unless told otherwise: the settings' coder, or the name of the account."""
    if settings.coder:
        return settings.coder
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if environment.get(name, "").strip():
            return environment[name]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):  # a system without accounts, or an account without a name
        return "coder"
