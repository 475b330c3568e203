"""An agreement is signed, and the case with it."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import change, held, keeps_names
from kontor.hub.agreements.choices import AgreementState, CaseState, PartyRole
from kontor.hub.agreements.models import Agreement, CooperationCase, Party, Signatory
from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import sees

BEFORE_SIGNING = (CaseState.CONTACT, CaseState.NEGOTIATION, CaseState.TO_BE_SIGNED)


@transaction.atomic
def sign_agreement(
    *,
    actor: Actor,
    agreement: Agreement,
    today: date,
    signed_on: str = "",
    document: Document | None = None,
    source: Source | None = None,
    source_place: str = "",
    waiver: str = "",
    expires_on: date | None = None,
    another: bool = False,
    version: int | None = None,
) -> Agreement:
    """Record the signature with its day and the document or source that shows it; the case is signed with it.

    Refused without day or evidence unless `waiver` says why, for a day ahead or before the partnership began, before its
    expiry, and where the same agreement was signed already, unless it is said to be `another` one.
    """
    entry = {"signed_on": signed_on, "document": document, "source": source, "waiver": waiver}
    held_one = held("agreements.sign", agreement, version, entry, actor=actor)
    before = audit.state_of(held_one)
    case = (
        CooperationCase.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=held_one.case_id)
    )
    if document is not None and not sees(actor, document):
        raise NotThere
    state = rules.AGREEMENT.after("sign", held_one.state)
    rules.check_signed(str(held_one), signed_on=signed_on, evidence=bool(document or source), waiver=waiver)
    check_day(case, signed_on, today)
    if not another:
        rules.check_signed_once(held_one.kind, signed_on, signed_with_the_same(held_one))
    held_one.state, held_one.source_place = state, source_place
    held_one.expires_on = expires_on or held_one.expires_on
    for name, value in entry.items():
        setattr(held_one, name, value)
    if held_one.expires_on:
        rules.check_order(signed_on, held_one.expires_on.isoformat(), field="expires_on")
    held_one.save()
    keeps_names(case)
    audit.record(actor, "agreements.sign", held_one, before=before)
    if case.state in BEFORE_SIGNING:
        change(
            actor,
            "agreements.sign",
            case,
            state=rules.CASE.after("sign", case.state),
            state_basis=str(held_one)[:250],
        )
    return held_one


def check_day(case: CooperationCase, signed_on: str, today: date) -> None:
    partnership = case.partnership
    rules.check_signing_day(
        signed_on,
        today=today,
        contact=case.started_on,
        partnership=partnership.acronym if partnership else "",
        start=partnership.start if partnership else "",
        credited_to=case.credited_to,
    )


def signed_with_the_same(agreement: Agreement) -> list[tuple[str, str, str]]:
    """(name, kind, day) of what was signed in this case, or by its partnership with the same counterpart. One statement."""
    case = agreement.case
    counterparts = Party.objects.filter(case=case, role=PartyRole.COUNTERPART, organisation__isnull=False)
    cases = Party.objects.filter(
        role=PartyRole.COUNTERPART,
        organisation__in=counterparts.values("organisation_id"),
        case__partnership=case.partnership_id,
        case__partnership__isnull=False,
    )
    signed = Agreement.objects.filter(state=AgreementState.SIGNED, same_as=None).exclude(pk=agreement.pk)
    found = signed.filter(Q(case=case) | Q(case__in=cases.values("case_id"))).order_by("pk")
    return [(str(one), one.kind, one.signed_on) for one in found]


@transaction.atomic
def add_signatory(
    *,
    actor: Actor,
    agreement: Agreement,
    party: Party,
    name: str = "",
    function: str = "",
    signed_on: date | None = None,
) -> Signatory:
    """Say who signs for a party, and when she did; what was said of this party before is replaced."""
    require(actor, "agreements.add_signatory", agreement)
    if party.case_id != agreement.case_id:
        raise NotThere
    signatory = Signatory.objects.filter(agreement=agreement, party=party).first()
    before = audit.state_of(signatory) if signatory else {}
    signatory = signatory or Signatory(agreement=agreement, party=party)
    signatory.name, signatory.function, signatory.signed_on = name, function, signed_on
    signatory.save()
    audit.record(actor, "agreements.add_signatory", signatory, before=before)
    return signatory
