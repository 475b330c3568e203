"""Cases from a table, with their parties as columns."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, inputs, rules
from kontor.hub.agreements.importers import base
from kontor.hub.agreements.importers.parties import NO_PARTIES, check_parties, parties_in, parties_of
from kontor.hub.agreements.models import CaseObjective, CooperationCase
from kontor.hub.agreements.permissions import worked_on
from kontor.hub.agreements.queries import CASES
from kontor.hub.foundation import search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class CaseRows(Importer):
    """What tables have in common whose rows tell of cases."""

    permission = "agreements.import"
    key_columns = ("id",)

    def tables(self, actor: Actor) -> dict[str, Lookup]:
        self.actor = actor
        self.may_add: dict[int | None, bool] = {}
        organisations = base.organisations(actor)
        labels = organisations.labels
        self.names = {pk: labels[key] for key, pk in organisations.values.items() if labels[key]}
        rows = visible(Partnership, actor).values_list("pk", "acronym", "start")
        self.partnerships = {pk: {"partnership": acronym, "start": start} for pk, acronym, start in rows}
        return {
            "partnerships": base.partnerships(actor),
            "organisations": organisations,
            "sources": base.sources(),
        }

    def adds_for(self, partnership: int | None) -> bool:
        if partnership not in self.may_add:
            record = Partnership.objects.get(pk=partnership) if partnership else None
            self.may_add[partnership] = can(self.actor, "agreements.add", record)
        return self.may_add[partnership]


class ImportCases(CaseRows):
    """One row per cooperation, whoever reports it and how often."""

    kind, label = "cases", _("Cooperation cases")
    columns = inputs.CASES
    model = CooperationCase

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        tables = self.tables(actor)
        self.partnership_keys = {pk: key for key, pk in tables["partnerships"].values.items()}
        return tables | {"cases": base.cases_seen(actor)}

    def complete(self, rows: Sequence[Row]) -> None:
        """A key made of the partnership and the title, and what empty cells mean."""
        for row in rows:
            if not row.get("id"):
                owner = self.partnership_keys.get(row.get("partnership") or 0, "")
                row["id"] = slugify(f"{owner} {row['title']}")[:120].strip("-")
            for name, value in inputs.DEFAULTS_OF_CASES.items():
                if name in row and row[name] in ("", None):
                    row[name] = value
        self.stated = {row["id"]: tuple(row.get("source") or ()) for row in rows}
        there = CooperationCase.objects.filter(key__in=[row["id"] for row in rows])
        self.taken = set(there.values_list("key", flat=True))

    def check(self, row: Row, current: Current | None) -> None:
        if current is None and row["id"] in self.taken:
            raise base.KeyTaken(field="id", key=row["id"])
        if current is None and not self.adds_for(row.get("partnership")):
            raise base.NotYours(field="partnership")
        whole = {**(current.values if current else {}), **row}
        fields = {name: whole.get(column) for column, name in inputs.FIELDS_OF_CASES.items()}
        rules.check_case(fields, timezone.localdate())
        check_parties(whole, self.names)

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Those that the actor works on. Four statements, whatever the number of keys."""
        cases = list(CooperationCase.objects.filter(worked_on(self.actor), key__in=keys))
        pks = [case.pk for case in cases]
        parties, cited = parties_of(pks), base.cited_by(CooperationCase, pks)
        objectives = objectives_of(pks)
        return {
            case.key: Current(
                case.pk,
                {column: getattr(case, name) for column, name in inputs.FIELDS_OF_CASES.items()}
                | parties.get(case.pk, NO_PARTIES)
                | {
                    "objectives": tuple(objectives[case.pk]),
                    "same_as": case.same_as_id,
                    "source": base.no_less(cited[case.pk], self.stated.get(case.key, ())),
                },
                case.version,
            )
            for case in cases
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        self.save(actor, [(row, row, None) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = CooperationCase.objects.in_bulk([change.pk for change in changes])
        there = parties_of(known)
        self.save(
            actor,
            [
                (change.after, there.get(change.pk, NO_PARTIES) | dict(change.after), known[change.pk])
                for change in changes
            ],
        )

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        super().remove_many(actor, pks)
        search.remove(CASES, pks)

    def save(self, actor: Actor, rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any], Any]]) -> None:
        """`rows` are what changes, the same with the parties that stay, and the known case."""
        entries = [entry(after, whole, known) for after, whole, known in rows]
        cases = actions.save_cases(actor=actor, entries=entries, today=timezone.localdate())
        mark(actor, CooperationCase, zip(cases, (after for after, _whole, _known in rows), strict=True))


def objectives_of(cases: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for case, objective in CaseObjective.objects.filter(case__in=cases).values_list("case_id", "objective"):
        found[case].append(objective)
    return found


def entry(row: Mapping[str, Any], whole: Mapping[str, Any], known: Any = None) -> actions.CaseEntry:
    return actions.CaseEntry(
        {name: row[column] for column, name in inputs.FIELDS_OF_CASES.items() if column in row},
        known,
        tuple(row.get("source") or ()),
        parties_in(whole),
        row.get("objectives"),
    )


def mark(actor: Actor, model: Any, pairs: Any) -> None:
    """Second entries, once all of the file are there: a row may name one further down."""
    for record, row in pairs:
        if "same_as" not in row:
            continue
        if row["same_as"] is None:
            if record.same_as_id is not None:
                actions.unmark_same(actor=actor, record=record)
            continue
        of = row["same_as"]
        counted = model.objects.get(**({"key": of} if isinstance(of, str) else {"pk": of}))
        actions.mark_same(actor=actor, record=record, same_as=counted)
