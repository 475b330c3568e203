"""Calls for expression of interest as plain rows: what is not said gets a sensible value."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from kontor.hub.missions.models import (
    Application,
    ApplicationVersion,
    Call,
    Criterion,
    CutOff,
    Question,
    Review,
    Reviewer,
)
from tests.factories.directory import make_country, make_organisation
from tests.factories.missions import make_event

number = count(1)


def make_call(event=None, cut_offs=(30,), countries=(), **fields):
    """A published call that opened yesterday, in UTC; `cut_offs` are days from now."""
    fields.setdefault("key", f"call-{next(number)}")
    fields.setdefault("title", f"Call {fields['key']}")
    fields.setdefault("state", "published")
    fields.setdefault("opens", timezone.now() - timedelta(days=100))
    fields.setdefault("places", 2)
    call = Call.objects.create(event=event or make_event(), **fields)
    call.countries.set([make_country(code) for code in countries])
    for days in cut_offs:
        CutOff.objects.create(call=call, at=timezone.now() + timedelta(days=days))
    return call


def make_question(call, text="Why?", kind="text", **fields):
    fields.setdefault("position", call.questions.count() + 1)
    return Question.objects.create(call=call, text=text, kind=kind, **fields)


def make_criterion(call, name="Fit", weight=1):
    return Criterion.objects.create(call=call, name=name, weight=weight, position=call.criteria.count() + 1)


def make_reviewer(call, organisation=None):
    return Reviewer.objects.create(call=call, organisation=organisation or make_organisation())


def make_application(call, organisation=None, state="submitted", **said):
    """Handed in for the call's first cut-off, unless it is a draft."""
    handed_in = state != "draft"
    application = Application.objects.create(
        call=call,
        organisation=organisation or make_organisation(),
        state=state,
        counted=1 if handed_in else None,
        cut_off=call.cut_offs.first() if handed_in else None,
        rank=said.pop("rank", None),
    )
    said.setdefault("submitted_at", timezone.now() if handed_in else None)
    ApplicationVersion.objects.create(application=application, number=1, **said)
    return application


def make_review(reviewer, application, points=3, **fields):
    """The same points for every criterion."""
    given = {str(one.position): points for one in application.call.criteria.all()}
    version = application.versions.get(number=application.counted)
    return Review.objects.create(reviewer=reviewer, version=version, points=given, **fields)


def reach_cut_off(call):
    """Let its first cut-off lie in the past."""
    first = call.cut_offs.first()
    first.at = timezone.now() - timedelta(hours=1)
    first.save()
