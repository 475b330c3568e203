"""Organisations apply; reviewers score; those who keep the event decide; a reserve moves up when somebody withdraws."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.missions.actions.letters import tell_applicants
from kontor.hub.missions.choices import ApplicationState, CallLetterKind, CallState
from kontor.hub.missions.models import Application, ApplicationVersion, Call, Review, Reviewer
from kontor.hub.missions.permissions.calls import fits, partnerships_of
from kontor.hub.missions.queries.calls import free_places, reasons, to_decide
from kontor.hub.missions.rules import calls as rules


@transaction.atomic
def save_application(
    *,
    actor: Actor,
    call: Call,
    organisation: Organisation,
    said: Mapping[str, Any],
    hand_in: bool,
    at: datetime | None = None,
) -> Application:
    """Keep what an organisation answers, as a draft or handed in: then it counts, and earlier versions are kept.

    `said`: contact_name, email, answers (place of the question -> text). `at` is when it is said, now without one. Refused
    before the opening, after the last cut-off, for who does not fit the call, and once it is being assessed or decided.
    """
    require(actor, "missions.apply", call)
    application = application_to_change(actor=actor, call=call, organisation=organisation)
    now = at or timezone.now()
    cut_offs = {one.at: one for one in call.cut_offs.all()}
    if call.state != CallState.PUBLISHED:
        raise rules.NotPublished
    following = rules.check_open(call.opens, list(cut_offs), now, call.zone)
    assessed = application.cut_off.at if application.cut_off else None
    rules.check_changeable(application.state, state_told(application), assessed, now, call.zone)
    if missing := fits(call, organisation, partnerships_of([organisation])):
        raise rules.NotEligible(organisation=organisation.name, why=reasons(missing))
    answers = checked(call, said.get("answers", {}), complete=hand_in)
    before = audit.state_of(application) if application.pk else {}
    application.save()
    version = draft_of(application)
    version.contact_name, version.email, version.answers = said["contact_name"], said["email"], answers
    version.submitted_at = now if hand_in else None
    version.save()
    if hand_in:
        application.state, application.rank = ApplicationState.SUBMITTED, None
        application.counted, application.cut_off = version.number, cut_offs[following]
        application.save()
    action = "missions.hand_in_application" if hand_in else "missions.write_application"
    audit.record(actor, action, application, before=before)
    return application


def application_to_change(*, actor: Actor, call: Call, organisation: Organisation) -> Application:
    """The organisation's application, locked, or a new one. Nobody writes for an organisation that is not hers."""
    Call.objects.select_for_update(of=("self",)).get(
        pk=call.pk
    )  # two of a team who begin at once write one application
    rows = Application.objects.filter(call=call, organisation=organisation).order_by("pk")
    known = rows.select_related("cut_off", "organisation", "call").first()
    application = known or Application(call=call, organisation=organisation)
    require(actor, "missions.change_application", application)
    return application


def state_told(application: Application) -> str:
    return str(ApplicationState(application.state).label)


def draft_of(application: Application) -> ApplicationVersion:
    """The version that is being written: the last one, unless it was handed in."""
    last = application.versions.order_by("-number").first()
    if last is not None and last.submitted_at is None:
        return last
    return ApplicationVersion(application=application, number=last.number + 1 if last else 1)


def checked(call: Call, given: Mapping[str, str], *, complete: bool) -> dict[str, str]:
    """The answers as they are kept; all that must be answered where it is handed in."""
    found = {}
    for one in call.questions.all():
        name = f"answer_{one.position}"
        said = rules.answer(one.kind, one.options, str(given.get(str(one.position), "") or ""), name)
        if complete and one.required and not said:
            raise rules.AnswerMissing(field=name)
        if said:
            found[str(one.position)] = said
    return found


