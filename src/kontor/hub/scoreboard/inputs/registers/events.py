"""Events as rows."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.scoreboard.inputs.registers.kind import JOINT, Entries, RegisterKind, day, grouped, names_seen

NAMED = ("pk", "partnership_id", "key", "start", "joint", "same_as__key")
PLAIN = (
    "register",
    "event_class",
    "kind",
    "mission",
    "counterpart_kind",
    "country_id",
    "mode",
    "number",
    "meetings",
    "participants",
)


def events(actor: Actor, partnerships: Collection[int]) -> Entries:
    """Three statements. A joint event that names nobody is of the partnership as a whole."""
    rows = visible(Event, actor).filter(partnership__in=partnerships).order_by("register", "row", "key")
    found = list(rows.values_list(*NAMED, *PLAIN))
    named = visible(EventOrganisation, actor).filter(
        event__partnership__in=partnerships, role=EventRole.RESPONSIBLE
    )
    ordered = named.order_by("event_id", "position", "pk").values_list("event_id", "organisation__key")
    credited = grouped(ordered)
    seen = names_seen(actor, (key for keys in credited.values() for key in keys))
    for pk, partnership, key, start, joint, same_as, *plain in found:
        partners = tuple(dict.fromkeys(map(seen, credited.get(pk, ())))) or ((JOINT,) if joint else ())
        yield partnership, key, day(start), partners, (*plain, same_as or key)


EVENTS = RegisterKind(
    "events",
    _("events"),
    {
        "list": ("text", _("list")),
        "class": ("text", _("class")),
        "form": ("text", _("form")),
        "mission": ("text", _("mission")),
        "counterpart_kind": ("text", _("kind of counterpart")),
        "country": ("text", _("country")),
        "mode": ("text", _("how it was held")),
        "number": ("number", _("number of events")),
        "meetings": ("number", _("single meetings")),
        "participants": ("number", _("participants")),
        "same_as": ("text", _("the same event")),
    },
    events,
)
