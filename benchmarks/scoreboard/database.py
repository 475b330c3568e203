"""The database's half: the scoreboards of partnerships as pages ask for them, from tables of a database of its own."""

import argparse
import os
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.schedule.table import Table

ROOT = Path(__file__).resolve().parents[2]
PARTNERS, PERIODS, INDICATORS = 6, 12, 20
FIRST = date(2021, 1, 1)
CLASSES = ("preparatory", "c2c", "b2b", "fair", "conference", "training", "webinar", "mission")
ALL_AIM, EDIT_AIM = 1.0, 0.020
FILLED, SAMPLE = 50, 10
"""So many partnerships are filled, each with its share of the rows, and so many edited: all would take long to make."""
DAY = date(2023, 12, 31)


def run(options: argparse.Namespace) -> bool:
    """Print the table; return whether a board says something else than the database."""
    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        begin(Path(folder))
        number, each = min(options.partnerships, FILLED), options.rows // options.partnerships
        return measure(make(number, each * number, options.seed), options, each)


def begin(folder: Path) -> None:
    """A database in a folder of its own, with every table and no row."""
    sys.path[:0] = [str(ROOT / "src")]
    os.environ.update(
        KONTOR_MODE="test", KONTOR_DATA=str(folder), DATABASE_URL=f"sqlite:///{folder / 'kontor.sqlite3'}",
        DJANGO_SETTINGS_MODULE="kontor.hub.settings",
    )  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def make(number: int, rows: int, seed: int) -> list[Any]:
    """Partnerships with six partners, twelve periods, twenty indicators, and together `rows` events."""
    from kontor.hub.directory.models import Organisation
    from kontor.hub.missions.models import Event, EventOrganisation
    from kontor.hub.partnerships.models import Participation, Partnership
    from kontor.hub.scoreboard.models import Indicator, Period

    chance = random.Random(seed)
    partnerships = Partnership.objects.bulk_create(
        Partnership(key=f"p{one}", acronym=f"P{one}", kind="ESCP-4i", start="2021", end="2023")
        for one in range(number)
    )
    partners = Organisation.objects.bulk_create(
        Organisation(
            key=f"o{one}",
            name=f"Cluster {one}",
            kind="cluster-organisation",
            state="published",
            sort_name=f"{one}",
        )
        for one in range(number * PARTNERS)
    )
    theirs = [partners[place * PARTNERS : (place + 1) * PARTNERS] for place in range(number)]
    Participation.objects.bulk_create(
        Participation(partnership=one, organisation=partner)
        for one, some in zip(partnerships, theirs, strict=True)
        for partner in some
    )
    Period.objects.bulk_create(periods_of(partnerships))
    Indicator.objects.bulk_create(
        Indicator(key=f"{one.key}-{place}", partnership=one, number=place + 1, title=f"Indicator {place}", target=50, rule=rule(place))
        for one in partnerships for place in range(INDICATORS)
    )  # fmt: skip
    for begun in range(0, rows, 20_000):
        events = Event.objects.bulk_create(
            (
                event(place, partnerships[place % number], chance)
                for place in range(begun, min(begun + 20_000, rows))
            ),
            batch_size=900,
        )
        EventOrganisation.objects.bulk_create(
            (EventOrganisation(event=one, organisation=chance.choice(theirs[place % number]), role="responsible")
             for place, one in enumerate(events, begun)), batch_size=900,
        )  # fmt: skip
    return partnerships


def periods_of(partnerships: list[Any]) -> Any:
    from kontor.hub.scoreboard.models import Period

    for one in partnerships:
        for place in range(PERIODS):
            start = FIRST + timedelta(days=91 * place)
            yield Period(
                key=f"{one.key}-t{place}",
                partnership=one,
                label=f"T{place}",
                start=start,
                end=start + timedelta(days=90),
            )


def event(place: int, partnership: Any, chance: random.Random) -> Any:
    from kontor.hub.missions.models import Event

    day = FIRST + timedelta(days=chance.randrange(3 * 364))
    return Event(
        key=f"e{place}", name=f"Event {place}", partnership=partnership, event_class=chance.choice(CLASSES), start=day.isoformat(),
        number=1 + place % 3, meetings=place % 7, country_id=None,
    )  # fmt: skip


