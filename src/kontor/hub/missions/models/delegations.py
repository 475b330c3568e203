"""Delegations: which organisations travel to an event, who comes for them, what is arranged and what it costs."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.models import Record
from kontor.hub.missions.choices import Bearer, CostKind, DelegateState, DelegationState, TravelKind
from kontor.hub.missions.models.calls import Application
from kontor.hub.missions.models.events import Event


class Delegation(Record):
    """The delegation of one event. Its times are told in `zone`."""

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, related_name="delegation", verbose_name=_("event")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=DelegationState, default=DelegationState.DRAFT
    )
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    offers = models.TextField(_("what it offers as a whole"), blank=True)
    seeks = models.TextField(_("what it looks for as a whole"), blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")

    def __str__(self) -> str:
        return f"delegation of {self.event_id}"

    def get_absolute_url(self) -> str:
        return reverse("missions:delegation", args=[self.event.key])

    @property
    def clock(self) -> ZoneInfo:
        """The clock by which its times are told."""
        return ZoneInfo(self.zone)


class Delegate(Record):
    """An organisation in a delegation: invited -> confirmed -> withdrawn (`reason`) -> invited again.

    Who travels for it is personal and stands apart (`Traveller`). Two of one organisation can arise only from a merge.
    `told` is what became of the letter that invited it.
    """

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="delegates")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="delegate",
        verbose_name=_("organisation"),
    )  # fmt: skip
    application = models.ForeignKey(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="delegates",
        verbose_name=_("application"),
    )  # fmt: skip
    terms = models.ManyToManyField(
        Term, related_name="+", related_query_name="delegate", blank=True, verbose_name=_("fields")
    )
    offers = models.TextField(_("offers"), blank=True)
    seeks = models.TextField(_("looks for"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=DelegateState, default=DelegateState.INVITED)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    told = models.CharField(_("what became of the letter"), max_length=12, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("member of a delegation")
        verbose_name_plural = _("members of delegations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(reason=""), name="delegate_withdraws_for_a_reason"
            )
        ]
        indexes = [models.Index(fields=["delegation", "state"], name="delegates_by_state")]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.delegation_id}"


class Traveller(Record):
    """A person who travels for an organisation. Read by those who run the delegation and by the organisation's own team only."""

    pii = True
    personal = frozenset({"name", "function"})

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="travellers")
    name = models.CharField(_("name"), max_length=150, blank=True)
    function = models.CharField(_("function"), max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("traveller")
        verbose_name_plural = _("travellers")

    def __str__(self) -> str:
        return f"traveller {self.pk}"


class BriefingSection(Record):
    """A part of what the organiser tells those who travel. Its own row, because only they read it."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("place in the order"))
    title = models.CharField(_("heading"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("section of a briefing")
        verbose_name_plural = _("sections of briefings")

    def __str__(self) -> str:
        return self.title or f"section {self.position}"


class TravelCheck(Record):
    """Something that each member sees to before it travels, such as passports; `done_by` are those that have."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField(_("place in the order"))
    text = models.CharField(_("check"), max_length=250)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_by = models.ManyToManyField(Delegate, related_name="checks_done", blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("check before the journey")
        constraints = [
            models.UniqueConstraint(fields=["delegation", "text"], name="one_check_of_a_text"),
        ]

    def __str__(self) -> str:
        return self.text


class TravelItem(Record):
    """A flight, hotel, transfer or visit. `delegates` are those whom it concerns; empty: the whole delegation.

    `book_by` is the day until which it must be confirmed.
    """

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=10, choices=TravelKind)
    text = models.CharField(_("what"), max_length=250)
    place = models.CharField(_("place"), max_length=250, blank=True)
    start = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("to"), null=True, blank=True)
    book_by = models.DateField(_("to be confirmed by"), null=True, blank=True)
    confirmed = models.BooleanField(_("confirmed"), default=False)
    delegates = models.ManyToManyField(Delegate, related_name="items", blank=True)

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = _("item of the journey")
        verbose_name_plural = _("items of the journey")
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=models.F("start")), name="travel_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.text


class CostLine(Record):
    """What something costs, in euros: planned, and once what it really cost. Without a delegate it is of the whole delegation."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(_("kind"), max_length=14, choices=CostKind)
    text = models.CharField(_("what"), max_length=250)
    delegate = models.ForeignKey(
        Delegate, on_delete=models.PROTECT, null=True, blank=True, related_name="costs", verbose_name=_("for whom")
    )  # fmt: skip
    bearer = models.CharField(_("who pays"), max_length=12, choices=Bearer)
    planned = models.DecimalField(_("planned (EUR)"), max_digits=12, decimal_places=2)
    actual = models.DecimalField(_("actual (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("cost of a delegation")
        verbose_name_plural = _("costs of delegations")
        constraints = [
            models.CheckConstraint(condition=Q(planned__gte=0), name="planned_cost_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(actual=None) | Q(actual__gte=0), name="actual_cost_not_below_nothing"
            ),
            models.CheckConstraint(
                condition=~Q(bearer="participant") | Q(delegate__isnull=False),
                name="participant_who_pays_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.text
