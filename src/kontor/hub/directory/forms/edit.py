"""Register an organisation, change its facts, decide who reads them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import OrganisationKind, Taxonomy
from kontor.hub.directory.forms.fields import RegionField, TermsField
from kontor.hub.directory.models import Term
from kontor.hub.foundation.country_names import language_name
from kontor.hub.foundation.forms import (
    CountryField,
    Form,
    MultiCombobox,
    PartialDateField,
    Section,
    Textarea,
    VersionField,
)
from kontor.hub.foundation.tables import sort_key
from kontor.hub.foundation.visibility import Visibility

LANGUAGES = [
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fi",
    "fr",
    "ga",
    "gl",
    "hr",
    "hu",
    "is",
    "it",
    "ca",
    "lt",
    "lv",
    "mk",
    "mt",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "tr",
    "uk",
    "ar",
    "he",
    "hi",
    "id",
    "ja",
    "ko",
    "vi",
    "zh",
]


def language_choices() -> list[tuple[str, str]]:
    reader = get_language() or "en"
    named = ((code, language_name(code, reader)) for code in LANGUAGES)
    return sorted(named, key=lambda pair: sort_key(pair[1]))


class WhoItIs(Form):
    """What both forms ask."""

    name = forms.CharField(
        label=_("Name"), max_length=250, help_text=_("In the original spelling, with its accents.")
    )
    short_name = forms.CharField(label=_("Short name"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose a kind")), *OrganisationKind.choices])
    country = CountryField(required=False)
    region = RegionField(required=False, help_text=_("NUTS region, such as ES21."))
    website = forms.CharField(
        label=_("Website"), max_length=300, required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://www.example.org"}),
    )  # fmt: skip


class Register(WhoItIs):
    """Propose an organisation. `really_new` is asked only when similar names are in the directory."""

    submit = _("Register as a draft")
    sections = (
        Section(_("Who it is"), ("name", "short_name", "kind")),
        Section(_("Where it is"), ("country", "region", "website")),
        Section(_("What it does"), ("description",)),
    )
    description = forms.CharField(
        label=_("Description"), required=False, widget=Textarea,
        help_text=_("Two or three sentences for a stranger. You can add it later."),
    )  # fmt: skip
    really_new = forms.BooleanField(
        label=_("None of these is the organisation I register"), required=False, widget=forms.HiddenInput
    )

    def ask_whether_new(self) -> None:
        self.fields["really_new"].widget = forms.CheckboxInput()


class Edit(WhoItIs):
    """All facts and terms of a profile."""

    keep_entry = True
    sections = (
        Section(_("Who it is"), ("name", "short_name", "kind", "description")),
        Section(_("Where it is"), ("country", "region", "region_text", "website")),
        Section(
            _("Its size"),
            ("founded", "staff", "sme_members", "large_members", "research_members", "languages"),
        ),
        Section(_("What it does"), tuple(value.replace("-", "_") for value in Taxonomy.values)),
    )
    region_text = forms.CharField(label=_("Region as stated"), max_length=120, required=False)
    description = forms.CharField(label=_("Description"), required=False, widget=Textarea, max_length=5000)
    founded = PartialDateField(label=_("Founded"), required=False)
    staff = forms.DecimalField(
        label=_("Staff (full-time equivalents)"), required=False, min_value=0, max_digits=7, decimal_places=1
    )
    sme_members = forms.IntegerField(
        label=_("SME members"), required=False, min_value=0, max_value=2_000_000_000
    )
    large_members = forms.IntegerField(
        label=_("Large members"), required=False, min_value=0, max_value=2_000_000_000
    )
    research_members = forms.IntegerField(
        label=_("Research members"), required=False, min_value=0, max_value=2_000_000_000
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, choices=language_choices, widget=MultiCombobox
    )
    sectoral_industry = TermsField(Taxonomy.SECTORAL_INDUSTRY)
    emerging_industry = TermsField(Taxonomy.EMERGING_INDUSTRY)
    technology_field = TermsField(Taxonomy.TECHNOLOGY_FIELD)
    s3_priority = TermsField(Taxonomy.S3_PRIORITY)
    ecosystem = TermsField(Taxonomy.ECOSYSTEM)
    version = VersionField()

    def __init__(self, *args: Any, terms: Iterable[Term] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(terms)
        for field in self.term_fields:
            field.offer(offered)

    @property
    def term_fields(self) -> list[TermsField]:
        return [field for field in self.fields.values() if isinstance(field, TermsField)]

    @property
    def values(self) -> dict[str, Any]:
        """What `actions.edit` takes: the facts, and the terms of all taxonomies together."""
        facts = {
            name: value
            for name, value in self.cleaned_data.items()
            if not isinstance(self.fields[name], TermsField)
        }
        chosen = [name for name, field in self.fields.items() if isinstance(field, TermsField)]
        return facts | {"terms": [term for name in chosen for term in self.cleaned_data[name]]}


class SetVisibility(Form):
    """Who may read the profile."""

    submit = _("Set")
    visibility = forms.ChoiceField(
        label=_("Visible to"), choices=Visibility.choices, widget=forms.RadioSelect,
        help_text=_("Restricted: only its own team, the clusters it belongs to, analysts and editors."),
    )  # fmt: skip
