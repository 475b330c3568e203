"""Who takes part in single meetings, and who wishes to meet whom."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Country, Record
from kontor.hub.matchmaking.choices import Arrival, Weight, WishState
from kontor.hub.matchmaking.models.session import Session, Slot
from kontor.hub.surveys import kit


class ParticipantType(Record):
    """A kind of participants, whom they may ask for a meeting and how many, and how many meetings they get."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="types")
    key = models.SlugField(_("key"), max_length=40)
    name = models.CharField(_("name"), max_length=100)
    may_ask = models.ManyToManyField("self", symmetrical=False, related_name="asked_by", blank=True)
    asks_at_most = models.PositiveSmallIntegerField(_("wishes at most"), default=20)
    minimum = models.PositiveSmallIntegerField(_("meetings at least"), default=0)
    maximum = models.PositiveSmallIntegerField(_("meetings at most"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("type of participant")
        constraints = [models.UniqueConstraint(fields=["session", "key"], name="one_type_of_a_key")]

    def __str__(self) -> str:
        return self.name


class Participant(Record):
    """A person, or a seat of an organisation, who holds meetings. She acts over a link of her own, without an account."""

    pii = True
    personal = frozenset({"name", "function", "email"})

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")
    key = models.SlugField(_("key"), max_length=160, unique=True)
    kind = models.ForeignKey(
        ParticipantType, on_delete=models.PROTECT, related_name="participants", verbose_name=_("type")
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        related_query_name="session_participant", verbose_name=_("organisation"),
    )  # fmt: skip
    organisation_name = models.CharField(_("organisation as stated"), max_length=250, blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    languages = models.CharField(_("languages"), max_length=100, blank=True)
    offers = models.TextField(_("offers"), blank=True)
    needs = models.TextField(_("looks for"), blank=True)
    there_from = models.DateTimeField(_("there from"), null=True, blank=True)
    there_until = models.DateTimeField(_("there until"), null=True, blank=True)
    away = models.ManyToManyField(Slot, related_name="+", blank=True)
    minimum = models.PositiveSmallIntegerField(_("meetings at least"), null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(_("meetings at most"), null=True, blank=True)
    arrival = models.CharField(_("arrival"), max_length=10, choices=Arrival, default=Arrival.EXPECTED)
    nonce = models.CharField(max_length=32, default=kit.new_nonce, editable=False)
    link_digest = models.CharField(max_length=64, editable=False, db_index=True)
    # Where the reader's organisation met hers before; not kept, but filled for one reader (`queries.met`).
    met_at = ""

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [models.Index(fields=["session", "kind"], name="participants_by_type")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("matchmaking:participant", args=[self.session.key, self.pk])

    @property
    def token(self) -> str:
        """What stands in the address of her own page."""
        return kit.link_token(self.nonce)

    @property
    def stands_for(self) -> str:
        """The organisation's name as the record or the entry says it."""
        return self.organisation.name if self.organisation else self.organisation_name


class Wish(Record):
    """One participant would like to meet another. Two of the same pair are one meeting."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="wishes")
    asker = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="asks", verbose_name=_("who asks")
    )
    asked = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="is_asked", verbose_name=_("whom")
    )
    weight = models.PositiveSmallIntegerField(_("how important"), choices=Weight, default=Weight.WANTED)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    state = models.CharField(_("answer"), max_length=10, choices=WishState, default=WishState.ASKED)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        indexes = [models.Index(fields=["session", "state"], name="wishes_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["asker", "asked"], name="one_wish_of_a_pair"),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="nobody_wishes_herself"),
        ]

    def __str__(self) -> str:
        return f"{self.asker_id} - {self.asked_id}"
