"""Who may, and who sees which rows of calls: an SME hears only of what fits it, and nobody sees scores before all are in.

A call is never more open than its event. Once published it is seen by the teams of organisations that may apply, by those
that review it or have applied, and always by those who keep the event. Conditions are judged by `rules.calls.unmet`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from kontor.hub.directory.models import Membership, Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import covering
from kontor.hub.foundation.permission import PERMISSIONS, is_platform_editor, predicate
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import visibility_of, visible
from kontor.hub.missions.choices import ApplicationState, CallState, EventRole
from kontor.hub.missions.models import (
    Application,
    ApplicationVersion,
    Call,
    CallLetter,
    Criterion,
    CutOff,
    Event,
    EventOrganisation,
    Question,
    Review,
    Reviewer,
)
from kontor.hub.missions.permissions import ASK_A_PARTNER, EDITS, edits_a_team
from kontor.hub.missions.rules.calls import Candidate, Terms, unmet
from kontor.hub.partnerships.models import Participation

OUTCOMES = (ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.REJECTED)


def kept_events(actor: Actor) -> Q:
    """The events whose calls the actor runs, as a condition on events."""
    if actor.is_system or is_platform_editor(actor, None).allowed:
        return Q(pk__in=visible(Event, actor).values("pk"))
    teams = actor.edited_teams
    if not teams:
        return Q(pk__in=[])
    responsible = EventOrganisation.objects.filter(
        role=EventRole.RESPONSIBLE, organisation__team_id__in=teams
    )
    answered_for = list(responsible.values_list("event", flat=True))
    seen = visible(Event, actor).filter(pk__in=answered_for).values_list("pk", flat=True)
    return Q(team_id__in=teams) | Q(partnership__team_id__in=teams) | Q(pk__in=list(seen))


def run_calls(actor: Actor) -> list[int]:
    """The calls that the actor runs. Asked at once: as a part of the rules below it would lie too deep for SQLite."""
    rows = Call.objects.filter(event__in=Event.objects.filter(kept_events(actor)).values("pk"))
    return list(rows.values_list("pk", flat=True))


def terms_of(call: Call) -> Terms:
    return Terms(frozenset(one.pk for one in call.countries.all()), frozenset(call.kinds), call.of_partners)


def partnerships_of(organisations: Iterable[Organisation]) -> Mapping[int, set[int]]:
    """Organisation -> the partnerships that it or a cluster of its takes part in today. Two statements."""
    pks, today = [one.pk for one in organisations], timezone.localdate()
    pairs = [(pk, pk) for pk in pks]
    pairs += Membership.objects.filter(covering(today), member__in=pks).values_list("member", "cluster")
    rows = Participation.objects.filter(covering(today), organisation__in={other for _one, other in pairs})
    in_them: dict[int, set[int]] = {}
    for organisation, partnership in rows.values_list("organisation", "partnership"):
        in_them.setdefault(organisation, set()).add(partnership)
    found: dict[int, set[int]] = {pk: set() for pk in pks}
    for one, other in pairs:
        found[one] |= in_them.get(other, set())
    return found


def fits(call: Call, one: Organisation, partnerships: Mapping[int, set[int]]) -> list[str]:
    """The conditions that an organisation does not meet."""
    of_partners = call.event.partnership_id in partnerships.get(one.pk, ())
    return unmet(terms_of(call), Candidate(one.country_id or "", one.kind, of_partners))


def own_organisations(actor: Actor) -> list[Organisation]:
    return list(Organisation.objects.filter(team_id__in=list(actor.teams), merged_into=None).order_by("pk"))


def heard_of(actor: Actor) -> set[int]:
    """Published calls that one of the actor's organisations may answer, reviews, or has answered."""
    if not actor.teams:
        return set()
    own = own_organisations(actor)
    partnerships = partnerships_of(own)
    seen = visible(Event, actor).values("pk")
    published = Call.objects.filter(state=CallState.PUBLISHED, event__in=seen).select_related("event")
    found = {
        call.pk
        for call in published.prefetch_related("countries")
        if any(not fits(call, one, partnerships) for one in own)
    }
    reviewed = Reviewer.objects.filter(organisation__in=own, call__state=CallState.PUBLISHED)
    applied = Application.objects.filter(organisation__in=own)
    found |= set(reviewed.values_list("call", flat=True))
    return found | set(applied.values_list("call", flat=True))


