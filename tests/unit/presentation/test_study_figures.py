"""Figures of studies: complete, told apart without colour, and said in words."""

import functools
import itertools
import math
import re

import numpy as np
import pytest

from cisim.analysis.summary import cumulative_incidence
from cisim.configuration.outcomes import EXIT_REASONS
from cisim.presentation import style
from cisim.presentation.figures.by_alternative import (
    months_to_result,
    results_and_collapses,
)
from cisim.presentation.figures.curves import curves
from cisim.presentation.figures.exits import exits_by_reason
from cisim.presentation.figures.frontier import frontier
from cisim.presentation.figures.grids import apart
from cisim.presentation.figures.heat import heat_map
from cisim.presentation.figures.over_contexts import over_contexts
from cisim.presentation.figures.paired import paired_differences
from cisim.presentation.figures.pairs import interactions
from cisim.presentation.figures.picture import png
from cisim.presentation.figures.ranges import over_ranges
from cisim.presentation.figures.sensitivity import (
    index_bars,
    morris_plane,
    sobol_bars,
)
from cisim.presentation.figures.tornado import tornado
from tests import frames
from tests.frames import ABOUT, COST, MEETINGS, MONTHS, REACHED, YEARS
from tests.unit.presentation import layout

RESPONSE = "months without result"
EFFICIENT = ("short_grants", "more_meetings", "longer_grants")
LEVERS = (YEARS, MEETINGS)
AT_TWELVE = {MEETINGS: 12.0}


def one_lever(contexts=("",)):
    grid = frames.grid(contexts)
    return grid[grid[MEETINGS] == 12.0]


def differences(made, measure):
    paired, replicates = made
    return paired_differences(paired, replicates, measure, ABOUT)


DRAWN = {
    "heat map": lambda: heat_map(frames.grid(), LEVERS, REACHED, ABOUT),
    "heat maps": lambda: heat_map(
        frames.grid(frames.CONTEXTS, MONTHS), LEVERS, MONTHS, ABOUT
    ),
    "one curve": lambda: curves(one_lever(), YEARS, "", REACHED, ABOUT),
    "curves": lambda: curves(frames.grid(), YEARS, MEETINGS, REACHED, ABOUT),
    "curves by context": lambda: curves(
        one_lever(frames.CONTEXTS), YEARS, "context", REACHED, ABOUT
    ),
    "curves in contexts": lambda: curves(
        frames.grid(frames.CONTEXTS, MONTHS), YEARS, MEETINGS, MONTHS, ABOUT
    ),
    "result and collapse": lambda: results_and_collapses(frames.runs(), 240, ABOUT),
    "months to result": lambda: months_to_result(frames.runs(), 240, ABOUT),
    "over ranges": lambda: over_ranges(
        frames.sampled(), REACHED, {YEARS: (4.0, math.inf)}, ABOUT
    ),
    "over contexts": lambda: over_contexts(
        frames.sensitivity_in_contexts(), "ST", RESPONSE, ABOUT
    ),
    "tornado": lambda: tornado(frames.one_at_a_time(), 0, REACHED, ABOUT),
    "sobol": lambda: sobol_bars(frames.sensitivity(), RESPONSE, ABOUT),
    "morris": lambda: morris_plane(frames.sensitivity(), RESPONSE, ABOUT),
    "one index": lambda: index_bars(frames.sensitivity(), "ST", RESPONSE, ABOUT),
    "interactions": lambda: interactions(frames.sensitivity(), RESPONSE, ABOUT),
    "paired": lambda: differences(frames.paired(), MONTHS),
    "paired shares": lambda: differences(
        frames.paired(frames.CONTEXTS, REACHED), REACHED
    ),
    "frontier": lambda: frontier(
        frames.by_alternative(), COST, REACHED, EFFICIENT, ABOUT
    ),
    "exits": lambda: exits_by_reason(frames.by_alternative(), ABOUT),
}
every_figure = pytest.mark.parametrize("name", DRAWN)


@functools.cache
def drawn(name):
    with style.drawing():
        return DRAWN[name]()


@every_figure
def test_no_text_is_cut_and_none_covers_another(name):
    figure = drawn(name).figure
    assert layout.cut(figure) == []
    assert layout.overlaps(figure) == []
    assert layout.covered(figure) == []


@every_figure
def test_axes_have_labels(name):
    first, *others = drawn(name).figure.axes
    assert first.get_xlabel()
    assert first.get_ylabel()
    assert all(axes.get_xlabel() for axes in others)


