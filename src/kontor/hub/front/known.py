"""What the areas know of a partnership, so that surveys need not ask it: only what may stand in a letter to whoever answers.

Surveys lie below agreements and events, so the facts are handed to them here (`surveys.kit.FACTS`). A confidential party is
named by its public description, amounts not at all.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions as agreements
from kontor.hub.agreements.choices import AgreementState, CaseLevel, PartyRole
from kontor.hub.agreements.models import Agreement, Party
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.missions.models import Event
from kontor.hub.partnerships import actions as partnerships
from kontor.hub.partnerships.choices import ParticipationRole
from kontor.hub.partnerships.models import Participation, Partnership, TargetMarket
from kontor.hub.surveys.kit import FactGroup, KnownRecord
from kontor.hub.surveys.rules.known import NotByItself

# What a respondent may correct of a partnership; the others have verbs of their own.
OF_A_PARTNERSHIP = {
    "acronym": _("acronym"),
    "name": _("name"),
    "strand": _("strand"),
    "start": _("start"),
    "end": _("end"),
    "website": _("website"),
    "sector_focus": _("sector focus"),
    "description": _("description"),
    "smes_involved": _("SMEs involved"),
}
OF_A_CASE = {"title": _("title"), "sector": _("sector"), "description": _("description")}
COUNTERPARTS = Prefetch(
    "case__parties",
    Party.objects.filter(role=PartyRole.COUNTERPART).select_related("organisation", "country"),
    to_attr="counterparts",
)


def reference(record: Any) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def pk_of(record: str) -> int:
    return int(record.rpartition(":")[2])


def partnership_rows(pk: int) -> list[KnownRecord]:
    one = Partnership.objects.filter(pk=pk).first()
    if one is None:
        return []
    lead = Participation.objects.filter(partnership=pk, role=ParticipationRole.COORDINATOR)
    first = lead.select_related("organisation__country").first()
    values: dict[str, Any] = {name: getattr(one, name) or "" for name in OF_A_PARTNERSHIP}
    values["coordinator"] = first.organisation.name if first else ""
    values["coordinator_country"] = first.organisation.country_id or "" if first else ""
    return [KnownRecord(reference(one), values)]


def change_partnership(actor: Actor, record: str, field: str, told: Any) -> None:
    if field not in OF_A_PARTNERSHIP:
        raise NotByItself
    one = Partnership.objects.get(pk=pk_of(record))
    value = (int(told) if told not in ("", None) else None) if field == "smes_involved" else str(told)
    partnerships.edit(actor=actor, partnership=one, version=one.version, **{field: value})


def target_rows(pk: int) -> list[KnownRecord]:
    rows = TargetMarket.objects.filter(partnership=pk).order_by("pk")
    return [
        KnownRecord(
            reference(one), {"country": one.country_id, "country_name": country_name(one.country_id, "en")}
        )
        for one in rows
    ]


def add_target(actor: Actor, partnership: int, values: Mapping[str, Any]) -> None:
    country = country_named(str(values.get("country") or values.get("country_name") or ""))
    partnerships.add_target(
        actor=actor,
        partnership=Partnership.objects.get(pk=partnership),
        country=country,
        today=timezone.localdate(),
    )


def country_named(text: str) -> Country:
    """The country of a code or an English name."""
    wanted = text.strip().casefold()
    for one in Country.objects.all():
        if wanted and wanted in (one.code.casefold(), country_name(one.code, "en").casefold()):
            return one
    raise NotByItself


def agreement_rows(level: CaseLevel) -> Any:
    def rows(pk: int) -> list[KnownRecord]:
        signed = Agreement.objects.filter(
            case__partnership=pk,
            case__level=level,
            case__same_as=None,
            same_as=None,
            state=AgreementState.SIGNED,
        )
        found = signed.select_related("case").prefetch_related(COUNTERPARTS).order_by("signed_on", "pk")
        return [KnownRecord(reference(one), agreement_values(one)) for one in found]

    return rows


def agreement_values(one: Agreement) -> dict[str, Any]:
    party: Party | None = next(iter(one.case.counterparts), None)
    return {
        "title": one.case.title,
        "kind": one.kind,
        "signed_on": one.signed_on,
        "sector": one.case.sector,
        "description": one.case.description,
        "counterpart": name_of(party),
        "counterpart_kind": kind_of(party),
        "counterpart_country": country_name(code, "en") if (code := country_of(one, party)) else "",
        "counterpart_country_code": country_of(one, party),
    }


def name_of(party: Party | None) -> str:
    if party is None or party.confidential:
        return party.public_description if party else ""
    return party.organisation.name if party.organisation else party.name


def kind_of(party: Party | None) -> str:
    if party is None or party.confidential:
        return ""
    return str(party.organisation.kind if party.organisation else party.kind)


def country_of(one: Agreement, party: Party | None) -> str:
    if party is not None and not party.confidential:
        of_the_party = party.organisation.country_id if party.organisation else party.country_id
        if of_the_party:
            return str(of_the_party)
    return one.case.country_id or ""


def change_agreement(actor: Actor, record: str, field: str, told: Any) -> None:
    if field not in OF_A_CASE:
        raise NotByItself
    case = Agreement.objects.select_related("case").get(pk=pk_of(record)).case
    agreements.edit_case(
        actor=actor, case=case, version=case.version, today=timezone.localdate(), **{field: str(told)}
    )


def agreement_url(record: str) -> str:
    found = Agreement.objects.select_related("case").filter(pk=pk_of(record)).first()
    return found.case.get_absolute_url() if found else ""


def event_rows(pk: int) -> list[KnownRecord]:
    """Events that are still to come, as far as their day is known."""
    today = timezone.localdate().isoformat()
    rows = Event.objects.filter(partnership=pk, same_as=None, start__gte=today[:4]).order_by("start", "pk")
    return [
        KnownRecord(
            reference(one),
            {
                "name": one.name,
                "place": ", ".join(
                    filter(None, [one.place, country_name(one.country_id, "en") if one.country_id else ""])
                ),
                "date": one.date_text or one.start,
                "topic": one.description,
            },
        )
        for one in rows
        if one.start >= today[: len(one.start)]
    ]


def event_url(record: str) -> str:
    found = Event.objects.filter(pk=pk_of(record)).first()
    return found.get_absolute_url() if found else ""


def partnership_url(record: str) -> str:
    found = Partnership.objects.filter(pk=pk_of(record)).first()
    if found is None:
        raise NotThere
    return found.get_absolute_url()


def target_url(record: str) -> str:
    found = TargetMarket.objects.select_related("partnership").filter(pk=pk_of(record)).first()
    return found.partnership.get_absolute_url() if found else ""


NUMBER = {"#": _("how many"), "?": _("whether there is any")}
AGREEMENT = {
    **NUMBER,
    "counterpart": _("counterpart"),
    "counterpart_kind": _("kind of the counterpart"),
    "counterpart_country": _("country of the counterpart"),
    "counterpart_country_code": _("country of the counterpart (code)"),
    "kind": _("kind of agreement"),
    "signed_on": _("signed on"),
    **OF_A_CASE,
}
FACTS: Mapping[str, FactGroup] = {
    "partnership": FactGroup(
        _("Partnership"),
        {**OF_A_PARTNERSHIP, "coordinator": _("coordinator"), "coordinator_country": _("country of the coordinator")},
        partnership_rows, change_partnership, url=partnership_url,
    ),
    "target": FactGroup(
        _("Target countries"), {**NUMBER, "country": _("country (code)"), "country_name": _("country")}, target_rows,
        add=add_target, url=target_url,
    ),
    "agreement": FactGroup(
        _("Signed agreements of clusters"), AGREEMENT, agreement_rows(CaseLevel.CLUSTER), change_agreement, url=agreement_url
    ),
    "sme_agreement": FactGroup(
        _("Signed agreements of SMEs"), AGREEMENT, agreement_rows(CaseLevel.SME), change_agreement, url=agreement_url
    ),
    "event": FactGroup(
        _("Events to come"),
        {**NUMBER, "name": _("name"), "place": _("place"), "date": _("date"), "topic": _("topic")},
        event_rows, url=event_url,
    ),
}  # fmt: skip
