"""Pages of teams and invitations."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from kontor.hub.accounts import actions, forms, queries, rules
from kontor.hub.accounts.models import Invitation, Team, TeamMember
from kontor.hub.accounts.views.access import SignedIn, way
from kontor.hub.foundation.pages import ActionView, Crumb, Page, sentence
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere, Refusal
from kontor.hub.foundation.visibility import visible


def way_to(team: Team, *steps: Crumb) -> tuple[Crumb, ...]:
    teams = Crumb(gettext("My teams"), reverse("accounts:teams"))
    return way(teams, Crumb(team.name, reverse("accounts:team", args=[team.pk])), *steps)


@dataclass(kw_only=True)
class TeamsPage(Page):
    """The teams one is in."""

    teams: list[queries.OwnTeam]


class Teams(SignedIn):
    """See one's teams."""

    template_name = "accounts/teams.html"

    def load(self, **values: Any) -> TeamsPage:
        return TeamsPage(
            title=gettext("My teams"),
            lead=gettext(
                "The people of an organisation, a partnership or a programme. What a team may, you may in your role."
            ),
            breadcrumb=way(Crumb(gettext("My teams"))),
            teams=queries.own_teams(self.actor),
        )


@dataclass(kw_only=True)
class TeamShown(Page):
    """One team: `of` is everything on it."""

    of: queries.TeamPage


class ShowTeam(SignedIn):
    """See who is in a team, and who is invited."""

    template_name = "accounts/team.html"

    def load(self, *, pk: int) -> TeamShown:
        found = queries.team_page(self.actor, pk)
        crumbs = way(Crumb(gettext("My teams"), reverse("accounts:teams")), Crumb(found.team.name))
        return TeamShown(title=found.team.name, breadcrumb=crumbs, of=found)


class AboutTeam(SignedIn, ActionView):
    """Base of what is done on a team's page."""

    def back(self) -> str:
        return reverse("accounts:team", args=[self.team.pk])

    def find(self, model: Any, pk: int) -> Any:
        found = visible(model, self.actor).filter(pk=pk).first()
        if found is None:
            raise NotThere
        return found


