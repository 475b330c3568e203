"""A person's own pages: account, sessions, tokens, data."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts import actions, forms, queries
from kontor.hub.accounts.models import ApiToken, SignIn
from kontor.hub.accounts.views.access import Sensitive, SignedIn, way
from kontor.hub.foundation.pages import ONE_YEAR, ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible


@dataclass(kw_only=True)
class MePage(Page):
    """One's own account: `own` is everything on it."""

    own: queries.OwnPage


class Me(SignedIn):
    """See one's account at a glance."""

    template_name = "accounts/me.html"

    def load(self, **values: Any) -> MePage:
        return MePage(title=gettext("My account"), own=queries.own_page(self.actor))


class EditPerson(SignedIn, ActionView):
    """Change one's name and language."""

    form_class = forms.EditPerson
    success = _("Saved.")

    def load(self, **values: Any) -> Page:
        return Page(title=gettext("Name and language"), breadcrumb=way(Crumb(gettext("Name and language"))))

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.edit_person", self.person)

    def initial(self) -> dict[str, Any]:
        return {"name": self.person.name, "language": self.person.language}

    def process(self, form: forms.EditPerson) -> str:
        self.chosen = form.cleaned_data["language"]
        actions.edit_person(actor=self.actor, person=self.person, **form.cleaned_data)
        return reverse("accounts:me")

    def leave(self, address: str) -> HttpResponseBase:
        """The choice made here also counts in this browser, whatever was chosen there before."""
        response = super().leave(address)
        if self.chosen:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, self.chosen, max_age=ONE_YEAR, samesite="Lax", httponly=True
            )
        else:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response


@dataclass(kw_only=True)
class SessionsPage(Page):
    """Where one is signed in; `others` says whether there is anything to end."""

    sessions: list[queries.SessionRow]
    others: bool


class Sessions(SignedIn):
    """See in which browsers one is signed in."""

    template_name = "accounts/sessions.html"

    def load(self, **values: Any) -> SessionsPage:
        rows = queries.own_sessions(self.actor, self.request.session.session_key or "")
        return SessionsPage(
            title=gettext("Sessions"),
            lead=gettext(
                "The browsers in which you are signed in. End one that you do not know, then change your password."
            ),
            breadcrumb=way(Crumb(gettext("Sessions"))),
            sessions=rows,
            others=any(not row.is_this for row in rows),
        )


class EndSession(SignedIn, ActionView):
    """Sign out of one browser."""

    form_class = forms.Confirm
    success = _("That session has ended.")

    def load(self, *, pk: int) -> Page:
        held = visible(SignIn, self.actor).filter(pk=pk).first()
        if held is None:
            raise NotThere
        self.held = held
        return Page(
            title=gettext("End this session?"),
            lead=held.browser,
            breadcrumb=way(Crumb(gettext("End session"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.end_session", self.held)

    def process(self, form: forms.Confirm) -> str:
        actions.end_session(actor=self.actor, held=self.held)
        return reverse("accounts:sessions")


class EndOtherSessions(SignedIn, ActionView):
    """Sign out everywhere but here."""

    form_class = forms.Confirm

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Sign out everywhere else?"), breadcrumb=way(Crumb(gettext("Sign out elsewhere")))
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.see_own")

    def process(self, form: forms.Confirm) -> str:
        ended = actions.end_other_sessions(
            actor=self.actor, session_key=self.request.session.session_key or ""
        )
        self.success = ngettext("%(n)s session has ended.", "%(n)s sessions have ended.", ended) % {
            "n": ended
        }
        return reverse("accounts:sessions")


@dataclass(kw_only=True)
class TokensPage(Page):
    """One's tokens; `secret` is the new token's, on the one page that ever shows it."""

    tokens: list[queries.TokenRow]
    secret: str = ""


class Tokens(SignedIn):
    """See one's API tokens."""

    template_name = "accounts/tokens.html"

    def load(self, **values: Any) -> TokensPage:
        return TokensPage(
            title=gettext("API tokens"),
            lead=gettext(
                "Secrets for programs that read or change in your name. A token can never do more than you."
            ),
            breadcrumb=way(Crumb(gettext("API tokens"))),
            tokens=queries.own_tokens(self.actor),
        )


class CreateToken(Sensitive, ActionView):
    """Make a token, and see its secret once."""

    form_class = forms.CreateToken

    def load(self, **values: Any) -> Page:
        tokens = Crumb(gettext("API tokens"), reverse("accounts:tokens"))
        return Page(title=gettext("New token"), breadcrumb=way(tokens, Crumb(gettext("New token"))))

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.create_token", self.person)

    def initial(self) -> dict[str, Any]:
        return {"scopes": ["read"], "expires_on": forms.in_three_months()}

    def process(self, form: forms.CreateToken) -> str:
        data = form.cleaned_data
        _token, self.secret = actions.create_token(
            actor=self.actor, name=data["name"], scopes=data["scopes"], expires_at=data["expires_on"]
        )
        return ""

    def leave(self, address: str) -> HttpResponseBase:
        """No redirect: the secret must not be kept anywhere, not even for one more request."""
        page = TokensPage(
            title=gettext("Your new token"),
            breadcrumb=way(Crumb(gettext("API tokens"), reverse("accounts:tokens"))),
            tokens=queries.own_tokens(self.actor),
            secret=self.secret,
        )
        self.template_name = "accounts/tokens.html"
        return self.show(page)


class WithdrawToken(SignedIn, ActionView):
    """Make a token useless."""

    form_class = forms.Confirm
    success = _("The token does not work any more.")

    def load(self, *, pk: int) -> Page:
        token = visible(ApiToken, self.actor).filter(pk=pk).first()
        if token is None:
            raise NotThere
        self.token = token
        return Page(
            title=gettext("Withdraw this token?"),
            lead=token.name,
            breadcrumb=way(Crumb(gettext("Withdraw token"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.withdraw_token", self.token)

    def process(self, form: forms.Confirm) -> str:
        actions.withdraw_token(actor=self.actor, token=self.token)
        return reverse("accounts:tokens")


class OwnData(SignedIn):
    """Read what is kept about oneself, and where to take it or end it."""

    template_name = "accounts/own_data.html"

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("My data"),
            lead=gettext("Take a copy of everything that is kept about you, or have it erased."),
            breadcrumb=way(Crumb(gettext("My data"))),
        )


class ExportOwnData(SignedIn):
    """Take a copy of everything kept about oneself."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        exported = actions.export_person(actor=self.actor, person=self.person)
        return download(exported, self.person.pk)


def download(exported: dict[str, Any], person_id: int) -> JsonResponse:
    """A file to keep, readable by people and programs."""
    name = f"kontor-person-{person_id}-{timezone.localdate()}.json"
    response = JsonResponse(exported, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class DeleteAccount(Sensitive, ActionView):
    """Erase one's account and data."""

    form_class = forms.Erase
    success = _("Your account and your data are erased.")

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Delete my account"),
            lead=gettext(
                "Your name, addresses, second factors, tokens and sessions are erased, and you leave your teams. "
                "What you did stays in the audit trail under a number, without your name."
            ),
            breadcrumb=way(
                Crumb(gettext("My data"), reverse("accounts:own_data")), Crumb(gettext("Delete my account"))
            ),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.delete_account", self.person)

    def process(self, form: forms.Erase) -> str:
        actions.delete_account(actor=self.actor, person=self.person, **form.cleaned_data)
        logout(self.request)
        return "/"
