"""How applications to calls follow when two organisations are merged: of two to one call the last version stays."""

from datetime import datetime
from typing import Any

from kontor.hub.directory.actions.rows import Journal
from kontor.hub.directory.models import Organisation
from kontor.hub.missions.choices import ApplicationState
from kontor.hub.missions.models import Application, ApplicationVersion, Reviewer

WITHDRAW = "missions.withdraw_double_application"
# What was decided stays before what was not: a merge takes no place that was given, and gives none.
DECIDED = {ApplicationState.SELECTED: 3, ApplicationState.RESERVE: 2}
STANDS = ("state", "rank", "cut_off_id")


def count_applications(double: Organisation) -> int:
    return (
        Application.objects.filter(organisation=double).count()
        + Reviewer.objects.filter(organisation=double).count()
    )


def move_applications(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Reviewers stay as they are: one that was named twice scores once. Of two applications to one call one stands."""
    for reviewer in Reviewer.objects.filter(organisation=double).order_by("pk"):
        journal.change(reviewer, organisation_id=survivor.pk)
    for moved in Application.objects.filter(organisation=double).order_by("pk"):
        there = Application.objects.filter(organisation=survivor, call=moved.call_id).order_by("pk").first()
        journal.change(moved, organisation_id=survivor.pk)
        if there is not None:
            settle(journal, *sorted((there, moved), key=lambda one: one.pk))


def settle(journal: Journal, older: Application, newer: Application) -> None:
    """The older one stands, as its pages and the API know it, with the version of the two that was handed in last; the other is
    withdrawn, and the trail says why. Where the newer one said it last, its version moves over with its state and its scores.
    """
    if weight(newer) > weight(older):
        version = newer.versions.filter(number=newer.counted or last_number(newer)).first()
        values: dict[str, Any] = {name: getattr(newer, name) for name in STANDS}
        if version is not None:
            number = last_number(older) + 1
            was_counted = newer.counted == version.number
            journal.change(version, application_id=older.pk, number=number)
            values["counted"] = number if was_counted else older.counted
        journal.change(
            newer, action=WITHDRAW, state=ApplicationState.WITHDRAWN, rank=None, counted=None, cut_off_id=None
        )
        journal.change(older, **values)
    else:
        journal.change(newer, action=WITHDRAW, state=ApplicationState.WITHDRAWN, rank=None)


def weight(one: Application) -> tuple[int, bool, datetime]:
    """What decides which of two stands: a decision, then that it was handed in, then when it was said last."""
    handed_in = one.counted is not None and one.state != ApplicationState.WITHDRAWN
    version = (
        one.versions.filter(number=one.counted).first()
        if handed_in
        else one.versions.order_by("-number").first()
    )
    said = (version.submitted_at or version.changed_at) if version else one.changed_at
    return DECIDED.get(ApplicationState(one.state), 0), handed_in, said


def last_number(application: Application) -> int:
    last: ApplicationVersion | None = application.versions.order_by("-number").first()
    return last.number if last else 0
