"""What is measured in a process of its own: the memory and the time of large tasks.

``apart.py runs N`` or ``apart.py network ORGANISATIONS TIES``; prints JSON.
"""

import json
import resource
import sys
import time

from speed import nobody_collapses

from cisim.engine import kernel

CHUNK = 1000
"""Runs that are simulated before their outcomes are taken from them."""


def runs(count):
    """Outcomes of so many runs of the baseline."""
    scenario = nobody_collapses()
    return [
        kernel.simulate_runs(scenario, 1, range(first, first + CHUNK), events=False)
        for first in range(0, count, CHUNK)
    ]


def network(organisations, ties):
    """One run of a large roster in a sparse network."""
    roster = {
        "at_table": organisations,
        "invited_first": organisations,
        "outside": 0,
        "ties_each": ties,
    }
    kernel.simulate_runs(nobody_collapses().with_(organisations=roster), 1, [0])


def megabytes():
    """Most memory that this process has ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def main(task, *numbers):
    imported = megabytes()
    started = time.process_time()
    {"runs": runs, "network": network}[task](*map(int, numbers))
    print(
        json.dumps(
            {
                "seconds": time.process_time() - started,
                "megabytes": megabytes() - imported,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
