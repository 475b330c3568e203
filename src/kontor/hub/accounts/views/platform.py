"""Pages for those who look after the platform: roles, who may do what, personal data."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts import actions, forms, queries
from kontor.hub.accounts.choices import PlatformRoleChoice
from kontor.hub.accounts.kit import PERSONAL_DATA
from kontor.hub.accounts.models import PlatformRole, User
from kontor.hub.accounts.views.access import Sensitive, SignedIn
from kontor.hub.accounts.views.own import download
from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible


@dataclass(kw_only=True)
class RolesPage(Page):
    """Who is what for the whole platform."""

    holders: list[PlatformRole]


class Roles(SignedIn):
    """See who has a role for the whole platform."""

    template_name = "accounts/roles.html"

    def load(self, **values: Any) -> RolesPage:
        return RolesPage(
            title=gettext("Roles on the platform"),
            lead=gettext("Roles that reach beyond one team. Give them sparingly."),
            breadcrumb=(Crumb(gettext("Roles on the platform")),),
            holders=queries.people_with_roles(self.actor),
        )


def way_to_roles(here: str) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Roles on the platform"), reverse("accounts:roles")), Crumb(here))


class GrantRole(Sensitive, ActionView):
    """Give somebody a role for the whole platform."""

    form_class = forms.GrantRole
    success = _("The role is given.")

    def load(self, **values: Any) -> Page:
        return Page(title=gettext("Give a role"), breadcrumb=way_to_roles(gettext("Give a role")))

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.grant_role")

    def process(self, form: forms.GrantRole) -> str:
        actions.grant_role(actor=self.actor, **form.cleaned_data)
        return reverse("accounts:roles")


class InviteToPlatform(Sensitive, ActionView):
    """Invite somebody to a role for the whole platform."""

    form_class = forms.InviteToPlatform
    success = _("The invitation is on its way.")

    def load(self, **values: Any) -> Page:
        return Page(title=gettext("Invite to a role"), breadcrumb=way_to_roles(gettext("Invite to a role")))

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.invite_to_platform")

    def process(self, form: forms.InviteToPlatform) -> str:
        data = form.cleaned_data
        actions.invite(actor=self.actor, email=data["email"], platform_role=data["role"])
        return reverse("accounts:roles")


class WithdrawRole(Sensitive, ActionView):
    """Take a role for the whole platform away."""

    form_class = forms.Confirm
    success = _("The role is withdrawn.")

    def load(self, *, pk: int) -> Page:
        held = visible(PlatformRole, self.actor).select_related("user").filter(pk=pk).first()
        if held is None:
            raise NotThere
        self.held = held
        title = gettext("Withdraw this role?")
        label = PlatformRoleChoice(held.role).label
        return Page(title=title, lead=f"{held.user.shown_name}: {label}", breadcrumb=way_to_roles(title))

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.withdraw_role", self.held)

    def process(self, form: forms.Confirm) -> str:
        actions.withdraw_role(actor=self.actor, held=self.held)
        return reverse("accounts:roles")


@dataclass(kw_only=True)
class WhoMayPage(Page):
    """A question about rights and its answer; `fault` says what could not be found."""

    form: forms.WhoMay
    explanation: queries.Explanation | None = None
    fault: str = ""


class WhoMay(SignedIn):
    """Find out which rule lets a person do something, or stops her."""

    template_name = "accounts/who_may.html"

    def load(self, **values: Any) -> WhoMayPage:
        require(self.actor, "accounts.explain")
        form = forms.WhoMay(self.request.GET if "action" in self.request.GET else None)
        page = WhoMayPage(
            title=gettext("Who may?"),
            lead=gettext("Choose a person, an action and a record: the answer names the rule that decided."),
            breadcrumb=(Crumb(gettext("Who may?")),),
            form=form,
        )
        if form.is_bound and form.is_valid():
            self.answer(page, form.cleaned_data)
        return page

    def answer(self, page: WhoMayPage, asked: dict[str, str]) -> None:
        person = User.objects.filter(email=asked["person"].lower()).first() if asked["person"] else None
        subject = record_of(asked["kind"], asked["record"])
        if asked["person"] and person is None:
            page.fault = gettext("Nobody signs in with this address.")
        elif asked["kind"] and subject is None:
            page.fault = gettext("There is no such record.")
        else:
            page.explanation = queries.explain_decision(self.actor, person, asked["action"], subject)


def record_of(kind: str, number: str) -> models.Model | None:
    if not kind or not number:
        return None
    model = apps.get_model(kind)
    try:
        return model._default_manager.filter(pk=model._meta.pk.to_python(number)).first()
    except (ValueError, OverflowError, ValidationError):
        return None


@dataclass(kw_only=True)
class PersonalDataPage(Page):
    """Where personal data are kept, and the people found by the words asked."""

    models: list[queries.DataModel]
    hooks: tuple[str, ...]
    form: forms.FindPerson
    asked: str
    people: list[queries.PersonFound]


class PersonalData(SignedIn):
    """See where personal data are kept, and find a person who asks for them."""

    template_name = "accounts/personal_data.html"

    def load(self, **values: Any) -> PersonalDataPage:
        words = self.request.GET.get("q", "")[:150].replace("\x00", "")
        return PersonalDataPage(
            title=gettext("Personal data"),
            lead=gettext(
                "Every table that holds personal data, and what for. Find a person to export or erase her data."
            ),
            breadcrumb=(Crumb(gettext("Personal data")),),
            models=queries.models_with_personal_data(self.actor),
            hooks=tuple(str(part.title) for part in PERSONAL_DATA),
            form=forms.FindPerson(initial={"q": words}),
            asked=words,
            people=queries.find_person(self.actor, words),
        )


class AboutPerson(Sensitive, ActionView):
    """Base of what the data-protection officer does with one person's data."""

    question: Any = ""
    permission: str = ""

    def load(self, *, pk: int) -> Page:
        person = visible(User, self.actor).filter(pk=pk).first()
        if person is None:
            raise NotThere
        self.subject = person
        return Page(
            title=str(self.question),
            lead=person.shown_name,
            breadcrumb=(
                Crumb(gettext("Personal data"), reverse("accounts:personal_data")),
                Crumb(str(self.question)),
            ),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.see_personal_data")
        require(self.actor, self.permission, self.subject)


class ExportPerson(AboutPerson):
    """Give a person who asked a copy of everything kept about her."""

    form_class = forms.Confirm
    question = _("Export this person's data?")
    permission = "accounts.export_person"

    def process(self, form: forms.Confirm) -> str:
        self.exported = actions.export_person(actor=self.actor, person=self.subject)
        return ""

    def leave(self, address: str) -> HttpResponseBase:
        return download(self.exported, self.subject.pk)


class ErasePerson(AboutPerson):
    """Erase a person who asked for it."""

    form_class = forms.Erase
    question = _("Erase this person's data?")
    permission = "accounts.erase_person"
    success = _("The person's data are erased.")

    def process(self, form: forms.Erase) -> str:
        actions.erase_person(actor=self.actor, person=self.subject, **form.cleaned_data)
        return reverse("accounts:personal_data")
