"""Invite, answer, withdraw, record an answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import DateInput, Form, MultiCombobox, Section, Textarea
from kontor.hub.partnerships.choices import InvitedRole

HOPES = "why_"


class Invite(Form):
    """`hopes`: key -> why, of those the form was opened for; each has a field of its own, which only it reads."""

    submit = _("Send the invitations")
    keep_entry = True
    organisations = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(), to_field_name="key", widget=MultiCombobox(source="directory:suggest"),
        label=_("Organisations"), help_text=_("Several at once. Not there? Register it in the directory first."),
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Role offered"), choices=InvitedRole.choices, initial=InvitedRole.PARTNER
    )
    answer_until = forms.DateField(label=_("Answer until"), widget=DateInput)
    message = forms.CharField(
        label=_("Message"), required=False, widget=Textarea, max_length=5000,
        help_text=_("All who are invited read the same. They also read name, description, partners and target markets."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, rows: QuerySet[Organisation], hopes: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.getlist("organisations") if self.is_bound else list(hopes)  # type: ignore[attr-defined]
        chosen = list(rows.filter(key__in={*asked, *hopes}).order_by("sort_name", "pk"))
        field: Any = self.fields["organisations"]
        field.queryset = rows
        field.widget.choices = [(one.key, one.name) for one in chosen]
        self.known = [one for one in chosen if one.key in hopes]
        for one in self.known:
            self.fields[HOPES + one.key] = forms.CharField(
                label=gettext("Why %(name)s") % {"name": one.name},
                initial=hopes[one.key], required=False, widget=Textarea, max_length=2000,
                help_text=_("What you hope for. Only this organisation reads it."),
            )  # fmt: skip
        names = tuple(HOPES + one.key for one in self.known)
        self.sections = (  # type: ignore[misc]
            Section(_("Whom"), ("organisations", *names)),
            Section(_("What they read"), ("role", "answer_until", "message")),
        )

    def hopes(self) -> dict[int, str]:
        """Organisation's id -> why, as it was edited."""
        return {one.pk: self.cleaned_data[HOPES + one.key] for one in self.known}


class AcceptInvitation(Form):
    submit = _("Join the partnership")


class DeclineInvitation(Form):
    submit = _("Decline the invitation")
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=Textarea, max_length=2000,
        help_text=_("You need not give one. The partnership's coordinators read it."),
    )  # fmt: skip


class WithdrawInvitation(Form):
    submit = _("Withdraw the invitation")
    danger = True


class RecordAnswer(Form):
    submit = _("Record the answer")
    accepted = forms.TypedChoiceField(
        label=_("Answer"), choices=[("yes", _("It joins")), ("no", _("It does not join"))],
        widget=forms.RadioSelect, coerce=lambda value: value == "yes",
    )  # fmt: skip
    answered_on = forms.DateField(label=_("Answered on"), widget=DateInput)
    note = forms.CharField(
        label=_("How the answer came"), max_length=250, help_text=_("Such as: by mail from the director.")
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=Textarea, max_length=2000,
        help_text=_("Only where it does not join, and if it gave one."),
    )  # fmt: skip
