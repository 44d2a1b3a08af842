"""Documents that are derived from the declarations, and the check that they still are.

``python -m cisim.presentation.documents`` writes them into ``docs``; with ``--check``
it writes nothing, names those that no longer match, and exits with 1. A written
document may hold derived passages, and one with simulated numbers names its laws.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from cisim.configuration.declare import Kind
from cisim.configuration.experiments.schema import experiment_schema
from cisim.configuration.outcomes import EVENTS, REASONS, SERIES, Column, tables
from cisim.configuration.parameters import Parameter, declared, group_types
from cisim.configuration.schema import Schema, scenario_schema
from cisim.configuration.sources import ASSUMED, BIBLIOGRAPHY, EVIDENCE, Figure
from cisim.experiment.atomic import replace_file
from cisim.model.compilation import sources_digest
from cisim.presentation.experiment_keys import experiment_keys, words_of
from cisim.presentation.markdown import number, sourced, table
from cisim.presentation.named_scenarios import overview, settings
from cisim.presentation.templates import columns

_MARKS: Final = {
    "A": "primary source read",
    "B": "secondary page read",
    "S": "source documents of the project",
    "D": "arithmetic on figures of the other marks",
}

_PASSAGE = re.compile(
    r"(?P<begin><!-- derived: (?P<name>\w+)(?: of (?P<subject>[\w.-]+))? -->\n)"
    r".*?(?P<end><!-- end -->)",
    re.DOTALL,
)
_LAWS = re.compile(r"^laws: (\w+)$", re.MULTILINE)


def _document(title: str, *paragraphs: str) -> str:
    derived = (
        "Derived from the declarations by `python -m cisim.presentation.documents`;"
        " do not edit it by hand."
    )
    return "\n".join((f"# {title}\n", f"{derived}\n", *paragraphs))


# ---- Parameters ----


def parameters() -> str:
    """Table of all parameters, by group."""
    return _document(
        "Parameters",
        "Every input of the model. A *lever* is set by a decision maker, a *context*"
        " describes the place,\nthe problem or the partners, a *rate* says how people"
        " work. An asterisk marks a parameter that\nshapes the start or the frame of a"
        " run and cannot be changed in mid-course.\n",
        basis(),
        *(_group(group, type_.__doc__ or "") for group, type_ in group_types().items()),
    )


def _group(group: str, meaning: str) -> str:
    headings = ("name", "default", "range", "unit", "kind", "meaning", "source")
    rows = (_parameter(p) for p in declared().values() if p.group == group)
    return f"## {group}\n\n{meaning.strip()}\n\n{table(headings, rows)}"


def _parameter(parameter: Parameter) -> tuple[str, ...]:
    declaration = parameter.declaration
    return (
        f"`{parameter.name}`{' \\*' if declaration.initial else ''}",
        parameter.shown(parameter.default),
        _allowed(parameter),
        declaration.unit,
        declaration.kind.value,
        declaration.meaning,
        sourced(declaration.source),
    )


def _allowed(parameter: Parameter) -> str:
    if parameter.is_choice:
        return "; ".join(f"`{w}`: {meaning}" for w, meaning in parameter.words.items())
    low, high = parameter.declaration.low, parameter.declaration.high
    return f"{number(low)} to {number(high)}"


def basis() -> str:
    """Table of how many parameters rest on a source, by kind."""
    rows = [_basis_of(kind, [kind]) for kind in Kind]
    total = _basis_of("all", list(Kind))
    return table(("kind", "parameters", "with a source", "assumed"), [*rows, total])


def _basis_of(heading: str, kinds: Sequence[Kind]) -> tuple[str, ...]:
    sources = [
        p.declaration.source for p in declared().values() if p.declaration.kind in kinds
    ]
    assumed = sources.count(ASSUMED)
    counts = (len(sources), len(sources) - assumed, assumed)
    return heading, *map(str, counts)


# ---- Outcomes ----


def codebook() -> str:
    """Meaning of every column, series, event and reason."""
    return _document(
        "Codebook",
        "What the tables of a results folder hold. The same stands beside each.\n",
        *(f"## {name}\n\n{_columns(columns)}" for name, columns in tables().items()),
        "## Series\n\nStates of the initiative recorded every month:"
        f" `monthly.variable`.\n\n{_columns(SERIES)}",
        f"## Events\n\nKinds of events: `events.kind`.\n\n{_values(EVENTS)}",
        f"## Reasons\n\nReasons of events: `events.reason`.\n\n{_values(REASONS)}",
        "## Own data\n\nA run with a roster keeps it in `roster.csv` and `ties.csv`, in"
        " the order of the places in\nthe roster. Their columns stand in [own"
        " data](own-data.md).\n",
    )


def _columns(columns: Iterable[Column]) -> str:
    rows = ((f"`{c.name}`", c.type, c.unit, c.meaning) for c in columns)
    return table(("name", "type", "unit", "meaning"), rows)


def _values(meanings: dict[str, str]) -> str:
    rows = ((f"`{value}`" if value else "(empty)", m) for value, m in meanings.items())
    return table(("value", "meaning"), rows)


# ---- Sources ----


def bibliography() -> str:
    """Works and figures that parameters, evidence and methods rest on."""
    marks = "".join(f"- {mark}: {meaning}\n" for mark, meaning in _MARKS.items())
    return _document(
        "Bibliography",
        "Works that the model, its evidence and its methods lean on, by key. A DOI"
        " stands only where it was\nseen together with the right work.\n",
        "## Works\n",
        *(_work(key) for key in sorted(BIBLIOGRAPHY)),
        "## Figures of the evidence\n",
        f"How closely the source of a figure was read:\n\n{marks}",
        *(f"### {key}\n\n{_figure(figure)}\n" for key, figure in EVIDENCE.items()),
    )


def _work(key: str) -> str:
    verified = BIBLIOGRAPHY[key].verified
    how = f"\n\nHow it was verified: {verified}." if verified else ""
    return f"### {key}\n\n{BIBLIOGRAPHY[key]}{how}\n"


def _figure(figure: Figure) -> str:
    return (
        f"{figure.figure}. Accepted: {_accepted(figure)}. Mark {figure.mark},"
        f" {sourced(figure.source)}."
    )


def _accepted(figure: Figure) -> str:
    if figure.accept is None:
        return "direction only"
    low, high = figure.accept
    return f"{number(low)} to {number(high)}"


def patterns() -> str:
    """Table of the figures with which the model is compared."""
    rows = (
        (sourced(key), f.figure, _accepted(f), f.mark, sourced(f.source))
        for key, f in EVIDENCE.items()
    )
    return table(("id", "pattern", "accepted", "mark", "source"), rows)


# ---- Writing and checking ----


def as_json(schema: Schema) -> str:
    """Return a JSON Schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


