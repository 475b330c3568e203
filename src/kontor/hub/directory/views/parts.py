"""Add to an organisation and take away: names, labels, competences, countries of interest."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory import actions, forms
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Alias, Competence, CountryInterest, Label
from kontor.hub.directory.queries import terms_to_choose
from kontor.hub.directory.views.base import OrganisationAction, PartAction


class AddAlias(OrganisationAction):
    """Keep another name."""

    verb = "add-alias"
    title = _("Add another name")
    lead = _("Search and imports find the organisation by every name that is kept.")
    form_class = forms.AddAlias
    success = _("The name is kept.")

    def process(self, form: Any) -> str:
        actions.add_alias(actor=self.actor, organisation=self.organisation, **form.cleaned_data)
        return self.organisation.get_absolute_url()


class RemoveAlias(PartAction):
    """Take away a name entered by mistake."""

    verb = "remove-alias"
    title = _("Remove this name")
    model = Alias
    form_class = forms.Remove
    success = _("The name is removed.")

    def process(self, form: Any) -> str:
        actions.remove_alias(actor=self.actor, alias=self.part)
        return self.organisation.get_absolute_url()


class AddLabel(OrganisationAction):
    """Keep a quality label."""

    verb = "add-label"
    title = _("Add a label")
    form_class = forms.AddLabel
    success = _("The label is kept.")

    def process(self, form: Any) -> str:
        actions.add_label(actor=self.actor, organisation=self.organisation, **form.cleaned_data)
        return self.organisation.get_absolute_url()


class RemoveLabel(PartAction):
    """Take away a label entered by mistake."""

    verb = "remove-label"
    title = _("Remove this label")
    lead = _("A label that ran out stays: give it its expiry instead.")
    model = Label
    form_class = forms.Remove
    success = _("The label is removed.")

    def process(self, form: Any) -> str:
        actions.remove_label(actor=self.actor, label=self.part)
        return self.organisation.get_absolute_url()


class AddCompetence(OrganisationAction):
    """Say what the organisation offers or seeks."""

    verb = "add-competence"
    title = _("Add what it offers or seeks")
    form_class = forms.AddCompetence
    success = _("It is kept.")

    def form_values(self) -> dict[str, Any]:
        return {"terms": terms_to_choose(Taxonomy.values)}

    def process(self, form: Any) -> str:
        actions.add_competence(actor=self.actor, organisation=self.organisation, **form.cleaned_data)
        return self.organisation.get_absolute_url()


class RemoveCompetence(PartAction):
    """Take away an offer or a search."""

    verb = "remove-competence"
    title = _("Remove this competence")
    model = Competence
    form_class = forms.Remove
    success = _("The competence is removed.")

    def process(self, form: Any) -> str:
        actions.remove_competence(actor=self.actor, competence=self.part)
        return self.organisation.get_absolute_url()


class AddInterest(OrganisationAction):
    """Name a country the organisation wants to work with."""

    verb = "add-interest"
    title = _("Add a country of interest")
    form_class = forms.AddInterest
    success = _("The country is kept.")

    def process(self, form: Any) -> str:
        actions.add_interest(actor=self.actor, organisation=self.organisation, **form.cleaned_data)
        return self.organisation.get_absolute_url()


class RemoveInterest(PartAction):
    """Take away a country of interest."""

    verb = "remove-interest"
    title = _("Remove this country of interest")
    model = CountryInterest
    form_class = forms.Remove
    success = _("The country is removed.")

    def process(self, form: Any) -> str:
        actions.remove_interest(actor=self.actor, interest=self.part)
        return self.organisation.get_absolute_url()
