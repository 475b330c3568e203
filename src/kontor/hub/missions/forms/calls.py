"""Calls: write, publish, answer, score, decide. What a call asks becomes fields of the form."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import (
    CountriesField,
    Form,
    Section,
    SuggestingInput,
    Textarea,
    VersionField,
)
from kontor.hub.missions.choices import ApplicationState, QuestionKind
from kontor.hub.missions.forms import OrganisationsField
from kontor.hub.missions.models import Criterion, Question
from kontor.hub.missions.rules.calls import LONGEST_ANSWER, MOST_POINTS

ZONES = tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


class OfACall(Form):
    """What both forms ask."""

    keep_entry = True
    sections = (
        Section(_("What it offers"), ("title", "text", "places")),
        Section(
            _("Until when"),
            ("zone", "opens", "cut_offs"),
            _("What was handed in by a cut-off is assessed together; the last version before it counts."),
        ),
        Section(
            _("Who may apply"),
            ("kinds", "countries", "of_partners"),
            _("The call is shown and told only to those who fit. Empty: everybody."),
        ),
        Section(_("What is asked, and how it is scored"), ("questions", "criteria", "threshold")),
    )
    title = forms.CharField(label=_("Title"), max_length=250)
    text = forms.CharField(label=_("Text"), required=False, widget=Textarea, max_length=10_000)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=10_000)
    zone = forms.CharField(
        label=_("Time zone"), max_length=64, widget=SuggestingInput,
        help_text=_("Such as Europe/Madrid or America/Lima."),
    )  # fmt: skip
    opens = forms.CharField(label=_("Opens"), max_length=20, help_text=_("Such as 2027-02-01 09:00."))
    cut_offs = forms.CharField(
        label=_("Cut-offs"), widget=Textarea, max_length=1000, help_text=_("One in each line, such as 2027-03-01 17:00.")
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisations"), choices=OrganisationKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    countries = CountriesField(required=False, label=_("Countries"))
    of_partners = forms.BooleanField(
        label=_("Only partners of the partnership and members of partner clusters"), required=False
    )
    questions = forms.CharField(
        label=_("Questions"), required=False, widget=Textarea, max_length=10_000,
        help_text=_("One in each line. A star: must be answered. Such as: * Why do you come? or number: How many people? or choice: Which market? = Peru; Chile."),
    )  # fmt: skip
    criteria = forms.CharField(
        label=_("Criteria"), required=False, widget=Textarea, max_length=5000,
        help_text=_("One in each line with its weight, such as Fit with the market: 3. Reviewers give 0 to 5 points."),
    )  # fmt: skip
    threshold = forms.IntegerField(
        label=_("Points at least, of 100"), min_value=0, max_value=100, initial=0,
        help_text=_("The ranking proposes to reject what stays below."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].widget.suggestions = ZONES


class AddCall(OfACall):
    submit = _("Write the call")


class EditCall(OfACall):
    version = VersionField()


class PublishCall(Form):
    submit = _("Publish the call")


class NameReviewers(Form):
    submit = _("Name the reviewers")
    organisations = OrganisationsField(
        label=_("Reviewing organisations"),
        help_text=_("Their teams score. Nobody scores an application of her own organisation."),
    )

    def __init__(self, *args: Any, rows: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].offer(rows, list(self["organisations"].value() or ()))


class Apply(Form):
    """The questions of a call. The draft is kept with less; handed in must be what is required."""

    keep_entry = True
    submit = _("Save")
    contact_name = forms.CharField(label=_("Contact person"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in questions:
            self.fields[f"answer_{one.position}"] = field_of(one)
        self.fields["hand_in"] = forms.BooleanField(
            label=_("Hand it in now"), required=False,
            help_text=_("Without this it is kept as a draft that only your team sees. Until the cut-off you can hand in again: the last version counts."),
        )  # fmt: skip
        names = tuple(name for name in self.fields if name.startswith("answer_"))
        self.sections = (
            Section(_("Whom to ask"), ("contact_name", "email")),
            *((Section(_("Your answers"), names),) if names else ()),
            Section(_("Hand in"), ("hand_in",)),
        )

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes."""
        answers = {
            name.removeprefix("answer_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("answer_")
        }
        return {
            "contact_name": self.cleaned_data["contact_name"],
            "email": self.cleaned_data["email"],
            "answers": answers,
        }


def field_of(one: Question) -> forms.Field:
    help_text = _("Must be answered before it is handed in.") if one.required else ""
    if one.kind == QuestionKind.CHOICE:
        choices = [("", _("Not answered")), *((option, option) for option in one.options)]
        return forms.ChoiceField(label=one.text, choices=choices, required=False, help_text=help_text)
    if one.kind == QuestionKind.NUMBER:
        return forms.CharField(label=one.text, max_length=30, required=False, help_text=help_text)
    return forms.CharField(
        label=one.text, widget=Textarea, max_length=LONGEST_ANSWER, required=False, help_text=help_text
    )


class Withdraw(Form):
    submit = _("Withdraw the application")
    danger = True


class Score(Form):
    submit = _("Give the points")

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [("", _("Choose")), *((str(number), str(number)) for number in range(MOST_POINTS + 1))]
        for one in criteria:
            self.fields[f"points_{one.position}"] = forms.TypedChoiceField(
                label=one.name, choices=points, coerce=int
            )
        self.fields["comment"] = forms.CharField(
            label=_("Comment"), widget=Textarea, max_length=3000, required=False
        )

    @property
    def points(self) -> dict[str, int]:
        return {
            name.removeprefix("points_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("points_")
        }


class Decide(Form):
    """One decision for each application of the ranking, filled with what it proposes."""

    submit = _("Decide and write to the applicants")

    def __init__(self, *args: Any, ranked: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (state.value, state.label)
            for state in (ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.REJECTED)
        ]
        for one in ranked:
            label = f"{one.line.rank}. {one.application.organisation.name}"
            told = _("%(score)s of 100 points, spread %(spread)s") % {
                "score": one.line.score,
                "spread": one.line.spread,
            }
            self.fields[f"decision_{one.application.pk}"] = forms.ChoiceField(
                label=label, choices=choices, initial=one.line.proposal, help_text=told
            )

    @property
    def decided(self) -> dict[int, str]:
        return {int(name.removeprefix("decision_")): value for name, value in self.cleaned_data.items()}
