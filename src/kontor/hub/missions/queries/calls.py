"""Calls as their pages show them: to who runs one, who may answer it, who reviews it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import sees, visible
from kontor.hub.missions.choices import ApplicationState, CallState
from kontor.hub.missions.models import Application, ApplicationVersion, Call, Review, Reviewer
from kontor.hub.missions.permissions.calls import (
    fits,
    missing_reviews,
    own_organisations,
    partnerships_of,
)
from kontor.hub.missions.rules import calls as rules

HANDED_IN = (
    ApplicationState.SUBMITTED,
    ApplicationState.SELECTED,
    ApplicationState.RESERVE,
    ApplicationState.REJECTED,
)


AS_LISTED = Case(
    *(
        When(state=state, then=Value(place))
        for place, state in enumerate(
            (ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.SUBMITTED, ApplicationState.REJECTED)
        )
    ),
    default=Value(9),
)  # fmt: skip


def call_by_key(actor: Actor, key: str) -> Call:
    """The call at this address, as far as the actor may see it. Raises NotThere."""
    rows = visible(Call, actor).select_related("event__partnership")
    found = rows.prefetch_related("countries", "cut_offs", "questions", "criteria").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def application_of(actor: Actor, call: Call, pk: int) -> Application:
    rows = visible(Application, actor).select_related("organisation", "call__event__partnership", "cut_off")
    found = rows.filter(call=call, pk=pk).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in a list. `closes` is its next cut-off; None once the last one passed."""

    call: Call
    closes: datetime | None
    closed: datetime | None


def line_of(call: Call, now: datetime) -> CallLine:
    moments = [one.at for one in call.cut_offs.all()]
    return CallLine(call, rules.next_cut_off(moments, now), max(moments, default=None))


def calls_for_lists(actor: Actor) -> list[CallLine]:
    """The calls the actor hears of: those that take applications first, by the next cut-off; then the others."""
    rows = visible(Call, actor).select_related("event").prefetch_related("cut_offs")
    now = timezone.now()
    lines = [line_of(call, now) for call in rows]
    lines.sort(key=lambda one: (one.closes is None, one.closes or one.call.opens, one.call.key))
    return lines


def conditions(call: Call, language: str) -> list[str]:
    """Who may apply, in words; empty: everybody."""
    found = []
    if names := [country_name(one.pk, language) for one in call.countries.all()]:
        found.append(gettext("Countries: %(names)s") % {"names": ", ".join(sorted(names))})
    if kinds := [str(label) for value, label in OrganisationKind.choices if value in call.kinds]:
        found.append(gettext("Kinds of organisations: %(names)s") % {"names": ", ".join(kinds)})
    if call.of_partners:
        found.append(gettext("Partners of the partnership and members of partner clusters"))
    return found


def reasons(missing: Iterable[str]) -> str:
    """Why an organisation may not apply, in words."""
    words = {
        "country": gettext("its country is not among those of the call"),
        "kind": gettext("its kind of organisation is not among those of the call"),
        "partners": gettext("it is neither a partner of the partnership nor a member of a partner cluster"),
    }
    return "; ".join(words[one] for one in missing)


@dataclass(frozen=True, slots=True)
class OwnSide:
    """An organisation of the actor's before a call: why it may not apply, or its application."""

    organisation: Organisation
    why_not: str
    application: Application | None
    may_edit: bool
    may_change: bool


def may_change(application: Application | None) -> bool:
    if application is None:
        return True
    cut_off = application.cut_off.at if application.cut_off else None
    return rules.changeable(application.state, cut_off, timezone.now())


