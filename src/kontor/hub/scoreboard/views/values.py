"""Pages about entered values and periods: the queue, one value, each step it takes, the periods."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.evidence.queries import documents_for_lists
from kontor.hub.foundation.pages import ActionView, Page, PageView
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import actions, forms, queries
from kontor.hub.scoreboard.models import Measurement, Period
from kontor.hub.scoreboard.views.boards import OfAnIndicator, OfAPartnership, board_tabs, way_of, way_to


@dataclass(kw_only=True)
class ValuesPage(Page):
    """The entered values of a partnership by what has to happen next; `entered` are the indicators that take values."""

    of: queries.Queue
    entered: list[tuple[str, str]]


class Values(OfAPartnership):
    """See which values wait for whom."""

    template_name = "scoreboard/values.html"

    def load(self, **values: Any) -> ValuesPage:
        rows = queries.indicators_for_lists(self.actor).filter(partnership=self.partnership, rule={})
        may = queries.partners_to_enter_for(self.actor, self.partnership).exists()
        return ValuesPage(
            title=gettext("Values of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext(
                "What partners enter with evidence. Somebody else verifies it; only then the public reads it."
            ),
            breadcrumb=way_to(self.partnership, gettext("Values")),
            tabs=board_tabs(self, self.partnership),
            of=queries.queue(self.actor, self.partnership),
            entered=[(one.title, reverse("scoreboard:enter", args=[one.key])) for one in rows] if may else [],
        )


class EnterValue(OfAnIndicator, ActionView):
    """Enter a value of a partner for a period."""

    form_class = forms.EnterValue
    success = _("The value is kept as a draft. Look at it, then submit it.")

    def load(self, **values: Any) -> Page:
        one = self.indicator
        steps = ((one.title, one.get_absolute_url()), gettext("Enter a value"))
        return Page(title=gettext("Enter a value"), lead=one.title, breadcrumb=way_of(one, *steps))

    def check(self, page: Page) -> None:
        if self.indicator.partnership is None:
            raise NotThere
        if not queries.may_enter(self.actor, self.indicator):
            require(self.actor, "scoreboard.enter-value", Measurement(indicator=self.indicator))

    def initial(self) -> dict[str, Any]:
        return {name: self.request.GET.get(name, "") for name in ("period", "partner")}

    def form_values(self) -> dict[str, Any]:
        partnership = self.partnership
        return {
            "periods": queries.periods_of(self.actor, partnership).filter(locked_on=None),
            "partners": queries.partners_to_enter_for(self.actor, partnership),
            "documents": documents_for_lists(self.actor),
            "over_time": self.indicator.over_time,
            "for_all": queries.may_enter_for_all(self.actor, partnership),
            "dimensions": self.indicator.dimensions,
        }

    @property
    def partnership(self) -> Partnership:
        assert self.indicator.partnership is not None
        return self.indicator.partnership

    def process(self, form: forms.EnterValue) -> str:
        values = form.cleaned_data
        return actions.enter_value(
            actor=self.actor,
            indicator=self.indicator,
            period=values["period"],
            partner=values["partner"],
            entry=form.entry,
            document=values["document"],
        ).get_absolute_url()


class OfAValue(PageView):
    """A page about one value."""

    @cached_property
    def value(self) -> Measurement:
        return queries.value_by_pk(self.actor, self.kwargs["pk"])


@dataclass(kw_only=True)
class ValuePage(Page):
    """One value with its evidence, breakdown, history, and what may be done with it."""

    of: queries.ValuePage
    steps: list[tuple[str, str, str]]


class ShowValue(OfAValue):
    """Read one value and what it rests on."""

    template_name = "scoreboard/value.html"

    def load(self, **values: Any) -> ValuePage:
        found = queries.value_page(self.actor, self.kwargs["pk"])
        one = found.value
        words = {
            "submit": (gettext("Submit"), "primary"),
            "take": (gettext("Take into verification"), "secondary"),
            "verify": (gettext("Verify"), "primary"),
        }
        steps = [
            (*words[verb], reverse(f"scoreboard:{verb}_value", args=[one.pk]))
            for verb in found.verbs
            if verb in words
        ]
        return ValuePage(
            title=", ".join(filter(None, [one.indicator.title, one.period.label, found.shown.partner])),
            breadcrumb=way_of(
                one.indicator, (one.indicator.title, one.indicator.get_absolute_url()), gettext("Value")
            ),
            of=found,
            steps=[(label, url, kind) for label, kind, url in steps],
        )


class StepOfAValue(OfAValue, ActionView):
    """One step of a value. Subclasses say `title`, `permission`, and write `take_step`."""

    form_class = forms.Confirm
    title: Any
    permission = "scoreboard.verify-value"

    def load(self, **values: Any) -> Page:
        one = self.value
        steps = ((gettext("Value"), one.get_absolute_url()), str(self.title))
        return Page(title=str(self.title), lead=one.indicator.title, breadcrumb=way_of(one.indicator, *steps))

    def check(self, page: Page) -> None:
        require(self.actor, self.permission, self.value)

    def process(self, form: Any) -> str:
        self.take_step(form)
        return self.value.get_absolute_url()

    def take_step(self, form: Any) -> None:
        raise NotImplementedError


class SubmitValue(StepOfAValue):
    """Hand a value in for verification."""

    title, success, permission = (
        _("Submit the value"),
        _("The value waits for its verification."),
        "scoreboard.enter-value",
    )

    def take_step(self, form: Any) -> None:
        actions.submit_value(actor=self.actor, value=self.value)


class TakeValue(StepOfAValue):
    """Say that one looks at a value."""

    title, success = _("Take the value into verification"), _("Others see that you look at it.")

    def take_step(self, form: Any) -> None:
        actions.take_value(actor=self.actor, value=self.value)


class VerifyValue(StepOfAValue):
    """Accept a value that somebody else handed in."""

    title, success = _("Verify the value"), _("The value is verified and counts for everybody.")

    def take_step(self, form: Any) -> None:
        actions.verify_value(actor=self.actor, value=self.value)


class ReturnValue(StepOfAValue):
    """Give a value back to its partner."""

    form_class = forms.ReturnIt
    title, success = _("Return the value"), _("The value is with its partner again.")

    def take_step(self, form: Any) -> None:
        actions.return_value(actor=self.actor, value=self.value, reason=form.cleaned_data["reason"])


@dataclass(kw_only=True)
class PeriodsPage(Page):
    """The periods of a partnership; `edits` says whether the actor may change them."""

    periods: list[Period]
    edits: bool
    add_url: str


class Periods(OfAPartnership):
    """See on which periods a partnership reports."""

    template_name = "scoreboard/periods.html"

    def load(self, **values: Any) -> PeriodsPage:
        edits = can(self.actor, "scoreboard.edit-periods", self.partnership)
        return PeriodsPage(
            title=gettext("Periods of %(partnership)s") % {"partnership": self.partnership.acronym},
            breadcrumb=way_to(self.partnership, gettext("Periods")),
            tabs=board_tabs(self, self.partnership),
            periods=list(queries.periods_of(self.actor, self.partnership)),
            edits=edits,
            add_url=reverse("scoreboard:add_period", args=[self.partnership.key]) if edits else "",
        )


class AddPeriod(OfAPartnership, ActionView):
    """Add a period to report on."""

    form_class = forms.AddPeriod
    success = _("The period is added.")

    def load(self, **values: Any) -> Page:
        steps = (
            (gettext("Periods"), reverse("scoreboard:periods", args=[self.partnership.key])),
            gettext("Add"),
        )
        return Page(title=gettext("Add a period"), breadcrumb=way_to(self.partnership, *steps))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.edit-periods", self.partnership)

    def process(self, form: forms.AddPeriod) -> str:
        actions.add_period(actor=self.actor, partnership=self.partnership, **form.cleaned_data)
        return reverse("scoreboard:periods", args=[self.partnership.key])


class OfAPeriod(ActionView):
    """A page about one period."""

    title: Any

    @cached_property
    def period(self) -> Period:
        return queries.period_by_key(self.actor, self.kwargs["key"])

    def load(self, **values: Any) -> Page:
        one = self.period
        steps = ((gettext("Periods"), self.back()), str(self.title))
        return Page(title=str(self.title), lead=one.label, breadcrumb=way_to(one.partnership, *steps))

    def back(self) -> str:
        return reverse("scoreboard:periods", args=[self.period.partnership.key])

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.edit-periods", self.period)


class EditPeriod(OfAPeriod):
    """Change a period that is not locked."""

    form_class = forms.EditPeriod
    title, success = _("Edit the period"), _("The period is changed.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.period, name) for name in ("label", "start", "end", "due_on", "version")}

    def process(self, form: forms.EditPeriod) -> str:
        actions.edit_period(actor=self.actor, period=self.period, **form.cleaned_data)
        return self.back()


class LockPeriod(OfAPeriod):
    """Lock a period with its verified values."""

    form_class = forms.Confirm
    title, success = _("Lock the period"), _("The period is locked: its values no longer change.")

    def process(self, form: Any) -> str:
        actions.lock_period(actor=self.actor, period=self.period)
        return self.back()
