"""Single meetings of a large event, from the wishes to the day: what each step costs, and what 2,000 opened schedules cost.

    ./kontor bench matchmaking [--db sqlite|postgres|both] [--people 500] [--wishes 4000] [--limit 30] [--opens 2000] [--users 8]

The steps run in one process against the database; the schedules are opened over HTTP on loopback from the server that is shipped, with
two web processes, as fast as it answers; each answer is checked to hold the reader's own meetings. The peer of the planner is its own
proven bound, printed beside it; 200 outcomes are sent twice each at the same time, and counted.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.survey import CSRF, OverHttp, cpu_of, postgres_processes, say, server

ROOT = Path(__file__).resolve().parents[1]
ABSENT = 5
SENT = 200


def main() -> int:
    options = options_of()
    if options.inside:
        import django

        django.setup()
        print(json.dumps(made(options) if options.inside == "make" else counted()))
        return 0
    for database in ["sqlite", "postgres"] if options.db == "both" else [options.db]:
        with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
            if database == "sqlite":
                measure(options, database, folder, f"sqlite:///{folder}/kontor.sqlite3")
            else:
                from kontor.workshop import postgres

                with postgres() as url:
                    measure(options, database, folder, url)
    return 0


def options_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kontor bench matchmaking", description=__doc__.split("\n")[0])
    parser.add_argument("--db", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--wishes", type=int, default=4000)
    parser.add_argument("--limit", type=float, default=30, help="seconds that the planner may search")
    parser.add_argument("--opens", type=int, default=2000)
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


# In a process of its own, with the settings of the database.


def made(options: argparse.Namespace) -> dict[str, object]:
    """The event with everybody's wishes, planned and published: seconds of each step, and where everybody's page is."""
    from kontor.hub.foundation.actor import system
    from kontor.hub.front import setup
    from kontor.hub.matchmaking import actions
    from kontor.hub.matchmaking.models import Participant
    from kontor.hub.missions import actions as missions

    setup.prepare(lambda line: None)
    actor, took = system("benchmark"), {}
    fields = {"name": "Bench", "event_class": "b2b", "start": "2027-05-12"}
    (event,) = missions.add_events(actor=actor, entries=[missions.EventEntry(fields=fields)])
    said = {"key": "bench", "name": "Bench", "zone": "Europe/Madrid", "minutes": 15, "pause": 5}
    entry = actions.SessionEntry(
        said, "Day one 2027-05-12 09:00-18:00\nDay two 2027-05-13 09:00-14:00", f"Hall: {options.people // 4}"
    )
    session = actions.add_session(actor=actor, event=event, entry=entry)
    types = dict(session.types.values_list("key", "pk"))
    seats = [(name, types[name]) for name in ("visiting", "receiving") for _ in range(options.people // 2)]
    people = timed(took, "participants", lambda: actions.add_participants(actor=actor, entries=[
        actions.ParticipantEntry({"session_id": session.pk, "kind_id": pk, "name": f"{name} {place}"})
        for place, (name, pk) in enumerate(seats)
    ]))  # fmt: skip
    pairs = drawn(people, options)
    timed(took, "wishes", lambda: actions.save_wishes(actor=actor, entries=[
        actions.WishEntry({"asker_id": one, "asked_id": other, "weight": weight, "reason": ""}) for one, other, weight in pairs
    ]))  # fmt: skip
    draft = timed(took, "planned", lambda: actions.plan(actor=actor, session=session, limit=options.limit))
    timed(took, "published", lambda: actions.publish(actor=actor, schedule=draft))
    pages = {one.token: len(meetings) for one, meetings in sheets(draft)}
    replanned(actor, session, draft, took)
    told = ("held", "wished", "breaks", "objective", "bound")
    wishes = dict(draft.meetings.values_list("wish__asker", "wish")[:])
    askers = {one.pk: one.token for one in Participant.objects.filter(pk__in=wishes)}
    outcomes = [(askers[asker], wish) for asker, wish in wishes.items()][:SENT]
    return {"took": took, "pages": pages, "outcomes": outcomes} | {
        name: getattr(draft, name) for name in told
    }


def timed(took: dict[str, tuple[float, float]], name: str, work: Callable[[], object]):
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    took[name] = (time.perf_counter() - wall, time.process_time() - cpu)
    return found


def drawn(people, options: argparse.Namespace) -> list[tuple[int, int, int]]:
    draw = random.Random(1)
    half = len(people) // 2
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < options.wishes:
        pairs.add((draw.choice(people[:half]).pk, draw.choice(people[half:]).pk))
    return [(one, other, draw.randint(1, 3)) for one, other in sorted(pairs)]


def sheets(draft):
    from kontor.hub.matchmaking.queries.schedules import sheets_of

    return list(sheets_of(draft))


def replanned(actor, session, draft, took) -> None:
    """Five people do not come, and a fifth of the tables is lost: planned again, and not published."""
    from kontor.hub.matchmaking import actions
    from kontor.hub.matchmaking.models import Participant

    absent = Participant.objects.filter(session=session).order_by("pk")[
        :: len(draft.session.participants.all()) // ABSENT
    ]
    for one in absent:
        actions.set_arrival(actor=actor, participant=one, arrival="no-show")
    place = session.places.get()
    session.places.update(tables=place.tables * 4 // 5)
    timed(took, "planned again", lambda: actions.replan(actor=actor, session=session))


def counted() -> dict[str, int]:
    from kontor.hub.matchmaking.models import Outcome

    return {
        "outcomes": Outcome.objects.count(),
        "versions": sum(Outcome.objects.values_list("version", flat=True)),
    }


# From outside, over HTTP.


def measure(options: argparse.Namespace, database: str, data: str, url: str) -> None:
    environment = {
        **os.environ, "KONTOR_MODE": "demo", "KONTOR_DATA": data, "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "kontor.hub.settings",
    }  # fmt: skip
    found = apart("make", environment)
    say(f"\n{database}: {options.people} people, {found['wished']} meetings wished")
    say(f"{'step':<16}{'wall s':>9}{'CPU s':>9}")
    for name, (wall, cpu) in found["took"].items():
        say(f"{name:<16}{wall:>9.2f}{cpu:>9.2f}{'   (aim 2 s)' if name == 'planned again' else ''}")
    missing = found["objective"] - found["bound"]
    gap = (
        f"gap {missing / found['bound']:.2%}"
        if found["bound"]
        else "no gap"
        if not missing
        else "gap not stated"
    )
    say(
        f"{found['held']} of {found['wished']} held, {found['breaks']} breaks; cost {found['objective']:,}, bound {found['bound']:,}: {gap}"
    )
    with server(environment) as (port, process):
        opened(options, database, port, process, found["pages"])
        sent_twice(port, found["outcomes"])
    told = apart("count", environment)
    say(
        f"{SENT} outcomes sent twice at once: {told['outcomes']} kept, {told['versions'] - told['outcomes']} written again"
    )
    if told["outcomes"] != len(found["outcomes"]):
        raise SystemExit("an outcome is lost or doubled")


def opened(options: argparse.Namespace, database: str, port: int, process, pages: dict[str, int]) -> None:
    """Everybody opens her page: pages a second, p50, p95, CPU each."""
    links = [list(pages)[place % len(pages)] for place in range(options.opens)]
    watched = [process.pid, *(postgres_processes() if database == "postgres" else ())]
    OverHttp(port).get(f"/matchmaking/me/{links[0]}/")
    spent, begun = cpu_of(watched), time.perf_counter()
    times: list[float] = []
    together(
        options.users, links, lambda browser, link: times.append(looked(browser, link, pages[link])), port
    )
    wall, spent = time.perf_counter() - begun, cpu_of(watched) - spent
    p50, p95 = (sorted(times)[int(len(times) * part)] * 1000 for part in (0.5, 0.95))
    say(f"{options.opens} schedules opened by {options.users} at once in {wall:.1f} s (aim 60): {options.opens / wall:.0f} pages/s, "
        f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, {1000 * spent / options.opens:.0f} ms CPU each")  # fmt: skip


def looked(browser: OverHttp, link: str, meetings: int) -> float:
    begun = time.perf_counter()
    status, html, _ = browser.get(f"/matchmaking/me/{link}/")
    if status != 200 or html.count('id="meeting-') != meetings:
        raise SystemExit(
            f"answered with {status}, {html.count('id=' + chr(34) + 'meeting-')} of {meetings} meetings"
        )
    return time.perf_counter() - begun


def sent_twice(port: int, outcomes: list[tuple[str, int]]) -> None:
    """Phones that were offline send what they kept, some of it twice."""
    together(8, [one for one in outcomes for _ in range(2)], say_outcome, port)


def say_outcome(browser: OverHttp, outcome: tuple[str, int]) -> None:
    token, wish = outcome
    address = f"/matchmaking/me/{token}/"
    _status, html, _ = browser.get(address)
    csrf = CSRF.search(html)
    data = [
        ("csrfmiddlewaretoken", csrf[1] if csrf else ""),
        ("go", "outcome"),
        ("wish", str(wish)),
        ("held", "held"),
        ("result", "contact"),
    ]
    status, html, _ = browser.post(address, data)
    if status != 303:
        raise SystemExit(f"an outcome was answered with {status}: {html[:500]}")


def together(users: int, work: list, do: Callable, port: int) -> None:
    """So many at once, each with a connection of her own, until all is done."""
    failures: list[BaseException] = []
    left = iter(work)
    lock = threading.Lock()

    def one() -> None:
        browser = OverHttp(port)
        try:
            while True:
                with lock:
                    task = next(left, None)
                if task is None:
                    return
                do(browser, task)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=one) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise SystemExit(f"failed: {failures[0]!r}")


def apart(what: str, environment: dict[str, str]) -> dict:
    command = [sys.executable, "-m", "benchmarks.matchmaking", *sys.argv[1:], "--inside", what]
    done = subprocess.run(command, cwd=ROOT, env={**environment, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
