"""The system: how coordinated work becomes a result that can be measured."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import rate


class System(NamedTuple):
    """How coordinated work changes the system, and the system the result."""

    growth: Annotated[
        float, rate("1/month", 0, 5, "System change at full coordination and fit.")
    ] = 0.058
    saturation: Annotated[
        float, rate("factor", 0, 10, "Diminishing return of systems work.")
    ] = 0.5
    reference_effort: Annotated[
        float,
        rate("FTE per organisation", 0.01, 10, "Systems work that counts as one unit."),
    ] = 0.3
    decay: Annotated[
        float, rate("1/month", 0, 1, "How fast the system falls back by itself.")
    ] = 0.010
    holding: Annotated[
        float, rate("share", 0, 1, "Part of the falling back that coordination holds.")
    ] = 0.7
    substitution: Annotated[
        float,
        rate(
            "exponent",
            -3,
            1,
            "How far the five conditions replace each other; 1 fully, below 0 hardly.",
        ),
    ] = -1.0
    condition_floor: Annotated[
        float, rate("index", 0.001, 0.5, "Least value of a condition.")
    ] = 0.05
    first_delay_months: Annotated[
        float,
        rate("months", 1, 60, "From system change to changed services.", "E07"),
    ] = 12.0
    second_delay_months: Annotated[
        float, rate("months", 1, 60, "From changed services to people's lives.", "E07")
    ] = 15.0
    hurdle_fall: Annotated[
        float,
        rate("1/month", 0, 2, "How fast trust with shared measurement lowers hurdles."),
    ] = 0.04
    hurdle_access: Annotated[
        float, rate("share", 0, 1, "Part of the opening of data that hurdles stop.")
    ] = 0.6
    hurdle_system: Annotated[
        float, rate("share", 0, 1, "Part of the system's change that hurdles stop.")
    ] = 0.4
    gate_policy: Annotated[
        float,
        rate("weight", 0, 1, "Weight of policy support in opening the state's part."),
    ] = 0.7
    gate_will: Annotated[
        float, rate("weight", 0, 1, "Weight of public will in opening it.")
    ] = 0.15
    gate_legitimacy: Annotated[
        float,
        rate("weight", 0, 1, "Weight of the initiative's legitimacy in opening it."),
    ] = 0.15
    programme_share: Annotated[
        float,
        rate("share of the result", 0, 0.5, "Most that programmes alone can improve."),
    ] = 0.22
    programme_reference: Annotated[
        float,
        rate(
            "FTE per organisation", 0.01, 10, "Programme work with 63 % of that effect."
        ),
    ] = 0.8
    programme_delay_months: Annotated[
        float, rate("months", 1, 60, "From programme work to its effect.")
    ] = 9.0
    isolated_discount: Annotated[
        float,
        rate("share", 0, 1, "Effect of unaligned against aligned programme work."),
    ] = 0.1
    legitimacy_agreement: Annotated[
        float, rate("weight", 0, 1, "Weight of agreement in legitimacy.")
    ] = 0.35
    legitimacy_wins: Annotated[
        float, rate("weight", 0, 1, "Weight of remembered wins in legitimacy.")
    ] = 0.45
    legitimacy_result: Annotated[
        float, rate("weight", 0, 1, "Weight of the result in legitimacy.")
    ] = 0.5
    legitimacy_before: Annotated[
        float, rate("share", 0, 1, "Part that counts before an agenda is adopted.")
    ] = 0.3
