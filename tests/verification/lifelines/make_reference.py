"""Write reference numbers of lifelines for a fixed table of made-up runs.

lifelines holds pandas below 3, so that it cannot live beside cisim: run this with a
Python of its own, ``pip install lifelines==0.30.3``. The numbers go to standard output.
"""

import json
import sys

import lifelines
import pandas as pd
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

HORIZON = 240
RUNS = 201  # odd: half of them is hit by no step, which rounding could miss
MONTHS = (1, 24, 36, 60, 84, 120, 180, 239, 240)


def runs():
    """Months and causes of made-up runs: 0 censored, 1 shared result, 2 collapse."""
    table = []
    for run in range(RUNS):
        # A fixed sequence spread over [0, 1], so that nothing need be drawn.
        place = (0.5 + run * 0.6180339887498949) % 1
        if place < 0.4:
            table.append((20 + (run * 37) % 221, 1))
        elif place < 0.65:
            table.append((30 + (run * 53) % 90, 2))
        else:
            table.append((HORIZON, 0))
    return pd.DataFrame(table, columns=["month", "cause"])


def untied(table):
    """Times without ties, which lifelines would break at random."""
    order = pd.Series(range(len(table)))
    return table["month"].where(table["cause"] == 0, table["month"] - order * 1e-6)


def main():
    """Write the table and what lifelines says of it."""
    table = runs()
    reached = table["cause"] == 1
    # A collapse rules the result out: such a run stays without it to the horizon.
    waiting = table["month"].where(reached, HORIZON)
    survival = KaplanMeierFitter().fit(waiting, reached)
    ended = KaplanMeierFitter().fit(table["month"], table["cause"] > 0)
    incidence = {}
    for name, cause in (("shared_result", 1), ("collapse", 2)):
        fitter = AalenJohansenFitter(calculate_variance=False)
        fitter.fit(untied(table), table["cause"], event_of_interest=cause)
        curve = fitter.cumulative_density_.iloc[:, 0]
        incidence[name] = [float(curve[curve.index <= m].iloc[-1]) for m in MONTHS]
    json.dump(
        {
            "lifelines": lifelines.__version__,
            "horizon": HORIZON,
            "months": list(MONTHS),
            "runs": {name: table[name].tolist() for name in table.columns},
            "without_result": survival.survival_function_at_times(MONTHS).tolist(),
            "median_end": float(ended.median_survival_time_),
            "restricted_mean": float(restricted_mean_survival_time(survival, HORIZON)),
            "incidence": incidence,
        },
        sys.stdout,
        indent=1,
    )
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
