"""Agreements drafted from the records of a case, as Word documents."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from kontor.documents import FORMATS
from kontor.documents.draft import Draft, manuscript
from kontor.hub.agreements import queries
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.agreements.report import KINDS, Material, PartyNamed, StepPlanned, draft
from kontor.hub.agreements.views.base import OfACase
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere

WORD = FORMATS["docx"]


class DraftOfACase(OfACase):
    """Take a draft along, filled from the case. It names the parties, so it is for those who work on the case."""

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        kind = self.kwargs["kind"]
        if kind not in KINDS:
            raise NotThere
        require(self.actor, "agreements.draw", self.case)
        made = drafted(self.actor, self.case, kind)
        name = f"{slugify(gettext('draft'))}-{kind}-{self.case.key[:60]}.{WORD.extension}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(manuscript(made), content_type=WORD.media_type, headers=headers)


def drafted(actor: Actor, case: CooperationCase, kind: str) -> Draft:
    today = timezone.localdate()
    return draft(
        kind, material_of(queries.case_shown(actor, case, today), KINDS[kind].agreement_kind), today=today
    )


def material_of(shown: queries.CaseShown, agreement_kind: str) -> Material:
    """What is recorded of the case, of the agreement of this kind that is still to be signed, and of who signs it."""
    planned = [
        one
        for one in shown.agreements
        if one.agreement.kind == agreement_kind and one.agreement.state == "to-be-signed"
    ]
    signing = {one.party: one for shown_one in planned for one in shown_one.signatories}
    ends = [one.agreement.expires_on for one in planned if one.agreement.expires_on]
    case = shown.case
    return Material(
        title=case.title,
        parties=[
            party_named(one, signing.get(one.label)) for one in shown.parties if one.role != "facilitator"
        ],
        objectives=[str(one.get_objective_display()) for one in shown.objectives],
        sector=case.sector,
        steps=[
            StepPlanned(one.text, one.owner.name if one.owner else "", one.due_on) for one in shown.open_steps
        ],
        partnership=case.partnership.acronym if case.partnership else "",
        event=case.from_event.name if case.from_event else "",
        expires_on=ends[0] if ends else None,
    )


def party_named(party: queries.PartyShown, signs: queries.SignatoryShown | None) -> PartyNamed:
    country = party.country.name if party.country else ""
    return PartyNamed(
        name=party.label,
        country=country,
        signatory=signs.name if signs else "",
        function=signs.function if signs else "",
    )
