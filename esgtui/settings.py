"""The user's configuration, and where files live: settings, journals, caches, the bundled data and styles.

Asking is all that happens here; no folder is made until something is written to it.
"""

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


def cache_folder() -> Path:
    """Return the folder for what can be made again, such as search indexes."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("esgtui"))


def journal_file(dataset: str, store: str | None) -> Path:
    """Return where the journal of the dataset with this id is.

    `store` names a file if it has a suffix, and else a folder with a journal for each dataset; None is the user's own
    data folder.
    """
    if store is None:
        import platformdirs

        folder = Path(platformdirs.user_data_dir("esgtui"))
    else:
        folder = Path(store).expanduser()
        if folder.suffix and not folder.is_dir():
            return folder
    return folder / f"{dataset}.sqlite"


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings; those of a file that is not there are the defaults. Raises `SettingsError`."""
    path = path or settings_file()
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    try:
        return msgspec.toml.decode(text, type=Settings)
    except (msgspec.MsgspecError, ValueError) as error:
        raise SettingsError(f"{path}: {error}; docs/settings.md says what may stand there") from error


def default_coder(settings: Settings, environment: Mapping[str, str]) -> str:
    """Return who annotates unless told otherwise: the settings' coder, or the name of the account."""
    if settings.coder:
        return settings.coder
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if environment.get(name, "").strip():
            return environment[name]
    return "coder"
