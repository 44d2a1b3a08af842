"""The readable engine: the ODD text as Mesa agents."""

from cisim.engine.agents.model import CollectiveImpactModel as CollectiveImpactModel
from cisim.engine.agents.organisation import Organisation as Organisation
from cisim.engine.agents.simulate import simulate as simulate
from cisim.engine.agents.simulate import simulate_mixed as simulate_mixed
from cisim.engine.agents.simulate import simulate_runs as simulate_runs

__all__ = [
    "CollectiveImpactModel",
    "Organisation",
    "simulate",
    "simulate_mixed",
    "simulate_runs",
]
