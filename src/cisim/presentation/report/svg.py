"""A picture as SVG that can stand in a page beside others."""

import re
from hashlib import sha256
from io import StringIO
from typing import Final

from markupsafe import Markup, escape

from cisim.presentation.figures.picture import Picture, any_letters
from cisim.presentation.style import drawing

_NOTHING_THAT_VARIES: Final = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_SIZE: Final = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')
_STYLE: Final = re.compile(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>\s*", re.DOTALL)
_COMMENT: Final = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_BLANKS: Final = re.compile(r"\n\s*")
_PATHS: Final = re.compile(r' d="[^"]*"')
_DECIMALS: Final = re.compile(r"\d+\.\d{2,}")
_IDS: Final = re.compile(r'(\bid="|url\(#|href="#)')


def inline_svg(picture: Picture) -> Markup:
    """Return a picture as an element to be put into a page.

    Letters are outlines, so that a label looks and fits the same wherever the page is
    opened; what they say stands in the title, the description and the caption. Ids
    begin with what is the picture's own, as clip paths of one must not cut another.
    Equal figures give equal text under equal versions.
    """
    body = _drawn(picture).partition("<svg")[2].partition(">")
    size = _SIZE.search(body[0])
    if size is None:  # matplotlib has always written it
        message = f"no size in the SVG of {picture.name}"
        raise ValueError(message)
    inside = _BLANKS.sub("\n", _COMMENT.sub("", _STYLE.sub("", body[2])))
    short = _PATHS.sub(_rounded, inside)
    prefixed = _IDS.sub(rf"\g<1>{_prefix(picture)}-", short)
    return Markup(  # noqa: S704 - drawn by matplotlib, which escapes; words are below
        f"{_opening(picture, size['width'], size['height'])}{prefixed.strip()}\n"
    )


def _drawn(picture: Picture) -> str:
    buffer = StringIO()
    with drawing(), any_letters():
        picture.figure.savefig(buffer, format="svg", metadata=_NOTHING_THAT_VARIES)
    return buffer.getvalue()


def _rounded(path: re.Match[str]) -> str:
    """Write a path to a tenth of a point, which nobody sees, in less than half."""
    return _DECIMALS.sub(lambda number: f"{round(float(number[0]), 1):g}", path[0])


def _prefix(picture: Picture) -> str:
    """Begin ids with what is short and the picture's own: some stand in hundreds."""
    return f"p{sha256(picture.name.encode()).hexdigest()[:7]}"


def _opening(picture: Picture, width: str, height: str) -> str:
    """Begin the element: its size in points, what it is, and what it shows."""
    own = _prefix(picture)
    title, described = f"{own}-title", f"{own}-description"
    return (
        f'<svg class="drawing" role="img" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg"'
        f' xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' aria-labelledby="{title}" aria-describedby="{described}">'
        f'<title id="{title}">{escape(picture.name.replace("_", " "))}</title>'
        f'<desc id="{described}">{escape(picture.description)}</desc>\n'
    )
