"""From a CSV file to rows of texts: whatever is no table is refused in plain words."""

import csv
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from io import StringIO
from typing import Final, NamedTuple

from cisim.configuration.mistakes import (
    ConfigurationError,
    did_you_mean,
    key_shown,
    nearest,
)

LARGEST_TABLE: Final = 4 * 1024 * 1024
"""Bytes that a table may have; all ties of a full roster have about a tenth."""


class Row(NamedTuple):
    """A row with its number in a spreadsheet and the words for where it stands."""

    number: int
    where: str
    texts: dict[str, str]


class Sheet(NamedTuple):
    """Rows under their known columns, and what is wrong with the form."""

    where: str
    rows: list[Row]
    mistakes: list[str]


def sheet(
    content: bytes, where: str, known: Collection[str], required: Collection[str]
) -> Sheet:
    """Return the rows of a CSV file with commas, or with semicolons in the header.

    A row is numbered as a spreadsheet numbers it; rows without any text are left out.

    Raises
    ------
    ConfigurationError
        If it is not UTF-8, is empty, has no header, or quotes in a wrong way.
    """
    records = _records(_text(content, where), where)
    if not records:
        names = ", ".join(known)
        raise ConfigurationError([f"{where}: is empty: the columns are {names}"])
    first, header = records[0]
    if not any(nearest(name, header) for name in required):
        names = ", ".join(known)
        words = f"is no header: it must name the columns, separated by commas: {names}"
        raise ConfigurationError([f"{where} › row {first}: {words}"])
    mistakes = list(_header_mistakes(f"{where} › row {first}", header, known, required))
    rows = []
    for number, record in records[1:]:
        place = f"{where} › row {number}"
        if len(record) == len(header):
            texts = dict(reversed([*zip(header, record, strict=True)]))
            rows.append(Row(number, place, texts))
        else:
            words = f"has {_counted(record)}, the header has {len(header)}"
            mistakes.append(f"{place}: {words} (text with commas needs quotes)")
    return Sheet(where, rows, mistakes)


def _counted(record: list[str]) -> str:
    return f"{len(record)} cell{'s' if len(record) > 1 else ''}"


def _text(content: bytes, where: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = f"line {line} is not UTF-8: save the file as CSV UTF-8"
        raise ConfigurationError([f"{where}: {words}"]) from None
    if "\0" in text:
        words = "holds NUL bytes, so it is no CSV file: save it as CSV UTF-8"
        raise ConfigurationError([f"{where}: {words}"])
    # The same letters may be coded in two ways; names must match across files.
    return unicodedata.normalize("NFC", text)


def _records(text: str, where: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=_delimiter(text), strict=True
    )
    records: list[list[str]] = []
    try:
        records.extend([cell.strip() for cell in record] for record in reader)
    except csv.Error as error:
        too_long = "limit" in str(error)
        words = "is too long" if too_long else "has a quotation mark without its pair"
        place = f"{where} › row {len(records) + 1}"
        raise ConfigurationError([f"{place}: a cell {words}"]) from None
    return [(n, record) for n, record in enumerate(records, 1) if any(record)]


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if header.count(";") > header.count(",") else ","


def _header_mistakes(
    where: str, header: list[str], known: Collection[str], required: Iterable[str]
) -> Iterator[str]:
    for position, name in enumerate(header):
        if words := _wrong_column(name, header[:position], known):
            column = key_shown(name) if name else f"column {position + 1}"
            yield f"{where} › {column}: {words}"
    for name in required:
        if name not in header:
            yield f"{where}: the column '{name}' is missing"


def _wrong_column(name: str, before: list[str], known: Collection[str]) -> str:
    if not name:
        return "has no name"
    if name in before:
        return "stands in the header twice"
    if name in known:
        return ""
    hint = did_you_mean(nearest(name, known))
    return f"is unknown{hint or f'; known are {", ".join(known)}'}"
