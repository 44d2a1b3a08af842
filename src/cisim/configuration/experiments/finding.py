"""Experiment files by shipped name or path, told from scenario files."""

import os
from pathlib import Path
from typing import Final, NamedTuple

from cisim.configuration.experiments.forms import FILE
from cisim.configuration.files import shipped
from cisim.configuration.mistakes import (
    ConfigurationError,
    did_you_mean,
    nearest,
    printable,
)
from cisim.configuration.reading import content_of
from cisim.configuration.wording import WORDS_OF_A_FILE

FILE_NAME: Final = "experiment.toml"
"""Name of the file in the folder of an experiment."""

LARGEST_FILE: Final = 2 * 1024 * 1024
"""Bytes that an experiment file may have: room for hundreds of whole scenarios."""

_HOME: Final = "experiments"
_PACKAGE: Final = Path(__file__).resolve().parents[2]
_HOMES: Final = (_PACKAGE / _HOME, _PACKAGE.parents[1] / _HOME)

_OF_EXPERIMENTS_ALONE: Final = FILE.keys() - set(WORDS_OF_A_FILE)


class Found(NamedTuple):
    """An experiment file with its name and the words by which mistakes are told."""

    name: str
    path: Path
    where: str


def shipped_experiments() -> dict[str, Path]:
    """Names of the shipped experiments with their files, in alphabetical order.

    They lie in the installed package, or at the root of a checkout; an experiment is
    a folder that holds ``experiment.toml``.
    """
    files = (file for home in _HOMES for file in home.glob(f"*/{FILE_NAME}"))
    found = {file.parent.name: file for file in sorted(files, reverse=True)}
    return dict(sorted(found.items()))


def found(name_or_path: str | Path) -> Found:
    """Return the experiment file of a shipped name, a folder or a path.

    Raises
    ------
    ConfigurationError
        If there is none.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, str) and text in shipped_experiments():
        return Found(text, shipped_experiments()[text], text)
    for path in (Path(text), Path(f"{text}.toml")):
        if os.path.isfile(path):  # noqa: PTH113 - Path.is_file fails for long names
            return Found(_name(path), path, printable(str(path)))
    return _of_a_folder(text)


def _name(path: Path) -> str:
    if path.name == FILE_NAME:
        return path.absolute().parent.name or path.stem
    return path.name.removesuffix(".toml")


def _of_a_folder(text: str) -> Found:
    where = printable(text) or "''"
    file = Path(text) / FILE_NAME
    if text and os.path.isfile(file):  # noqa: PTH113 - as above
        return Found(_name(file), file, printable(str(file)))
    if text and os.path.isdir(text):  # noqa: PTH112 - Path.is_dir fails for long names
        raise ConfigurationError([f"{where}: is a folder without {FILE_NAME}"])
    # A path such as experiments/NAME means the shipped one wherever one stands.
    name = text.removeprefix(f"{_HOME}/").rstrip("/")
    if name in shipped_experiments():
        return Found(name, shipped_experiments()[name], name)
    hint = did_you_mean(nearest(name, [*shipped_experiments(), *shipped()]))
    words = f"does not exist; 'cisim list' names what is shipped{hint}"
    raise ConfigurationError([f"{where}: {words}"])


def is_experiment(name_or_path: str | Path) -> bool:
    """Tell whether a name or path is that of an experiment, not of a scenario.

    The names of shipped scenarios come first, so that they mean the same everywhere;
    then those of shipped experiments. A folder is an experiment, and so is a file
    that is called ``experiment.toml`` or has a key that only experiments have. What
    does not exist counts as a scenario, which says so, unless it looks more like the
    name of a shipped experiment.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, str) and text in shipped():
        return False
    try:
        file = found(name_or_path)
    except ConfigurationError:
        return os.path.isdir(text) or _is_meant(text)  # noqa: PTH112 - as above
    if file.path.name == FILE_NAME:
        return True
    try:
        content = content_of(file.path, file.where, largest=LARGEST_FILE)
    except ConfigurationError:
        return False  # to be told by whoever reads it
    return not _OF_EXPERIMENTS_ALONE.isdisjoint(content)


def _is_meant(text: str) -> bool:
    near = nearest(text.rstrip("/").rpartition("/")[2], shipped_experiments())
    return bool(near) and not nearest(text, shipped())
