"""Scenario files: found, put over what they extend, and written out in full.

Whatever is wrong with a file ends in a `ConfigurationError`; nothing else is raised
for bad input.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import tomli_w

from cisim.configuration.documents import Document, Settled, settled
from cisim.configuration.mistakes import (
    ConfigurationError,
    did_you_mean,
    key_shown,
    nearest,
    printable,
    shown,
)
from cisim.configuration.parameters import by_group, declared
from cisim.configuration.reading import content_of, value_of
from cisim.configuration.scenarios import Scenario
from cisim.configuration.wording import WORDS_OF_A_FILE, meant

LONGEST_CHAIN: Final = 16
"""Files that may extend each other."""

_SET: Final = "--set"
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_HOMES: Final = (_PACKAGE / "configs", _PACKAGE.parents[1] / "configs")


class _File(NamedTuple):
    """A scenario file with the words by which mistakes in it are told."""

    path: Path
    where: str


def load(name_or_path: str | Path) -> Scenario:
    """Return the scenario of a shipped name or a file.

    A bare word such as ``baseline`` is a shipped name before it is a file of that
    name, so that it means the same in every folder; ``./baseline`` and
    ``baseline.toml`` are files. The ending ``.toml`` may be left out.

    Raises
    ------
    ConfigurationError
        With one line per mistake, in this file or in what it extends.

    """
    return load_beside(name_or_path, Path(), printable(str(name_or_path)) or "''")


def load_beside(name_or_path: str | Path, folder: Path, where: str) -> Scenario:
    """Return the scenario of a shipped name or of a file, seen from a folder.

    ``where`` says where it is named, for mistakes of the name.

    Raises
    ------
    ConfigurationError
        With one line per mistake.

    """
    file = _found(name_or_path, folder, where)
    name = file.path.name.removesuffix(".toml")
    return _put_over(name, _document(file), file)


def load_within(
    name: str, content: Mapping[str, Any], path: Path, where: str
) -> Scenario:
    """Return the scenario of a table within a file, which may extend others.

    Raises
    ------
    ConfigurationError
        With one line per mistake.

    """
    return _put_over(name, Document(where, content, path.parent), _File(path, where))


def _put_over(name: str, document: Document, file: _File) -> Scenario:
    documents, unread = _chain(document, file)
    return _named(name, document.content, settled(documents, unread))


def scenario_of(name: str, content: Mapping[str, Any], where: str) -> Scenario:
    """Return the scenario of a document that extends nothing.

    Raises
    ------
    ConfigurationError
        With one line per mistake.

    """
    return _named(name, content, settled([Document(where, content)]))


def _named(name: str, content: Mapping[str, Any], together: Settled) -> Scenario:
    return Scenario(
        name=name,
        title=content.get("title", name),
        note=content.get("note", ""),
        parameters=together.parameters,
        changes=together.changes,
        basis=together.basis,
        roster=together.roster,
    )


def shipped() -> dict[str, Path]:
    """Names of the shipped scenarios with their files, in alphabetical order.

    They lie in the installed package, or at the root of a checkout.
    """
    home = next((home for home in _HOMES if (home / "baseline.toml").is_file()), None)
    files = home.glob("*.toml") if home else ()
    return {file.stem: file for file in sorted(files, key=lambda file: file.stem)}


def with_settings(
    scenario: Scenario, texts: Iterable[str], from_month: int = 0
) -> Scenario:
    """Return the scenario with settings put in that are given as texts.

    Parameters
    ----------
    scenario
        What the settings are put into.
    texts
        Settings such as ``funding.duration_years=7``; the value is read as TOML.
    from_month
        Month at whose beginning they take effect; 0 is the start.

    Raises
    ------
    ConfigurationError
        With one line per mistake; nothing is changed.

    """
    given: dict[str, Any] = {}
    lines = [line for text in texts if (line := _put(text, given))]
    groups = by_group(given)
    try:
        if from_month:
            changed = scenario.with_change(from_month, groups, where=_SET)
        else:
            changed = scenario.with_groups(groups, where=_SET)
    except ConfigurationError as error:
        raise ConfigurationError([*lines, *error.mistakes]) from None
    if lines:
        raise ConfigurationError(lines)
    return changed


def resolved_toml(scenario: Scenario) -> str:
    """Return a scenario with every setting written out, as a file to be loaded.

    Its files of own data are looked for beside it, see `Scenario.own_files`.
    """
    return toml_of(document_of(scenario))


def toml_of(document: Mapping[str, Any]) -> str:
    """Return a document as TOML, texts of several lines on several lines."""
    # Carriage returns survive only as escapes, which multi-line texts do not use.
    several_lines = "\\r" not in json.dumps(document)
    return tomli_w.dumps(document, multiline_strings=several_lines)


def document_of(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario with every setting as a document that extends nothing."""
    document: dict[str, Any] = {"title": scenario.title, "note": scenario.note}
    document |= {Path(name).stem: name for name in scenario.own_files()}
    document |= by_group(_written(scenario.all_settings()))
    if scenario.changes:
        document["change"] = [
            {"at_month": change.at_month, "set": _written(change.settings)}
            for change in scenario.changes
        ]
    if scenario.basis:
        document["basis"] = dict(scenario.basis)
    return document


