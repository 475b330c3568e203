"""One respondent as staff see her: where she stands, every letter, and what can be done."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.templatetags.kontor import when
from kontor.hub.surveys.actions import forgetting, invitations
from kontor.hub.surveys.choices import STANDING_TONES, Standing
from kontor.hub.surveys.forms import campaigns as forms
from kontor.hub.surveys.queries import campaigns as queries
from kontor.hub.surveys.tables.campaigns import who
from kontor.hub.surveys.views.campaign_base import InvitationForm
from kontor.hub.surveys.views.campaigns import invitation_choices

TONES = {"bounced": "bad", "opted-out": "warning", "receipt": "good", "delayed": "warning"}


@dataclass(kw_only=True)
class RespondentPage(Page):
    """`facts` are what is known of her, `events` every letter and answer to it; addresses are '' where she may not."""

    standing: str
    tone: str
    facts: list[tuple[str, Any]]
    events: list[dict[str, Any]]
    edit_url: str
    remove_url: str
    erase_url: str


class ShowRespondent(InvitationForm, PageView):
    """See where one respondent stands."""

    template_name = "surveys/respondent.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: Any, **values: Any) -> Any:
        return PageView.get(self, request, **values)

    def load(self, **values: Any) -> RespondentPage:
        self.require("read_invited")
        one = queries.invited_to(self.actor, self.wave).get(pk=self.invitation.pk)
        name = who(one)
        open_to_change = one.erased_at is None
        may = can(self.actor, "surveys.invite", self.wave) and open_to_change
        may_erase = can(self.actor, "surveys.erase", one) and open_to_change
        return RespondentPage(
            title=name,
            breadcrumb=self.way(Crumb(name)),
            standing=str(dict(Standing.choices)[one.standing]).capitalize(),
            tone=STANDING_TONES[one.standing],
            facts=facts_of(one),
            events=[
                {
                    "when": entry.at,
                    "title": str(entry.get_kind_display()).capitalize(),
                    "text": " · ".join(filter(None, [entry.subject, entry.outcome])),
                    "tone": TONES.get(entry.kind, ""),
                }
                for entry in queries.contacts_of(self.actor, self.wave).filter(invitation=one)
            ],
            edit_url=self.to("edit_invitation", one.pk) if may else "",
            remove_url=self.to("remove_invitation", one.pk)
            if may and one.sent_at is None and one.completed_at is None
            else "",
            erase_url=self.to("erase_respondent", one.pk) if may_erase else "",
        )


def facts_of(one: Any) -> list[tuple[str, Any]]:
    moments = (
        (gettext("Invited"), one.sent_at),
        (gettext("Last reminded"), one.last_reminded_at),
        (gettext("Opened"), one.opened_at),
        (gettext("Answered"), one.completed_at),
        (gettext("Wants no letters since"), one.opted_out_at),
        (gettext("Letter came back"), one.bounced_at),
        (gettext("Erased"), one.erased_at),
    )
    told = [(label, when(moment)) for label, moment in moments]
    known = [
        (gettext("E-mail address"), one.email),
        (gettext("Partnership"), one.partnership.acronym if one.partnership else ""),
        (gettext("Group"), one.group),
        (gettext("Language"), one.language),
        (gettext("Reminders"), one.reminders),
        *told,
        (gettext("Why it came back"), one.bounce_reason),
        *sorted(one.attributes.items()),
    ]
    return [(label, value) for label, value in known if value not in ("", None)]


class EditInvitation(InvitationForm):
    """Correct who is asked."""

    title = _("Change the invitation")
    verb = "invite"
    form_class = forms.EditInvitation
    success = _("Saved.")

    def form_values(self) -> dict[str, Any]:
        return invitation_choices(self)

    def initial(self) -> dict[str, Any]:
        one = self.invitation
        names = ("email", "name", "language", "group", "version")
        return {name: getattr(one, name) for name in names} | {
            "partnership": one.partnership.key if one.partnership else ""
        }

    def process(self, form: forms.EditInvitation) -> str:
        invitations.edit_invitation(actor=self.actor, invitation=self.invitation, **form.cleaned_data)
        return self.to("respondent", self.invitation.pk)


class RemoveInvitation(InvitationForm):
    """Take somebody off the list."""

    title = _("Take off the list")
    lead = _("Only whom no letter has reached yet.")
    verb = "invite"
    form_class = forms.RemoveInvitation
    success = _("Taken off the list.")

    def process(self, form: forms.RemoveInvitation) -> str:
        invitations.remove_invitation(actor=self.actor, invitation=self.invitation)
        return self.to("invited")


class EraseRespondent(InvitationForm):
    """Erase a respondent who asks for it."""

    title = _("Erase the respondent")
    lead = _(
        "Her name, her address, every letter and every word that she wrote go. What she ticked, chose and counted stays, so no "
        "figure changes. Her link leads nowhere afterwards."
    )
    verb = "erase"
    form_class = forms.EraseRespondent
    success = _("The respondent is erased.")

    def check(self, page: Page) -> None:
        require(self.actor, "surveys.erase", self.invitation)

    def process(self, form: forms.EraseRespondent) -> str:
        forgetting.erase_respondent(actor=self.actor, invitation=self.invitation)
        return self.to("respondent", self.invitation.pk)
