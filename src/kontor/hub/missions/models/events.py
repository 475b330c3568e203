"""Events of every class, and the organisations that held or attended them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.missions.choices import (
    EventClass,
    EventKind,
    EventMode,
    EventRole,
    EventSide,
    MissionDirection,
)
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.models import Partnership


class Event(Record):
    """One event, or several of one class in one country that were only stated as a number (`number`).

    `meetings` is the number of single meetings held at a C2C or B2B event as stated; empty is not stated, never none.
    `register` names the partnership's own list that an entry stands in, as rows are counted by list. `same_as` says
    that two partners reported one event: both entries stay, and whoever counts distinct events counts it once.
    """

    key = models.SlugField(_("key"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=250)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="+", related_query_name="event",
        verbose_name=_("partnership"),
    )  # fmt: skip
    event_class = models.CharField(_("class"), max_length=20, choices=EventClass)
    kind = models.CharField(_("form"), max_length=20, choices=EventKind, blank=True)
    mission = models.CharField(_("mission"), max_length=10, choices=MissionDirection, blank=True)
    counterpart_kind = models.CharField(_("with whom"), max_length=24, choices=OrganisationKind, blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="event",
        verbose_name=_("country"),
    )  # fmt: skip
    place = models.CharField(_("place"), max_length=120, blank=True)
    mode = models.CharField(_("how"), max_length=10, choices=EventMode, blank=True)
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    date_text = models.CharField(_("date as stated"), max_length=250, blank=True)
    number = models.PositiveIntegerField(_("number of events"), default=1)
    meetings = models.PositiveIntegerField(_("single meetings"), null=True, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    participants_qualifier = models.CharField(
        _("how exact"), max_length=14, choices=Qualifier, default=Qualifier.EXACT
    )
    description = models.TextField(_("description"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    register = models.SlugField(_("list"), max_length=60, blank=True)
    row = models.PositiveSmallIntegerField(_("row in the list"), null=True, blank=True)
    joint = models.BooleanField(_("of the whole partnership"), default=False)
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="told_again",
        verbose_name=_("the same event as"),
    )  # fmt: skip
    note = models.TextField(_("note"), blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="event"
    )

    class Meta:
        ordering = ["-start", "key"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["partnership", "event_class", "country"], name="event_counting")]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="event_stands_for_one_or_more"),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=models.F("id")), name="event_is_not_its_own_double"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("missions:event", args=[self.key])


class EventOrganisation(Record):
    """An organisation named with an event. The order of those responsible is kept: the first one leads."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="event_organisation"
    )
    role = models.CharField(_("role"), max_length=12, choices=EventRole)
    side = models.CharField(_("side"), max_length=12, choices=EventSide, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("organisation at an event")
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation", "role"], name="one_role_at_an_event")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} at {self.event_id}"
