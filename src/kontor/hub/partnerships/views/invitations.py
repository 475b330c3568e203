"""Invite into a partnership, read invitations, answer them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.pages import Crumb, Page, PageView, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, forms, queries
from kontor.hub.partnerships.models import PartnerInvitation, Partnership
from kontor.hub.partnerships.permissions import may
from kontor.hub.partnerships.views.base import ChangeView, OfAPartnership, way
from kontor.hub.partnerships.views.partnerships import tabs_of

USUAL_DAYS = 30


@dataclass(kw_only=True)
class InvitationsPage(Page):
    """The invitations of one partnership, for its team: `shown` is the figure whose invitations are listed, `all_url` where some are left out."""

    partnership: Partnership
    figures: list[queries.StateFigure]
    shown: queries.StateFigure
    all_url: str


class Invitations(OfAPartnership):
    """See who was invited and what came of it."""

    template_name = "partnerships/invitations.html"

    def load(self, **values: Any) -> InvitationsPage:
        require(self.actor, "partnerships.invite", self.partnership)
        rows = queries.invitations_of(self.actor, self.partnership, timezone.localdate())
        figures = queries.figures_of_invitations(rows)
        shown = figures.get(self.request.GET.get("state", ""), figures[""])
        return InvitationsPage(
            title=self.partnership.acronym,
            lead=gettext(
                "Who was asked to join, and what came of it. Only your team and the invited read this."
            ),
            breadcrumb=self.way(Crumb(gettext("Invitations"))),
            tabs=tabs_of(self.request, self.partnership, inside=True, invites=True),
            partnership=self.partnership,
            figures=list(figures.values()),
            shown=shown,
            all_url=self.request.path if shown.state else "",
        )


class Invite(ChangeView):
    """Invite one organisation or several. The address may name them, each with why: `organisation=KEY&why-KEY=...`."""

    title = _("Invite partners")
    lead = _("Each organisation's own team gets a mail and answers here.")
    verb = "invite"
    form_class = forms.Invite
    success = _("The invitations are on their way.")

    def initial(self) -> dict[str, Any]:
        until = timezone.localdate() + timedelta(days=USUAL_DAYS)
        return {"answer_until": until, "organisations": list(self.hopes)}

    @cached_property
    def hopes(self) -> dict[str, str]:
        asked = self.request.GET
        return {key: asked.get(f"why-{key}", "")[:2000] for key in asked.getlist("organisation")}

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor), "hopes": self.hopes}

    def process(self, form: forms.Invite) -> str:
        told = form.cleaned_data
        actions.invite(
            actor=self.actor,
            partnership=self.partnership,
            organisations=list(told["organisations"]),
            asked=actions.Asked(told["answer_until"], told["role"], told["message"], form.hopes()),
            today=timezone.localdate(),
        )
        return reverse("partnerships:invitations", args=[self.partnership.key])


class OfAnInvitation(PageView):
    """A page about one invitation, which its two sides see."""

    @cached_property
    def invitation(self) -> PartnerInvitation:
        return queries.invitation_by_pk(self.actor, self.kwargs["pk"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        """The partnership may be hidden from the invited, so the way does not lead through it."""
        return way(Crumb(gettext("Invitation"), self.invitation.get_absolute_url()), *steps)


@dataclass(kw_only=True)
class InvitationPage(Page):
    """One invitation: `may_answer` for the invited, `may_change` for the partnership, `answers_here` where a team may answer."""

    of: queries.InvitationShown
    may_answer: bool
    may_change: bool
    answers_here: bool


class Show(OfAnInvitation):
    """Read an invitation and what is needed to decide."""

    template_name = "partnerships/invitation.html"

    def load(self, **values: Any) -> InvitationPage:
        one = self.invitation
        shown = queries.invitation_shown(self.actor, one, timezone.localdate())
        is_open = shown.row.state == "open"
        may_change = is_open and may(self.actor, "partnerships.invite", one)
        return InvitationPage(
            title=gettext("Invitation of %(organisation)s to %(partnership)s")
            % {"organisation": one.organisation.name, "partnership": one.partnership.acronym},
            lead=one.partnership.name,
            breadcrumb=way(Crumb(gettext("Invitation"))),
            of=shown,
            may_answer=is_open and may(self.actor, "partnerships.answer_invitation", one),
            may_change=may_change,
            answers_here=may_change and queries.has_a_team(one.organisation),
        )


class ChangeInvitation(OfAnInvitation, VerbView):
    """One verb on one invitation."""

    area = "partnerships"

    def subject(self) -> PartnerInvitation:
        return self.invitation

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        one = self.invitation
        page.lead = f"{one.organisation.name}: {one.partnership.acronym}"
        return page


class Accept(ChangeInvitation):
    """Join the partnership."""

    title, verb, form_class = _("Accept the invitation"), "answer_invitation", forms.AcceptInvitation
    success = _("Your organisation is a partner now. The coordinator is told.")

    def process(self, form: forms.AcceptInvitation) -> str:
        actions.accept_invitation(actor=self.actor, invitation=self.invitation, today=timezone.localdate())
        return self.invitation.get_absolute_url()


class Decline(ChangeInvitation):
    """Do not join."""

    title, verb, form_class = _("Decline the invitation"), "answer_invitation", forms.DeclineInvitation
    success = _("You have declined. The coordinator is told.")

    def process(self, form: forms.DeclineInvitation) -> str:
        today = timezone.localdate()
        actions.decline_invitation(
            actor=self.actor, invitation=self.invitation, today=today, **form.cleaned_data
        )
        return self.invitation.get_absolute_url()


class Withdraw(ChangeInvitation):
    """Take an open invitation back."""

    title, verb, form_class = _("Withdraw the invitation"), "invite", forms.WithdrawInvitation
    success = _("The invitation is withdrawn.")

    def process(self, form: forms.WithdrawInvitation) -> str:
        actions.withdraw_invitation(actor=self.actor, invitation=self.invitation, today=timezone.localdate())
        return reverse("partnerships:invitations", args=[self.invitation.partnership.key])


class Record(ChangeInvitation):
    """Write down an answer that came by mail or telephone."""

    title, verb, form_class = _("Record the answer"), "invite", forms.RecordAnswer
    success = _("The answer is recorded.")

    def initial(self) -> dict[str, Any]:
        return {"answered_on": timezone.localdate()}

    def process(self, form: forms.RecordAnswer) -> str:
        came = actions.CameOutside(**form.cleaned_data)
        actions.record_answer(
            actor=self.actor, invitation=self.invitation, came=came, today=timezone.localdate()
        )
        return reverse("partnerships:invitations", args=[self.invitation.partnership.key])
