"""Countries from tables: profiles, facts, bodies."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries import actions, inputs, rules
from kontor.hub.countries.models import CountryBody, CountryExample, CountryFact, CountryProfile
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.queries.lookups import organisation_lookup, source_lookup
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


def profile_lookup(actor: Actor) -> Lookup:
    rows = visible(CountryProfile, actor).select_related("country")
    return Lookup.of(_("country profile"), [(one.country_id, one.pk, one.country.name) for one in rows])


def check_one_source(row: Row) -> None:
    named = row.get("source") or ()
    if len({source for source, _place in named}) > 1:
        raise rules.SeveralSources(field="source")
    if len(inputs.BETWEEN_PLACES.join(place for _source, place in named)) > inputs.LONGEST_PLACE:
        raise rules.PlacesTooLong(field="source", most=inputs.LONGEST_PLACE)


FIELDS = inputs.FIELDS_OF_PROFILES


class ImportProfiles(Importer):
    """One row per country."""

    kind, label, permission = "country-profiles", _("Profiles of countries"), "countries.import"
    columns = inputs.PROFILES
    key_columns = ("country",)
    model = CountryProfile

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        return {}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if "visibility" in row:
                row["visibility"] = row["visibility"] or Visibility.PUBLIC

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = visible(CountryProfile, self.actor).filter(country__in=keys)
        return {one.country_id: Current(one.pk, values(one, FIELDS), one.version) for one in rows}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        actions.add_profiles(
            actor=actor, entries=[actions.ProfileEntry(inputs.stored(row, FIELDS)) for row in rows]
        )

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = CountryProfile.objects.in_bulk([change.pk for change in changes])
        entries = [actions.ProfileEntry(inputs.stored(one.after, FIELDS), known[one.pk]) for one in changes]
        actions.change_profiles(actor=actor, entries=entries)


def values(one: Any, fields: Mapping[str, str]) -> dict[str, Any]:
    return {column: getattr(one, name) for column, name in fields.items()}


class ImportFacts(Importer):
    """One row per fact."""

    kind, label, permission = "country-facts", _("Facts about countries"), "countries.import"
    columns = inputs.FACTS
    key_columns = ("id",)
    model = CountryFact

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        profiles = profile_lookup(actor)
        self.codes = {pk: code for code, pk in profiles.values.items()}
        return {"profiles": profiles, "sources": source_lookup()}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if "qualifier" in row:
                row["qualifier"] = row["qualifier"] or Qualifier.EXACT
            if not row.get("id"):
                code = self.codes.get(row.get("country") or 0, "")
                row["id"] = slugify(f"{code} {row.get('statement', '')}")[:100].strip("-")

    def check(self, row: Row, current: Current | None) -> None:
        whole = {**(current.values if current else {}), **row}
        check_one_source(row)
        names = ("value", "unit", "language", "translation", "translation_language", "indicator")
        rules.check_fact(rules.Stated(**{name: whole.get(name) or "" for name in names}))

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = visible(CountryFact, self.actor).filter(key__in=keys)
        return {one.key: Current(one.pk, values_of_fact(one), one.version) for one in rows}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        entries = [actions.FactEntry(inputs.stored(row, inputs.FIELDS_OF_FACTS)) for row in rows]
        actions.add_facts(actor=actor, entries=entries)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = CountryFact.objects.in_bulk([change.pk for change in changes])
        entries = [
            actions.FactEntry(inputs.stored(one.after, inputs.FIELDS_OF_FACTS), known[one.pk])
            for one in changes
        ]
        actions.change_facts(actor=actor, entries=entries)


def values_of_fact(one: CountryFact) -> dict[str, Any]:
    return values(one, inputs.FIELDS_OF_FACTS) | {"source": inputs.cited(one.source_id, one.place)}


class ImportExamples(Importer):
    """One row per example of cooperation. Keys of organisations, where a file has them, stay with the file."""

    kind, label, permission = "country-examples", _("Examples of cooperation"), "countries.import"
    columns = inputs.EXAMPLES
    key_columns = ("id",)
    ignored = frozenset({"partner_organisations", "counterpart_organisations"})
    model = CountryExample

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        return {"profiles": profile_lookup(actor), "sources": source_lookup()}

    def check(self, row: Row, current: Current | None) -> None:
        whole = {**(current.values if current else {}), **row}
        check_one_source(row)
        rules.check_dates(whole.get("start") or "", whole.get("end") or "")

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = visible(CountryExample, self.actor).filter(key__in=keys)
        return {
            one.key: Current(
                one.pk,
                values(one, inputs.FIELDS_OF_EXAMPLES) | {"source": inputs.cited(one.source_id, one.place)},
                one.version,
            )
            for one in rows
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        entries = [actions.ExampleEntry(inputs.stored(row, inputs.FIELDS_OF_EXAMPLES)) for row in rows]
        actions.add_examples(actor=actor, entries=entries)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = CountryExample.objects.in_bulk([change.pk for change in changes])
        entries = [
            actions.ExampleEntry(inputs.stored(one.after, inputs.FIELDS_OF_EXAMPLES), known[one.pk])
            for one in changes
        ]
        actions.change_examples(actor=actor, entries=entries)


class ImportBodies(Importer):
    """One row per organisation and role in a country."""

    kind, label, permission = "country-bodies", _("Bodies of countries"), "countries.import"
    columns = inputs.BODIES
    key_columns = ("country", "organisation", "role")
    model = CountryBody

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        organisations = organisation_lookup(actor)
        return {"profiles": profile_lookup(actor), "organisations": organisations, "sources": source_lookup()}

    def check(self, row: Row, current: Current | None) -> None:
        whole = {**(current.values if current else {}), **row}
        check_one_source(row)
        rules.check_dates(whole.get("from") or "", whole.get("to") or "")

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = visible(CountryBody, self.actor).filter(profile__in={key[0] for key in wanted})  # type: ignore[index]
        found = {(one.profile_id, one.organisation_id, one.role): one for one in rows}
        return {
            key: Current(
                one.pk,
                values(one, inputs.FIELDS_OF_BODIES) | {"source": inputs.cited(one.source_id, one.place)},
                one.version,
            )
            for key, one in found.items()
            if key in wanted
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        entries = [actions.BodyEntry(inputs.stored(row, inputs.FIELDS_OF_BODIES)) for row in rows]
        actions.name_bodies(actor=actor, entries=entries)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = CountryBody.objects.in_bulk([change.pk for change in changes])
        entries = [
            actions.BodyEntry(inputs.stored(one.after, inputs.FIELDS_OF_BODIES), known[one.pk])
            for one in changes
        ]
        actions.change_bodies(actor=actor, entries=entries)
