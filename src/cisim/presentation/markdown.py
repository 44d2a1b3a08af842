"""Markdown of the documents: tables, numbers, links to what a number rests on."""

from collections.abc import Iterable, Sequence

from cisim.configuration.sources import ASSUMED, STATED


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Table with a heading for each column."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def number(value: float) -> str:
    """Digits of a number as it was given."""
    return f"{value:.10g}"


def sourced(key: str, folder: str = "") -> str:
    """Key of a source, linked to its entry in the bibliography of a folder."""
    if key in {ASSUMED, STATED}:
        return key
    return f"[{key}]({folder}bibliography.md#{key.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
