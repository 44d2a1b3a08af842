import pytest

from cisim.configuration.experiments import finding
from cisim.configuration.experiments.finding import (
    found,
    is_experiment,
    shipped_experiments,
)
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.files import shipped
from cisim.configuration.mistakes import ConfigurationError

TEXT = """title = "A"
question = "What if?"
scenario = "baseline"
[grid]
"funding.duration_years" = [1, 3]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to stand in, and experiments that are shipped elsewhere."""
    home = tmp_path / "installed"
    for name in ("01-grants", "02-meetings", "baseline"):
        (home / name).mkdir(parents=True)
        (home / name / "experiment.toml").write_text(TEXT)
    (home / "README.md").write_text("No experiment.")
    monkeypatch.setattr(finding, "_HOMES", (home, tmp_path / "nowhere"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.mark.usefixtures("folder")
def test_shipped_experiments_are_folders_with_a_file():
    assert list(shipped_experiments()) == ["01-grants", "02-meetings", "baseline"]
    assert load_experiment("01-grants").name == "01-grants"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["experiments/01-grants", "experiments/01-grants/"])
def test_the_folder_of_a_checkout_means_the_shipped_one_everywhere(name):
    assert load_experiment(name).name == "01-grants"
    assert is_experiment(name)


def test_a_shipped_name_comes_before_a_folder_or_file(folder):
    (folder / "01-grants").mkdir()
    (folder / "01-grants" / "experiment.toml").write_text("title = 3\n")
    assert load_experiment("01-grants").title == "A"
    with pytest.raises(ConfigurationError):
        load_experiment("./01-grants")


def test_a_shipped_scenario_comes_first(folder):
    (folder / "typical-site").mkdir()
    (folder / "typical-site" / "experiment.toml").write_text(TEXT)
    assert not is_experiment("typical-site")
    assert not is_experiment("baseline")
    assert is_experiment("./typical-site")
    assert not any(map(is_experiment, shipped()))


def test_experiments_are_told_from_scenarios_by_what_they_hold(folder):
    (folder / "scenario.toml").write_text('title = "A"\n[funding]\nfunders = 2\n')
    (folder / "experiment-of-mine.toml").write_text(TEXT)
    (folder / "question.toml").write_text('question = "Why?"\n')
    (folder / "broken.toml").write_text("title = A\n")
    (folder / "experiment.toml").write_text("title = A\n")
    (folder / "folder").mkdir()
    assert not is_experiment("scenario.toml")
    assert not is_experiment("scenario")
    assert is_experiment("experiment-of-mine")
    assert is_experiment("question.toml")
    assert not is_experiment("broken.toml")
    assert is_experiment("experiment.toml")
    assert is_experiment("folder")
    assert not is_experiment("nothing-like-it")
    assert is_experiment("experiments/01-grant")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "no/where", "\x1b[0m"])
def test_what_does_not_exist_is_refused_with_what_is_shipped(name):
    assert not is_experiment(name)
    with pytest.raises(ConfigurationError, match="does not exist") as caught:
        found(name)
    (line,) = caught.value.mistakes
    assert line.isprintable()
    assert len(line) < 400


@pytest.mark.usefixtures("folder")
def test_a_slip_in_a_shipped_name_is_understood():
    with pytest.raises(ConfigurationError, match="did you mean '01-grants'"):
        found("01-grant")


def test_a_folder_needs_its_file(folder):
    (folder / "empty").mkdir()
    with pytest.raises(ConfigurationError, match="is a folder without"):
        load_experiment("empty")


def test_an_experiment_where_one_stands_has_the_name_of_the_folder(folder):
    (folder / "experiment.toml").write_text(TEXT)
    assert load_experiment(".").name == folder.name
    assert load_experiment("experiment.toml").name == folder.name
