"""Many organisations at once: what imports call. The rules are those of a single profile; the statements are few."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.accounts.choices import TeamKind
from kontor.hub.accounts.models import Team
from kontor.hub.directory import rules
from kontor.hub.directory.actions.save_parts import cite_all
from kontor.hub.directory.choices import ProfileState
from kontor.hub.directory.models import Classification, Label, Organisation, Term
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """One organisation as a file states it, or how it differs. `known` is the record to change, None creates `key`.

    `fields` are the model's own, those that are stated; terms are ids, labels (kind, name), sources (id of source, place).
    """

    key: str
    fields: dict[str, Any]
    known: Organisation | None = None
    terms: tuple[int, ...] = ()
    dropped_terms: tuple[int, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    dropped_labels: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[int, str], ...] = ()
    region_country: str = ""


type Pairs = Sequence[tuple[OrganisationEntry, Organisation]]


@transaction.atomic
def save_organisations(
    *, actor: Actor, entries: Sequence[OrganisationEntry], today: date
) -> list[Organisation]:
    """Create and change organisations in one transaction, in the order given. Those created are published, as what their
    sources say, and confirmed today unless their fields say otherwise; changed ones keep their state. Refused as a whole
    when one entry breaks a rule.
    """
    require(actor, "directory.import")
    saved: list[Organisation] = []
    for start in range(0, len(entries), AT_ONCE):
        saved += _save_portion(actor, entries[start : start + AT_ONCE], today)
    return saved


def check_entry(entry: OrganisationEntry, today: date, *, actor: Actor) -> None:
    """Every rule for the fields of one entry; the plan of an import asks this for each row. No statement."""
    stated, known = entry.fields.get, entry.known
    name = stated("name", known.name if known else "")
    rules.check_profile(
        name=name,
        today=today,
        website=stated("website", ""),
        founded=stated("founded", ""),
        staff=stated("staff"),
        languages=stated("languages", ()),
        country=stated("country_id") or (known.country_id if known else "") or "",
        region=stated("region_id") or "",
        region_country=entry.region_country,
    )
    for kind, label in entry.labels:
        rules.check_label(kind, label, "", "")
    if known is None:
        rules.check_publishable({"name": name, "kind": stated("kind")}, from_source=True)


def _save_portion(actor: Actor, entries: Sequence[OrganisationEntry], today: date) -> list[Organisation]:
    for entry in entries:
        check_entry(entry, today, actor=actor)
    trail: list[audit.Entry] = []
    created = _create(entries, today)
    changed = _change(entries, trail)
    pairs = [(entry, entry.known or created[entry.key]) for entry in entries]
    trail += [audit.Entry("directory.import", one, {}, audit.state_of(one)) for one in created.values()]
    trail += _classify(pairs)
    trail += _label(pairs)
    search.update(KIND, with_words([*created.values(), *changed]))
    audit.record_many(actor, trail)
    cite_all(actor=actor, cited=[(one, entry.sources) for entry, one in pairs])
    return [one for _entry, one in pairs]


def _create(entries: Sequence[OrganisationEntry], today: date) -> dict[str, Organisation]:
    """New organisations, each with a team that nobody is in yet: its people are invited."""
    new = [entry for entry in entries if entry.known is None]
    teams = Team.objects.bulk_create(
        [Team(kind=TeamKind.ORGANISATION, name=entry.fields["name"]) for entry in new], batch_size=AT_ONCE
    )
    state = {"state": ProfileState.PUBLISHED, "confirmed_on": today}
    organisations = [
        Organisation(key=entry.key, team=team, **(state | entry.fields))
        for entry, team in zip(new, teams, strict=True)
    ]
    return {one.key: one for one in Organisation.objects.bulk_create(organisations, batch_size=AT_ONCE)}


def _change(entries: Sequence[OrganisationEntry], trail: list[audit.Entry]) -> list[Organisation]:
    changed = []
    for entry in entries:
        if entry.known is None:
            continue
        before = audit.state_of(entry.known)
        for name, value in entry.fields.items():
            setattr(entry.known, name, value)
        after = audit.state_of(entry.known)
        if after != before:
            entry.known.save()
            trail.append(audit.Entry("directory.import", entry.known, before, after))
        changed.append(entry.known)
    return changed


def _classify(pairs: Pairs) -> list[audit.Entry]:
    """Drop and add the stated terms; at most three of a taxonomy remain, as everywhere."""
    present = _present_terms(entry.known for entry, _one in pairs if entry.known)
    words = {
        term.pk: term
        for term in Term.objects.filter(pk__in={pk for entry, _one in pairs for pk in entry.terms})
    }
    trail: list[audit.Entry] = []
    new = []
    for entry, organisation in pairs:
        rows = present.get(organisation.pk, {})
        for pk in entry.dropped_terms:
            if row := rows.pop(pk, None):
                trail.append(audit.Entry("directory.classify", row, audit.state_of(row), {}))
                row.delete()
        added = [pk for pk in entry.terms if pk not in rows]
        terms = [*(row.term for row in rows.values()), *(words[pk] for pk in added)]
        rules.check_classifications((term.taxonomy, term.code) for term in terms)
        new += [Classification(organisation=organisation, term=words[pk]) for pk in added]
    Classification.objects.bulk_create(new, batch_size=AT_ONCE)
    return trail + [audit.Entry("directory.classify", row, {}, audit.state_of(row)) for row in new]


def _present_terms(organisations: Iterable[Organisation]) -> dict[int, dict[int, Classification]]:
    found: dict[int, dict[int, Classification]] = defaultdict(dict)
    rows = Classification.objects.filter(organisation__in=[one.pk for one in organisations])
    for row in rows.select_related("term"):
        found[row.organisation_id][row.term_id] = row
    return found


def _label(pairs: Pairs) -> list[audit.Entry]:
    """Drop labels that a file states no more (undated ones: dated ones are history), add new ones."""
    trail: list[audit.Entry] = []
    new = []
    for entry, organisation in pairs:
        for kind, name in entry.dropped_labels:
            for row in organisation.labels.filter(kind=kind, name=name, awarded="", expires=""):
                trail.append(audit.Entry("directory.remove-label", row, audit.state_of(row), {}))
                row.delete()
        new += [Label(organisation=organisation, kind=kind, name=name) for kind, name in entry.labels]
    Label.objects.bulk_create(new, batch_size=AT_ONCE)
    return trail + [audit.Entry("directory.add-label", row, {}, audit.state_of(row)) for row in new]