def own_sides(actor: Actor, call: Call) -> list[OwnSide]:
    own = own_organisations(actor)
    partnerships = partnerships_of(own)
    rows = Application.objects.filter(call=call, organisation__in=own).select_related("call", "cut_off")
    applied = {one.organisation_id: one for one in rows.order_by("-pk")}
    return [
        OwnSide(
            one,
            reasons(fits(call, one, partnerships)),
            applied.get(one.pk),
            actor.edits(one.team_id),
            may_change(applied.get(one.pk)),
        )
        for one in own
    ]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many reviews the reached cut-offs wait for."""

    wanted: int
    missing: int


def progress_of(call: Call) -> Progress:
    missing = missing_reviews().filter(call=call).count()
    waiting = Application.objects.filter(
        call=call, state=ApplicationState.SUBMITTED, cut_off__at__lt=timezone.now()
    )
    given = Review.objects.filter(
        version__application__in=waiting.values("pk"), version__number=F("version__application__counted")
    ).count()
    return Progress(given + missing, missing)


@dataclass(frozen=True, slots=True)
class RankedApplication:
    application: Application
    line: rules.Ranked


def waiting_ranked(call: Call) -> list[RankedApplication]:
    """The applications of reached cut-offs that are not decided, the best first; who handed in first before others of the same score."""
    rows = Application.objects.filter(
        call=call, state=ApplicationState.SUBMITTED, cut_off__at__lt=timezone.now()
    ).select_related("organisation", "call", "cut_off")
    waiting = {one.pk: one for one in rows}
    handed_in = (
        ApplicationVersion.objects.filter(application__in=waiting, number=F("application__counted"))
        .order_by("submitted_at", "pk")
        .values_list("application", flat=True)
    )
    totals: dict[int, list[float]] = {pk: [] for pk in handed_in}
    weights = {str(one.position): one.weight for one in call.criteria.all()}
    for pk, points in reviews_that_count(waiting):
        totals[pk].append(rules.total(points, weights))
    lines = rules.ranking(totals, free=free_places(call), threshold=call.threshold)
    return [RankedApplication(waiting[line.application], line) for line in lines]


def to_decide(call: Call) -> list[RankedApplication]:
    """The same once every review is in. Refused while some are missing, and where nothing waits."""
    progress = progress_of(call)
    if progress.missing:
        raise rules.NotAllIn(missing=progress.missing, wanted=progress.wanted)
    ranked = waiting_ranked(call)
    if not ranked:
        raise rules.NothingToDecide
    return ranked


def reviews_that_count(applications: Iterable[int]) -> Iterable[tuple[int, Mapping[str, int]]]:
    """(application, points) of the reviews of the version that counts."""
    rows = Review.objects.filter(
        version__application__in=list(applications), version__number=F("version__application__counted")
    )
    return list(rows.values_list("version__application", "points"))


def free_places(call: Call) -> int:
    taken = Application.objects.filter(call=call, state=ApplicationState.SELECTED).count()
    return max(0, call.places - taken)


def handed_in(actor: Actor, call: Call) -> QuerySet[Application]:
    """The applications handed in that the actor sees: those selected, in reserve, waiting, rejected, each by rank or time."""
    rows = visible(Application, actor).filter(call=call).exclude(state=ApplicationState.DRAFT)
    return rows.select_related("organisation", "call", "cut_off").order_by(AS_LISTED, "rank", "pk")


@dataclass(frozen=True, slots=True)
class ReviewerLine:
    reviewer: Reviewer
    given: int


@dataclass(frozen=True, slots=True)
class ToScore:
    """An application before a reviewer: `review` is what her team gave."""

    application: Application
    review: Review | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class CallShown:
    """A call with what belongs to it, as far as the actor may see it."""

    call: Call
    line: CallLine
    conditions: list[str]
    own: list[OwnSide]
    runs: bool
    sees_event: bool
    reviewers: list[ReviewerLine]
    applications: list[Application]
    ranked: list[RankedApplication]
    progress: Progress | None
    to_score: list[ToScore]
    counts: dict[str, int]


def call_shown(actor: Actor, call: Call, language: str) -> CallShown:
    """Gather the page of a call the actor sees. The number of statements does not depend on its size."""
    runs = can(actor, "missions.run_call", call)
    progress = progress_of(call) if runs else None
    all_in = progress is not None and progress.missing == 0
    return CallShown(
        call=call,
        line=line_of(call, timezone.now()),
        conditions=conditions(call, language),
        own=own_sides(actor, call) if call.state == CallState.PUBLISHED else [],
        runs=runs,
        sees_event=sees(actor, call.event),
        reviewers=reviewer_lines(call) if runs else [],
        applications=list(handed_in(actor, call)) if runs else [],
        ranked=waiting_ranked(call) if all_in else [],
        progress=progress,
        to_score=to_score(actor, call),
        counts=counts_of(call) if runs else {},
    )


def reviewer_lines(call: Call) -> list[ReviewerLine]:
    counted = Count("reviews", filter=Q(reviews__version__number=F("reviews__version__application__counted")))
    rows = Reviewer.objects.filter(call=call).select_related("organisation").annotate(given=counted)
    return [ReviewerLine(one, one.given) for one in rows.order_by("pk")]


def to_score(actor: Actor, call: Call) -> list[ToScore]:
    """The applications of reached cut-offs that the actor's team scores."""
    teams = actor.edited_teams
    mine = list(
        Reviewer.objects.filter(call=call, organisation__team_id__in=teams).values_list("pk", flat=True)
    )
    if not mine:
        return []
    rows = Application.objects.filter(
        call=call, state=ApplicationState.SUBMITTED, cut_off__at__lt=timezone.now()
    ).select_related("organisation", "call")
    given = {
        one.version.application_id: one
        for one in Review.objects.filter(
            reviewer__in=mine, version__number=F("version__application__counted")
        ).select_related("version")
    }
    return [ToScore(one, given.get(one.pk), one.organisation.team_id in teams) for one in rows.order_by("pk")]


