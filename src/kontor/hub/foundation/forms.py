"""How forms look and what their fields accept: renderer, base form with sections, and the fields several areas need."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.choices import BaseChoiceIterator
from django.utils.dates import MONTHS
from django.utils.functional import cached_property, lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.partial_dates import validate
from kontor.hub.foundation.tables import sort_key


class Renderer(DjangoTemplates):
    """Fields with label, hint and error tied together for screen readers; a list of errors with links above the form."""

    form_template_name = "foundation/forms/form.html"
    field_template_name = "foundation/forms/field.html"


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields of a form under one heading."""

    title: Any
    names: tuple[str, ...]
    lead: Any = ""


# Django's words for 'nothing is chosen yet': its own catalogues do not have them in our languages.
NOTHING_CHOSEN = _("- Select an option -")


def what_is_needed(field: forms.Field) -> Any:
    """What to do about an entry that is missing."""
    if isinstance(field, forms.BooleanField):
        return _("Tick this box to go on.")
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return _("Choose at least one.")
    return _("Choose one.") if isinstance(field, forms.ChoiceField) else _("Fill this in.")


class FormLook:
    """Mixin for forms and model forms: `sections`, the words on the button, where 'cancel' leads."""

    sections: ClassVar[tuple[Section, ...]] = ()
    submit: ClassVar[Any] = _("Save")
    cancel_url: str = ""
    danger: ClassVar[bool] = False
    keep_entry: ClassVar[bool] = False

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for field in self.fields.values():  # type: ignore[attr-defined]
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = what_is_needed(field)

    @property
    def grouped(self: Any) -> list[tuple[Section, list[forms.BoundField]]]:
        """The visible fields by section; fields that no section names come last, without a heading."""
        named = {name for section in self.sections for name in section.names}
        groups = [
            (section, [self[name] for name in section.names if name in self.fields])
            for section in self.sections
        ]
        rest = [field for field in self.visible_fields() if field.name not in named]
        return [*groups, *([(Section("", ()), rest)] if rest else [])]

    @property
    def has_files(self: Any) -> bool:
        return self.is_multipart()


class Form(FormLook, forms.Form):
    """Base of the areas' forms."""


class ModelForm(FormLook, forms.ModelForm):
    """Base of the areas' model forms. They clean; saving is the action's business."""


class SuggestingInput(forms.TextInput):
    """A line of text that suggests `suggestions` and takes any other word, too."""

    template_name = "foundation/forms/suggesting.html"
    suggestions: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        known = {"list": f"known-{name}", "autocomplete": "off"} if self.suggestions else {}
        context = super().get_context(name, value, {**(attrs or {}), **known})
        return {**context, "suggestions": self.suggestions}


class PartialDateInput(forms.MultiWidget):
    """Day, month and year apart; day, or day and month, may stay empty."""

    template_name = "foundation/forms/partial_date.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        months = [("", "–"), *((f"{month:02}", name) for month, name in MONTHS.items())]
        super().__init__(
            {
                "day": forms.TextInput({**number, "maxlength": 2, "size": 2}),
                "month": forms.Select(choices=months),
                "year": forms.TextInput({**number, "maxlength": 4, "size": 4}),
            },
            dict(attrs or {}),
        )

    def decompress(self, value: str | None) -> list[str]:
        year, month, day = (*str(value or "").split("-"), "", "")[:3]
        return [day, month, year]

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> str:
        """'2018', '2018-02' or '2018-02-25'; a day without its month stays visible as a fault ('2018--25')."""
        day, month, year = (
            str(part or "").strip() for part in super().value_from_datadict(data, files, name)
        )
        parts = [year, month, day.zfill(2) if day else ""]
        return "-".join(parts).rstrip("-") if any(parts) else ""

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else ""


class PartialDateField(forms.CharField):
    """A date with the precision that is known, as text."""

    widget = PartialDateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("The year is enough. Leave empty what is not known."))
        super().__init__(max_length=10, **kwargs)
        self.validators = [*self.validators, validate]


type OptionGroup = tuple[str | None, list[dict[str, Any]], int]


def options_of(groups: Iterable[OptionGroup]) -> str:
    """What stands in a select. The framework fetches two templates for each option: 250 countries cost as much as a page."""
    return format_html_join("\n", "{}", ((part,) for part in parts_of(groups)))


