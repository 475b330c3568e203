"""What a merge would do, before it is done; and the merges that were done.

`MERGE_HOOKS` is filled by front/wiring.py: areas above tie their records to organisations, and say here how those move.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext

from kontor.hub.accounts.models import TeamMember
from kontor.hub.directory.choices import SHOWN_STATES
from kontor.hub.directory.models import Classification, Membership, Merge, Organisation
from kontor.hub.directory.queries.keys import by_key, surviving
from kontor.hub.directory.rules.merge import MergedAlready, SameRecord, narrower, terms_to_take
from kontor.hub.evidence.models import Citation, Document
from kontor.hub.foundation import history
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name, language_name
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible

MERGES_SHOWN = 200
KIND_CITED = Organisation._meta.label_lower

# What is chosen as one thing -> the columns that go with it.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "short_name": ("short_name",),
    "kind": ("kind",),
    "country": ("country_id",),
    "region": ("region_id", "region_text"),
    "website": ("website",),
    "founded": ("founded",),
    "staff": ("staff",),
    "sme_members": ("sme_members",),
    "large_members": ("large_members",),
    "research_members": ("research_members",),
    "languages": ("languages",),
    "description": ("description",),
    "state": ("state", "state_reason", "confirmed_on"),
    "visibility": ("visibility",),
}


class MergeHook(Protocol):
    """How records of an area above follow a merge. `move` uses the journal only, so that the undo knows everything."""

    name: str
    label: Any

    def count(self, double: Organisation) -> int: ...

    def move(self, journal: Any, double: Organisation, survivor: Organisation) -> None: ...


MERGE_HOOKS: list[MergeHook] = []


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One field of both records. `same` needs no choice; `suggested` is 'survivor' or 'double'."""

    name: str
    label: str
    survivor: str
    double: str
    same: bool
    suggested: str


