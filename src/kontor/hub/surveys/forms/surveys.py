"""Surveys: begin, import, change, confirm."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.foundation.forms import Form, UploadField, VersionField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Programme

KEPT_APART = forms.RegexField(
    r"^[a-z0-9][a-z0-9-]*$",
    label=_("Key"),
    max_length=80,
    required=False,
    help_text=_(
        "Stands in addresses: small letters, digits and hyphens. Made of the title where it is empty."
    ),
)


class OfASurvey(Form):
    """Who runs it, and who sees that it exists. Answers are read by the team only."""

    team = forms.ModelChoiceField(label=_("Run by"), queryset=Team.objects.none(), empty_label=None)
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.order_by("name"), required=False,
        to_field_name="key", empty_label=_("No programme"),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Visible to"),
        choices=Visibility.choices,
        initial=Visibility.RESTRICTED,
        help_text=_("Who may see that the survey exists, and its published results."),
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class AddSurvey(OfASurvey):
    submit = _("Begin the survey")
    title = forms.CharField(label=_("Title"), max_length=250)
    key = KEPT_APART
    field_order = ("title", "key", "team", "programme", "visibility")

    def titles(self) -> dict[str, str]:
        """By language: the one the author works in is the questionnaire's first."""
        return {(get_language() or "en").split("-", maxsplit=1)[0]: self.cleaned_data["title"]}


class ImportFile(OfASurvey):
    submit = _("Import the questionnaire")
    file = UploadField(
        label=_("File"), suffixes=(".lss", ".lsa", ".xlsx", ".xls"),
        help_text=_("A survey of LimeSurvey (.lss, or .lsa with its responses), or an XLSForm (.xlsx)."),
    )  # fmt: skip
    key = KEPT_APART
    field_order = ("file", "key", "team", "programme", "visibility")


class ImportVersion(Form):
    submit = _("Import as the next version")
    file = UploadField(
        label=_("File"), suffixes=(".lss", ".xlsx", ".xls"), help_text=_("A survey of LimeSurvey or an XLSForm.")
    )  # fmt: skip


class EditSurvey(OfASurvey):
    submit = _("Save")
    title = forms.CharField(label=_("Title"), max_length=250)
    version = VersionField()
    field_order = ("title", "team", "programme", "visibility", "version")


class Confirm(Form):
    """Nothing to fill in: the page says what happens."""

    def __init__(self, *args: Any, verb: Any, danger: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit, self.danger = verb, danger
