"""What common random numbers are worth: variance of contrasts against other seeds."""

from measuring import Figure

from cisim.analysis.contrasts import contrast
from cisim.configuration.claims import AnyOf, Outcome
from cisim.configuration.files import load
from cisim.experiment.evaluate import simulate

REPLICATES = 2000
SEED, OTHER_SEED = 1, 2
LEVERS = {
    "funding for 7 years": {"funding": {"duration_years": 7.0}},
    "4 pilots a year": {"quick_wins": {"pilots_per_year": 4.0}},
    "a skilled backbone": {"backbone": {"skill": 0.85}},
}
"""What the typical site is compared with."""
OUTCOMES = {
    "months without result": Outcome({"months_without_result": 1.0}),
    "alive at year 5": AnyOf(("alive_year_5",)),
    "improvement at the end": Outcome({"improvement_end": 1.0}),
    "system change at the end": Outcome({"system_change_end": 1.0}),
    "trust at year 5": Outcome({"trust_year_5": 1.0}),
    "agreement at year 5": Outcome({"agreement_year_5": 1.0}),
    "members at year 5": Outcome({"members_year_5": 1.0}),
    "quick wins": Outcome({"wins": 1.0}),
}


def figures(engine="compiled", replicates=REPLICATES):
    """Times as many runs as independent seeds would take for the same precision."""
    site = load("typical-site")
    usual = simulate(site, replicates, SEED, engine)
    for lever, settings in LEVERS.items():
        changed = site.with_(**settings)
        same = simulate(changed, replicates, SEED, engine)
        other = simulate(changed, replicates, OTHER_SEED, engine)
        for outcome, statistic in OUTCOMES.items():
            common = variance(statistic, usual, same)
            independent = variance(statistic, usual, other)
            name = f"{lever}: {outcome}"
            yield Figure(name, independent / common, "times the variance")


def variance(statistic, usual, changed):
    """Variance over replicates of what a change makes of an outcome."""
    runs = {"usual": usual, "changed": changed}
    difference = contrast(statistic, {"changed": 1.0, "usual": -1.0}, runs)
    return difference.var(ddof=1)
