"""Profiles of countries: begin, change, withdraw; their facts and the organisations to speak with."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.countries.choices import BodyRole, FactTopic
from kontor.hub.countries.rules import MOST_MARKETS
from kontor.hub.directory.models import ContactPerson, Organisation
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.country_names import country_name, language_name
from kontor.hub.foundation.forms import (
    Combobox,
    CountryField,
    Form,
    PartialDateField,
    Section,
    Textarea,
    VersionField,
)
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.tables import sort_key
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import Qualifier

# In which sources about third countries are written: those of the Union and the large ones beside them.
LANGUAGES = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr", "hu", "id", "it", "ja", "ko",
    "lt", "lv", "ms", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip


def languages() -> list[tuple[str, Any]]:
    """Languages by name in the reader's language, after 'not stated'."""
    here = get_language() or "en"
    named = ((code, language_name(code, here)) for code in LANGUAGES)
    return [("", _("Not stated")), *sorted(named, key=lambda pair: sort_key(pair[1]))]


class SourceField(forms.ModelChoiceField):
    """One of the sources that are known; a new one is entered under Sources first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Source"))
        kwargs.setdefault("empty_label", _("Choose a source"))
        super().__init__(queryset=Source.objects.all(), to_field_name="key", widget=Combobox, **kwargs)


class OfAProfile(Form):
    """What both forms ask. `teams` are those the actor may keep a profile for."""

    keep_entry = True
    summary = forms.CharField(label=_("Summary"), required=False, widget=Textarea, max_length=5000)
    team = forms.ModelChoiceField(
        label=_("Kept by"), queryset=Team.objects.none(), required=False, widget=Combobox,
        empty_label=_("the platform's editors"),
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility.choices)

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


class AddProfile(OfAProfile):
    submit = _("Begin the profile")
    country = CountryField(empty_label=_("Choose a country"))
    field_order: Iterable[str] = ("country", "summary", "team", "visibility")


class EditProfile(OfAProfile):
    version = VersionField()


class Withdraw(Form):
    submit = _("Withdraw")
    danger = True
    reason = forms.CharField(label=_("Why"), max_length=250)


class Restore(Form):
    submit = _("Restore the profile")


class OfAFact(Form):
    """What both forms of a fact ask."""

    keep_entry = True
    sections = (
        Section(_("What is stated"), ("topic", "statement", "language", "translation", "translation_language")),
        Section(
            _("The value"), ("indicator", "value", "unit", "qualifier", "scope", "about", "as_of"),
            _("Only what the source states. Leave empty what it does not."),
        ),
        Section(_("Where it stands"), ("source", "place")),
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Topic"), choices=[("", _("Choose a topic")), *FactTopic.choices])
    statement = forms.CharField(
        label=_("Statement"), max_length=500, widget=Textarea({"rows": 2}), help_text=_("In the language of its source.")
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the source"), choices=languages, required=False)
    translation = forms.CharField(
        label=_("Translation"), max_length=500, required=False, widget=Textarea({"rows": 2}),
        help_text=_("Shown beside the statement, never instead of it."),
    )  # fmt: skip
    translation_language = forms.ChoiceField(
        label=_("Language of the translation"), choices=languages, required=False
    )
    indicator = forms.SlugField(
        label=_("Market figure"), max_length=60, required=False,
        help_text=_("What the value measures, named alike for all countries, such as gdp-growth: markets are compared by it."),
    )  # fmt: skip
    value = forms.CharField(
        label=_("Value"), max_length=250, required=False,
        help_text=_("A number (1100 or 4.6), or a day as precise as stated (2018, 2018-02, 2018-02-25)."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Unit"), max_length=40, required=False, help_text=_("clusters, EUR, percent ...; year, month or date for days.")
    )  # fmt: skip
    qualifier = forms.ChoiceField(label=_("How exact"), choices=Qualifier.choices, initial=Qualifier.EXACT)
    scope = forms.CharField(label=_("Scope"), max_length=120, required=False)
    about = CountryField(
        label=_("Speaks of"), required=False, empty_label=_("no other country"),
        help_text=_("Another country that the fact is about, such as the origin of a mission."),
    )  # fmt: skip
    as_of = PartialDateField(label=_("As of"), required=False)
    source = SourceField()
    place = forms.CharField(
        label=_("Place in the source"), max_length=120, required=False, help_text=_("Section, table, page.")
    )


class AddFact(OfAFact):
    submit = _("Enter the fact")


class EditFact(OfAFact):
    version = VersionField()


class OfABody(Form):
    """What both forms of a body ask."""

    keep_entry = True
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), to_field_name="key",
        widget=Combobox(source="directory:suggest"),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *BodyRole.choices])
    mandate = forms.CharField(label=_("Mandate"), max_length=250, required=False)
    start = PartialDateField(label=_("From"), required=False)
    end = PartialDateField(label=_("To"), required=False)
    source = SourceField(required=False, empty_label=_("Not stated"))
    place = forms.CharField(label=_("Place in the source"), max_length=120, required=False)

    def __init__(self, *args: Any, rows: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = rows
        chosen = str(self["organisation"].value() or "")
        names = rows.filter(key=chosen).values_list("key", "name") if chosen else ()
        field.widget.choices = [("", _("Choose an organisation")), *names]


class AddBody(OfABody):
    submit = _("Name the organisation")


class EditBody(OfABody):
    """`people` are the contact people of the organisation whom the actor sees."""

    version = VersionField()
    person = forms.ModelChoiceField(
        label=_("Person"), queryset=ContactPerson.objects.none(), required=False, empty_label=_("Not stated"),
        help_text=_("One of the organisation's contact people, who gave her consent to be named."),
    )  # fmt: skip
    field_order: Iterable[str] = (
        "organisation",
        "role",
        "person",
        "mandate",
        "start",
        "end",
        "source",
        "place",
    )

    def __init__(self, *args: Any, people: QuerySet[ContactPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people
        field.label_from_instance = lambda one: one.name


class RemoveBody(Form):
    submit = _("Remove the organisation")
    danger = True


def weight(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, help_text=help_text)


class WeighMarkets(Form):
    """The weights of a partnership; only how large they are beside each other matters."""

    submit = _("Save the weights")
    sections = (
        Section(
            _("Weights"), ("interest", "saturation", "experience", "market"),
            _("From 0 (left out) to 100; only how large they are beside each other matters."),
        ),
        Section(_("Market data"), ("indicator", "higher_is_better")),
    )  # fmt: skip
    interest = weight(_("Interest of members"), _("How many members named the country."))
    saturation = weight(_("Few other partnerships"), _("The fewer others go there, the better."))
    experience = weight(
        _("Own experience"), _("How many events, cases and activities of the partnership there are recorded.")
    )
    market = weight(_("Market data"), _("The figure below."))
    indicator = forms.ChoiceField(
        label=_("Market figure"), required=False, help_text=_("Figures are facts of countries that name what they measure; they are imported as CSV.")
    )  # fmt: skip
    higher_is_better = forms.BooleanField(label=_("A higher figure is better"), required=False)
    version = VersionField()

    def __init__(self, *args: Any, figures: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicator"]
        field.choices = [("", _("No figure")), *((one, one) for one in figures)]


class ChooseMarkets(Form):
    """Up to three of the ranked countries, the best first, with why."""

    submit = _("Keep the choice")
    countries = forms.ModelMultipleChoiceField(
        label=_("Markets"), queryset=Country.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Up to %(most)s.") % {"most": MOST_MARKETS},
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), widget=Textarea, max_length=2000)

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["countries"]
        ranked = list(codes)
        field.queryset = Country.objects.filter(pk__in=ranked)
        field.choices = [(code, country_name(code, get_language() or "en")) for code in ranked]


class AdoptMarkets(Form):
    submit = _("Make them target markets")
