"""Competence sheets of a chain: the list, whom to invite, one sheet beside the chain, and what is decided about it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.foundation.permission import require
from kontor.hub.strategy import queries
from kontor.hub.strategy.actions import sheets as actions
from kontor.hub.strategy.choices import SHEET_TONES
from kontor.hub.strategy.forms import sheets as forms
from kontor.hub.strategy.models import CompetenceSheet, ValueChain
from kontor.hub.strategy.queries import sheets as found
from kontor.hub.strategy.rules.sheet import NobodyInvited
from kontor.hub.strategy.views.drawing import Drawing


class OfSheets(Drawing):
    """Pages by way of a chain's sheets."""

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return super().way(Crumb(gettext("Competence sheets"), self.list_url if steps else ""), *steps)

    @property
    def list_url(self) -> str:
        return reverse("strategy:sheets", args=[self.chain.key])

    def back(self) -> str:
        return self.list_url


@dataclass(kw_only=True)
class SheetsShown(Page):
    """The invitations of a chain. `tones` colour the states."""

    of: found.SheetsPage
    tones: dict[str, str]


class Sheets(PageView):
    """See who was invited to fill the sheet, and what became of it."""

    template_name = "strategy/sheets.html"

    def load(self, **values: Any) -> SheetsShown:
        way = OfSheets()
        way.setup(self.request, **self.kwargs)
        chain = way.chain
        shown = self.request.GET.get("state", "")
        return SheetsShown(
            title=gettext("Competence sheets"),
            lead=gettext("Who was asked what it does in '%(chain)s', and what came back.") % {"chain": chain.name},
            breadcrumb=way.way(),
            of=found.sheets_page(self.actor, chain, timezone.localdate(), shown),
            tones=SHEET_TONES,
        )  # fmt: skip


class InviteToSheet(OfSheets):
    """Invite organisations to fill the sheet: choose them, then say where the letters go."""

    title, form_class = _("Invite to fill a competence sheet"), forms.InviteToSheet
    template_name = "strategy/invite_to_sheet.html"

    @cached_property
    def invited(self) -> list[Organisation]:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        return found.invited_by_keys(self.actor, asked.getlist("organisation"))

    def form(self, *bound: Any) -> BaseForm:
        if not self.invited:
            able = list(queries.able_to_contribute(self.actor, self.chain.partnership))
            return forms.ChooseInvited(able=able)
        known = found.addresses_known(self.actor, self.invited)
        languages = {one.pk: found.language_of(one) for one in self.invited}
        return forms.InviteToSheet(*bound, invited=self.invited, known=known, languages=languages)

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = gettext(
            "Each gets a letter with a link of its own to a page about '%(chain)s'. No account is needed."
        ) % {"chain": self.chain.name}
        return page

    def process(self, form: Any) -> str:
        if not self.invited:
            raise NobodyInvited
        told = form.cleaned_data
        made = actions.invite_to_sheet(
            actor=self.actor, chain=self.chain, until=told["until"], note=told["note"], confirmed=told["confirmed"],
            invited=[
                actions.Invited(one, told[f"email_{one.pk}"], told[f"language_{one.pk}"]) for one in self.invited
            ],
        )  # fmt: skip
        sentence = ngettext("%(number)s letter leaves.", "%(number)s letters leave.", len(made))
        messages.success(self.request, sentence % {"number": len(made)})
        return self.back()


class OfASheet(OfSheets):
    """One sheet."""

    @cached_property
    def sheet(self) -> CompetenceSheet:
        return found.sheet_by_id(self.actor, self.kwargs["sheet"])

    @cached_property
    def chain(self) -> ValueChain:
        return self.sheet.chain

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = page.lead or self.sheet.organisation.name
        return page


@dataclass(kw_only=True)
class SheetShown(Page):
    """A sheet beside the chain. `tone` colours its state."""

    of: found.SheetPage
    tone: str


class OneSheet(OfASheet):
    """Read what an organisation says, beside what stands in the chain."""

    template_name = "strategy/sheet.html"
    http_method_names = ["get", "head", "options"]

    def load(self, **values: Any) -> SheetShown:
        name = self.sheet.organisation.name
        page = found.sheet_page(self.actor, self.sheet, timezone.localdate())
        return SheetShown(
            title=gettext("Sheet of %(organisation)s") % {"organisation": name},
            lead=gettext("What it says it does in '%(chain)s', beside what stands there.") % {"chain": self.chain.name},
            breadcrumb=self.way(Crumb(name)),
            of=page,
            tone=SHEET_TONES[page.state],
        )  # fmt: skip

    def get(self, request: Any, **values: Any) -> Any:
        require(self.actor, "strategy.draw", self.chain)
        return self.show(self.load(**values))


class InviteAgain(OfASheet):
    """Ask once more, by a new link."""

    title, form_class, success = _("Invite again"), forms.InviteAgain, _("The letter leaves.")

    def initial(self) -> dict[str, Any]:
        return {"email": self.sheet.email}

    def process(self, form: forms.InviteAgain) -> str:
        actions.invite_again(actor=self.actor, sheet=self.sheet, **form.cleaned_data)
        return self.back()


class RemindInvited(OfASheet):
    """Remind who has not answered."""

    title, form_class, success = _("Remind of the sheet"), forms.RemindInvited, _("The reminder leaves.")

    def process(self, form: forms.RemindInvited) -> str:
        actions.remind_invited(actor=self.actor, sheet=self.sheet)
        return self.back()


class WithdrawSheet(OfASheet):
    """Take an invitation back."""

    title, form_class = _("Withdraw the invitation"), forms.WithdrawSheet
    success = _("The invitation is withdrawn. Its link takes no entries any more.")

    def process(self, form: forms.WithdrawSheet) -> str:
        actions.withdraw_sheet(actor=self.actor, sheet=self.sheet)
        return self.back()


class TakeOverSheet(OfASheet):
    """Bring what the sheet says into the chain."""

    title, form_class = _("Take over the sheet"), forms.TakeOverSheet
    success = _("It stands in the chain now.")

    @cached_property
    def compared(self) -> found.SheetPage:
        return found.sheet_page(self.actor, self.sheet, timezone.localdate())

    def initial(self) -> dict[str, Any]:
        return {"stand": self.compared.stand, "components": [pk for pk, _name in self.choices()]}

    def choices(self) -> list[tuple[int, str]]:
        return [(row.component.pk, row.component.name) for row in self.compared.rows if row.is_said]

    def form_values(self) -> dict[str, Any]:
        return {"choices": self.choices()}

    def process(self, form: forms.TakeOverSheet) -> str:
        chosen = {int(pk) for pk in form.cleaned_data["components"]}
        actions.take_over_sheet(
            actor=self.actor, sheet=self.sheet, components=chosen, stand=form.cleaned_data["stand"]
        )
        return self.sheet.get_absolute_url()


class RefuseSheet(OfASheet):
    """Leave the sheet out of the chain."""

    title, form_class = _("Do not take the sheet over"), forms.RefuseSheet
    success = _("The sheet is not taken over.")

    def process(self, form: forms.RefuseSheet) -> str:
        actions.refuse_sheet(actor=self.actor, sheet=self.sheet, reason=form.cleaned_data["reason"])
        return self.sheet.get_absolute_url()
