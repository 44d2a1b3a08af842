import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.mistakes import (
    MOST_LINES,
    ConfigurationError,
    Mistake,
    did_you_mean,
    key_shown,
    nearest,
    printable,
    shown,
    told,
)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_an_error_is_told_one_line_per_mistake():
    error = ConfigurationError(["first", "second"])
    assert error.mistakes == ("first", "second")
    assert str(error) == "first\nsecond"


def test_an_error_comes_back_whole_from_another_process():
    error = pickle.loads(pickle.dumps(ConfigurationError(["first", "second"])))  # noqa: S301 - made here
    assert error.mistakes == ("first", "second")


def test_mistakes_are_told_in_the_order_of_the_document():
    document = {"b": {"y": 1, "x": 2}, "change": [{"at_month": 3}], "a": 4}
    locations = [(), ("a",), ("change", 0, "set"), ("b", "x"), ("b", "y")]
    words = told([Mistake(at, str(at)) for at in locations], document)
    assert words == [str(at) for at in reversed(locations)]


def test_of_very_many_mistakes_only_the_number_is_told():
    document = {str(n): n for n in range(MOST_LINES + 5)}
    words = told([Mistake((key,), key) for key in document], document)
    assert words == [*list(document)[:MOST_LINES], "and 5 more mistakes"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("3", '"3"'),
        ("a\nb", r'"a\nb"'),
        (True, "true"),
        (3.0, "3.0"),
        (float("nan"), "nan"),
        ([1, [2, [3]], "x"], '[1, […], "x"]'),
        ({"a": {"b": 1}}, "a table"),
        (10**400 - 1, "an integer of about 400 digits"),
        ("x" * 100, '"' + "x" * 38 + "…"),
    ],
)
def test_values_are_shown_as_in_a_file(value, words):
    assert shown(value) == words


def test_integers_that_python_will_not_write_out_are_shown_by_their_size():
    assert shown(1 - 10**9000) == "an integer of about 9000 digits"


@given(ANYTHING)
def test_every_value_is_shown_on_one_short_printable_line(value):
    assert len(shown(value)) <= 60
    assert shown(value).isprintable()


@given(st.text())
def test_every_key_is_shown_on_one_short_printable_line(key):
    assert len(key_shown(key)) <= 60
    assert key_shown(key).isprintable()


def test_plain_keys_are_shown_without_quotes():
    assert key_shown("funding.duration_years") == "funding.duration_years"
    assert key_shown("two words") == '"two words"'


def test_long_names_of_files_do_not_flood_the_line():
    assert printable("x" * 5000) == "x" * 200 + "…"
    assert printable("a\x1b[31mb") == "a\\u001B[31mb"


def test_hints_name_the_nearest_word_if_one_is_near():
    assert nearest("Titel", ["note", "title"]) == ["title"]
    assert nearest("zzz", ["note", "title"]) == []
    assert did_you_mean(["a", "b"]) == "; did you mean 'a' or 'b'?"
    assert did_you_mean([]) == ""
