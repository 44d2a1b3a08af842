"""Files of saved months: where runs stood, to go on from there another time.

A file holds every replicate at the beginning of one month; equal runs give equal bytes.
Missing numbers stand in it as ``NaN``: strict JSON has no word for them, and ``null``
would make them one with what is not there.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from cisim.configuration.files import document_of, scenario_of
from cisim.configuration.mistakes import ConfigurationError, printable
from cisim.configuration.scenarios import Scenario
from cisim.experiment.atomic import replace_file
from cisim.model.compilation import sources_digest
from cisim.model.observation import Event, Tie
from cisim.model.saved_month import SavedMonth

FORMAT: Final = "cisim saved month 1"
"""First word of every file; changes whenever older files can no longer be read."""

_ENDING: Final = ".json.gz"
_AGAIN: Final = "run the scenario again with --save-month"


@dataclass(frozen=True, slots=True)
class SavedRuns:
    """Replicates of one scenario at the beginning of a month, and their source."""

    scenario: Scenario
    seed: int
    engine: str
    month: int
    runs: tuple[SavedMonth, ...]
    path: Path
    digest: str


def file_name(month: int) -> str:
    """Name of the file of a month."""
    return f"month-{month:03d}{_ENDING}"


def write(folder: Path, runs: tuple[SavedMonth, ...], seed: int, engine: str) -> None:
    """Write the file of runs that were all saved in the same month, in one step.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    scenario, month = runs[0].scenario, runs[0].month
    document = {
        "format": FORMAT,
        "laws": sources_digest(),
        "engine": engine,
        "seed": seed,
        "month": month,
        "name": scenario.name,
        "scenario": document_of(scenario),
        "runs": [_run(run) for run in runs],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    replace_file(folder / file_name(month), gzip.compress(text.encode(), mtime=0))


def read(source: Path) -> SavedRuns:
    """Read a file of saved runs, or the only one of a results folder.

    Raises
    ------
    ConfigurationError
        If there is none, or it is damaged, of another format, or of other laws.
    """
    path = _found(source)
    content = _content(path)
    document = _document(path, content)
    try:
        return _saved_runs(document, path, hashlib.sha256(content).hexdigest())
    except (KeyError, TypeError, ValueError, AttributeError):
        _refuse(path, f"is damaged and cannot be read; {_AGAIN}")


def _run(run: SavedMonth) -> Mapping[str, Any]:
    return {
        "seed": run.seed,
        "agents": run.agents,
        "series": run.series,
        "events": run.events,
        "ties": run.ties,
    }


def _saved_runs(document: Mapping[str, Any], path: Path, digest: str) -> SavedRuns:
    where = printable(str(path))
    scenario = scenario_of(document["name"], document["scenario"], where)
    month: int = document["month"]
    runs = (_saved_month(kept, scenario, month) for kept in document["runs"])
    return SavedRuns(
        scenario=scenario,
        seed=document["seed"],
        engine=document["engine"],
        month=month,
        runs=tuple(runs),
        path=path,
        digest=digest,
    )


def _saved_month(kept: Mapping[str, Any], scenario: Scenario, month: int) -> SavedMonth:
    return SavedMonth(
        scenario=scenario,
        seed=kept["seed"],
        month=month,
        agents=kept["agents"],
        series=kept["series"],
        events=tuple(Event(*event) for event in kept["events"]),
        ties=tuple(Tie(*tie) for tie in kept["ties"]),
    )


# ---- What cannot be read ----


def _refuse(path: Path, why: str) -> NoReturn:
    raise ConfigurationError([f"{printable(str(path))}: {why}"])


def _found(source: Path) -> Path:
    """File that is meant: the one given, or the only one in the folder given."""
    if not source.is_dir():
        return source
    files = sorted(source.glob(f"month-*{_ENDING}"))
    if not files:
        _refuse(source, f"holds no saved month; {_AGAIN}")
    if len(files) > 1:
        names = ", ".join(file.name for file in files)
        _refuse(source, f"holds several saved months; give one of {names}")
    return files[0]


def _content(path: Path) -> bytes:
    if not path.exists():
        _refuse(path, "does not exist; give a results folder of cisim run --save-month")
    if not path.is_file():
        _refuse(path, "is no regular file")
    return path.read_bytes()


def _document(path: Path, content: bytes) -> Mapping[str, Any]:
    document = _parsed(path, content)
    written = document.get("format") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not str(written).startswith("cisim saved"):
        _refuse(path, "is no saved month")
    if written != FORMAT:
        _refuse(path, f"has the format '{written}', not '{FORMAT}'; {_AGAIN}")
    if document.get("laws") != sources_digest():
        _refuse(
            path,
            f"was saved under other laws of the model; {_AGAIN}, or go on with the"
            " version of cisim that saved it",
        )
    return document


def _parsed(path: Path, content: bytes) -> object:
    try:
        text = gzip.decompress(content)
    except gzip.BadGzipFile:
        _refuse(path, "is no saved month, or is damaged")
    except (EOFError, zlib.error):
        _refuse(path, f"is damaged or cut off; {_AGAIN}")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        _refuse(path, "is no saved month")
