"""Enter, change and withdraw facts about a country."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries import actions, forms, queries
from kontor.hub.countries.models import CountryFact
from kontor.hub.countries.views.reading import ChangeCountry
from kontor.hub.foundation.pages import Page
from kontor.hub.partnerships.choices import Qualifier

COPIED = (
    "topic", "indicator", "statement", "language", "translation", "translation_language", "value", "unit", "qualifier", "scope", "about",
    "as_of", "source", "place",
)  # fmt: skip


class Add(ChangeCountry):
    """Enter a fact with its source."""

    title = _("Enter a fact")
    lead = _("What a source states, as it states it.")
    verb = "add_fact"
    form_class = forms.AddFact
    success = _("The fact is entered.")

    def initial(self) -> dict[str, Any]:
        return {"qualifier": Qualifier.EXACT}

    def process(self, form: forms.AddFact) -> str:
        fields = {name: form.cleaned_data[name] for name in COPIED} | {"profile_id": self.profile.pk}
        actions.add_facts(actor=self.actor, entries=[actions.FactEntry(fields)])
        return self.profile.get_absolute_url()


class ChangeFact(ChangeCountry):
    """One verb on one fact."""

    @cached_property
    def fact(self) -> CountryFact:
        return queries.fact_by_key(self.actor, self.kwargs["fact"], self.profile)

    def subject(self) -> Any:
        return self.fact


class Edit(ChangeFact):
    """Correct a fact, or add what is known by now."""

    title = _("Edit the fact")
    verb = "edit_fact"
    form_class = forms.EditFact
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        shown = {name: getattr(self.fact, name) for name in (*COPIED, "version")}
        return shown | {"source": self.fact.source.key}

    def process(self, form: forms.EditFact) -> str:
        entry = actions.FactEntry({name: form.cleaned_data[name] for name in COPIED}, self.fact)
        actions.edit_fact(actor=self.actor, version=form.cleaned_data["version"], entry=entry)
        return self.profile.get_absolute_url()


class Withdraw(ChangeFact):
    """Take a fact out of the profile."""

    title = _("Withdraw the fact")
    verb = "withdraw_fact"
    form_class = forms.Withdraw
    success = _("The fact is withdrawn.")

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.fact.statement
        return page

    def process(self, form: forms.Withdraw) -> str:
        actions.withdraw_fact(actor=self.actor, fact=self.fact, reason=form.cleaned_data["reason"])
        return self.profile.get_absolute_url()
