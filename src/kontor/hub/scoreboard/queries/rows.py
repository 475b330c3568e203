"""The rows behind a number, named and linked, so that a reader can go and look."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.engine.crosscheck.questions import Question
from kontor.engine.crosscheck.values import entries
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.choices import ActivityType, WorkArea
from kontor.hub.partnerships.models import Challenge, Partnership, RecommendedAction
from kontor.hub.scoreboard.inputs import Records, Row
from kontor.hub.scoreboard.models import Claim, Indicator
from kontor.hub.scoreboard.queries.words import field, language, listed, value_in_words
from kontor.hub.strategy.models import RoadmapActivity

ROWS_ON_A_PAGE = 100
DISTINCT_MEASURES = ("count-distinct", "set", "only-here")


@dataclass(frozen=True, slots=True)
class RowShown:
    """One record: what it is called, where it is, what else says which one it is, and the value that was counted."""

    id: str
    title: str
    url: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one value of the field that the question groups by. `count` is of all pages."""

    label: str
    count: int
    rows: tuple[RowShown, ...]

    @property
    def tags(self) -> list[tuple[RowShown, int]]:
        """Each row once with how often it occurs under the same name: several sources may state the same."""
        times = Counter((row.title, row.url) for row in self.rows)
        first = {(row.title, row.url): row for row in reversed(self.rows)}
        return [(first[called], count) for called, count in times.items()]


