"""What a report is made of; `html` renders it, whoever puts it together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cisim.presentation.figures import Picture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; a note is set apart from what must be read."""

    kind: ClassVar = "paragraph"
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences that stand side by side."""

    kind: ClassVar = "points"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with what holds of it."""

    kind: ClassVar = "facts"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Command:
    """Lines to be typed, kept as they are."""

    kind: ClassVar = "command"
    text: str


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table: its first column names the rows; numbers stand at the right."""

    kind: ClassVar = "table"
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def is_number(self, column: int) -> bool:
        """Tell whether every known cell of a column begins as a number does."""
        cells = [row[column] for row in self.rows if row[column] not in {"", "–"}]
        return bool(cells) and all(_begins_as_number(cell) for cell in cells)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, with its caption and its description in words."""

    kind: ClassVar = "drawing"
    picture: Picture


@dataclass(frozen=True, slots=True)
class FoldOut:
    """What is there for those who look for it: closed until it is opened."""

    kind: ClassVar = "foldout"
    summary: str
    blocks: tuple["Block", ...]


type Block = Paragraph | Points | Facts | Command | TableOf | Drawing | FoldOut


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A question, its answer in a sentence, and all that the answer rests on."""

    title: str
    question: str
    answer: str
    rests_on: str
    sections: tuple[Section, ...]
    version: str

    def pictures(self) -> Iterator[Picture]:
        """All pictures, in the order in which they are met."""
        for section in self.sections:
            yield from _pictures(section.blocks)


def _pictures(blocks: Sequence[Block]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Drawing):
            yield block.picture
        elif isinstance(block, FoldOut):
            yield from _pictures(block.blocks)


def _begins_as_number(cell: str) -> bool:
    return cell.lstrip("−-+<>")[:1].isdigit() and len(cell) <= _LONGEST_NUMBER


_LONGEST_NUMBER = 34
