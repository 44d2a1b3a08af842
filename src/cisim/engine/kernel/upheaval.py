"""What may befall an organisation: elections, new leaders, open conflict."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import happens
from cisim.engine.kernel.log import kind, record
from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.elementary import distance, monthly_probability
from cisim.model.state import Sector
from cisim.model.streams import Purpose, uniform
from cisim.model.submodels import backbone, context, people

LEADER_LEFT, CONFLICT = kind("leader_left"), kind("conflict")


@inlined
def befall_members(p: Parameters, s: State, new_administration: bool) -> None:
    """Let members lose leaders, follow a new administration, fall into conflict."""
    own, made_good = s.organisations, people.made_good(p.support)
    private = monthly_probability(p.place.leader_turnover)
    public = monthly_probability(p.place.public_leader_turnover)
    mediation = backbone.mediation(
        s.backbone.capacity, s.backbone.neutrality, p.disagreement.antagonism
    )
    for k in range(s.now.members):
        place = s.members[k]
        own.leader_left[place] = own.in_conflict[place] = False
        of_government = own.sector[place] == Sector.GOVERNMENT
        if of_government and new_administration:
            _follow_administration(p, s, place, made_good)
        turnover = public if of_government else private
        if happens(s, Purpose.LEADER_LEAVES, place, turnover):
            _lose_leader(p, s, place, made_good)
        if s.initiative.convened:
            away = distance(
                own.agenda_x[place],
                own.agenda_y[place],
                s.initiative.agenda_x,
                s.initiative.agenda_y,
            )
            conflict = context.conflict_probability(
                p.place, p.disagreement.antagonism, away, mediation
            )
            if happens(s, Purpose.CONFLICT, place, conflict):
                _fall_into_conflict(p, s, place)


@inlined
def _follow_administration(
    p: Parameters, s: State, place: int, made_good: float
) -> None:
    """Take over the views of a new administration; part of the effort is lost."""
    own, now = s.organisations, s.now
    u = uniform(now.seed, Purpose.AGENDA_SWING, place, now.month, 0)
    v = uniform(now.seed, Purpose.AGENDA_SWING, place, now.month, 1)
    own.mandate_x[place] = context.shifted_mandate(p.place, own.mandate_x[place], u)
    own.mandate_y[place] = context.shifted_mandate(p.place, own.mandate_y[place], v)
    own.effort[place] = context.kept_after_turnover(
        p.place, own.effort[place], 0.0, made_good
    )


@inlined
def _lose_leader(p: Parameters, s: State, place: int, made_good: float) -> None:
    """Lose the trust and the mindset that the leader carried."""
    own, ties = s.organisations, s.ties
    record(s.log, s.now.month, LEADER_LEFT, place)
    own.leader_left[place] = True
    for tie in range(len(ties.offsets)):
        ties.trust[tie, place] = context.kept_after_turnover(
            p.place, ties.trust[tie, place], ties.first_trust[tie, place], made_good
        )
    own.trust_in_backbone[place] = context.kept_after_turnover(
        p.place, own.trust_in_backbone[place], 0.0, made_good
    )
    own.systems_mindset[place] = context.kept_after_turnover(
        p.place,
        own.systems_mindset[place],
        p.organisations.systems_mindset,
        made_good,
    )


@inlined
def _fall_into_conflict(p: Parameters, s: State, place: int) -> None:
    """Lose goodwill in an open conflict; the others' trust follows."""
    own = s.organisations
    record(s.log, s.now.month, CONFLICT, place)
    own.in_conflict[place] = True
    own.morale[place] = context.after_conflict(p.place, own.morale[place])


@inlined
def lose_partners_trust(p: Parameters, s: State, made_good: float) -> None:
    """Let partners trust less whoever has a new leader or came into open conflict."""
    own = s.organisations
    for k in range(s.now.members):
        place = s.members[k]
        if own.leader_left[place] or own.in_conflict[place]:
            _lose_trust_of_all(p, s, place, made_good)


@inlined
def _lose_trust_of_all(p: Parameters, s: State, place: int, made_good: float) -> None:
    own, ties, size = s.organisations, s.ties, len(s.organisations.effort)
    for tie in range(len(ties.offsets)):
        other = (place - ties.offsets[tie]) % size
        if s.partners.here[other] > 0.0:
            trusted = ties.trust[tie, other]
            if own.leader_left[place]:
                trusted = context.kept_after_turnover(
                    p.place, trusted, ties.first_trust[tie, other], made_good
                )
            if own.in_conflict[place]:
                trusted = context.after_conflict(p.place, trusted)
            ties.trust[tie, other] = trusted
