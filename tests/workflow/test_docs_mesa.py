"""What the page for users of Mesa shows works as shown."""

import re
import subprocess
import sys

import pytest

from cisim.configuration.outcomes import SERIES
from tests.architecture.repository import ROOT

PAGE = (ROOT / "docs" / "mesa.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
(BATCH,) = (block for block in BLOCKS if "batch_run" in block)


@pytest.fixture(scope="module")
def shown():
    """Names after all blocks but that of batch_run were run one after the other."""
    names = {"__name__": "page"}
    for block in BLOCKS:
        if block is not BATCH:
            exec(block, names)  # noqa: S102 - the page is ours
    return names


def test_stepping_ends_where_shown(shown):
    assert shown["model"].month == 24
    assert shown["model"].running


def test_collected_data_are_those_of_the_codebook(shown):
    monthly, organisations = shown["monthly"], shown["organisations"]
    assert list(monthly.columns) == [column.name for column in SERIES]
    assert list(monthly.index) == list(range(25))
    assert set(organisations["place"]) == {o.place for o in shown["model"].roster}
    assert set(organisations.index.get_level_values("Step")) == set(range(25))


def test_selected_agents_are_members_of_one_sector(shown):
    roster, providers = shown["model"].roster, shown["providers"]
    selected = [o for o in roster if o.is_member and o.sector == 1]
    assert selected
    assert providers.to_list() == selected


def test_steadfast_members_come_and_stay(shown):
    steadfast = shown["steadfast"]
    assert all(type(o) is shown["Steadfast"] for o in steadfast.roster)
    log = steadfast.event_log()
    newcomers = {event.month for event in log if event.kind == "joined"}
    come = {month for month, share in shown["attendance"].items() if share == 1.0}
    away = {month for month, share in shown["attendance"].items() if share == 0.0}
    assert come
    assert set(range(25)) == come | away | newcomers
    assert not [e for e in steadfast.event_log() if e.kind == "left"]
    assert [e for e in shown["model"].event_log() if e.kind == "left"]


def test_behaviour_is_written_in_ten_lines():
    (block,) = (block for block in BLOCKS if "class Steadfast" in block)
    behaviour = block.partition("\n\n\n")[0]
    assert len([line for line in behaviour.splitlines() if line.strip()]) <= 10


def test_other_behaviour_changes_no_luck(shown):
    kinds = {"director_left", "champion_left", "downturn", "election"}
    told = [
        [e for e in shown[name].event_log() if e.kind in kinds and e.month <= 24]
        for name in ("model", "steadfast", "away")
    ]
    assert told[0]
    assert told[0] == told[1] == told[2]


def test_own_purpose_keeps_members_away(shown):
    def attendance(name):
        table = shown[name].datacollector.get_model_vars_dataframe()
        return table["attendance"][1:].mean()

    assert 0.6 < attendance("away") / attendance("model") < 0.9


def test_visiting_order_changes_nothing_in_the_shown_behaviours(shown):
    for name in ("Steadfast", "Holidaying"):
        tables = []
        for shuffled in (False, True):
            model = shown["cisim"].CollectiveImpactModel(
                shown["scenario"], rng=3, organisation_type=shown[name]
            )
            if shuffled:
                model.shuffle_visits()
            model.run_for(6)
            tables.append(model.datacollector.get_model_vars_dataframe())
        assert tables[0].equals(tables[1])


def test_batch_run_in_a_file_of_its_own(tmp_path):
    # A process of its own: Mesa sets the start method for the whole process.
    program = tmp_path / "batch.py"
    program.write_text(BATCH, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", str(program)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = sorted(line.split()[:3] for line in done.stdout.splitlines())
    assert rows == [[p, r, "12"] for p in ("2.0", "4.0") for r in "12"]
