"""Every figure is labelled, complete within its frame, repeatable and said in words."""

import functools
import re

import matplotlib as mpl
import pytest
from matplotlib import _pylab_helpers
from PIL import Image

from cisim.configuration.choices import Structure
from cisim.configuration.outcomes import CONDITIONS, MILESTONES
from cisim.configuration.scenarios import Change
from cisim.presentation import figures, style
from cisim.presentation.figures import FIGURES, pictures, save
from cisim.presentation.figures.panels import changes_in_words
from cisim.presentation.figures.picture import png
from tests import synthetic
from tests.unit.presentation import layout

NAMES = [figure.__name__ for figure in FIGURES]
TEXT_COLOURS = sorted(set(style.COLOURS) - {"funded", "grid", "absent", "much"})

made = functools.cache(synthetic.results)


@functools.cache
def drawn(kind, name):
    """Draw each figure once for all tests."""
    with style.drawing():
        return getattr(figures, name)(made(kind))


@functools.cache
def laid_out(kind, name):
    """Give every label of a figure its final place."""
    figure = drawn(kind, name).figure
    figure.draw_without_rendering()
    return figure


every_kind = pytest.mark.parametrize(
    "kind",
    ["changes", "all_reached", "all_collapsed", "isolated", "one_run", "five_years"],
)
every_figure = pytest.mark.parametrize("name", NAMES)


@every_kind
@every_figure
def test_every_axis_has_a_label(kind, name):
    for axes in drawn(kind, name).figure.axes:
        if axes.axison:
            assert axes.get_xlabel()
            assert axes.get_ylabel()
        else:
            assert axes.get_title(loc="left")


@every_kind
@every_figure
def test_no_text_is_cut(kind, name):
    assert layout.cut(laid_out(kind, name)) == []


@every_kind
@every_figure
def test_title_legend_note_and_panels_keep_apart(kind, name):
    assert layout.overlaps(laid_out(kind, name)) == []


@every_kind
@every_figure
def test_nothing_is_drawn_outside_the_axes(kind, name):
    for axes in drawn(kind, name).figure.axes:
        (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
        for line in axes.lines:
            if line.get_transform() == axes.transData and len(line.get_xdata()) > 0:
                assert min(line.get_xdata()) >= left
                assert max(line.get_xdata()) <= right
                assert min(line.get_ydata()) >= low
                assert max(line.get_ydata()) <= high
        for dots in axes.collections:
            for x, y in dots.get_offsets():
                assert left <= x <= right or (x, y) == (0, 0)
                assert low <= y <= high or (x, y) == (0, 0)


@every_kind
@every_figure
def test_words_stand_beside_every_figure(kind, name):
    picture = drawn(kind, name)
    assert picture.name == name
    for words in (picture.caption, picture.description):
        assert words.endswith(".")
        assert not re.search(r"\bnan\b|<NA>", words)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"trust_network"}))
def test_the_axis_of_years_is_the_horizon(name):
    for kind, years in {"changes": 20, "five_years": 5}.items():
        for axes in drawn(kind, name).figure.axes:
            assert axes.get_xlim() == (0, years)


def test_description_of_results_gives_shares():
    words = drawn("changes", "result_and_collapse").description
    assert "by year 20 37 in 100 (28 to 47) reached the shared result" in words
    assert "22 in 100 (15 to 31) had collapsed" in words


def test_description_of_milestones_gives_months_and_who_never():
    words = drawn("changes", "milestones").description
    assert "Common agenda agreed: half by month 40, never in 22 in 100" in words
    assert "Shared result: fewer than half, never in 63 in 100" in words
    assert all(milestone.label in words for milestone in MILESTONES)


def test_description_of_trajectories_gives_medians():
    words = drawn("changes", "trajectories").description
    assert "system change 0, 0.141, 0.4" in words
    assert "members 20, 18, 16" in words


def test_description_of_conditions_names_all():
    words = drawn("changes", "conditions").description
    assert all(label.lower() in words for label in CONDITIONS.values())


def test_description_of_the_network_counts_strong_ties():
    results = made("changes")
    first = results.ties[results.ties["month"] == 0]
    strong = int((first["trust"] > 0.5).sum())
    words = drawn("changes", "trust_network").description
    assert f"at the start 20 members and {strong} strong ties" in words


