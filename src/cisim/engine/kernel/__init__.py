"""The compiled engine: the same laws, a batch of runs at a time."""

from cisim.engine.kernel.simulate import simulate as simulate
from cisim.engine.kernel.simulate import simulate_mixed as simulate_mixed
from cisim.engine.kernel.simulate import simulate_runs as simulate_runs

__all__ = ["simulate", "simulate_mixed", "simulate_runs"]
