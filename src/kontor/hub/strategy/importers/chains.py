"""Value chains from tables: the chains, then their components, the links between these, and who contributes what.

Each row goes through the action of the page, one by one: a chain has tens of rows, not thousands.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries.lookups import organisation_lookup, partnership_lookup, term_lookup
from kontor.hub.strategy import actions, inputs, rules
from kontor.hub.strategy.inputs.chain import seen_contributions
from kontor.hub.strategy.inputs.tables import kept, stated
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain
from kontor.hub.transfer.kit import Change, Current, Importer, InUse, Key, Lookup, Row


class OfChains(Importer):
    """What the four tables share: who imports, and the chains and components that she sees."""

    permission = "strategy.import"
    model: type[Model]

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        chains = visible(ValueChain, actor)
        parts = visible(ChainComponent, actor).values_list("chain_id", "name", "pk")
        self.parts = {(chain, name): pk for chain, name, pk in parts}
        return {"chains": Lookup.of(_("value chain"), chains.values_list("key", "pk", "name"))}

    def part(self, row: Row, column: str) -> int:
        """The component of the row's chain with the name in this column. Refused where there is none."""
        found = self.parts.get((row["chain"], row[column]))
        if found is None:
            raise rules.NoSuchComponent(field=column, name=row[column])
        return found

    def records(self, pks: Sequence[Any]) -> Mapping[Any, Any]:
        return self.model._default_manager.in_bulk(list(pks))


