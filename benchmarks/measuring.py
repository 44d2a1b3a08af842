"""How the benchmarks measure: in turn, by medians, each with the gate it must pass."""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import cisim
from cisim.model.compilation import sources_digest

FOLDER = Path(__file__).parent
LIBRARIES = ("numba", "numpy", "mesa")


@dataclass(frozen=True)
class Figure:
    """A number with its unit; with a gate where it must not lie on the wrong side."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    aim: float | None = None

    @property
    def gate(self):
        if self.most is not None:
            return f"at most {self.most:g}"
        if self.least is None:
            return ""
        aim = f", aim {self.aim:g}" if self.aim else ""
        return f"at least {self.least:g}{aim}"

    @property
    def met(self):
        """Whether it passes its gate; None where it has none."""
        if self.most is not None:
            return self.value <= self.most
        return None if self.least is None else self.value >= self.least


def in_turn(tasks, repeats, clock=time.process_time):
    """Median seconds of each task, all timed in turn.

    So a ratio of two of them holds while the speed of the machine drifts. Every task
    is done once before, so that nothing is compiled while it is timed.
    """
    for task in tasks.values():
        task()
    spent = {name: [] for name in tasks}
    for _ in range(repeats):
        for name, task in tasks.items():
            started = clock()
            task()
            spent[name].append(clock() - started)
    return {name: statistics.median(seconds) for name, seconds in spent.items()}


def in_own_process(script, *arguments, **environment):
    """What a script of this folder prints as JSON, run in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own scripts
        [sys.executable, str(FOLDER / script), *map(str, arguments)],
        env=environment or None,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)


def machine():
    """What the numbers were measured on and with."""
    return {
        "processor": f"{_processor()}, {os.cpu_count()} of them",
        "python": platform.python_version(),
        "cisim": cisim.__version__,
        "laws": sources_digest(),
        **{library: version(library) for library in LIBRARIES},
        "compiler": _compiler(),
    }


def _processor():
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in told if "model name" in line]
    return names[0] if names else platform.machine()


def _compiler():
    if not shutil.which("cc"):
        return "none"
    told = subprocess.run(["cc", "--version"], check=True, capture_output=True)  # noqa: S607
    return told.stdout.decode().splitlines()[0]