def counts_of(call: Call) -> dict[str, int]:
    """State -> how many applications, without drafts, which are their authors' own."""
    rows = call.applications.exclude(state=ApplicationState.DRAFT).order_by()
    found: dict[str, int] = defaultdict(int)
    for state in rows.values_list("state", flat=True):
        found[str(ApplicationState(state).label)] += 1
    return dict(found)


@dataclass(frozen=True, slots=True)
class Answered:
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    version: ApplicationVersion
    answers: list[Answered]
    counts: bool


@dataclass(frozen=True, slots=True)
class ApplicationShown:
    """An application with its versions, the newest first, and the reviews that the actor sees."""

    application: Application
    versions: list[VersionShown]
    reviews: list[tuple[Review, float]]
    may_edit: bool
    may_change: bool
    may_score: bool


def application_shown(actor: Actor, application: Application) -> ApplicationShown:
    call = application.call
    questions = list(call.questions.all())
    weights = {str(one.position): one.weight for one in call.criteria.all()}
    rows = visible(ApplicationVersion, actor).filter(application=application).order_by("-number")
    reviews = visible(Review, actor).filter(
        version__application=application, version__number=application.counted or 0
    )
    return ApplicationShown(
        application=application,
        versions=[
            VersionShown(
                one,
                [Answered(asked.text, one.answers.get(str(asked.position), "")) for asked in questions],
                one.number == application.counted,
            )
            for one in rows
        ],
        reviews=[
            (one, rules.total(one.points, weights))
            for one in reviews.select_related("reviewer__organisation").order_by("pk")
        ],
        may_edit=can(actor, "missions.change_application", application),
        may_change=may_change(application),
        may_score=can(actor, "missions.score", application),
    )


def latest_version(application: Application) -> ApplicationVersion | None:
    return application.versions.order_by("-number").first()


def eligible_teams(call: Call) -> list[int]:
    """The teams of organisations that a published call concerns: they may apply, and may see its event."""
    rows = Organisation.objects.filter(team__isnull=False, merged_into=None).only(
        "pk", "country_id", "kind", "team_id"
    )
    if call.kinds:
        rows = rows.filter(kind__in=call.kinds)
    found = list(rows)
    partnerships = partnerships_of(found)
    return sorted({one.team_id for one in found if one.team_id and not fits(call, one, partnerships)})
