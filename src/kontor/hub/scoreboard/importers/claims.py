"""Claims and the questions they are bound to, as tables."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import actions, queries, rules
from kontor.hub.scoreboard.importers.saving import SavedInBulk
from kontor.hub.scoreboard.models import Claim
from kontor.hub.transfer.kit import (
    Choice,
    Citations,
    Cleaner,
    Column,
    CountryCode,
    Current,
    Day,
    Key,
    Lookup,
    Reference,
    Row,
    Slug,
    Text,
    Unclean,
)

BETWEEN_PLACES = "; "


@dataclass(frozen=True, slots=True)
class QuestionText(Cleaner):
    """A question about the records as JSON, brought into its one spelling."""

    def clean(self, text: str) -> str:
        try:
            return queries.readable_question(text).to_text()
        except rules.UnaskableQuestion as refusal:
            raise Unclean(refusal.template, **refusal.data) from refusal


class Claims(SavedInBulk):
    """Stated figures with their source."""

    kind = "claims"
    label = _("Claims")
    permission = "scoreboard.import"
    model = Claim
    columns = (
        Column("id", _("Key"), _("Short name of the claim, never used twice."), True, Slug(120), "s3-partners"),
        Column("statement", _("Statement"), _("What is stated, in a few words of your own."), True, Text(500), "Partners in the first round"),
        Column("value", _("Stated value"), _("A number with a decimal point, or a date."), True, Text(250), "57"),
        Column("unit", _("Unit"), _("year, month or date for dates."), clean=Text(40), example="partners"),
        Column("qualifier", _("How exact"), _("exact when empty."), clean=Choice(Qualifier), example="exact"),
        Column("scope", _("Scope"), _("Which programme, generation or strand."), clean=Text(120), example="ESCP-S3"),
        Column("country", _("Country"), _("Where the claim speaks of one."), clean=CountryCode(), example="ES"),
        Column("partnership", _("Partnership"), _("Where the claim speaks of one: its key."), clean=Reference("partnerships"), example="reina-plus"),
        Column("stated_on", _("Stated on"), _("Where it differs from the day of the source."), clean=Day(), example="2019-03-01"),
        Column("source", _("Source"), _("One source with its places: source-id#place; source-id#place."), True, Citations(table="sources"), "smart-guide-2019#s2.1"),
    )  # fmt: skip
    key_columns = ("id",)
    ignored = frozenset({"value_type"})

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        partnerships = visible(Partnership, actor).values_list("key", "pk", "acronym")
        return {
            "sources": Lookup.of(_("source"), Source.objects.values_list("key", "pk", "title")),
            "partnerships": Lookup.of(_("partnership"), partnerships),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            row["qualifier"] = row.get("qualifier") or Qualifier.EXACT.value

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_value(row["value"], row.get("unit", ""), row["qualifier"])
        rules.check_same_source({source for source, _place in row["source"]})

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = Claim.objects.filter(key__in=keys)
        return {claim.key: Current(claim.pk, values_of(claim), claim.version) for claim in rows}

    def worded(self, key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
        return stated(key, row)

    def save(self, actor: Actor, rows: list[dict[str, Any]]) -> None:
        actions.save_claims_in_bulk(actor=actor, rows=rows)


def cited(source: Any, places: str) -> tuple[tuple[Any, str], ...]:
    """One source with each of its places, as `Citations` reads a cell."""
    return tuple((source, place) for place in places.split(BETWEEN_PLACES))


def values_of(claim: Claim) -> dict[str, Any]:
    plain = ("statement", "value", "unit", "qualifier", "scope", "stated_on")
    return {
        "id": claim.key,
        **{name: getattr(claim, name) for name in plain},
        "country": claim.country_id,
        "partnership": claim.partnership_id,
        "source": cited(claim.source_id, claim.place),
    }


def stated(key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row, or what differs of it, in the words of the action."""
    plain = ("statement", "value", "unit", "qualifier", "scope", "stated_on")
    values: dict[str, Any] = {"key": key, **{name: row[name] for name in plain if name in row}}
    values |= {f"{name}_id": row[name] for name in ("country", "partnership") if name in row}
    if row.get("source"):
        values["source_id"] = row["source"][0][0]
        values["place"] = BETWEEN_PLACES.join(place for _source, place in row["source"])
    return values


class ClaimQuestions(SavedInBulk):
    """Which question about the records would answer a claim."""

    kind = "claim-questions"
    label = _("Questions of claims")
    permission = "scoreboard.import"
    model = Claim
    columns = (
        Column("claim_id", _("Claim"), _("Its key."), True, Reference("claims"), "s3-partners"),
        Column(
            "question_json", _("Question"), _("As JSON; empty when the claim cannot be recomputed."),
            clean=QuestionText(), example='{"collection": "partnerships"}',
        ),
        Column("note", _("Note"), _("What the question leaves open, or why there is none."), clean=Text(2000, lines=True)),
    )  # fmt: skip
    key_columns = ("claim_id",)

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"claims": Lookup.of(_("claim"), Claim.objects.values_list("key", "key", "statement"))}

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = Claim.objects.filter(key__in=keys)
        return {claim.key: Current(claim.pk, bound_values(claim), claim.version) for claim in rows}

    def worded(self, key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
        return bound(key, row)

    def save(self, actor: Actor, rows: list[dict[str, Any]]) -> None:
        actions.bind_claims_in_bulk(actor=actor, rows=rows)


def bound_values(claim: Claim) -> dict[str, Any]:
    question = queries.readable_question(claim.question).to_text() if claim.question else ""
    return {"claim_id": claim.key, "question_json": question, "note": claim.question_note}


def bound(key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {"key": key}
    if "question_json" in row:
        values["question"] = json.loads(row["question_json"] or "{}")
    if "note" in row:
        values["question_note"] = row["note"]
    return values


IMPORTERS = (Claims, ClaimQuestions)
