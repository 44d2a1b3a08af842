"""A scenario document put over the one that it extends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from cisim.configuration.combinations import (
    DatedSettings,
    change_mistakes,
    roster_mistakes,
)
from cisim.configuration.mistakes import (
    ConfigurationError,
    Location,
    Mistake,
    did_you_mean,
    key_shown,
    nearest,
    shown,
    told,
)
from cisim.configuration.own_data import OwnData, own_data
from cisim.configuration.parameters import Parameters, declared, replaced
from cisim.configuration.rosters import TABLES, Roster
from cisim.configuration.scenarios import Change, kept_changes
from cisim.configuration.sources import SOURCES, STATED
from cisim.configuration.structure import structural_mistakes
from cisim.configuration.validation import (
    combination_mistakes,
    document_model,
    sound_settings,
)
from cisim.configuration.wording import unknown

BASES: Final = (STATED, *SOURCES)
"""What a setting may rest on."""


class Settled(NamedTuple):
    """What a document and all that it extends amount to.

    ``given`` names the settings that one of them sets, at the start or later.
    """

    parameters: Parameters = Parameters()
    changes: tuple[Change, ...] = ()
    basis: Mapping[str, str] = {}
    given: frozenset[str] = frozenset()
    roster: Roster | None = None


class Document(NamedTuple):
    """The content of a file with the words for where it stands, and its folder."""

    where: str
    content: Mapping[str, Any]
    folder: Path = Path()


class _Sound(NamedTuple):
    """What of a document has the right form, and where the rest is.

    ``roster`` is its own or the one that it inherits.
    """

    settings: dict[str, float]
    changes: dict[int, Change]
    broken: frozenset[Location]
    roster: Roster | None = None


def settled(documents: Sequence[Document], unread: Iterable[str] = ()) -> Settled:
    """Put documents over each other, the one that extends nothing first.

    What documents amount to together is only looked at while all are in order;
    ``unread`` says what kept a further one from being read.

    Raises
    ------
    ConfigurationError
        With all mistakes of all documents.

    """
    lines = list(unread)
    together = None if lines else Settled()
    for document in documents:
        mistakes, sound = _examined(document)
        roster, of_tables = _tables(document, sound.broken, together)
        sound = sound._replace(roster=roster)
        if together is not None:
            mistakes.extend(_joint_mistakes(document, sound, together))
        lines.extend([*told(mistakes, document.content), *of_tables])
        together = _over(document, sound, together) if together and not lines else None
    if together is None:
        raise ConfigurationError(lines)
    return together


def _examined(document: Document) -> tuple[list[Mistake], _Sound]:
    where, content, _ = document
    mistakes = structural_mistakes(document_model(), content, where)
    broken = frozenset(mistake.location for mistake in mistakes)
    changes = _sound_changes(content, broken)
    mistakes.extend(_basis_mistakes(document, broken))
    mistakes.extend(_twice_at_once(where, changes))
    mistakes.extend(_without_settings(document, broken))
    return mistakes, _Sound(sound_settings(content, broken), changes, broken)


def _tables(
    document: Document, broken: frozenset[Location], parent: Settled | None
) -> OwnData:
    where, content, folder = document
    paths = {t: content[t] for t in TABLES if t in content and (t,) not in broken}
    inherited = parent.roster if parent and "roster" not in content else None
    return own_data(paths, folder, where, inherited)


def _sound_changes(
    content: Mapping[str, Any], broken: frozenset[Location]
) -> dict[int, Change]:
    changes = {}
    for index in _sound_positions(content, broken):
        values = content["change"][index]["set"]
        settings = {
            name: declared()[name].read(value)
            for name, value in values.items()
            if ("change", index, "set", name) not in broken
        }
        changes[index] = Change(content["change"][index]["at_month"], settings)
    return changes


def _sound_positions(
    content: Mapping[str, Any], broken: frozenset[Location]
) -> Iterator[int]:
    if ("change",) in broken:
        return
    for index in range(len(content.get("change", ()))):
        at = ("change", index)
        if broken.isdisjoint({at, (*at, "at_month"), (*at, "set")}):
            yield index


# ---- Mistakes within one document ----


def _twice_at_once(where: str, changes: Mapping[int, Change]) -> Iterator[Mistake]:
    first: dict[tuple[int, str], int] = {}
    for index, change in changes.items():
        for name, value in change.settings.items():
            earlier = first.setdefault((change.at_month, name), index)
            if earlier != index:
                written = shown(declared()[name].written(value))
                given = f"{where} › change {index + 1} › {name} = {written}"
                words = f"is set in the same month by change {earlier + 1}"
                location = ("change", index, "set", name)
                yield Mistake(location, f"{given}: {words}")


def _without_settings(
    document: Document, broken: frozenset[Location]
) -> Iterator[Mistake]:
    for index in _sound_positions(document.content, broken):
        if not document.content["change"][index]["set"]:
            words = f"{document.where} › change {index + 1} › set: is empty"
            yield Mistake(("change", index, "set"), words)


def _basis_mistakes(
    document: Document, broken: frozenset[Location]
) -> Iterator[Mistake]:
    if ("basis",) not in broken:
        for name, basis in document.content.get("basis", {}).items():
            words = _wrong_basis(name, basis)
            if words:
                yield _about_basis(document.where, name, basis, words)


def _about_basis(where: str, name: str, basis: object, words: str) -> Mistake:
    given = f"{where} › basis › {key_shown(name)} = {shown(basis)}"
    return Mistake(("basis", name), f"{given}: {words}")


def _wrong_basis(name: str, basis: object) -> str:
    if isinstance(basis, Mapping):
        return "must be a quoted dotted name with its basis"
    if name not in declared():
        return unknown(name, basis)
    if basis in BASES:
        return ""
    near = nearest(basis, BASES) if isinstance(basis, str) else ()
    return (
        "must be 'stated', 'assumed', or a key of the evidence or the bibliography"
        f"{did_you_mean(near)}"
    )


# ---- Mistakes of a document with what it extends ----


def _joint_mistakes(
    document: Document, sound: _Sound, parent: Settled
) -> Iterator[Mistake]:
    parameters = replaced(parent.parameters, sound.settings)
    where = document.where
    yield from combination_mistakes(parameters, sound.settings, sound.broken, where)
    yield from roster_mistakes(parameters, sound.settings, sound.roster, where)
    yield from _impossible_changes(where, sound, parent, parameters)
    yield from _basis_of_nothing(document, sound, parent)
    yield from _ties_of_nobody(document, sound, parent)


def _impossible_changes(
    where: str, sound: _Sound, parent: Settled, parameters: Parameters
) -> Iterator[Mistake]:
    if ("result", "horizon_years") in sound.broken:
        return
    inherited = [
        DatedSettings(f"inherited change in month {c.at_month}", *_parts(c))
        for c in kept_changes(parent.changes, sound.changes.values())
    ]
    own = [
        DatedSettings(f"change {index + 1}", *_parts(change))
        for index, change in sound.changes.items()
    ]
    places = [*(() for _ in inherited), *(("change", index) for index in sound.changes)]
    for position, words in change_mistakes(parameters, [*inherited, *own]):
        yield Mistake(places[position], f"{where} › {words}")


def _parts(change: Change) -> tuple[int, Mapping[str, float]]:
    return change.at_month, change.settings


def _basis_of_nothing(
    document: Document, sound: _Sound, parent: Settled
) -> Iterator[Mistake]:
    of_roster = sound.roster.settings if sound.roster else ()
    given = parent.given.union(of_roster, _given(document.content))
    bases = document.content.get("basis", {})
    for name, basis in bases.items() if isinstance(bases, Mapping) else ():
        if name in declared() and name not in given:
            words = "rests on nothing: neither this file nor what it extends sets it"
            yield _about_basis(document.where, name, basis, words)


def _ties_of_nobody(
    document: Document, sound: _Sound, parent: Settled
) -> Iterator[Mistake]:
    content = document.content
    is_named = "ties" in content and ("ties",) not in sound.broken
    if is_named and "roster" not in content and parent.roster is None:
        given = f"{document.where} › ties = {shown(content['ties'])}"
        words = "needs a roster, of this file or of one that it extends"
        yield Mistake(("ties",), f"{given}: {words}")


def _given(content: Mapping[str, Any]) -> Iterator[str]:
    """Names that a document sets or means to set, whether or not it does so well."""
    for group, values in content.items():
        if isinstance(values, Mapping):
            yield from (f"{group}.{key}" for key in values)
    changes = content.get("change", ())
    for change in changes if isinstance(changes, list) else ():
        if isinstance(change, Mapping) and isinstance(change.get("set"), Mapping):
            yield from change["set"]


# ---- One over the other ----


def _over(document: Document, sound: _Sound, parent: Settled) -> Settled:
    own = tuple(sound.changes.values())
    new_roster = sound.roster if "roster" in document.content else None
    settings = sound.settings | (new_roster.settings if new_roster else {})
    kept = {n: b for n, b in parent.basis.items() if n not in settings}
    return Settled(
        replaced(parent.parameters, settings),
        (*kept_changes(parent.changes, own), *own),
        kept | document.content.get("basis", {}),
        parent.given | set(settings) | set(_given(document.content)),
        sound.roster,
    )
