"""Where the texts of a figure are, and whether any is cut or covered."""

import itertools

from matplotlib.text import Text


def texts(figure):
    own = [*figure.texts, *(t for legend in figure.legends for t in legend.get_texts())]
    for axes in figure.axes:
        own += [child for child in axes.get_children() if isinstance(child, Text)]
        if axes.axison:
            own += [axes.xaxis.label, axes.yaxis.label]
            own += [*ticks(axes.xaxis), *ticks(axes.yaxis)]
    return [text for text in own if text.get_text() and text.get_visible()]


def ticks(axis):
    """Labels of the ticks that are within view."""
    low, high = sorted(axis.get_view_interval())
    return [t.label1 for t in axis.get_major_ticks() if low <= t.get_loc() <= high]


def cut(figure):
    """Texts that reach over the edge of a figure that has been laid out."""
    frame = figure.bbox
    boxes = {text.get_text(): text.get_window_extent() for text in texts(figure)}
    return [
        words
        for words, box in boxes.items()
        if min(box.x0 - frame.x0, box.y0 - frame.y0) < -1
        or max(box.x1 - frame.x1, box.y1 - frame.y1) > 1
    ]


def overlaps(figure):
    """Pairs of parts (title, note, legends, panels) that cover each other."""
    parts = [*figure.texts, *figure.legends]
    boxes = [(str(part), part.get_window_extent()) for part in parts]
    boxes += [(str(axes), axes.get_tightbbox()) for axes in figure.axes]
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1
        and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]


def covered(figure):
    """Pairs of texts of a panel that cover each other."""
    found = []
    for axes in figure.axes:
        own = [text for text in axes.texts if text.get_text()]
        for one, other in itertools.combinations(own, 2):
            a, b = one.get_window_extent(), other.get_window_extent()
            if (
                min(a.x1, b.x1) - max(a.x0, b.x0) > 1
                and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
            ):
                found.append((one.get_text(), other.get_text()))
    return found
