"""Name organisations to speak with in a country, change and remove them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries import actions, forms, queries
from kontor.hub.countries.models import CountryBody
from kontor.hub.countries.views.reading import ChangeCountry
from kontor.hub.directory.models import ContactPerson, Organisation
from kontor.hub.foundation.pages import Page
from kontor.hub.foundation.visibility import visible

COPIED = ("organisation", "role", "mandate", "start", "end", "source", "place")


class Add(ChangeCountry):
    """Name an organisation to speak with."""

    title = _("Name an organisation to speak with")
    lead = _("A counterpart body, a network, a representative or an ambassador that stands in the directory.")
    verb = "add_body"
    form_class = forms.AddBody
    success = _("The organisation is named.")

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor)}

    def process(self, form: forms.AddBody) -> str:
        fields = {name: form.cleaned_data[name] for name in COPIED} | {"profile_id": self.profile.pk}
        actions.name_bodies(actor=self.actor, entries=[actions.BodyEntry(fields)])
        return self.profile.get_absolute_url()


class ChangeBody(ChangeCountry):
    """One verb on one body."""

    @cached_property
    def body(self) -> CountryBody:
        return queries.body_by_id(self.actor, self.kwargs["body"], self.profile)

    def subject(self) -> Any:
        return self.body


class Edit(ChangeBody):
    """Correct the entry, or give it an end."""

    title = _("Change the entry")
    verb = "edit_body"
    form_class = forms.EditBody
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        shown = {name: getattr(self.body, name) for name in (*COPIED, "version")}
        source = self.body.source.key if self.body.source else ""
        person = (
            self.body.person_id if self.body.person_id in self.people.values_list("pk", flat=True) else None
        )
        return shown | {"organisation": self.body.organisation.key, "source": source, "person": person}

    @cached_property
    def people(self) -> QuerySet[ContactPerson]:
        return (
            visible(ContactPerson, self.actor).filter(organisation=self.body.organisation_id).order_by("name")
        )

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor), "people": self.people}

    def process(self, form: forms.EditBody) -> str:
        entry = actions.BodyEntry({name: form.cleaned_data[name] for name in (*COPIED, "person")}, self.body)
        actions.edit_body(actor=self.actor, version=form.cleaned_data["version"], entry=entry)
        return self.profile.get_absolute_url()


class Remove(ChangeBody):
    """Take out an organisation that was named by mistake."""

    title = _("Remove the organisation")
    verb = "remove_body"
    form_class = forms.RemoveBody
    success = _("The organisation is removed.")

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.body.organisation.name
        return page

    def process(self, form: forms.RemoveBody) -> str:
        actions.remove_body(actor=self.actor, body=self.body)
        return self.profile.get_absolute_url()
