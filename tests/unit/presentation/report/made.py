"""Pictures and reports made up once for all tests of reports."""

from functools import cache

from cisim.analysis.summary import summarise
from cisim.presentation import figures
from cisim.presentation.report.scenario_report import scenario_report
from tests import synthetic

PROVENANCE = {
    "cisim": "1.2.3",
    "command": "cisim run /somewhere/resolved.toml",
    "engine": "compiled",
    "laws": "0123456789abcdef",
    "libraries": {"numpy": "2.0", "mesa": "3.5"},
    "machine": "a machine",
    "python": "3.12.0",
    "save_month": None,
    "started": "2026-01-01T00:00:00+00:00",
}


@cache
def pictures(kind="typical"):
    """Draw all figures of made-up results."""
    return tuple(figures.pictures(synthetic.results(kind)))


def report(kind="typical", **provenance):
    """Put together the report of made-up results."""
    results = synthetic.results(kind)
    told = PROVENANCE | provenance
    return scenario_report(results, summarise(results), told, pictures(kind))
