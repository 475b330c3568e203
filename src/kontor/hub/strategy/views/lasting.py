"""Read and keep barriers, brokers' tasks and the sustainability plan of a partnership."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, Page, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, forms, queries
from kontor.hub.strategy.choices import BARRIER_TONES, INCOME_TONES, SEVERITY_TONES
from kontor.hub.strategy.forms.roadmap import Remove
from kontor.hub.strategy.models import (
    Barrier,
    BrokerStep,
    IncomeLine,
    SustainabilityPlan,
    SustainabilityTask,
)
from kontor.hub.strategy.views.joint import tabs_of_strategy, way_to_strategy
from kontor.hub.strategy.views.reading import OfAPartnership
from kontor.hub.strategy.views.removing import Removing

BARRIER = ("kind", "description", "severity", "state", "owner", "measures", "visibility")
PLAN = ("legal_form", "legal_note", "purpose", "leaving", "cost")
INCOME = ("kind", "label", "amount", "state")


@dataclass(kw_only=True)
class BarriersShown(Page):
    """What stands in the way of a partnership, and what may help."""

    of: queries.BarriersPage
    tones: dict[int, str]
    states: dict[str, str]


class Barriers(OfAPartnership):
    """See what stands in the way, and what the guide and others know against it."""

    template_name = "strategy/barriers.html"

    def load(self, **values: Any) -> BarriersShown:
        return BarriersShown(
            title=gettext("Barriers of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("What stands in the way, who is on it, and what the guide and other partnerships know against it."),
            breadcrumb=way_to_strategy(self.partnership, Crumb(gettext("Barriers"))),
            tabs=tabs_of_strategy(
                self.request, self.partnership, inside=queries.is_inside(self.actor, self.partnership)
            ),
            of=queries.barriers_page(self.actor, self.partnership),
            tones=SEVERITY_TONES,
            states=BARRIER_TONES,
        )  # fmt: skip


@dataclass(kw_only=True)
class BrokersShown(Page):
    """What brokers do in the four stages."""

    of: queries.BrokersPage


class Brokers(OfAPartnership):
    """See who brokers between the partners, stage by stage."""

    template_name = "strategy/brokers.html"

    def load(self, **values: Any) -> BrokersShown:
        require(self.actor, "partnerships.read_inside", self.partnership)
        return BrokersShown(
            title=gettext("Brokers of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("Who helps the partners to work together, in the four stages of partnering."),
            breadcrumb=way_to_strategy(self.partnership, Crumb(gettext("Brokers"))),
            tabs=tabs_of_strategy(self.request, self.partnership, inside=True),
            of=queries.brokers_page(self.actor, self.partnership),
        )


@dataclass(kw_only=True)
class SustainabilityShown(Page):
    """How a partnership goes on after its grant."""

    of: queries.SustainabilityPage
    tones: dict[str, str]


class Sustainability(OfAPartnership):
    """See how a partnership goes on after its grant: legal form, income, tasks, yearly checks."""

    template_name = "strategy/sustainability.html"

    def load(self, **values: Any) -> SustainabilityShown:
        require(self.actor, "partnerships.read_inside", self.partnership)
        today = timezone.localdate()
        return SustainabilityShown(
            title=gettext("Sustainability plan of %(partnership)s")
            % {"partnership": self.partnership.acronym},
            lead=gettext("How it goes on after the grant: legal form, what it lives on, what is to be done."),
            breadcrumb=way_to_strategy(self.partnership, Crumb(gettext("Sustainability plan"))),
            tabs=tabs_of_strategy(self.request, self.partnership, inside=True),
            as_of=today,
            of=queries.sustainability_page(self.actor, self.partnership, today),
            tones=INCOME_TONES,
        )


class Keeping(VerbView):
    """One change of what a partnership keeps. Subclasses say the page that it belongs to."""

    area, verb, page_name, page_title = "strategy", "keep", "barriers", _("Barriers")
    model: Any = Barrier

    @cached_property
    def partnership(self) -> Partnership:
        return by_key(self.actor, self.kwargs["key"])

    def subject(self) -> Any:
        return self.model(partnership=self.partnership)

    def back(self) -> str:
        return reverse(f"strategy:{self.page_name}", args=[self.partnership.key])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way_to_strategy(self.partnership, Crumb(str(self.page_title), self.back()), *steps)

    def partners(self) -> dict[str, Any]:
        return {"partners": queries.partners_to_choose(self.actor, self.partnership)}


class AddBarrier(Keeping):
    """Name a barrier."""

    title, form_class, success = _("Name a barrier"), forms.AddBarrier, _("The barrier is named.")

    def form_values(self) -> dict[str, Any]:
        practices = queries.practices_to_follow(self.actor, self.partnership)
        return self.partners() | {
            "recommended": queries.actions_to_take_up(self.actor),
            "practices": practices,
        }

    def told(self, form: forms.AddBarrier) -> dict[str, Any]:
        cleaned = form.cleaned_data
        return {
            "fields": {name: cleaned[name] for name in BARRIER},
            "recommended": list(cleaned["recommended"]),
            "practices": list(cleaned["practices"]),
        }

    def process(self, form: forms.AddBarrier) -> str:
        made = actions.add_barrier(actor=self.actor, partnership=self.partnership, **self.told(form))
        return made.get_absolute_url()


class OfABarrier(Keeping):
    @cached_property
    def barrier(self) -> Barrier:
        return queries.barrier_by_key(self.actor, self.kwargs["barrier"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.barrier.partnership

    def subject(self) -> Barrier:
        return self.barrier

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = page.lead or self.barrier.description
        return page


class EditBarrier(OfABarrier, AddBarrier):
    """Change a barrier, and what is taken up against it."""

    title, form_class, success = _("Change the barrier"), forms.EditBarrier, _("Saved.")

    def initial(self) -> dict[str, Any]:
        one = self.barrier
        found = {name: getattr(one, name) for name in (*BARRIER, "version")}
        return found | {
            "owner": one.owner.key if one.owner else "",
            "recommended": list(one.recommended.values_list("pk", flat=True)),
            "practices": list(one.practices.values_list("pk", flat=True)),
        }

    def process(self, form: forms.EditBarrier) -> str:
        edited = actions.Edited(self.barrier, form.cleaned_data["version"])
        return actions.edit_barrier(actor=self.actor, edited=edited, **self.told(form)).get_absolute_url()


class RemoveBarrier(Removing, OfABarrier):
    """Take back a barrier that was named by mistake."""

    title, form_class, success = _("Remove the barrier"), Remove, _("The barrier is removed.")

    def process(self, form: Remove) -> str:
        address = self.back()
        actions.remove_barrier(actor=self.actor, barrier=self.barrier)
        return address


class KeepBrokerStep(Keeping):
    """Say who takes a task of a broker, and that it is done."""

    page_name, page_title, model = "brokers", _("Brokers"), BrokerStep
    title, form_class, success = _("Task of a broker"), forms.KeepBrokerStep, _("Saved.")

    @cached_property
    def row(self) -> queries.StepRow:
        return queries.step_of(self.actor, self.partnership, self.kwargs["stage"], self.kwargs["task"])

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.row.label
        return page

    def form_values(self) -> dict[str, Any]:
        return self.partners()

    def initial(self) -> dict[str, Any]:
        step = self.row.step
        if step is None:
            return {"version": 0}
        found = {name: getattr(step, name) for name in ("outside", "done_on", "note", "version")}
        return found | {"broker": step.broker.key if step.broker else ""}

    def process(self, form: forms.KeepBrokerStep) -> str:
        fields = dict(form.cleaned_data)
        actions.keep_broker_step(
            actor=self.actor, partnership=self.partnership, stage=self.row.stage, task=self.row.task,
            version=fields.pop("version"), fields=fields, today=timezone.localdate(),
        )  # fmt: skip
        return f"{self.back()}#{self.row.stage}"


class OfThePlan(Keeping):
    page_name, page_title, model = "sustainability", _("Sustainability plan"), SustainabilityPlan


class WritePlan(OfThePlan):
    """Write the sustainability plan."""

    title, form_class, success = _("Write the plan"), forms.WritePlan, _("Saved.")

    def initial(self) -> dict[str, Any]:
        plan = queries.sustainability_plan(self.actor, self.partnership)
        return {name: getattr(plan, name) for name in (*PLAN, "version")} if plan else {"version": 0}

    def process(self, form: forms.WritePlan) -> str:
        cleaned = form.cleaned_data
        actions.write_plan(
            actor=self.actor, partnership=self.partnership, version=cleaned["version"],
            fields={name: cleaned[name] for name in PLAN},
        )  # fmt: skip
        return self.back()


class AddIncome(OfThePlan):
    """Name what the partnership will live on."""

    title, form_class, success = _("Add an income"), forms.AddIncome, _("The income is added.")

    def process(self, form: forms.AddIncome) -> str:
        actions.add_income(actor=self.actor, partnership=self.partnership, fields=form.cleaned_data)
        return f"{self.back()}#income"


class OfAnIncome(OfThePlan):
    @cached_property
    def income(self) -> IncomeLine:
        return queries.income_by_id(self.actor, self.kwargs["income"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.income.plan.partnership


class EditIncome(OfAnIncome):
    """Change an income."""

    title, form_class, success = _("Change the income"), forms.EditIncome, _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.income, name) for name in (*INCOME, "version")}

    def process(self, form: forms.EditIncome) -> str:
        edited = actions.Edited(self.income, form.cleaned_data["version"])
        fields = {name: form.cleaned_data[name] for name in INCOME}
        actions.edit_income(actor=self.actor, edited=edited, fields=fields)
        return f"{self.back()}#income"


class RemoveIncome(Removing, OfAnIncome):
    """Take an income out of the plan."""

    title, form_class, success = _("Remove the income"), Remove, _("The income is removed.")

    def process(self, form: Remove) -> str:
        actions.remove_income(actor=self.actor, income=self.income)
        return f"{self.back()}#income"


class AddPlanTask(OfThePlan):
    """Say what is to be done for the plan."""

    title, form_class, success = _("Add a task"), forms.AddPlanTask, _("The task is added.")

    def form_values(self) -> dict[str, Any]:
        return self.partners()

    def process(self, form: forms.AddPlanTask) -> str:
        actions.add_plan_task(actor=self.actor, partnership=self.partnership, fields=form.cleaned_data)
        return f"{self.back()}#tasks"


class OfAPlanTask(OfThePlan):
    @cached_property
    def plan_task(self) -> SustainabilityTask:
        return queries.plan_task_by_id(self.actor, self.kwargs["plan_task"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.plan_task.plan.partnership


class EditPlanTask(OfAPlanTask):
    """Change a task of the plan, or say that it is done."""

    title, form_class, success = _("Change the task"), forms.EditPlanTask, _("Saved.")

    def form_values(self) -> dict[str, Any]:
        return self.partners()

    def initial(self) -> dict[str, Any]:
        one = self.plan_task
        found = {name: getattr(one, name) for name in ("title", "due_on", "done_on", "version")}
        return found | {"owner": one.owner.key if one.owner else ""}

    def process(self, form: forms.EditPlanTask) -> str:
        fields = dict(form.cleaned_data)
        edited = actions.Edited(self.plan_task, fields.pop("version"))
        actions.edit_plan_task(actor=self.actor, edited=edited, fields=fields, today=timezone.localdate())
        return f"{self.back()}#tasks"


class RemovePlanTask(Removing, OfAPlanTask):
    """Take a task out of the plan."""

    title, form_class, success = _("Remove the task"), Remove, _("The task is removed.")

    def process(self, form: Remove) -> str:
        actions.remove_plan_task(actor=self.actor, task=self.plan_task)
        return f"{self.back()}#tasks"


class CheckPlan(OfThePlan):
    """Keep that the plan was looked at, as it is once a year."""

    title, form_class, success = _("Check the plan"), forms.CheckPlan, _("The check is kept.")

    def initial(self) -> dict[str, Any]:
        return {"checked_on": timezone.localdate()}

    def process(self, form: forms.CheckPlan) -> str:
        actions.check_plan(
            actor=self.actor, partnership=self.partnership, today=timezone.localdate(), **form.cleaned_data
        )
        return f"{self.back()}#checks"
