"""Memory of many runs, and cost of a large network."""

import statistics

from measuring import Figure, in_own_process

RUNS, MOST_MEGABYTES_OF_RUNS = 100_000, 300
ORGANISATIONS, TIES = 10_000, 12
MOST_SECONDS, MOST_MEGABYTES = 10, 500
TWICE = 2.2
"""Most times the cost that twice the ties, or organisations, may take."""
REPEATS = 3


def figures():
    """Many runs, one large network, and the same with twice the ties."""
    network(30, 4)  # so that nothing is compiled while it is measured
    many = in_own_process("apart.py", "runs", RUNS)
    yield Figure(f"{RUNS:,} runs", many["seconds"], "s")
    yield Figure(
        f"{RUNS:,} runs, above the import",
        many["megabytes"],
        "MB",
        most=MOST_MEGABYTES_OF_RUNS,
    )
    what = f"a run of {ORGANISATIONS:,} organisations with {TIES} ties"
    large, more, fewer = (
        network(*roster)
        for roster in (
            (ORGANISATIONS, TIES),
            (ORGANISATIONS, 2 * TIES),
            (ORGANISATIONS // 2, TIES),
        )
    )
    yield Figure(what, large["seconds"], "s", most=MOST_SECONDS)
    yield Figure(what, large["megabytes"], "MB", most=MOST_MEGABYTES)
    ties, organisations = (
        more["again"] / large["again"],
        large["again"] / fewer["again"],
    )
    yield Figure("twice the ties over once", ties, "times", most=TWICE)
    yield Figure(
        "twice the organisations over once", organisations, "times", most=TWICE
    )


def network(organisations, ties):
    """Median seconds and memory of one run of such a network."""
    found = [
        in_own_process("apart.py", "network", organisations, ties)
        for _ in range(REPEATS)
    ]
    return {key: statistics.median(one[key] for one in found) for key in found[0]}
