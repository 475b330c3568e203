"""The competence sheet: an organisation is asked over a link what it does in a chain, and says so in its own words."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.models import Record
from kontor.hub.strategy.choices import SheetState
from kontor.hub.strategy.models.chain import LEVEL, ChainComponent, ValueChain
from kontor.hub.surveys import kit


class CompetenceSheet(Record):
    """One organisation that was asked, her single link, and what she says of herself. Nothing of it is in the chain by itself.

    The link (`token`) is kept nowhere: it follows from `nonce` and the site's secret, and is found by `token_hash`. `fate` is
    what became of the last letter, empty until it has left.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset(
        {"email", "note", "nonce", "token_hash", "fate", "offers", "seeks", "words", "reason"}
    )
    pii_purpose: ClassVar[Any] = _(
        "Asking an organisation what it contributes to a value chain. Address and words are emptied half a year after the term."
    )

    chain = models.ForeignKey(ValueChain, on_delete=models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="competence_sheet",
        verbose_name=_("organisation"),
    )  # fmt: skip
    # Who invited hears of the answer; the sheet stays when she goes.
    inviter = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    note = models.CharField(_("personal line"), max_length=500, blank=True)
    until = models.DateField(_("open until"))
    nonce = models.CharField(max_length=32, default=kit.new_nonce, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=SheetState, default=SheetState.SENT)
    fate = models.CharField(_("what became of the letter"), max_length=250, blank=True)
    sent_at = models.DateTimeField(_("invited"))
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("emptied"), null=True, blank=True)
    offered = models.ManyToManyField(Term, related_name="+", blank=True, verbose_name=_("offers"))
    offers = models.CharField(_("offers, in words"), max_length=250, blank=True)
    sought = models.ManyToManyField(Term, related_name="+", blank=True, verbose_name=_("seeks"))
    seeks = models.CharField(_("seeks, in words"), max_length=250, blank=True)
    words = models.CharField(_("further words"), max_length=500, blank=True)
    reason = models.CharField(_("why it was not taken over"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("competence sheet")

    def __str__(self) -> str:
        return f"competence sheet {self.pk}"

    def save(self, **kwargs: Any) -> None:
        if not self.token_hash:
            self.token_hash = kit.digest(self.token)
        super().save(**kwargs)

    def get_absolute_url(self) -> str:
        return reverse("strategy:sheet", args=[self.pk])

    @property
    def token(self) -> str:
        """What stands in the link."""
        return kit.link_token(self.nonce)

    def state_on(self, today: date) -> SheetState:
        """The state as a reader knows it: who has not answered by the term can no longer."""
        state = SheetState(self.state)
        late = state in (SheetState.SENT, SheetState.OPENED) and self.until < today
        return SheetState.EXPIRED if late else state

    @property
    def minutes(self) -> int | None:
        """From opening to sending, in minutes, at least one. None where it was not sent."""
        if self.opened_at is None or self.answered_at is None:
            return None
        return max(1, round((self.answered_at - self.opened_at).total_seconds() / 60))


class SheetLine(Record):
    """What the organisation says of one component. `does` False: it says that it does not do this (or has not ticked it yet)."""

    sheet = models.ForeignKey(CompetenceSheet, on_delete=models.CASCADE, related_name="lines")
    component = models.ForeignKey(ChainComponent, on_delete=models.CASCADE, related_name="+")
    does = models.BooleanField(_("does this"), default=False)
    gives = models.CharField(_("contribution"), max_length=250, blank=True)
    competence = models.CharField(_("competence"), max_length=250, blank=True)
    readiness = models.PositiveSmallIntegerField(_("readiness"), null=True, blank=True, validators=LEVEL)
    complements = models.CharField(_("how it complements the others"), max_length=250, blank=True)
    taken_at = models.DateTimeField(_("taken over"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "component"], name="one_line_of_a_component"),
            models.CheckConstraint(
                condition=Q(readiness=None) | Q(readiness__range=(1, 9)), name="sheet_line_on_the_scale"
            ),
        ]
        verbose_name = _("line of a competence sheet")

    def __str__(self) -> str:
        return f"{self.component_id} of {self.sheet_id}"
