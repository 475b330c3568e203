"""Pages with a form about cards: add, edit, take from the library, withdraw, set targets."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.scoreboard import actions, forms, queries
from kontor.hub.scoreboard.forms.cards import values_of
from kontor.hub.scoreboard.views.boards import OfAnIndicator, OfAPartnership, way, way_of, way_to


class AddIndicator(OfAPartnership, ActionView):
    """Add an indicator to a partnership."""

    form_class = forms.AddIndicator
    success = _("The indicator is on the scoreboard.")

    def load(self, **values: Any) -> Page:
        title = gettext("Add an indicator")
        lead = gettext("Say what is measured and how it is counted. Advice on the card shows on its page.")
        return Page(title=title, lead=lead, breadcrumb=way_to(self.partnership, title))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.add-indicator", self.partnership)

    def initial(self) -> dict[str, Any]:
        return {"visibility": Visibility.PUBLIC, "how": "rule"}

    def form_values(self) -> dict[str, Any]:
        others = queries.indicators_for_lists(self.actor).filter(partnership=self.partnership)
        return {"registers": queries.registers_described(), "others": others.values_list("key", "title")}

    def process(self, form: forms.AddIndicator) -> str:
        made = actions.add_indicator(actor=self.actor, partnership=self.partnership, wording=form.wording)
        return made.get_absolute_url()


class AddCard(ActionView):
    """Add a card to the library."""

    form_class = forms.AddIndicator
    success = _("The card is in the library.")

    def load(self, **values: Any) -> Page:
        title = gettext("Add a card to the library")
        return Page(title=title, breadcrumb=way((gettext("Library"), reverse("scoreboard:library")), title))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.edit-library")

    def initial(self) -> dict[str, Any]:
        return {"visibility": Visibility.PUBLIC, "how": "rule"}

    def form_values(self) -> dict[str, Any]:
        others = [(one.key, one.title) for one in queries.library(self.actor)]
        return {"registers": queries.registers_described(), "others": others}

    def process(self, form: forms.AddIndicator) -> str:
        return actions.add_indicator(
            actor=self.actor, partnership=None, wording=form.wording
        ).get_absolute_url()


class EditIndicator(OfAnIndicator, ActionView):
    """Change a card; its method stays once there are values."""

    form_class = forms.EditIndicator
    success = _("The card is changed and has a new version.")

    def load(self, **values: Any) -> Page:
        one = self.indicator
        steps = ((one.title, one.get_absolute_url()), gettext("Edit"))
        return Page(title=gettext("Edit the card"), lead=one.title, breadcrumb=way_of(one, *steps))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.edit-indicator", self.indicator)

    def initial(self) -> dict[str, Any]:
        return values_of(self.indicator)

    def form_values(self) -> dict[str, Any]:
        siblings = queries.indicators_for_lists(self.actor).filter(partnership=self.indicator.partnership)
        others = siblings.exclude(pk=self.indicator.pk).values_list("key", "title")
        return {"registers": queries.registers_described(), "others": others, "total": self.indicator.target}

    def process(self, form: forms.EditIndicator) -> str:
        values = form.cleaned_data
        changed = actions.edit_indicator(
            actor=self.actor,
            indicator=self.indicator,
            wording=form.wording,
            reason=values["reason"],
            version=values["version"],
        )
        return changed.get_absolute_url()


class WithdrawIndicator(OfAnIndicator, ActionView):
    """Take an indicator off the scoreboard."""

    form_class = forms.WithdrawIndicator
    success = _("The indicator is withdrawn. Its values and reports stay.")

    def load(self, **values: Any) -> Page:
        one = self.indicator
        steps = ((one.title, one.get_absolute_url()), gettext("Withdraw"))
        return Page(title=gettext("Withdraw the indicator"), lead=one.title, breadcrumb=way_of(one, *steps))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.edit-indicator", self.indicator)

    def process(self, form: forms.WithdrawIndicator) -> str:
        actions.withdraw_indicator(
            actor=self.actor, indicator=self.indicator, reason=form.cleaned_data["reason"]
        )
        return self.indicator.get_absolute_url()


class Take(OfAPartnership, ActionView):
    """Take a card of the library into a partnership."""

    form_class = forms.TakeFromLibrary
    success = _("The indicator is on the scoreboard. Set its targets next.")

    def load(self, **values: Any) -> Page:
        title = gettext("Take an indicator from the library")
        lead = gettext("The card is copied: change what differs here, and it stays comparable by its rule.")
        return Page(title=title, lead=lead, breadcrumb=way_to(self.partnership, title))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.add-indicator", self.partnership)

    def form_values(self) -> dict[str, Any]:
        own = queries.indicators_for_lists(self.actor).filter(partnership=self.partnership)
        taken = set(own.values_list("origin_id", flat=True))
        return {"cards": [one for one in queries.library(self.actor) if one.pk not in taken]}

    def process(self, form: forms.TakeFromLibrary) -> str:
        values = form.cleaned_data
        made = actions.take_from_library(
            actor=self.actor,
            partnership=self.partnership,
            card=queries.indicator_by_key(self.actor, values["card"]),
            number=values["number"] or 0,
            target=values["target"],
        )
        return made.get_absolute_url()


class SetTargets(OfAnIndicator, ActionView):
    """Set the target of an indicator and its split."""

    form_class = forms.SetTargets
    template_name = "scoreboard/targets.html"
    success = _("The targets are set, and they add up.")

    def load(self, **values: Any) -> Page:
        one = self.indicator
        steps = ((one.title, one.get_absolute_url()), gettext("Targets"))
        lead = gettext(
            "The parts of the partners, and those of the periods, must make the target of all together."
        )
        return Page(title=gettext("Set targets"), lead=lead, breadcrumb=way_of(one, *steps))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.set-targets", self.indicator)

    def initial(self) -> dict[str, Any]:
        values: dict[str, Any] = {"total": self.indicator.target, "version": self.indicator.version}
        for part in self.indicator.targets.all():
            if part.partner_id and not part.period_id:
                values[f"partner_{part.partner_id}"] = part.value
            elif part.period_id and not part.partner_id:
                values[f"period_{part.period_id}"] = part.value
        return values

    def form_values(self) -> dict[str, Any]:
        if self.indicator.partnership is None:
            return {}
        return {
            "partners": queries.partners_to_enter_for(self.actor, self.indicator.partnership),
            "periods": queries.periods_of(self.actor, self.indicator.partnership),
        }

    def process(self, form: forms.SetTargets) -> str:
        values = form.cleaned_data
        actions.set_targets(
            actor=self.actor,
            indicator=self.indicator,
            total=values["total"],
            parts=form.parts,
            version=values["version"],
        )
        return self.indicator.get_absolute_url()
