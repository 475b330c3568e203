"""Mobility exchanges: somebody of one organisation works with another for some days, on the account of one partnership."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.evidence.models import Document
from kontor.hub.foundation.models import Record
from kontor.hub.missions.choices import ExchangePhase, ExchangeSide, ExchangeTurn
from kontor.hub.missions.models.events import Event
from kontor.hub.partnerships.models import Partnership


class Exchange(Record):
    """registration -> matching -> building -> finalisation -> closed; or cancelled, for a `reason`.

    `event` is the entry of class mobility that it is counted by, once, for the partnership that pays (`payer`); it is made
    when the lump sum is paid.
    """

    key = models.SlugField(_("key"), max_length=120, unique=True)
    visiting = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="exchange_visiting",
        verbose_name=_("visiting organisation"),
    )  # fmt: skip
    visiting_partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="+", related_query_name="exchange_visiting",
        verbose_name=_("partnership of the visiting organisation"),
    )  # fmt: skip
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="exchange_host",
        verbose_name=_("host organisation"),
    )  # fmt: skip
    host_partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="exchange_host",
        verbose_name=_("partnership of the host"),
    )  # fmt: skip
    phase = models.CharField(
        _("phase"), max_length=12, choices=ExchangePhase, default=ExchangePhase.REGISTRATION
    )
    purpose = models.TextField(_("purpose"))
    visiting_agreed_on = models.DateField(_("visiting organisation agreed on"), null=True, blank=True)
    host_agreed_on = models.DateField(_("host agreed on"), null=True, blank=True)
    activities = models.TextField(_("activities"), blank=True)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to"), null=True, blank=True)
    amount = models.DecimalField(_("lump sum (EUR)"), max_digits=10, decimal_places=2, null=True, blank=True)
    payer = models.CharField(_("who pays"), max_length=20, choices=ExchangeSide, blank=True)
    evidence = models.ManyToManyField(Document, related_name="+", related_query_name="exchange", blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    event = models.OneToOneField(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="exchange", verbose_name=_("event")
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mobility exchange")
        verbose_name_plural = _("mobility exchanges")
        constraints = [
            models.CheckConstraint(
                condition=~Q(phase="cancelled") | ~Q(reason=""), name="exchange_cancelled_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(amount__isnull=False), name="exchange_paid_with_an_amount"
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(start=None) | Q(end__gte=models.F("start")),
                name="exchange_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("missions:exchange", args=[self.key])

    def party(self, side: str) -> Organisation | Partnership | None:
        """The organisation or partnership on this side; None while there is no host."""
        parties: dict[str, Organisation | Partnership | None] = {
            ExchangeSide.VISITING: self.visiting,
            ExchangeSide.HOST: self.host,
            ExchangeSide.VISITING_PARTNERSHIP: self.visiting_partnership,
            ExchangeSide.HOST_PARTNERSHIP: self.host_partnership,
        }
        return parties[side]

    def team(self, side: str) -> int | None:
        """The team that acts on this side; None where nobody does."""
        party = self.party(side)
        return party.team_id if party else None


class ExchangeSignature(Record):
    """One of the four signed the agreement. Who of its team did stands in the trail."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(_("side"), max_length=20, choices=ExchangeSide)
    signed_on = models.DateField(_("signed on"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("signature of an exchange")
        verbose_name_plural = _("signatures of exchanges")
        constraints = [models.UniqueConstraint(fields=["exchange", "side"], name="a_side_signs_once")]

    def __str__(self) -> str:
        return f"{self.side} of {self.exchange_id}"


class ExchangeReport(Record):
    """What one of the two organisations says of the exchange afterwards."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="reports")
    side = models.CharField(_("side"), max_length=20, choices=ExchangeSide)
    text = models.TextField(_("report"))
    handed_in_on = models.DateField(_("handed in on"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("report of an exchange")
        verbose_name_plural = _("reports of exchanges")
        constraints = [
            models.UniqueConstraint(fields=["exchange", "side"], name="a_side_reports_once"),
            models.CheckConstraint(
                condition=Q(side__in=["visiting", "host"]), name="the_two_organisations_report"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} on {self.exchange_id}"


class ExchangeNotice(Record):
    """A letter to the team of one side that it is its turn, and what became of it."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="notices")
    side = models.CharField(_("side"), max_length=20, choices=ExchangeSide)
    kind = models.CharField(_("kind"), max_length=10, choices=ExchangeTurn)
    fate = models.CharField(_("what became of it"), max_length=12, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("letter about an exchange")
        verbose_name_plural = _("letters about exchanges")

    def __str__(self) -> str:
        return f"{self.kind}: {self.side} of {self.exchange_id}"
