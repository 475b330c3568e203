"""Planning and executing in one go, for the command line and the demo."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.transfer.actions.execute import decisions_for
from kontor.hub.transfer.actions.upload import keep_plan
from kontor.hub.transfer.choices import ImportState
from kontor.hub.transfer.kit import IMPORTERS, HasErrors
from kontor.hub.transfer.kit.execution import carry_out_plan
from kontor.hub.transfer.kit.planning import Plan, make_plan
from kontor.hub.transfer.models import Import


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows the file has and what happened to them; `record` is None when nothing had to be written."""

    rows: int
    counts: dict[str, int]
    record: Import | None


def load(*, actor: Actor, kind: str, path: Path, doubles: str = "create") -> Loaded:
    """Plan and execute, all or nothing. Raises HasErrors, or OSError for a file that cannot be opened."""
    plan, record = import_file(actor=actor, kind=kind, path=path, apply=True, doubles=doubles)
    if plan.problems:
        raise HasErrors(plan.problems)
    return Loaded(plan.rows, plan.counts, record)


@transaction.atomic
def import_file(
    *, actor: Actor, kind: str, path: Path, apply: bool = False, doubles: str = "skip"
) -> tuple[Plan, Import | None]:
    """The plan of a file on this machine; with `apply` executed, if it has no errors and anything to do."""
    importer = IMPORTERS[kind]()
    require(actor, importer.permission)
    size = path.stat().st_size
    with path.open("rb") as file:
        plan = make_plan(importer, actor, file, path.name, size=size, limit=settings.UPLOAD_LIMIT)
    if not apply or plan.problems or plan.does_nothing:
        return plan, None
    record = Import(kind=kind, file_name=path.name[-250:], owner_id=actor.user_id, sha256=digest_of(path))
    record.decisions = {"lines": {}, "others": doubles}
    record.undo = carry_out_plan(actor, plan, decisions_for(plan, record.decisions))
    keep_plan(record, plan)
    record.state, record.executed_at = ImportState.EXECUTED, timezone.now()
    record.save()
    audit.record(actor, "transfer.execute", record)
    return plan, record


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
