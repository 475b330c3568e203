"""Who sees which cases, who learns who a confidential party is, and who may change what.

A case is seen by its visibility; always by its partnership, by every partnership that reports it and by the teams of the
organisations that are party to it. A confidential party, its contact, amounts and impacts need a right on the case:
analysts, editors and administrators read cases without them. A case is changed by its own team, by those who edit its
partnership, and by those who edit an organisation on its own side; a counterpart reads.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import (
    Agreement,
    CaseObjective,
    CaseReport,
    CollaborationReport,
    CooperationCase,
    FollowUp,
    Impact,
    Party,
    Signatory,
    Step,
)
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import PERMISSIONS, is_anybody, is_the_system, predicate
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, visibility_of, visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.permissions import (
    FOR_THE_PROGRAMME,
    READS_ALL,
    edits_an_organisation,
    of_a_partnership,
    own_partnership_ids,
    own_programme_ids,
)
from kontor.hub.surveys.permissions import RUNS


@visibility_of(CooperationCase)
def cases(actor: Actor) -> Q:
    if actor.has(*READS_ALL):
        return EVERYTHING
    return of_a_partnership(actor) | with_a_right(actor)


def with_a_right(actor: Actor) -> Q:
    """The cases whose confidential parts the actor reads: her team's, her organisation's, and those her partnership reports."""
    if not actor.team_ids:
        return NOTHING
    own_side = CooperationCase.objects.filter(parties__organisation__team_id__in=actor.team_ids)
    reported = CooperationCase.objects.filter(reports__partnership__team_id__in=actor.team_ids)
    return (
        Q(team_id__in=actor.team_ids)
        | Q(partnership__team_id__in=actor.team_ids)
        | Q(pk__in=own_side.values("pk"))
        | Q(pk__in=reported.values("pk"))
    )


@visibility_of(Party, CaseObjective, CaseReport, Step, FollowUp, Agreement)
def with_their_case(actor: Actor) -> Q:
    return Q(case__in=visible(CooperationCase, actor).values("pk"))


@visibility_of(Impact)
def impacts(actor: Actor) -> Q:
    """Amounts are confidential: only with a right on the case."""
    return Q(case__in=CooperationCase.objects.filter(with_a_right(actor)).values("pk"))


@visibility_of(Signatory)
def signatories(actor: Actor) -> Q:
    return Q(agreement__case__in=CooperationCase.objects.filter(with_a_right(actor)).values("pk"))


@visibility_of(CollaborationReport)
def collaborations(actor: Actor) -> Q:
    """Both sides always; others by its visibility, where they see both partnerships: none is named that is hidden."""
    if actor.has(*READS_ALL):
        return EVERYTHING
    seen = visible(Partnership, actor).order_by().values("pk")
    both_seen = Q(reporter__in=seen) & (Q(counterpart=None) | Q(counterpart__in=seen))
    rows = Q(visibility="public") & both_seen
    if actor.team_ids:
        own = own_partnership_ids(actor.team_ids)
        rows |= Q(reporter__in=own) | Q(counterpart__in=own)
        programmes = own_programme_ids(actor.team_ids)
        rows |= FOR_THE_PROGRAMME & Q(reporter__call__programme__in=programmes) & both_seen
    return rows


def readable_cases(actor: Actor, cases: Collection[int]) -> frozenset[int]:
    """Those of these cases whose confidential parts the actor reads. One statement, none for visitors and the system."""
    if actor.is_system:
        return frozenset(cases)
    if not actor.team_ids or not cases:
        return frozenset()
    rows = CooperationCase.objects.filter(with_a_right(actor), pk__in=cases)
    return frozenset(rows.values_list("pk", flat=True))


# Who may change.

OWN_SIDE = (PartyRole.RESPONSIBLE, PartyRole.MEMBER)


def worked_on(actor: Actor) -> Q:
    """The cases that the actor may change, for many at once: says the same as the permission `agreements.edit`."""
    edited = actor.edited_teams
    if actor.is_system:
        return EVERYTHING
    own_side = Party.objects.filter(role__in=OWN_SIDE, organisation__team_id__in=edited)
    reported = CaseReport.objects.filter(partnership__team_id__in=edited)
    return (
        Q(team_id__in=edited)
        | Q(partnership__team_id__in=edited)
        | Q(pk__in=own_side.values("case_id"))
        | Q(pk__in=reported.values("case_id"))
    )


def case_of(subject: Any) -> CooperationCase:
    if isinstance(subject, CooperationCase):
        return subject
    return subject.agreement.case if isinstance(subject, Signatory) else subject.case


@predicate
def edits_its_team_or_partnership(actor: Actor, subject: Any) -> bool:
    case = case_of(subject)
    return actor.edits(case.team_id) or (
        case.partnership is not None and actor.edits(case.partnership.team_id)
    )


@predicate
def edits_an_organisation_on_its_side(actor: Actor, subject: Any) -> bool:
    edited = actor.edited_teams
    own = Party.objects.filter(case=case_of(subject).pk, role__in=OWN_SIDE, organisation__team_id__in=edited)
    return bool(edited) and own.exists()


@predicate
def edits_a_partnership_that_reports_it(actor: Actor, subject: Any) -> bool:
    edited = actor.edited_teams
    reports = CaseReport.objects.filter(case=case_of(subject).pk, partnership__team_id__in=edited)
    return bool(edited) and reports.exists()


@predicate
def has_a_right_on_the_case(actor: Actor, subject: Any) -> bool:
    return bool(readable_cases(actor, [case_of(subject).pk]))


@predicate
def edits_the_reporting_partnership(actor: Actor, subject: Any) -> bool:
    return actor.edits(subject.reporter.team_id)


@predicate
def edits_the_other_partnership(actor: Actor, subject: Any) -> bool:
    return subject.counterpart is not None and actor.edits(subject.counterpart.team_id)


@predicate
def edits_this_partnership(actor: Actor, subject: Any) -> bool:
    return actor.edits(subject.team_id)


@predicate
def edits_one_of_its_partners(actor: Actor, subject: Any) -> bool:
    edited = actor.edited_teams
    partners = Participation.objects.filter(partnership=subject.pk, organisation__team_id__in=edited)
    return bool(edited) and partners.exists()


@predicate
def records_for_it(actor: Actor, subject: Any) -> bool:
    """`subject` is the partnership; None where nothing is chosen yet, or the case is nobody's but one organisation's."""
    if subject is None:
        return edits_an_organisation.test(actor, None) or bool(actor.edited_teams)
    return edits_this_partnership.test(actor, subject) or edits_one_of_its_partners.test(actor, subject)


WORKS_ON_IT = (
    edits_its_team_or_partnership | edits_an_organisation_on_its_side | edits_a_partnership_that_reports_it
)
ASK_PARTNERS = N_(
    "Only the partners of this case may do this: those who edit its partnership or an organisation on its side. Ask the "
    "responsible partner."
)
CHANGES = (
    "edit", "advance", "sign", "close", "reopen", "add_party", "edit_party", "remove_party", "add_agreement", "edit_agreement",
    "renew", "terminate", "abandon", "add_signatory", "add_step", "edit_step", "finish_step", "follow_up", "add_impact",
    "remove_impact", "report", "mark_same", "draw",
)  # fmt: skip

PERMISSIONS.define("agreements.view", is_anybody, N_("This case is not open to you."), scope="read")
PERMISSIONS.define(
    "agreements.export", is_anybody, N_("Cases are exported by all who see them."), scope="read"
)
PERMISSIONS.define(
    "agreements.add", records_for_it,
    N_("A case is recorded by somebody who edits the partnership or one of its partners. Ask the coordinator to invite you."),
)  # fmt: skip
PERMISSIONS.define("agreements.import", records_for_it, N_(
    "Cases are imported by those who edit a partnership or an organisation. Ask the coordinator to invite you."
))  # fmt: skip
for verb in CHANGES:
    PERMISSIONS.define(f"agreements.{verb}", WORKS_ON_IT, ASK_PARTNERS)
PERMISSIONS.define(
    "agreements.see_confidential", has_a_right_on_the_case,
    N_("Who a confidential party is, is read by the partners of the case. Ask the responsible partner."), scope="read",
)  # fmt: skip
for verb in ("expire", "remind"):
    PERMISSIONS.define(f"agreements.{verb}", is_the_system, N_("This happens by itself every day."))

PERMISSIONS.define(
    "agreements.report_collaboration", edits_this_partnership,
    N_("A collaboration is reported by somebody who edits the partnership. Ask its coordinator."),
)  # fmt: skip
PERMISSIONS.define(
    "agreements.ask", edits_the_reporting_partnership,
    N_("Only the partnership that reported the collaboration may do this. Ask its coordinator."),
)  # fmt: skip
for verb in ("confirm", "deny"):
    PERMISSIONS.define(
        f"agreements.{verb}", edits_the_other_partnership,
        N_("Only the other partnership says whether it is so. Ask its coordinator."),
    )  # fmt: skip


def confidential_fields(names: Collection[str]) -> Any:
    """For `foundation.history.HIDDEN_FIELDS`: these fields, unless the reader has a right on the case."""

    def hidden(actor: Actor, record: Any) -> Collection[str]:
        return () if readable_cases(actor, [case_of(record).pk]) else names

    return hidden


def party_fields(actor: Actor, record: Party) -> Collection[str]:
    """Who a party is, where it is or ever was confidential: the trail also holds what it was called before."""
    return (
        ()
        if readable_cases(actor, [record.case_id])
        else ("organisation", "name", "kind", "country", "contact")
    )


HIDDEN_FIELDS = {
    CooperationCase: confidential_fields(("note", "outcome_reason", "state_basis")),
    Party: party_fields,
    CaseReport: confidential_fields(("note",)),
    Step: confidential_fields(("owner", "owner_user")),
    Agreement: confidential_fields(("amount", "currency", "document", "waiver")),
    Signatory: confidential_fields(("name", "function")),
    FollowUp: confidential_fields(("answer",)),
    Impact: confidential_fields(("kind", "value", "unit", "note", "organisation", "attribution")),
}
PERMISSIONS.define(
    "agreements.take_over", RUNS,
    N_("What was said in a survey is taken over by those who run it. Ask the team of the survey, or an analyst."),
)  # fmt: skip
