"""Agreements from one table: with the case they belong to, or with what a case needs, which is then made."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, inputs, rules
from kontor.hub.agreements.choices import CaseLevel, CaseState, CaseType
from kontor.hub.agreements.importers import base
from kontor.hub.agreements.importers.cases import CaseRows, entry, mark
from kontor.hub.agreements.importers.parties import NO_PARTIES, check_parties, parties_in, parties_of
from kontor.hub.agreements.models import Agreement, CooperationCase
from kontor.hub.agreements.permissions import worked_on
from kontor.hub.agreements.queries import CASES
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.transfer.kit import Change, Current, Key, Lookup, Row

DEFAULTS = {"state": "to-be-signed", "currency": "", "confidential": False}
# What the row says of the case; it is changed with the case.
OF_THE_CASE = ("description", "sector", "country", "credited_to", "visibility", "partnership", "level")
PARTY_COLUMNS = tuple(NO_PARTIES)


class NoCase(Refusal):
    code = "no-case"
    sentence = N_(
        "An agreement belongs to a case: write the key of the case, or a title and the counterparts, and a case is made."
    )


class ImportAgreements(CaseRows):
    """One row per agreement. Where no case is named, the row's parties and title make one, under the agreement's key."""

    kind, label = "agreements", _("Agreements")
    columns = inputs.AGREEMENTS
    model = Agreement

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.today = timezone.localdate()
        return self.tables(actor) | {
            "cases": base.cases_to_change(actor),
            "agreements": base.agreements_seen(actor),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in DEFAULTS.items():
                if name in row and row[name] in ("", None):
                    row[name] = value
        keys = [row["id"] for row in rows]
        self.taken = set(Agreement.objects.filter(key__in=keys).values_list("key", flat=True))
        self.taken_cases = set(CooperationCase.objects.filter(key__in=keys).values_list("key", flat=True))
        named = CooperationCase.objects.filter(pk__in=[row["case"] for row in rows if row.get("case")])
        self.facts = {one.pk: facts_of(one) for one in named.select_related("partnership")}

    def check(self, row: Row, current: Current | None) -> None:
        if current is None and row["id"] in self.taken:
            raise base.KeyTaken(field="id", key=row["id"])
        if current is None and not row.get("case"):
            self.check_case_to_make(row)
        whole = {**(current.values if current else {}), **row}
        about = self.facts.get(whole.get("case") or 0) or {
            **self.partnerships.get(row.get("partnership") or 0, {}),
            "credited_to": row.get("credited_to") or "",
        }
        rules.check_agreement(fields_of(whole), self.today, **about)

    def check_case_to_make(self, row: Row) -> None:
        if not row.get("title") or not parties_in(row).get("counterpart"):
            raise NoCase(field="case")
        if row["id"] in self.taken_cases:
            raise base.KeyTaken(field="id", key=row["id"])
        if not self.adds_for(row.get("partnership")):
            raise base.NotYours(field="partnership")
        check_parties(row, self.names)

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Those of cases that the actor works on. Two statements, whatever the number of keys."""
        cases = CooperationCase.objects.filter(worked_on(self.actor)).values("pk")
        rows = list(
            Agreement.objects.filter(key__in=keys, case__in=cases).select_related("case__partnership")
        )
        self.facts |= {one.case_id: facts_of(one.case) for one in rows}
        parties = parties_of({one.case_id for one in rows})
        return {
            one.key: Current(one.pk, values_of(one, parties.get(one.case_id, NO_PARTIES)), one.version)
            for one in rows
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        without = [row for row in rows if not row.get("case")]
        entries = [case_of(row) for row in without]
        made = actions.save_cases(actor=actor, entries=entries, today=timezone.localdate())
        cases = {id(row): case.pk for row, case in zip(without, made, strict=True)}
        self.save_rows(actor, [({**row, "case": cases.get(id(row)) or row["case"]}, None) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Agreement.objects.select_related("case").in_bulk([change.pk for change in changes])
        change_cases(actor, [(known[change.pk].case, change.after) for change in changes])
        self.save_rows(actor, [(change.after, known[change.pk]) for change in changes])

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        """With the cases that were made for these agreements, unless somebody has changed them or added to them since."""
        made = CooperationCase.objects.filter(agreements__in=pks, key=F("agreements__key"), version=1)
        alone = list(made.values_list("pk", flat=True))
        super().remove_many(actor, pks)
        cases = CooperationCase.objects.filter(pk__in=alone, agreements=None, steps=None, reports=None)
        audit.record_many(
            actor, [audit.Entry("transfer.undo", case, audit.state_of(case), {}) for case in cases]
        )
        search.remove(CASES, [case.pk for case in cases])
        cases.delete()

    def save_rows(self, actor: Actor, rows: Sequence[tuple[Mapping[str, Any], Any]]) -> None:
        entries = [actions.Entry(fields_of(row), known) for row, known in rows]
        plain = [row for row, _known in rows]
        repeated = [row["id"] for row in plain if row.get("same_as") and "id" in row]
        saved = actions.save_agreements(
            actor=actor, entries=entries, today=timezone.localdate(), repeated=repeated
        )
        mark(actor, Agreement, zip(saved, plain, strict=True))
        link_renewals(actor, zip(saved, plain, strict=True))


def facts_of(case: CooperationCase) -> dict[str, str]:
    partnership = case.partnership
    return {
        "contact": case.started_on,
        "partnership": partnership.acronym if partnership else "",
        "start": partnership.start if partnership else "",
        "credited_to": case.credited_to,
    }


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The record's fields of the columns that the row has."""
    found: dict[str, Any] = {
        name: row[column] for column, name in inputs.FIELDS_OF_AGREEMENTS.items() if column in row
    }
    if "expires_on" in found:
        found["expires_on"] = base.day(found["expires_on"])
    if "currency" in found:
        found["currency"] = found["currency"] or ""
    if "evidence" in row:
        source, place = next(iter(row["evidence"] or ()), (None, ""))
        found |= {"source_id": source, "source_place": place}
    return found


def values_of(one: Agreement, parties: dict[str, Any]) -> dict[str, Any]:
    """As the cleaners give them."""
    values = {column: getattr(one, name) for column, name in inputs.FIELDS_OF_AGREEMENTS.items()}
    of_case = {column: getattr(one.case, inputs.FIELDS_OF_CASES[column]) for column in OF_THE_CASE}
    evidence = ((one.source_id, one.source_place),) if one.source_id else ()
    links = {"renews": one.renews_id, "same_as": one.same_as_id, "evidence": evidence}
    return of_case | parties | base.plain(values, ("expires_on",)) | links


def case_of(row: Mapping[str, Any]) -> actions.CaseEntry:
    """The case that an agreement alone tells of: as far as the agreement is, under the same key."""
    signed = row.get("state") in rules.SIGNED
    stated = {inputs.FIELDS_OF_CASES[column]: row[column] for column in OF_THE_CASE if row.get(column)}
    fields: dict[str, Any] = {"level": str(CaseLevel.CLUSTER), "visibility": "partners"} | stated
    fields |= {"key": row["id"], "title": row["title"], "type": str(CaseType.FORMAL_AGREEMENT)}
    fields["state"] = str(CaseState.SIGNED if signed else CaseState.TO_BE_SIGNED)
    return actions.CaseEntry(fields, parties=parties_in(row))


def change_cases(actor: Actor, pairs: Sequence[tuple[CooperationCase, Mapping[str, Any]]]) -> None:
    """What rows say of their cases is changed there."""
    differing = {
        case.pk: (case, after)
        for case, after in pairs
        if any(name in after for name in (*OF_THE_CASE, *PARTY_COLUMNS))
    }
    if not differing:
        return
    parties = parties_of(differing)
    entries = []
    for pk, (case, after) in differing.items():
        said = {column: after[column] for column in (*OF_THE_CASE, *PARTY_COLUMNS) if column in after}
        entries.append(entry(said, parties.get(pk, NO_PARTIES) | said, case))
    actions.save_cases(actor=actor, entries=entries, today=timezone.localdate())


def link_renewals(actor: Actor, pairs: Any) -> None:
    """Once all of the file are there: a row may name one further down."""
    entries = []
    for agreement, row in pairs:
        if "renews" in row and (row["renews"] or agreement.renews_id):
            of = row["renews"]
            before = Agreement.objects.get(key=of).pk if isinstance(of, str) else of
            entries.append(actions.Entry({"renews_id": before}, agreement))
    if entries:
        actions.save_agreements(actor=actor, entries=entries, today=timezone.localdate())
