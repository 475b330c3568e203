"""Bringing a file, and saying what it would do."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext

from kontor.hub.foundation import audit, jobs
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.transfer import rules
from kontor.hub.transfer.kit import IMPORTERS
from kontor.hub.transfer.kit.planning import VERBS, Plan, described, make_plan
from kontor.hub.transfer.kit.readers import check_size
from kontor.hub.transfer.models import Import
from kontor.hub.transfer.rules import IMPORT, AtWork, FileGone

SHOWN_STEPS = 200


def upload(*, actor: Actor, kind: str, file: "File[bytes]") -> Import:
    """Keep a file and plan it: at once when it is small, in the background otherwise. Refuses by size before reading."""
    require(actor, IMPORTERS[kind].permission)
    name = PurePath((file.name or "").replace("\\", "/")).name
    check_size(name, file.size, settings.UPLOAD_LIMIT)
    with transaction.atomic():
        record = Import(kind=kind, file_name=name[-250:], owner_id=actor.user_id, sha256=digest_of(file))
        file.seek(0)
        record.file.save(f"{record.sha256[:16]}{PurePath(name).suffix.lower()[:6]}", file, save=False)
        record.save()
        audit.record(actor, "transfer.upload", record)
    if file.size <= rules.INLINE_BYTES:
        return plan_upload(actor=actor, record=record)
    return in_background(
        actor, record, "transfer.plan", gettext("Reading %(name)s") % {"name": record.file_name}
    )


def digest_of(file: "File[bytes]") -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    return found.hexdigest()


def in_background(actor: Actor, record: Import, kind: str, title: str) -> Import:
    """Start a job for the import. Refused (AtWork) while another works on it."""
    check_idle(record)
    with transaction.atomic():
        record.job = jobs.start(actor, kind, title, total=record.rows, import_id=record.pk)
        record.save(update_fields=["job"])
    return record


def check_idle(record: Import) -> None:
    if record.job is not None and not record.job.is_over:
        raise AtWork


@transaction.atomic
def plan_upload(*, actor: Actor, record: Import, say: Callable[[str], Any] = str) -> Import:
    """Say what the file would do, or everything that is wrong with it. Writes nothing but the plan."""
    plan = plan_of(actor=actor, record=record, say=say)
    record.state = IMPORT.after("refuse" if plan.problems else "plan", record.state)
    keep_plan(record, plan)
    record.save()
    audit.record(
        actor,
        "transfer.plan",
        record,
        after={"state": record.state, "rows": record.rows, "errors": record.error_count},
    )
    return record


def plan_of(*, actor: Actor, record: Import, say: Callable[[str], Any] = str) -> Plan:
    """The plan of the kept file on the present records. Raises FileGone."""
    importer = IMPORTERS[record.kind]()
    require(actor, importer.permission)
    try:
        with record.file.open("rb") as file:
            return make_plan(
                importer,
                actor,
                file,
                record.file_name,
                size=record.file.size,
                limit=settings.UPLOAD_LIMIT,
                say=say,
            )
    except (FileNotFoundError, ValueError) as error:
        raise FileGone from error


def keep_plan(record: Import, plan: Plan) -> None:
    record.rows = plan.rows
    record.error_count = plan.problems.total
    record.errors = [problem.as_json() for problem in plan.problems]
    record.plan = {
        "counts": plan.counts,
        "digest": plan.digest,
        "notes": [note.as_json() for note in plan.notes],
        "headers": dict(plan.headers),
        "steps": first_steps(plan),
    }


def first_steps(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """The first of each kind of step, as texts."""
    found: dict[str, list[dict[str, Any]]] = {verb: [] for verb in VERBS}
    for step in plan.steps:
        if len(found[step.verb]) < SHOWN_STEPS:
            found[step.verb].append(described(plan, step))
    return found
