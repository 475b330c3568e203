"""Mobility exchanges: find and read them, register, match, agree, sign, report, pay."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.evidence.actions import upload_document
from kontor.hub.evidence.models import Document
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.missions import actions
from kontor.hub.missions.choices import ExchangePhase, ExchangeSide
from kontor.hub.missions.exporters.exchanges import ExportExchanges
from kontor.hub.missions.forms import exchanges as forms
from kontor.hub.missions.models import Exchange
from kontor.hub.missions.permissions.exchanges import ASK_A_PARTY, acts_for, sides_of
from kontor.hub.missions.queries import exchanges as queries
from kontor.hub.missions.rules.exchanges import ForAnother
from kontor.hub.missions.views.reading import area_tabs, way
from kontor.hub.partnerships.models import Partnership
from kontor.hub.transfer.kit.downloads import download

AGREED = ("purpose", "activities", "start", "end", "amount", "payer")


def exchanges_way(*steps: Crumb) -> tuple[Crumb, ...]:
    return way(Crumb(gettext("Mobility exchanges"), reverse("missions:exchanges")), *steps)


@dataclass(kw_only=True)
class ExchangesPage(Page):
    """The exchanges that the actor sees. `phases` are (label, address, whether it is chosen)."""

    lines: list[queries.ExchangeLine]
    phases: list[tuple[str, str, bool]]
    may_register: bool


class Exchanges(PageView):
    """Find an exchange."""

    template_name = "missions/exchanges.html"

    def load(self, **values: Any) -> ExchangesPage:
        chosen, address = self.request.GET.get("phase", ""), reverse("missions:exchanges")
        phases = [(gettext("All"), address, chosen not in ExchangePhase.values)]
        phases += [
            (str(one.label), f"{address}?phase={one.value}", one.value == chosen) for one in ExchangePhase
        ]
        return ExchangesPage(
            title=gettext("Mobility exchanges"),
            lead=gettext(
                "Somebody of one organisation works for some days with another. Seen by the four parties."
            ),
            breadcrumb=way(Crumb(gettext("Mobility exchanges"))),
            tabs=area_tabs(self.request),
            lines=queries.exchanges_for_lists(self.actor, chosen),
            phases=phases,
            may_register=bool(self.actor.edited_teams),
        )


class RegisterExchange(ActionView):
    """Say that an organisation would like to visit another one."""

    form_class = forms.RegisterExchange
    success = _("Registered. The partnership is asked to validate it.")

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Register a mobility exchange"),
            lead=gettext(
                "For an organisation that would like to visit another one. Its partnership validates it first."
            ),
            breadcrumb=exchanges_way(Crumb(gettext("Register a mobility exchange"))),
        )

    def check(self, page: Page) -> None:
        if not self.actor.edited_teams:
            raise NotAllowed(ASK_A_PARTY)

    def form_values(self) -> dict[str, Any]:
        partnerships = visible(Partnership, self.actor).order_by("acronym", "key")
        return {"rows": queries.own_visitors(self.actor), "partnerships": partnerships}

    def process(self, form: forms.RegisterExchange) -> str:
        made = actions.register_exchange(
            actor=self.actor,
            visiting=form.cleaned_data["organisation"],
            partnership=form.cleaned_data["partnership"],
            purpose=form.cleaned_data["purpose"],
        )
        return made.get_absolute_url()


class OfAnExchange(PageView):
    """A page about one exchange."""

    @cached_property
    def exchange(self) -> Exchange:
        return queries.exchange_by_key(self.actor, self.kwargs["exchange"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return exchanges_way(Crumb(self.exchange.visiting.name, self.exchange.get_absolute_url()), *steps)


@dataclass(kw_only=True)
class ExchangePage(Page):
    """One exchange."""

    of: queries.ExchangeShown


class ShowExchange(OfAnExchange):
    """Read where an exchange is, and what it waits for."""

    template_name = "missions/exchange.html"

    def load(self, **values: Any) -> ExchangePage:
        one = self.exchange
        title = f"{one.visiting.name} – {one.host.name}" if one.host else one.visiting.name
        return ExchangePage(
            title=title,
            breadcrumb=exchanges_way(Crumb(one.visiting.name)),
            of=queries.exchange_shown(self.actor, one),
        )


class ChangeExchange(OfAnExchange, VerbView):
    """One verb on one exchange. Subclasses say `title`, `verb`, `form_class`, `success`, and write `act`."""

    area = "missions"

    def subject(self) -> Any:
        return self.exchange

    def act(self, form: Any) -> object:
        raise NotImplementedError

    def process(self, form: Any) -> str:
        self.act(form)
        return self.exchange.get_absolute_url()


class ValidateExchange(ChangeExchange):
    """Let a registered organisation look for a host."""

    title = _("Validate the registration")
    verb = "validate_exchange"
    form_class = forms.ValidateExchange
    success = _("Validated. A host can be proposed.")

    def act(self, form: forms.ValidateExchange) -> object:
        return actions.validate_exchange(actor=self.actor, exchange=self.exchange)


class ProposeHost(ChangeExchange):
    """Ask an organisation to be the host."""

    title = _("Propose a host")
    lead = _("An organisation of another partnership. Its team and yours are asked to agree.")
    verb = "propose_host"
    form_class = forms.ProposeHost
    success = _("The host is asked.")

    def form_values(self) -> dict[str, Any]:
        partnerships = visible(Partnership, self.actor).order_by("acronym", "key")
        return {"rows": visible(Organisation, self.actor), "partnerships": partnerships}

    def act(self, form: forms.ProposeHost) -> object:
        return actions.propose_host(
            actor=self.actor,
            exchange=self.exchange,
            host=form.cleaned_data["organisation"],
            partnership=form.cleaned_data["partnership"],
        )


class OfASide(ChangeExchange):
    """What one side does for itself. The side stands in the address; others are not there."""

    @cached_property
    def side(self) -> str:
        side = self.kwargs["side"]
        if side not in ExchangeSide.values:
            raise NotThere
        return str(side)

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        told = {"party": self.exchange.party(self.side) or ExchangeSide(self.side).label}
        page.lead = gettext("For %(party)s, by its own team.") % told
        return page

    def check(self, page: Page) -> None:
        """Who acts on another side is told so before she writes anything."""
        super().check(page)
        if not acts_for(self.actor, self.exchange.team(self.side)):
            raise ForAnother(party=str(self.exchange.party(self.side)))


class AgreeToMatch(OfASide):
    """Agree to the match for one's own organisation."""

    title = _("Agree to the match")
    verb = "answer_match"
    form_class = forms.AgreeToMatch
    success = _("You agree. When both do, the agreement is written.")

    def act(self, form: forms.AgreeToMatch) -> object:
        return actions.agree_to_match(actor=self.actor, exchange=self.exchange, side=self.side)


