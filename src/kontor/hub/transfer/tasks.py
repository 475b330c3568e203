"""Background work: ids in, fetch, one call."""

from typing import Any

from django.utils.translation import gettext

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import Actor, system
from kontor.hub.foundation.jobs import Done, Progress, daily, job
from kontor.hub.foundation.pages import sentence
from kontor.hub.transfer import actions
from kontor.hub.transfer.models import Import
from kontor.hub.transfer.rules import PlanOutdated


def fetched(owner_id: int | None, import_id: int) -> tuple[Actor, Import]:
    """Who asked, with the rights of now, and the import."""
    record = Import.objects.get(pk=import_id)
    return (actor_of(User.objects.get(pk=owner_id)) if owner_id else system("transfer")), record


@job("transfer.plan")
def plan(progress: Progress, owner_id: int | None, *, import_id: int) -> Done:
    actor, record = fetched(owner_id, import_id)
    if record.state == "reading":
        record = actions.plan_upload(actor=actor, record=record, say=progress.say)
    told = gettext("The plan is ready.") if record.state == "planned" else gettext("The file has errors.")
    return Done(told, dict(record.plan.get("counts", {})), record.get_absolute_url())


@job("transfer.execute")
def execute(progress: Progress, owner_id: int | None, *, import_id: int) -> Done:
    actor, record = fetched(owner_id, import_id)
    progress.say(gettext("Writing the records"))
    try:
        record = actions.carry_out(actor=actor, record=record, progress=progress)
    except PlanOutdated as refusal:
        # Not raised further: that would take back the new plan, too.
        return Done(sentence(refusal), url=record.get_absolute_url())
    return Done(gettext("The import is done."), counts(record), record.get_absolute_url())


@job("transfer.undo")
def undo(progress: Progress, owner_id: int | None, *, import_id: int) -> Done:
    actor, record = fetched(owner_id, import_id)
    progress.say(gettext("Taking the import back"))
    record = actions.take_back(actor=actor, record=record)
    return Done(gettext("The import has been undone."), counts(record), record.get_absolute_url())


def counts(record: Import) -> dict[str, Any]:
    return dict(record.plan.get("counts", {}))


@daily("transfer.forget_old")
def forget_old() -> None:
    actions.forget_old(actor=system("nightly"))