def _written(settings: Mapping[str, float]) -> dict[str, float | str]:
    return {name: declared()[name].written(value) for name, value in settings.items()}


# ---- Settings given as texts ----


def _put(text: str, given: dict[str, Any]) -> str:
    """Put a setting to others; return what is wrong with its form, if anything."""
    before, equals, value = text.partition("=")
    name = before.strip()
    if not (equals and all(name.partition("."))):
        known = name in {*declared(), *WORDS_OF_A_FILE}
        hint = "" if known else did_you_mean(meant(name))
        return f"{_SET} › {key_shown(text)}: must be written group.key=value{hint}"
    if name in given:
        return f"{_SET} › {key_shown(name)}: is given twice"
    given[name] = value_of(value.strip())
    return ""


# ---- Finding ----


def _found(name: str | Path, folder: Path, where: str) -> _File:
    text = str(name)
    if isinstance(name, str) and not _looks_like_a_path(text) and text in shipped():
        return _File(shipped()[text], text)
    candidates = [folder / text, folder / f"{text}.toml"]
    for path in candidates:
        if os.path.isfile(path):  # noqa: PTH113 - Path.is_file fails for long names
            return _File(path, printable(str(path)))
    if not os.path.lexists(candidates[0]):
        raise ConfigurationError([_not_found(text, where)])
    return _File(candidates[0], where)  # a folder, say: reading it will tell


def _looks_like_a_path(text: str) -> bool:
    return text.endswith(".toml") or "/" in text or os.sep in text


def _not_found(text: str, where: str) -> str:
    hint = did_you_mean(nearest(text.removesuffix(".toml"), shipped()))
    return f"{where}: does not exist; 'cisim list' names what is shipped{hint}"


# ---- What a file extends ----


def _chain(last: Document, file: _File) -> tuple[list[Document], list[str]]:
    """Documents, the one that extends nothing first, and why one cannot be read."""
    files = [file]
    documents = [last]
    while isinstance(documents[0].content.get("extends"), str):
        try:
            parent = _parent(documents[0].content["extends"], files)
            document = _document(parent)
        except ConfigurationError as error:
            return documents, list(error.mistakes)
        files.append(parent)
        documents.insert(0, document)
    return documents, []


def _document(file: _File) -> Document:
    content = content_of(file.path, file.where)
    return Document(file.where, content, file.path.parent)


def _parent(extended: str, files: list[_File]) -> _File:
    child = files[-1]
    where = f"{child.where} › extends = {shown(extended)}"
    parent = _found(extended, child.path.parent, where)
    paths = [file.path.resolve() for file in [*files, parent]]
    if paths[-1] in paths[:-1]:
        names = " → ".join(path.name for path in paths[paths.index(paths[-1]) :])
        raise ConfigurationError([f"{where}: goes in a circle: {printable(names)}"])
    if len(paths) > LONGEST_CHAIN:
        words = f"makes a chain of more than {LONGEST_CHAIN} files"
        raise ConfigurationError([f"{where}: {words}"])
    return parent
