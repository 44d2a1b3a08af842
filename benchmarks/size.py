"""Memory of many runs, and cost of a large network."""

import statistics

from measuring import Figure, in_own_process

RUNS, MOST_MEGABYTES_OF_RUNS = 100_000, 300
ORGANISATIONS, TIES = 10_000, 12
MOST_SECONDS, MOST_MEGABYTES = 10, 500
TWICE = 2.2
"""Most times the cost that twice the ties may take."""
REPEATS = 3


def figures():
    """Many runs, one large network, and the same with twice the ties."""
    many = in_own_process("apart.py", "runs", RUNS)
    yield Figure(f"{RUNS:,} runs", many["seconds"], "s")
    yield Figure(
        f"{RUNS:,} runs, above the import",
        many["megabytes"],
        "MB",
        most=MOST_MEGABYTES_OF_RUNS,
    )
    large = f"{ORGANISATIONS:,} organisations with {TIES} ties"
    seconds, megabytes = network(ORGANISATIONS, TIES)
    yield Figure(f"a run of {large}", seconds, "s", most=MOST_SECONDS)
    yield Figure(f"a run of {large}", megabytes, "MB", most=MOST_MEGABYTES)
    for what, size, ties in (
        ("ties", ORGANISATIONS, 2 * TIES),
        ("organisations", ORGANISATIONS // 2, TIES),
    ):
        other, _ = network(size, ties)
        ratio = max(other, seconds) / min(other, seconds)
        yield Figure(f"twice the {what} over once", ratio, "times", most=TWICE)


def network(organisations, ties):
    """Median seconds and memory of one run of such a network."""
    found = [
        in_own_process("apart.py", "network", organisations, ties)
        for _ in range(REPEATS)
    ]
    return tuple(
        statistics.median(one[key] for one in found) for key in ("seconds", "megabytes")
    )
