"""What people type in this area."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.choices import PlatformRoleChoice, Scope, TeamRoleChoice
from kontor.hub.accounts.queries import records_one_can_ask_about
from kontor.hub.foundation.forms import DateInput, Form
from kontor.hub.foundation.permission import PERMISSIONS


class EditPerson(Form):
    """Name and language of oneself."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("How the people of your teams see you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Of the pages and of mails to you.")
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        # Each in its own words, as the switch in the header has them: who looks for hers finds it on any page.
        own = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = [("", _("As the browser asks for")), *own]


class CreateToken(Form):
    """A new token: what for, what it may do, until when."""

    submit = _("Make the token")
    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("The program or person that will use it.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    expires_on = forms.DateField(
        label=_("Works until"),
        widget=DateInput,
        help_text=_("A year from now at most. The shorter, the safer."),
    )

    def clean_expires_on(self) -> datetime:
        """The end of that day, here."""
        day = self.cleaned_data["expires_on"]
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def in_three_months() -> str:
    return (timezone.localdate() + timedelta(days=90)).isoformat()


class Invite(Form):
    """An address and a role in the team."""

    submit = _("Send the invitation")
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=TeamRoleChoice.choices,
        initial=TeamRoleChoice.EDITOR,
        widget=forms.RadioSelect,
    )


class ChangeTeamRole(Form):
    role = forms.ChoiceField(label=_("Role"), choices=TeamRoleChoice.choices, widget=forms.RadioSelect)


class GrantRole(Form):
    """A role for the whole platform."""

    submit = _("Give the role")
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of somebody who has an account."))
    role = forms.ChoiceField(label=_("Role"), choices=PlatformRoleChoice.choices)


class InviteToPlatform(Form):
    """Somebody without an account who shall have a role for the whole platform."""

    submit = _("Send the invitation")
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=PlatformRoleChoice.choices)


class Confirm(Form):
    """Nothing to type: the button says it."""


class Erase(Form):
    """Typed, so that it is not done by a slip."""

    danger = True
    submit = _("Erase for good")
    confirmation = forms.CharField(
        label=_("E-mail address of the account"),
        help_text=_("Type it to confirm. This cannot be undone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class WhoMay(Form):
    """A person, an action, and perhaps a record."""

    submit = _("Explain")
    person = forms.EmailField(
        label=_("Person"), required=False, help_text=_("E-mail address; empty for a visitor.")
    )
    action = forms.ChoiceField(label=_("Action"))
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    record = forms.CharField(label=_("Number of the record"), required=False, max_length=64)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["action"].choices = [(action, action) for action in sorted(PERMISSIONS.table)]
        self.fields["kind"].choices = [("", _("without a record")), *records_one_can_ask_about()]


class FindPerson(Form):
    """Whose data."""

    submit = _("Find")
    q = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=150)
