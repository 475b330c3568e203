"""Delegations: find and read them, plan, describe, brief; invite, confirm, withdraw."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, Page, PageView, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions
from kontor.hub.missions.actions.delegations import briefing_of, checks_of, written
from kontor.hub.missions.exporters.delegations import ExportDelegates
from kontor.hub.missions.forms import delegations as forms
from kontor.hub.missions.models import Delegate, Delegation, TravelCheck, Traveller
from kontor.hub.missions.queries import delegations as queries
from kontor.hub.missions.rules.delegations import Person
from kontor.hub.missions.views.changes import ChangeEvent
from kontor.hub.missions.views.reading import area_tabs, way
from kontor.hub.transfer.kit.downloads import download

SAID = ("zone", "offers", "seeks", "state")


@dataclass(kw_only=True)
class DelegationsPage(Page):
    """The delegations that the actor sees."""

    lines: list[queries.DelegationLine]


class Delegations(PageView):
    """Find a delegation."""

    template_name = "missions/delegations.html"

    def load(self, **values: Any) -> DelegationsPage:
        return DelegationsPage(
            title=gettext("Delegations"),
            lead=gettext("Who travels together, what they offer and what they look for."),
            breadcrumb=way(Crumb(gettext("Delegations"))),
            tabs=area_tabs(self.request),
            lines=queries.delegations_for_lists(self.actor),
        )


class AddDelegation(ChangeEvent):
    """Plan the delegation of an event."""

    title = _("Plan the delegation")
    lead = _(
        "It stays a draft that only those who keep the event and those invited see, until you publish it."
    )
    verb = "add_delegation"
    form_class = forms.AddDelegation
    success = _("The delegation is planned. Take over who was selected, or add organisations.")

    def initial(self) -> dict[str, Any]:
        return {"zone": "Europe/Brussels"}

    def process(self, form: forms.AddDelegation) -> str:
        fields = {name: form.cleaned_data[name] for name in SAID}
        made = actions.add_delegation(actor=self.actor, event=self.event, fields=fields)
        return made.get_absolute_url()


class OfADelegation(PageView):
    """A page about the delegation of one event, found by the event's key."""

    @cached_property
    def delegation(self) -> Delegation:
        return queries.delegation_of(self.actor, self.kwargs["key"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        event = self.delegation.event
        return way(
            Crumb(event.name, event.get_absolute_url()),
            Crumb(gettext("Delegation"), self.delegation.get_absolute_url()),
            *steps,
        )


@dataclass(kw_only=True)
class DelegationPage(Page):
    """One delegation, to whoever looks. `papers` are (label, address) of the reports that can be drawn of it."""

    of: queries.DelegationShown
    papers: list[tuple[str, str]]


class ShowDelegation(OfADelegation):
    """Read about a delegation: who travels, what they offer together, the briefing, what is arranged."""

    template_name = "missions/delegation.html"

    def load(self, **values: Any) -> DelegationPage:
        event = self.delegation.event
        found = queries.delegation_shown(self.actor, self.delegation, get_language() or "en")
        kinds = [(gettext("Catalogue"), "delegation")]
        kinds += [(gettext("Briefing on paper"), "briefing")] if found.inside else []
        return DelegationPage(
            title=gettext("Delegation: %(event)s") % {"event": event.name},
            breadcrumb=way(Crumb(event.name, event.get_absolute_url()), Crumb(gettext("Delegation"))),
            of=found,
            papers=[(label, reverse("reports:show_of", args=[kind, event.key])) for label, kind in kinds],
        )


class ChangeDelegation(OfADelegation, VerbView):
    """One verb on one delegation. Subclasses say `title`, `form_class`, `success`, and write `process`."""

    area = "missions"
    verb = "run_delegation"

    def subject(self) -> Any:
        return self.delegation


class EditDelegation(ChangeDelegation):
    """Change what is said of the whole, and publish it."""

    title = _("Edit the delegation")
    form_class = forms.EditDelegation
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.delegation, name) for name in (*SAID, "version")}

    def process(self, form: forms.EditDelegation) -> str:
        fields = {name: form.cleaned_data[name] for name in SAID}
        actions.edit_delegation(
            actor=self.actor, delegation=self.delegation, version=form.cleaned_data["version"], fields=fields
        )
        return self.delegation.get_absolute_url()


class Brief(ChangeDelegation):
    """Write the briefing and the checks."""

    title = _("Write the briefing")
    lead = _("Read by those who run the delegation and by the teams that travel.")
    form_class = forms.Brief
    success = _("The briefing is kept.")

    def initial(self) -> dict[str, Any]:
        return {
            "briefing": briefing_of(self.delegation),
            "checks": written(checks_of(self.delegation)),
            "version": self.delegation.version,
        }

    def process(self, form: forms.Brief) -> str:
        actions.brief(actor=self.actor, delegation=self.delegation, **form.cleaned_data)
        return self.delegation.get_absolute_url()