def test_the_network_draws_the_strong_ties_of_its_month():
    results = made("changes")
    for axes, month in zip(
        drawn("changes", "trust_network").figure.axes, (0, 12, 36, 60, 120), strict=True
    ):
        ties = results.ties[results.ties["month"] == month]
        lines = sum(len(c.get_segments()) for c in axes.collections)
        assert lines == (ties["trust"] > 0.5).sum()


def test_dots_stand_for_fifty_parts_or_for_runs():
    for kind, count in {"changes": 50, "eight_runs": 8}.items():
        axes = drawn(kind, "milestones").figure.axes[0]
        assert len(axes.collections[0].get_offsets()) == count
    assert "is one run" in drawn("eight_runs", "milestones").caption
    assert "one in 50" in drawn("changes", "milestones").caption


def test_collapse_is_not_drawn_where_nobody_was_convened():
    picture = drawn("isolated", "result_and_collapse")
    assert len(picture.figure.axes[0].lines) == 1
    assert "Nobody was convened" in picture.caption


def test_dated_changes_are_marked_and_explained():
    picture = drawn("changes", "trajectories")
    for axes in picture.figure.axes:
        letters = [text.get_text() for text in axes.texts]
        assert letters[:2] == ["A", "B"]
    assert "A, month 36: how long the first grants last = 5." in picture.caption
    assert "B, month 96" in picture.caption


def test_a_changed_choice_is_explained_by_its_word():
    change = Change(12, {"governance.structure": Structure.WORKING_GROUPS})
    results = synthetic.results(synthetic.Kind(replicates=1, changes=(change,)))
    words = changes_in_words(results)
    assert words == " A, month 12: how the table is organised = working_groups."


def test_years_of_grants_are_shaded_only_if_grants_are_paid():
    typical = drawn("changes", "trajectories")
    assert "year 0 to 3" in typical.caption
    assert all(axes.patches for axes in typical.figure.axes)
    isolated = drawn("isolated", "trajectories")
    assert "No grants" in isolated.caption
    assert not any(axes.patches for axes in isolated.figure.axes)


def test_the_target_is_drawn():
    axes = drawn("changes", "trajectories").figure.axes[0]
    assert "target 10 %" in [text.get_text() for text in axes.texts]
    assert [0.1, 0.1] in [list(line.get_ydata()) for line in axes.lines]


@every_figure
def test_pictures_are_repeatable(name):
    with style.drawing():
        one, two = (getattr(figures, name)(made("one_run")) for _ in range(2))
    assert png(one) == png(two)


def test_a_picture_is_saved_wide_enough_and_without_a_date(tmp_path):
    picture = drawn("changes", "milestones")
    path = save(picture, tmp_path / "figures")
    assert path.name == "milestones.png"
    with Image.open(path) as image:
        assert image.width >= 1200
        assert image.info["Description"] == picture.description
        assert set(image.info) == {"Description", "dpi"}


def test_drawing_leaves_no_trace_in_the_settings_of_others():
    with mpl.rc_context({"font.size": 3.0}):
        next(pictures(made("one_run")))
        assert mpl.rcParams["font.size"] == 3.0
    assert not _pylab_helpers.Gcf.figs


@pytest.mark.parametrize("concept", TEXT_COLOURS)
def test_colours_can_be_read_as_text_on_white(concept):
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in mpl.colors.to_rgb(style.COLOURS[concept])
    ]
    luminance = sum(
        w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True)
    )
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_all_figures_are_public():
    assert {figures.__dict__[name] for name in NAMES} == set(FIGURES)


@pytest.mark.parametrize(
    ("kind", "fate"),
    [("all_reached", "which has its result in year"), ("all_collapsed", "collapses")],
)
def test_the_network_says_how_its_run_ends(kind, fate):
    shown = layout.texts(drawn(kind, "trust_network").figure)
    assert any(fate in text.get_text() for text in shown)


def test_isolated_impact_has_no_blank_figures():
    names = [
        picture.name for picture in figures.pictures(synthetic.results("isolated"))
    ]
    assert names == ["result_and_collapse", "trajectories"]
