"""Passages of written documents that hold simulated numbers, between two marks."""

import re
from pathlib import Path
from typing import Final

from cisim.experiment.atomic import replace_file

_MARKED: Final = re.compile(
    r"(?P<begin><!-- simulated -->\n)(?P<now>.*?)(?P<end><!-- end -->)", re.DOTALL
)


def passage(page: Path) -> str | None:
    """Return the passage of a page; None if it has no marks."""
    found = _MARKED.search(page.read_text(encoding="utf-8"))
    return found and found["now"]


def holds(page: Path, marks: set[str]) -> bool:
    """Tell whether the passage of a page has all of these lines."""
    return marks <= set((passage(page) or "").splitlines())


def put(page: Path, words: str) -> None:
    """Put a passage into its page, in one step.

    Raises
    ------
    OSError
        If the page cannot be written.
    """
    text = _MARKED.sub(
        lambda found: found["begin"] + words + found["end"],
        page.read_text(encoding="utf-8"),
    )
    replace_file(page, text.encode())