@dataclass(frozen=True, slots=True)
class Tied:
    """How many records of a kind go over to the survivor; `note` says what happens to some of them."""

    label: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """How many are in both teams now."""

    survivor: int
    double: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Both records field by field, and what is tied to the double."""

    survivor: Organisation
    double: Organisation
    fields: list[FieldChoice]
    ties: list[Tied]
    people: People

    @property
    def choices(self) -> list[FieldChoice]:
        return [field for field in self.fields if not field.same]

    @property
    def alike(self) -> list[FieldChoice]:
        return [field for field in self.fields if field.same]


def pair_to_merge(actor: Actor, survivor: str, double: str) -> tuple[Organisation, Organisation]:
    """Both by key. Raises Moved where the survivor was merged (its address leads on), refuses a double that was."""
    kept = by_key(actor, survivor)
    into = surviving(double)
    if into != double and visible(Organisation, actor).filter(key=into).exists():
        names = dict(Organisation.objects.filter(key__in=[double, into]).values_list("key", "name"))
        raise MergedAlready(name=names[double], survivor=names[into])
    gone = by_key(actor, double)
    if kept.pk == gone.pk:
        raise SameRecord(name=kept.name)
    return kept, gone


def preview(survivor: Organisation, double: Organisation) -> Preview:
    """What merging these two would do. A fixed number of statements, and one for each hook."""
    return Preview(
        survivor, double, fields_of(survivor, double), ties_of(survivor, double), people_of(survivor, double)
    )


def suggested(survivor: Organisation, double: Organisation) -> dict[str, bool]:
    """Field -> whether the double's value had better stay: where the survivor has none, where only the double is
    published, and where fewer may see it.
    """
    chosen = {name: not said(survivor, columns) and said(double, columns) for name, columns in FIELDS.items()}
    chosen["state"] = double.state in SHOWN_STATES and survivor.state not in SHOWN_STATES
    narrow = narrower(survivor.visibility, double.visibility)
    chosen["visibility"] = survivor.visibility != narrow
    if chosen["region"]:
        country = double.country_id if chosen["country"] else survivor.country_id
        chosen["region"] = double.country_id == country
    return chosen


def said(one: Organisation, columns: Iterable[str]) -> bool:
    return any(getattr(one, column) not in (None, "", []) for column in columns)


def fields_of(survivor: Organisation, double: Organisation) -> list[FieldChoice]:
    """The fields of which at least one says something."""
    from_double = suggested(survivor, double)
    labels = {field.name: str(capfirst(field.verbose_name)) for field in Organisation._meta.concrete_fields}
    fields = []
    for name, columns in FIELDS.items():
        if not (said(survivor, columns) or said(double, columns)):
            continue
        same = all(
            getattr(survivor, column) == getattr(double, column)
            for column in columns
            if column != "confirmed_on"
        )
        side = "double" if from_double[name] else "survivor"
        fields.append(FieldChoice(name, labels[name], shown(survivor, name), shown(double, name), same, side))
    return fields


def shown(one: Organisation, name: str) -> str:
    """A field as a reader knows it."""
    language = get_language() or "en"
    if name == "country":
        return country_name(one.country_id, language) if one.country_id else ""
    if name == "region":
        return one.region.name if one.region else one.region_text
    if name == "languages":
        return ", ".join(language_name(code, language) for code in one.languages)
    if name in ("kind", "state", "visibility"):
        return str(capfirst(getattr(one, f"get_{name}_display")()))
    value = getattr(one, name)
    return "" if value is None else str(value)


def ties_of(survivor: Organisation, double: Organisation) -> list[Tied]:
    """What is tied to the double, kind by kind; kinds without any are left out."""
    counts = counted(double)
    ties = [
        Tied(
            gettext("Names"),
            counts["names"],
            gettext("Its own names are kept as other names of the survivor."),
        ),
        tied_terms(survivor, double),
        Tied(gettext("Labels"), counts["label_rows"]),
        Tied(gettext("Competences"), counts["competence_rows"]),
        Tied(gettext("Countries of interest"), counts["interest_rows"]),
        Tied(gettext("Contact people"), counts["contact_rows"]),
        Tied(gettext("Memberships"), memberships_of(double)),
        Tied(
            gettext("Sources"), Citation.objects.filter(subject_kind=KIND_CITED, subject_id=double.pk).count()
        ),
        *(Tied(str(hook.label), hook.count(double)) for hook in MERGE_HOOKS),
        Tied(gettext("Documents of its team"), documents_of(double), gettext("They go with its people.")),
    ]
    return [tie for tie in ties if tie.count]


def counted(double: Organisation) -> dict[str, int]:
    """How many rows of its own the double has. One statement."""
    found = Organisation.objects.filter(pk=double.pk).aggregate(
        alias_rows=Count("aliases", distinct=True),
        label_rows=Count("labels", distinct=True),
        competence_rows=Count("competences", distinct=True),
        interest_rows=Count("interests", distinct=True),
        contact_rows=Count("contacts", distinct=True),
    )
    return {**found, "names": found["alias_rows"] + 1 + bool(double.short_name)}


def memberships_of(double: Organisation) -> int:
    return Membership.objects.filter(Q(member=double) | Q(cluster=double)).count()


def documents_of(double: Organisation) -> int:
    return Document.objects.filter(team=double.team_id).count() if double.team_id else 0


def tied_terms(survivor: Organisation, double: Organisation) -> Tied:
    """The terms of both in one statement; those for which there is no room are named."""
    rows = Classification.objects.filter(organisation__in=[survivor, double]).select_related("term")
    ordered = list(rows.order_by("term__taxonomy", "term__position", "pk"))
    present = {(row.term.taxonomy, row.term.code) for row in ordered if row.organisation_id == survivor.pk}
    offered = [row.term for row in ordered if row.organisation_id == double.pk]
    pairs = [(term.taxonomy, term.code) for term in offered]
    left = [
        term.label
        for term, pair, taken in zip(offered, pairs, terms_to_take(present, pairs), strict=True)
        if not taken and pair not in present
    ]
    note = (
        gettext("At most three of a taxonomy: %(terms)s stay behind.") % {"terms": ", ".join(left)}
        if left
        else ""
    )
    return Tied(gettext("Terms"), len(offered), note)


def people_of(survivor: Organisation, double: Organisation) -> People:
    """One statement."""
    teams = [team for team in (survivor.team_id, double.team_id) if team]
    rows = (
        TeamMember.objects.filter(team__in=teams, until=None).values_list("team").annotate(people=Count("pk"))
    )
    people = dict(rows) if teams else {}
    return People(people.get(survivor.team_id, 0), people.get(double.team_id, 0))


@dataclass(frozen=True, slots=True)
class Merged:
    """One merge of the history; `who` is a role, never a name."""

    merge: Merge
    who: str
    may_undo: bool


def merges(actor: Actor) -> list[Merged]:
    """The merges the actor may read, latest first. One statement, and those of the roles."""
    rows = (
        visible(Merge, actor)
        .select_related("survivor", "double")
        .defer("moved")
        .order_by("-created_at", "-pk")
    )
    found = list(rows[:MERGES_SHOWN])
    people = roles_of(actor, {one.merged_by_id for one in found if one.merged_by_id})
    return [
        Merged(one, people.get(one.merged_by_id or 0, gettext("the system")), may_undo(one)) for one in found
    ]


def may_undo(one: Merge) -> bool:
    return one.undone_at is None and one.survivor.merged_into_id is None


def roles_of(actor: Actor, ids: set[int]) -> dict[int, str]:
    named = {pk: gettext("person %(number)s") % {"number": pk} for pk in ids}
    for roles in history.PEOPLE if ids else ():
        named.update(roles(actor, ids))
    if actor.user_id in ids:
        named[actor.user_id] = pgettext("who did it", "you")
    return named


def merge_by_id(actor: Actor, pk: int) -> Merge:
    """One merge with both records. Raises NotThere."""
    found = visible(Merge, actor).select_related("survivor", "double").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def rows_touched(merge: Merge) -> int:
    return sum(not step.get("secret") for step in merge.moved.get("steps", ()))
