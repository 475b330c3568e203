"""The records that are measured: the demo, made-up organisations and partnerships, and a long audit trail that verifies."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any

from django.db import connection, transaction

from benchmarks.directory.table import Figure, clocked, say

SEED = 20261121
KINDS = ("ESCP-4i", "ESCP-4i", "ESCP-S3", "INNOSUP-1", "other")
PARTNERS_EACH = 40
TARGETS_EACH = 6
ACTIVITIES_EACH = 8
TRAIL_BATCH = 20_000
TOLD_EVERY = 10


@dataclass
class Made:
    """What pages are asked for: keys, names to search, e-mail address of the coordinator."""

    organisations: list[str] = field(default_factory=list)
    partnerships: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    coordinator: str = ""


def reference() -> None:
    """Tables, assets and the demo's records."""
    from kontor.hub.front import demo, setup

    setup.prepare(say)
    with clocked() as clock:
        counts = demo.load(lambda line: None)
    say(f"demo: {sum(counts.values()):,} rows in {clock.cpu:.1f} s CPU")


@transaction.atomic
def competences() -> None:
    """Three offers and three needs of each organisation: terms, half with a readiness, a third with words too."""
    from kontor.hub.directory.models import Competence, Organisation, Term

    chance = random.Random(SEED)
    terms = list(Term.objects.values_list("pk", "label"))
    words = sorted({word.lower() for _, label in terms for word in label.split() if len(word) > 3})
    rows = []
    for pk in Organisation.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True):
        for direction in ("offers", "seeks"):
            for term, _ in chance.sample(terms, 3):
                text = " ".join(chance.sample(words, 3)) if chance.random() < 1 / 3 else ""
                ready = chance.choice((None, chance.randint(1, 9)))
                rows.append(
                    Competence(
                        organisation_id=pk, direction=direction, term_id=term, text=text, readiness=ready
                    )
                )
    Competence.objects.bulk_create(rows, batch_size=5000)


def partnerships(number: int) -> Made:
    """Partnerships with partners, targets and activities among the organisations that are there."""
    from kontor.hub.accounts.actions import ensure_demo_person, found_team
    from kontor.hub.directory.models import Alias, Organisation, Term
    from kontor.hub.foundation.actor import system
    from kontor.hub.foundation.models import Country
    from kontor.hub.partnerships.actions.save_many import Entry, save_many, save_partnerships
    from kontor.hub.partnerships.models import Activity, Call, Participation, TargetMarket

    chance, actor = random.Random(SEED), system("benchmark")
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    organisations = list(Organisation.objects.filter(merged_into=None).order_by("pk"))
    calls = {kind: list(Call.objects.filter(kind=kind)) for kind in set(KINDS)}
    countries = list(Country.objects.all())
    saved = save_partnerships(
        actor=actor,
        entries=[Entry(partnership(place, chance, calls)) for place in range(number)],
        today=today,
    )
    places, targets, activities = [], [], []
    for one in saved:
        partners = chance.sample(organisations, min(PARTNERS_EACH, len(organisations)))
        for rank, partner in enumerate(partners):
            role = "coordinator" if rank == 0 else "partner"
            places.append(Entry({"partnership": one, "organisation": partner, "role": role}))
        targets += [
            Entry({"partnership": one, "country": country})
            for country in chance.sample(countries[:60], TARGETS_EACH)
        ]
        activities += [
            Entry({"partnership": one, "key": f"{one.key}-{place}", "type": chance.choice(("mission", "b2b-meeting", "agreement"))})
            for place in range(ACTIVITIES_EACH)
        ]  # fmt: skip
    for model, entries in ((Participation, places), (TargetMarket, targets), (Activity, activities)):
        for part in batched(entries, 5000):
            save_many(actor=actor, model=model, entries=part)
    Alias.objects.bulk_create(
        [Alias(organisation=one, name=f"{one.short_name or one.name[:40]} {one.pk}") for one in organisations[::3]],
        ignore_conflicts=True,
    )  # fmt: skip
    lead = saved[0]
    lead.team = lead.team or found_team(actor=actor, kind="partnership", name=lead.acronym)
    lead.save()
    ensure_demo_person(
        actor=actor, email="bench@example.org", name="Coordinator", demo_role="", platform_roles=[], teams=[(lead.team, "manager")],
    )  # fmt: skip
    shown = chance.sample(organisations, min(50, len(organisations)))
    return Made(
        organisations=[one.key for one in shown],
        partnerships=[one.key for one in chance.sample(saved, min(50, len(saved)))],
        names=[one.name for one in shown],
        countries=["DE", "ES", "FR", "IT", "PL", "SE", "AT", "BE"],
        sectors=list(Term.objects.filter(taxonomy="sectoral-industry").values_list("code", flat=True)[:20]),
        coordinator="bench@example.org",
    )


def partnership(place: int, chance: random.Random, calls: dict[str, list[Any]]) -> dict[str, Any]:
    kind, year = chance.choice(KINDS), chance.randint(2016, 2024)
    return {
        "key": f"bench-{place}",
        "acronym": f"Bench {place}",
        "name": f"Partnership number {place} of the benchmark",
        "kind": kind,
        "call": chance.choice(calls[kind]) if calls[kind] else None,
        "strand": chance.choice(("1", "2")),
        "start": str(year),
        "end": str(year + 3),
    }


# The trail: rows as `foundation.audit` would write them, chained by its own digest, without its one statement per batch.


def filled_trail(size: int) -> Figure:
    """Fill the trail up to `size` rows and verify the whole chain."""
    from kontor.hub.foundation import audit

    for number, part in enumerate(batched(events(size), TRAIL_BATCH), 1):
        with transaction.atomic():
            insert(part)
        if number % TOLD_EVERY == 0:
            say(f"audit trail: {part[-1].number:,} rows")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with clocked() as clock:
        verified = audit.verify()
    if verified.fault:
        raise SystemExit(f"the audit trail of the benchmark does not verify: {verified.fault}")
    return Figure(f"audit verify, {verified.events:,} rows", verified.events / clock.cpu, "rows/s")


def events(size: int) -> Iterator[Any]:
    from kontor.hub.directory.models import Organisation
    from kontor.hub.foundation import audit
    from kontor.hub.foundation.models import AuditEvent

    last = AuditEvent.objects.order_by("-number").first()
    there, digest = (last.number, last.digest) if last else (0, audit.GENESIS)
    subjects = list(Organisation.objects.values_list("pk", "name"))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(there + 1, size + 1):
        pk, name = subjects[number * 7919 % len(subjects)]
        event = AuditEvent(
            number=number, at=at + timedelta(seconds=number), actor=f"person {number % 900}", actor_id=number % 900,
            action="directory.edit", subject_kind="directory.organisation", subject_id=str(pk), subject=name[:250],
            changes=f'{{"sme_members":[{number % 97},{number % 89}]}}', request_id=f"bench-{number // 3}", previous=digest,
        )  # fmt: skip
        event.digest = digest = audit.digest_of(event)
        yield event


def insert(rows: Iterable[Any]) -> None:
    from kontor.hub.foundation.models import AuditEvent

    fields = AuditEvent._meta.concrete_fields
    columns = ", ".join(one.column for one in fields)
    values = ([getattr(row, one.attname) for one in fields] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY foundation_auditevent ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(fields))
        cursor.executemany(f"INSERT INTO foundation_auditevent ({columns}) VALUES ({places})", list(values))
