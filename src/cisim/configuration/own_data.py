"""From the files of own data to a roster, with all mistakes of all rows at once."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from cisim.configuration.mistakes import (
    MOST_LINES,
    ConfigurationError,
    did_you_mean,
    nearest,
    printable,
    shown,
)
from cisim.configuration.parameters import declared
from cisim.configuration.reading import bytes_of
from cisim.configuration.rosters import (
    MEMBER,
    TABLES,
    Cell,
    GivenTie,
    Listed,
    Roster,
    cells,
    required,
)
from cisim.configuration.spreadsheets import LARGEST_TABLE, Row, Sheet, sheet

LONGEST_NAME: Final = 100
"""Characters that the name of an organisation may have."""

LARGEST_HINTED: Final = 500
"""Names of the largest roster in which one like a wrong name is looked for."""

_LONGEST_NUMBER: Final = 20
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")


class OwnData(NamedTuple):
    """The roster that holds, if there is one, and what is wrong with its files."""

    roster: Roster | None
    mistakes: list[str]


def own_data(
    paths: Mapping[str, str], folder: Path, where: str, inherited: Roster | None
) -> OwnData:
    """Read the tables that a scenario file names.

    Parameters
    ----------
    paths
        Paths of the tables, by the name of the table.
    folder
        Where the paths begin.
    where
        Words for the scenario file.
    inherited
        Roster of the file that it extends, which holds where none is named.
    """

    def read(table: str, find: _Find) -> tuple[list[Any], list[str]]:
        return _read(table, paths[table], _Place(folder, where), find)

    roster, ties = inherited, None
    mistakes: list[str] = []
    if "roster" in paths:
        rows, mistakes = read("roster", _roster_mistakes)
        roster = None if mistakes else Roster(tuple(rows))
    if "ties" in paths:
        names = roster.places if roster else None
        ties, wrong = read("ties", lambda sheet: _tie_mistakes(sheet, names))
        mistakes.extend(wrong)
    if roster and ties:
        roster = Roster(roster.organisations, tuple(ties))
    return OwnData(roster, mistakes)


type _Find = Callable[[Sheet], Iterator[str]]


class _Place(NamedTuple):
    folder: Path
    where: str


def _read(
    table: str, path: str, place: _Place, find: _Find
) -> tuple[list[Any], list[str]]:
    """Return the rows of a table, or nothing and what is wrong with it."""
    named = f"{place.where} › {table} = {shown(path)}"
    row_type = TABLES[table]
    file = place.folder / path
    try:
        content = bytes_of(file, named, LARGEST_TABLE, "a table")
        found = sheet(
            content, printable(str(file)), cells(row_type), required(row_type)
        )
    except ConfigurationError as error:
        return [], list(error.mistakes)
    if mistakes := _bounded(chain(found.mistakes, find(found)), found.where):
        return [], mistakes
    return [_row(row_type, row) for row in found.rows], []


def _bounded(mistakes: Iterator[str], where: str) -> list[str]:
    """First mistakes; the rest is not even looked for, as hints take their time."""
    first = list(islice(mistakes, MOST_LINES + 1))
    if len(first) > MOST_LINES:
        first[-1] = f"{where}: and more mistakes"
    return first


def _row(row_type: type[Any], row: Row) -> tuple[Any, ...]:
    columns = cells(row_type)
    given = {name: text for name, text in row.texts.items() if text}
    values = {n: float(t) if columns[n].unit else t for n, t in given.items()}
    made: tuple[Any, ...] = row_type(**values)
    return made


# ---- A roster ----


def _roster_mistakes(found: Sheet) -> Iterator[str]:
    seen: dict[tuple[str, ...], int] = {}
    for row in found.rows:
        yield from _cell_mistakes(row, Listed)
        yield from _half_a_view(row)
        if first := _seen_before(row, ("name",), seen):
            given = f"{row.where} › name = {shown(row.texts['name'])}"
            yield f"{given}: is the name in row {first} already"
    if not found.mistakes:
        yield from _wrong_numbers(found)


def _half_a_view(row: Row) -> Iterator[str]:
    x, y = row.texts.get("view_x"), row.texts.get("view_y")
    if bool(x) != bool(y):
        missing, given = ("view_y", "view_x") if x else ("view_x", "view_y")
        yield f"{row.where} › {missing}: is missing; {given} needs it"


def _wrong_numbers(found: Sheet) -> Iterator[str]:
    words = cells(Listed)["status"].words
    given = [row.texts.get("status") or MEMBER for row in found.rows]
    settings = ("organisations.at_table", "organisations.outside")
    for word, name in zip(words, settings, strict=True):
        bounds = declared()[name].declaration
        number = given.count(word)
        if set(given) <= set(words) and not bounds.low <= number <= bounds.high:
            allowed = f"between {bounds.low:g} and {bounds.high:g} ({bounds.unit})"
            rows = f"{number} rows with status = {shown(word)}"
            yield f"{found.where} › {rows}: must be {allowed}"


# ---- Ties ----


def _tie_mistakes(found: Sheet, names: Collection[str] | None) -> Iterator[str]:
    """Mistakes of ties; without a sound roster names cannot be looked up."""
    seen: dict[tuple[str, ...], int] = {}
    for row in found.rows:
        yield from _cell_mistakes(row, GivenTie)
        yield from _strangers(row, names)
        ends = _ENDS if set(_ENDS) <= set(row.texts) else ()
        given = " and ".join(shown(row.texts[end]) for end in ends)
        if ends and row.texts[ends[0]] == row.texts[ends[1]] != "":
            yield f"{row.where} › partner = {shown(row.texts['partner'])}: is itself"
        if ends and (first := _seen_before(row, ends, seen)):
            yield f"{row.where}: {given} have their tie in row {first} already"
    if not found.rows and not found.mistakes:
        yield f"{found.where}: holds no ties: a row for each is needed"


_ENDS: Final = ("organisation", "partner")


def _strangers(row: Row, names: Collection[str] | None) -> Iterator[str]:
    for end in _ENDS:
        name = row.texts.get(end)
        if name and names is not None and name not in names:
            near = nearest(name, names) if len(names) <= LARGEST_HINTED else ()
            hint = did_you_mean(near)
            yield f"{row.where} › {end} = {shown(name)}: is not in the roster{hint}"


# ---- Any table ----


def _seen_before(
    row: Row, columns: Sequence[str], seen: dict[tuple[str, ...], int]
) -> int:
    """Return the first row with the same texts in these columns; 0 if it is this."""
    key = tuple(row.texts.get(column, "") for column in columns)
    first = seen.setdefault(key, row.number) if all(key) else row.number
    return first if first != row.number else 0


def _cell_mistakes(row: Row, row_type: type[Any]) -> Iterator[str]:
    needed = required(row_type)
    for name, cell in cells(row_type).items():
        text = row.texts.get(name)
        if text == "" and name in needed:
            yield f"{row.where} › {name}: is missing"
        if text and (words := _wrong(cell, text)):
            yield f"{row.where} › {name} = {_as_given(cell, text)}: {words}"


def _as_given(cell: Cell, text: str) -> str:
    if not cell.unit or not _NUMBER.fullmatch(text):
        return shown(text)
    return text if len(text) <= _LONGEST_NUMBER else shown(float(text))


def _wrong(cell: Cell, text: str) -> str:
    if cell.unit:
        return _wrong_number(cell, text)
    if cell.words:
        return _wrong_word(cell, text)
    if not text.isprintable():
        return "must be on one line and without control characters"
    too_long = len(text) > LONGEST_NAME
    return f"must have at most {LONGEST_NAME} characters" if too_long else ""


def _wrong_word(cell: Cell, text: str) -> str:
    hint = did_you_mean(nearest(text, cell.words))
    return "" if text in cell.words else f"must be {cell.allowed}{hint}"


def _wrong_number(cell: Cell, text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return f"must be a number {cell.allowed}{_number_meant(cell, text)}"
    return "" if cell.admits(float(text)) else f"must be {cell.allowed}"


def _number_meant(cell: Cell, text: str) -> str:
    """Return a hint at the number that a decimal comma holds, if it is allowed."""
    meant = text.replace(",", ".")
    is_number = _NUMBER.fullmatch(meant) and not _THOUSANDS.fullmatch(text)
    return f"; did you mean {meant}?" if is_number and cell.admits(float(meant)) else ""