@visibility_of(Call)
def calls(actor: Actor) -> Q:
    return Q(pk__in={*run_calls(actor), *heard_of(actor)})


@visibility_of(CutOff, Question, Criterion)
def parts_of_calls(actor: Actor) -> Q:
    return Q(call__in={*run_calls(actor), *heard_of(actor)})


@visibility_of(Reviewer)
def reviewers(actor: Actor) -> Q:
    return Q(call__in=run_calls(actor)) | Q(organisation__team_id__in=list(actor.teams))


def reviewed_by(actor: Actor) -> list[int]:
    """The published calls that a team of the actor's reviews."""
    rows = Reviewer.objects.filter(
        organisation__team_id__in=list(actor.teams), call__state=CallState.PUBLISHED
    )
    return list(rows.values_list("call", flat=True))


@visibility_of(Application)
def applications(actor: Actor) -> Q:
    """Its own team, always; once handed in those who run the call and its reviewers."""
    handed_in = ~Q(state=ApplicationState.DRAFT)
    own = Q(organisation__team_id__in=list(actor.teams))
    return own | (handed_in & Q(call__in={*run_calls(actor), *reviewed_by(actor)}))


@visibility_of(ApplicationVersion)
def versions(actor: Actor) -> Q:
    own = Q(application__organisation__team_id__in=list(actor.teams))
    others = Q(submitted_at__isnull=False, application__call__in={*run_calls(actor), *reviewed_by(actor)})
    return own | (others & ~Q(application__state=ApplicationState.DRAFT))


def missing_reviews() -> QuerySet[Application]:
    """(application, `reviewer`) of every review that a reached cut-off waits for. Nobody scores an application of her own team."""
    given = Review.objects.filter(
        reviewer=OuterRef("reviewer"),
        version__application=OuterRef("pk"),
        version__number=OuterRef("counted"),
    )
    rows = Application.objects.filter(state=ApplicationState.SUBMITTED, cut_off__at__lt=timezone.now())
    pairs = rows.filter(call__reviewers__isnull=False).annotate(
        reviewer=F("call__reviewers"),
        by=F("call__reviewers__organisation"),
        by_team=F("call__reviewers__organisation__team"),
    )
    same_team = Q(by_team__isnull=False, organisation__team__isnull=False, by_team=F("organisation__team"))
    strangers = pairs.exclude(by=F("organisation")).exclude(same_team)
    return strangers.filter(~Exists(given))


@visibility_of(Review)
def reviews(actor: Actor) -> Q:
    """Her own; those of others once all are in, for who runs or reviews the call."""
    own = Q(reviewer__organisation__team_id__in=list(actor.teams))
    concerned = Q(reviewer__call__in={*run_calls(actor), *reviewed_by(actor)})
    waiting = list(missing_reviews().values_list("call", flat=True).distinct())
    all_in = Q(version__application__state__in=OUTCOMES) | ~Q(reviewer__call__in=waiting)
    return own | (concerned & all_in)


@visibility_of(CallLetter)
def letters(actor: Actor) -> Q:
    return Q(call__in=run_calls(actor))


@predicate
def keeps_the_event_of_the_call(actor: Actor, call: Any) -> bool:
    return EDITS(actor, call.event).allowed


@predicate
def edits_the_applicant(actor: Actor, application: Any) -> bool:
    return actor.edits(application.organisation.team_id)


@predicate
def edits_a_reviewer(actor: Actor, application: Any) -> bool:
    named = Reviewer.objects.filter(call=application.call_id, organisation__team_id__in=actor.edited_teams)
    return named.exists()


PERMISSIONS.define("missions.add_call", EDITS, ASK_A_PARTNER)
PERMISSIONS.define("missions.run_call", keeps_the_event_of_the_call, ASK_A_PARTNER)
PERMISSIONS.define("missions.apply", edits_a_team, N_(
    "Applications are written by people who edit for an organisation. Ask its team to invite you."
))  # fmt: skip
PERMISSIONS.define("missions.change_application", edits_the_applicant, N_(
    "An application is changed by the team of the organisation that applies. Ask its manager to let you edit."
))  # fmt: skip
PERMISSIONS.define("missions.score", edits_a_reviewer, N_(
    "Applications are scored by the teams of the reviewers named. Ask those who keep the event to name yours."
))  # fmt: skip
