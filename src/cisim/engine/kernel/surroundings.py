"""The surroundings of a month: urgency, politics, economy, people who come and go."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import Lot, draw_lots, drawn, happens
from cisim.engine.kernel.log import NO_REASON, NOBODY, kind, reason, record
from cisim.engine.kernel.state import State
from cisim.engine.kernel.upheaval import befall_members
from cisim.model.compilation import inlined
from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, context, people

ELECTION, DOWNTURN, SHIFTED = (
    kind("election"),
    kind("downturn"),
    kind("problem_shifted"),
)
CRISIS, POLICY_TURN = kind("crisis"), kind("policy_turn")
CHAMPION_LEFT, CHAMPION_ARRIVED = kind("champion_left"), kind("champion_arrived")
DIRECTOR_LEFT = kind("director_left")
KEPT, CHANGED = reason("administration_kept"), reason("administration_changed")


@inlined
def change_context(p: Parameters, s: State) -> None:
    """Let the surroundings change, and what befalls those at the table."""
    draw_lots(s)
    interval = p.place.election_interval_months
    election = interval > 0 and s.now.month % interval == 0
    changed = election and happens(
        s, Purpose.ELECTION, 0, p.place.administration_change
    )
    befall_members(p, s, changed)
    _change_backbone(p, s, changed)
    _change_champion(p, s)
    _change_place(p, s, election, changed)
    if s.now.shift_dated or s.lots[Lot.SHIFT] < p.problem.shift:
        _shift_problem(p, s)


@inlined
def _change_place(p: Parameters, s: State, election: bool, changed: bool) -> None:
    """Let urgency fade, elections pass, the economy recover; take dated turns."""
    place = s.place
    economy, urgency = place.economy, place.urgency
    place.urgency = context.next_urgency(p.place, urgency)
    place.economy = context.next_economy(p.place, economy)
    if election:
        record(s, ELECTION, NOBODY, CHANGED if changed else KEPT)
    if changed:
        u = drawn(s, Purpose.POLICY_SWING, 0, 0)
        place.policy_support = context.policy_support_after_election(
            p.place, place.policy_support, u
        )
    if s.lots[Lot.DOWNTURN] < p.place.downturn:
        record(s, DOWNTURN, NOBODY, NO_REASON)
        place.economy = context.economy_after_downturn(p.place, economy)
    if s.now.urgency_dated:
        if p.place.urgency > urgency:
            record(s, CRISIS, NOBODY, NO_REASON)
        place.urgency = p.place.urgency
    if s.now.policy_dated:
        record(s, POLICY_TURN, NOBODY, NO_REASON)
        place.policy_support = p.place.policy_support


@inlined
def _shift_problem(p: Parameters, s: State) -> None:
    """Move what would really work, and what people affected see of it."""
    place, around = s.place, s.around
    record(s, SHIFTED, NOBODY, NO_REASON)
    u = drawn(s, Purpose.SHIFT_DIRECTION, 0, 0)
    x, y = context.shifted_point(
        p.problem, place.leverage_point_x, place.leverage_point_y, u
    )
    place.leverage_point_x, place.leverage_point_y = x, y
    x, y = context.shifted_point(
        p.problem, around.community_view_x, around.community_view_y, u
    )
    around.community_view_x, around.community_view_y = x, y


@inlined
def _change_backbone(p: Parameters, s: State, new_administration: bool) -> None:
    """Lose the director by chance, staff when a host's administration goes."""
    support = s.backbone
    hosted = backbone.is_hosted(p.backbone, s.now.month)
    support.neutrality = backbone.neutrality(p.backbone, hosted, p.funding.domination)
    leaves = p.place.director_turnover
    if support.staff > 0.0 and s.lots[Lot.DIRECTOR_LEAVES] < leaves:
        record(s, DIRECTOR_LEFT, NOBODY, NO_REASON)
        support.experience = 0.0
    else:
        support.experience = backbone.next_experience(p.backbone, support.experience)
    support.is_shaken = hosted and new_administration
    if support.is_shaken:
        support.staff = backbone.after_hosts_election(p.backbone, support.staff)


@inlined
def influence(p: Parameters, s: State) -> float:
    """Standing of the champion; 0 while there is none."""
    return p.champion.influence if s.around.champion_present else 0.0


@inlined
def _change_champion(p: Parameters, s: State) -> None:
    """Let the champion leave, or a successor step in; a change brings a new one."""
    if s.now.champion_dated:
        s.around.champion_present = True
    elif influence(p, s) > 0.0:
        leaves = p.place.champion_turnover
        if s.lots[Lot.CHAMPION_LEAVES] < leaves:
            record(s, CHAMPION_LEFT, NOBODY, NO_REASON)
            s.around.champion_present = False
    elif p.champion.influence > 0.0:
        steps_in = people.succession_probability(
            p.champion, people.leadership(p.support)
        )
        if s.lots[Lot.SUCCESSION] < steps_in:
            record(s, CHAMPION_ARRIVED, NOBODY, NO_REASON)
            s.around.champion_present = True