class ImportChains(OfChains):
    """One row per value chain."""

    kind, label = "value-chains", _("Value chains")
    columns = inputs.CHAINS
    key_columns = ("id",)
    model = ValueChain

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {**super().prepare(actor), "partnerships": partnership_lookup(actor)}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if "visibility" in row:
                row["visibility"] = row["visibility"] or Visibility.PARTNERS

    def check(self, row: Row, current: Current | None) -> None:
        if current and row["partnership"] != current.values["partnership"]:
            raise rules.StaysInItsPartnership(field="partnership")

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = visible(ValueChain, self.actor).filter(key__in=keys)
        return {
            one.key: Current(
                one.pk,
                {"id": one.key, "partnership": one.partnership_id, **kept(one, inputs.FIELDS_OF_CHAINS)},
                one.version,
            )
            for one in rows
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        partnerships = Partnership.objects.in_bulk([row["partnership"] for row in rows])
        for row in rows:
            fields = {"key": row["id"], **stated(row, inputs.FIELDS_OF_CHAINS)}
            actions.start_chain(actor=actor, partnership=partnerships[row["partnership"]], fields=fields)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = self.records([change.pk for change in changes])
        for change in changes:
            edited = actions.Edited(known[change.pk], known[change.pk].version)
            actions.edit_chain(
                actor=actor, edited=edited, fields=stated(change.after, inputs.FIELDS_OF_CHAINS)
            )

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        drawn = ChainComponent.objects.filter(chain__in=pks)
        if drawn.exists():
            raise InUse(records=", ".join(drawn.values_list("name", flat=True)[:5]))
        for chain in self.records(pks).values():
            actions.remove_chain(actor=actor, chain=chain)


class ImportComponents(OfChains):
    """One row per component, in the order in which they come."""

    kind, label = "chain-components", _("Components of value chains")
    columns = inputs.COMPONENTS
    key_columns = ("chain", "component")
    model = ChainComponent

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {**super().prepare(actor), "terms": term_lookup()}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name in ("wanted", "weight"):
                if name in row and row[name] is None:
                    row[name] = 1

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = visible(ChainComponent, self.actor).filter(chain__in={key[0] for key in wanted})  # type: ignore[index]
        return {
            (one.chain_id, one.name): Current(
                one.pk, {"chain": one.chain_id, **kept(one, inputs.FIELDS_OF_COMPONENTS)}, one.version
            )
            for one in rows
            if (one.chain_id, one.name) in wanted
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        chains = ValueChain.objects.select_related("partnership").in_bulk([row["chain"] for row in rows])
        for row in rows:
            actions.add_component(
                actor=actor, chain=chains[row["chain"]], fields=stated(row, inputs.FIELDS_OF_COMPONENTS)
            )

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = self.records([change.pk for change in changes])
        for change in changes:
            one = known[change.pk]
            fields = {"name": one.name, **stated(change.after, inputs.FIELDS_OF_COMPONENTS)}
            actions.edit_component(actor=actor, edited=actions.Edited(one, one.version), fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        used = ChainComponent.objects.filter(pk__in=pks)
        used = used.exclude(links_out=None, links_in=None, contributions=None).distinct()
        if used.exists():
            raise InUse(records=", ".join(used.values_list("name", flat=True)[:5]))
        for component in self.records(pks).values():
            actions.remove_component(actor=actor, component=component)


class ImportLinks(OfChains):
    """One row per link; its four columns are its key, so a link is there or is not."""

    kind, label = "chain-links", _("Links of value chains")
    columns = inputs.LINKS
    key_columns = ("chain", "from", "to", "kind")
    model = ChainLink

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_link(self.part(row, "from"), self.part(row, "to"), row.get("kind") or "", ())

    def key(self, row: Row) -> Key:
        return row.get("chain"), row.get("from"), row.get("to"), row.get("kind") or ""

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = visible(ChainLink, self.actor).select_related("start", "end")
        found = {
            (one.start.chain_id, one.start.name, one.end.name, one.kind): one
            for one in rows.filter(start__chain__in={key[0] for key in wanted})  # type: ignore[index]
        }
        names = [column.key for column in self.columns]
        return {
            key: Current(one.pk, dict(zip(names, key, strict=True)), one.version)
            for key, one in found.items()
            if key in wanted
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        ends = ChainComponent.objects.select_related("chain__partnership").in_bulk(
            [self.part(row, column) for row in rows for column in ("from", "to")]
        )
        for row in rows:
            start, end = ends[self.part(row, "from")], ends[self.part(row, "to")]
            actions.add_link(actor=actor, start=start, end=end, kind=row.get("kind") or "")

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for link in self.records(pks).values():
            actions.remove_link(actor=actor, link=link)


class ImportContributions(OfChains):
    """One row per organisation in a component."""

    kind, label = "chain-contributions", _("Contributions to value chains")
    columns = inputs.CONTRIBUTIONS
    key_columns = ("chain", "component", "organisation")
    model = Contribution

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {**super().prepare(actor), "organisations": organisation_lookup(actor)}

    def check(self, row: Row, current: Current | None) -> None:
        self.part(row, "component")

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Those whose organisation the importer sees."""
        wanted = set(keys)
        chains = visible(ValueChain, self.actor).filter(pk__in={key[0] for key in wanted})  # type: ignore[index]
        seen = [
            row.pk for chain in chains for row in seen_contributions(self.actor, chain) if row.organisation
        ]
        rows = Contribution.objects.select_related("component").filter(pk__in=seen)
        found = {(one.component.chain_id, one.component.name, one.organisation_id): one for one in rows}
        names = self.key_columns
        return {
            key: Current(
                one.pk,
                {**dict(zip(names, key, strict=True)), **kept(one, inputs.FIELDS_OF_CONTRIBUTIONS)},
                one.version,
            )
            for key, one in found.items()
            if key in wanted
        }  # fmt: skip

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        parts = ChainComponent.objects.select_related("chain__partnership").in_bulk(
            [self.part(row, "component") for row in rows]
        )
        named = Organisation.objects.in_bulk([row["organisation"] for row in rows])
        for row in rows:
            actions.map_organisation(
                actor=actor, component=parts[self.part(row, "component")], organisation=named[row["organisation"]],
                fields=stated(row, inputs.FIELDS_OF_CONTRIBUTIONS),
            )  # fmt: skip

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = self.records([change.pk for change in changes])
        for change in changes:
            edited = actions.Edited(known[change.pk], known[change.pk].version)
            fields = stated(change.after, inputs.FIELDS_OF_CONTRIBUTIONS)
            actions.edit_contribution(actor=actor, edited=edited, fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for contribution in self.records(pks).values():
            actions.unmap(actor=actor, contribution=contribution)
