"""As of when, and what is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import DateInput, Form


class Freeze(Form):
    """Keep the numbers of a report as they are."""

    submit = _("Freeze")
    as_of = forms.DateField(
        label=_("As of"), widget=DateInput(), help_text=_("The day that the report speaks of.")
    )
