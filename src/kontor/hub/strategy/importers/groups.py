"""Export groups with their members and initiatives, and collective marks with their steps, from tables, through the actions of the
pages. Reviews are no table, as the yearly checks of a plan are none.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Membership, Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.queries.lookups import country_lookup
from kontor.hub.strategy import actions, rules
from kontor.hub.strategy.choices import GroupState
from kontor.hub.strategy.importers.base import OfAPartnership, partnerships_of
from kontor.hub.strategy.inputs import lasting
from kontor.hub.strategy.models import CollectiveMark, ExportGroup, GroupInitiative, GroupMember, MarkStep
from kontor.hub.transfer.kit import Change, Current, InUse, Key, Lookup, Row


class ImportGroups(OfAPartnership):
    """One row per export group: its plan without initiatives."""

    kind, label = "export-groups", _("Export groups")
    columns = lasting.GROUPS
    key_columns = ("id",)
    fields, defaults = (
        lasting.FIELDS_OF_GROUPS,
        {"state": GroupState.FORMING, "visibility": Visibility.PARTNERS},
    )
    model = ExportGroup

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {**super().prepare(actor), "markets": country_lookup()}

    def check(self, row: Row, current: Current | None) -> None:
        if current and row["partnership"] != current.values["partnership"]:
            raise rules.GroupStaysInItsPartnership(field="partnership")

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(ExportGroup, self.actor).filter(key__in=keys).prefetch_related("markets"):
            yield {"id": one.key, "partnership": one.partnership_id}, one

    def values(self, one: Any) -> dict[str, Any]:
        return {**super().values(one), "markets": tuple(country.pk for country in one.markets.all())}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = partnerships_of(rows)
        for row in rows:
            actions.form_group(
                actor=actor, partnership=known[row["partnership"]], fields={"key": row["id"], **self.stated(row)},
                markets=Country.objects.filter(pk__in=row.get("markets", ())),
            )  # fmt: skip

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = self.records([change.pk for change in changes])
        for change in changes:
            one, markets = known[change.pk], change.after.get("markets")
            actions.edit_group(
                actor=actor, edited=actions.Edited(one, one.version), fields=self.stated(change.after),
                markets=None if markets is None else Country.objects.filter(pk__in=markets),
            )  # fmt: skip

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        used = ExportGroup.objects.filter(pk__in=pks)
        used = used.exclude(members=None, initiatives=None, reviews=None).distinct()
        if used.exists():
            raise InUse(records=", ".join(used.values_list("name", flat=True)[:5]))
        for one in self.records(pks).values():
            actions.remove_group(actor=actor, group=one)


class OfAGroup(OfAPartnership):
    """What the tables of a group's parts share."""

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        groups = visible(ExportGroup, actor).values_list("key", "pk", "name")
        return {**super().prepare(actor), "groups": Lookup.of(_("export group"), groups)}

    def groups(self, rows: Sequence[Row]) -> Mapping[int, ExportGroup]:
        return ExportGroup.objects.select_related("partnership").in_bulk([row["group"] for row in rows])


class ImportGroupMembers(OfAGroup):
    """One row per company in a group."""

    kind, label = "export-group-members", _("Members of export groups")
    columns = lasting.GROUP_MEMBERS
    key_columns = ("group", "organisation")
    fields = lasting.FIELDS_OF_GROUP_MEMBERS
    model = GroupMember

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        found = super().prepare(actor)
        self.partnership_of = dict(visible(ExportGroup, actor).values_list("pk", "partnership_id"))
        clusters = {organisation for _partnership, organisation in self.partners}
        self.memberships = set(
            Membership.objects.filter(cluster__in=clusters).values_list("cluster_id", "member_id")
        )
        return found

    def check(self, row: Row, current: Current | None) -> None:
        """As the action will ask: a member of a cluster that takes part."""
        if current:
            return
        partnership, organisation = self.partnership_of[row["group"]], row["organisation"]
        through = {cluster for cluster, member in self.memberships if member == organisation}
        if not any((partnership, cluster) in self.partners for cluster in through):
            name = Organisation.objects.get(pk=organisation).name
            raise rules.NotOfAPartner(field="organisation", organisation=name)

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        """Those whose organisation the importer sees."""
        for one in visible(GroupMember, self.actor).order_by("pk"):
            if one.organisation_id in self.seen:
                yield {"group": one.group_id, "organisation": one.organisation_id}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known, named = (
            self.groups(rows),
            Organisation.objects.in_bulk([row["organisation"] for row in rows]),
        )
        for row in rows:
            actions.add_group_member(
                actor=actor, group=known[row["group"]], organisation=named[row["organisation"]], brings=row.get("brings", "")
            )  # fmt: skip

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            edited = actions.Edited(one, one.version)
            actions.edit_group_member(actor=actor, edited=edited, brings=fields["brings"])

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in self.records(pks).values():
            actions.remove_group_member(actor=actor, member=one)


