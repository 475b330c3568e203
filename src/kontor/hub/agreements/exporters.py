"""Lists of this area to take along, as far as the actor sees them; parties as `queries.parties_for` tells them.

What was exported by somebody who works on the cases imports as unchanged; to all others a confidential party is only its
description.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import inputs, queries
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import (
    Agreement,
    CaseObjective,
    CaseReport,
    CollaborationReport,
    CooperationCase,
    Step,
)
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.evidence.models import Citation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.transfer.kit import Exporter

AT_ONCE = 1000


def sources_of(model: Any, pks: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    """Record -> (key of the source, place). One statement."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Citation.objects.filter(
        subject_kind=model._meta.label_lower, subject_id__in=pks, source__isnull=False
    )
    for pk, source, place in rows.order_by("pk").values_list("subject_id", "source__key", "place"):
        found[pk].append((source, place))
    return found


def party_columns(parties: Sequence[queries.PartyShown]) -> dict[str, Any]:
    """What the actor reads of a case's parties, in the columns of the import."""
    found: dict[str, Any] = {
        column: [one.organisation.key for one in parties if one.role == role and one.organisation]
        for column, role in inputs.ROLES.items()
    }
    others = [one for one in parties if one.role == PartyRole.COUNTERPART]
    hidden = [one for one in parties if one.role != PartyRole.COUNTERPART and one.confidential]
    return found | {
        "counterpart_names": [one.label for one in others if one.known and one.organisation is None],
        "confidential": any(one.confidential for one in others),
        "public_description": next((one.public_description for one in others if one.public_description), ""),
        "confidential_own": list(dict.fromkeys(one.organisation.key for one in hidden if one.organisation)),
        "own_description": next((one.public_description for one in hidden), ""),
    }


class ExportCases(Exporter):
    kind, label, permission = "cases", _("Cooperation cases"), "agreements.export"
    columns = inputs.CASES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(actor, visible(CooperationCase, actor).order_by("key"))

    def rows_of(self, actor: Actor, rows: QuerySet[CooperationCase]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible: what a filtered list is downloaded from."""
        read = rows.select_related("partnership", "same_as")
        seen = partnerships_seen(actor)
        for cases in batched(read.iterator(chunk_size=AT_ONCE), AT_ONCE):
            pks = [case.pk for case in cases]
            parties, readable = queries.parties_for(actor, cases), readable_cases(actor, pks)
            same = {case.same_as_id for case in cases if case.same_as_id}
            doubles = dict(visible(CooperationCase, actor).filter(pk__in=same).values_list("pk", "key"))
            objectives = objectives_of(pks)
            sources = sources_of(CooperationCase, pks)
            for case in cases:
                row = {column: getattr(case, name) for column, name in inputs.FIELDS_OF_CASES.items()}
                if case.pk not in readable:
                    row |= {"note": "", "state_basis": "", "outcome_reason": ""}
                yield (
                    row
                    | party_columns(parties[case.pk])
                    | {
                        "partnership": seen.get(case.partnership_id or 0),
                        "objectives": objectives[case.pk],
                        "same_as": doubles.get(case.same_as_id or 0),
                        "source": sources[case.pk],
                    }
                )


def objectives_of(cases: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for case, objective in CaseObjective.objects.filter(case__in=cases).values_list("case_id", "objective"):
        found[case].append(objective)
    return found


def partnerships_seen(actor: Actor) -> Mapping[int, str]:
    return dict(visible(Partnership, actor).values_list("pk", "key"))


class ExportAgreements(Exporter):
    """With what tells of their cases; amounts, and why evidence is missing, to who has a right on the case."""

    kind, label, permission = "agreements", _("Agreements"), "agreements.export"
    columns = inputs.AGREEMENTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        read = visible(Agreement, actor).select_related("case", "source", "renews").order_by("key")
        partnerships = partnerships_seen(actor)
        seen = dict(visible(Agreement, actor).values_list("pk", "key"))
        for agreements in batched(read.iterator(chunk_size=AT_ONCE), AT_ONCE):
            cases = {one.case_id: one.case for one in agreements}
            parties, readable = queries.parties_for(actor, cases.values()), readable_cases(actor, cases)
            for one in agreements:
                row = {column: getattr(one, name) for column, name in inputs.FIELDS_OF_AGREEMENTS.items()}
                if one.case_id not in readable:
                    row |= {"amount": None, "currency": "", "waiver": ""}
                row |= {name: getattr(one.case, inputs.FIELDS_OF_CASES[name]) for name in OF_THE_CASE}
                yield (
                    row
                    | party_columns(parties[one.case_id])
                    | {
                        "case": one.case.key,
                        "partnership": partnerships.get(one.case.partnership_id or 0),
                        "renews": seen.get(one.renews_id or 0),
                        "same_as": seen.get(one.same_as_id or 0),
                        "evidence": [(one.source.key, one.source_place)] if one.source else [],
                    }
                )


OF_THE_CASE = ("description", "sector", "country", "credited_to", "visibility", "level")


class ExportReports(Exporter):
    kind, label, permission = "case-reports", _("Reports of cases"), "agreements.export"
    columns = inputs.REPORTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(CaseReport, actor).filter(partnership__in=visible(Partnership, actor).values("pk"))
        read = rows.select_related("case", "partnership").order_by("case__key", "register", "pk")
        for reports in batched(read.iterator(chunk_size=AT_ONCE), AT_ONCE):
            readable = readable_cases(actor, {one.case_id for one in reports})
            for one in reports:
                row = {column: getattr(one, name) for column, name in inputs.FIELDS_OF_REPORTS.items()}
                note = one.note if one.case_id in readable else ""
                yield row | {"case": one.case.key, "partnership": one.partnership.key, "note": note}


class ExportSteps(Exporter):
    """Who takes a step is told where its organisation is a party that the actor reads, or none of the case's."""

    kind, label, permission = "case-steps", _("Steps of cases"), "agreements.export"
    columns = inputs.STEPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        read = visible(Step, actor).select_related("case", "owner").order_by("case__key", "pk")
        for steps in batched(read.iterator(chunk_size=AT_ONCE), AT_ONCE):
            owners = queries.owners_told(actor, steps)
            for one in steps:
                row = {column: getattr(one, name) for column, name in inputs.FIELDS_OF_STEPS.items()}
                owner = owners.get(one.pk)
                yield row | {"case": one.case.key, "owner": owner.key if owner else None}


class ExportCollaborations(Exporter):
    """Of partnerships that the actor sees; the other one where she sees it, too."""

    kind, label, permission = "collaborations", _("Collaborations between partnerships"), "agreements.export"
    columns = inputs.COLLABORATIONS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        partnerships = partnerships_seen(actor)
        rows = visible(CollaborationReport, actor).filter(reporter__in=partnerships).order_by("key")
        reports = list(rows.prefetch_related("countries"))
        sources = sources_of(CollaborationReport, [one.pk for one in reports])
        for one in reports:
            row = {column: getattr(one, name) for column, name in inputs.FIELDS_OF_COLLABORATIONS.items()}
            yield row | {
                "reporter": partnerships[one.reporter_id],
                "counterpart": partnerships.get(one.counterpart_id or 0),
                "countries": sorted(country.code for country in one.countries.all()),
                "source": sources[one.pk],
            }


EXPORTERS = (ExportCases, ExportAgreements, ExportReports, ExportSteps, ExportCollaborations)
