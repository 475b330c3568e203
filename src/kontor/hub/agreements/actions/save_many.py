"""Many records at once: what imports call. Few statements whatever the number of rows, one segment of the audit trail."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import check_contact, findable, keeps_names
from kontor.hub.agreements.actions.save_parties import PartyEntry, set_parties
from kontor.hub.agreements.choices import FOLLOW_UP_MONTHS, AgreementState, CaseState
from kontor.hub.agreements.models import (
    Agreement,
    CaseObjective,
    CaseReport,
    CollaborationReport,
    CooperationCase,
    FollowUp,
    Step,
)
from kontor.hub.agreements.permissions import worked_on
from kontor.hub.evidence.actions import NewCitation, cite_in_bulk
from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a file states it. `known` is the record to change, None creates one; `sources` are (id, place)."""

    fields: Mapping[str, Any]
    known: Any = None
    sources: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class CaseEntry(Entry):
    """`parties` by role, in order, as `actions.save_parties` takes them; a role or objectives left out stay as they are."""

    parties: Mapping[str, Sequence[PartyEntry]] = field(default_factory=dict)
    objectives: Sequence[str] | None = None


@transaction.atomic
def save_cases(*, actor: Actor, entries: Sequence[CaseEntry], today: date) -> list[CooperationCase]:
    """Create and change cases with their parties and objectives. Follow-ups are planned as far as they lie ahead.

    Refused without the right to record for a new case's partnership, or to change a known case.
    """
    require(actor, "agreements.import")
    for partnership in Partnership.objects.filter(
        pk__in={one.fields.get("partnership_id") for one in new(entries)}
    ):
        require(actor, "agreements.add", partnership)
    teams = dict(Partnership.objects.values_list("pk", "team_id"))
    for entry in entries:
        rules.check_case({**described(entry.known), **entry.fields}, today)
    require_work([entry.known.pk for entry in entries if entry.known], actor=actor)
    placed = [placed_with_team(entry, teams, actor) for entry in entries]
    cases = save(actor, CooperationCase, placed)
    check_contact(case for case, entry in zip(cases, entries, strict=True) if entry.known)
    set_objectives(zip(cases, entries, strict=True))
    set_parties(actor, [(case, entry.parties) for case, entry in zip(cases, entries, strict=True)])
    keeps_names(*cases)
    plan_ahead(cases, today)
    findable(cases)
    return cases


def new[E: Entry](entries: Sequence[E]) -> list[E]:
    return [entry for entry in entries if entry.known is None]


def described(record: Any) -> dict[str, Any]:
    """What a known record says, by field."""
    return (
        {}
        if record is None
        else {one.attname: getattr(record, one.attname) for one in record._meta.concrete_fields}
    )


def placed_with_team(entry: CaseEntry, teams: Mapping[int, int | None], actor: Actor) -> CaseEntry:
    """A new case belongs to its partnership's team; without a partnership to the actor's own."""
    if entry.known is not None:
        return entry
    own = next((team for team in actor.teams if actor.edits(team)), None)
    team = teams.get(entry.fields.get("partnership_id") or 0, own)
    return CaseEntry({"team_id": team, **entry.fields}, None, entry.sources, entry.parties, entry.objectives)


def require_work(cases: Iterable[int], *, actor: Actor) -> None:
    """Refuse as `agreements.edit` does, asking once for all cases. One statement where all is well."""
    wanted = set(cases)
    if not wanted or actor.is_system:
        return
    rows = CooperationCase.objects.filter(worked_on(actor), pk__in=wanted)
    missing = wanted - set(rows.values_list("pk", flat=True))
    for case in CooperationCase.objects.filter(pk__in=missing):
        require(actor, "agreements.edit", case)


def save[M: Model](actor: Actor, model: type[M], entries: Sequence[Entry]) -> list[M]:
    """Create and change records of one kind, write the trail and cite their sources."""
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    records = [filled(model, entry) for entry in entries]
    pairs = list(zip(records, entries, strict=True))
    model._default_manager.bulk_create(
        [one for one, entry in pairs if entry.known is None], batch_size=AT_ONCE
    )
    changed = [(one, entry) for one, entry in pairs if entry.known is not None]
    names = {name for _one, entry in changed for name in entry.fields}
    if names:
        named = {model._meta.get_field(name.removesuffix("_id")).name for name in names}
        model._default_manager.bulk_update(
            [one for one, _entry in changed], [*named, "version", "changed_at"], batch_size=AT_ONCE
        )
    audit.record_many(
        actor,
        (
            audit.Entry("agreements.import", one, was, audit.state_of(one))
            for one, was in zip(records, before, strict=True)
        ),
    )
    stated = [(one, source, place) for one, entry in pairs for source, place in entry.sources]
    known = Source.objects.in_bulk({source for _one, source, _place in stated})
    cite_in_bulk(
        actor=actor, citations=[NewCitation(one, known[source], place) for one, source, place in stated]
    )
    return records


def filled[M: Model](model: type[M], entry: Entry) -> M:
    """The record with its new values; bulk saving asks no `save`, so the version grows here."""
    record: Any = entry.known or model()
    for name, value in entry.fields.items():
        setattr(record, name, value)
    if entry.known:
        record.version += 1
        record.changed_at = timezone.now()
    found: M = record
    return found


