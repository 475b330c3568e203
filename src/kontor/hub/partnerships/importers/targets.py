"""Target countries and stated activities."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import ProgrammeMembership
from kontor.hub.foundation.models.geography import third_country
from kontor.hub.foundation.partial_dates import earliest
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships import kit, rules
from kontor.hub.partnerships.choices import TargetBasis
from kontor.hub.partnerships.importers.base import RecordImporter
from kontor.hub.partnerships.models import Activity, Partnership, TargetMarket
from kontor.hub.partnerships.queries.lookups import organisation_lookup, partnership_lookup, source_lookup
from kontor.hub.transfer.kit import (
    Current,
    Lookup,
    Row,
)


class ImportTargets(RecordImporter):
    """One row per partnership, country, basis and source: sources that disagree stay apart."""

    kind, label, model = "targets", _("Target countries"), TargetMarket
    columns = kit.TARGETS
    key_columns = ("partnership", "country", "basis", "source_place")
    fields = kit.FIELDS_OF_TARGETS
    defaults = {"basis": TargetBasis.TARGET, "source_place": ""}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        sources = source_lookup()
        self.source_keys = {pk: key for key, pk in sources.values.items()}
        rows = Partnership.objects.values_list("pk", "start", "call__programme__key")
        self.partnerships = {pk: (start, programme) for pk, start, programme in rows}
        self.memberships: dict[tuple[str, str], list[ProgrammeMembership]] = defaultdict(list)
        for membership in ProgrammeMembership.objects.all():
            self.memberships[membership.programme, membership.country_id].append(membership)
        return {
            "partnerships": partnership_lookup(),
            "organisations": organisation_lookup(),
            "sources": sources,
        }

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if not row.get("source_place"):
                row["source_place"] = self.place(row.get("source") or ())
            if row.get("visibility") == "":
                row["visibility"] = Visibility.PUBLIC
        super().complete(rows)

    def place(self, sources: Sequence[tuple[int, str]]) -> str:
        said = (
            f"{self.source_keys[source]}#{place}" if place else self.source_keys[source]
            for source, place in sources
        )
        return "; ".join(said)[:120]

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_period(row.get("from", ""), row.get("to", ""), field="to")
        start, programme = self.partnerships[row["partnership"]]
        day = earliest(row.get("from", "")) or earliest(start) or timezone.localdate()
        memberships = self.memberships[programme or "", row["country"]]
        rules.check_target(
            country_name(row["country"], get_language() or "en"), third_country(memberships, day), day
        )


class ImportActivities(RecordImporter):
    """Activities as sources state them, one row per activity or per country."""

    kind, label, model = "activities", _("Activities of partnerships"), Activity
    columns = kit.ACTIVITIES
    key_columns = ("id",)
    fields = kit.FIELDS_OF_ACTIVITIES

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"partnerships": partnership_lookup(), "sources": source_lookup()}

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_period(row.get("from", ""), row.get("to", ""), field="to")
