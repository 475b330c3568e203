"""Forms of targets, periods, entered values and reports."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Combobox, DateInput, Form, Section, Textarea, VersionField
from kontor.hub.scoreboard.actions import Entry, Part


class SetTargets(Form):
    """The total, and a field for each partner and each period. `partners` and `periods` are the records to split by."""

    submit = _("Set the targets")

    total = forms.DecimalField(
        label=_("Target of all together"), required=False, max_digits=14, decimal_places=2
    )
    version = VersionField()

    def __init__(
        self, *args: Any, partners: Iterable[Any] = (), periods: Iterable[Any] = (), **values: Any
    ) -> None:
        super().__init__(*args, **values)
        self.partners, self.periods = list(partners), list(periods)
        for one in self.partners:
            self.fields[f"partner_{one.pk}"] = number(one.short_name or one.name)
        for one in self.periods:
            self.fields[f"period_{one.pk}"] = number(one.label)
        self.sections = (  # type: ignore[misc]
            Section("", ("total",)),
            Section(_("By partner"), tuple(f"partner_{one.pk}" for one in self.partners), _("Leave all empty where the target is not split. The parts must make the total.")),
            Section(_("By period"), tuple(f"period_{one.pk}" for one in self.periods)),
        )  # fmt: skip

    @property
    def parts(self) -> list[Part]:
        found = [
            Part(value, partner=one)
            for one in self.partners
            if (value := self.cleaned_data[f"partner_{one.pk}"]) is not None
        ]
        return found + [
            Part(value, period=one)
            for one in self.periods
            if (value := self.cleaned_data[f"period_{one.pk}"]) is not None
        ]


def number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=14, decimal_places=2)


class AddPeriod(Form):
    submit = _("Add the period")

    label = forms.CharField(label=_("Period"), max_length=60, help_text=_("Such as 2022, or M13–M24."))
    start = forms.DateField(label=_("From"), widget=DateInput())
    end = forms.DateField(label=_("To"), widget=DateInput())
    due_on = forms.DateField(label=_("Report due on"), required=False, widget=DateInput())


class EditPeriod(AddPeriod):
    submit = _("Save")

    version = VersionField()


class EnterValue(Form):
    """`partners`, `periods` and `documents` are the records to choose from; `over_time` says what is asked for."""

    submit = _("Keep as a draft")
    keep_entry = True
    sections = (
        Section(_("Whose and when"), ("period", "partner")),
        Section(_("The value"), ("value", "numerator", "denominator", "members", "parts")),
        Section(_("Evidence"), ("document", "waiver", "note")),
    )

    period = forms.ModelChoiceField(label=_("Period"), queryset=None)
    partner = forms.ModelChoiceField(
        label=_("Partner"), queryset=None, required=False, empty_label=_("All together")
    )
    value = forms.DecimalField(label=_("Value"), required=False, max_digits=14, decimal_places=2)
    numerator = forms.DecimalField(label=_("Numerator"), required=False, max_digits=14, decimal_places=2)
    denominator = forms.DecimalField(label=_("Denominator"), required=False, max_digits=14, decimal_places=2)
    members = forms.CharField(
        label=_("Members of the set"),
        required=False,
        max_length=20_000,
        widget=Textarea(),
        help_text=_("What is counted once, one on a line."),
    )
    parts = forms.CharField(
        label=_("Broken down"), required=False, max_length=20_000, widget=Textarea(),
        help_text=_("One part on a line, such as 'country: DE = 4'. What is missing to the value is shown as not stated."),
    )  # fmt: skip
    document = forms.ModelChoiceField(
        label=_("Document"),
        queryset=None,
        required=False,
        widget=Combobox(),
        help_text=_("That proves the value. Upload it under Documents first."),
    )
    waiver = forms.CharField(label=_("Why evidence is missing"), required=False, max_length=250)
    note = forms.CharField(label=_("Note"), required=False, max_length=5000, widget=Textarea())

    def __init__(
        self,
        *args: Any,
        periods: Any,
        partners: Any,
        documents: Any,
        over_time: str,
        for_all: bool,
        dimensions: Iterable[str] = (),
        **values: Any,
    ) -> None:
        super().__init__(*args, **values)
        for name, rows in (("period", periods), ("partner", partners), ("document", documents)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        if not for_all:
            self.fields["partner"].required = True
        asked = {"ratio": ("numerator", "denominator"), "distinct": ("members",)}.get(over_time, ("value",))
        for name in {"value", "numerator", "denominator", "members"} - set(asked):
            del self.fields[name]
        if not list(dimensions):
            del self.fields["parts"]

    def clean_parts(self) -> dict[str, dict[str, str]]:
        """'country: DE = 4' on each line."""
        parts: dict[str, dict[str, str]] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["parts"].splitlines())):
            name, colon, rest = line.partition(":")
            label, equals, amount = rest.rpartition("=")
            try:
                told = Decimal(amount.strip())
            except ArithmeticError as error:
                raise ValidationError(
                    _("'%(line)s' cannot be read: write such as 'country: DE = 4'."),
                    params={"line": line[:60]},
                ) from error
            if not (colon and equals and label.strip()):
                raise ValidationError(
                    _("'%(line)s' cannot be read: write such as 'country: DE = 4'."),
                    params={"line": line[:60]},
                )
            parts.setdefault(name.strip(), {})[label.strip()] = str(told)
        return parts

    @property
    def entry(self) -> Entry:
        values = self.cleaned_data
        return Entry(
            value=values.get("value"),
            numerator=values.get("numerator"),
            denominator=values.get("denominator"),
            members=[line.strip() for line in values.get("members", "").splitlines() if line.strip()],
            parts=values.get("parts") or {},
            note=values["note"],
            waiver=values["waiver"],
        )


class GiveReason(Form):
    """Why something is returned or handed in again."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=Textarea())


class ReturnIt(GiveReason):
    submit = _("Return")


class SubmitReport(Form):
    submit = _("Hand in")

    period = forms.ModelChoiceField(label=_("Period"), queryset=None, empty_label=None)
    as_of = forms.DateField(
        label=_("Figures as of"),
        required=False,
        widget=DateInput(),
        help_text=_("The last day of the period where empty."),
    )
    reason = forms.CharField(
        label=_("Why it is handed in again"), required=False, max_length=500, widget=Textarea(),
        help_text=_("Only for a report that was handed in before."),
    )  # fmt: skip

    def __init__(self, *args: Any, periods: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["period"].queryset = periods  # type: ignore[attr-defined]


class Confirm(Form):
    """A step that asks for nothing but to be taken."""
