"""Who may, and who sees which rows of mobility exchanges: the four parties, and those who read everything of the programme.

What a side does is done by its own team alone: neither platform editors nor the system act for it.
"""

from typing import Any

from django.db.models import Q

from kontor.hub.foundation.actor import EDITORS, Actor
from kontor.hub.foundation.permission import PERMISSIONS, predicate
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, visibility_of, visible
from kontor.hub.missions.choices import ExchangeSide
from kontor.hub.missions.models import Exchange, ExchangeNotice, ExchangeReport, ExchangeSignature
from kontor.hub.partnerships.permissions import READS_ALL


@visibility_of(Exchange)
def exchanges(actor: Actor) -> Q:
    if actor.has(*READS_ALL):
        return EVERYTHING
    teams = list(actor.teams)
    if not teams:
        return NOTHING
    return (
        Q(visiting__team_id__in=teams)
        | Q(host__team_id__in=teams)
        | Q(visiting_partnership__team_id__in=teams)
        | Q(host_partnership__team_id__in=teams)
    )


@visibility_of(ExchangeSignature, ExchangeReport, ExchangeNotice)
def of_exchanges(actor: Actor) -> Q:
    return Q(exchange__in=visible(Exchange, actor).values("pk"))


def acts_for(actor: Actor, team: int | None) -> bool:
    """In this team, with the right to change. The system is in no team."""
    return actor.teams.get(team or 0) in EDITORS


def sides_of(actor: Actor, exchange: Exchange) -> list[str]:
    """The sides on which the actor acts."""
    return [side.value for side in ExchangeSide if acts_for(actor, exchange.team(side))]


@predicate
def acts_on_a_side(actor: Actor, exchange: Any) -> bool:
    return bool(sides_of(actor, exchange))


@predicate
def acts_for_the_visitor(actor: Actor, exchange: Any) -> bool:
    """In the team of the visiting organisation or of its partnership."""
    visitors = {ExchangeSide.VISITING, ExchangeSide.VISITING_PARTNERSHIP}
    return bool(visitors.intersection(sides_of(actor, exchange)))


@predicate
def acts_for_the_partnership_of_the_visitor(actor: Actor, exchange: Any) -> bool:
    return ExchangeSide.VISITING_PARTNERSHIP in sides_of(actor, exchange)


@predicate
def acts_for_one_of_the_two(actor: Actor, exchange: Any) -> bool:
    return bool({ExchangeSide.VISITING, ExchangeSide.HOST}.intersection(sides_of(actor, exchange)))


@predicate
def acts_for_a_partnership(actor: Actor, exchange: Any) -> bool:
    partnerships = {ExchangeSide.VISITING_PARTNERSHIP, ExchangeSide.HOST_PARTNERSHIP}
    return bool(partnerships.intersection(sides_of(actor, exchange)))


ASK_A_PARTY = N_("An exchange is kept by the teams of its four parties. Ask one of them.")
PERMISSIONS.define("missions.register_exchange", acts_for_the_visitor, N_(
    "An exchange is registered by the team of the visiting organisation or of its partnership. Ask one of them."
))  # fmt: skip
PERMISSIONS.define("missions.validate_exchange", acts_for_the_partnership_of_the_visitor, N_(
    "A registration is validated by the partnership of the visiting organisation. Ask its coordinator."
))  # fmt: skip
PERMISSIONS.define("missions.propose_host", acts_for_the_visitor, N_(
    "A host is proposed by the team of the visiting organisation or of its partnership. Ask one of them."
))  # fmt: skip
PERMISSIONS.define("missions.answer_match", acts_for_one_of_the_two, N_(
    "The visiting organisation and the host agree to the match, each by its own team. Ask one of them."
))  # fmt: skip
PERMISSIONS.define("missions.write_exchange", acts_on_a_side, ASK_A_PARTY)
PERMISSIONS.define("missions.sign_exchange", acts_on_a_side, ASK_A_PARTY)
PERMISSIONS.define("missions.report_exchange", acts_for_one_of_the_two, N_(
    "The visiting organisation and the host report, each by its own team. Ask one of them."
))  # fmt: skip
PERMISSIONS.define("missions.pay_exchange", acts_for_a_partnership, N_(
    "A payment is recorded by the partnership that pays. Ask its coordinator."
))  # fmt: skip
PERMISSIONS.define("missions.cancel_exchange", acts_on_a_side, ASK_A_PARTY)
