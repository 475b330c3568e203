"""The form of an indicator card: what is measured, how it is counted, from lists of words and without code."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import DateInput, Form, MultiCombobox, Section, Textarea, VersionField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.scoreboard.actions import CardWording
from kontor.hub.scoreboard.choices import (
    Credit,
    Direction,
    HowCounted,
    IndicatorLevel,
    IndicatorUnit,
    OverPartners,
    OverTime,
    RuleMeasure,
    RuleOperator,
)

CONDITIONS = (1, 2, 3, 4)
WITHOUT_VALUE = ("present", "absent")
SEVERAL = ("in", "not-in", "between")
PLAIN = ("title", "number", "definition", "rationale", "level", "measure", "unit", "direction", "over_time", "over_partners",
         "credit", "baseline", "baseline_on", "baseline_note", "due_on", "means", "frequency", "responsible", "assumptions",
         "register", "visibility")  # fmt: skip


class CardForm(Form):
    """`registers` are (code, label, fields) to count; `others` (key, title) of the indicators that one can be made of."""

    sections = (
        Section(_("What is measured"), ("title", "number", "definition", "rationale", "level", "measure", "unit", "direction")),
        Section(
            _("How it is counted"),
            ("how", "counted", "count", "field", "once", *(f"{part}_{number}" for number in CONDITIONS for part in ("where", "operator", "value")),
             "of", "dimensions"),
            _("Choose a register and what of it counts, or other indicators; or let partners enter values with evidence."),
        ),
        Section(_("How values combine"), ("over_time", "over_partners", "credit")),
        Section(_("Target and baseline"), ("target", "due_on", "set_dimension", "set_members", "set_at_least", "baseline", "baseline_on", "baseline_note")),
        Section(_("Who and how often"), ("means", "frequency", "responsible", "assumptions", "register", "visibility")),
    )  # fmt: skip

    title = forms.CharField(
        label=_("Title"), max_length=250, help_text=_("What is counted, as a result and not as an effort.")
    )
    number = forms.IntegerField(
        label=_("Number"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("Its number on the scoreboard; empty for none."),
    )
    definition = forms.CharField(label=_("Definition"), required=False, max_length=5000, widget=Textarea())
    rationale = forms.CharField(label=_("Rationale"), required=False, max_length=5000, widget=Textarea())
    level = forms.ChoiceField(label=_("Level"), choices=IndicatorLevel)
    measure = forms.ChoiceField(label=_("Measure"), choices=IndicatorUnit)
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=60, help_text=_("What one is: agreement, SME, job.")
    )
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction)
    how = forms.ChoiceField(label=_("How the value comes about"), choices=HowCounted)
    counted = forms.ChoiceField(label=_("Register"), required=False)
    count = forms.ChoiceField(label=_("What counts"), choices=RuleMeasure, required=False)
    field = forms.ChoiceField(label=_("Which field is counted once or added up"), required=False)
    once = forms.BooleanField(
        label=_("What is told twice counts once"),
        required=False,
        help_text=_("Only where different values are counted."),
    )
    of = forms.MultipleChoiceField(
        label=_("Made of"), required=False, widget=MultiCombobox(),
        help_text=_("For a ratio two: first what is divided, then by what."),
    )  # fmt: skip
    dimensions = forms.MultipleChoiceField(label=_("Broken down by"), required=False, widget=MultiCombobox())
    over_time = forms.ChoiceField(label=_("Over time"), choices=OverTime)
    over_partners = forms.ChoiceField(label=_("Over partners"), choices=OverPartners)
    credit = forms.ChoiceField(label=_("Joint credit"), choices=Credit)
    target = forms.DecimalField(
        label=_("Target"), required=False, max_digits=14, decimal_places=2, min_value=0
    )
    due_on = forms.DateField(label=_("To be reached by"), required=False, widget=DateInput())
    set_dimension = forms.CharField(
        label=_("Set to be covered"),
        required=False,
        max_length=60,
        help_text=_("A field of the breakdown, or: partner."),
    )
    set_members = forms.CharField(
        label=_("Its members"),
        required=False,
        max_length=2000,
        widget=Textarea(),
        help_text=_("One on a line."),
    )
    set_at_least = forms.IntegerField(label=_("At least so many for each"), required=False, min_value=1)
    baseline = forms.DecimalField(label=_("Baseline"), required=False, max_digits=14, decimal_places=2)
    baseline_on = forms.DateField(label=_("Baseline of"), required=False, widget=DateInput())
    baseline_note = forms.CharField(label=_("Note on the baseline"), required=False, max_length=250)
    means = forms.CharField(label=_("Means of verification"), required=False, max_length=250)
    frequency = forms.CharField(label=_("How often"), required=False, max_length=60)
    responsible = forms.CharField(label=_("Responsible"), required=False, max_length=120)
    assumptions = forms.CharField(label=_("Assumptions"), required=False, max_length=5000, widget=Textarea())
    register = forms.SlugField(
        label=_("List"),
        required=False,
        max_length=60,
        help_text=_("The list whose rows a report prints below it."),
    )
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility)

    def __init__(self, *args: Any, registers: Any = (), others: Any = (), **values: Any) -> None:
        super().__init__(*args, **values)
        fields = [
            (label, [(f"{code}.{name}", f"{label}: {field}") for name, _kind, field in held])
            for code, label, held in registers
        ]
        own = [
            (label, [*held, (f"{code}.id", f"{label}: {_('entry')}")])
            for (code, label, _held), (_label, held) in zip(registers, fields, strict=True)
        ]
        for number in CONDITIONS:
            self.fields[f"where_{number}"] = forms.ChoiceField(
                label=_("Where"), required=False, choices=[("", "–"), *fields]
            )
            self.fields[f"operator_{number}"] = forms.ChoiceField(
                label=_("is"), required=False, choices=RuleOperator
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label=_("Value"),
                required=False,
                max_length=500,
                help_text=_("Several separated by semicolons."),
            )
        self.choices("counted", [("", "–"), *((code, label) for code, label, _fields in registers)])
        self.choices("field", [("", "–"), *own])
        self.choices("dimensions", fields)
        self.choices("of", list(others))

    def choices(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def rule(self) -> dict[str, Any]:
        """The counting rule or formula as JSON; {} where values are entered. What cannot be is the action's to refuse."""
        values = self.cleaned_data
        if values["how"] == HowCounted.ENTERED:
            return {}
        if values["how"] != HowCounted.RULE:
            return {"how": values["how"], "of": values["of"]}
        rule: dict[str, Any] = {"register": values["counted"]}
        filters = [found for number in CONDITIONS if (found := self.condition(number))]
        if filters:
            rule["filters"] = filters
        if values["count"] and values["count"] != RuleMeasure.ROWS:
            rule |= {"measure": values["count"], "field": self.bare(values["field"])}
            if values["once"]:
                rule["same_as"] = "same_as"
        return rule

    def condition(self, number: int) -> dict[str, Any] | None:
        name, operator, text = (
            self.cleaned_data[f"{part}_{number}"] for part in ("where", "operator", "value")
        )
        if not name:
            return None
        found: dict[str, Any] = {"field": self.bare(name), "operator": operator}
        if operator in SEVERAL:
            found["value"] = [part.strip() for part in text.split(";") if part.strip()]
        elif operator not in WITHOUT_VALUE:
            found["value"] = text
        return found

    def bare(self, name: str) -> str:
        """A field of the chosen register without its name; one of another register stays whole, and is refused by name."""
        register, _dot, field = name.partition(".")
        return field if register == self.cleaned_data["counted"] else name

    @property
    def set_target(self) -> dict[str, Any]:
        values = self.cleaned_data
        members = [line.strip() for line in values["set_members"].splitlines() if line.strip()]
        if not values["set_dimension"] or not members:
            return {}
        return {
            "dimension": values["set_dimension"],
            "members": members,
            "at_least": values["set_at_least"] or 1,
        }

    @property
    def wording(self) -> CardWording:
        values = self.cleaned_data
        return CardWording(
            **{name: values[name] for name in PLAIN if name != "number"},
            number=values["number"] or 0,
            rule=self.rule,
            set_target=self.set_target,
            target=values.get("target"),
            dimensions=tuple(self.bare(name) for name in values["dimensions"]),
        )


