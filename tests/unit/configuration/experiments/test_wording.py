import pytest

from cisim.configuration.experiments.wording import place, words_for


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (("title",), "title"),
        (("grid", "funding.duration_years", 1), "grid › funding.duration_years"),
        (("sample", "factor", 0, "low"), "sample › factor 1 › low"),
        (("alternative", 1, "set"), "alternative 2 › set"),
        (("alternative", 1, "set", "place.urgency"), "alternative 2 › place.urgency"),
        (
            ("alternative", 0, "change", 2, "set", "place.urgency"),
            "alternative 1 › change 3 › place.urgency",
        ),
        (("expect", 0, "contrast", "a, b=1"), 'expect 1 › contrast › "a, b=1"'),
        (("sign", 0, "seen", 1), "sign 1 › seen 2"),
        (("a\nb",), r'"a\nb"'),
    ],
)
def test_places_are_told_as_a_reader_would(location, words):
    assert place(location) == words


@pytest.mark.parametrize(
    ("content", "location", "finding", "words"),
    [
        ({"replicate": 1}, ("replicate",), "extra_forbidden", "mean 'replicates'?"),
        ({"design": 1}, ("design",), "extra_forbidden", "a design is one of grid, "),
        ({"colour": 1}, ("colour",), "extra_forbidden", "known here are title, "),
        ({"funding": {}}, ("funding",), "extra_forbidden", "settings stand in a "),
        ({"aim": 1}, ("aim",), "model_type", "must be a table: [aim]"),
        ({"context": {}}, ("context",), "list_type", "double brackets: [[context]]"),
        ({"context": [1]}, ("context", 0), "model_type", "must be a table"),
        ({"expect": []}, ("expect",), "too_short", "at least one [[expect]]"),
    ],
)
def test_what_is_allowed_is_told(content, location, finding, words):
    assert words in words_for(location, finding, content)
