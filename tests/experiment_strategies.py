"""Hypothesis generators of experiments of every design."""

from dataclasses import replace
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from cisim.configuration.combinations import CONSTRAINTS
from cisim.configuration.experiments import (
    KINDS,
    Aim,
    Alternative,
    Alternatives,
    Condition,
    Context,
    Design,
    Distribution,
    Expectation,
    Experiment,
    Factor,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
    Sign,
    Until,
)
from cisim.configuration.experiments.forms import HORIZON
from cisim.configuration.outcomes import MILESTONES
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Change, Scenario
from tests.strategies import CHANGEABLE, NAMES, admissible, scenarios, settings

IN_COMBINATIONS = {name for constraint in CONSTRAINTS for name in constraint.names}
FREE = sorted(set(NAMES) - IN_COMBINATIONS - {HORIZON})
"""Parameters that any value goes with, so that points are possible."""

FREE_LATER = sorted(set(FREE) & set(CHANGEABLE))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORD = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)
EVENTS = st.sampled_from([milestone.event for milestone in MILESTONES])


@st.composite
def levels(draw: st.DrawFn) -> dict[str, tuple[float, ...]]:
    """Levels of a few parameters, each level once."""
    names = draw(st.lists(st.sampled_from(FREE), min_size=1, max_size=3, unique=True))
    return {
        name: tuple(
            draw(st.lists(admissible(declared()[name]), min_size=1, max_size=4))
        )
        for name in names
    }


@st.composite
def factors(draw: st.DrawFn, *, group: bool = False) -> tuple[Factor, ...]:
    names = draw(st.lists(st.sampled_from(FREE), min_size=2, max_size=4, unique=True))
    made = [draw(factor(name)) for name in names]
    if group:
        made[0] = replace(made[0], group="first")
    return tuple(made)


@st.composite
def factor(draw: st.DrawFn, name: str) -> Factor:
    values = admissible(declared()[name])
    if declared()[name].is_choice or draw(st.booleans()):
        some = draw(st.lists(values, min_size=1, max_size=3, unique=True))
        chosen = tuple(some)
        return Factor(name, float(min(some)), float(max(some)), values=chosen)
    low, peak, high = sorted(draw(st.tuples(values, values, values)))
    assume(low < high)
    kind = draw(st.sampled_from(Distribution))
    positive = kind in {Distribution.LOG_UNIFORM, Distribution.LOGNORMAL}
    assume(low > 0 or not positive)
    return Factor(name, float(low), float(high), kind, **_shape(kind, float(peak)))


def _shape(kind: Distribution, peak: float) -> dict[str, Any]:
    if kind is Distribution.TRIANGULAR:
        return {"mode": peak}
    with_mean = {Distribution.NORMAL, Distribution.LOGNORMAL}
    return {"mean": peak, "sd": 0.5} if kind in with_mean else {}


def free_settings(allowed: list[str], least: int = 0) -> st.SearchStrategy[Any]:
    return settings(allowed, least=least, most=3)


@st.composite
def alternatives(draw: st.DrawFn, usual: Scenario) -> Alternatives:
    names = draw(st.lists(WORD, min_size=1, max_size=3, unique=True))
    reference = draw(st.sampled_from(names))
    return Alternatives(
        tuple(
            draw(alternative(usual, name, is_reference=name == reference))
            for name in names
        )
    )


@st.composite
def alternative(
    draw: st.DrawFn, usual: Scenario, name: str, *, is_reference: bool
) -> Alternative:
    months = st.integers(1, usual.parameters.horizon_months - 1)
    own = [
        Change(month, draw(free_settings(FREE_LATER, least=1)))
        for month in draw(st.lists(months, max_size=2, unique=True))
    ]
    taken = {(change.at_month, n) for change in own for n in change.settings}
    usually = {(c.at_month, n) for c in usual.changes for n in c.settings}
    assume(taken.isdisjoint(usually))
    return Alternative(
        name=name,
        scenario=replace(usual, changes=(*usual.changes, *own)),
        settings=draw(free_settings(FREE)),
        sites=draw(st.integers(1, 100)),
        is_reference=is_reference,
        title=draw(TEXT),
    )


