"""Which column has which role: as a user says it, and as it is kept in a file for the next time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from esgtui.intake.headings import NO_NAME
from esgtui.intake.roles import IGNORE, OWN, ROLES, folded
from esgtui.intake.rows import WishError
from esgtui.own_files import OwnFileError, nearest, read_own_file

Roles = dict[str, str]
"""The role of each column, by its heading, in the order of the columns."""

Wishes = Sequence[tuple[str, str]]
"""What a user said: a role, and the heading of a column."""

_PAIR = re.compile(rf",(?=\s*(?:{'|'.join(ROLES)})\s*=)")


def wishes_in(text: str) -> list[tuple[str, str]]:
    """Return the wishes of `company=Name,statement=Text`; raise `WishError` for what is none."""
    found = []
    for pair in _PAIR.split(text):
        role, sign, column = pair.partition("=")
        if not sign or not column.strip():
            raise WishError(f"{pair.strip()!r} names no column; write such as company=Name,statement=Text")
        found.append((_role(role.strip()), column.strip()))
    return found


def wishes_text(roles: Mapping[str, str]) -> str:
    """Return the roles of columns as `wishes_in` reads them, without those that are kept as they are."""
    return ",".join(f"{role}={name}" for each in ROLES for name, role in roles.items() if each == role != OWN)


def read_wishes(path: Path) -> list[tuple[str, str]]:
    """Return the wishes in a mapping file; raise `WishError` if it cannot be used."""
    try:
        values = read_own_file(path).values
    except FileNotFoundError as error:
        raise WishError(f"{path}: there is no such file") from error
    except OwnFileError as error:
        raise WishError(str(error)) from error
    return wishes_of(values.get("columns"), str(path))


def wishes_of(table: object, place: str) -> list[tuple[str, str]]:
    """Return the wishes of a table of columns by role; raise `WishError` if it is none."""
    if not isinstance(table, dict):
        raise WishError(f'{place} has no [columns] table; write [columns] and below it such as statement = "Text"')
    found = []
    for name, columns in table.items():
        role = _role(name, place)
        for column in columns if isinstance(columns, list) else [columns]:
            if not isinstance(column, str) or not column.strip():
                raise WishError(f'{place}: {name} names no column; write such as {name} = "Text"')
            found.append((role, column.strip()))
    return found


def _role(name: str, place: str = "") -> str:
    if name in ROLES:
        return name
    where = f"{place}: " if place else ""
    raise WishError(f"{where}a column cannot be {name!r}; {nearest(name, ROLES, 'there are ' + ', '.join(ROLES))}")


def columns_table(roles: Mapping[str, str]) -> dict[str, str | list[str]]:
    """Return the columns by role, as they are kept."""
    found: dict[str, str | list[str]] = {}
    for role in ROLES:
        columns = [column for column, its in roles.items() if its == role]
        if columns:
            found[role] = columns if len(columns) > 1 else columns[0]
    return found


def mapping_text(roles: Mapping[str, str]) -> str:
    """Return the text of a mapping file, which may be for tables that lack what is merely kept of this one."""
    import tomli_w

    return tomli_w.dumps({"columns": columns_table({column: role for column, role in roles.items() if role != OWN})})


def with_wishes(guessed: Mapping[str, str], wishes: Iterable[tuple[str, str]]) -> Roles:
    """Return the guess as a user wishes it.

    What is wished for a role takes the place of all that was guessed for it. Columns that this file does not have are
    left out; whether any file has them is the caller's to tell.
    """
    found = dict(guessed)
    told = [(role, column) for role, name in wishes if (column := column_named(name, found))]
    asked = {role for role, _ in told} - {OWN, IGNORE}
    for column, role in guessed.items():
        if role in asked:
            found[column] = OWN
    for role, column in told:
        if not ROLES[role].is_many:
            found.update({other: OWN for other, its in found.items() if its == role})
        found[column] = role
    return found


def column_named(name: str, columns: Iterable[str]) -> str | None:
    """Return the column that a user means by a name: in these words, or else but for case and punctuation.

    Of a column that is named by letters these are enough.
    """
    known = list(columns)
    if name in known:
        return name
    meant = {folded(name), folded(f"{NO_NAME} {name}")}
    return next((column for column in known if folded(column) in meant), None)


def gone(before: Wishes, tables: Sequence[Iterable[str]]) -> list[str]:
    """Return what to say of columns that an older import had and none of the tables has: a sentence, or nothing."""
    columns = [column for table in tables for column in table]
    had = [(role, name) for role, name in before if role != IGNORE and not column_named(name, columns)]
    told = [f"{name} ({'kept' if role == OWN else role})" for role, name in had]
    if len(told) == 1:
        return [f"there is no column {told[0]} any more; see what it is called now"]
    return [f"there are no columns {', '.join(told)} any more; see what they are called now"] if told else []


def check_wishes(wishes: Wishes, tables: Sequence[Iterable[str]], place: str) -> None:
    """Raise `WishError` for a column that none of the tables has."""
    columns = [column for table in tables for column in table]
    for _, name in wishes:
        if not column_named(name, columns):
            raise WishError(f"{place} has no column {name!r}; {nearest(name, columns)}")
