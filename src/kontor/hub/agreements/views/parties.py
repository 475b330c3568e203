"""Parties of a case: name, change, remove."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, forms
from kontor.hub.agreements.models import Party
from kontor.hub.agreements.views.base import ChangeView, PieceView
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.visibility import visible

COPIED = ("role", "name", "kind", "country", "contact", "confidential", "public_description", "version")


class AddParty(ChangeView):
    """Name a party."""

    title = _("Add a party")
    verb = "add_party"
    form_class = forms.AddParty
    success = _("The party is added.")

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor)}

    def process(self, form: forms.AddParty) -> str:
        actions.add_party(actor=self.actor, case=self.case, party=actions.NewParty(**form.cleaned_data))
        return self.back("parties")


class EditParty(PieceView):
    """Change a party: who it is, and who may read that."""

    title = _("Change the party")
    verb = "edit_party"
    model = Party
    form_class = forms.EditParty
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        organisation = self.record.organisation
        return {name: getattr(self.record, name) for name in COPIED} | {
            "organisation": organisation.key if organisation else ""
        }

    def form_values(self) -> dict[str, Any]:
        organisation = self.record.organisation
        rows = visible(Organisation, self.actor)
        if organisation is not None:
            rows = rows | Organisation.objects.filter(pk=organisation.pk)
        return {"rows": rows, "chosen": organisation.key if organisation else ""}

    def process(self, form: forms.EditParty) -> str:
        actions.edit_party(actor=self.actor, party=self.record, **form.cleaned_data)
        return self.back("parties")


class RemoveParty(PieceView):
    """Take a party out of its case."""

    title = _("Remove the party")
    lead = _("The case goes on without it. What was said of it stays in the history.")
    verb = "remove_party"
    model = Party
    form_class = forms.RemoveParty
    success = _("The party is removed.")

    def process(self, form: forms.RemoveParty) -> str:
        actions.remove_party(actor=self.actor, party=self.record)
        return self.back("parties")
