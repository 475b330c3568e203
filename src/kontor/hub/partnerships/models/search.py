"""Partner searches: somebody offers or seeks a partner; others express interest, comment and follow."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import SearchDirection, SearchOutcome, SearchState, SearchType


class PartnerSearch(Record):
    """review -> open | returned (reason); open -> closed (outcome); past `expires_on` an open one is shown as expired.

    Where `anonymous`, only its own team, platform editors and those whose interest was accepted learn whose it is.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="partner_search"
    )
    direction = models.CharField(_("offer or request"), max_length=8, choices=SearchDirection)
    type = models.CharField(
        _("type"),
        max_length=60,
        choices=SearchType,
        help_text=_("What kind of partner or agreement is meant."),
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("description"))
    terms = models.ManyToManyField(Term, blank=True, related_name="+", related_query_name="partner_search")
    countries = models.ManyToManyField(
        Country, blank=True, related_name="+", related_query_name="partner_search"
    )
    anonymous = models.BooleanField(_("do not say who we are"), default=False)
    public_description = models.CharField(
        _("what others read instead of the name"),
        max_length=120,
        blank=True,
        help_text=_("Such as: cluster, northern Spain."),
    )
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    expires_on = models.DateField(_("expires on"))
    state = models.CharField(_("state"), max_length=8, choices=SearchState, default=SearchState.REVIEW)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    return_reason = models.TextField(_("why it was returned"), blank=True)
    found = models.CharField(_("what was found"), max_length=15, choices=SearchOutcome, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    reminded_of = models.DateField(
        null=True, editable=False, help_text="The last day that its team was reminded of."
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("partner search")
        verbose_name_plural = _("partner searches")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:search", args=[self.pk])


class ExpressionOfInterest(Record):
    """An organisation answers a partner search. Seen by the two sides only.

    Where `anonymous` (always so in an anonymous search), the searching side learns who it is by accepting it: both sides have
    agreed then. It is kept with the answer, because a search may be named later.
    """

    search = models.ForeignKey(PartnerSearch, on_delete=models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="expression_of_interest"
    )
    text = models.TextField(_("why it fits"))
    brings = models.TextField(_("what it brings"), blank=True)
    expects = models.TextField(_("what it expects"), blank=True)
    begins = models.CharField(_("when it could begin"), max_length=120, blank=True)
    anonymous = models.BooleanField(_("says who it is only when accepted"), default=False)
    accepted = models.BooleanField(_("accepted"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "organisation"], name="one_interest_per_search")
        ]
        verbose_name = _("expression of interest")

    def __str__(self) -> str:
        return f"{self.organisation_id} for {self.search_id}"


class Comment(Record):
    """A public remark or question under a partner search; seen by who sees the search."""

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"text"})

    search = models.ForeignKey(PartnerSearch, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="search_comment",
    )
    text = models.TextField(_("comment"))

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("comment")

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Follow(Record):
    """A person wants to hear of changes of a partner search, or of new ones like it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    search = models.ForeignKey(PartnerSearch, on_delete=models.CASCADE, related_name="follows")
    alerts = models.BooleanField(_("also of new ones like it"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "search"], name="follows_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.search_id}"
