"""Files for own data to begin with, and their columns in words."""

from pathlib import Path

import typer

from cisim.configuration.mistakes import (
    ConfigurationError,
    did_you_mean,
    nearest,
    shown,
)
from cisim.configuration.rosters import TABLES, Cell, cells, required, template
from cisim.presentation import markdown


def given_out(table: str, out: Path | None) -> None:
    """Print the template of a table, or write it to a new file.

    Raises
    ------
    ConfigurationError
        If there is no such table, or the file exists or cannot be written.
    """
    if table not in TABLES:
        words = f"must be {' or '.join(TABLES)}{did_you_mean(nearest(table, TABLES))}"
        raise ConfigurationError([f"template {shown(table)}: {words}"])
    if out is None:
        typer.echo(template(table), nl=False)
    else:
        _write_new(out, template(table))


def _write_new(out: Path, text: str) -> None:
    try:
        with out.open("xb") as file:
            file.write(text.encode())
    except FileExistsError:
        words = "exists already and is left as it is; give a new file"
        raise ConfigurationError([f"--out = {out}: {words}"]) from None
    except (OSError, ValueError) as error:
        words = f"cannot be written: {getattr(error, 'strerror', error)}"
        raise ConfigurationError([f"--out = {out}: {words}"]) from None


def columns(table: str) -> str:
    """Table of the columns that a file of own data may have, for the documents."""
    needed = required(TABLES[table])
    rows = (
        (f"`{name}`", _held(cell), "no" if name in needed else "yes", cell.meaning)
        for name, cell in cells(TABLES[table]).items()
    )
    return markdown.table(("column", "holds", "may be blank", "meaning"), rows)


def _held(cell: Cell) -> str:
    if cell.words:
        return ", ".join(f"`{word}`" for word in cell.words)
    return f"a number {cell.allowed}" if cell.unit else "text"
