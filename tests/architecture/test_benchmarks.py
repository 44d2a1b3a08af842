"""The benchmark says what is met, and the page holds what it measured."""

import importlib
import json
import math

import pytest

from tests.architecture.repository import ROOT

PAGE = ROOT / "docs" / "performance.md"


@pytest.fixture
def benchmark(monkeypatch):
    """Return a module of the benchmarks by its name."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module


@pytest.fixture
def measured(benchmark, monkeypatch, capsys):
    """Return exit code and output of a benchmark that found these figures."""

    def run(figures, *arguments):
        engines = benchmark("engines")
        monkeypatch.setattr(engines, "SECTIONS", {"speed": "Time of a run"})
        monkeypatch.setattr(engines, "measured", lambda _: [("speed", figures)])
        monkeypatch.setattr("sys.argv", ["engines.py", *arguments])
        code = engines.main()
        return code, capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("value", "bounds", "met"),
    [
        (2.0, {"most": 2.0}, True),
        (2.1, {"most": 2.0}, False),
        (30.0, {"least": 30.0, "aim": 70.0}, True),
        (29.0, {"least": 30.0, "aim": 70.0}, False),
        (math.nan, {"least": 30.0}, False),
        (1e9, {}, None),
    ],
)
def test_a_figure_is_held_against_its_gate(benchmark, measured, value, bounds, met):
    figure = benchmark("measuring").Figure("loop", value, "times", **bounds)
    assert figure.met is met
    code, table = measured([figure])
    assert code == (1 if met is False else 0)
    assert ("NOT MET" in table) == (met is False)


def test_json_tells_all_and_nothing_that_is_no_number(benchmark, measured):
    figure = benchmark("measuring").Figure("loop", math.inf, "times", least=30.0)
    _, told = measured([figure], "--json")
    (speed,) = json.loads(told)["figures"]["speed"]
    assert speed["value"] is None
    assert speed["met"] is True
    assert speed["least"] == 30.0


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.9153, "0.92"), (12.345, "12.3"), (123456.7, "123,457"), (math.inf, "–")],
)
def test_three_digits_are_shown(benchmark, value, text):
    assert benchmark("engines").digits(value) == text


def test_the_page_holds_every_section_and_the_machine(benchmark):
    engines = benchmark("engines")
    block = engines.BLOCK.search(PAGE.read_text(encoding="utf-8"))
    assert block
    for heading in (*engines.SECTIONS.values(), "- processor: "):
        assert heading in block[0]


def test_a_page_without_marks_is_not_written(benchmark, monkeypatch, tmp_path):
    engines = benchmark("engines")
    monkeypatch.setattr(engines, "PAGE", tmp_path / "page.md")
    engines.PAGE.write_text("# Performance\n", encoding="utf-8")
    with pytest.raises(ValueError, match="marks"):
        engines.write({})
