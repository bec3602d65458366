"""The user's configuration, and where files live: settings, journals, queries, caches, the bundled data and styles.

Asking is all that happens here; no folder is made until something is written to it.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from esgtui.own_files import OwnFile, OwnFileError, nearest, read_own_file, shown

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

PACKAGE = Path(__file__).resolve().parent

KNOWN = ("coder", "theme", "keymap", "animations", "blind", "visits", "resume", "overview", "keys")
"""The keys of a settings file."""

THEMES = ("dark", "light", "terminal", "high-contrast", "colour-blind")
"""The themes that come with the program; their colours are the terminal interface's."""

KEYMAPS = ("vim", "plain")
"""The keymaps that come with the program."""

OVERVIEW = ("first", "always", "never")
"""When the overview is shown by itself: the first time that a dataset is opened, every time, or never."""


class SettingsError(Exception):
    """The journal cannot be where it was asked for; the message says why and what to do."""


class Settings(msgspec.Struct, frozen=True):
    """What a user may set in `settings.toml`: `keys` maps a command's id to its keys, comma-separated.

    `warnings` say what in the file could not be used, and what would be right; the defaults stand in its place.
    """

    coder: str = ""
    theme: str = "dark"
    keymap: str = ""
    """The keymap that `keys` are put on top of; '' for the program's own keys."""
    animations: bool | None = None
    """Whether things may glide and blink; None leaves it to the line: not over a slow one."""
    blind: bool = False
    visits: bool = True
    """Whether the explorer records which claims were looked at."""
    resume: bool = True
    """Whether the explorer begins where one was the last time."""
    overview: str = "first"
    """When the explorer begins with the overview; one of `OVERVIEW`."""
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


def as_path(text: str) -> Path:
    """Return the path that was given; raise `SettingsError` for an address, which would be taken for a folder."""
    if _ADDRESS.match(text):
        raise SettingsError(f"{text} is an address, not a path; save what is there as a file, and name that")
    return Path(text)


def told_path(path: Path) -> str:
    """Return a path in full, as people are told where a file is; `~` is the user's home."""
    full = Path(os.path.normpath(Path.cwd() / path))
    try:
        return f"~{os.sep}{full.relative_to(Path.home())}"
    except (RuntimeError, ValueError):  # for somebody without a home, or elsewhere
        return str(full)


def checklist_file() -> Path:
    """Return where the user's own rules of the checklist are, whether or not the file exists."""
    return settings_file().with_name("checklist.toml")


def journal_file(dataset: str, store: str | None) -> Path:
    """Return where the journal of the dataset with this id is.

    `store` names a file if it is one or has a suffix, and else a folder with a journal for each dataset; without it
    that is the user's own data folder. Raises `SettingsError` for the home folder of somebody unknown.
    """
    if not store:
        import platformdirs

        return Path(platformdirs.user_data_dir("esgtui")) / f"{dataset}.sqlite"
    try:
        path = as_path(store).expanduser()
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


def draft_folders(journal: Path, dataset: str) -> tuple[Path, ...]:
    """Return where drafts are put that the journal cannot take: beside it, else in the user's state or cache folder."""
    import platformdirs

    apart = (platformdirs.user_state_path("esgtui"), platformdirs.user_cache_path("esgtui"))
    return (journal.with_suffix(".drafts"), *(each / "drafts" / dataset for each in apart if each.is_absolute()))


def own_file(settings: Path, kind: Literal["themes", "keymaps"], name: str) -> Path:
    """Return where the user's own theme or keymap of this name is, beside these settings, if there is one."""
    return settings.parent / kind / f"{name}.toml"


def session_file(journal: Path) -> Path:
    """Return where it is kept how far one was in a dataset: beside its journal."""
    return journal.with_suffix(".session.json")


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings, or the defaults without a file. What cannot be used is left out, and told in `warnings`."""
    path = path or settings_file()
    try:
        return _usable(read_own_file(path))
    except FileNotFoundError:
        return Settings()
    except OwnFileError as error:
        return Settings(warnings=(str(error),))


def _usable(file: OwnFile) -> Settings:
    """Return the settings that can be used, and warnings of the others, in the order of the file."""
    used: dict[str, Any] = {}
    warnings = []
    for key, value in file.values.items():
        if key == "keys" and isinstance(value, dict):
            used[key], complaints = usable_keys(file, value)
            warnings += complaints
        elif fault := _fault(key, value, file.path):
            warnings.append(file.told(key, fault))
        else:
            used[key] = value
    return Settings(**used, warnings=tuple(warnings))


def usable_keys(file: OwnFile, table: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Return of a table of keys what is text, and what is wrong with the rest."""
    used = {command: keys for command, keys in table.items() if isinstance(keys, str)}
    return used, [file.told(name, _keys_fault(name, keys)) for name, keys in table.items() if name not in used]


def _fault(key: str, value: object, path: Path) -> str | None:
    """Return what is wrong with a setting, and what would be right; None where it can be used."""
    if key not in KNOWN:
        return f"there is no setting {key!r}; {nearest(key, KNOWN)}"
    if key in {"blind", "visits", "resume", "animations"}:
        return None if isinstance(value, bool) else f"{key} is {shown(value)}; write true or false, without quotes"
    faults: dict[str, Callable[[object], str | None]] = {
        "theme": lambda value: _name_fault("theme", "themes", value, THEMES, path),
        "keymap": lambda value: _name_fault("keymap", "keymaps", value, KEYMAPS, path),
        "overview": _overview_fault,
        "keys": lambda value: f"keys is {shown(value)}; write a [keys] table",
        "coder": lambda value: None if _is_name(value) else f"coder is {shown(value)}; write a name, in quotes",
    }
    return faults[key](value)


def _overview_fault(value: object) -> str | None:
    """Return what is wrong with when the overview is to be shown."""
    return None if value in OVERVIEW else f"overview is {shown(value)}; write one of {', '.join(OVERVIEW)}, in quotes"


def own_names(settings: Path, kind: Literal["themes", "keymaps"]) -> list[str]:
    """Return the names of the user's own themes or keymaps, which stand in a folder beside the settings."""
    try:
        return sorted(file.stem for file in (settings.parent / kind).iterdir() if file.suffix == ".toml")
    except OSError:  # there is no such folder, or none that can be looked into
        return []


def _name_fault(
    key: str, kind: Literal["themes", "keymaps"], value: object, shipped: tuple[str, ...], path: Path
) -> str | None:
    """Return what is wrong with the name of a theme or a keymap: there has to be one of that name."""
    names = [*shipped, *own_names(path, kind)]
    if isinstance(value, str):
        return None if value in names else f"{key} is {shown(value)}; {nearest(value, names)}"
    return f"{key} is {shown(value)}; write one of {', '.join(names)}, in quotes"


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
    return f'the keys of {command!r} are {shown(value)}; write them in quotes, comma-separated: "t, #"'


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
