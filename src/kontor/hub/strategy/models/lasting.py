"""What stands in a partnership's way, who brokers between its partners, and what it will live on."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import GoodPractice, Partnership, RecommendedAction
from kontor.hub.strategy.choices import (
    BarrierKind,
    BarrierState,
    BrokerTask,
    IncomeKind,
    IncomeState,
    LegalForm,
    Severity,
    Stage,
)


class Barrier(Record):
    """open -> handled -> overcome. `recommended` and `practices` are those that the partnership takes up against it."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="barrier"
    )
    key = models.SlugField(_("key"), max_length=120, unique=True)
    kind = models.CharField(_("barrier"), max_length=40, choices=BarrierKind)
    description = models.CharField(_("what stands in the way"), max_length=500)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, default=Severity.NOTICEABLE)
    state = models.CharField(_("state"), max_length=8, choices=BarrierState, default=BarrierState.OPEN)
    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="barrier",
        verbose_name=_("responsible partner"),
    )  # fmt: skip
    measures = models.TextField(_("what is done against it"), max_length=2000, blank=True)
    recommended = models.ManyToManyField(
        RecommendedAction, blank=True, related_name="+", related_query_name="barrier", verbose_name=_("recommended actions taken up")
    )  # fmt: skip
    practices = models.ManyToManyField(
        GoodPractice, blank=True, related_name="+", related_query_name="barrier", verbose_name=_("good practices followed")
    )  # fmt: skip
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="barrier"
    )  # fmt: skip

    class Meta:
        ordering = ["-severity", "key"]
        verbose_name = _("barrier")
        constraints = [
            models.CheckConstraint(condition=models.Q(severity__range=(1, 4)), name="barrier_on_the_scale")
        ]

    def __str__(self) -> str:
        return self.description[:120]

    def get_absolute_url(self) -> str:
        return reverse("strategy:barriers", args=[self.partnership.key]) + f"#{self.key}"


class BrokerStep(Record):
    """A broker's task in a stage of the partnering: who takes it, and when it was done. Tasks that nobody touched have no row.

    `outside` names a broker who is no partner by function, never by a person's name.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="broker_step"
    )
    stage = models.CharField(_("stage"), max_length=24, choices=Stage)
    task = models.CharField(_("task"), max_length=32, choices=BrokerTask)
    broker = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="broker_step",
        verbose_name=_("broker"),
    )  # fmt: skip
    outside = models.CharField(_("broker from outside"), max_length=120, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("task of a broker")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "stage", "task"], name="one_step_of_a_task_in_a_stage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_task_display()}"


class SustainabilityPlan(Record):
    """How a partnership goes on after its grant: legal form, what it lives on, what is to be done. Looked at once a year."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="sustainability_plan"
    )
    legal_form = models.CharField(_("legal form"), max_length=12, choices=LegalForm, blank=True)
    legal_note = models.CharField(_("seat, register, day"), max_length=250, blank=True)
    purpose = models.TextField(_("what goes on after the grant"), max_length=2000, blank=True)
    leaving = models.TextField(_("what happens if it ends"), max_length=2000, blank=True)
    cost = models.DecimalField(
        _("cost of a year (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )  # fmt: skip

    class Meta:
        verbose_name = _("sustainability plan")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.partnership}"

    def get_absolute_url(self) -> str:
        return reverse("strategy:sustainability", args=[self.partnership.key])


class IncomeLine(Record):
    """What the partnership lives on: how much in a year, and how sure that is."""

    plan = models.ForeignKey(SustainabilityPlan, on_delete=models.CASCADE, related_name="income")
    kind = models.CharField(_("kind of income"), max_length=10, choices=IncomeKind)
    label = models.CharField(_("from what"), max_length=250)
    amount = models.DecimalField(
        _("amount of a year (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )  # fmt: skip
    state = models.CharField(_("how sure"), max_length=8, choices=IncomeState, default=IncomeState.IDEA)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("income")

    def __str__(self) -> str:
        return self.label


class SustainabilityTask(Record):
    """What is to be done for it, by whom and when."""

    plan = models.ForeignKey(SustainabilityPlan, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(_("task"), max_length=250)
    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="sustainability_task",
        verbose_name=_("responsible partner"),
    )  # fmt: skip
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("task of the sustainability plan")

    def __str__(self) -> str:
        return self.title


class SustainabilityCheck(Record):
    """The plan was looked at: when, and what was found. The next one is due a year later."""

    plan = models.ForeignKey(SustainabilityPlan, on_delete=models.CASCADE, related_name="checks")
    checked_on = models.DateField(_("checked on"))
    finding = models.TextField(_("what was found"), max_length=2000)

    class Meta:
        ordering = ["-checked_on", "-pk"]
        verbose_name = _("yearly check")

    def __str__(self) -> str:
        return f"{self.checked_on}"
