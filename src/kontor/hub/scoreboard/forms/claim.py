"""Adding, editing and withdrawing a claim: one form of three parts, what is stated, where, and what the records say."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.forms import (
    Combobox,
    CountryField,
    DateInput,
    Form,
    PartialDateField,
    Textarea,
    VersionField,
)
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.actions import NewSource, Wording
from kontor.hub.scoreboard.forms.question import Builder, question_of
from kontor.hub.scoreboard.queries import Words

STATED = ("statement", "value", "unit", "qualifier", "scope", "country", "partnership")
SOURCE = ("source", "place", "stated_on")
NEW_SOURCE = ("new_title", "new_publisher", "new_published_on", "new_url")


class ClaimForm(Form):
    """`lists` are the querysets to choose from; `words` answers with the lists of a collection."""

    template_name = "scoreboard/parts/claim_fields.html"
    keep_entry = True
    # Where the form asks for fresh lists, and what the records say to its question: set by the page.
    here = ""
    preview: Any = None

    statement = forms.CharField(
        label=_("Statement"),
        max_length=500,
        widget=Textarea({"rows": 2}),
        help_text=_("What is stated, in a few words of your own."),
    )
    value = forms.CharField(
        label=_("Stated value"), max_length=250,
        help_text=_("A number (1100 or 4.6), or a date as precise as stated (2018, 2018-02, 2018-02-25)."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Unit"), max_length=40, required=False,
        help_text=_("partnerships, SMEs, EUR, percent ...; year, month or date for dates."),
    )  # fmt: skip
    qualifier = forms.ChoiceField(label=_("How exact"), choices=Qualifier.choices, initial=Qualifier.EXACT)
    scope = forms.CharField(
        label=_("Scope"),
        max_length=120,
        required=False,
        help_text=_("Which programme, generation or strand."),
    )
    country = CountryField(required=False)
    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        label=_("Partnership"),
        required=False,
        widget=Combobox,
        empty_label=_("none"),
    )
    source = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Source"),
        required=False,
        widget=Combobox,
        empty_label=_("not in the list"),
    )
    place = forms.CharField(
        label=_("Place in the source"), max_length=120, required=False, help_text=_("Section, table, page.")
    )
    stated_on = forms.DateField(
        label=_("Stated on"), required=False, widget=DateInput,
        help_text=_("Where it differs from the day of the source."),
    )  # fmt: skip
    new_title = forms.CharField(label=_("Title of a new source"), max_length=250, required=False)
    new_publisher = forms.CharField(label=_("Publisher"), max_length=250, required=False)
    new_published_on = PartialDateField(label=_("Published on"), required=False)
    new_url = forms.URLField(label=_("Address"), max_length=500, required=False, assume_scheme="https")
    question_note = forms.CharField(
        label=_("Note on the question"), required=False, widget=Textarea({"rows": 2}),
        help_text=_("What the question leaves open, or why there is none."),
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility.choices)

    def __init__(
        self, *args: Any, words: Callable[[str], Words], lists: dict[str, Any], **values: Any
    ) -> None:
        super().__init__(*args, **values)
        for name, rows in lists.items():
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]
        chosen = self.data if self.is_bound else self.initial
        self.builder = Builder(words, chosen)
        self.fields.update(self.builder.fields())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                rules.check_one_source(known=bool(values.get("source")), new=bool(values.get("new_title")))
            except rules.OneSource as refusal:
                self.add_error("source", _(refusal.template))
        return values

    @property
    def question(self) -> dict[str, Any]:
        """The question as it stands, before or after cleaning."""
        return question_of(self.cleaned_data if hasattr(self, "cleaned_data") else self.builder.chosen)

    @property
    def wording(self) -> Wording:
        values = self.cleaned_data
        kept = (*STATED, "place", "stated_on", "question_note")
        return Wording(**{name: values[name] for name in kept}, question=self.question)

    @property
    def stated_source(self) -> Source | NewSource:
        values = self.cleaned_data
        if values["source"]:
            return values["source"]
        return NewSource(
            values["new_title"], values["new_publisher"], values["new_published_on"], values["new_url"]
        )

    # What the template draws, part by part.

    @property
    def stated_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in STATED if name != "statement"]

    @property
    def source_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SOURCE if name != "source"]

    @property
    def new_source_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NEW_SOURCE]

    @property
    def keeper_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("team", "visibility") if name in self.fields]

    def question_fields(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        return self.question_fields("collection", "measure", "field")

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        return self.question_fields("rule", "distinct_by", "group_by", "having_op", "having_value")

    @property
    def comparison_fields(self) -> list[forms.BoundField]:
        return self.question_fields("part", "of_collection", "of_measure", "of_field")

    @property
    def coverage_fields(self) -> list[forms.BoundField]:
        return self.question_fields("covers_collection", "covers_field")

    def conditions(self, prefix: str) -> list[list[forms.BoundField]]:
        rows = range(1, 5)
        names = [[f"{prefix}where_{number}_{part}" for part in ("field", "op", "value")] for number in rows]
        return [self.question_fields(*row) for row in names if row[0] in self.fields]

    @property
    def asked_conditions(self) -> list[list[forms.BoundField]]:
        return self.conditions("")

    @property
    def other_conditions(self) -> list[list[forms.BoundField]]:
        return self.conditions("of_")

    @property
    def coverage_conditions(self) -> list[list[forms.BoundField]]:
        return self.conditions("covers_")

    @property
    def counts(self) -> bool:
        """Whether anything is counted yet."""
        return bool(self["collection"].value())

    @property
    def covers(self) -> bool:
        return "covers_field" in self.fields

    @property
    def has_new_source(self) -> bool:
        return bool(self["new_title"].value())

    @property
    def suggestions(self) -> list[tuple[str, list[str]]]:
        """(id, values that occur) of the inputs of the conditions."""
        return list(self.builder.values.items())

    def place_of(self, where: str) -> str:
        """The input of a part of the question, as a refusal names it; '' for one without an input of its own."""
        name = where.replace(".", "_")
        return name if name in self.fields else ""


class AddClaim(ClaimForm):
    submit = _("Keep this claim")

    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Kept by"), required=False, empty_label=_("the platform"),
        help_text=_("Its editors may change the claim."),
    )  # fmt: skip


class EditClaim(ClaimForm):
    version = VersionField()


class WithdrawClaim(Form):
    submit = _("Withdraw the claim")
    danger = True

    reason = forms.CharField(
        label=_("Reason"), max_length=250, help_text=_("Everybody who sees the claim reads it.")
    )
