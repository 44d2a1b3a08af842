"""What the numbers rest on: the bibliography and the figures of the evidence.

A parameter's source is a key of `BIBLIOGRAPHY` or `EVIDENCE`, or ``assumed``.
"""

import tomllib
from importlib.resources import files
from typing import Any, Final, NamedTuple

ASSUMED: Final = "assumed"
"""The source of a value for which nothing was found."""

STATED: Final = "stated"
"""The basis of a setting that the documents of a named place state."""


class Reference(NamedTuple):
    """A work as it is cited; a DOI only where it was seen with the right work."""

    authors: str
    title: str
    where: str
    year: int | None = None
    doi: str | None = None
    verified: str = ""

    def __str__(self) -> str:
        """Return the reference as one line."""
        year = self.year or "undated"
        doi = f" doi:{self.doi}" if self.doi else ""
        return f"{self.authors} ({year}). {self.title}. {self.where}.{doi}"


class Figure(NamedTuple):
    """A figure of the evidence with the range that a pattern test accepts."""

    figure: str
    mark: str
    source: str
    accept: tuple[float, float] | None = None


def _shipped(name: str) -> dict[str, dict[str, Any]]:
    text = files("cisim.configuration").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


BIBLIOGRAPHY: Final = {
    key: Reference(**entry) for key, entry in _shipped("bibliography.toml").items()
}
EVIDENCE: Final = {
    key: Figure(**entry) for key, entry in _shipped("evidence.toml").items()
}


SOURCES: Final = (ASSUMED, *EVIDENCE, *BIBLIOGRAPHY)
"""What a parameter may name as its source; a setting may also be `STATED`."""


def is_source(key: str) -> bool:
    """Tell whether a parameter may name this key as its source."""
    return key in SOURCES


def citation(key: str) -> str:
    """Return what stands behind a source key, as one line."""
    if key in EVIDENCE:
        figure = EVIDENCE[key]
        return f"{figure.figure}. {BIBLIOGRAPHY[figure.source]}"
    return str(BIBLIOGRAPHY[key]) if key in BIBLIOGRAPHY else key
