"""The claims register, read from its file: every mistake in it is told at once."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from cisim.configuration.claims import (
    EXPECTATIONS,
    LABELS,
    Among,
    AnyOf,
    ByMonth,
    Claim,
    Order,
    Outcome,
    Register,
    Sign,
    Statistic,
    Within,
)
from cisim.configuration.files import load
from cisim.configuration.mistakes import ConfigurationError, did_you_mean, nearest
from cisim.configuration.outcomes import MILESTONES, run_columns
from cisim.configuration.parameters import by_group
from cisim.configuration.reading import content_of
from cisim.configuration.scenarios import Scenario
from cisim.configuration.sources import BIBLIOGRAPHY

SHIPPED: Final = Path(str(files("cisim.configuration").joinpath("claims.toml")))
"""The register that comes with the package."""

BASE: Final = "base"
"""Table of the scenarios from which contrasts start."""

_ENTRIES: Final = {
    "base": ("extends", "set"),
    "claim": (
        *("claim", "seeds", "label", "base", "tried"),
        *("alternative", "sign", "ablation"),
    ),
    "alternative": ("name", "base", "set", "change"),
    "ablation": ("words", "set"),
    "sign": (
        *("outcome", "per", "any", "event", "by_month", "within", "every"),
        *("order", "lag", "of", "among", "words"),
        *("expected", "label", "reference", "margin", "ablated"),
    ),
    "among": ("outcome", "per", "of"),
}
"""What may stand in each table."""


def register(path: Path = SHIPPED) -> Register:
    """Return the claims of a file.

    A sign may use alternatives of an earlier claim, as ``C21.no_backbone``.

    Raises
    ------
    ConfigurationError
        With one line per mistake.

    """
    content = content_of(path, path.name)
    lines: list[str] = []
    bases: dict[str, Scenario] = {}
    claims: dict[str, Claim] = {}
    for name, entry in content.pop(BASE, {}).items():
        with _gathered(lines):
            bases[name] = _base(name, entry, bases, f"{path.name} › {BASE} › {name}")
    for key, entry in content.items():
        with _gathered(lines):
            reader = _Reader(f"{path.name} › {key}", bases, claims)
            claims[key] = reader.claim(key, entry)
    if lines:
        raise ConfigurationError(lines)
    return Register(bases, claims)


@contextmanager
def _gathered(lines: list[str]) -> Iterator[None]:
    try:
        yield
    except ConfigurationError as error:
        lines.extend(error.mistakes)


# ---- Scenarios ----


def _base(
    name: str, entry: Mapping[str, Any], bases: Mapping[str, Scenario], where: str
) -> Scenario:
    _demand(_unknown_keys("base", entry, where))
    extended = entry.get("extends", "baseline")
    parent = bases[extended] if extended in bases else load(extended)
    return _over(parent, name, entry, where)


def _over(
    parent: Scenario, name: str, entry: Mapping[str, Any], where: str
) -> Scenario:
    """Return a scenario with the settings and dated changes of an entry put in."""
    scenario = parent.with_groups(by_group(entry.get("set", {})), where)
    for change in entry.get("change", ()):
        settings = by_group(change["set"])
        scenario = scenario.with_change(change["at_month"], settings, where)
    return replace(scenario, name=name, title=name, note="", basis={})


# ---- Claims ----


class _Reader:
    """Reads one claim; knows the bases, and the claims before it."""

    def __init__(
        self, where: str, bases: Mapping[str, Scenario], claims: Mapping[str, Claim]
    ) -> None:
        self.where = where
        self.bases = bases
        self.known = {
            f"{claim.key}.{name}": scenario
            for claim in claims.values()
            for name, scenario in claim.alternatives.items()
        }

    def claim(self, key: str, entry: Mapping[str, Any]) -> Claim:
        """Return the claim of an entry."""
        _demand(self._wrong(entry))
        own = self._alternatives(entry)
        signs = tuple(self._sign(sign, entry) for sign in entry["sign"])
        used = dict.fromkeys(name for sign in signs for name in sign.names)
        at_hand = {**self.bases, **self.known, **own}
        _demand(self._misnamed(used, own, at_hand))
        alternatives = {name: at_hand[name] for name in used}
        ablation = entry.get("ablation", {})
        return Claim(
            key=key,
            claim=entry["claim"],
            seeds=tuple(entry["seeds"]),
            alternatives=alternatives,
            signs=signs,
            ablation=ablation.get("words", ""),
            without=self._without(alternatives, ablation),
            tried=entry.get("tried", ""),
        )

    def _wrong(self, entry: Mapping[str, Any]) -> Iterator[str]:
        yield from _unknown_keys("claim", entry, self.where)
        yield from (
            f"{self.where}: {key} is missing"
            for key in ("claim", "seeds", "label", "sign")
            if key not in entry
        )
        yield from _not_among("seeds", entry.get("seeds", ()), BIBLIOGRAPHY, self.where)
        yield from _not_among(
            "base", [entry.get("base", "open")], self.bases, self.where
        )
        for name in ("alternative", "sign"):
            for part in entry.get(name, ()):
                yield from _unknown_keys(name, part, self.where)
        yield from _unknown_keys("ablation", entry.get("ablation", {}), self.where)

    def _alternatives(self, entry: Mapping[str, Any]) -> dict[str, Scenario]:
        base = entry.get("base", "open")
        return {
            part["name"]: _over(
                self.bases[part.get("base", base)],
                part["name"],
                part,
                f"{self.where} › {part['name']}",
            )
            for part in entry.get("alternative", ())
        }

    def _misnamed(
        self, used: Iterable[str], own: Iterable[str], at_hand: Iterable[str]
    ) -> Iterator[str]:
        yield from _not_among("of", used, at_hand, self.where)
        yield from (
            f"{self.where} › {name}: no sign uses this alternative"
            for name in own
            if name not in used
        )

    def _without(
        self, alternatives: Mapping[str, Scenario], ablation: Mapping[str, Any]
    ) -> dict[str, Scenario]:
        return {
            name: _over(scenario, name, {"set": ablation["set"]}, self.where)
            for name, scenario in alternatives.items()
            if ablation
        }

    # ---- Signs ----

    def _sign(self, entry: Mapping[str, Any], claim: Mapping[str, Any]) -> Sign:
        label = entry.get("label", claim["label"])
        expected = entry.get("expected", "+")
        among = entry.get("among")
        _demand(_not_among("label", [label], LABELS, self.where))
        _demand(_not_among("expected", [expected], EXPECTATIONS, self.where))
        return Sign(
            statistic=self._statistic(entry),
            weights=entry["of"],
            expected=expected,
            label=label,
            words=entry.get("words", ""),
            reference=float(entry.get("reference", 0.0)),
            margin=float(entry.get("margin", 0.0)),
            ablated=entry.get("ablated", False) and bool(claim.get("ablation")),
            among=Among(self._statistic(among), among["of"]) if among else None,
        )

    def _statistic(self, entry: Mapping[str, Any]) -> Statistic:
        match entry:
            case {"outcome": outcome}:
                columns = {outcome: 1.0} if isinstance(outcome, str) else outcome
                per = entry.get("per", "")
                self._demand_columns([*columns, *([per] if per else [])])
                return Outcome(columns, per)
            case {"any": names}:
                self._demand_columns(names)
                return AnyOf(tuple(names))
            case {"event": event, "by_month": month}:
                self._demand_events([event])
                return ByMonth(event, month)
            case {"event": event, "within": [first, end]}:
                self._demand_events([event])
                return Within(event, first, end, entry.get("every", 0))
            case {"order": [earlier, later]}:
                self._demand_events([earlier, later])
                return Order(earlier, later, entry.get("lag", 0))
        message = f"{self.where} › sign: must name outcome, any, event or order"
        raise ConfigurationError([message])

    def _demand_columns(self, names: Iterable[str]) -> None:
        columns = [column.name for column in run_columns()]
        _demand(_not_among("sign", names, columns, self.where))

    def _demand_events(self, names: Iterable[str]) -> None:
        events = [milestone.event for milestone in MILESTONES]
        _demand(_not_among("sign", names, events, self.where))


# ---- Mistakes ----


def _demand(mistakes: Iterable[str]) -> None:
    lines = list(mistakes)
    if lines:
        raise ConfigurationError(lines)


def _unknown_keys(table: str, entry: Iterable[str], where: str) -> Iterator[str]:
    return _not_among(table, entry, _ENTRIES[table], where)


def _not_among(
    what: str, names: Iterable[str], allowed: Iterable[str], where: str
) -> Iterator[str]:
    known = list(allowed)
    for name in names:
        if name not in known:
            hint = did_you_mean(nearest(name, known))
            yield f"{where} › {what} › {name}: is not known{hint}"
