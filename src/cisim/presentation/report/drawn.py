"""Figures of a study that are still to be drawn, and what is said below each."""

from collections.abc import Callable
from dataclasses import replace

from cisim.experiment.studies import Study
from cisim.presentation.figures.picture import Picture
from cisim.presentation.labels import name_label
from cisim.presentation.report.study_words import about

type Draw = Callable[[], Picture]


def named(draw: Draw, *parts: str) -> Draw:
    """Add context and response to the name of a figure, so that none meet."""

    def drawn() -> Picture:
        picture = draw()
        own = "_".join(filter(None, (picture.name, *parts)))
        return replace(picture, name=own.replace(".", "_"))

    return drawn


def note_of(study: Study, context: str) -> str:
    """What a figure of a context says below it."""
    place = f" Context: {name_label(context)}." if context else ""
    return f"{about(study)}{place}"
