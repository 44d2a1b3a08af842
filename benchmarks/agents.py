"""A run of the readable engine against a minimal Mesa model, in one process.

Both are timed in turn, so that the ratio holds while the machine's speed drifts.
"""

import json
import statistics
import time
from functools import partial

import mesa

from cisim.configuration.files import load
from cisim.engine.agents import simulate

STEPS, AGENTS, NEIGHBOURS, REPEATS = 240, 30, 4, 5


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
        names = ("fmean", "median", "pstdev", "pvariance", "mode")
        reporters = {name: partial(statistic, name) for name in names}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def step(self):
        self.agents.do("follow")
        self.datacollector.collect(self)


def minimal():
    model = Minimal()
    for _ in range(STEPS):
        model.step()


def seconds(task):
    started = time.process_time()
    task()
    return time.process_time() - started


def main():
    scenario = load("baseline").with_(membership={"exit_hazard": 0.0})
    ours = partial(simulate, scenario, 1, 0)
    ours()
    pairs = [(seconds(ours), seconds(minimal)) for _ in range(REPEATS)]
    answer = {
        "readable engine, seconds a run": statistics.median(a for a, _ in pairs),
        "minimal Mesa model, seconds a run": statistics.median(b for _, b in pairs),
        "ratio": statistics.median(a / b for a, b in pairs),
    }
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