class TakeOver(ChangeDelegation):
    """Invite all that were selected in the call."""

    title = _("Take over who was selected")
    form_class = forms.TakeOver
    success = _("They are in the delegation, and their teams are written to.")

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        names = {one.organisation.name for one in queries.selected_applications(self.actor, self.delegation)}
        told = {"names": "; ".join(sorted(names))}
        page.lead = (
            gettext("Selected in the call and not in the delegation yet: %(names)s.") % told if names else ""
        )
        return page

    def process(self, form: forms.TakeOver) -> str:
        actions.take_over(actor=self.actor, delegation=self.delegation)
        return self.delegation.get_absolute_url()


def entry_of(cleaned: dict[str, Any]) -> actions.DelegateEntry:
    return actions.DelegateEntry(
        fields={"offers": cleaned["offers"], "seeks": cleaned["seeks"]},
        terms=[one.pk for one in cleaned["terms"]],
        travellers=cleaned["travellers"],
    )


class AddDelegate(ChangeDelegation):
    """Add an organisation by hand."""

    title = _("Add an organisation")
    lead = _("Its team is written to, and confirms or withdraws.")
    form_class = forms.AddDelegate
    success = _("The organisation is in the delegation.")

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor)}

    def process(self, form: forms.AddDelegate) -> str:
        actions.add_delegate(
            actor=self.actor,
            delegation=self.delegation,
            organisation=form.cleaned_data["organisation"],
            entry=entry_of(form.cleaned_data),
        )
        return self.delegation.get_absolute_url()


class ChangeDelegate(OfADelegation, VerbView):
    """One verb on one member."""

    area = "missions"
    verb = "answer_for_delegate"

    @cached_property
    def delegate(self) -> Delegate:
        return queries.delegate_of(self.actor, self.delegation, self.kwargs["member"])

    def subject(self) -> Any:
        return self.delegate

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        told = {"organisation": self.delegate.organisation.name}
        page.lead = " ".join(filter(None, (gettext("For %(organisation)s") % told + ".", page.lead)))
        return page


class EditDelegate(ChangeDelegate):
    """Say what a member comes for, and who travels."""

    title = _("Change the entry")
    form_class = forms.EditDelegate
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        people = visible(Traveller, self.actor).filter(delegate=self.delegate).exclude(name="")
        return {name: getattr(self.delegate, name) for name in ("offers", "seeks", "version")} | {
            "terms": [one.pk for one in self.delegate.terms.all()],
            "travellers": "\n".join(Person(one.name, one.function).written() for one in people),
        }

    def process(self, form: forms.EditDelegate) -> str:
        actions.edit_delegate(
            actor=self.actor,
            delegate=self.delegate,
            version=form.cleaned_data["version"],
            entry=entry_of(form.cleaned_data),
        )
        return self.delegation.get_absolute_url()


class ConfirmDelegate(ChangeDelegate):
    """Say that an organisation comes along."""

    title = _("Confirm that it comes along")
    form_class = forms.ConfirmDelegate
    success = _("Confirmed.")

    def process(self, form: forms.ConfirmDelegate) -> str:
        actions.confirm_delegate(actor=self.actor, delegate=self.delegate)
        return self.delegation.get_absolute_url()


class WithdrawDelegate(ChangeDelegate):
    """Say that an organisation does not come after all."""

    title = _("Withdraw from the delegation")
    lead = _("Its application to the call stays: withdraw that too, so that the reserve moves up.")
    form_class = forms.WithdrawDelegate
    success = _("Withdrawn.")

    def process(self, form: forms.WithdrawDelegate) -> str:
        actions.withdraw_delegate(
            actor=self.actor, delegate=self.delegate, reason=form.cleaned_data["reason"]
        )
        return self.delegation.get_absolute_url()


class InviteAgain(ChangeDelegate):
    """Ask an organisation that withdrew once more."""

    title = _("Invite it again")
    verb = "run_delegation"
    form_class = forms.InviteAgain
    success = _("It is invited again.")

    def subject(self) -> Any:
        return self.delegation

    def process(self, form: forms.InviteAgain) -> str:
        actions.invite_again(actor=self.actor, delegate=self.delegate)
        return self.delegation.get_absolute_url()


class TickChecks(ChangeDelegate):
    """Say which checks a member has seen to."""

    title = _("Checks before the journey")
    form_class = forms.TickChecks
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"done": [one.pk for one in self.delegate.checks_done.all()]}

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(TravelCheck, self.actor).filter(delegation=self.delegation)}

    def process(self, form: forms.TickChecks) -> str:
        done = [one.pk for one in form.cleaned_data["done"]]
        actions.tick_checks(actor=self.actor, delegate=self.delegate, done=done)
        return self.delegation.get_absolute_url()


class ExportMembers(View):
    """Download the members of a delegation, as far as the actor sees them, as the importer reads them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, key: str, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        delegation = queries.delegation_of(actor, key)
        require(actor, "missions.view")
        exporter = ExportDelegates()
        rows = exporter.rows_of(actor, visible(Delegate, actor).filter(delegation=delegation))
        title = gettext("Members of the delegation")
        return download(slugify(f"{key} delegation"), form, exporter.columns, rows, title=title)