def parts_of(groups: Iterable[OptionGroup]) -> Iterator[str]:
    """Options without a group come as groups of one: they are written together."""
    for name, some in groupby(groups, key=itemgetter(0)):
        told = (
            (one["value"], flatatt(one["attrs"]) if one["attrs"] else "", one["label"])
            for _, options, _ in some
            for one in options
        )
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', told)
        yield format_html('<optgroup label="{}">{}</optgroup>', name, options) if name else options


class Combobox(forms.Select):
    """One of many: a plain select that becomes a search box with suggestions where scripts run.

    `source` is the URL name of a search that answers `[{"value": .., "label": .., "hint": ..}]` to `?q=`; without it the
    options of the select itself are searched.
    """

    template_name = "foundation/forms/combobox.html"
    several = False

    def __init__(
        self, attrs: Mapping[str, Any] | None = None, choices: Iterable[Any] = (), *, source: str = ""
    ) -> None:
        super().__init__(dict(attrs or {}), choices)
        self.source = source

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, dict(attrs or {}))
        context["widget"]["source"] = reverse(self.source) if self.source else ""
        context["widget"]["several"] = self.several
        context["widget"]["options"] = options_of(context["widget"]["optgroups"])
        return context


class MultiCombobox(Combobox, forms.SelectMultiple):
    """Several of many, such as terms of a taxonomy. Works as a plain multiple select without scripts."""

    several = True


class CountryChoices(BaseChoiceIterator):
    """All countries by name in the reader's language. Iterated when the form is drawn: one statement."""

    def __init__(self, field: "CountryField | CountriesField") -> None:
        self.field = field

    def __iter__(self) -> Any:
        if getattr(self.field, "empty_label", None) is not None:
            yield ("", gettext("Choose a country"))
        yield from by_name(self.codes, get_language() or "en")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.field.queryset.values_list("pk", flat=True))


@lru_cache(maxsize=64)
def by_name(codes: tuple[str, ...], language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of these countries in the order of a reader of this language. The same ones are asked for on many pages."""
    named = ((code, country_name(code, language)) for code in codes)
    return tuple(sorted(named, key=lambda pair: sort_key(pair[1])))


class CountryField(forms.ModelChoiceField):
    """One country."""

    widget = Combobox
    iterator = CountryChoices

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Country"))
        super().__init__(queryset=Country.objects.all(), **kwargs)


class CountriesField(forms.ModelMultipleChoiceField):
    """Several countries."""

    widget = MultiCombobox
    iterator = CountryChoices

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Countries"))
        super().__init__(queryset=Country.objects.all(), **kwargs)


class Textarea(forms.Textarea):
    """Grows with its text."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"rows": 4, "data-grow": "", **(attrs or {})})


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class FileInput(forms.FileInput):
    """Says the limits before anybody chooses a file."""

    template_name = "foundation/forms/file.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None, *, suffixes: tuple[str, ...] = ()) -> None:
        super().__init__({**({"accept": ",".join(suffixes)} if suffixes else {}), **(attrs or {})})


class UploadField(forms.FileField):
    """A file of one of these kinds, within the size that this installation allows."""

    def __init__(self, *, suffixes: tuple[str, ...], limit: int = 0, **kwargs: Any) -> None:
        self.suffixes = suffixes
        self.limit = limit or settings.UPLOAD_LIMIT
        kwargs.setdefault("widget", FileInput(suffixes=suffixes))
        # Said when it is read: a form class is made once, for readers of all languages.
        kwargs.setdefault("help_text", lazy(self.limits, str)())
        super().__init__(**kwargs)
        self.widget.attrs["data-limit"] = str(self.limit)

    def limits(self) -> str:
        kinds = ", ".join(suffix.lstrip(".").upper() for suffix in self.suffixes)
        return gettext("%(kinds)s, at most %(size)s MB.") % {"kinds": kinds, "size": self.limit // 2**20}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self.check(file)
        return file

    def check(self, file: UploadedFile) -> None:
        name = file.name or ""
        if not name.lower().endswith(self.suffixes):
            told = {"name": name, "kinds": ", ".join(self.suffixes)}
            raise ValidationError(
                _("'%(name)s' is of another kind: choose a file that ends in %(kinds)s."), params=told
            )
        if (file.size or 0) > self.limit:
            told = {
                "name": name,
                "size": f"{(file.size or 0) / 2**20:.1f}",
                "limit": str(self.limit // 2**20),
            }
            raise ValidationError(
                _(
                    "'%(name)s' has %(size)s MB, and at most %(limit)s MB are taken: split it, or leave out what is not needed."
                ),
                params=told,
            )


class VersionField(forms.IntegerField):
    """Which version of the record the form was filled from; the field must be called `version`."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)
