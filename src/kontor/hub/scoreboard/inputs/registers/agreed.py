"""Agreements, the impact of cases, and collaborations between partnerships, as rows."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.models import Agreement, CollaborationReport, Impact
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard.inputs.registers.cases import NOBODY, SHAPE, cases_seen
from kontor.hub.scoreboard.inputs.registers.kind import Entries, RegisterKind, day


def agreements(actor: Actor, partnerships: Collection[int]) -> Entries:
    """Dated by the day of signing. Five statements."""
    seen = cases_seen(actor, partnerships)
    rows = visible(Agreement, actor).filter(case__in=seen.cases.values("pk")).order_by("key")
    named = (
        "case_id",
        "case__partnership_id",
        "key",
        "signed_on",
        "expected_on",
        "expires_on",
        "same_as__key",
        "kind",
    )
    shape = ("case__level", "case__type", "state", "case__sector", "case__country_id")
    for case, own, key, signed, expected, expires, same_as, kind, *plain, credited_to, case_state, of in list(
        rows.values_list(*named, *shape, "case__credited_to", "case__state", "case__key")
    ):
        who = seen.parties.get(case, NOBODY)
        days = (day(signed), day(expected), expires)
        told = (*plain, who.counterparts, credited_to, kind, case_state, of, who.kinds, *days, same_as or key)
        for partnership, listed in seen.places(case, own):
            yield partnership, key, day(signed), who.credited, (listed, *told)


def impacts(actor: Actor, partnerships: Collection[int]) -> Entries:
    """Amounts are confidential: rows only for whoever has a right on the case. Five statements."""
    seen = cases_seen(actor, partnerships)
    rows = visible(Impact, actor).filter(case__in=seen.cases.values("pk")).order_by("pk")
    named = ("pk", "case_id", "case__partnership_id", "case__key", "case__level", "case__country_id", "kind", "reach", "unit",
             "value", "attribution", "period_end", "organisation__country_id")  # fmt: skip
    for pk, case, own, key, level, country, kind, reach, unit, value, attribution, end, of in list(
        rows.values_list(*named)
    ):
        who = seen.parties.get(case, NOBODY)
        values = (kind, reach, unit, value, value * attribution / 100, level, country, of, key)
        for partnership, _lists in seen.places(case, own):
            yield partnership, f"{key}:impact-{pk}", day(end), who.credited, values


def collaborations(actor: Actor, partnerships: Collection[int]) -> Entries:
    """Of the partnership that reports it. Two statements."""
    rows = visible(CollaborationReport, actor).filter(reporter__in=partnerships).order_by("key")
    for one in rows.select_related("counterpart"):
        with_whom = one.counterpart.key if one.counterpart else one.counterpart_name
        yield (
            one.reporter_id,
            one.key,
            one.reported_on,
            (),
            (one.register, with_whom, one.reply, tuple(one.topics)),
        )


AGREEMENTS = RegisterKind(
    "agreements",
    _("agreements"),
    {
        **SHAPE,
        "kind": ("text", _("kind")),
        "case_state": ("text", _("state of the case")),
        "case": ("text", _("case")),
        "counterpart_kind": ("text", _("kind of counterpart")),
        "signed_on": ("date", _("signed on")),
        "expected_on": ("date", _("to be signed on")),
        "expires_on": ("date", _("expires on")),
        "same_as": ("text", _("the same agreement")),
    },
    agreements,
)
IMPACTS = RegisterKind(
    "impacts",
    _("impacts"),
    {
        "kind": ("text", _("kind")),
        "reach": ("text", _("direct or indirect")),
        "unit": ("text", _("unit")),
        "value": ("number", _("value")),
        "attributed": ("number", _("value due to the cooperation")),
        "level": ("text", _("level")),
        "country": ("text", _("country of the counterpart")),
        "country_of_the_gain": ("text", _("country of who gained")),
        "case": ("text", _("case")),
    },
    impacts,
)
COLLABORATIONS = RegisterKind(
    "collaborations",
    _("collaborations"),
    {
        "list": ("text", _("list")),
        "counterpart": ("text", _("counterpart")),
        "reply": ("text", _("reply")),
        "topic": ("text", _("topic")),
    },
    collaborations,
)
