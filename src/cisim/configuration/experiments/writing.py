"""An experiment written out in full, as a file that needs no other scenario."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from cisim.configuration.experiments.asked import (
    Alternative,
    Alternatives,
    Condition,
    Context,
    Design,
    Expectation,
    Experiment,
    Factor,
    Grid,
    OneAtATime,
    Sample,
    Sign,
    Until,
)
from cisim.configuration.experiments.composing import (
    alternatives_in,
    own_changes,
    with_changes,
)
from cisim.configuration.experiments.designs import OF_FIXED_SIZE
from cisim.configuration.experiments.expectations import WITHOUT_STATISTIC
from cisim.configuration.files import document_of, toml_of
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Change, Scenario

_ALWAYS: Final = ("title", "question", "words")
"""Texts that are written even if they are empty."""

# ---- As a file ----


def resolved_experiment_toml(experiment: Experiment) -> str:
    """Return an experiment with every setting written out, as a file to be loaded.

    It needs no other scenario; files of own data are looked for beside it, see
    `own_files`.
    """
    return toml_of(_document(experiment))


def own_files(experiment: Experiment) -> dict[str, str]:
    """Texts of the files of own data of all its scenarios, by name."""
    return {
        f"{prefix}{name}": text
        for prefix, scenario in scenarios_of(experiment)
        for name, text in scenario.own_files().items()
    }


def scenarios_of(experiment: Experiment) -> Iterator[tuple[str, Scenario]]:
    """Scenarios that are written out, with what the names of their files begin with."""
    yield "", experiment.scenario
    parts: list[Context | Alternative] = [
        *experiment.contexts,
        *alternatives_in(experiment),
    ]
    for part in parts:
        if _has_its_own(part, experiment):
            kind = "context" if isinstance(part, Context) else "alternative"
            yield f"{kind}-{part.name}-", part.scenario


def _document(experiment: Experiment) -> dict[str, Any]:
    document: dict[str, Any] = {
        "title": experiment.title,
        "question": experiment.question,
        "replicates": experiment.replicates,
        "seed": experiment.seed,
        "finding": experiment.finding,
        "scenario": _scenario("", experiment.scenario),
        **design_entries(experiment.design, experiment),
        "context": [
            context_entry(context, experiment) for context in experiment.contexts
        ],
        "until": until_entry(experiment.until),
        "aim": asdict(experiment.aim) if experiment.aim else None,
        "sign": [_sign(sign) for sign in experiment.signs],
        "expect": [_expectation(e) for e in experiment.expectations],
    }
    return _given(document)


def _given(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry without keys that hold nothing and need not be there."""
    return {
        key: value
        for key, value in entry.items()
        if key in _ALWAYS or value not in ("", None, [])
    }


def _scenario(prefix: str, scenario: Scenario) -> dict[str, Any]:
    document = document_of(scenario)
    names = {Path(name).stem: f"{prefix}{name}" for name in scenario.own_files()}
    return document | names


def _has_its_own(part: Context | Alternative, experiment: Experiment) -> bool:
    """Tell whether a scenario is more than that of the experiment with changes."""
    if isinstance(part, Context):
        return part.scenario != experiment.scenario
    changed = with_changes(experiment.scenario, own_changes(part, experiment))
    return part.scenario != changed


def _own(part: Context | Alternative, experiment: Experiment) -> dict[str, Any] | None:
    """Return the scenario of a part that has one of its own."""
    if not _has_its_own(part, experiment):
        return None
    kind = "context" if isinstance(part, Context) else "alternative"
    return _scenario(f"{kind}-{part.name}-", part.scenario)


def written_settings(settings: Mapping[str, float]) -> dict[str, float | str]:
    """Return settings by dotted name as they stand in a file."""
    return {name: declared()[name].written(value) for name, value in settings.items()}


def context_entry(context: Context, experiment: Experiment) -> dict[str, Any]:
    """Return a context as it stands in a file."""
    entry = {
        "name": context.name,
        "set": written_settings(context.settings),
        "scenario": _own(context, experiment),
    }
    return _given(entry)


