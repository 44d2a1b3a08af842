from dataclasses import replace

import pytest
from hypothesis import given

from cisim.configuration.choices import Structure
from cisim.configuration.combinations import CONSTRAINTS
from cisim.configuration.files import (
    LONGEST_CHAIN,
    load,
    resolved_toml,
    shipped,
    with_settings,
)
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import Parameters
from cisim.configuration.scenarios import Change, Scenario
from tests.strategies import scenarios

REACHABLE = next(c for c in CONSTRAINTS if "result.target_improvement" in c.names)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mistakes(name):
    with pytest.raises(ConfigurationError) as caught:
        load(name)
    return caught.value.mistakes


def test_the_shipped_scenarios_are_found_by_name():
    assert list(shipped()) == [
        "baseline",
        "burnie-works",
        "casebook",
        "casebook-burglary",
        "casebook-climate",
        "casebook-homelessness",
        "council-incubated",
        "integration-initiative",
        "integration-initiative-city-hall",
        "integration-initiative-managers",
        "integration-initiative-regional-leaders",
        "integration-initiative-steering-group",
        "integration-initiative-working-groups",
        "isolated-impact",
        "shape-up-somerville",
        "typical-site",
    ]


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_is_complete(name):
    scenario = load(name)
    assert scenario.name == name
    assert scenario.title
    assert scenario.note


@pytest.mark.parametrize("name", shipped())
def test_every_setting_of_a_shipped_scenario_has_a_basis(name):
    scenario = load(name)
    changed = {setting for change in scenario.changes for setting in change.settings}
    assert set(scenario.settings()) | changed <= set(scenario.basis)


def test_the_baseline_is_the_defaults():
    assert load("baseline").parameters == Parameters()


@given(scenarios())
def test_a_resolved_scenario_is_loaded_as_the_same(tmp_path_factory, scenario):
    file = tmp_path_factory.mktemp("resolved") / f"{scenario.name}.toml"
    file.write_bytes(resolved_toml(scenario).encode())
    assert load(file) == scenario


@pytest.mark.parametrize(
    "note", ["a\r\nb", "a\rb", "\n\na\n", '"""', "\\", "a \\\n b", "\0"]
)
def test_notes_are_kept_to_the_letter(folder, note):
    scenario = Scenario(name="a", note=note)
    (folder / "a.toml").write_bytes(resolved_toml(scenario).encode())
    assert load("a") == scenario


def test_a_resolved_scenario_holds_every_setting(folder):
    (folder / "a.toml").write_text(resolved_toml(Scenario()))
    assert 'title = "Baseline"' in (folder / "a.toml").read_text()
    lines = (folder / "a.toml").read_text().splitlines()
    assert {"[funding]", "duration_years = 3.0", "at_table = 20"} <= set(lines)
    assert 'structure = "one_table"' in lines


def test_choices_are_written_as_words_however_they_were_set():
    changes = [Change(month, {"governance.structure": month}) for month in (1, 2)]
    text = resolved_toml(Scenario(changes=tuple(changes)))
    assert '"governance.structure" = "working_groups"' in text
    assert '"governance.structure" = "steering_group"' in text


def test_a_bare_word_is_a_shipped_name_before_it_is_a_file(folder):
    (folder / "baseline.toml").write_text('title = "Mine"\n')
    assert load("baseline").title == "Baseline"
    for own in ("./baseline", "baseline.toml", folder / "baseline", "./baseline.toml"):
        assert load(own).title == "Mine"


def test_a_bare_word_may_be_a_file(folder):
    (folder / "mine.toml").write_text("[funding]\nduration_years = 5\n")
    (folder / "mine").mkdir()
    scenario = load("mine")
    assert (scenario.name, scenario.title) == ("mine", "mine")
    assert scenario.parameters.funding.duration_years == 5


def test_what_is_extended_is_looked_for_beside_the_file(folder):
    (folder / "deep").mkdir()
    (folder / "deep" / "child.toml").write_text('extends = "parent"\n')
    (folder / "deep" / "parent.toml").write_text('extends = "../grandparent"\n')
    (folder / "grandparent.toml").write_text("[funding]\nduration_years = 5\n")
    assert load("deep/child.toml").parameters.funding.duration_years == 5


def test_titles_and_notes_are_not_inherited(folder):
    (folder / "child.toml").write_text('extends = "shape-up-somerville"\n')
    child = load("child")
    assert (child.title, child.note) == ("child", "")
    assert child.settings() == load("shape-up-somerville").settings()
    assert child.basis == load("shape-up-somerville").basis