DERIVED: Final[dict[str, Callable[[], str]]] = {
    "bibliography.md": bibliography,
    "codebook.md": codebook,
    "experiment.schema.json": lambda: as_json(experiment_schema()),
    "parameters.md": parameters,
    "scenario.schema.json": lambda: as_json(scenario_schema()),
}
"""Documents that are derived as a whole, by name."""

PASSAGES: Final[dict[str, Callable[[], str]]] = {
    "basis": lambda: f"\n{basis()}\n",
    "patterns": lambda: f"\n{patterns()}\n",
    "roster": lambda: f"\n{columns('roster')}\n",
    "ties": lambda: f"\n{columns('ties')}\n",
    "scenarios": lambda: f"\n{overview()}\n",
}
"""Passages that written documents may hold, by name.

They stand between ``<!-- derived: NAME -->`` and ``<!-- end -->``.
"""

PASSAGES_OF: Final[dict[str, Callable[[str], str]]] = {
    "keys": lambda table: f"\n{experiment_keys(table)}\n",
    "settings": lambda scenario: f"\n{settings(scenario)}\n",
    "words": lambda key: f"\n{words_of(key)}\n",
}
"""Passages about a subject: ``<!-- derived: NAME of SUBJECT -->``."""


def laws_line() -> str:
    """Return the line by which a document with simulated numbers names its laws."""
    return f"laws: {sources_digest()}"


def with_passages(text: str) -> str:
    """Return a written document with its derived passages as they should be.

    Raises
    ------
    KeyError
        If there is no passage of the name that the document asks for.
    """

    def replaced(match: re.Match[str]) -> str:
        name, subject = match["name"], match["subject"]
        made = PASSAGES_OF[name](subject) if subject else PASSAGES[name]()
        return match["begin"] + made + match["end"]

    return _PASSAGE.sub(replaced, text)


def expected(folder: Path) -> dict[Path, bytes]:
    """Documents of a folder with the bytes that they should have."""
    derived = {folder / name: make() for name, make in DERIVED.items()}
    written = {
        path: with_passages(_text(path)) for path in _written(folder, set(derived))
    }
    return {path: text.encode() for path, text in (derived | written).items()}


def _written(folder: Path, derived: set[Path]) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.md")) if path not in derived)


def _text(path: Path) -> str:
    return path.read_bytes().decode()  # keeps line ends as they are


def mistakes(folder: Path) -> list[str]:
    """Words about every document of a folder that no longer matches."""
    return [
        *(
            f"{path}: does not match the declarations"
            for path, content in expected(folder).items()
            if not path.exists() or path.read_bytes() != content
        ),
        *(
            f"{path}: simulated with other laws ({digest}, now {sources_digest()})"
            for path in sorted(folder.rglob("*.md"))
            for digest in _LAWS.findall(_text(path))
            if digest != sources_digest()
        ),
    ]


def write(folder: Path) -> None:
    """Write all derived documents and passages; leave alone what already matches."""
    for path, content in expected(folder).items():
        if not path.exists() or path.read_bytes() != content:
            replace_file(path, content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the documents of a folder; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the derived documents.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs"))
    parser.add_argument("--check", action="store_true", help="write nothing")
    chosen = parser.parse_args(arguments)
    if not chosen.check:
        write(chosen.folder)
    found = mistakes(chosen.folder)
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
