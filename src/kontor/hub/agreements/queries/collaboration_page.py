"""Who says that it works with whom, and whether the other side says so too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.models import CollaborationReport
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership

MOST_IN_A_MATRIX = 30
STANDINGS = (
    ("confirmed", _("confirmed")),
    ("one-sided", _("one-sided")),
    ("not-asked", _("counterpart not asked")),
    ("denied", _("denied")),
)
STANDING_TONES = {"confirmed": "good", "one-sided": "info", "not-asked": "neutral", "denied": "bad"}
# What settles a pair in which both sides have said something.
WEIGHT = {"confirmed": 3, "denied": 2, "one-sided": 1, "not-asked": 0}


def collaborations_for(actor: Actor) -> QuerySet[CollaborationReport]:
    """The reports that the actor sees, each with its `standing`, as `pairs.standing` of the engine says it; a test compares the two.

    A report of the other side that the actor does not see confirms nothing for her.
    """
    back = visible(CollaborationReport, actor).filter(
        reporter=OuterRef("counterpart"), counterpart=OuterRef("reporter")
    )
    said = Case(
        When(~Q(reply=""), then=F("reply")),
        When(reported_back=True, then=Value("confirmed")),
        When(asked_on__isnull=False, then=Value("one-sided")),
        default=Value("not-asked"),
        output_field=CharField(),
    )
    return visible(CollaborationReport, actor).annotate(reported_back=Exists(back)).annotate(standing=said)


def collaboration_by_key(actor: Actor, key: str) -> CollaborationReport:
    """One report that the actor sees. Raises NotThere."""
    found = (
        visible(CollaborationReport, actor).select_related("reporter", "counterpart").filter(key=key).first()
    )
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class Square:
    """What the partnership of the row says of the one of the column; '' is nothing. `key` is the report's."""

    standing: str
    key: str


@dataclass(frozen=True, slots=True)
class MatrixShown:
    """A row for each partnership that says something, a column for each of whom something is said, by name."""

    columns: list[Partnership]
    rows: list[tuple[Partnership, list[Square]]]


def matrix(actor: Actor, rows: QuerySet[Any]) -> MatrixShown | None:
    """The reports among partnerships of the platform as a matrix; None when there are none, or too many to look at.

    Two statements; O(partnerships squared).
    """
    pairs: dict[tuple[int, int], Square] = {}
    found = (
        rows.exclude(counterpart=None)
        .order_by("pk")
        .values_list("reporter_id", "counterpart_id", "standing", "key")
    )
    for reporter, counterpart, standing, key in found:
        there = pairs.get((reporter, counterpart))
        if there is None or WEIGHT[standing] > WEIGHT[there.standing]:
            pairs[reporter, counterpart] = Square(standing, key)
    reporters, others = {one for one, _other in pairs}, {other for _one, other in pairs}
    if not pairs or len(reporters | others) > MOST_IN_A_MATRIX:
        return None
    named = list(visible(Partnership, actor).filter(pk__in=reporters | others).order_by("acronym"))
    columns = [one for one in named if one.pk in others]
    return MatrixShown(columns, [(one, squares(one, columns, pairs)) for one in named if one.pk in reporters])


def squares(
    row: Partnership, columns: Iterable[Partnership], pairs: Mapping[tuple[int, int], Square]
) -> list[Square]:
    return [pairs.get((row.pk, column.pk), Square("", "")) for column in columns]