@every_figure
def test_words_stand_beside_every_figure(name):
    picture = drawn(name)
    for words in (picture.caption, picture.description):
        assert words.endswith(".")
        assert words[0].isupper() or words[0].isdigit()
        assert not re.search(r"\bnan\b|<NA>|None|_|\w\.\w+_", words)


@every_figure
def test_pictures_are_repeatable(name):
    with style.drawing():
        again = DRAWN[name]()
    assert png(again) == png(drawn(name))


def test_names_of_figures_are_file_names():
    names = {drawn(name).name for name in DRAWN}
    assert len(names) == 14
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)


# ---- What is drawn ----


def test_heat_map_writes_each_share_into_its_cell():
    rows = frames.grid()
    (axes,) = drawn("heat map").figure.axes
    written = {
        (round(t.get_position()[0] - 0.5), round(t.get_position()[1] - 0.5)): t
        for t in axes.texts
    }
    assert len(written) == len(rows)
    for _, row in rows.iterrows():
        place = (
            frames.LEVELS[YEARS].index(row[YEARS]),
            frames.LEVELS[MEETINGS].index(row[MEETINGS]),
        )
        assert written[place].get_text().split("\n")[0] == f"{100 * row['value']:.0f}"


def test_heat_map_says_the_least_and_the_most():
    words = drawn("heat map").description
    assert "least 27 in 100 (20 to 34), at funding: duration 2 years" in words
    assert "meetings per year 4; most 99 in 100" in words


def test_a_cell_without_a_number_has_a_dash():
    rows = frames.grid()
    rows.loc[0, ["value", "low", "high"]] = math.nan
    with style.drawing():
        picture = heat_map(rows, LEVERS, REACHED, ABOUT)
    assert [t.get_text() for t in picture.figure.axes[0].texts].count("–") == 1


def test_curves_go_through_the_estimates():
    (axes,) = drawn("curves").figure.axes
    rows = frames.grid()
    for line, (_, part) in zip(axes.lines, rows.groupby(MEETINGS), strict=True):
        assert list(line.get_xdata()) == list(part[YEARS])
        assert list(line.get_ydata()) == list(part["value"])


def test_lines_are_told_apart_without_colour():
    (axes,) = drawn("curves").figure.axes
    assert len({line.get_marker() for line in axes.lines}) == 3


def test_more_levels_than_can_be_told_apart_are_refused():
    rows = frames.grid(tuple(f"place {n}" for n in range(7)))
    with pytest.raises(ValueError, match="7 levels of context"):
        curves(rows, YEARS, "context", REACHED, ABOUT)
    with pytest.raises(ValueError, match="7 contexts"):
        heat_map(rows, LEVERS, REACHED, ABOUT)


def test_a_measure_that_was_not_computed_is_refused():
    with pytest.raises(ValueError, match="no mean of months_without_result"):
        heat_map(frames.grid(), LEVERS, MONTHS, ABOUT)


def test_panels_of_alternatives_share_their_axes():
    axes = drawn("result and collapse").figure.axes
    assert len(axes) == 4
    assert {one.get_xlim() for one in axes} == {(0, 20)}
    assert {one.get_ylim() for one in axes} == {(0, 1)}


def test_incidence_ends_at_the_share_of_runs_that_saw_the_event():
    runs = frames.runs()["longer grants"]
    line = cumulative_incidence(runs, "shared_result", 240)
    assert line["share"].iloc[-1] == runs["shared_result_observed"].mean()
    assert line["share"].is_monotonic_increasing


def test_months_to_result_say_who_never_gets_there():
    words = drawn("months to result").description
    assert "longer grants: half by month 159, never in 48 in 100" in words
    assert "nobody convened: fewer than half, never in all 100 runs" in words


def test_tornado_has_the_widest_bar_on_top():
    (axes,) = drawn("tornado").figure.axes
    bars = [bar for bar in axes.patches if bar.get_height() > 0.5]
    widths = [
        abs(a.get_width()) + abs(b.get_width())
        for a, b in zip(bars[::2], bars[1::2], strict=True)
    ]
    assert len(widths) == len(frames.FACTORS)
    assert widths == sorted(widths)


def test_tornado_refuses_a_design_without_single_moves():
    rows = frames.one_at_a_time().iloc[:1]
    with pytest.raises(ValueError, match="no point differs"):
        tornado(rows, 0, REACHED, ABOUT)