def until_entry(until: Until | None) -> dict[str, Any] | None:
    """Return when to stop as it stands in a file."""
    return asdict(until) | {"looks": list(until.looks)} if until else None


# ---- Designs ----


def design_entries(design: Design, experiment: Experiment) -> dict[str, Any]:
    """Return a design as it stands in a file, under its key."""
    match design:
        case Grid(levels):
            return {"grid": _levels(levels)}
        case OneAtATime(levels):
            return {"one_at_a_time": _levels(levels)}
        case Alternatives(alternatives):
            rows = [_alternative(one, experiment) for one in alternatives]
            return {"alternative": rows}
        case Sample(method, points, factors):
            entry = {"method": method, "points": points, "factor": _factors(factors)}
            return {"sample": entry}
    samples = {} if design.method == OF_FIXED_SIZE else {"samples": design.samples}
    entry = {
        "method": design.method,
        **samples,
        "outcomes": list(design.outcomes),
        "factor": _factors(design.factors),
    }
    return {"sensitivity": entry}


def _levels(levels: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    return {name: _values(name, values) for name, values in levels.items()}


def _values(name: str, values: Iterable[float]) -> list[float | str]:
    return [declared()[name].written(value) for value in values]


def _factors(factors: Iterable[Factor]) -> list[dict[str, Any]]:
    return [_factor(factor) for factor in factors]


def _factor(factor: Factor) -> dict[str, Any]:
    entry: dict[str, Any] = {"parameter": factor.parameter, "group": factor.group}
    if factor.values:
        entry["values"] = _values(factor.parameter, factor.values)
        return _given(entry)
    low, high = _values(factor.parameter, (factor.low, factor.high))
    entry |= {"low": low, "high": high, "distribution": factor.distribution.value}
    entry |= {"mode": factor.mode, "mean": factor.mean, "sd": factor.sd}
    return _given(entry)


def _alternative(alternative: Alternative, experiment: Experiment) -> dict[str, Any]:
    scenario = _own(alternative, experiment)
    changes = own_changes(alternative, experiment)
    entry = {
        "name": alternative.name,
        "title": alternative.title,
        "sites": alternative.sites,
        "reference": alternative.is_reference,
        "set": written_settings(alternative.settings),
        "change": [] if scenario else list(map(change_entry, changes)),
        "scenario": scenario,
    }
    return _given(entry)


def change_entry(change: Change) -> dict[str, Any]:
    """Return a dated change as it stands in a file."""
    return {"at_month": change.at_month, "set": written_settings(change.settings)}


# ---- Signs and expectations ----


def _bounds(low: float, high: float) -> dict[str, Any]:
    return {
        "at_least": low if math.isfinite(low) else None,
        "at_most": high if math.isfinite(high) else None,
    }


def _sign(sign: Sign) -> dict[str, Any]:
    seen = [_condition(condition) for condition in sign.conditions]
    return {"name": sign.name, "words": sign.words, "seen": seen}


def _condition(condition: Condition) -> dict[str, Any]:
    if condition.event:
        names = ("event", "by_month", "seen")
        return {name: getattr(condition, name) for name in names}
    bounds = _bounds(condition.low, condition.high)
    return _given({"outcome": condition.outcome, **bounds})


def _expectation(expected: Expectation) -> dict[str, Any]:
    is_margin = expected.kind == "equivalence"
    entry = {
        "words": expected.words,
        "kind": expected.kind,
        "statistic": expected.statistic,
        "outcome": expected.outcome,
        "event": expected.event,
        "later": expected.later,
        "month": expected.month or None,
        "lag": expected.lag or None,
        "window": list(expected.window) if any(expected.window) else None,
        "parameter": expected.parameter,
        "best": expected.best,
        "margin": expected.high if is_margin else None,
        "contrast": dict(expected.contrast) or None,
        **({} if is_margin else _bounds(expected.low, expected.high)),
    }
    if expected.kind == WITHOUT_STATISTIC:
        del entry["statistic"]
    return _given(entry)
