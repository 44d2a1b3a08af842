"""Files of saved months: read as they were written, or refused in words."""

import gzip
import json
import math

import pytest

from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.scenarios import Change
from cisim.experiment import saved_runs
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import evaluate_batch
from tests.histories import identical, scenario

MONTH = 5
SETTING = scenario(
    Change(3, {"place.urgency": 0.9}), Change(8, {"champion.influence": 0.1})
).with_(result={"horizon_years": 1})


@pytest.fixture(scope="module")
def runs():
    return evaluate_batch(SETTING, Batch(2, 7, save_month=MONTH)).saved


@pytest.fixture
def path(tmp_path, runs):
    saved_runs.write(tmp_path, runs, 7, "agents")
    return tmp_path / "month-005.json.gz"


def rewritten(path, **changes):
    """The same file with some entries changed; None leaves an entry out."""
    document = json.loads(gzip.decompress(path.read_bytes())) | changes
    kept = {key: value for key, value in document.items() if value is not None}
    path.write_bytes(gzip.compress(json.dumps(kept).encode()))
    return path


def refusal(path):
    with pytest.raises(ConfigurationError) as refused:
        saved_runs.read(path)
    (line,) = refused.value.mistakes
    return line


def test_runs_come_back_as_they_were(path, runs):
    source = saved_runs.read(path)
    assert source.scenario == SETTING
    assert (source.seed, source.engine, source.month) == (7, "agents", MONTH)
    assert source.path == path
    for kept, back in zip(runs, source.runs, strict=True):
        assert (back.scenario, back.seed, back.month) == (SETTING, kept.seed, MONTH)
        assert identical(back.agents, kept.agents)
        assert identical(back.series, kept.series)
        assert back.events == kept.events
        assert back.ties == kept.ties
    assert runs[0].ties
    assert math.isnan(source.runs[0].series["alive"][0])


def test_a_folder_with_one_file_stands_for_it(path):
    assert saved_runs.read(path.parent).path == path


def test_equal_runs_give_equal_bytes(path, tmp_path, runs):
    saved_runs.write(tmp_path / "again", runs, 7, "agents")
    assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    assert path.read_bytes()[4:8] == b"\0\0\0\0"  # no time of writing in the header


def test_the_digest_is_that_of_the_content(path):
    before = saved_runs.read(path).digest
    assert saved_runs.read(path).digest == before
    assert saved_runs.read(rewritten(path, seed=8)).digest != before


def test_what_is_not_there_is_refused(path, tmp_path):
    assert "does not exist" in refusal(tmp_path / "nothing")
    path.rename(tmp_path / "elsewhere")
    assert "holds no saved month" in refusal(tmp_path)


def test_one_of_several_must_be_named(path):
    (path.parent / "month-012.json.gz").write_bytes(path.read_bytes())
    line = refusal(path.parent)
    assert "give one of month-005.json.gz, month-012.json.gz" in line


@pytest.mark.parametrize("left", [5, 100, 5000, -1])
def test_a_file_that_was_cut_off_is_refused(path, left):
    path.write_bytes(path.read_bytes()[:left])
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("at", [0, 15, 3000, -6])
def test_a_file_with_a_wrong_bit_is_refused(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(bytes(content))
    assert "damaged" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"title = 'no'",
        *(gzip.compress(c, mtime=0) for c in (b"", b"[1]", b"{}", b"\xff")),
    ],
)
def test_another_file_is_refused(path, content):
    path.write_bytes(content)
    assert "is no saved month" in refusal(path)


def test_another_format_is_refused(path):
    line = refusal(rewritten(path, format="cisim saved month 0"))
    assert "has the format 'cisim saved month 0'" in line
    assert "run the scenario again" in line


def test_other_laws_are_refused(path):
    line = refusal(rewritten(path, laws="0123456789abcdef"))
    assert "other laws" in line
    assert "run the scenario again with --save-month" in line


@pytest.mark.parametrize("entry", ["runs", "seed", "month", "scenario", "name"])
def test_a_missing_entry_is_refused(path, entry):
    assert "is damaged and cannot be read" in refusal(rewritten(path, **{entry: None}))
