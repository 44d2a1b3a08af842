"""Everything that may vary or comes out is declared: unit, range, meaning, source."""

import math

import pytest

from cisim.configuration.declare import Kind
from cisim.configuration.outcomes import EVENTS, EXIT_REASONS, REASONS, SERIES, tables
from cisim.configuration.parameters import declared, group_types
from cisim.configuration.sources import ASSUMED, BIBLIOGRAPHY, EVIDENCE, is_source

PARAMETERS = declared()
COLUMNS = {
    f"{table}.{column.name}": column
    for table, columns in tables().items()
    for column in columns
} | {f"series.{column.name}": column for column in SERIES}


def is_sentence(text):
    """One sentence or more, with nothing around it."""
    return text == text.strip() and text.endswith(".") and text[0] in _UPPER_OR_DIGIT


_UPPER_OR_DIGIT = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def test_there_are_parameters_of_every_kind():
    assert {p.declaration.kind for p in PARAMETERS.values()} == set(Kind)


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameter_is_declared_in_full(name):
    declaration = PARAMETERS[name].declaration
    assert declaration.unit
    assert is_sentence(declaration.meaning)
    assert is_source(declaration.source), declaration.source


@pytest.mark.parametrize("name", PARAMETERS)
def test_default_has_its_type_and_lies_in_the_range(name):
    parameter = PARAMETERS[name]
    low, high = parameter.declaration.low, parameter.declaration.high
    assert parameter.is_choice or parameter.type in {int, float}
    assert type(parameter.default) is parameter.type
    assert math.isfinite(low)
    assert math.isfinite(high)
    assert low < high
    assert low <= parameter.default <= high


@pytest.mark.parametrize("name", [n for n, p in PARAMETERS.items() if p.is_choice])
def test_choice_says_what_its_words_mean(name):
    words = PARAMETERS[name].words
    assert PARAMETERS[name].declaration.unit == "choice"
    assert len(words) > 1
    assert all(word.replace("_", "").isalnum() for word in words)
    assert all(words.values())


@pytest.mark.parametrize("name", PARAMETERS)
def test_probabilities_and_shares_of_one_lie_in_the_unit_interval(name):
    declaration = PARAMETERS[name].declaration
    if declaration.unit in {"probability", "probability per year", "index"}:
        assert declaration.low >= 0 or name == "funding.front_loading"
    if declaration.unit in {"probability", "probability per year"}:
        assert declaration.high <= 1


@pytest.mark.parametrize("group", group_types())
def test_group_says_what_it_is(group):
    assert is_sentence(group_types()[group].__doc__)


def test_the_frame_of_a_run_cannot_be_changed_in_mid_course():
    assert PARAMETERS["result.horizon_years"].declaration.initial
    levers = {
        name
        for name, p in PARAMETERS.items()
        if p.declaration.initial and p.declaration.kind is not Kind.CONTEXT
    }
    assert levers == {"organisations.staging_months", "organisations.invited_first"}


@pytest.mark.parametrize("name", COLUMNS)
def test_column_says_what_it_is(name):
    column = COLUMNS[name]
    assert is_sentence(column.meaning)
    assert bool(column.unit) == (column.type != "text")


@pytest.mark.parametrize("table", tables())
def test_column_names_of_a_table_differ(table):
    names = [column.name for column in tables()[table]]
    assert len(names) == len(set(names))


def test_events_and_reasons_say_what_they_are():
    assert all(EVENTS.values())
    assert all(REASONS.values())
    assert EXIT_REASONS.items() <= REASONS.items()


def test_a_source_is_known_or_refused():
    assert is_source(ASSUMED)
    assert not is_source("hearsay")
    assert not is_source("")


@pytest.mark.parametrize("key", BIBLIOGRAPHY)
def test_reference_can_be_cited(key):
    reference = BIBLIOGRAPHY[key]
    assert reference.authors
    assert reference.title
    assert reference.where
    assert reference.doi is None or reference.doi.startswith("10.")


@pytest.mark.parametrize("key", EVIDENCE)
def test_figure_of_the_evidence_has_source_and_mark(key):
    figure = EVIDENCE[key]
    assert figure.source in BIBLIOGRAPHY
    assert set(figure.mark.split("/")) <= {"A", "B", "S", "D", ASSUMED}
    if figure.accept is not None:
        low, high = figure.accept
        assert low < high


def test_no_work_stands_in_the_bibliography_twice():
    dois = [r.doi for r in BIBLIOGRAPHY.values() if r.doi]
    assert len(dois) == len(set(dois))
