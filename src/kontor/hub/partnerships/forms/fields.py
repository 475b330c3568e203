"""Fields that several forms of this area share."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.forms import Combobox, MultiCombobox

MOST_OFFERED = 400


class OfferedOrganisations(BaseChoiceIterator):
    """The first names in the alphabet and the chosen one; all others are found by typing. Two statements at most."""

    def __init__(self, field: "OrganisationField") -> None:
        self.field = field

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield "", str(_("Choose an organisation"))
        rows = self.field.queryset.order_by("sort_name", "pk").values_list("key", "name")
        offered = dict(rows[:MOST_OFFERED])
        if self.field.chosen and self.field.chosen not in offered:
            offered.update(rows.filter(key=self.field.chosen))
        yield from offered.items()


class OrganisationField(forms.ModelChoiceField):
    """One organisation the actor sees. `offer` gives it the rows; `chosen` is the key that the form came with."""

    iterator = OfferedOrganisations
    chosen = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Combobox(source="directory:suggest"))
        super().__init__(queryset=Organisation.objects.none(), to_field_name="key", **kwargs)

    def offer(self, rows: QuerySet[Organisation], chosen: str = "") -> None:
        self.chosen = chosen
        self.queryset = rows
        self.widget.choices = OfferedOrganisations(self)


class OwnOrganisationField(OrganisationField):
    """One of the few organisations in whose name the actor may speak: chosen from a plain list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Select(), **kwargs)


class TermsField(forms.ModelMultipleChoiceField):
    """Terms of the taxonomies by which partnerships and searches are found."""

    widget = MultiCombobox

    def __init__(self, *taxonomies: str, **kwargs: Any) -> None:
        rows = Term.objects.filter(taxonomy__in=taxonomies).order_by("label", "pk")
        super().__init__(queryset=rows, required=False, **kwargs)
