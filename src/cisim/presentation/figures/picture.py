"""A figure with its words, and how it becomes a file."""

import textwrap
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from cisim.experiment.atomic import replace_file
from cisim.experiment.results import Results
from cisim.presentation.style import COLOURS, NOTE_SIZE, RESOLUTION, canvas
from cisim.presentation.wording import CAUTION, counted

_LINE = 130
"""Characters that fit into the width of a figure at the size of notes."""

_TITLE_SIZE, _TITLE_LETTERS = 14, 78
"""Size of a title in points, and how many letters of it fit; of more, all shrink."""

_LEFT = 0.01
_TITLE, _LEGEND, _NOTE = 0.5, 0.35, 0.5
"""Heights of the strips for title, legend and note, in inches."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A figure, what to see in it, and the same in words for who cannot see it.

    Its layout is settled once: laid out anew for every file, it would drift.
    """

    name: str
    figure: Figure
    caption: str
    description: str

    def __post_init__(self) -> None:
        """Give every label its place for good."""
        with any_letters():
            self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")


@contextmanager
def any_letters() -> Iterator[None]:
    """Say nothing of letters that the font lacks: who gave them cannot mend that."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def empty(title: str, height: float, results: Results, remark: str = "") -> Figure:
    """Begin a figure of a scenario: its title above, what it rests on below."""
    runs = counted(results.replicates, "simulated run")
    return begun(title, height, f"{results.scenario.title}: {runs}. {remark}")


def begun(title: str, height: float, about: str, *, legend: bool = True) -> Figure:
    """Begin a figure: its title above; what it is about, and the caution, below."""
    above = _TITLE + _LEGEND if legend else _TITLE
    figure = canvas(height, above=above, below=_NOTE)
    size = min(_TITLE_SIZE, _TITLE_SIZE * _TITLE_LETTERS / max(1, len(title)))
    figure.text(
        _LEFT, 1 - 0.1 / height, title, va="top", fontsize=size, fontweight="bold"
    )
    figure.text(
        _LEFT,
        0.1 / height,
        textwrap.fill(f"{about.strip()} {CAUTION}", _LINE),
        fontsize=NOTE_SIZE,
        color=COLOURS["note"],
    )
    return figure


def legend_above(figure: Figure, handles: Sequence[Artist]) -> None:
    """Put the legend between title and panels, outside all data."""
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(_LEFT, 1 - _TITLE / figure.get_figheight()),
        borderaxespad=0,
        borderpad=0,
        ncols=max(1, len(handles)),
        handlelength=1.6,
        columnspacing=1.4,
    )


def png(picture: Picture) -> bytes:
    """Encode a picture; equal figures give equal bytes under equal versions."""
    buffer = BytesIO()
    # Without its own name and version matplotlib writes nothing that varies.
    metadata = {"Software": None, "Description": picture.description}
    with any_letters():
        picture.figure.savefig(buffer, format="png", dpi=RESOLUTION, metadata=metadata)
    return buffer.getvalue()


def save(picture: Picture, folder: Path) -> Path:
    """Write a picture as PNG in one step and return its path.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    path = folder / f"{picture.name}.png"
    replace_file(path, png(picture))
    return path


def save_all(pictures: Iterable[Picture], folder: Path) -> None:
    """Write pictures, and beside them what each shows, in words.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    words = ["# Figures\n"]
    for picture in pictures:
        path = save(picture, folder)
        words.append(f"## {path.name}\n\n{picture.caption}\n\n{picture.description}\n")
    replace_file(folder / "captions.md", "\n".join(words).encode())
