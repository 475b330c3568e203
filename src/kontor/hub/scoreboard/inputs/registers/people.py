"""Who takes part, and activities that sources state as numbers, as rows."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Activity, Participation
from kontor.hub.scoreboard.inputs.registers.kind import Entries, RegisterKind, day


def participations(actor: Actor, partnerships: Collection[int]) -> Entries:
    """One statement."""
    rows = visible(Participation, actor).filter(partnership__in=partnerships).order_by("pk")
    named = (
        "pk",
        "partnership_id",
        "organisation__key",
        "organisation__kind",
        "organisation__country_id",
        "role",
        "start",
    )
    for pk, partnership, key, kind, country, role, start in rows.values_list(*named):
        yield partnership, f"{key}:{role}:{pk}", day(start), (key,), (key, kind, country, role)


PARTICIPATIONS = RegisterKind(
    "participations",
    _("participations"),
    {
        "organisation": ("text", _("organisation")),
        "kind": ("text", _("kind")),
        "country": ("text", _("country")),
        "role": ("text", _("role")),
    },
    participations,
)


def activities(actor: Actor, partnerships: Collection[int]) -> Entries:
    """One statement. A stated number of activities has no day and names no partner."""
    rows = visible(Activity, actor).filter(partnership__in=partnerships).order_by("key")
    for partnership, key, kind, number, country in rows.values_list(
        "partnership_id", "key", "type", "count", "country_id"
    ):
        yield partnership, key, None, (), (kind, number, country)


ACTIVITIES = RegisterKind(
    "activities",
    _("stated activities"),
    {
        "type": ("text", _("type")),
        "number": ("number", _("stated number")),
        "country": ("text", _("country")),
    },
    activities,
)