def rule(place: int) -> dict[str, Any]:
    """Rows, sums and things counted once, of one class of events or of all."""
    kinds = [{}, {"measure": "sum", "field": "number"}, {"measure": "sum", "field": "meetings"},
             {"measure": "distinct", "field": "id", "same_as": "same_as"}]  # fmt: skip
    filters = (
        [{"field": "class", "operator": "equal", "value": CLASSES[place % len(CLASSES)]}]
        if place < 16
        else []
    )
    return {"register": "events", "filters": filters, **kinds[place % len(kinds)]}


def measure(partnerships: list[Any], options: argparse.Namespace, each: int) -> bool:
    from kontor.hub.missions.models import Event

    print(
        f"\n{len(partnerships)} partnerships x {INDICATORS} indicators x {PERIODS} periods x {PARTNERS} partners, "
        f"{each:,} rows in SQLite for each, CPU seconds"
    )
    table = Table("Database", "what", "seconds", "aim", first=68)
    together, found = all_at_once(partnerships)
    scale = options.partnerships / len(partnerships)
    table.row(
        f"every scoreboard, nothing kept (these, times {scale:g})",
        f"{together * scale:.1f}",
        f"{ALL_AIM:.1f}",
    )
    bound = read_only(partnerships) * scale
    table.row("bound: fetching the columns of the same rows, counting nothing", f"{bound:.1f}", "")
    edited, kept_one = after_an_edit(partnerships)
    table.row("the page of one scoreboard after an edit of it, median", f"{edited:.3f}", f"{EDIT_AIM:.3f}")
    table.row("the same, nothing edited since", f"{kept_one:.3f}", "")
    numbers, ratio = row_by_row(found, partnerships)
    table.row("all numbers of one scoreboard, counted row by row", f"{numbers:.3f}", "")
    stored = Event.objects.filter(partnership=partnerships[-1], event_class=CLASSES[0]).count()
    agrees = found[partnerships[-1].pk].measured[0].value == stored and ratio
    print(f"\nthe database and counting row by row agree: {agrees}")
    return not agrees


def all_at_once(partnerships: list[Any]) -> tuple[float, dict[int, Any]]:
    from kontor.hub.foundation.actor import system
    from kontor.hub.scoreboard.queries import boards

    boards(system("benchmark"), partnerships[:1], DAY)  # what is loaded once for all
    begun = time.process_time()
    found = boards(system("benchmark"), partnerships, DAY)
    return time.process_time() - begun, found


def read_only(partnerships: list[Any]) -> float:
    """What the database and its driver alone take for the rows that are counted."""
    from django.db import connection

    begun = time.process_time()
    with connection.cursor() as cursor:
        keys = ", ".join(str(one.pk) for one in partnerships)
        cursor.execute(
            "SELECT e.key, register, event_class, kind, mission, counterpart_kind, country_id, mode, number, meetings, participants,"
            " start, joint, same_as_id, o.organisation_id FROM missions_event e JOIN missions_eventorganisation o"
            f" ON o.event_id = e.id WHERE partnership_id IN ({keys})"
        )
        cursor.fetchall()
    return time.process_time() - begun


def after_an_edit(partnerships: list[Any]) -> tuple[float, float]:
    """CPU seconds of what the page shows: after a record changed, and again."""
    from kontor.hub.foundation.actor import system
    from kontor.hub.foundation.audit import record, state_of
    from kontor.hub.missions.models import Event
    from kontor.hub.scoreboard.queries import board, board_shown

    actor, taken, again = system("benchmark"), [], []
    for one in partnerships[:SAMPLE]:
        event = Event.objects.filter(partnership=one).first()
        assert event is not None
        before = state_of(event)
        event.number += 1
        event.save()
        record(actor=actor, action="missions.edit", subject=event, before=before, after=state_of(event))
        for times in (taken, again):
            begun = time.process_time()
            board_shown(board(actor, one, DAY))
            times.append(time.process_time() - begun)
    return sorted(taken)[len(taken) // 2], sorted(again)[len(again) // 2]


def row_by_row(found: dict[int, Any], partnerships: list[Any]) -> tuple[float, bool]:
    """CPU seconds of counting the rows of one scoreboard, and whether that gives what stands on it."""
    measured = found[partnerships[0].pk].measured
    rows = [one.rows for one in measured]
    begun = time.process_time()
    totals = [one.count.total.value for one in measured]
    taken = time.process_time() - begun
    return taken, bool(rows) and totals == [one.value for one in measured]
