"""Forms of one button, or a button and a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Form, Textarea


class Submit(Form):
    submit = _("Submit for review")


class Withdraw(Form):
    submit = _("Withdraw")


class Publish(Form):
    submit = _("Publish")


class Reject(Form):
    submit = _("Return to its team")
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=Textarea,
        help_text=_("What is missing or wrong, and what would do."),
    )


class Reopen(Form):
    submit = _("Reopen")


class Confirm(Form):
    submit = _("Confirm")


class Archive(Form):
    submit = _("Archive")
    danger = True
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=Textarea,
        help_text=_("Such as: dissolved in 2024, merged into another."),
    )


class Remove(Form):
    submit = _("Remove")
    danger = True
