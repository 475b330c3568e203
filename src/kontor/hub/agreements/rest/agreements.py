"""Agreements: read and sign."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import Field

from kontor.hub.agreements import actions
from kontor.hub.agreements.choices import AgreementKind, AgreementState
from kontor.hub.agreements.models import Agreement
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.agreements.rest.base import router
from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import (
    Day,
    Identifier,
    Key,
    PageOf,
    PageQuery,
    PartialDate,
    Schema,
    Text,
    page_of,
)
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible


class AgreementOut(Schema):
    """An agreement. Amount, currency and waiver only for who has a right on its case."""

    key: str
    case: str
    kind: AgreementKind
    title: str
    state: AgreementState
    expected_on: str
    signed_on: str
    expires_on: date | None
    source: str | None
    amount: Decimal | None
    currency: str
    waiver: str
    same_as: str | None
    version: int


class AgreementsQuery(PageQuery):
    """Which page of which agreements."""

    partnership: Key | None = None
    case: Key | None = None
    state: AgreementState | None = None
    kind: AgreementKind | None = None


class Signature(Schema):
    """The signature: its day, and the document (number) or source (key) that shows it; or why one cannot be had."""

    signed_on: PartialDate = ""
    document: Identifier | None = None
    source: Key | None = None
    source_place: Text = Field("", max_length=120)
    waiver: Text = Field("", max_length=250)
    expires_on: Day | None = None
    another: bool = Field(
        False, description="it is not the agreement that was signed on the same day already"
    )
    version: int | None = Field(None, ge=1, le=2**31 - 1)


PLAIN = ("key", "kind", "title", "state", "expected_on", "signed_on", "expires_on", "version")
SECRET = ("amount", "currency", "waiver")
FILTERS = {"partnership": "case__partnership__key", "case": "case__key", "state": "state", "kind": "kind"}


def told(actor: Actor, agreements: list[Agreement]) -> list[dict[str, Any]]:
    """Two statements more."""
    readable = readable_cases(actor, {one.case_id for one in agreements})
    same = {one.same_as_id for one in agreements if one.same_as_id is not None}
    doubles = dict(visible(Agreement, actor).filter(pk__in=same).values_list("pk", "key"))
    return [
        {name: getattr(one, name) for name in PLAIN}
        | {"case": one.case.key, "source": one.source.key if one.source else None}
        | {"same_as": doubles.get(one.same_as_id or 0), "amount": None, "currency": "", "waiver": ""}
        | ({name: getattr(one, name) for name in SECRET} if one.case_id in readable else {})
        for one in agreements
    ]


@router.get("/agreements", response=PageOf[AgreementOut], url_name="agreements")
def list_agreements(request: HttpRequest, query: Query[AgreementsQuery]) -> dict[str, Any]:
    """Agreements by key, of the cases that the caller may see."""
    wanted = {
        field: getattr(query, name) for name, field in FILTERS.items() if getattr(query, name) is not None
    }
    rows = visible(Agreement, request.auth).filter(**wanted).select_related("case", "source").order_by("key")
    page = page_of(rows, query)
    return page | {"items": told(request.auth, page["items"])}


@router.post("/agreements/{key}/sign", response=AgreementOut, url_name="sign_agreement")
def sign_agreement(request: HttpRequest, key: Key, signature: Signature) -> dict[str, Any]:
    """Record the signature; the case is signed with it."""
    actor: Actor = request.auth
    agreement = visible(Agreement, actor).select_related("case").filter(key=key).first()
    if agreement is None:
        raise NotThere
    signed = actions.sign_agreement(
        actor=actor,
        agreement=agreement,
        today=timezone.localdate(),
        document=named(visible(Document, actor), pk=signature.document) if signature.document else None,
        source=named(visible(Source, actor), key=signature.source) if signature.source else None,
        **signature.dict(exclude={"document", "source"}),
    )
    (line,) = told(actor, [signed])
    return line


def named(rows: Any, **wanted: Any) -> Any:
    found = rows.filter(**wanted).first()
    if found is None:
        raise NotThere
    return found
