"""The list of cases as people filter, sort and keep it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import STATE_TONES, CaseLevel, CaseState, CaseType, Objective, StepState
from kontor.hub.agreements.models import CollaborationReport, CooperationCase
from kontor.hub.agreements.queries import (
    CASES,
    STANDING_TONES,
    STANDINGS,
    parties_for,
    partners_counted,
    with_partners,
)
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.search import find
from kontor.hub.foundation.slugs import in_words
from kontor.hub.foundation.tables import Column, Facet, Row, RowAction, Table, known_last

NEXT_DAY = Min("steps__due_on", filter=Q(steps__state=StepState.OPEN))


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a coloured word."""

    label: str
    tone: str

    def __str__(self) -> str:
        return self.label


def state_badge(case: CooperationCase) -> Badge:
    return Badge(str(case.get_state_display()).capitalize(), STATE_TONES.get(case.state, "neutral"))


def country_label(code: str) -> str:
    return country_name(code, get_language() or "en")


def counterparts(case: Any) -> str:
    return ", ".join(one.label for one in case.named if one.role == "counterpart")


def partners(case: Any) -> str:
    return ", ".join(one.label for one in case.named if one.role == "responsible")


COUNTED = (("yes", _("by itself")), ("no", _("told again elsewhere")))


@dataclass(frozen=True, slots=True)
class PartnerFacet(Facet):
    """The table itself applies it: what it finds depends on who asks."""

    def condition(self, model: Any, values: Any) -> Q:
        return Q()


class Cases(Table):
    """`actor` reads of the parties what she may, and filters by those partners only that she may read: nothing else of the list
    speaks of parties, which would tell who is confidential.
    """

    name = "agreements.cases"
    searches = _("Search titles, sectors, descriptions")
    default_sort = "-changed"
    actor: Actor = VISITOR
    columns = (
        Column(
            "title", _("Case"), sort=("title", "key"), fixed=True, url=CooperationCase.get_absolute_url, hint=counterparts
        ),
        Column("partners", _("Responsible partner"), value=partners),
        Column("partnership", _("Partnership"), sort=(known_last("partnership__acronym"),), value="partnership.acronym"),
        Column("country", _("Country"), sort=(known_last("country_id"),), kind="country", value="country_id"),
        Column("level", _("Cooperation of"), sort=("level",), value="get_level_display"),
        Column("type", _("Type"), sort=("type",), value="get_type_display", hidden=True),
        Column("sector", _("Sector"), sort=("sector",), hidden=True),
        Column("started", _("First contact"), sort=("started_on",), kind="date", value="started_on", descending_first=True),
        Column("next", _("Next step until"), kind="date", value=lambda row: row.next_day, hidden=True),
        Column("changed", _("Changed"), sort=("changed_at",), kind="date", value="changed_at", descending_first=True, hidden=True),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility", hidden=True),
        Column("state", _("State"), sort=("state",), kind="badge", value=state_badge),
    )  # fmt: skip
    facets = (
        Facet("state", _("State"), choices=CaseState.choices, by_count=False),
        Facet("partnership", _("Partnership"), field="partnership__key", label_field="partnership__acronym"),
        Facet("country", _("Country"), field="country_id", label_of=country_label),
        Facet("level", _("Cooperation of"), choices=CaseLevel.choices, by_count=False),
        Facet("type", _("Type"), choices=CaseType.choices),
        PartnerFacet("partner", _("Responsible partner")),
        Facet(
            "objective", _("What for"), field="objectives__objective", choices=Objective.choices, many=True
        ),
        Facet("counted", _("Counted"), choices=COUNTED, by_count=False),
    )
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))
    empty_title = _("No cooperation case yet")
    empty_text = _("Record the first contact; it becomes a case that grows to an agreement.")

    def export_address(self, format_name: str) -> str:
        return reverse("agreements:export", args=[format_name])

    def search(self, rows: QuerySet[CooperationCase], words: str) -> QuerySet[CooperationCase]:
        return rows.filter(pk__in=find(CASES, words, rows).ids)

    def chosen_rows(self, besides: str = "") -> QuerySet[CooperationCase]:
        rows = super().chosen_rows(besides)
        if "partner" in self.chosen and besides != "partner":
            rows = rows.filter(with_partners(self.actor, self.chosen["partner"]))
        return rows

    def facet_counts(self, facet: Facet) -> Iterable[tuple[Any, ...]]:
        if facet.key == "partner":
            return partners_counted(self.actor, self.chosen_rows(besides="partner"))
        return super().facet_counts(facet)

    def decorate(self, rows: QuerySet[CooperationCase]) -> QuerySet[CooperationCase]:
        return rows.select_related("partnership").annotate(next_day=NEXT_DAY)

    @cached_property
    def rows(self) -> list[Row]:
        start = (self.page - 1) * self.size
        records: list[Any] = list(self.filtered[start : start + self.size]) if self.count else []
        named = parties_for(self.actor, records)
        for record in records:
            record.named = named[record.pk]
        return [self.row(record) for record in records]