def set_objectives(pairs: Iterable[tuple[CooperationCase, CaseEntry]]) -> None:
    """Three statements. Those that stay keep what was stated of them."""
    wanted = {
        (case.pk, objective)
        for case, entry in pairs
        if entry.objectives is not None
        for objective in (*entry.objectives, "")
    }
    rows = CaseObjective.objects.filter(case__in={case for case, _objective in wanted})
    there = {(row.case_id, row.objective): row.pk for row in rows}
    CaseObjective.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    CaseObjective.objects.bulk_create(
        [CaseObjective(case_id=case, objective=one) for case, one in sorted(wanted - there.keys()) if one],
        batch_size=AT_ONCE,
    )


def plan_ahead(cases: Sequence[CooperationCase], today: date) -> None:
    """The follow-ups of cases whose first contact is known, as far as they lie ahead. Nobody is asked about the past."""
    planned = [
        FollowUp(case=case, month=month, due_on=day)
        for case in cases
        if case.started_on and case.state != CaseState.CLOSED
        for month, day in rules.follow_up_days(case.started_on, FOLLOW_UP_MONTHS, today).items()
    ]
    FollowUp.objects.bulk_create(planned, ignore_conflicts=True, batch_size=AT_ONCE)


@transaction.atomic
def save_agreements(
    *, actor: Actor, entries: Sequence[Entry], today: date, repeated: Collection[str] = ()
) -> list[Agreement]:
    """Create and change agreements. Refused as signing is: without day or evidence, on impossible days, signed twice.

    `repeated` are the keys of those that the caller will mark as the same as another one.
    """
    require(actor, "agreements.import")
    cases = {one.case_id for entry in entries if (one := entry.known)} | {
        entry.fields["case_id"] for entry in entries if "case_id" in entry.fields
    }
    require_work(cases, actor=actor)
    facts = {
        pk: {
            "contact": contact,
            "credited_to": credited or "",
            "partnership": acronym or "",
            "start": start or "",
        }
        for pk, contact, credited, acronym, start in CooperationCase.objects.filter(pk__in=cases).values_list(
            "pk", "started_on", "credited_to", "partnership__acronym", "partnership__start"
        )
    }
    for entry in entries:
        whole = {**described(entry.known), **entry.fields}
        rules.check_agreement(whole, today, **facts[whole["case_id"]])
    agreements = save(actor, Agreement, entries)
    check_signed_once(cases, repeated)
    keeps_names(*CooperationCase.objects.filter(pk__in=cases))
    return agreements


def check_signed_once(cases: Iterable[int], repeated: Collection[str]) -> None:
    """Refuse two signatures of one agreement in a case; the second entry of it is to say `same_as`. One statement."""
    seen: dict[int, list[tuple[str, str, str]]] = {}
    signed = Agreement.objects.filter(case__in=cases, state=AgreementState.SIGNED, same_as=None, renews=None)
    for one in signed.exclude(key__in=repeated).order_by("pk"):
        there = seen.setdefault(one.case_id, [])
        rules.check_signed_once(one.kind, one.signed_on, there)
        there.append((str(one), one.kind, one.signed_on))


@transaction.atomic
def save_reports(*, actor: Actor, entries: Sequence[Entry]) -> list[CaseReport]:
    """Say who reports which cases where. Refused for cases that the actor does not work on: reporting gives a right."""
    return save_with_case(CaseReport, entries, actor=actor)


@transaction.atomic
def save_steps(*, actor: Actor, entries: Sequence[Entry], today: date) -> list[Step]:
    """Create and change steps of cases."""
    for entry in entries:
        rules.check_not_after_today("done_on", entry.fields.get("done_on") or "", today)
    return save_with_case(Step, entries, actor=actor)


def save_with_case[M: (CaseReport, Step)](
    model: type[M], entries: Sequence[Entry], *, actor: Actor
) -> list[M]:
    require(actor, "agreements.import")
    cases = {entry.known.case_id if entry.known else entry.fields["case_id"] for entry in entries}
    require_work(cases, actor=actor)
    records = save(actor, model, entries)
    keeps_names(*CooperationCase.objects.filter(pk__in=cases))
    return records


@transaction.atomic
def save_collaborations(
    *, actor: Actor, entries: Sequence[Entry], countries: Sequence[Sequence[str] | None]
) -> list[CollaborationReport]:
    """Create and change reported collaborations; `countries` go with the entries, None leaves them as they are."""
    require(actor, "agreements.import")
    reporters = {
        entry.known.reporter_id if entry.known else entry.fields["reporter_id"] for entry in entries
    } | {entry.fields["reporter_id"] for entry in entries if "reporter_id" in entry.fields}
    for partnership in Partnership.objects.filter(pk__in=reporters):
        require(actor, "agreements.report_collaboration", partnership)
    for entry in entries:
        whole = {**described(entry.known), **entry.fields}
        rules.check_counterpart(
            whole["reporter_id"], whole.get("counterpart_id"), whole.get("counterpart_name") or ""
        )
    reports = save(actor, CollaborationReport, entries)
    through = CollaborationReport.countries.through
    named = [
        (report.pk, codes) for report, codes in zip(reports, countries, strict=True) if codes is not None
    ]
    through.objects.filter(collaborationreport__in=[pk for pk, _codes in named]).delete()
    through.objects.bulk_create(
        [through(collaborationreport_id=pk, country_id=code) for pk, codes in named for code in codes],
        batch_size=AT_ONCE,
    )
    return reports
