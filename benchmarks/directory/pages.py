"""Pages as a visitor and as a coordinator gets them: CPU, wall time and statements of each request."""

import cProfile
import pstats
from collections.abc import Callable, Iterator
from itertools import cycle
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.directory.making import Made
from benchmarks.directory.table import PageFigure, clocked

# A page that is far off its aim is asked less often: the verdict is the same after a few requests.
BUDGET_MS = 10_000
FEWEST = 5

type Addresses = Iterator[str]


def addresses(made: Made) -> dict[str, Callable[[], Addresses]]:
    """Page -> its addresses in turn: different pages, filters, words and records, as many readers would ask for."""
    words = [name.split() for name in made.names]
    return {
        "list": lambda: cycle(f"/directory/?page={page}" for page in range(1, 60)),
        "list by country": lambda: cycle(f"/directory/?country={one}" for one in made.countries),
        "list by field": lambda: cycle(f"/directory/?{urlencode({'sector': one})}" for one in made.sectors),
        "search": lambda: cycle(f"/directory/?{urlencode({'q': ' '.join(one[:2])})}" for one in words),
        "search with a typing error": lambda: cycle(
            f"/directory/?{urlencode({'q': mistyped(max(one, key=len))})}" for one in words
        ),
        "organisation": lambda: cycle(f"/directory/{one}/" for one in made.organisations),
        "organisation's history": lambda: cycle(f"/directory/{one}/history/" for one in made.organisations),
        "organisation's complements": lambda: cycle(
            f"/directory/{one}/complements/" for one in made.organisations
        ),
        "partnerships": lambda: cycle(f"/partnerships/?page={page}" for page in range(1, 15)),
        "partnership": lambda: cycle(f"/partnerships/{one}/" for one in made.partnerships),
        "targets matrix": lambda: cycle(["/partnerships/targets/"]),
        "network": lambda: cycle(["/partnerships/network/"]),
        "home": lambda: cycle(["/"]),
        "claims": lambda: cycle(["/scoreboard/"]),
        "all claims": lambda: cycle(f"/scoreboard/claims/?page={page}" for page in (1, 2, 3, 4)),
        "report as a page": lambda: cycle(["/reports/programme-overview/"]),
    }


def mistyped(word: str) -> str:
    """Two letters in the middle swapped."""
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


def measured(made: Made, runs: int, only: list[str] | None = None) -> Iterator[PageFigure]:
    for actor, client in clients(made):
        for name, of in addresses(made).items():
            if only and name not in only:
                continue
            yield first(name, actor, client, of())
            if name == "network":
                measure_network(made, actor)
            yield page(name, actor, client, of(), runs)


def measure_network(made: Made, actor: str) -> None:
    """What the job does that the first look at the network asks for: pages show its result."""
    from kontor.hub.accounts.queries import actor_by_email
    from kontor.hub.partnerships.queries.network import Choice, measure

    measure(actor_by_email(made.coordinator if actor == "coordinator" else "public"), Choice())


def clients(made: Made) -> list[tuple[str, Client]]:
    from kontor.hub.accounts.models import User

    coordinator = Client(SERVER_NAME="localhost")
    coordinator.force_login(User.objects.get(email=made.coordinator))
    return [("visitor", Client(SERVER_NAME="localhost")), ("coordinator", coordinator)]


def first(name: str, actor: str, client: Client, asked: Addresses) -> PageFigure:
    """The request that finds nothing kept, as after a change of any record."""
    client.get("/jobs/none/")
    cache.clear()
    address = next(asked)
    cpu, wall, size, statements = got(client, address)
    return PageFigure(f"{name}, first after a change", actor, [cpu], [wall], statements, size)


def page(name: str, actor: str, client: Client, asked: Addresses, runs: int) -> PageFigure:
    got(client, next(asked))
    results = []
    while len(results) < runs and (len(results) < FEWEST or sum(one[0] for one in results) < BUDGET_MS):
        results.append(got(client, next(asked)))
    cpu, wall, sizes, statements = zip(*results, strict=True)
    return PageFigure(name, actor, list(cpu), list(wall), max(statements), max(sizes))


def got(client: Client, address: str) -> tuple[float, float, int, int]:
    """CPU and wall milliseconds, size of the answer, statements of one request."""
    asked = 0

    def count(execute, *arguments):
        nonlocal asked
        asked += 1
        return execute(*arguments)

    with connection.execute_wrapper(count), clocked() as clock:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return clock.cpu * 1000, clock.wall * 1000, len(response.content), asked


def profile(made: Made, name: str, runs: int = 30) -> None:
    """Where the time of a page goes, and its statements."""
    _actor, client = clients(made)[-1]
    asked = addresses(made)[name]()
    client.get(next(asked))
    with CaptureQueriesContext(connection) as queries:
        client.get(next(asked))
    for query in queries.captured_queries:
        print(query["time"], query["sql"][:300])
    profiler = cProfile.Profile(builtins=False)
    profiler.enable()
    for _ in range(runs):
        client.get(next(asked))
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)
