"""A minimal Mesa model: the yardstick that stands beside every engine.

30 agents with 4 neighbours, 240 steps, one rule, a data collector with five reporters.
"""

import statistics
from functools import partial

import mesa

STEPS, AGENTS, NEIGHBOURS = 240, 30, 4
REPORTERS = ("fmean", "median", "pstdev", "pvariance", "mode")


class Follower(mesa.Agent):
    """Moves toward the mean of its neighbours."""

    def __init__(self, model, place):
        super().__init__(model)
        self.place = place
        self.opinion = place / AGENTS

    def follow(self):
        others = [
            self.model.row[(self.place + k + 1) % AGENTS] for k in range(NEIGHBOURS)
        ]
        mean = sum(other.opinion for other in others) / NEIGHBOURS
        self.opinion += 0.1 * (mean - self.opinion)


def statistic(name, model):
    return getattr(statistics, name)([agent.opinion for agent in model.row])


class Minimal(mesa.Model):
    """The least that a Mesa model does."""

    def __init__(self):
        super().__init__(rng=1)
        self.row = [Follower(self, place) for place in range(AGENTS)]
        reporters = {name: partial(statistic, name) for name in REPORTERS}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def step(self):
        self.agents.do("follow")
        self.datacollector.collect(self)


def run():
    """One run from beginning to end."""
    model = Minimal()
    for _ in range(STEPS):
        model.step()