@dataclass(frozen=True, slots=True)
class RowsShown:
    """One page of the rows, in groups where the question has groups (else one group without label)."""

    groups: tuple[Group, ...]
    count: int
    page: int
    pages: int
    grouped_by: str = ""
    measured: str = ""

    @property
    def has_values(self) -> bool:
        return any(row.value for row in self.rows)

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1

    @property
    def rows(self) -> tuple[RowShown, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def is_grouped(self) -> bool:
        return any(group.label for group in self.groups)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of what rows refer to, by key; only of what the actor sees."""

    partnerships: Mapping[str, str]
    organisations: Mapping[str, str]
    titles: Mapping[str, str]


NO_ROWS = RowsShown((), 0, 1, 1)


def rows_shown(
    actor: Actor, given: Records, question: Question, ids: Sequence[str], page: int = 1
) -> RowsShown:
    """The records with these ids, named. At most three statements, whatever their number."""
    found = [(collection, row) for collection in places(question) for row in given[collection].called(ids)]
    labelled = sorted(((label, collection, row) for collection, row in found for label in labels(row, question)),
                      key=lambda one: one[0])  # fmt: skip
    pages = max(1, -(-len(labelled) // ROWS_ON_A_PAGE))
    page = min(max(1, page), pages)
    shown = labelled[(page - 1) * ROWS_ON_A_PAGE : page * ROWS_ON_A_PAGE]
    sizes: dict[str, int] = {}
    for label, _collection, _row in labelled:
        sizes[label] = sizes.get(label, 0) + 1
    names = names_of(actor, [(collection, row) for _label, collection, row in shown])
    groups = [
        Group(group_label(label, grouping(question)), sizes[label], sorted_rows(members, names, question))
        for label, members in groupby(shown, key=lambda one: one[0])
    ]
    words = capfirst(field(grouping(question))), capfirst(field(question.field))
    return RowsShown(tuple(groups), len(labelled), page, pages, *words)


def places(question: Question) -> tuple[str, ...]:
    """The collections in which an id of the answer may lie: its own, what it must cover, what it is compared with."""
    named = [question.collection, *([question.covers.collection] if question.covers else [])]
    return tuple(dict.fromkeys([*named, *(places(question.of) if question.of else ())]))


def grouping(question: Question) -> str:
    """The field whose values part the rows: the question's groups, or the different values that it counts."""
    distinct = question.measure in DISTINCT_MEASURES or question.part == "count-distinct"
    return question.group_by or (question.field if distinct else "")


def labels(row: Row, question: Question) -> tuple[str, ...]:
    field = grouping(question)
    return tuple(str(value) for value in entries(row.get(field))) or ("",) if field else ("",)


def group_label(label: str, field: str) -> str:
    return country_name(label, language()) if label and field == "country" else label


def sorted_rows(
    members: Iterable[tuple[str, str, Row]], names: Names, question: Question
) -> tuple[RowShown, ...]:
    rows = [row_shown(collection, row, names, question) for _label, collection, row in members]
    return tuple(sorted(rows, key=lambda row: (row.title.casefold(), row.text)))


def names_of(actor: Actor, found: Sequence[tuple[str, Row]]) -> Names:
    partnerships = {row["partnership"] for _c, row in found if row.get("partnership")}
    organisations = {row["organisation"] for _c, row in found if row.get("organisation")}
    partnerships |= {row["id"] for collection, row in found if collection == "partnerships"}
    organisations |= {row["id"] for collection, row in found if collection == "organisations"}
    return Names(
        by_key(actor, Partnership, partnerships, "acronym"),
        by_key(actor, Organisation, organisations, "name"),
        titles_of(actor, found),
    )


# Collection -> (model, its key, its title, the field of the row that holds the key).
TITLED: Mapping[str, tuple[type[Model], str, str, str]] = {
    "claims": (Claim, "key", "statement", "id"),
    "challenges": (Challenge, "key", "label", "id"),
    "recommended_actions": (RecommendedAction, "number", "title", "id"),
    "events": (Event, "key", "name", "id"),
    "cooperation_cases": (CooperationCase, "key", "title", "id"),
    "case_reports": (CooperationCase, "key", "title", "case"),
    "agreements": (CooperationCase, "key", "title", "case"),
    "indicators": (Indicator, "key", "title", "id"),
    "indicator_targets": (Indicator, "key", "title", "indicator"),
    "roadmap_activities": (RoadmapActivity, "key", "title", "id"),
}


def titles_of(actor: Actor, found: Sequence[tuple[str, Row]]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for collection, (model, key, title, named_by) in TITLED.items():
        keys = {row[named_by] for where, row in found if where == collection}
        titles |= by_key(actor, model, keys, title, key)
    return titles


def by_key(actor: Actor, model: type[Model], keys: set[str], title: str, key: str = "key") -> dict[str, str]:
    if not keys:
        return {}
    rows = visible(model, actor).filter(**{f"{key}__in": keys}).order_by()
    return {str(one): str(words) for one, words in rows.values_list(key, title)}


def row_shown(collection: str, row: Row, names: Names, question: Question) -> RowShown:
    title, url, text = named(collection, row, names)
    return RowShown(
        row["id"], title, url, text, counted_value(row, question) if collection == question.collection else ""
    )


def area_in_words(row: Row) -> str:
    area = row.get("area", "")
    return str(WorkArea(area).label) if area in WorkArea else str(area)


def plain_shape(row: Row) -> str:
    generation = gettext("generation %(number)s") % {"number": row["generation"]} if row["generation"] else ""
    return joined(row["kind"], generation)


type Named = tuple[str, str, str]


def named(collection: str, row: Row, names: Names) -> Named:
    """(title, address, what else says which one it is) of a row of a collection."""
    return NAMED.get(collection, by_its_title)(row, names)


def the_partnership(row: Row, names: Names) -> Named:
    return names.partnerships.get(row["id"], row["id"]), partnership_url(row["id"]), plain_shape(row)


def the_organisation(row: Row, names: Names) -> Named:
    return names.organisations.get(row["id"], row["id"]), organisation_url(row["id"]), country_of(row)


def the_claim(row: Row, names: Names) -> Named:
    return names.titles.get(row["id"], row["id"]), reverse("scoreboard:claim", args=[row["id"]]), row["scope"]


def by_its_title(row: Row, names: Names) -> Named:
    return names.titles.get(row["id"], row["id"]), "", area_in_words(row)


def of_partnership(further: Callable[[Row], str]) -> Callable[[Row, Names], Named]:
    """A row that belongs to a partnership, told apart by what `further` says."""

    def called(row: Row, names: Names) -> Named:
        key = row["partnership"]
        return names.partnerships.get(key, key), partnership_url(key), further(row)

    return called


def of_organisation(further: Callable[[Row, Names], str]) -> Callable[[Row, Names], Named]:
    def called(row: Row, names: Names) -> Named:
        key = row["organisation"]
        return names.organisations.get(key, key), organisation_url(key), further(row, names)

    return called


def of_title(address: str, key: str, *further: str) -> Callable[[Row, Names], Named]:
    """A row of a record that has a title: its page, and what `further` fields of the row say."""

    def called(row: Row, names: Names) -> Named:
        words = (", ".join(map(str, entries(row.get(name)))) for name in further)
        url = reverse(address, args=[row[key]]) if address else ""
        return names.titles.get(row[key], row[key]), url, joined(country_of(row), *words)

    return called


def asked_of(row: Row, names: Names, *further: str) -> Named:
    """Who was asked in a survey: the partnership where it is known, else the wave alone."""
    key = row["partnership"]
    if not key:
        return row["wave"], "", joined(*further)
    return names.partnerships.get(key, key), partnership_url(key), joined(row["wave"], *further)


def inside(row: Row, names: Names) -> str:
    partnership = names.partnerships.get(row["partnership"], row["partnership"])
    return joined(gettext("in %(partnership)s") % {"partnership": partnership}, country_of(row))


def activity_in_words(row: Row) -> str:
    kind = str(ActivityType(row["type"]).label) if row["type"] in ActivityType else row["type"]
    return joined(kind, country_of(row))


def country_of(row: Row) -> str:
    return str(country_name(row["country"], language())) if row.get("country") else ""


def joined(*words: str | None) -> str:
    return ", ".join(word for word in words if word)


NAMED: Mapping[str, Callable[[Row, Names], Named]] = {
    "partnerships": the_partnership,
    "organisations": the_organisation,
    "claims": the_claim,
    "participations": of_organisation(inside),
    "targets": of_partnership(country_of),
    "activities": of_partnership(activity_in_words),
    "good_practices": of_partnership(area_in_words),
    "events": of_title("missions:event", "id", "register", "partner"),
    "cooperation_cases": of_title("agreements:case", "id", "state", "partner"),
    "case_reports": of_title("agreements:case", "case", "register", "state"),
    "agreements": of_title("agreements:case", "case", "state", "signed", "partner"),
    "collaborations": lambda row, names: (
        f"{row['reporter']} – {row['counterpart']}",
        partnership_url(row["reporter"]),
        row["status"],
    ),
    "indicators": of_title("scoreboard:indicator", "id"),
    "indicator_targets": of_title("scoreboard:indicator", "indicator", "partner"),
    "roadmap_activities": of_title("", "id", "due", "state"),
    "responses": lambda row, names: asked_of(row, names, row["strand"], row["state"]),
    "invitations": lambda row, names: asked_of(row, names, row["strand"]),
    "waves": lambda row, names: (
        row["id"],
        reverse("surveys:wave", args=[row["survey"], row["id"]]),
        joined(row["opens"], row["closes"]),
    ),
    "classifications": of_organisation(lambda row, names: row["term"]),
    "interested_clusters": of_organisation(lambda row, names: joined(row["region"], country_of(row))),
}


def partnership_url(key: str) -> str:
    return reverse("partnerships:partnership", args=[key])


def organisation_url(key: str) -> str:
    return reverse("directory:organisation", args=[key])


def counted_value(row: Row, question: Question) -> str:
    """The row's value of the field that the question measures, where it measures one."""
    value: Any = row.get(question.field) if question.field else None
    if question.field == "country" and value:
        return str(country_name(str(value), language()))
    return listed(tuple(map(str, value))) if isinstance(value, tuple) else value_in_words(value)
