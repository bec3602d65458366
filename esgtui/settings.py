"""The user's configuration, and where files live: settings, journals, the bundled data and styles.

Asking is all that happens here; no folder is made until something is written to it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

PACKAGE = Path(__file__).resolve().parent


class SettingsError(Exception):
    """The settings file cannot be used; the message says where it is wrong and what would be right."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user may set in `settings.toml`: `keys` maps a command's id to its keys, comma-separated."""

    coder: str = ""
    theme: Literal["dark", "light"] = "dark"
    keys: dict[str, str] = {}


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


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings; those of a file that is not there are the defaults. Raises `SettingsError`."""
    path = path or settings_file()
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; see that it is a file that you may read") from error
    try:
        return msgspec.toml.decode(content.decode("utf-8-sig"), type=Settings)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError(f"{path}: line {line} is not UTF-8; save the file as UTF-8") from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: {error}; docs/settings.md says what may stand there") from error


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
