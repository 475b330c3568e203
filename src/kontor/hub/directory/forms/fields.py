"""Fields that several forms of the directory share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.forms import Combobox, MultiCombobox
from kontor.hub.foundation.models import Region


class TermsField(forms.TypedMultipleChoiceField):
    """Terms of one taxonomy; cleans to a list of `Term`. `offer` gives it its terms, read once for the whole form."""

    widget = MultiCombobox

    def __init__(self, taxonomy: str, **kwargs: Any) -> None:
        self.taxonomy = taxonomy
        self.terms: dict[str, Term] = {}
        kwargs.setdefault("help_text", _("At most three, those that describe it best."))
        super().__init__(coerce=self.term, required=False, label=capfirst(Taxonomy(taxonomy).label), **kwargs)

    def __deepcopy__(self, memo: Any) -> "TermsField":
        copied = super().__deepcopy__(memo)
        copied.terms = {}
        copied.coerce = copied.term
        return copied

    def offer(self, terms: Iterable[Term]) -> None:
        self.terms = {str(term.pk): term for term in terms if term.taxonomy == self.taxonomy}
        self.choices = [(pk, term.label) for pk, term in self.terms.items()]

    def term(self, value: str) -> Term:
        return self.terms[value]


class TermField(forms.TypedChoiceField):
    """One term of any taxonomy that classifies, grouped by taxonomy."""

    widget = Combobox

    def __init__(self, **kwargs: Any) -> None:
        self.terms: dict[str, Term] = {}
        super().__init__(coerce=self.term, empty_value=None, **kwargs)

    def __deepcopy__(self, memo: Any) -> "TermField":
        copied = super().__deepcopy__(memo)
        copied.coerce = copied.term
        return copied

    def offer(self, terms: Iterable[Term]) -> None:
        self.terms = {str(term.pk): term for term in terms}
        groups = [
            (label, [(pk, term.label) for pk, term in self.terms.items() if term.taxonomy == taxonomy])
            for taxonomy, label in Taxonomy.choices
        ]
        self.choices = [("", _("No term")), *groups]

    def term(self, value: str) -> Term:
        return self.terms[value]


class RegionField(forms.ModelChoiceField):
    """A statistical region, of every country: searched, not scrolled."""

    widget = Combobox

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Region"))
        super().__init__(queryset=Region.objects.order_by("code"), empty_label=_("Not stated"), **kwargs)


class OrganisationField(forms.ModelChoiceField):
    """One of the organisations the actor sees, found by typing. Give it its rows in the form's `__init__`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Combobox(source="directory:suggest"))
        super().__init__(queryset=Organisation.objects.none(), to_field_name="key", **kwargs)

    def offer(self, rows: QuerySet[Organisation]) -> None:
        self.queryset = rows