def standing_badge(report: Any) -> Badge:
    return Badge(str(dict(STANDINGS)[report.standing]).capitalize(), STANDING_TONES[report.standing])


def other_side(report: CollaborationReport) -> str:
    return report.counterpart.acronym if report.counterpart else report.counterpart_name


class Collaborations(Table):
    """`edited` are the teams for which the actor acts: what she may do stands in the row."""

    name = "agreements.collaborations"
    default_sort = "reporter"
    edited: frozenset[int] = frozenset()
    columns = (
        Column("reporter", _("Reported by"), sort=("reporter__acronym", "key"), fixed=True, value="reporter.acronym",
               url=lambda row: row.reporter.get_absolute_url()),
        Column("counterpart", _("Works with"), sort=(known_last("counterpart__acronym"), "counterpart_name"), value=other_side,
               fixed=True, url=lambda row: row.counterpart.get_absolute_url() if row.counterpart else ""),
        Column("topics", _("On what"), kind="tags", value=lambda row: [in_words(str(topic)) for topic in row.topics]),
        Column("countries", _("Countries"), kind="countries", value=lambda row: [one.pk for one in row.countries.all()]),
        Column("reported", _("Reported on"), sort=("reported_on",), kind="date", value="reported_on", hidden=True),
        Column("asked", _("Asked on"), sort=("asked_on",), kind="date", value="asked_on", hidden=True),
        Column("replied", _("Answered on"), sort=("replied_on",), kind="date", value="replied_on", hidden=True),
        Column("note", _("Note"), value="note", hidden=True),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility", hidden=True),
        Column("standing", _("Standing"), sort=("standing",), kind="badge", value=standing_badge),
    )  # fmt: skip
    facets = (
        Facet("standing", _("Standing"), choices=STANDINGS, by_count=False),
        Facet("reporter", _("Reported by"), field="reporter__key", label_field="reporter__acronym"),
        Facet("counterpart", _("Works with"), field="counterpart__key", label_field="counterpart__acronym"),
    )
    empty_title = _("No collaboration is reported")
    empty_text = _("Say with which partnership yours works; the other one confirms it.")

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("reporter", "counterpart").prefetch_related("countries")

    def actions(self, record: Any) -> Iterable[RowAction]:
        at = [record.key]
        if record.counterpart is not None and record.counterpart.team_id in self.edited:
            if record.reply:
                yield RowAction(
                    _("Take the answer back"), reverse("agreements:take_back_reply", args=at), "undo"
                )
            else:
                yield RowAction(_("Confirm"), reverse("agreements:confirm", args=at), "check")
                yield RowAction(_("Deny"), reverse("agreements:deny", args=at), "close")
        if record.counterpart is not None and record.reporter.team_id in self.edited and not record.reply:
            yield RowAction(_("Ask by mail"), reverse("agreements:ask", args=at), "mail")
