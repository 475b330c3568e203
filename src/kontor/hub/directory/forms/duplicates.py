"""Why two are different."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Form, Textarea


class Dismiss(Form):
    submit = _("They are different")
    reason = forms.CharField(
        label=_("By what do you know?"),
        max_length=250,
        widget=Textarea,
        help_text=_("Such as: two registers, two boards, different members."),
    )


class Undismiss(Form):
    submit = _("Propose them again")
