"""The folder of a study: held by one process, begun for one commission, resumed."""

import hashlib
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from cisim import __version__
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment import store
from cisim.experiment.atomic import (
    LOCK,
    NO_ROOM,
    PART,
    Occupied,
    held,
    replace_file,
)
from cisim.experiment.commission import Commission
from cisim.experiment.settings_told import changed, changed_texts
from cisim.experiment.shards import ShardFolder
from cisim.model.compilation import laws_digest

_LOG = logging.getLogger(__name__)

TABLES: Final = ("points.parquet", "runs.parquet", "failures.csv")
"""Files that are equal byte for byte whoever computed them, and how often."""

RESOLVED: Final = "experiment.toml"
PROVENANCE: Final = "provenance.json"

_BEGUN: Final = "begun.json"


@dataclass(frozen=True, slots=True)
class StudyFolder:
    """A folder in which this process alone works on a commission."""

    path: Path
    commission: Commission

    @classmethod
    @contextmanager
    def held(cls, path: Path, commission: Commission) -> Iterator["StudyFolder"]:
        """Hold a folder that is new, or was begun for the same commission.

        Raises
        ------
        ConfigurationError
            If it holds anything else, or another process works on it.
        OSError
            If it cannot be written.
        """
        _check_ours(path)
        _check_writable(path)
        try:
            with held(path):
                folder = cls(path, commission)
                folder._begin()
                yield folder
        except Occupied as occupied:
            _refuse(path, f"{occupied} works on it; wait for it, or give a new folder")

    @property
    def shards(self) -> ShardFolder:
        """Shards of the commission."""
        return ShardFolder(self.path / "shards", self.commission.key)

    def runs_of_complete(self) -> int:
        """Number of runs if all tables are there, as they were written; else 0."""
        try:
            provenance = store.read_json(self.path / PROVENANCE)
        except store.StoreError:
            return 0
        wanted = self.commission.key, digests(self.path)
        there = provenance.get("key"), provenance.get("tables")
        return int(provenance["runs"]) if there == wanted else 0

    def open_again(self) -> None:
        """Take away what marks the folder as complete."""
        (self.path / PROVENANCE).unlink(missing_ok=True)

    def complete(self, told: Mapping[str, Any]) -> None:
        """Mark the folder as complete, with what is told of how it came about."""
        whole = {"key": self.commission.key, "format": store.FORMAT} | dict(told)
        whole["tables"] = digests(self.path)
        replace_file(self.path / PROVENANCE, store.as_json(whole))

    def _begin(self) -> None:
        """Note for what the folder was begun, or refuse another commission."""
        for leftover in self.path.rglob(f".*{PART}"):
            leftover.unlink()
        now, before = _marks(self.commission), _read_marks(self.path)
        if before and before["key"] != now["key"]:
            _refuse_another(self.path, self._differences(before, now))
        if not before:
            replace_file(self.path / _BEGUN, store.as_json(now))
        self._note_words()

    def _note_words(self) -> None:
        """Write the experiment out; words that decide no run may be new."""
        for name, content in self.commission.own_files.items():
            replace_file(self.path / name, content.encode())
        path, text = self.path / RESOLVED, self.commission.resolved.encode()
        if path.is_file() and path.read_bytes() == text:
            return
        if path.is_file():
            words = "; ".join(self._settings())
            _LOG.warning("No run depends on what has changed: %s", words)
        replace_file(path, text)

    def _settings(self) -> list[str]:
        path = self.path / RESOLVED
        if not path.is_file():
            return []
        try:
            text = path.read_text(encoding="utf-8")
            return changed_texts(text, self.commission.resolved, str(path))
        except (ConfigurationError, UnicodeDecodeError):
            return [f"{RESOLVED}, which was damaged"]

    def _differences(
        self, before: Mapping[str, str], now: Mapping[str, str]
    ) -> list[str]:
        """Settings and versions that differ; the key of a folder tells nobody much."""
        marks = (
            {name: value for name, value in each.items() if name != "key"}
            for each in (before, now)
        )
        return [*self._settings(), *changed(*marks)]


def digests(folder: Path) -> dict[str, str]:
    """Checksums of the tables that are there, by name."""
    paths = [folder / name for name in TABLES if (folder / name).is_file()]
    return {path.name: _digest(path) for path in paths}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _marks(commission: Commission) -> dict[str, str]:
    """What a folder is begun with; none of it depends on clock or machine."""
    return {
        "key": commission.key,
        "format": store.FORMAT,
        "cisim": __version__,
        "laws": laws_digest(),
        "engine": commission.engine,
    }


def _read_marks(folder: Path) -> Mapping[str, str]:
    path = folder / _BEGUN
    if not path.is_file():
        return {}
    marks: Mapping[str, str] = {}
    with suppress(store.StoreError):
        marks = store.read_json(path)
    if "key" not in marks:
        _refuse(folder, f"{_BEGUN} is damaged; give a new folder")
    return marks


def _check_ours(folder: Path) -> None:
    """Refuse a folder that holds anything but a study."""
    if folder.exists() and not folder.is_dir():
        _refuse(folder, "must be a folder")
    if not folder.exists() or (folder / _BEGUN).is_file():
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
        _refuse(folder, "is not empty and holds other things; give a new folder")


def _check_writable(folder: Path) -> None:
    """Refuse a folder in which nothing can be begun; a full disk is told as such."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(folder / LOCK, os.O_RDWR | os.O_CREAT))
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        _refuse(folder, f"cannot be written: {error.strerror}; give another folder")


def _refuse_another(folder: Path, differences: list[str]) -> NoReturn:
    lines = [f"  {line}" for line in differences]
    first = (
        f"--out = {folder}: was begun for something else; give a new folder, or take"
        " back what differs:"
    )
    raise ConfigurationError([first, *lines])


def _refuse(folder: Path, why: str) -> NoReturn:
    raise ConfigurationError([f"--out = {folder}: {why}"])
