"""Options of the command line that are out of range, in words."""

from cisim.configuration.mistakes import (
    ConfigurationError,
    did_you_mean,
    nearest,
    shown,
)
from cisim.engine.registry import ENGINES
from cisim.experiment.executors import EXECUTORS


def outside(option: str, value: int, low: int, high: int, unit: str = "runs") -> str:
    """Say between what an option must lie, if it does not."""
    if low <= value <= high:
        return ""
    return f"{option} = {value}: must be between {low} and {high} ({unit})"


def no_engine(name: str) -> str:
    """Say which engines there are, if there is none of this name."""
    if name in ENGINES:
        return ""
    hint = did_you_mean(nearest(name, ENGINES))
    return f"--engine = {shown(name)}: must be one of {', '.join(ENGINES)}{hint}"


def no_executor(name: str) -> str:
    """Say which executors there are, if none that computes has this name."""
    if name in EXECUTORS:
        return ""
    hint = did_you_mean(nearest(name, EXECUTORS))
    return f"--executor = {shown(name)}: must be one of {', '.join(EXECUTORS)}{hint}"


def refuse_for_scenarios(given: dict[str, object]) -> None:
    """Refuse options that only experiments have.

    Raises
    ------
    ConfigurationError
        With a line for each that was given.
    """
    _refuse(given, "is for experiments; the runs of a scenario are shared by --workers")


def refuse_for_experiments(given: dict[str, object]) -> None:
    """Refuse options for which an experiment has its file.

    Raises
    ------
    ConfigurationError
        With a line for each that was given.
    """
    _refuse(given, "is for scenarios; the settings of an experiment stand in its file")


def _refuse(given: dict[str, object], why: str) -> None:
    # Zero was given, too; a list that is empty was not.
    named = [option for option, value in given.items() if value not in (None, [])]
    if named:
        raise ConfigurationError([f"{option}: {why}" for option in named])
