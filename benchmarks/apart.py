"""What is measured in a process of its own: the memory and the time of large tasks.

``apart.py runs N`` or ``apart.py network ORGANISATIONS TIES``; prints JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path

from speed import nobody_collapses

from cisim.engine import kernel
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import runs_of_batch
from cisim.experiment.executors import processors


def runs(count):
    """The table of so many runs of the baseline, by all processors."""
    batch = Batch(count, 1, "compiled")
    runs_of_batch(nobody_collapses(), batch, workers=processors())


def network(organisations, ties):
    """One run of a large roster in a sparse network."""
    roster = {
        "at_table": organisations,
        "invited_first": organisations,
        "outside": 0,
        "ties_each": ties,
    }
    kernel.simulate_runs(nobody_collapses().with_(organisations=roster), 1, [0])


STATUS = Path("/proc/self/status")
TASKS = {"runs": runs, "network": network}


def seconds(task, numbers):
    started = time.perf_counter()
    task(*numbers)
    return time.perf_counter() - started


def megabytes():
    """Most memory that this process has ever held.

    Read where Linux keeps it for this program alone: the usage of resources begins
    with that of the process which started it.
    """
    if STATUS.exists():
        told = STATUS.read_text(encoding="ascii").splitlines()
        (peak,) = (line.split()[1] for line in told if line.startswith("VmHWM"))
        return int(peak) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # of macOS


def main(task, *numbers):
    asked = (TASKS[task], tuple(map(int, numbers)))
    imported = megabytes()
    first = seconds(*asked)
    found = {"seconds": first, "megabytes": megabytes() - imported}
    if task == "network":  # now without what a first run has to load
        found["again"] = seconds(*asked)
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
