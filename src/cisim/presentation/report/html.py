"""A report as one page of HTML that needs nothing beside itself."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from cisim.experiment.atomic import replace_file
from cisim.presentation.report.sections import Report
from cisim.presentation.report.svg import inline_svg
from cisim.presentation.wording import CAUTION

FILE = "report.html"
"""Name of a report in its folder of results."""


def rendered(report: Report) -> str:
    """Return the page: no script, no request, the same text for the same report.

    Whatever a scenario says is escaped.

    Raises
    ------
    ValueError
        If two pictures have the same name, for their ids would meet.
    """
    names = [picture.name for picture in report.pictures()]
    if len(set(names)) < len(names):
        message = f"two pictures of one name in a report: {', '.join(sorted(names))}"
        raise ValueError(message)
    return _template().render(report=report, style=_shipped("page.css"))


def write(report: Report, folder: Path) -> Path:
    """Write a report into a folder in one step and return its path.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    path = folder / FILE
    replace_file(path, rendered(report).encode())
    return path


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_shipped),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"inline_svg": inline_svg, "caution": CAUTION}
    return environment.get_template("page.html")


def _shipped(name: str) -> str:
    return files("cisim.presentation.report").joinpath(name).read_text("utf-8")
