"""From a file to a document: whatever is no scenario file is refused in plain words."""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final, NoReturn

from cisim.configuration.mistakes import ConfigurationError, printable

LARGEST_FILE: Final = 256 * 1024
"""Bytes that a scenario file may have; the shipped ones have a few thousand."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_LONGEST_VALUE: Final = 4000

# A key of many parts takes tomllib quadratic time: seconds for a file of 40 kB.
_PART: Final = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_ENDLESS_KEY: Final = re.compile(
    rf"(?:^|[\[{{,])[ \t]*+(?:{_PART}[ \t]*+\.[ \t]*+){{32}}", re.MULTILINE
)
_ENDLESS_INTEGER: Final = re.compile(r"\d[\d_]{4300,}")
_POSITION: Final = re.compile(r" \(at (?:(line \d+, column \d+)|end of document)\)$")

_PLAIN_WORDS: Final = (
    ("Invalid value", "the value cannot be read (text needs quotes)"),
    (r"Illegal character '\\n'", "the closing quotation mark is missing"),
    ("Cannot overwrite a value", "the key or table is given a second time"),
    (r"Cannot declare \((.*?),?\) twice", r"the table \1 is given a second time"),
    ("Duplicate inline table key (.*)", r"the key \1 is given a second time"),
)


def content_of(
    path: Path,
    where: str,
    needed: str = "a title, a setting or [[change]] is needed",
    largest: int = LARGEST_FILE,
) -> dict[str, Any]:
    """Return what stands in a file; ``needed`` says what an empty one lacks.

    ``largest`` is the number of bytes that it may have.

    Raises
    ------
    ConfigurationError
        If it is no regular file, too large, unreadable, empty, or not TOML in UTF-8.

    """
    content = _parsed(_text(bytes_of(path, where, largest), where), where)
    if not content:
        _refuse(where, f"is empty: {needed}")
    return content


def content_in(text: str, where: str) -> dict[str, Any]:
    """Return what stands in the text of a file that cisim itself has written.

    Raises
    ------
    ConfigurationError
        If it is not TOML any more.

    """
    return _parsed(text, where)


def value_of(text: str) -> object:
    """Return a value given as text; what cannot be read as TOML stays text."""
    if "\n" in text or len(text) > _LONGEST_VALUE:
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text


def _refuse(where: str, words: str) -> NoReturn:
    raise ConfigurationError([f"{where}: {words}"])


def bytes_of(
    path: Path, where: str, largest: int = LARGEST_FILE, what: str = "a scenario"
) -> bytes:
    """Return the content of a file that is no larger than it may be.

    Raises
    ------
    ConfigurationError
        If it is no regular file, too large, or cannot be read.

    """
    try:
        _demand_regular_file(path.stat().st_mode, where, what)
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        _refuse(where, f"cannot be read: {(error.strerror or str(error)).lower()}")
    except ValueError:  # a NUL in the path
        _refuse(where, "cannot be read: no file can have this name")
    if len(content) > largest:
        _refuse(where, f"is too large: at most {largest // 1024} KiB are read")
    return content


def _demand_regular_file(mode: int, where: str, what: str) -> None:
    """Refuse folders, and pipes and devices, whose reading may never end."""
    if stat.S_ISDIR(mode):
        _refuse(where, f"is a folder; {what} is a file")
    if not stat.S_ISREG(mode):
        _refuse(where, "is no regular file")


def _text(content: bytes, where: str) -> str:
    if content.startswith(_BYTE_ORDER_MARK):
        _refuse(where, "begins with a byte order mark: save it as UTF-8 without one")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _refuse(where, f"line {line} is not UTF-8: save the file as UTF-8")


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        _demand_short_keys(text)
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _refuse(where, _in_plain_words(str(error)))
    except RecursionError:
        _refuse(where, "is nested too deeply: a group holds keys and nothing below")
    except ValueError:
        # Python refuses to turn integers of more than 4300 digits into numbers.
        found = _ENDLESS_INTEGER.search(text)
        line = text.count("\n", 0, found.start() if found else 0) + 1
        _refuse(where, f"line {line}: the number has too many digits")


def _demand_short_keys(text: str) -> None:
    if _ENDLESS_KEY.search(text):
        raise RecursionError


def _in_plain_words(message: str) -> str:
    position = _POSITION.search(message)
    at = (position and position[1]) or "at the end"
    words = _POSITION.sub("", message)
    for theirs, ours in _PLAIN_WORDS:
        words = re.sub(f"^{theirs}$", ours, words)
    words = f"{words[:1].lower()}{words[1:]}"
    return f"{at}: {printable(words)}"