class AddIndicator(CardForm):
    submit = _("Add the indicator")


class EditIndicator(CardForm):
    """The same with a reason; the total target is changed with its split."""

    reason = forms.CharField(
        label=_("Why the card changes"),
        max_length=250,
        help_text=_("It stays with the new version of the card."),
    )
    version = VersionField()

    def __init__(self, *args: Any, total: Decimal | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        del self.fields["target"]
        self.total = total

    @property
    def wording(self) -> CardWording:
        self.cleaned_data["target"] = self.total
        return super().wording


def values_of(indicator: Any) -> dict[str, Any]:
    """What the form holds for a card."""
    rule, target = indicator.rule, indicator.set_target
    values: dict[str, Any] = {name: getattr(indicator, name) for name in PLAIN}
    values |= {"version": indicator.version, "target": indicator.target, "how": HowCounted.ENTERED}
    if "how" in rule:
        values |= {"how": rule["how"], "of": rule["of"]}
    elif rule:
        values |= of_rule(rule)
    register = rule.get("register", "")
    values["dimensions"] = [f"{register}.{name}" for name in indicator.dimensions]
    if target:
        values |= {
            "set_dimension": target["dimension"],
            "set_members": "\n".join(target["members"]),
            "set_at_least": target.get("at_least", 1),
        }
    return values


def of_rule(rule: dict[str, Any]) -> dict[str, Any]:
    register = rule["register"]
    values: dict[str, Any] = {
        "how": HowCounted.RULE,
        "counted": register,
        "count": rule.get("measure", "rows"),
    }
    values |= {
        "field": f"{register}.{rule['field']}" if rule.get("field") else "",
        "once": bool(rule.get("same_as")),
    }
    for number, one in enumerate(rule.get("filters", ())[: len(CONDITIONS)], 1):
        value = one.get("value", "")
        values[f"where_{number}"] = f"{register}.{one['field']}"
        values[f"operator_{number}"] = one["operator"]
        values[f"value_{number}"] = "; ".join(map(str, value)) if isinstance(value, list) else value
    return values


class WithdrawIndicator(Form):
    submit = _("Withdraw")
    danger = True

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=250)


class TakeFromLibrary(Form):
    """`cards` are those of the library that are not taken yet."""

    submit = _("Take it")

    card = forms.ChoiceField(label=_("Card"))
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=9999, required=False)
    target = forms.DecimalField(
        label=_("Target"), required=False, max_digits=14, decimal_places=2, min_value=0
    )

    def __init__(self, *args: Any, cards: Any = (), **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["card"].choices = [(one.key, one.title) for one in cards]  # type: ignore[attr-defined]
