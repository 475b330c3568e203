"""Alerts of new partner searches: add, edit, remove, stop."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.foundation.forms import CountriesField, Form, VersionField
from kontor.hub.partnerships.choices import SearchDirection, SearchGroup, SearchType
from kontor.hub.partnerships.forms.fields import TermsField

ANY = ("", _("Any"))


class AddAlert(Form):
    submit = _("Keep the alert")
    direction = forms.ChoiceField(
        label=_("Offer or request"), choices=[ANY, *SearchDirection.choices], required=False
    )
    group = forms.ChoiceField(label=_("Kind"), choices=[ANY, *SearchGroup.choices], required=False)
    type = forms.ChoiceField(label=_("Type"), choices=[ANY, *SearchType.choices], required=False)
    terms = TermsField(
        Taxonomy.SECTORAL_INDUSTRY, Taxonomy.EMERGING_INDUSTRY, Taxonomy.TECHNOLOGY_FIELD, label=_("Fields"),
        help_text=_("Any of them, or a part of one."),
    )  # fmt: skip
    countries = CountriesField(
        label=_("Countries sought"), required=False,
        help_text=_("Any of them. Searches that look for partners from anywhere fit, too."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Words"), max_length=200, required=False, help_text=_("A search that fits has all of them.")
    )


class EditAlert(AddAlert):
    submit = _("Save")
    paused = forms.BooleanField(label=_("Send no mail for now"), required=False)
    version = VersionField()


class RemoveAlert(Form):
    submit = _("Remove the alert")


class StopAlerts(Form):
    submit = _("Stop these mails")
