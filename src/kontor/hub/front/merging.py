"""How partnerships, partner searches and cases follow when two organisations are merged (`directory.queries.merge.MERGE_HOOKS`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.models import Impact, Party, Signatory, Step
from kontor.hub.countries.models import CountryBody
from kontor.hub.directory.actions.rows import Journal
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.rules.merge import overlap
from kontor.hub.front.merged_applications import count_applications, move_applications
from kontor.hub.front.merged_invitations import count_invitations, move_invitations
from kontor.hub.matchmaking.models import Participant
from kontor.hub.missions.models import Delegate, EventOrganisation, Exchange
from kontor.hub.partnerships.choices import ParticipationRole
from kontor.hub.partnerships.models import (
    Comment,
    ExpressionOfInterest,
    Participation,
    PartnerSearch,
    TargetMarket,
)
from kontor.hub.scoreboard.models import IndicatorTarget, Measurement
from kontor.hub.strategy.models import (
    Approval,
    Barrier,
    BrokerStep,
    CollectiveMark,
    CompetenceSheet,
    Contribution,
    GroupMember,
    InvestmentProject,
    Objective,
    ObjectiveComment,
    PartnerPart,
    ProjectParty,
    RoadmapActivity,
    StrategyChange,
    SustainabilityTask,
)

# Who is the more may be called the less; an ambassador is something else and stands beside the others.
RANKS = {ParticipationRole.COORDINATOR: 2, ParticipationRole.PARTNER: 1, ParticipationRole.AFFILIATED: 0}


@dataclass(frozen=True, slots=True)
class Hook:
    """Records of one kind that belong to an organisation: how many, and how they move."""

    name: str
    label: Any
    count: Callable[[Organisation], int]
    move: Callable[[Journal, Organisation, Organisation], None]


def count_participations(double: Organisation) -> int:
    return Participation.objects.filter(organisation=double).count()


def move_participations(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Where both take part in one partnership at the same time, one participation remains, in the stronger role."""
    for row in Participation.objects.filter(organisation=double).order_by("pk"):
        present = Participation.objects.filter(organisation=survivor, partnership=row.partnership_id)
        others = [one for one in present if comparable(one, row) and same_time(one, row)]
        if not others:
            journal.change(row, organisation_id=survivor.pk)
            continue
        kept = max(others, key=lambda one: (rank(one), one.start == row.start, -one.pk))
        journal.fold(row, kept, **together(kept, row, free_role(kept, row, present)))


def rank(one: Participation) -> int:
    return RANKS.get(ParticipationRole(one.role), -1)


def comparable(one: Participation, other: Participation) -> bool:
    return one.role == other.role or (rank(one) >= 0 and rank(other) >= 0)


def same_time(one: Participation, other: Participation) -> bool:
    return overlap((one.start, one.end), (other.start, other.end))


def free_role(kept: Participation, row: Participation, present: Any) -> str:
    """The stronger role of the two, unless the survivor has an entry with that role and start besides."""
    if (
        rank(row) <= rank(kept)
        or present.filter(role=row.role, start=kept.start).exclude(pk=kept.pk).exists()
    ):
        return kept.role
    return row.role


def together(kept: Participation, row: Participation, role: str) -> dict[str, Any]:
    """What `kept` says when `row` goes: its own words first, then those of the other."""
    return {
        "role": role,
        "mandate": kept.mandate or row.mandate,
        "note": kept.note or row.note,
        "expectations": both_texts(kept.expectations, row.expectations),
        "goals": both_texts(kept.goals, row.goals),
    }


def both_texts(one: str, other: str) -> str:
    return one if other in one else "\n\n".join(text for text in (one, other) if text)


def count_leads(double: Organisation) -> int:
    return TargetMarket.objects.filter(lead=double).count()