def designs(usual: Scenario) -> st.SearchStrategy[Design]:
    outcomes = st.just(("improvement_end",))
    return st.one_of(
        st.builds(Grid, levels().filter(_each_once)),
        st.builds(OneAtATime, levels().filter(_each_once)),
        st.builds(Sample, st.just("halton"), st.integers(1, 10**9), factors()),
        st.builds(
            Sensitivity, st.just("pawn"), st.integers(2, 999), outcomes, factors()
        ),
        st.builds(
            Sensitivity, st.just("sobol"), st.just(64), outcomes, factors(group=True)
        ),
        alternatives(usual),
    )


def _each_once(levels: dict[str, tuple[float, ...]]) -> bool:
    return all(len(set(values)) == len(values) for values in levels.values())


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    """Experiments of every design, in contexts, with signs and expectations."""
    usual = draw(scenarios())
    design = draw(designs(usual))
    replicates = draw(st.integers(2, 10**9))
    looks = st.just((replicates,)) if replicates == 2 else st.just((2, replicates))
    until = st.builds(Until, st.just("improvement_end"), st.just(0.01), looks)
    contexts = draw(st.lists(WORD, max_size=2, unique=True))
    return Experiment(
        name="any",
        title=draw(TEXT),
        question=draw(TEXT),
        scenario=usual,
        design=design,
        replicates=replicates,
        seed=draw(st.integers(0, 2**63 - 1)),
        until=draw(st.none() | until),
        contexts=tuple(
            Context(name, usual, _left(draw(free_settings(FREE)), design))
            for name in contexts
        ),
        expectations=_expectations(design),
        signs=tuple(draw(st.lists(signs(usual), max_size=2, unique_by=_name))),
        aim=draw(_aims(design)),
        finding=draw(TEXT),
    )


def _left(settings: dict[str, float], design: Design) -> dict[str, float]:
    """Settings that the design does not vary: of others a context may say nothing."""
    match design:
        case Grid(levels) | OneAtATime(levels):
            varied = set(levels)
        case Sample(factors=factors) | Sensitivity(factors=factors):
            varied = {factor.parameter for factor in factors}
        case _:
            varied = set()
    return {name: value for name, value in settings.items() if name not in varied}


def _name(sign: Sign) -> str:
    return sign.name


def _aims(design: Design) -> st.SearchStrategy[Aim | None]:
    varied = design.levels if isinstance(design, Grid | OneAtATime) else {}
    names = [name for name in varied if not declared()[name].is_choice]
    if not names:
        return st.none()
    return st.none() | st.builds(Aim, st.just(0.5), st.sampled_from(names))


def _expectations(design: Design) -> tuple[Expectation, ...]:
    if not isinstance(design, Alternatives):
        return ()
    names = [one.name for one in design.alternatives]
    weights = {name: len(names) - i for i, name in enumerate(names)}
    order = Expectation("words", "order", "mean", weights, "improvement_end", 0.5)
    level = replace(order, kind="range", contrast={names[0]: 1.0})
    assert order.kind in KINDS
    return (level, order) if len(names) > 1 else (level,)


@st.composite
def signs(draw: st.DrawFn, usual: Scenario) -> Sign:
    months = st.integers(1, usual.parameters.horizon_months)
    events = st.builds(Condition, event=EVENTS, by_month=months, seen=st.booleans())
    states = st.builds(Condition, outcome=st.just("wins"), low=st.floats(0, 9))
    seen = draw(st.lists(events | states, min_size=1, max_size=3))
    return Sign(draw(WORD), draw(TEXT), tuple(seen))


def without_names(experiment: Experiment) -> Experiment:
    """The same experiment with what a file is called left out."""

    def nameless(part: Any) -> Any:
        return replace(part, scenario=replace(part.scenario, name=""))

    design = experiment.design
    if isinstance(design, Alternatives):
        design = Alternatives(tuple(map(nameless, design.alternatives)))
    bare: Experiment = nameless(experiment)
    return replace(
        bare,
        name="",
        design=design,
        contexts=tuple(map(nameless, experiment.contexts)),
    )
