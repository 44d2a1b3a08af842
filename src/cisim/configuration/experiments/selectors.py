"""Points named by what they have: an alternative, settings, a context.

``funding.duration_years=3, context=polarised`` stands for all points that have both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from cisim.configuration.mistakes import did_you_mean, key_shown, nearest
from cisim.configuration.parameters import declared

ALTERNATIVE: Final = "alternative"
CONTEXT: Final = "context"

AS_IT_IS: Final = "as it is"
"""The scenario itself, where parameters are varied one at a time."""

_MOST_LISTED: Final = 12


def parts(selector: str, alternatives: Iterable[str]) -> Iterator[str]:
    """Parts of a selector; a name of an alternative may itself hold commas."""
    rest = selector.strip()
    if named := [name for name in alternatives if _begins(rest, name)]:
        longest = max(named, key=len)
        yield longest
        rest = rest.removeprefix(longest).lstrip().removeprefix(",").strip()
        if not rest:
            return
    yield from (part.strip() for part in rest.split(","))


def _begins(text: str, name: str) -> bool:
    rest = text.removeprefix(name)
    return rest != text and rest.lstrip()[:1] in {"", ","}


def _meant(key: str, text: str) -> tuple[str, float | str]:
    if key in {ALTERNATIVE, CONTEXT}:
        return key, text
    parameter = declared()[key]
    return key, parameter.read(text if parameter.is_choice else float(text))


def _written(selected: Mapping[str, float | str]) -> str:
    if list(selected) == [ALTERNATIVE]:
        return str(selected[ALTERNATIVE])
    return ", ".join(f"{key}={_text(key, value)}" for key, value in selected.items())


def _text(key: str, value: float | str) -> str:
    if isinstance(value, str):
        return value
    # All digits, so that the level is found again; whole numbers without a point.
    return str(declared()[key].written(value)).removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Selectable:
    """What points of a design can be named by: names, and levels of parameters.

    ``scenario`` holds the values of the scenario itself where parameters are varied
    one at a time; it is empty for other designs, and where contexts differ in them.
    """

    alternatives: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    levels: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    scenario: Mapping[str, float] = field(default_factory=dict)

    def wrong(self, selector: str) -> str:
        """Return what is wrong with a selector of a file, if anything."""
        pairs = list(self._pairs(selector))
        wrong = next(filter(None, (self._wrong(*pair) for pair in pairs)), "")
        keys = [self._full(key) for key, _ in pairs]
        if not wrong and len(set(keys)) < len(keys):
            return "names something twice"
        return wrong or self._nowhere(selector)

    def canonical(self, selector: str) -> str:
        """Return a selector in which nothing is wrong, in full and in one order."""
        given = self._selected(selector)
        if self.scenario and given.keys() & self.scenario.keys():
            given = {**self.scenario, **given}
        order = [ALTERNATIVE, *self.levels, CONTEXT]
        return _written({key: given[key] for key in order if key in given})

    def _pairs(self, selector: str) -> Iterator[tuple[str, str]]:
        for part in parts(selector, self.alternatives):
            key, equals, text = (piece.strip() for piece in part.partition("="))
            is_setting = equals and part not in self.alternatives
            yield (key, text) if is_setting else (ALTERNATIVE, part)

    def _selected(self, selector: str) -> dict[str, float | str]:
        given: dict[str, float | str] = {}
        for key, text in self._pairs(selector):
            if key == ALTERNATIVE and text == AS_IT_IS:
                given |= self.scenario
            else:
                given |= [_meant(self._full(key), text)]
        return given

    def _nowhere(self, selector: str) -> str:
        """Where one parameter is varied at a time, no point has two other levels."""
        given = self._selected(selector)
        moved = [
            n for n, value in self.scenario.items() if given.get(n, value) != value
        ]
        words = "no point has both, as parameters are varied one at a time"
        return words if len(moved) > 1 else ""

    def _wrong(self, key: str, text: str) -> str:
        if key == ALTERNATIVE and text == AS_IT_IS and self.scenario:
            return ""
        if key == ALTERNATIVE:
            return _not_among(text, self.alternatives, "alternative")
        if key == CONTEXT:
            return _not_among(text, self.contexts, "context")
        full = self._full(key)
        if full not in self.levels:
            return self._not_varied(key)
        values = self.levels[full]
        parameter = declared()[full]
        if any(_is(text, parameter.written(value)) for value in values):
            return ""
        shown = ", ".join(parameter.shown(value) for value in values)
        return f"{full} has no such level; it has {shown}"

    def _full(self, key: str) -> str:
        """Dotted name of a parameter that may be given by its key alone."""
        fitting = [name for name in self.levels if name.partition(".")[2] == key]
        return fitting[0] if len(fitting) == 1 else key

    def _not_varied(self, key: str) -> str:
        fitting = [name for name in self.levels if name.partition(".")[2] == key]
        if fitting:
            return f"is ambiguous{did_you_mean(fitting)}"
        known = [*self.levels, *([CONTEXT] if self.contexts else [])]
        if self.alternatives:
            known.append(ALTERNATIVE)
        listed = f"; points differ in {', '.join(known)}" if known else ""
        hint = did_you_mean(nearest(key, known)) or listed
        return f"{key_shown(key)} is not varied{hint}"


def _is(text: str, value: float | str) -> bool:
    if isinstance(value, str):
        return text == value
    try:
        return float(text) == value
    except ValueError:
        return False


def _not_among(name: str, known: tuple[str, ...], what: str) -> str:
    if name in known:
        return ""
    if not known:
        return f"{key_shown(name)} is no {what}: there is none"
    listed = f"; known are {', '.join(known[:_MOST_LISTED])}"
    return (
        f"{key_shown(name)} is no {what}{did_you_mean(nearest(name, known)) or listed}"
    )
