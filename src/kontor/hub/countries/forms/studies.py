"""Forms of a market study: begin, each item with its rows, figures, publish and take back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries.choices import ROWS, Cell, Measure
from kontor.hub.countries.forms import SourceField
from kontor.hub.foundation.forms import CountryField, Form, Section, Textarea, VersionField

SPARE_ROWS = 2


class BeginStudy(Form):
    submit = _("Begin the study")
    country = CountryField(empty_label=_("Choose a country"))
    summary = forms.CharField(label=_("In short"), required=False, widget=Textarea, max_length=2000)


class EditStudy(Form):
    version = VersionField()
    summary = forms.CharField(label=_("In short"), required=False, widget=Textarea, max_length=2000)


class WriteItem(Form):
    """The text of an item, on what it rests, and its rows: those that are there and some empty ones."""

    keep_entry = True
    text = forms.CharField(label=_("Text"), required=False, widget=Textarea, max_length=5000)
    source = SourceField(required=False, empty_label=_("Not stated"))
    place = forms.CharField(label=_("Place in the source"), max_length=120, required=False)
    version = VersionField()

    def __init__(self, *args: Any, item: str, points: list[Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = ROWS.get(item)
        said = Section("", ("text", "source", "place"))
        self.sections = (said, *self.row_sections(points))  # type: ignore[misc]

    def row_sections(self, points: list[Mapping[str, str]]) -> Iterable[Section]:
        if self.rows is None:
            return
        for number in range(min(len(points) + SPARE_ROWS, self.rows.most)):
            there: Mapping[str, str] = points[number] if number < len(points) else {}
            for cell in self.rows.cells:
                self.fields[f"row{number}_{cell.key}"] = field_of(cell, there.get(cell.key, ""))
            title = f"{self.rows.one} {number + 1}"
            lead = "" if there else gettext("Leave all of it empty to leave it out.")
            yield Section(title, tuple(f"row{number}_{cell.key}" for cell in self.rows.cells), lead)

    @property
    def points(self) -> list[dict[str, str]]:
        """The rows that say something."""
        found: dict[str, dict[str, str]] = {}
        for name, value in self.cleaned_data.items():
            row, _sep, key = name.partition("_")
            if row.startswith("row") and value:
                found.setdefault(row, {})[key] = value
        return list(found.values())


def field_of(cell: Cell, initial: str) -> forms.Field:
    values: dict[str, Any] = {
        "label": cell.label,
        "required": False,
        "initial": initial,
        "help_text": cell.hint,
    }
    if cell.choices is not None:
        return forms.ChoiceField(choices=[("", _("Not stated")), *cell.choices.choices], **values)
    return forms.CharField(max_length=cell.length, **values)


class AddFigure(Form):
    """What a market measured in a year, by whom it is said."""

    keep_entry = True
    measure = forms.ChoiceField(label=_("Figure"), choices=Measure.choices)
    year = forms.IntegerField(
        label=_("Year"), help_text=_("Of which the figure speaks. Several years show the growth.")
    )
    value = forms.CharField(label=_("Value"), max_length=40, help_text=_("A number, such as 1100 or 4.6."))
    unit = forms.CharField(
        label=_("Unit or currency"),
        max_length=40,
        help_text=_("Such as EUR million. The target share is in percent."),
    )
    source = SourceField()
    place = forms.CharField(label=_("Place in the source"), max_length=120, required=False)


class EditFigure(AddFigure):
    version = VersionField()


class RemoveFigure(Form):
    submit = _("Remove the figure")
    danger = True


class PublishStudy(Form):
    submit = _("Publish the study")


class RemoveStudy(Form):
    submit = _("Remove the study")
    danger = True


class TakeBackStudy(Form):
    submit = _("Take the study back")