@transaction.atomic
def withdraw_application(*, actor: Actor, application: Application) -> Application:
    """Take an application back. Where it was selected, the best of the reserve moves up and is told."""
    require(actor, "missions.change_application", application)
    Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
    known = Application.objects.select_related("organisation", "call").get(pk=application.pk)
    if known.state in {ApplicationState.WITHDRAWN, ApplicationState.REJECTED}:
        raise rules.NothingToWithdraw(state=state_told(known))
    before, was = audit.state_of(known), known.state
    known.state = ApplicationState.WITHDRAWN
    known.save()
    audit.record(actor, "missions.withdraw_application", known, before=before)
    if was == ApplicationState.SELECTED:
        move_up(actor, known.call)
    return known


def move_up(actor: Actor, call: Call) -> Application | None:
    """The best of the reserve takes a place that is free again."""
    reserve = Application.objects.filter(call=call, state=ApplicationState.RESERVE)
    best = reserve.select_related("organisation").order_by("rank", "pk").first()
    if best is None or not free_places(call):
        return None
    before = audit.state_of(best)
    best.state = ApplicationState.SELECTED
    best.save()
    audit.record(actor, "missions.move_up_application", best, before=before)
    tell_applicants([best], CallLetterKind.MOVED_UP)
    return best


@transaction.atomic
def score(
    *, actor: Actor, application: Application, points: Mapping[str, int | None], comment: str
) -> list[Review]:
    """Give points to the version that counts, for each of the actor's teams that reviews. Refused to who applies herself."""
    require(actor, "missions.score", application)
    known = Application.objects.select_related("organisation", "call", "cut_off").get(pk=application.pk)
    if known.state != ApplicationState.SUBMITTED or known.cut_off is None:
        raise rules.NotHandedIn(state=state_told(known))
    if known.cut_off.at >= timezone.now():
        raise rules.CutOffNotReached(at=rules.on_the_wall(known.cut_off.at, known.call.zone))
    if actor.edits(known.organisation.team_id):
        raise rules.Conflict(organisation=known.organisation.name)
    rules.check_points(points, [str(one.position) for one in known.call.criteria.all()])
    version = known.versions.get(number=known.counted or 0)
    return [keep_review(actor, one, version, points, comment) for one in reviewers_of(actor, known)]


def reviewers_of(actor: Actor, application: Application) -> list[Reviewer]:
    rows = Reviewer.objects.filter(call=application.call_id).exclude(organisation=application.organisation_id)
    return [one for one in rows.select_related("organisation") if actor.edits(one.organisation.team_id)]


def keep_review(
    actor: Actor,
    reviewer: Reviewer,
    version: ApplicationVersion,
    points: Mapping[str, int | None],
    comment: str,
) -> Review:
    known = Review.objects.select_for_update().filter(reviewer=reviewer, version=version).first()
    before = audit.state_of(known) if known else {}
    review = known or Review(reviewer=reviewer, version=version)
    review.points, review.comment = dict(points), comment
    review.save()
    audit.record(actor, "missions.score_application", review, before=before)
    return review


@transaction.atomic
def decide(*, actor: Actor, call: Call, decided: Mapping[int, str]) -> dict[int, str]:
    """Decide on all applications of reached cut-offs (id -> selected, reserve or rejected) and write to the applicants.

    What is not said is decided as the ranking proposes. Refused while reviews are missing and where places do not suffice.
    """
    require(actor, "missions.run_call", call)
    known = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    ranked = to_decide(known)
    found = {one.application.pk: decided.get(one.application.pk, one.line.proposal) for one in ranked}
    rules.check_decisions(found, taken=known.places - free_places(known), places=known.places)
    behind = Application.objects.filter(call=known).aggregate(last=Max("rank"))["last"] or 0
    for one in ranked:
        before = audit.state_of(one.application)
        one.application.state = found[one.application.pk]
        one.application.rank = behind + one.line.rank
        one.application.save()
        audit.record(actor, "missions.decide_application", one.application, before=before)
    for state in (ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.REJECTED):
        tell_applicants([one.application for one in ranked if found[one.application.pk] == state], state)
    return found
