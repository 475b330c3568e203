"""Partner searches from a table. Each row goes through the action of the page, so a new one is reviewed before others read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships import actions, kit, rules
from kontor.hub.partnerships.actions.searches import names_of
from kontor.hub.partnerships.choices import SearchState
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.partnerships.permissions import edited_organisations
from kontor.hub.partnerships.queries.lookups import country_lookup, term_lookup
from kontor.hub.transfer.kit import Change, Current, Importer, InUse, Key, Lookup, Row

DEFAULTS = {"anonymous": False, "visibility": Visibility.PUBLIC}
LISTS = {"fields": "terms", "countries": "countries"}


class ImportSearches(Importer):
    """One row per search of an organisation and title, in the name of organisations that the actor edits."""

    kind, label, permission = "partner-searches", _("Partner searches"), "partnerships.open_search"
    columns = kit.SEARCHES
    key_columns = ("organisation", "title")
    model = PartnerSearch

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        organisations = edited_organisations(actor).values_list("key", "pk", "name")
        return {
            "organisations": Lookup.of(_("organisation of yours"), organisations),
            "terms": term_lookup(),
            "countries": country_lookup(),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in DEFAULTS.items():
                if row.get(name) in ("", None):
                    row[name] = value

    def check(self, row: Row, current: Current | None) -> None:
        known = dict(current.values) if current else {}
        if known and all(known[name] == value for name, value in row.items()):
            return
        if known and current is not None:
            rules.check_editable(PartnerSearch.objects.get(pk=current.pk).state)
        anonymous, instead = row["anonymous"], row.get("public_description", "")
        rules.check_search(
            anonymous=anonymous,
            public_description=instead,
            expires_on=row["expires_on"],
            today=timezone.localdate(),
        )
        if anonymous:
            names = names_of(Organisation.objects.get(pk=row["organisation"]))
            texts = {"title": row["title"], "text": row["text"], "public_description": instead}
            rules.check_anonymity(names, texts)

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Three statements."""
        wanted = set(keys)
        rows = visible(PartnerSearch, self.actor).filter(
            organisation__in=edited_organisations(self.actor).values("pk")
        )
        return {
            (one.organisation_id, one.title): Current(one.pk, values_of(one), one.version)
            for one in rows.prefetch_related(*LISTS.values()).order_by("pk")
            if (one.organisation_id, one.title) in wanted
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = Organisation.objects.in_bulk([row["organisation"] for row in rows])
        for row in rows:
            fields = stated(row)
            actions.open_search(
                actor=actor, organisation=known[row["organisation"]], today=timezone.localdate(), **fields
            )

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = PartnerSearch.objects.select_related("organisation").in_bulk([one.pk for one in changes])
        for change in changes:
            one = known[change.pk]
            actions.edit_search(
                actor=actor,
                search=one,
                version=one.version,
                today=timezone.localdate(),
                **stated(change.after),
            )

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        """Undo takes back what nobody has read yet; a published search is closed with what came of it."""
        read = PartnerSearch.objects.filter(pk__in=pks).exclude(state=SearchState.REVIEW)
        if read.exists():
            raise InUse(records=", ".join(read.values_list("title", flat=True)[:5]))
        super().remove_many(actor, pks)


def values_of(one: PartnerSearch) -> dict[str, Any]:
    lists = {
        name: tuple(sorted(record.pk for record in getattr(one, field).all()))
        for name, field in LISTS.items()
    }
    return {name: getattr(one, field) for name, field in kit.FIELDS_OF_SEARCHES.items()} | lists


def stated(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the row says of the search, beside whose it is."""
    fields = {
        field: row[name]
        for name, field in kit.FIELDS_OF_SEARCHES.items()
        if name in row and name != "organisation"
    }
    return fields | {field: row[name] for name, field in LISTS.items() if name in row}