def test_sobol_bars_are_the_indices_the_largest_total_on_top():
    words = drawn("sobol").description
    (axes,) = drawn("sobol").figure.axes
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names[0] == "luck between runs"
    assert names[-1] == "funding: duration"
    assert "funding: duration total 0.42 (0.35 to 0.49), alone 0.24" in words
    assert words.index("funding: duration") < words.index("backbone: skill")
    assert words.endswith("Luck between runs: 0.17.")


def test_without_noise_no_luck_is_drawn():
    frame = frames.sensitivity().assign(noise_share=math.nan)
    with style.drawing():
        words = sobol_bars(frame, RESPONSE, ABOUT).description
    assert "Luck" not in words


def test_morris_names_every_factor():
    (axes,) = drawn("morris").figure.axes
    assert len(axes.texts) == len(frames.FACTORS)


def test_pairs_stand_once_whatever_their_order():
    frame = frames.sensitivity()
    turned = frame.rename(columns={"factor": "other", "other": "factor"})
    both = frame.where(frame["index"] != "S2", turned[frame.columns])
    with style.drawing():
        again = interactions(both, RESPONSE, ABOUT)
    texts = sorted(t.get_text() for t in again.figure.axes[0].texts)
    assert texts == sorted(
        t.get_text() for t in drawn("interactions").figure.axes[0].texts
    )
    assert len([text for text in texts if text]) == 28


def test_paired_differences_count_replicates():
    words = drawn("paired").description
    assert "grants −9.4 (−14 to −4.4), better in 26, the same in 0 and worse" in words


def test_replicates_are_ticks_where_they_differ_by_degree():
    assert "Each tick is a replicate" in drawn("paired").caption
    assert "Each tick is a replicate" not in drawn("paired shares").caption


def test_frontier_joins_the_alternatives_that_none_beats():
    (axes,) = drawn("frontier").figure.axes
    assert list(axes.lines[0].get_xdata()) == [1.2e6, 1.5e6, 2.6e6]
    assert "quick wins first (beaten)" in drawn("frontier").description


def test_exits_add_up():
    rows = frames.by_alternative()
    own = rows[rows["outcome"].str.startswith("left_")]
    total = own[own["alternative"] == "short_grants"]["value"].sum()
    assert f"short grants {total:.1f}: frustration 4.0" in drawn("exits").description
    (axes,) = drawn("exits").figure.axes
    assert len(axes.patches) == len(EXIT_REASONS) * len(frames.ALTERNATIVES)


@pytest.mark.parametrize("places", [[], [0.5], [0.1, 0.1, 0.1], [0.9, 0.1, 0.88]])
def test_words_are_moved_apart_and_keep_their_order(places):
    moved = apart(places, 0.1)
    ordered = sorted(moved)
    assert all(b - a >= 0.1 - 1e-12 for a, b in itertools.pairwise(ordered))
    assert sum(moved) == pytest.approx(sum(places))
    assert sorted(range(len(places)), key=lambda n: (places[n], n)) == sorted(
        range(len(moved)), key=lambda n: moved[n]
    )


def test_every_mean_over_a_range_lies_within_its_panel():
    points = frames.sampled().assign(value=lambda rows: 100 + 140 * rows["value"])
    first, *others = over_ranges(points, MONTHS, {}, ABOUT).figure.axes
    low, high = first.get_ylim()
    for axes in (first, *others):
        (line,) = axes.get_lines()
        heights = np.asarray(line.get_ydata(), dtype=float)
        assert low <= heights.min()
        assert heights.max() <= high


def test_many_replicates_are_few_ticks():
    paired, replicates = frames.paired()
    many = replicates.loc[replicates.index.repeat(30)]
    jitter = np.linspace(-0.4, 0.4, len(many))
    many = many.assign(difference=many["difference"] + jitter)
    figure = differences((paired, many), MONTHS).figure
    ticks = [len(lines.get_segments()) for lines in figure.axes[0].collections]
    assert 50 < max(ticks) <= 301


def test_shades_of_a_heat_map_without_scale_run_from_the_least_to_the_most():
    axes = DRAWN["heat maps"]().figure.axes[0]
    rows = MONTHS.of(frames.grid(frames.CONTEXTS, MONTHS))
    least = rows[rows["context"] == frames.CONTEXTS[0]]["value"].min()
    assert axes.collections[0].norm.vmin == least
