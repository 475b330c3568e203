"""One's own alerts of new partner searches from a table. Each row goes through the action of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, kit, rules
from kontor.hub.partnerships.choices import GROUP_OF, SearchGroup, SearchType
from kontor.hub.partnerships.models import SearchAlert
from kontor.hub.partnerships.queries.lookups import country_lookup, term_lookup
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row

FILTERS = tuple(column.key for column in kit.ALERTS if column.key != "paused")
LISTS = {"fields": "terms", "countries": "countries"}


class ImportAlerts(Importer):
    """One row per alert. An alert has no name: its filters tell it from one's others, and whether it rests is what changes."""

    kind, label, permission = "search-alerts", _("My alerts of partner searches"), "partnerships.alert"
    columns = kit.ALERTS
    key_columns = FILTERS
    model = SearchAlert

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        self.terms, countries = term_lookup(), country_lookup()
        return {"terms": self.terms, "countries": countries}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if "paused" in row:
                row["paused"] = bool(row["paused"])

    def key(self, row: Row) -> Key:
        """The filters as one text: a file's columns that are absent filter nothing."""
        fields = sorted(self.terms.keys[term] for term in row.get("fields") or ())
        parts = [row.get("direction"), row.get("kind"), row.get("type"), "; ".join(fields)]
        parts += ["; ".join(sorted(row.get("countries") or ())), " ".join((row.get("words") or "").split())]
        return " / ".join(part or "-" for part in parts)

    def check(self, row: Row, current: Current | None) -> None:
        kind, type_ = row.get("kind", ""), row.get("type", "")
        rules.check_alert(
            narrowed=any(row.get(name) for name in FILTERS),
            kind=kind,
            kind_of_type=GROUP_OF[type_] if type_ else "",
            type_label=str(SearchType(type_).label) if type_ else "",
            kind_label=str(SearchGroup(kind).label) if kind else "",
        )

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Three statements. Of several with the same filters, the first, which is the one that was exported."""
        wanted = set(keys)
        found: dict[Key, Current] = {}
        for one in visible(SearchAlert, self.actor).prefetch_related(*LISTS.values()).order_by("pk"):
            values = values_of(one)
            key = self.key(values)
            if key in wanted and key not in found:
                found[key] = Current(one.pk, values, one.version)
        return found

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        for row in rows:
            actions.add_alert(actor=actor, **stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = SearchAlert.objects.in_bulk([change.pk for change in changes])
        for change in changes:
            one = known[change.pk]
            actions.edit_alert(actor=actor, alert=one, version=one.version, **stated(change.after))

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in SearchAlert.objects.filter(pk__in=pks):
            actions.remove_alert(actor=actor, alert=one)


def values_of(one: SearchAlert) -> dict[str, Any]:
    lists = {
        name: tuple(sorted(record.pk for record in getattr(one, field).all()))
        for name, field in LISTS.items()
    }
    return {name: getattr(one, field) for name, field in kit.FIELDS_OF_ALERTS.items()} | lists


def stated(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field: row[name] for name, field in kit.FIELDS_OF_ALERTS.items() if name in row}
    return fields | {field: row[name] for name, field in LISTS.items() if name in row}
