"""Own data: the organisations of a named place and the ties between them.

A column of a file is a field whose annotation carries a `Cell`. Templates, the check
of a file, the written files, the codebook and the tables of the documentation all
read that one annotation.
"""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Annotated, Any, Final, NamedTuple, get_type_hints

SECTORS: Final = (
    "government",
    "nonprofit",
    "business",
    "philanthropy",
    "academia",
    "community",
)
"""Words for the sectors."""

MEMBER: Final = "member"
OUTSIDE: Final = "outside"

COOPERATION: Final = ("conditional", "free_riding", "other")
"""Words for the types of cooperation [fischbacher2001]."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What may stand in a column: one of some words, a number in a range, or text.

    Numbers have a unit, words and texts have none.
    """

    meaning: str
    unit: str = ""
    low: float = -math.inf
    high: float = math.inf
    words: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:
        """Words for what is allowed; empty for text."""
        if self.unit:
            return f"between {self.low:g} and {self.high:g} ({self.unit})"
        *most, last = self.words or ("",)
        return f"{', '.join(most)} or {last}" if most else last

    def admits(self, number: float) -> bool:
        """Tell whether a number lies in the range."""
        return self.low <= number <= self.high


class Listed(NamedTuple):
    """An organisation as a roster lists it; what is not given is drawn."""

    name: Annotated[str, Cell("Name or code, each only once; ties name it.")]
    sector: Annotated[str, Cell("Sector.", words=SECTORS)]
    status: Annotated[
        str,
        Cell("Whether it sits at the table at the start.", words=(MEMBER, OUTSIDE)),
    ] = MEMBER
    capacity: Annotated[
        float | None, Cell("Staff for work on the problem.", "FTE", 0.01, 1000)
    ] = None
    power: Annotated[
        float | None, Cell("Power against the median, which is 1.", "factor", 0.01, 100)
    ] = None
    grit: Annotated[
        float | None,
        Cell("How well it bears that progress stays away.", "index", 0, 1),
    ] = None
    view_x: Annotated[
        float | None,
        Cell("Mandate, how the problem is understood; with view_y.", "index", 0, 1),
    ] = None
    view_y: Annotated[
        float | None,
        Cell("Mandate, which approach is favoured; with view_x.", "index", 0, 1),
    ] = None
    cooperation: Annotated[
        str | None,
        Cell(
            "Gives when others are seen to give, only when measurement shows who"
            " gives, or in between.",
            words=COOPERATION,
        ),
    ] = None


class GivenTie(NamedTuple):
    """Trust of an organisation in another as a survey found it, one direction."""

    organisation: Annotated[str, Cell("Who trusts: a name of the roster.")]
    partner: Annotated[str, Cell("Who is trusted: a name of the roster.")]
    trust: Annotated[float, Cell("Trust at the start.", "index", 0, 1)]


TABLES: Final[Mapping[str, type[Any]]] = {"roster": Listed, "ties": GivenTie}
"""Tables of own data with what a row of each is."""


def cells(row_type: type[Any]) -> dict[str, Cell]:
    """Columns of a table of own data, by name, in the order of declaration."""
    hints = get_type_hints(row_type, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def required(row_type: type[Any]) -> list[str]:
    """Columns of a table of own data in which no cell may be blank."""
    return [name for name in cells(row_type) if name not in row_type._field_defaults]


@dataclass(frozen=True, slots=True)
class Roster:
    """The organisations of a place, members first, with the ties that are known."""

    organisations: tuple[Listed, ...]
    ties: tuple[GivenTie, ...] = ()

    def __post_init__(self) -> None:
        """Give the members the first places; the order of the file is kept."""
        ordered = sorted(self.organisations, key=lambda listed: listed.status != MEMBER)
        object.__setattr__(self, "organisations", tuple(ordered))

    @property
    def places(self) -> dict[str, int]:
        """Places in the roster by name."""
        return {listed.name: place for place, listed in enumerate(self.organisations)}

    @property
    def settings(self) -> dict[str, int]:
        """Settings that follow from the roster, by dotted name."""
        at_table = sum(listed.status == MEMBER for listed in self.organisations)
        outside = len(self.organisations) - at_table
        return {"organisations.at_table": at_table, "organisations.outside": outside}

    def files(self) -> dict[str, str]:
        """Texts of files by name; read again they are the same roster."""
        texts = {"roster.csv": _written(Listed, self.organisations)}
        ties = {"ties.csv": _written(GivenTie, self.ties)} if self.ties else {}
        return texts | ties


def _written(row_type: type[Any], rows: Iterable[tuple[Any, ...]]) -> str:
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(cells(row_type))
    writer.writerows(rows)  # numbers as repr, so that not a bit is lost; None as blank
    return file.getvalue()


EXAMPLE: Final = Roster(
    (
        Listed("City health department", "government", MEMBER, 4, 1.5, 0.6, 0.4, 0.6),
        Listed("Family centre", "nonprofit", MEMBER, 2.5, grit=0.7),
        Listed("Parents' council", "community", MEMBER, cooperation="conditional"),
        Listed("Chamber of commerce", "business", OUTSIDE),
    ),
    (
        GivenTie("City health department", "Family centre", 0.67),
        GivenTie("Family centre", "City health department", 0.33),
        GivenTie("Parents' council", "Family centre", 1),
    ),
)
"""Rows that the templates show."""


def template(table: str) -> str:
    """Text of a file to be filled in: the columns, and rows that show how."""
    return EXAMPLE.files()[f"{table}.csv"]
