import copy
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cisim.configuration.experiments import Experiment
from cisim.configuration.experiments.finding import shipped_experiments
from cisim.configuration.experiments.forms import form_tables
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.files import toml_of
from cisim.configuration.mistakes import ConfigurationError

GOOD = Path(__file__).parents[3] / "workflow" / "valid_experiments"
CONTENTS = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(GOOD.rglob("*.toml"))
    if path.parent.name != "scenarios"
]
KEYS = sorted({key for keys in form_tables().values() for key in keys})
ANYTHING = st.one_of(
    st.sampled_from([0, -1, 1.5, 10**30, True, "", "a", float("nan")]),
    st.sampled_from([[], {}, [[]], [{}]]),
    st.sampled_from(KEYS),
    st.lists(st.sampled_from([1, "a", {}])),
    st.dictionaries(st.sampled_from([*KEYS, "place.urgency"]), st.integers(-2, 2)),
)


def locations(value, above=()):
    """Keys and positions that lead to every value within."""
    yield above
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, part in value.items() if isinstance(value, dict) else ():
        yield from locations(part, (*above, key))


@st.composite
def spoilt(draw):
    """A good file in which a few things were replaced, left out or put in."""
    content = copy.deepcopy(draw(st.sampled_from(CONTENTS)))
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from([at for at in locations(content) if at]))
        holder = content
        for key in above:
            holder = holder[key]
        match draw(st.sampled_from(["replace", "leave out", "put in", "twice"])):
            case "replace":
                holder[last] = copy.deepcopy(draw(ANYTHING))
            case "leave out":
                del holder[last]
            case "put in" if isinstance(holder, dict):
                holder[draw(st.sampled_from(KEYS))] = copy.deepcopy(draw(ANYTHING))
            case "twice" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[last]))
        if not content:
            break
    return content


@settings(max_examples=150, deadline=None)
@given(content=spoilt())
def test_whatever_stands_in_a_file_is_read_or_refused_in_words(
    tmp_path_factory, content
):
    folder = tmp_path_factory.mktemp("spoilt")
    file = folder / "a.toml"
    file.write_text(toml_of(content), encoding="utf-8")
    mistakes = refused(file)
    assert all(line.isprintable() for line in mistakes)
    assert all(str(file)[:20] in line for line in mistakes)


def refused(file):
    """Mistakes of a file, none if it is an experiment."""
    try:
        assert isinstance(load_experiment(file), Experiment)
    except ConfigurationError as error:
        return error.mistakes or [""]
    return []


def test_every_shipped_experiment_is_complete():
    for name in shipped_experiments():
        experiment = load_experiment(name)
        assert experiment.name == name
        assert experiment.title
        assert experiment.question


@pytest.mark.parametrize("text", ["", "a = 1\n", "title = 'A'\n", "[[alternative]]\n"])
def test_what_is_missing_is_told(tmp_path, text):
    file = tmp_path / "a.toml"
    file.write_text(text)
    with pytest.raises(ConfigurationError, match=r"missing|needed"):
        load_experiment(file)
