"""Which rows an actor may see. One function per model answers for lists, details, counts, search, exports and reports.

Each area registers its models in `permissions.py`:

    @visibility_of(Organisation)
    def organisations(actor: Actor) -> Q: ...

A model that nobody registered is seen by nobody but the system: forgetting fails closed and an architecture test names it.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor

NOTHING = Q(pk__in=[])
EVERYTHING = Q()

type RowRule = Callable[[Actor], Q]

_rules: dict[type[models.Model], RowRule] = {}


class Visibility(models.TextChoices):
    """Who may read a record, from widest to narrowest (access.md)."""

    PUBLIC = "public", _("Public")
    PROGRAMME = "programme", _("Partnerships of the programme")
    PARTNERS = "partners", _("The partnership")
    RESTRICTED = "restricted", _("Named organisations")


def visibility_of(*model_classes: type[models.Model]) -> Callable[[RowRule], RowRule]:
    """Register the decorated function as the row rule of these models."""

    def register(rule: RowRule) -> RowRule:
        for model in model_classes:
            _rules[model] = rule
        return rule

    return register


def row_rule(model: type[models.Model]) -> RowRule | None:
    return _rules.get(model)


def visible[M: models.Model](model: type[M], actor: Actor) -> QuerySet[M]:
    """The rows of `model` that `actor` may see."""
    rows = model._default_manager.all()
    if actor.is_system:
        return rows
    rule = _rules.get(model)
    return rows.filter(rule(actor)) if rule else rows.none()


def spelled(ids: QuerySet[Any, Any]) -> RawSQL:
    """A subquery as text, to stand in row rules (`pk__in`). A page asks its row rules twenty times: building what lies three
    subqueries deep anew each time costs more than the database needs to answer. It holds no rows, so it never gets old.
    """
    text, values = ids.order_by().query.sql_with_params()
    return RawSQL(text, values)  # noqa: S611 - text by the framework, values as parameters


def sees(actor: Actor, subject: Any) -> bool:
    """Whether `actor` may see this one. Asks the same row rule as every list; one query, none for the system."""
    if actor.is_system or not isinstance(subject, models.Model) or subject.pk is None:
        return True
    return visible(type(subject), actor).filter(pk=subject.pk).exists()
