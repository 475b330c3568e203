"""Cases, parties and agreements as plain rows: what is not said gets a sensible value."""

from itertools import count

from kontor.hub.agreements.models import (
    Agreement,
    CaseObjective,
    CaseReport,
    CollaborationReport,
    CooperationCase,
    FollowUp,
    Impact,
    Party,
    Step,
)
from tests.factories.directory import make_country
from tests.factories.partnerships import make_partnership

number = count(1)


def make_case(partnership=None, **fields):
    """A public contact of clusters, of a partnership of its own unless told otherwise."""
    one = next(number)
    fields.setdefault("key", f"case-{one}")
    fields.setdefault("title", f"Joint work {one}")
    fields.setdefault("type", "collaboration-project")
    fields.setdefault("level", "cluster")
    fields.setdefault("visibility", "public")
    if isinstance(fields.get("country"), str):
        fields["country"] = make_country(fields["country"])
    partnership = partnership or make_partnership()
    fields.setdefault("team", partnership.team)
    return CooperationCase.objects.create(partnership=partnership, **fields)


def make_party(case, organisation=None, role="counterpart", **fields):
    """A party: the organisation, or a name as stated."""
    if organisation is None and not fields.get("confidential"):
        fields.setdefault("name", f"Party {next(number)}")
    if fields.get("confidential"):
        fields.setdefault("public_description", "SME, Peru")
    if isinstance(fields.get("country"), str):
        fields["country"] = make_country(fields["country"])
    return Party.objects.create(case=case, organisation=organisation, role=role, **fields)


def make_agreement(case, **fields):
    fields.setdefault("key", f"agreement-{next(number)}")
    fields.setdefault("kind", "mou")
    if fields.get("state") in {"signed", "expired", "terminated"}:
        fields.setdefault("waiver", "The source gives no day.")
    return Agreement.objects.create(case=case, **fields)


def make_report(case, partnership=None, register="cases", row="1", **fields):
    return CaseReport.objects.create(
        case=case, partnership=partnership or case.partnership, register=register, row=row, **fields
    )


def make_objective(case, objective="technology-transfer", **fields):
    return CaseObjective.objects.create(case=case, objective=objective, **fields)


def make_step(case, text="Send the draft", **fields):
    return Step.objects.create(case=case, text=text, **fields)


def make_follow_up(case, month=3, due_on="2026-12-01", **fields):
    return FollowUp.objects.create(case=case, month=month, due_on=due_on, **fields)


def make_impact(case, kind="turnover", value="1000", unit="EUR", **fields):
    return Impact.objects.create(case=case, kind=kind, value=value, unit=unit, **fields)


def make_collaboration(reporter=None, counterpart=None, **fields):
    fields.setdefault("key", f"collaboration-{next(number)}")
    fields.setdefault("visibility", "public")
    return CollaborationReport.objects.create(
        reporter=reporter or make_partnership(), counterpart=counterpart, **fields
    )
