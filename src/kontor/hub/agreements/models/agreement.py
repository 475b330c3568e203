"""Agreements of a case and who signs them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import AgreementKind, AgreementState
from kontor.hub.agreements.models.case import CooperationCase, Party
from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.partial_dates import PartialDateField


class Agreement(Record):
    """to-be-signed -> signed -> expired | terminated; or abandoned. Seen with its case.

    Signed needs a day and a document or a named source; where a source gives less, `waiver` says why that is accepted.
    `same_as` points at the same agreement told elsewhere: distinct agreements are counted by it. `reminded_of` is the last
    day of which somebody was reminded.
    """

    case = models.ForeignKey(CooperationCase, on_delete=models.CASCADE, related_name="agreements")
    key = models.SlugField(_("key"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=AgreementKind)
    title = models.CharField(_("title"), max_length=250, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AgreementState, default=AgreementState.TO_BE_SIGNED
    )
    expected_on = PartialDateField(_("to be signed on"))
    signed_on = PartialDateField(_("signed on"))
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="agreement",
        verbose_name=_("document"),
    )  # fmt: skip
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="agreement",
        verbose_name=_("source"),
    )  # fmt: skip
    source_place = models.CharField(_("place in the source"), max_length=120, blank=True)
    waiver = models.CharField(_("why date or evidence is missing"), max_length=250, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    reminded_of = models.DateField(null=True, blank=True, editable=False)
    renews = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="renewals", verbose_name=_("renews")
    )  # fmt: skip
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="told_again",
        verbose_name=_("the same agreement as"),
    )  # fmt: skip

    class Meta:
        ordering = ["key"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="signed")
                | (~Q(signed_on="") & (Q(document__isnull=False) | Q(source__isnull=False)))
                | ~Q(waiver=""),
                name="signed_with_day_and_evidence",
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=models.F("id")), name="agreement_is_not_its_own_double"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    def get_absolute_url(self) -> str:
        return reverse("agreements:case", args=[self.case.key]) + f"#agreement-{self.pk}"


class Signatory(Record):
    """Who signs for a party, and when she did."""

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"name"})

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatories")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("who signs"), max_length=250, blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "party"], name="party_signs_once")]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return f"{self.party_id} signs {self.agreement_id}"