class Invite(AboutTeam):
    """Invite somebody to a team."""

    form_class = forms.Invite
    success = _("The invitation is on its way.")

    def load(self, *, pk: int) -> Page:
        self.team = self.find(Team, pk)
        return Page(
            title=gettext("Invite to the team"),
            lead=gettext("The link in the mail works for %(days)s days, once, for that address.")
            % {"days": rules.INVITATION_LASTS.days},
            breadcrumb=way_to(self.team, Crumb(gettext("Invite"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.invite", self.team)

    def process(self, form: forms.Invite) -> str:
        actions.invite(actor=self.actor, team=self.team, **form.cleaned_data)
        return self.back()


class ChangeTeamRole(AboutTeam):
    """Give a member another role."""

    form_class = forms.ChangeTeamRole
    success = _("The role is changed.")

    def load(self, *, pk: int) -> Page:
        self.member = self.find(TeamMember, pk)
        self.team = self.member.team
        return Page(
            title=gettext("Change the role"),
            lead=self.member.user.name or self.member.user.email,
            breadcrumb=way_to(self.team, Crumb(gettext("Change the role"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.change_team_role", self.member)

    def initial(self) -> dict[str, Any]:
        return {"role": self.member.role}

    def process(self, form: forms.ChangeTeamRole) -> str:
        actions.change_team_role(actor=self.actor, member=self.member, **form.cleaned_data)
        return self.back()


class RemoveMember(AboutTeam):
    """Take somebody out of a team, or leave it."""

    form_class = forms.Confirm

    def load(self, *, pk: int) -> Page:
        self.member = self.find(TeamMember, pk)
        self.team = self.member.team
        self.leaving = self.member.user_id == self.actor.user_id
        self.success = (
            gettext("You have left the team.") if self.leaving else gettext("The member is removed.")
        )
        question = gettext("Leave this team?") if self.leaving else gettext("Remove this member?")
        return Page(
            title=question,
            lead=self.member.user.name or gettext("A member without a name"),
            breadcrumb=way_to(self.team, Crumb(question)),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.remove_member", self.member)

    def process(self, form: forms.Confirm) -> str:
        actions.remove_member(actor=self.actor, member=self.member)
        return reverse("accounts:teams") if self.leaving else self.back()


class AboutInvitation(AboutTeam):
    """Base of what is done with an invitation that was sent."""

    form_class = forms.Confirm
    question: Any = ""
    permission: str = ""

    def load(self, *, pk: int) -> Page:
        self.invitation = self.find(Invitation, pk)
        self.team = self.invitation.team
        crumbs = way_to(self.team, Crumb(str(self.question))) if self.team else way(Crumb(str(self.question)))
        return Page(title=str(self.question), lead=self.invitation.email, breadcrumb=crumbs)

    def check(self, page: Page) -> None:
        require(self.actor, self.permission, self.invitation)

    def back(self) -> str:
        return super().back() if self.team else reverse("accounts:roles")


class WithdrawInvitation(AboutInvitation):
    """Make the link of an invitation useless."""

    question = _("Withdraw this invitation?")
    permission = "accounts.withdraw_invitation"
    success = _("The invitation is withdrawn.")

    def process(self, form: forms.Confirm) -> str:
        actions.withdraw_invitation(actor=self.actor, invitation=self.invitation)
        return self.back()


class ResendInvitation(AboutInvitation):
    """Send an invitation again, with a new link."""

    question = _("Send this invitation again?")
    permission = "accounts.resend_invitation"
    success = _("The invitation is on its way again. The link sent before does not work any more.")

    def process(self, form: forms.Confirm) -> str:
        actions.resend_invitation(actor=self.actor, invitation=self.invitation)
        return self.back()


@dataclass(kw_only=True)
class InvitationPage(Page):
    """What one is invited to. `obstacle` is why it cannot be accepted, '' when it can; visitors sign in or up first."""

    invitation: Invitation
    roles: tuple[str, ...]
    obstacle: str
    is_visitor: bool
    sign_in_url: str
    sign_up_url: str


@method_decorator(never_cache, name="dispatch")
class AcceptInvitation(ActionView):
    """Follow the link of an invitation."""

    template_name = "accounts/invitation.html"
    form_class = forms.Confirm
    success = _("Welcome. You can start right away.")

    def load(self, *, secret: str) -> InvitationPage:
        self.secret = secret
        invitation = queries.invitation_by_secret(secret)
        labels = (invitation.get_role_display(), invitation.get_platform_role_display())
        return InvitationPage(
            title=gettext("You are invited"),
            invitation=invitation,
            roles=tuple(str(label) for label in labels if label),
            obstacle=self.obstacle(invitation),
            is_visitor=self.actor.is_visitor,
            sign_in_url=address_with_return("account_login", self.request.path),
            sign_up_url=address_with_return("account_signup", self.request.path, email=invitation.email),
        )

    def obstacle(self, invitation: Invitation) -> str:
        """The same rules as the action, asked before anybody presses the button."""
        try:
            rules.check_open(
                accepted=invitation.accepted_at,
                withdrawn=invitation.withdrawn_at,
                expires=invitation.expires_at,
                now=timezone.now(),
            )
            if not self.actor.is_visitor:
                rules.check_addressee(invitation.email, queries.addresses_of(self.request.user))
        except Refusal as refusal:
            return sentence(refusal)
        return ""

    def check(self, page: Page) -> None:
        """Visitors may look. The link came by mail, so who signs up with that address need not confirm it again."""
        if self.request.method == "POST":
            require(self.actor, "accounts.accept_invitation")
        elif self.actor.is_visitor and not page.obstacle:
            get_adapter(self.request).stash_verified_email(self.request, page.invitation.email)

    def process(self, form: forms.Confirm) -> str:
        invitation = actions.accept_invitation(actor=self.actor, secret=self.secret)
        return reverse("accounts:team", args=[invitation.team_id]) if invitation.team_id else "/"

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        response = super().get(request, **values)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def address_with_return(name: str, path: str, **more: str) -> str:
    return reverse(name, query={"next": path, **more})