def move_leads(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    for target in TargetMarket.objects.filter(lead=double).order_by("pk"):
        journal.change(target, lead_id=survivor.pk)


def count_searches(double: Organisation) -> int:
    return PartnerSearch.objects.filter(organisation=double).count()


def move_searches(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Nobody answers the own search: an interest of the survivor in one of the double's goes."""
    for search in PartnerSearch.objects.filter(organisation=double).order_by("pk"):
        for own in ExpressionOfInterest.objects.filter(search=search, organisation=survivor):
            journal.delete(own)
        journal.change(search, organisation_id=survivor.pk)


def interests_of(double: Organisation) -> Any:
    return ExpressionOfInterest.objects.filter(organisation=double).order_by("pk")


def count_interests(double: Organisation) -> int:
    return interests_of(double).count()


def move_interests(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """An interest in the survivor's own search goes; two in one search become one, accepted where either was."""
    for row in interests_of(double):
        if PartnerSearch.objects.filter(pk=row.search_id, organisation=survivor).exists():
            journal.delete(row)
        elif kept := ExpressionOfInterest.objects.filter(search=row.search_id, organisation=survivor).first():
            accepted = (kept.accepted or row.accepted) if kept.accepted is not None else row.accepted
            journal.fold(row, kept, text=both_texts(kept.text, row.text), accepted=accepted)
        else:
            journal.change(row, organisation_id=survivor.pk)


def count_comments(double: Organisation) -> int:
    return Comment.objects.filter(organisation=double).count()


def move_comments(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    for comment in Comment.objects.filter(organisation=double).order_by("pk"):
        journal.change(comment, organisation_id=survivor.pk)


def count_at_events(double: Organisation) -> int:
    return EventOrganisation.objects.filter(organisation=double).count()


def move_at_events(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Where both are named with an event in one role, one remains: at the earlier place, with both notes."""
    for row in EventOrganisation.objects.filter(organisation=double).order_by("pk"):
        present = EventOrganisation.objects.filter(organisation=survivor, event=row.event_id, role=row.role)
        if kept := present.first():
            note = both_texts(kept.note, row.note)[:250]
            place = min(kept.position, row.position)
            journal.fold(row, kept, note=note, position=place, side=kept.side or row.side)
        else:
            journal.change(row, organisation_id=survivor.pk)


def count_delegates(double: Organisation) -> int:
    return Delegate.objects.filter(organisation=double).count()


def move_delegates(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Who travels is personal, so no entry is folded into another: both stay, and the older one is acted on."""
    for row in Delegate.objects.filter(organisation=double).order_by("pk"):
        journal.change(row, organisation_id=survivor.pk)


def count_exchanges(double: Organisation) -> int:
    return Exchange.objects.filter(Q(visiting=double) | Q(host=double)).count()


def move_exchanges(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Each exchange stays one; both sides may come to be of one organisation, and what was signed stays signed."""
    for row in Exchange.objects.filter(visiting=double).order_by("pk"):
        journal.change(row, visiting_id=survivor.pk)
    for row in Exchange.objects.filter(host=double).order_by("pk"):
        journal.change(row, host_id=survivor.pk)


def count_bodies(double: Organisation) -> int:
    return CountryBody.objects.filter(organisation=double).count()


def move_bodies(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Two entries in one role in a country become one: the survivor's words, and the double's where it has none."""
    for row in CountryBody.objects.filter(organisation=double).order_by("pk"):
        kept = CountryBody.objects.filter(
            organisation=survivor, profile=row.profile_id, role=row.role
        ).first()
        if kept is None:
            journal.change(row, organisation_id=survivor.pk)
        else:
            names = ("mandate", "start", "end", "source_id", "place")
            journal.fold(row, kept, **{name: getattr(kept, name) or getattr(row, name) for name in names})


def count_in_sessions(double: Organisation) -> int:
    return Participant.objects.filter(organisation=double).count()


def move_in_sessions(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    for row in Participant.objects.filter(organisation=double).order_by("pk"):
        journal.change(row, organisation_id=survivor.pk)


def count_owned(double: Organisation) -> int:
    return RoadmapActivity.objects.filter(owner=double).count()


def move_owned(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    for activity in RoadmapActivity.objects.filter(owner=double).order_by("pk"):
        journal.change(activity, owner_id=survivor.pk)


def count_contributions(double: Organisation) -> int:
    return Contribution.objects.filter(organisation=double).count()


def move_contributions(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Two contributions to one component become one: the survivor's words first, and its readiness where it states one."""
    for row in Contribution.objects.filter(organisation=double).order_by("pk"):
        same = Contribution.objects.filter(component=row.component_id, organisation=survivor).first()
        if same is None:
            journal.change(row, organisation_id=survivor.pk)
            continue
        texts = {
            name: (getattr(same, name) or getattr(row, name))
            for name in ("gives", "competence", "complements")
        }
        level = row.readiness if same.readiness is None else same.readiness
        journal.fold(row, same, readiness=level, **texts)


# What an organisation answers for or says in strategies; and what it is once in: within what, and its words.
SPOKEN_IN_STRATEGIES: tuple[tuple[Any, str], ...] = (
    (Objective, "owner"), (Barrier, "owner"), (SustainabilityTask, "owner"), (CollectiveMark, "owner"), (BrokerStep, "broker"),
    (InvestmentProject, "owner"), (ObjectiveComment, "organisation"), (StrategyChange, "organisation"), (CompetenceSheet, "organisation"),
)  # fmt: skip
ONCE_IN_STRATEGIES: tuple[tuple[Any, tuple[str, ...], tuple[str, ...]], ...] = (
    (PartnerPart, ("partnership_id",), ("takes_on", "competences")),
    (GroupMember, ("group_id",), ("brings",)),
    (ProjectParty, ("project_id", "role"), ("brings", "component_id")),
    (Approval, ("proposal_id",), ()),
)


def count_in_strategies(double: Organisation) -> int:
    named = [
        *SPOKEN_IN_STRATEGIES,
        *((model, "organisation") for model, _within, _words in ONCE_IN_STRATEGIES),
    ]
    return sum(model._default_manager.filter(**{field: double}).count() for model, field in named)


def move_in_strategies(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Where both are in something once, the survivor's words come first. Of two voices the survivor's stays, also when it is
    silent: nobody answers for another.
    """
    for model, field in SPOKEN_IN_STRATEGIES:
        for row in model._default_manager.filter(**{field: double}).order_by("pk"):
            journal.change(row, **{f"{field}_id": survivor.pk})
    for model, within, words in ONCE_IN_STRATEGIES:
        for row in model._default_manager.filter(organisation=double).order_by("pk"):
            place = {name: getattr(row, name) for name in within}
            kept = model._default_manager.filter(organisation=survivor, **place).first()
            if kept is None:
                journal.change(row, organisation_id=survivor.pk)
            else:
                journal.fold(row, kept, **{name: getattr(kept, name) or getattr(row, name) for name in words})


def count_cases(double: Organisation) -> int:
    """Without those in which it is confidential: who merges has no right on the case, and a count of one would tell."""
    return Party.objects.filter(organisation=double, confidential=False).count()


def move_cases(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Two parties of a case in one role become one: confidential where either was, and whoever signs for it stays.

    What is confidential leaves no entry in the trail: its time would tell whose it is. The journal of the merge has it.
    Parties hold a contact, so the second one is kept and loses its organisation only where it signs or has a contact of
    its own; there is no deleting of personal data in a journal.
    """
    for row in Party.objects.filter(organisation=double).order_by("pk"):
        kept = Party.objects.filter(organisation=survivor, case=row.case_id, role=row.role).first()
        if kept is None:
            journal.change(row, secret=row.confidential, organisation_id=survivor.pk)
            continue
        secret = kept.confidential or row.confidential
        journal.change(
            kept,
            secret=secret,
            confidential=kept.confidential or row.confidential,
            public_description=kept.public_description or row.public_description,
        )
        if row.contact or Signatory.objects.filter(party=row).exists():
            journal.change(row, secret=secret, organisation_id=None, name=row.name or survivor.name)
        else:
            journal.delete(row, secret=secret)


def count_steps(double: Organisation) -> int:
    """Likewise; results are confidential, all of them."""
    secret = Party.objects.filter(organisation=double, confidential=True)
    return Step.objects.filter(owner=double).exclude(case__in=secret.values("case_id")).count()


def move_steps(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    both = (double.pk, survivor.pk)  # its parties have moved by now
    hidden = set(
        Party.objects.filter(organisation__in=both, confidential=True).values_list("case_id", flat=True)
    )
    for step in Step.objects.filter(owner=double).order_by("pk"):
        journal.change(step, secret=step.case_id in hidden, owner_id=survivor.pk)
    for impact in Impact.objects.filter(organisation=double).order_by("pk"):
        journal.change(impact, secret=True, organisation_id=survivor.pk)


def count_targets(double: Organisation) -> int:
    return IndicatorTarget.objects.filter(partner=double).count()


def move_targets(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Parts of one target become one: what both were to reach, the survivor is to reach."""
    for row in IndicatorTarget.objects.filter(partner=double).order_by("pk"):
        same = IndicatorTarget.objects.filter(
            indicator=row.indicator_id, period=row.period_id, partner=survivor
        ).first()
        if same:
            journal.fold(row, same, value=same.value + row.value)
        else:
            journal.change(row, partner_id=survivor.pk)


def count_values(double: Organisation) -> int:
    return Measurement.objects.filter(partner=double).count()


def move_values(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """A value moves; where both have one for a period, the survivor's stays and the other's is told in its note."""
    for row in Measurement.objects.filter(partner=double).order_by("pk"):
        same = Measurement.objects.filter(
            indicator=row.indicator_id, period=row.period_id, partner=survivor
        ).first()
        if same:
            told = f"{double.name}: {row.value if row.value is not None else row.members}"
            journal.fold(row, same, note=both_texts(same.note, told))
        else:
            journal.change(row, partner_id=survivor.pk)


MERGE_HOOKS = (
    Hook("participations", _("Participations in partnerships"), count_participations, move_participations),
    Hook("leads", _("Target markets it leads"), count_leads, move_leads),
    Hook("roadmap", _("Activities of roadmaps it owns"), count_owned, move_owned),
    Hook("chains", _("Contributions to value chains"), count_contributions, move_contributions),
    Hook(
        "strategies",
        _("Parts, objectives and voices in joint strategies"),
        count_in_strategies,
        move_in_strategies,
    ),
    Hook("countries", _("Named in profiles of countries"), count_bodies, move_bodies),
    Hook("events", _("Named at events"), count_at_events, move_at_events),
    Hook("calls", _("Applications and reviews of calls"), count_applications, move_applications),
    Hook("delegations", _("Places in delegations"), count_delegates, move_delegates),
    Hook("exchanges", _("Mobility exchanges"), count_exchanges, move_exchanges),
    Hook("sessions", _("Participants of single meetings"), count_in_sessions, move_in_sessions),
    Hook("invitations", _("Invitations into partnerships"), count_invitations, move_invitations),
    Hook("searches", _("Partner searches"), count_searches, move_searches),
    Hook("interests", _("Expressions of interest"), count_interests, move_interests),
    Hook("comments", _("Comments on partner searches"), count_comments, move_comments),
    Hook("cases", _("Cooperation cases"), count_cases, move_cases),
    Hook("case-steps", _("Steps of cases"), count_steps, move_steps),
    Hook("indicator_targets", _("Parts of targets of indicators"), count_targets, move_targets),
    Hook("measurements", _("Entered values of indicators"), count_values, move_values),
)
