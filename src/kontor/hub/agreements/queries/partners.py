"""Responsible partners as a filter: only where the actor may read who it is, so that no filter tells what a page hides."""

from collections.abc import Iterable, Mapping

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import CooperationCase, Party
from kontor.hub.agreements.permissions import with_a_right
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership


def listed_cases(actor: Actor) -> QuerySet[CooperationCase]:
    """The cases that the actor sees, each with whether it is `counted`: 'no' for one that tells of another case again."""
    said = Case(When(same_as=None, then=Value("yes")), default=Value("no"), output_field=CharField())
    return visible(CooperationCase, actor).annotate(counted=said)


def partners_named(actor: Actor) -> QuerySet[Party]:
    """The responsible partners that the actor may read, in whatever case: `pipeline` tells apart the same ones."""
    rows = Party.objects.filter(
        role=PartyRole.RESPONSIBLE, organisation__in=visible(Organisation, actor).order_by().values("pk")
    )
    if actor.is_system:
        return rows
    readable = CooperationCase.objects.filter(with_a_right(actor)).order_by()
    return rows.filter(Q(confidential=False) | Q(case__in=readable.values("pk")))


def with_partners(actor: Actor, keys: Iterable[str]) -> Q:
    """The cases for which one of these organisations is readably responsible."""
    return Q(pk__in=partners_named(actor).filter(organisation__key__in=list(keys)).values("case_id"))


def partners_counted(actor: Actor, rows: QuerySet[CooperationCase]) -> Iterable[tuple[str, str, int]]:
    """(key, name, cases) of the partners of these cases. One statement."""
    named = partners_named(actor).filter(case__in=rows.order_by().values("pk")).order_by()
    return named.values_list("organisation__key", "organisation__name").annotate(
        rows=Count("case", distinct=True)
    )


def partner_names(actor: Actor, keys: Iterable[str]) -> Mapping[str, str]:
    """Key -> name of the organisations among these that the actor sees. One statement."""
    return dict(visible(Organisation, actor).filter(key__in=list(keys)).order_by().values_list("key", "name"))


def partnerships_with_cases(actor: Actor) -> list[tuple[str, str]]:
    """(key, acronym) of the partnerships that have cases, to choose from. One statement."""
    cases = CooperationCase.objects.exclude(partnership=None).values("partnership_id")
    return list(
        visible(Partnership, actor).filter(pk__in=cases).order_by("acronym").values_list("key", "acronym")
    )
