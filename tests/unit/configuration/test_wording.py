import pytest
from hypothesis import given

from cisim.configuration.mistakes import shown
from cisim.configuration.parameters import declared
from cisim.configuration.wording import meant, place, unknown, words_for
from tests.strategies import names

NUMBERS = [name for name, p in declared().items() if not p.is_choice]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (("funding", "duration_years"), "funding.duration_years"),
        (("change", 0), "change 1"),
        (("change", 1, "at_month"), "change 2 › at_month"),
        (("change", 0, "set"), "change 1 › set"),
        (("change", 0, "set", "place.urgency"), "change 1 › place.urgency"),
        (("basis", "place.urgency"), "basis › place.urgency"),
        (("place", "a\nb"), r'place."a\nb"'),
    ],
)
def test_places_are_told_as_a_reader_would(location, words):
    assert place(location) == words


@pytest.mark.parametrize(
    ("given_name", "meant_name"),
    [
        ("duration_yeers", "funding.duration_years"),
        ("funding.duration_yeers", "funding.duration_years"),
        ("fundng.duration_years", "funding.duration_years"),
        ("backbone.meetings_per_year", "communication.meetings_per_year"),
        ("meetings_per_year", "communication.meetings_per_year"),
        ("backbon", "backbone"),
        ("changes", "change"),
        ("Basis", "basis"),
    ],
)
def test_what_was_meant_is_found(given_name, meant_name):
    assert meant(given_name)[0] == meant_name


@given(names)
def test_a_slip_in_any_key_is_understood(name):
    group, _, key = name.partition(".")
    assert name in meant(f"{group}.{key}x") or meant(f"{group}.{key}x")[0].startswith(
        group
    )


@given(names)
def test_a_known_name_in_the_wrong_form_is_shown_in_the_right_one(name):
    parameter = declared()[name]
    assert f"[{parameter.group}] {parameter.key} = 3" in unknown(name, 3)


@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_allowed_is_told_with_its_unit(name):
    parameter = declared()[name]
    document = {parameter.group: {parameter.key: "much"}}
    words = words_for((parameter.group, parameter.key), "float_type", document)
    assert words.startswith(f'{name} = "much": must be a ')
    assert f"({parameter.declaration.unit})" in words
    assert f"{parameter.declaration.high:.10g}" in words


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("steering_grup", "; did you mean 'steering_group'?"),
        ("Working groups", "; did you mean 'working_groups'?"),
        ("cooperative", ""),
        (1, ""),
        (["one_table"], ""),
    ],
)
def test_what_is_allowed_for_a_choice_is_told_by_its_words(value, hint):
    document = {"governance": {"structure": value}}
    words = words_for(("governance", "structure"), "literal_error", document)
    allowed = "must be one of one_table, working_groups, steering_group"
    assert words == f"governance.structure = {shown(value)}: {allowed}{hint}"


def test_a_number_in_quotes_is_understood_only_where_it_is_allowed():
    def words(value):
        document = {"funding": {"duration_years": value}}
        return words_for(("funding", "duration_years"), "float_type", document)

    assert words("3").endswith("; did you mean 3?")
    assert words("300").endswith("(years)")
    assert words("nan").endswith("(years)")
    assert words("9" * 5000).endswith("(years)")