class DeclineMatch(ChangeExchange):
    """Say that the two do not fit."""

    title = _("Decline the match")
    lead = _("The visiting organisation then looks for another host.")
    verb = "answer_match"
    form_class = forms.DeclineMatch
    success = _("Declined. Another host can be proposed.")

    def act(self, form: forms.DeclineMatch) -> object:
        return actions.decline_match(actor=self.actor, exchange=self.exchange)

    def process(self, form: Any) -> str:
        """Who was the host sees the exchange no more."""
        self.act(form)
        if visible(Exchange, self.actor).filter(pk=self.exchange.pk).exists():
            return self.exchange.get_absolute_url()
        return reverse("missions:exchanges")


class WriteAgreement(ChangeExchange):
    """Write what the four sign."""

    title = _("Write the agreement")
    lead = _(
        "What is missing can follow. When it is complete, the four are asked to sign, one after the other."
    )
    verb = "write_exchange"
    form_class = forms.WriteAgreement
    success = _("The agreement is kept.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.exchange, name) for name in (*AGREED, "version")}

    def act(self, form: forms.WriteAgreement) -> object:
        return actions.write_agreement(
            actor=self.actor,
            exchange=self.exchange,
            version=form.cleaned_data["version"],
            fields={name: form.cleaned_data[name] for name in AGREED},
        )


class SignExchange(OfASide):
    """Sign for one's own side."""

    title = _("Sign the agreement")
    verb = "sign_exchange"
    form_class = forms.SignExchange
    success = _("Signed.")

    def initial(self) -> dict[str, Any]:
        return {"signed_on": timezone.localdate()}

    def act(self, form: forms.SignExchange) -> object:
        day = form.cleaned_data["signed_on"]
        return actions.sign_exchange(actor=self.actor, exchange=self.exchange, side=self.side, signed_on=day)


class TakeBackSignature(OfASide):
    """Take one's own signature back, before all four have signed."""

    title = _("Take the signature back")
    verb = "sign_exchange"
    form_class = forms.TakeBackSignature
    success = _("The signature is taken back.")

    def act(self, form: forms.TakeBackSignature) -> object:
        return actions.take_back_signature(actor=self.actor, exchange=self.exchange, side=self.side)


class ReportExchange(OfASide):
    """Say for one's own organisation what was done."""

    title = _("Report on the exchange")
    verb = "report_exchange"
    form_class = forms.ReportExchange
    success = _("The report is handed in.")

    def initial(self) -> dict[str, Any]:
        known = self.exchange.reports.filter(side=self.side).first()
        return {"text": known.text if known else ""}

    def act(self, form: forms.ReportExchange) -> object:
        text = form.cleaned_data["text"]
        return actions.report_exchange(actor=self.actor, exchange=self.exchange, side=self.side, text=text)


class AttachEvidence(ChangeExchange):
    """Attach a document that shows the stay."""

    title = _("Attach evidence of the stay")
    lead = _(
        "Boarding passes, invoices, an attendance sheet. The other parties count it, and read it where its visibility lets them."
    )
    verb = "write_exchange"
    form_class = forms.AttachEvidence
    success = _("Attached.")

    def form_values(self) -> dict[str, Any]:
        return {"documents": visible(Document, self.actor).filter(withdrawn_at=None).order_by("-created_at")}

    @transaction.atomic
    def act(self, form: forms.AttachEvidence) -> object:
        document = form.cleaned_data["document"] or self.kept(form.cleaned_data["file"])
        return actions.attach_evidence(actor=self.actor, exchange=self.exchange, document=document)

    def kept(self, file: Any) -> Document:
        """As a document of the first of one's own sides: read by its team and partners."""
        team = self.exchange.team(sides_of(self.actor, self.exchange)[0])
        return upload_document(
            actor=self.actor, team=Team.objects.get(pk=team), file=file, visibility=Visibility.PARTNERS
        )


class PayExchange(ChangeExchange):
    """Record that the lump sum was paid."""

    title = _("Record the payment")
    lead = _("The exchange is closed then, and counted as an event of the partnership that pays.")
    verb = "pay_exchange"
    form_class = forms.PayExchange
    success = _("Paid. The exchange is closed and counted.")

    def initial(self) -> dict[str, Any]:
        return {"amount": self.exchange.amount, "paid_on": timezone.localdate()}

    def act(self, form: forms.PayExchange) -> object:
        return actions.pay_exchange(actor=self.actor, exchange=self.exchange, **form.cleaned_data)


class CancelExchange(ChangeExchange):
    """End it before it is paid."""

    title = _("Cancel the exchange")
    verb = "cancel_exchange"
    form_class = forms.CancelExchange
    success = _("The exchange is cancelled.")

    def act(self, form: forms.CancelExchange) -> object:
        reason = form.cleaned_data["reason"]
        return actions.cancel_exchange(actor=self.actor, exchange=self.exchange, reason=reason)


class ExportAll(View):
    """Download the exchanges that the actor sees."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "missions.view")
        exporter, title = ExportExchanges(), gettext("Mobility exchanges")
        return download(slugify(title), form, exporter.columns, exporter.rows(actor), title=title)
