"""Members of a cluster, and contact people."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory import actions, forms
from kontor.hub.directory.models import ContactPerson, Membership, Organisation
from kontor.hub.directory.views.base import OrganisationAction, PartAction
from kontor.hub.foundation.pages import Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible


class AddMember(OrganisationAction):
    """A member joins the cluster."""

    verb = "add-member"
    title = _("Add a member")
    form_class = forms.AddMember
    success = _("The member is kept.")

    def check(self, page: Page) -> None:
        require(
            self.actor,
            "directory.add-member",
            Membership(member=self.organisation, cluster=self.organisation),
        )

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor)}

    def process(self, form: Any) -> str:
        actions.add_member(actor=self.actor, cluster=self.organisation, **form.cleaned_data)
        return self.organisation.get_absolute_url()


class EndMembership(PartAction):
    """A member leaves the cluster."""

    verb = "end-membership"
    title = _("End the membership")
    lead = _("The membership stays in the history, with its end.")
    model = Membership
    owner = "cluster"
    form_class = forms.EndMembership
    success = _("The membership has its end.")

    def process(self, form: Any) -> str:
        actions.end_membership(actor=self.actor, membership=self.part, **form.cleaned_data)
        return self.organisation.get_absolute_url()


class RemoveMember(PartAction):
    """Take away a membership entered by mistake."""

    verb = "remove-member"
    title = _("Remove this membership")
    lead = _("For a mistake. A member that left gets an end instead.")
    model = Membership
    owner = "cluster"
    form_class = forms.Remove
    success = _("The membership is removed.")

    def process(self, form: Any) -> str:
        actions.remove_member(actor=self.actor, membership=self.part)
        return self.organisation.get_absolute_url()


class AddContact(OrganisationAction):
    """Keep a contact person, with consent."""

    verb = "add-contact"
    title = _("Add a contact person")
    lead = _("Personal data: kept only with consent, for the purpose you name, until the day you name.")
    form_class = forms.AddContact
    success = _("The contact person is kept.")

    def process(self, form: Any) -> str:
        actions.add_contact(
            actor=self.actor, organisation=self.organisation, today=timezone.localdate(), **form.cleaned_data
        )
        return self.organisation.get_absolute_url()


class EditContact(PartAction):
    """Change what is kept of a contact person."""

    verb = "edit-contact"
    title = _("Edit the contact person")
    model = ContactPerson
    form_class = forms.EditContact
    success = _("The contact person is saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.part, name) for name in forms.EditContact.base_fields}

    def process(self, form: Any) -> str:
        actions.edit_contact(
            actor=self.actor, contact=self.part, today=timezone.localdate(), **form.cleaned_data
        )
        return self.organisation.get_absolute_url()


class RemoveContact(PartAction):
    """Erase a contact person."""

    verb = "remove-contact"
    title = _("Erase the contact person")
    lead = _("Name, function, address and telephone number are erased at once and cannot be brought back.")
    model = ContactPerson
    form_class = forms.Remove
    success = _("The contact person is erased.")

    def process(self, form: Any) -> str:
        actions.remove_contact(actor=self.actor, contact=self.part)
        return self.organisation.get_absolute_url()
