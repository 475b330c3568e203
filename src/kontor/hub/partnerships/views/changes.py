"""Propose a partnership, change its facts, its state and its partners."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, forms, rules
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.permissions import edited_organisations
from kontor.hub.partnerships.views.base import ChangeView, way

COPIED = (
    "acronym", "name", "kind", "call", "strand", "start", "end", "sector_focus", "description", "website", "visibility",
    "legal_form", "smes_involved", "smes_qualifier", "smes_basis", "grant", "version",
)  # fmt: skip


class Propose(ActionView):
    """Propose a partnership, with one of one's own organisations as coordinator."""

    form_class = forms.Propose
    success = _("The partnership is proposed. Add its partners and targets next.")

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Propose a partnership"),
            lead=gettext("It gets a team of its own, in which you are the coordinator."),
            breadcrumb=way(Crumb(gettext("Propose a partnership"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "partnerships.propose")

    def form_values(self) -> dict[str, Any]:
        return {"own": edited_organisations(self.actor)}

    def process(self, form: forms.Propose) -> str:
        return actions.propose(actor=self.actor, **form.cleaned_data).get_absolute_url()


class Edit(ChangeView):
    """Change the facts of a partnership."""

    title = _("Edit the partnership")
    verb = "edit"
    form_class = forms.Edit
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.partnership, name) for name in COPIED} | {
            "terms": list(self.partnership.terms.all())
        }

    def process(self, form: forms.Edit) -> str:
        changed = form.cleaned_data | {"terms": list(form.cleaned_data["terms"])}
        return actions.edit(actor=self.actor, partnership=self.partnership, **changed).get_absolute_url()


class ChangeState(ChangeView):
    """Start, end, sustain, dissolve or reopen."""

    title = _("Change the state")
    verb = "change_state"
    form_class = forms.ChangeState
    success = _("The state is changed.")

    def form_values(self) -> dict[str, Any]:
        return {"steps": steps_open(self.partnership)}

    def process(self, form: forms.ChangeState) -> str:
        actions.change_state(actor=self.actor, partnership=self.partnership, **form.cleaned_data)
        return self.back()


class AddPartner(ChangeView):
    """An organisation joins."""

    title = _("Add a partner")
    verb = "add_partner"
    form_class = forms.AddPartner
    success = _("The partner is added.")

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor)}

    def process(self, form: forms.AddPartner) -> str:
        actions.add_partner(actor=self.actor, partnership=self.partnership, **form.cleaned_data)
        return self.back("partners")


class OfAPartner(ChangeView):
    """What is done to one participation."""

    @cached_property
    def participation(self) -> Participation:
        found: Participation = self.piece(Participation, self.kwargs["pk"])
        return found

    def subject(self) -> Participation:
        return self.participation

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.participation.organisation.name
        return page


class EditParticipation(OfAPartner):
    """Change a partner's role, dates, mandate; for its own team also its expectations and goals."""

    title = _("Change the partner's entry")
    verb = "edit_participation"
    success = _("Saved.")

    @property
    def form_class(self) -> type[forms.EditParticipation]:  # type: ignore[override]
        own = can(self.actor, "partnerships.state_own_words", self.participation)
        return forms.EditOwnParticipation if own else forms.EditParticipation

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.participation, name) for name in self.form_class.base_fields}

    def process(self, form: forms.EditParticipation) -> str:
        actions.edit_participation(actor=self.actor, participation=self.participation, **form.cleaned_data)
        return self.back("partners")


class Leave(OfAPartner):
    """A partner leaves, on a date."""

    title = _("Leave the partnership")
    verb = "leave"
    form_class = forms.Leave
    success = _("The participation has an end date now.")

    def process(self, form: forms.Leave) -> str:
        actions.leave(actor=self.actor, participation=self.participation, **form.cleaned_data)
        return self.back("partners")


def steps_open(partnership: Partnership) -> list[tuple[str, Any]]:
    """(verb, what happened) of the steps that the state allows."""
    words = {
        "start": _("It has started"),
        "end": _("It has ended"),
        "sustain": _("It goes on without its grant, as a lasting cluster partnership"),
        "dissolve": _("It was dissolved"),
        "reopen": _("It was ended by mistake: it is active"),
    }
    return [(verb, words[verb]) for verb in rules.PARTNERSHIP.verbs(partnership.state)]
