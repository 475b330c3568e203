"""Which values of two records stay."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.queries.merge import FieldChoice
from kontor.hub.foundation.forms import Form, Textarea

SURVIVOR, DOUBLE = "survivor", "double"


class Merge(Form):
    """One choice for each field in which the two differ: `choices`. `version` joins the versions of both records."""

    submit = _("Merge the two")
    danger = True
    with_people = forms.BooleanField(
        label=_("The people of the double's team join the survivor's team"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=250,
        widget=Textarea,
        help_text=_("Kept in the history of merges."),
    )
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Sequence[FieldChoice], people: int, **values: Any) -> None:
        super().__init__(*args, **values)
        for choice in choices:
            self.fields[choice.name] = forms.ChoiceField(
                label=choice.label,
                choices=[(SURVIVOR, choice.survivor), (DOUBLE, choice.double)],
                initial=choice.suggested,
                widget=forms.RadioSelect,
            )
        if not people:
            del self.fields["with_people"]
        self.choices = choices

    @property
    def compared(self) -> list[tuple[FieldChoice, Any]]:
        """Each choice with its bound field."""
        return [(choice, self[choice.name]) for choice in self.choices]

    @property
    def from_double(self) -> dict[str, bool]:
        return {choice.name: self.cleaned_data[choice.name] == DOUBLE for choice in self.choices}

    @property
    def versions(self) -> tuple[int, int]:
        survivor, _dot, double = self.cleaned_data["version"].partition(".")
        return (int(survivor or 0), int(double or 0))

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if not version.replace(".", "", 1).isdecimal():
            raise forms.ValidationError(
                _("The form came without the state of the records: open the preview again.")
            )
        return version


class UndoMerge(Form):
    submit = _("Undo the merge")
    danger = True
