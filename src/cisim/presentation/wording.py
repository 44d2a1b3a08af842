"""Numbers in words that a funder understands."""

import math

from cisim.analysis.precision import Estimate

CAUTION = "The model explains and compares; it does not forecast a named place."
"""Stands wherever a number is shown to a funder."""

FEW_RUNS = 20
"""With fewer runs, runs are counted instead of put as so many in 100."""

_TEN, _MILLION = 10, 1_000_000


def share(estimate: Estimate) -> str:
    """Put a share of runs as so many in 100, or count the runs if they are few."""
    runs = estimate.runs
    count = round(estimate.value * runs)
    if runs < FEW_RUNS:
        return f"{count} of {counted(runs, 'run')}"
    if count in {0, runs}:
        return f"none of {runs} runs" if count == 0 else f"all {runs} runs"
    # Integers, so that a half is always rounded up.
    hundredths = (200 * count + runs) // (2 * runs)
    if hundredths in {0, 100}:
        return "fewer than 1 in 100" if hundredths == 0 else "more than 99 in 100"
    return f"{hundredths} in 100"


def share_limits(estimate: Estimate) -> str:
    """Interval of a share, in so many of 100; none from a single run."""
    if estimate.runs <= 1:
        return ""
    unit = (
        "" if share(estimate)[0].isdigit() and estimate.runs >= FEW_RUNS else " in 100"
    )
    return f" ({hundredths(estimate.low)} to {hundredths(estimate.high)}{unit})"


def share_with_limits(estimate: Estimate) -> str:
    """Share with its interval in brackets."""
    return share(estimate) + share_limits(estimate)


def months_with_limits(estimate: Estimate) -> str:
    """Month with its interval; an upper limit beyond the horizon is left open."""
    words = f"month {estimate.value:.0f}"
    if math.isnan(estimate.low) or estimate.low == estimate.high:
        return words
    if math.isnan(estimate.high):
        return f"{words} ({estimate.low:.0f} or later)"
    return f"{words} ({estimate.low:.0f} to {estimate.high:.0f})"


def mean_with_limits(estimate: Estimate, unit: str = "") -> str:
    """Mean with its interval and unit; no interval where there is no spread."""
    words = f"{amount(estimate.value)}{unit} on average"
    if math.isnan(estimate.low):
        return words
    return words + in_brackets(amount(estimate.low), amount(estimate.high))


def in_brackets(low: str, high: str) -> str:
    """Interval from its ends in words; none where both read the same."""
    if low == high:
        return ""
    return f" ({_without_shared_unit(low, high)} to {high})"


def amount(value: float) -> str:
    """Round an amount to at most three figures."""
    rounded = float(f"{value:.3g}")
    if abs(rounded) >= _MILLION:
        return f"{rounded / _MILLION:,g} million"
    decimals = 1 if 0 < abs(rounded) < _TEN else 0
    return f"{rounded:,.{decimals}f}"


def years(months: float) -> str:
    """Say a number of months as years: whole, or with one decimal place."""
    number = f"{months / 12:.1f}".removesuffix(".0")
    return f"{number} year{'' if number == '1' else 's'}"


def counted(number: int, noun: str) -> str:
    """Put a number before a noun, in the plural unless it is one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Join words by commas and a last "and"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def hundredths(value: float) -> int:
    """Round a share, or a difference of shares, to hundredths; halves go outwards."""
    # What is half but for the last digits of a product is half.
    size = math.floor(round(100 * abs(value), 9) + 0.5)
    return -size if value < 0 else size


def _without_shared_unit(low: str, high: str) -> str:
    unit = " million"
    return low.removesuffix(unit) if high.endswith(unit) else low
