"""Other names, memberships and countries of interest from tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory import actions, rules
from kontor.hub.directory.actions.save_parts import Entry
from kontor.hub.directory.choices import AliasKind
from kontor.hub.directory.importers.reading import (
    at_least_stated,
    citations_of,
    organisation_lookup,
    source_lookup,
)
from kontor.hub.directory.inputs.columns import ALIAS_COLUMNS, SOURCE
from kontor.hub.directory.models import Alias, CountryInterest, Membership, Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.transfer.kit import (
    Change,
    Column,
    CountryCode,
    Current,
    Importer,
    Key,
    Lookup,
    PartialDate,
    Reference,
    Row,
)


class OfOrganisations(Importer):
    """What the three have in common: their rows name organisations, rest on sources and save by one action."""

    permission = "directory.import"
    # Column -> field of the record.
    fields: Mapping[str, str] = {}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"organisations": organisation_lookup(), "sources": source_lookup()}

    def complete(self, rows: Sequence[Row]) -> None:
        self.stated = {self.key(row): row for row in rows}

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Two statements, whatever the number of keys."""
        assert self.model is not None
        wanted = set(keys)
        rows = {self.key(self.values(row)): row for row in self.model._default_manager.all()}
        rows = {key: row for key, row in rows.items() if key in wanted}
        cited = citations_of(self.model, [row.pk for row in rows.values()])
        return {key: self.current(key, row, cited) for key, row in rows.items()}

    def current(self, key: Key, row: Any, cited: Mapping[int, set[tuple[int, str]]]) -> Current:
        stated = self.stated.get(key, {}).get("source")
        values = self.values(row) | {"source": at_least_stated(cited.get(row.pk, ()), stated)}
        return Current(row.pk, values, row.version)

    def values(self, row: Any) -> dict[str, Any]:
        return {column: getattr(row, field) for column, field in self.fields.items()}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        self.save(actor, [Entry(self.stored(row), sources=tuple(row.get("source", ()))) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        assert self.model is not None
        known = self.model._default_manager.in_bulk([change.pk for change in changes])
        self.save(
            actor,
            [
                Entry(self.stored(one.after), known[one.pk], tuple(one.after.get("source", ())))
                for one in changes
            ],
        )

    def stored(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {field: row[column] for column, field in self.fields.items() if column in row}

    def save(self, actor: Actor, entries: list[Entry]) -> None:
        raise NotImplementedError


class ImportAliases(OfOrganisations):
    """Other printed forms of names, former names."""

    kind, label = "aliases", _("Other names of organisations")
    columns = ALIAS_COLUMNS
    key_columns = ("organisation", "alias")
    model = Alias
    fields = {
        "organisation": "organisation_id",
        "alias": "name",
        "kind": "kind",
        "from": "start",
        "to": "end",
    }

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_period(row.get("from", ""), row.get("to", ""))

    def stored(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found = super().stored(row)
        if found.get("kind") == "":
            found["kind"] = AliasKind.ALSO
        return found

    def save(self, actor: Actor, entries: list[Entry]) -> None:
        actions.save_aliases(actor=actor, entries=entries)


class ImportMemberships(OfOrganisations):
    """Who belongs to which cluster."""

    kind, label = "memberships", _("Members of clusters")
    columns = (
        Column("member", _("Member"), _("Its key."), required=True, clean=Reference("organisations"), example="demo-sme"),
        Column("cluster", _("Cluster"), _("Its key."), required=True, clean=Reference("organisations"), example="basque-energy-cluster"),
        Column("from", _("From"), _("Year, month or day."), clean=PartialDate(), example="2016"),
        Column("to", _("To"), _("Year, month or day."), clean=PartialDate()),
        SOURCE,
    )  # fmt: skip
    key_columns = ("member", "cluster", "from")
    model = Membership
    fields = {"member": "member_id", "cluster": "cluster_id", "from": "start", "to": "end"}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.organisations = {
            pk: (name, kind) for pk, name, kind in Organisation.objects.values_list("pk", "name", "kind")
        }
        return super().prepare(actor)

    def check(self, row: Row, current: Current | None) -> None:
        """The rules of a membership: another body that has members, and no leaving before joining."""
        member, _kind = self.organisations[row["member"]]
        cluster, kind = self.organisations[row["cluster"]]
        rules.check_membership(member, cluster, kind, row.get("from", ""), row.get("to", ""))

    def save(self, actor: Actor, entries: list[Entry]) -> None:
        actions.save_memberships(actor=actor, entries=entries)


class ImportInterests(OfOrganisations):
    """Which organisations are interested in which country."""

    kind, label = "interests", _("Countries of interest")
    columns = (
        Column("organisation", _("Organisation"), _("Its key."), required=True, clean=Reference("organisations"), example="basque-energy-cluster"),
        Column("country", _("Country"), _("The country it is interested in."), required=True, clean=CountryCode(), example="CO"),
        Column("as_of", _("Since"), _("When it was stated."), clean=PartialDate(), example="2017-07", aliases=("since",)),
        SOURCE,
    )  # fmt: skip
    key_columns = ("organisation", "country")
    # Who these clusters are is known from the list of organisations; the list of interests repeats it.
    ignored = frozenset(
        [
            "number",
            "region",
            "region_text",
            "sectors",
            "emerging_industries",
            "technology_fields",
            "s3_priorities",
            "excellence_label",
            "other_labels",
            "partnerships",
        ]
    )
    model = CountryInterest
    fields = {"organisation": "organisation_id", "country": "country_id", "as_of": "since"}

    def save(self, actor: Actor, entries: list[Entry]) -> None:
        actions.save_interests(actor=actor, entries=entries)