class ImportInitiatives(OfAGroup):
    """One row per initiative, told from the group's others by its words."""

    kind, label = "export-group-initiatives", _("Initiatives of export groups")
    columns = lasting.INITIATIVES
    key_columns = ("group", "initiative")
    fields = lasting.FIELDS_OF_INITIATIVES
    model = GroupInitiative

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_done(row.get("done"), timezone.localdate())

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(GroupInitiative, self.actor).order_by("pk"):
            yield {"group": one.group_id, "initiative": one.title}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = self.groups(rows)
        for row in rows:
            actions.add_initiative(actor=actor, group=known[row["group"]], fields=self.stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            edited = actions.Edited(one, one.version)
            actions.edit_initiative(actor=actor, edited=edited, fields=fields, today=timezone.localdate())

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in self.records(pks).values():
            actions.remove_initiative(actor=actor, initiative=one)


class ImportMarks(OfAPartnership):
    """One row per collective mark, told from the partnership's others by its name."""

    kind, label = "collective-marks", _("Collective marks")
    columns = lasting.MARKS
    key_columns = ("partnership", "mark")
    fields, references = lasting.FIELDS_OF_MARKS, ("owner",)
    model = CollectiveMark

    def check(self, row: Row, current: Current | None) -> None:
        whole = self.whole(row, current)
        rules.check_classes(whole["classes"])
        rules.check_filed(whole["filed"], whole["registered"])

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(CollectiveMark, self.actor).order_by("pk"):
            yield {"partnership": one.partnership_id, "mark": one.name}, one

    def stated(self, values: Mapping[str, Any]) -> dict[str, Any]:
        found = super().stated(values)
        return found | ({"classes": list(found["classes"])} if "classes" in found else {})

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = partnerships_of(rows)
        for row in rows:
            actions.add_mark(actor=actor, partnership=known[row["partnership"]], fields=self.stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            actions.edit_mark(actor=actor, edited=actions.Edited(one, one.version), fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        used = CollectiveMark.objects.filter(pk__in=pks).exclude(steps=None).distinct()
        if used.exists():
            raise InUse(records=", ".join(used.values_list("name", flat=True)[:5]))
        for one in self.records(pks).values():
            actions.remove_mark(actor=actor, mark=one)


class ImportMarkSteps(OfAPartnership):
    """One row per step to a mark that somebody touched."""

    kind, label = "mark-steps", _("Steps to collective marks")
    columns = lasting.MARK_STEPS
    key_columns = ("partnership", "mark", "step")
    fields = lasting.FIELDS_OF_MARK_STEPS
    model = MarkStep

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        marks = visible(CollectiveMark, actor).select_related("partnership").order_by("-pk")
        self.marks = {(one.partnership_id, one.name): one for one in marks}
        return super().prepare(actor)

    def check(self, row: Row, current: Current | None) -> None:
        if (row["partnership"], row["mark"]) not in self.marks:
            raise rules.NoSuchMark(field="mark", name=row["mark"])
        rules.check_done(row.get("done"), timezone.localdate())

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(MarkStep, self.actor).select_related("mark").order_by("pk"):
            yield {"partnership": one.mark.partnership_id, "mark": one.mark.name, "step": one.step}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        for row in rows:
            self.keep(actor, self.marks[row["partnership"], row["mark"]], row["step"], 0, self.stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            self.keep(actor, one.mark, one.step, one.version, fields)

    def keep(
        self, actor: Actor, mark: CollectiveMark, step: str, version: int, fields: Mapping[str, Any]
    ) -> None:
        actions.keep_mark_step(
            actor=actor, mark=mark, step=step, version=version, fields=fields, today=timezone.localdate()
        )
