"""Fields that several forms of this area share."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import Objective
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.forms import Combobox, MultiCombobox
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership

MOST_OFFERED = 200


class Offered(BaseChoiceIterator):
    """The first names in order and the chosen one; all others are found by typing. Two statements at most."""

    def __init__(self, field: "PickedByKey") -> None:
        self.field = field

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield "", str(self.field.nothing)
        rows = self.field.queryset.order_by(self.field.named, "pk").values_list("key", self.field.named)
        offered = dict(rows[:MOST_OFFERED])
        if self.field.chosen and self.field.chosen not in offered:
            offered.update(rows.filter(key=self.field.chosen))
        yield from offered.items()


class PickedByKey(forms.ModelChoiceField):
    """One record that the actor sees, by its key. `offer` gives it the rows; `chosen` is the key that the form came with."""

    iterator = Offered
    chosen = ""
    named = "name"
    nothing: Any = _("Choose one")
    model: Any = None
    source = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Combobox(source=self.source) if self.source else forms.Select())
        super().__init__(queryset=self.model._default_manager.none(), to_field_name="key", **kwargs)

    def offer(self, rows: QuerySet[Any], chosen: str = "") -> None:
        self.chosen = chosen
        self.queryset = rows
        self.widget.choices = Offered(self)


class OrganisationField(PickedByKey):
    model = Organisation
    source = "directory:suggest"
    nothing = _("Choose an organisation")


class OwnOrganisationField(PickedByKey):
    """One of few organisations, chosen from a plain list."""

    model = Organisation
    nothing = _("Nobody in particular")


class PartnershipField(PickedByKey):
    model = Partnership
    named = "acronym"
    source = "partnerships:suggest"
    nothing = _("Choose a partnership")


class OwnPartnershipField(PickedByKey):
    """One of the few partnerships for which the actor records."""

    model = Partnership
    named = "acronym"
    nothing = _("No partnership")


class CaseField(PickedByKey):
    model = CooperationCase
    named = "title"
    source = "agreements:suggest"
    nothing = _("Choose a case")


class EventField(PickedByKey):
    """One of the latest events of the actor's partnerships."""

    model = Event
    nothing = _("No event")


class ObjectivesField(forms.MultipleChoiceField):
    widget = MultiCombobox

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Objective.choices, required=False, **kwargs)


class TermsField(forms.ModelMultipleChoiceField):
    """Terms of the taxonomies by which cases are found."""

    widget = MultiCombobox

    def __init__(self, *taxonomies: str, **kwargs: Any) -> None:
        rows = Term.objects.filter(taxonomy__in=taxonomies).order_by("label", "pk")
        super().__init__(queryset=rows, required=False, **kwargs)
