"""Market studies from tables: the studies, what their six items say, and their figures. Each row goes through the action of the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries import actions, inputs, rules
from kontor.hub.countries.actions.profiles import GROUPINGS
from kontor.hub.countries.importers.profiles import check_one_source, values
from kontor.hub.countries.models import MarketFigure, MarketStudy, MarketStudyItem
from kontor.hub.countries.rules import studies
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries.lookups import partnership_lookup, source_lookup
from kontor.hub.transfer.kit import Change, Current, Importer, InUse, Key, Lookup, Row

OF_A_STUDY = ("partnership", "country")


def name_of(code: str) -> str:
    return country_name(code, get_language() or "en")


def of(study: MarketStudy) -> dict[str, Any]:
    return {"partnership": study.partnership_id, "country": study.country_id}


class OfStudies(Importer):
    """Rows about studies of partnerships. Whoever may not write a study may bring its rows back as they are, not change them."""

    permission = "countries.import_studies"
    model: type[Model]
    write: str

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        """Three statements, whatever the file holds."""
        self.actor = actor
        found = visible(MarketStudy, actor).select_related("partnership")
        self.studies = {(one.partnership_id, one.country_id): one for one in found}
        self.partnerships = visible(Partnership, actor).in_bulk()
        return {"partnerships": partnership_lookup(actor), "sources": source_lookup()}

    def stored(self, partnerships: Iterable[int]) -> Iterable[tuple[Any, dict[str, Any]]]:
        """Records of these partnerships that the actor sees, each with its values by column. One statement."""
        raise NotImplementedError

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        found = self.stored({key[0] for key in wanted})  # type: ignore[index]
        return {
            self.key(said): Current(one.pk, said, one.version)
            for one, said in found
            if self.key(said) in wanted
        }

    def check(self, row: Row, current: Current | None) -> None:
        if current is not None and not self.differs(row, current):
            return
        study = self.study(row) or self.begun(row)
        require(self.actor, self.write, study)
        self.check_said({**(current.values if current else {}), **row})

    def differs(self, row: Row, current: Current) -> bool:
        cleaners = {column.key: column.clean for column in self.columns}
        return any(not cleaners[name].same(current.values[name], value) for name, value in row.items())

    def study(self, row: Mapping[str, Any]) -> MarketStudy | None:
        return self.studies.get((row["partnership"], row["country"]))

    def begun(self, row: Row) -> MarketStudy:
        """What stands for the study where there is none. Refused where the row needs one."""
        raise studies.NoStudyYet(field="country", country=name_of(row["country"]))

    def check_said(self, whole: Mapping[str, Any]) -> None:
        """The rules of what the row would be."""

    def study_of(self, row: Mapping[str, Any]) -> MarketStudy:
        """The study of a row that was checked."""
        return self.studies[row["partnership"], row["country"]]


class ImportStudies(OfStudies):
    """One row per partnership and country: what stands in short. Publishing and taking back stay on the page."""

    kind, label, write = "market-studies", _("Market studies"), "countries.edit_study"
    columns = inputs.STUDIES
    key_columns = OF_A_STUDY
    ignored = frozenset({"published"})
    model = MarketStudy

    def begun(self, row: Row) -> MarketStudy:
        if row["country"] in GROUPINGS:
            raise rules.GroupingNotACountry(field="country", country=name_of(row["country"]))
        return MarketStudy(
            partnership=self.partnerships[row["partnership"]], country=Country(pk=row["country"])
        )

    def stored(self, partnerships: Iterable[int]) -> Iterable[tuple[Any, dict[str, Any]]]:
        for one in visible(MarketStudy, self.actor).filter(partnership__in=partnerships):
            yield one, of(one) | {"summary": one.summary}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        countries = Country.objects.in_bulk([row["country"] for row in rows])
        for row in rows:
            actions.begin_study(
                actor=actor, partnership=self.partnerships[row["partnership"]], country=countries[row["country"]],
                summary=row.get("summary", ""),
            )  # fmt: skip

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = MarketStudy.objects.in_bulk([change.pk for change in changes])
        for change in changes:
            one = known[change.pk]
            actions.edit_study(actor=actor, study=one, version=one.version, summary=change.after["summary"])

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        """Undo takes back what says nothing yet; what says something is removed on its page."""
        found = MarketStudy.objects.filter(pk__in=pks).select_related("partnership")
        saying = found.exclude(items=None, figures=None).distinct()
        if saying.exists():
            records = (f"{one.partnership.acronym}: {name_of(one.country_id)}" for one in saying[:5])
            raise InUse(records=", ".join(records))
        for one in found:
            actions.remove_study(actor=actor, study=one)


class ImportStudyItems(OfStudies):
    """One row per item of a study, with its rows in a cell."""

    kind, label, write = "market-study-items", _("Items of market studies"), "countries.write_item"
    columns = inputs.STUDY_ITEMS
    key_columns = (*OF_A_STUDY, "item")
    ignored = frozenset({"published", "written"})
    model = MarketStudyItem

    def check_said(self, whole: Mapping[str, Any]) -> None:
        check_one_source(dict(whole))
        studies.check_points(whole["item"], [dict(row) for row in whole.get("points") or ()])

    def stored(self, partnerships: Iterable[int]) -> Iterable[tuple[Any, dict[str, Any]]]:
        rows = visible(MarketStudyItem, self.actor).filter(study__partnership__in=partnerships)
        for one in rows.select_related("study"):
            said = {"item": one.item, "text": one.text, "points": inputs.points_of(one.points)}
            yield one, of(one.study) | said | {"source": inputs.cited(one.source_id, one.place)}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        for row in rows:
            self.keep(actor, self.study_of(row), row["item"], 0, row)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = MarketStudyItem.objects.select_related("study").in_bulk([change.pk for change in changes])
        for change in changes:
            one = known[change.pk]
            self.keep(actor, one.study, one.item, one.version, change.after)

    def keep(
        self, actor: Actor, study: MarketStudy, item: str, version: int, said: Mapping[str, Any]
    ) -> None:
        fields = inputs.stored(said, inputs.FIELDS_OF_STUDY_ITEMS)
        if "points" in fields:
            fields["points"] = [dict(row) for row in fields["points"] or ()]
        actions.write_item(
            actor=actor, study=study, item=item, version=version, fields=fields, today=timezone.localdate()
        )

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        """No page removes an item, so who may write it may take back what the table brought."""
        found = MarketStudyItem.objects.filter(pk__in=pks).select_related("study__partnership")
        for one in found:
            require(actor, self.write, one.study)
        audit.record_many(
            actor, [audit.Entry("transfer.undo", one, audit.state_of(one), {}) for one in found]
        )
        MarketStudyItem.objects.filter(pk__in=pks).delete()


class ImportMarketFigures(OfStudies):
    """One row per figure and year."""

    kind, label, write = "market-figures", _("Figures of market studies"), "countries.write_figure"
    columns = inputs.MARKET_FIGURES
    key_columns = (*OF_A_STUDY, "figure", "year")
    ignored = frozenset({"published"})
    model = MarketFigure

    def check_said(self, whole: Mapping[str, Any]) -> None:
        check_one_source(dict(whole))
        studies.check_figure(whole["figure"], whole["year"], whole["value"], whole["unit"])

    def stored(self, partnerships: Iterable[int]) -> Iterable[tuple[Any, dict[str, Any]]]:
        rows = visible(MarketFigure, self.actor).filter(study__partnership__in=partnerships)
        for one in rows.select_related("study"):
            said = values(one, inputs.FIELDS_OF_MARKET_FIGURES)
            yield one, of(one.study) | said | {"source": inputs.cited(one.source_id, one.place)}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        for row in rows:
            fields = inputs.stored(row, inputs.FIELDS_OF_MARKET_FIGURES)
            actions.write_figure(actor=actor, study=self.study_of(row), fields=fields)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = MarketFigure.objects.select_related("study").in_bulk([change.pk for change in changes])
        for change in changes:
            one = known[change.pk]
            fields = inputs.stored(change.after, inputs.FIELDS_OF_MARKET_FIGURES)
            actions.write_figure(actor=actor, study=one.study, figure=one, version=one.version, fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in MarketFigure.objects.filter(pk__in=pks).select_related("study"):
            actions.remove_figure(actor=actor, figure=one)
