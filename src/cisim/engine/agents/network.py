"""The network of trust between members, as it is observed."""

from typing import TYPE_CHECKING

from cisim.configuration.outcomes import STRONG_TIE
from cisim.model.elementary import total
from cisim.model.observation import centralisation, density

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cisim.engine.agents.organisation import Organisation


def network(members: "Sequence[Organisation]") -> dict[str, float]:
    """Mean trust, density and centralisation of the ties between members."""
    ties = [_ties(member) for member in members]
    known = sum(map(len, ties))
    trusted = total(total(there for there, _ in own) for own in ties)
    strong = sum(there > STRONG_TIE for own in ties for there, _ in own)
    backed = [member.trust_in_backbone > STRONG_TIE for member in members]
    degrees = [_degree(own) + b for own, b in zip(ties, backed, strict=True)]
    return {
        "trust": trusted / known if known else 0.0,
        "density": density(strong, len(members)),
        "centralisation": centralisation([*degrees, sum(backed)]),
    }


def _ties(own: "Organisation") -> list[tuple[float, float]]:
    """Trust in each partner, and that partner's trust in it."""
    return [(own.trust[p.place], p.trust[own.place]) for p in own.partners]


def _degree(ties: "Sequence[tuple[float, float]]") -> int:
    """Partners with whom trust is strong on average of both directions."""
    return sum((there + back) / 2.0 > STRONG_TIE for there, back in ties)
