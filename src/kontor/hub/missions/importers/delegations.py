"""Members of delegations from a table, by those who run them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions, inputs
from kontor.hub.missions.choices import DelegateState
from kontor.hub.missions.models import Delegate, Delegation, Traveller
from kontor.hub.missions.permissions.delegations import run_delegations
from kontor.hub.missions.rules import delegations as rules
from kontor.hub.partnerships.queries.lookups import organisation_lookup
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class ImportDelegates(Importer):
    """One row per organisation of a delegation that the importing person runs."""

    kind, label, permission = "delegation-members", _("Members of delegations"), "missions.import"
    columns = inputs.DELEGATES
    key_columns = ("event", "organisation")
    model = Delegate

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        rows = Delegation.objects.filter(pk__in=run_delegations(actor))
        terms = Term.objects.filter(taxonomy=Taxonomy.SECTORAL_INDUSTRY)
        self.organisations = organisation_lookup(actor)
        return {
            "delegations": Lookup.of(_("delegation"), rows.values_list("event__key", "pk", "event__name")),
            "organisations": self.organisations,
            "terms": Lookup.of(_("sector"), terms.values_list("code", "pk", "label", "aliases")),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        """Who says nothing is invited; people are written one in each line."""
        for row in rows:
            if row.get("state", DelegateState.INVITED) in ("", None):
                row["state"] = DelegateState.INVITED
            if row.get("travellers"):
                row["travellers"] = in_lines(row["travellers"])

    def check(self, row: Row, current: Current | None) -> None:
        whole = {**(current.values if current else {}), **row}
        name = self.organisations.labels.get(self.organisations.keys.get(whole["organisation"], ""), "")
        rules.travellers_of(whole.get("travellers") or "", name)
        rules.check_reason(name, whole.get("state") or DelegateState.INVITED, whole.get("reason") or "")

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = visible(Delegate, self.actor).filter(delegation__in={key[0] for key in wanted})  # type: ignore[index]
        people: dict[int, list[str]] = {}
        for one in visible(Traveller, self.actor).filter(delegate__in=rows.values("pk")).exclude(name=""):
            people.setdefault(one.delegate_id, []).append(rules.Person(one.name, one.function).written())
        found: dict[Key, Current] = {}
        for one in rows.prefetch_related("terms").order_by("pk"):
            key = (one.delegation_id, one.organisation_id)
            if key in wanted:
                found.setdefault(key, Current(one.pk, values_of(one, people.get(one.pk, [])), one.version))
        return found

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        delegations = Delegation.objects.in_bulk([row["event"] for row in rows])
        names = Organisation.objects.in_bulk([row["organisation"] for row in rows])
        for row in rows:
            actions.add_delegate(
                actor=actor,
                delegation=delegations[row["event"]],
                organisation=names[row["organisation"]],
                entry=entry(row),
            )

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        rows = Delegate.objects.select_related("organisation", "delegation__event__partnership")
        known = rows.in_bulk([change.pk for change in changes])
        for change in changes:
            one = known[change.pk]
            said = {"state": one.state, "reason": one.reason} | dict(change.after)
            actions.edit_delegate(
                actor=actor, delegate=one, version=one.version, entry=entry(said, change.after)
            )


def in_lines(text: str) -> str:
    """As it is kept; what cannot be read stays as it is, and is refused with its reason."""
    try:
        return "\n".join(one.written() for one in rules.travellers_of(text, ""))
    except Refusal:
        return text


def values_of(one: Delegate, people: Sequence[str]) -> dict[str, Any]:
    """A member as a row of its table."""
    return {
        "event": one.delegation_id, "organisation": one.organisation_id, "state": one.state, "reason": one.reason,
        "fields": tuple(term.pk for term in one.terms.all()), "offers": one.offers, "seeks": one.seeks,
        "travellers": "\n".join(people),
    }  # fmt: skip


def entry(row: Mapping[str, Any], told: Mapping[str, Any] | None = None) -> actions.DelegateEntry:
    """`told` are the columns that say something, where `row` is completed with what is there."""
    said = row if told is None else told
    return actions.DelegateEntry(
        fields={name: said[name] for name in ("offers", "seeks") if name in said},
        terms=list(said["fields"] or ()) if "fields" in said else None,
        travellers=said.get("travellers"),
        state=row.get("state") or None,
        reason=row.get("reason") or "",
    )
