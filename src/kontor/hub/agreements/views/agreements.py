"""Agreements of a case: draft, change, sign, renew, end; who signs."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, forms, queries
from kontor.hub.agreements.models import Agreement, Party
from kontor.hub.agreements.views.base import ChangeView, PieceView
from kontor.hub.evidence.actions import upload_document
from kontor.hub.evidence.choices import DocumentKind
from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation.pages import Page
from kontor.hub.foundation.partial_dates import earliest
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.visibility import Visibility, visible

COPIED = ("kind", "title", "expected_on", "expires_on", "amount", "currency", "version")


class NoTeamToKeepIt(Refusal):
    code = "no-team-to-keep-it"
    sentence = N_(
        "This case has no team that could keep the file. Choose a document that is here already, or name the source."
    )


class AddAgreement(ChangeView):
    """Draft an agreement, to be signed."""

    title = _("Add an agreement")
    verb = "add_agreement"
    form_class = forms.AddAgreement
    success = _("The agreement is added. Record its signature when it is signed.")

    def initial(self) -> dict[str, Any]:
        return {"kind": self.request.GET.get("kind", "mou")}

    def process(self, form: forms.AddAgreement) -> str:
        return actions.add_agreement(actor=self.actor, case=self.case, **form.cleaned_data).get_absolute_url()


class OfAnAgreement(PieceView):
    """What is done to one agreement."""

    model = Agreement

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.record.title or str(self.record.get_kind_display()).capitalize()
        return page

    def done(self) -> str:
        return self.back(f"agreement-{self.record.pk}")


class EditAgreement(OfAnAgreement):
    """Change what is to be signed, its days or its amount."""

    title = _("Change the agreement")
    verb = "edit_agreement"
    form_class = forms.EditAgreement
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in COPIED}

    def process(self, form: forms.EditAgreement) -> str:
        actions.edit_agreement(actor=self.actor, agreement=self.record, **form.cleaned_data)
        return self.done()


class SignAgreement(OfAnAgreement):
    """Record the signature: its day, and what shows it."""

    title = _("Record the signature")
    verb = "sign"
    form_class = forms.SignAgreement
    success = _("The signature is recorded, and the case is signed with it.")

    def initial(self) -> dict[str, Any]:
        """The day on which it was to be signed, once that is no day to come."""
        expected = earliest(self.record.expected_on)
        return {
            "signed_on": self.record.expected_on if expected and expected <= self.today else "",
            "expires_on": self.record.expires_on,
            "version": self.record.version,
        }

    def form_values(self) -> dict[str, Any]:
        documents = visible(Document, self.actor).filter(withdrawn_at=None).order_by("-created_at")
        return {"documents": documents, "sources": visible(Source, self.actor)}

    @transaction.atomic
    def process(self, form: forms.SignAgreement) -> str:
        said = dict(form.cleaned_data)
        file = said.pop("file")
        if file:
            said["document"] = self.kept(file)
        actions.sign_agreement(actor=self.actor, agreement=self.record, today=self.today, **said)
        return self.done()

    def kept(self, file: Any) -> Document:
        """The signed file as a document of the team that keeps the case. It names the parties: read by that team only."""
        team = self.case.team or (self.case.partnership.team if self.case.partnership else None)
        if team is None:
            raise NoTeamToKeepIt(field="file")
        return upload_document(
            actor=self.actor,
            team=team,
            file=file,
            kind=DocumentKind.AGREEMENT,
            visibility=Visibility.RESTRICTED,
        )


class RenewAgreement(OfAnAgreement):
    """Draft the agreement that follows this one."""

    title = _("Renew the agreement")
    verb = "renew"
    form_class = forms.RenewAgreement
    success = _("The renewal is drafted. Record its signature when it is signed.")

    def initial(self) -> dict[str, Any]:
        return {"title": self.record.title}

    def process(self, form: forms.RenewAgreement) -> str:
        renewal = actions.renew_agreement(actor=self.actor, agreement=self.record, **form.cleaned_data)
        return renewal.get_absolute_url()


class TerminateAgreement(OfAnAgreement):
    """End a signed agreement before its day."""

    title = _("Terminate the agreement")
    verb = "terminate"
    form_class = forms.EndAgreement
    success = _("The agreement is terminated. That it was signed stays.")

    def process(self, form: forms.EndAgreement) -> str:
        actions.terminate_agreement(actor=self.actor, agreement=self.record)
        return self.done()


class AbandonAgreement(OfAnAgreement):
    """Say that an agreement will not be signed."""

    title = _("It will not be signed")
    verb = "abandon"
    form_class = forms.EndAgreement
    success = _("The agreement is given up.")

    def process(self, form: forms.EndAgreement) -> str:
        actions.abandon_agreement(actor=self.actor, agreement=self.record)
        return self.done()


class TakeUpAgreement(OfAnAgreement):
    """Go for an abandoned agreement again."""

    title = _("Take the agreement up again")
    verb = "abandon"
    form_class = forms.EndAgreement
    success = _("The agreement is to be signed again.")

    def process(self, form: forms.EndAgreement) -> str:
        actions.take_up_agreement(actor=self.actor, agreement=self.record)
        return self.done()


class AddSignatory(OfAnAgreement):
    """Say who signs for a party."""

    title = _("Who signs")
    verb = "add_signatory"
    form_class = forms.AddSignatory
    success = _("Saved.")

    def form_values(self) -> dict[str, Any]:
        named = queries.parties_for(self.actor, [self.case])[self.case.pk]
        return {
            "parties": Party.objects.filter(case=self.case),
            "names": {one.pk: one.label for one in named},
        }

    def process(self, form: forms.AddSignatory) -> str:
        actions.add_signatory(actor=self.actor, agreement=self.record, **form.cleaned_data)
        return self.done()
