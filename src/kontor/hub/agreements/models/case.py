"""Cooperation cases: who works with whom on what, how far it is, and who reported it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team, User
from kontor.hub.agreements.choices import (
    CaseLevel,
    CaseOutcome,
    CaseState,
    CaseType,
    Objective,
    PartyRole,
    StepState,
)
from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.foundation.slugs import in_words
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.matchmaking.models import Wish
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership


class CooperationCase(Record):
    """contact -> negotiation -> agreement-to-be-signed -> signed -> active -> closed(success | failure, reason).

    `entry_key` is made where the entry is made, on a phone without network perhaps: sent twice, it is one case.
    `from_wish` is the single meeting that it came from: one meeting is one case at most.
    `same_as` says that a case was entered twice; both stay, and the one pointed at is counted.
    """

    key = models.SlugField(_("key"), max_length=120, unique=True)
    entry_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="+", related_query_name="case",
        verbose_name=_("partnership"),
    )  # fmt: skip
    title = models.CharField(
        _("title"), max_length=250, help_text=_("Seen by all who see the case: name no confidential party.")
    )
    description = models.TextField(_("description"), blank=True)
    type = models.CharField(_("type"), max_length=24, choices=CaseType)
    level = models.CharField(_("level"), max_length=8, choices=CaseLevel)
    sector = models.CharField(_("sector"), max_length=250, blank=True)
    terms = models.ManyToManyField(Term, blank=True, related_name="+", related_query_name="case")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="case",
        verbose_name=_("country of the counterpart"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=24, choices=CaseState, default=CaseState.CONTACT)
    state_basis = models.CharField(_("what the state rests on"), max_length=250, blank=True)
    started_on = PartialDateField(_("first contact"))
    closed_on = PartialDateField(_("closed on"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=CaseOutcome, blank=True)
    outcome_reason = models.CharField(_("reason"), max_length=250, blank=True)
    from_event = models.ForeignKey(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="case",
        verbose_name=_("came from the event"),
    )  # fmt: skip
    from_wish = models.OneToOneField(
        Wish, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="case",
        verbose_name=_("came from the single meeting"),
    )  # fmt: skip
    credited_to = models.CharField(
        _("credited to another project"), max_length=120, blank=True,
        help_text=_("Where the source says that another project brought it about."),
    )  # fmt: skip
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="told_again",
        verbose_name=_("the same case as"),
    )  # fmt: skip
    note = models.TextField(_("note"), blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="case"
    )

    class Meta:
        ordering = ["key"]
        verbose_name = _("cooperation case")
        verbose_name_plural = _("cooperation cases")
        indexes = [models.Index(fields=["partnership", "level", "state"], name="case_pipeline")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(outcome=""), name="case_closed_with_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=models.F("id")), name="case_is_not_its_own_double"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:case", args=[self.key])


class Party(Record):
    """A party of a case. Where it is confidential, only those with a right on the case learn organisation, name and contact;
    all others read `public_description` ('SME, Peru') and nothing that would identify it.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"contact"})

    case = models.ForeignKey(CooperationCase, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=12, choices=PartyRole)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="case_party",
        verbose_name=_("organisation"),
    )  # fmt: skip
    name = models.CharField(_("name as stated"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind, blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="case_party",
        verbose_name=_("country"),
    )  # fmt: skip
    confidential = models.BooleanField(_("confidential"), default=False)
    public_description = models.CharField(_("what others read instead"), max_length=120, blank=True)
    contact = models.CharField(_("contact person"), max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation", "role"], name="one_role_in_a_case"),
            models.CheckConstraint(
                condition=Q(confidential=True) | Q(organisation__isnull=False) | ~Q(name=""),
                name="party_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confidential=False) | ~Q(public_description=""),
                name="confidential_party_has_a_description",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.case_id}"


class CaseObjective(Record):
    """One of the results that a case is for; typed, as the survey's list names them, or in the source's own words."""

    case = models.ForeignKey(CooperationCase, on_delete=models.CASCADE, related_name="objectives")
    objective = models.CharField(_("objective"), max_length=60, choices=Objective)
    as_stated = models.CharField(_("as stated"), max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "objective"], name="objective_once_a_case")]
        verbose_name = _("objective of a case")

    def __str__(self) -> str:
        return self.objective


class CaseReport(Record):
    """A partnership reports the case at a place of one of its lists, with the state it gives there.

    Several partnerships may report one case, and one report may name it twice: it stays one case. A state that differs
    from another place's is a finding; nobody's statement is replaced. `listed` counts for one of the list's rows.
    """

    case = models.ForeignKey(CooperationCase, on_delete=models.CASCADE, related_name="reports")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="case_report"
    )
    register = models.SlugField(_("list"), max_length=60)
    row = models.CharField(_("row in the list"), max_length=20, blank=True)
    stated_state = models.CharField(_("state as stated"), max_length=120, blank=True)
    stated_type = models.CharField(_("type as stated"), max_length=120, blank=True)
    stated_sector = models.CharField(_("sector as stated"), max_length=250, blank=True)
    stated_on = models.CharField(_("date as stated"), max_length=250, blank=True)
    state = models.CharField(_("state"), max_length=24, choices=CaseState, blank=True)
    place = models.CharField(_("place in the source"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["register", "pk"]
        verbose_name = _("report of a case")
        verbose_name_plural = _("reports of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "partnership", "register", "row"], name="one_row_of_a_list"
            )
        ]
        indexes = [models.Index(fields=["partnership", "register"], name="case_report_list")]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.register}"

    @property
    def list_name(self) -> str:
        """The list as a reader calls it: 'cluster agreements'."""
        return in_words(self.register)


class Step(Record):
    """A step taken, or the next one with its owner and day. Open steps past their day are reminded of."""

    case = models.ForeignKey(CooperationCase, on_delete=models.CASCADE, related_name="steps")
    kind = models.SlugField(_("kind"), max_length=60, blank=True)
    text = models.CharField(_("step"), max_length=500)
    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="case_step",
        verbose_name=_("who takes it"),
    )  # fmt: skip
    owner_user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = PartialDateField(_("done on"))
    state = models.CharField(_("state"), max_length=8, choices=StepState, default=StepState.OPEN)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("step")
        indexes = [models.Index(fields=["state", "due_on"], name="step_due")]

    def __str__(self) -> str:
        return self.text