def test_long_chains_are_refused(folder):
    (folder / "0.toml").write_text('title = "first"\n')
    for n in range(1, LONGEST_CHAIN + 1):
        (folder / f"{n}.toml").write_text(f'extends = "{n - 1}"\n')
    assert load(f"{LONGEST_CHAIN - 1}").parameters == Parameters()
    assert "makes a chain of more than 16 files" in mistakes(f"{LONGEST_CHAIN}")[0]


def test_a_circle_through_a_link_is_seen(folder):
    (folder / "a.toml").write_text('extends = "b.toml"\n')
    (folder / "b.toml").symlink_to(folder / "a.toml")
    assert "goes in a circle: a.toml → a.toml" in mistakes("a.toml")[0]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["nowhere", "a\0b", "x" * 5000, "no/where", "\x1b[0m"])
def test_what_does_not_exist_is_refused_with_what_is_shipped(name):
    (line,) = mistakes(name)
    assert "does not exist; 'cisim list' names what is shipped" in line
    assert line.isprintable()
    assert len(line) < 400


def test_a_slip_in_a_shipped_name_is_understood():
    assert mistakes("basline")[0].endswith("; did you mean 'baseline'?")
    assert mistakes("Typical_site")[0].endswith("; did you mean 'typical-site'?")


@pytest.mark.usefixtures("folder")
def test_folders_are_refused():
    assert mistakes(".") == (".: is a folder; a scenario is a file",)
    assert mistakes("") == ("'': is a folder; a scenario is a file",)


def test_very_many_mistakes_are_told_quickly_and_bounded(folder):
    keys = "\n".join(f"key_{n} = 1" for n in range(15_000))
    (folder / "many.toml").write_text(keys)
    lines = mistakes("many")
    assert len(lines) == 201
    assert lines[-1] == "and 14800 more mistakes"


def test_very_many_changes_are_read_quickly(folder):
    one = '[[change]]\nat_month = {}\nset = {{ "place.urgency" = 0.5 }}\n'
    (folder / "many.toml").write_text("".join(map(one.format, range(1, 4000))))
    assert "at_month = 240: must be between 1 and 239" in mistakes("many")[0]


# ---- Settings given as texts ----


def test_settings_are_put_in():
    texts = [
        "funding.duration_years=7",
        " place.urgency = 0.9 ",
        "result.hold_months=3",
        "governance.structure=working_groups",
    ]
    changed = with_settings(Scenario(), texts)
    assert changed.settings() == {
        "funding.duration_years": 7,
        "place.urgency": 0.9,
        "result.hold_months": 3,
        "governance.structure": Structure.WORKING_GROUPS,
    }


@pytest.mark.parametrize("text", ["one_table", '"one_table"', " 'one_table' "])
def test_a_word_is_put_in_with_and_without_quotes(text):
    given_otherwise = Scenario().with_(governance={"structure": "working_groups"})
    changed = with_settings(given_otherwise, [f"governance.structure={text}"])
    assert changed.parameters == Parameters()


def test_a_basis_is_lost_with_its_value():
    scenario = load("shape-up-somerville")
    changed = with_settings(scenario, ["funding.duration_years=7"])
    left = dict(scenario.basis)
    del left["funding.duration_years"]
    assert changed.basis == left
    assert with_settings(scenario, []) == replace(scenario)


def test_all_mistakes_of_settings_are_told_at_once():
    texts = [
        "duration_years=7",
        "funding.duration_years",
        "funding.duration_years=seven",
        "funding.duration_years=8",
        "place.urgency=1e999",
        "organisations.at_table=20.5",
        "fundng.start_month=3",
        "result.target_improvement=0.5",
    ]
    with pytest.raises(ConfigurationError) as caught:
        with_settings(Scenario(), texts)
    told = [line.partition(": ") for line in caught.value.mistakes]
    assert [(given, allowed) for given, _, allowed in told] == [
        (
            '--set › "duration_years=7"',
            "must be written group.key=value; did you mean 'funding.duration_years'?",
        ),
        ("--set › funding.duration_years", "must be written group.key=value"),
        ("--set › funding.duration_years", "is given twice"),
        (
            '--set › funding.duration_years = "seven"',
            "must be a number between 0 and 30 (years)",
        ),
        ("--set › place.urgency = inf", "must be a number between 0 and 1 (index)"),
        (
            "--set › organisations.at_table = 20.5",
            "must be a whole number between 3 and 10000 (organisations)",
        ),
        ("--set › fundng = a table", "is unknown; did you mean 'funding'?"),
        (
            f"--set › {REACHABLE.names[0]} = 0.5, {REACHABLE.names[1]} = 0.2",
            REACHABLE.message,
        ),
    ]


def test_a_setting_alone_may_be_the_only_mistake():
    with pytest.raises(ConfigurationError, match="must be written group"):
        with_settings(Scenario(), ["nonsense"])
