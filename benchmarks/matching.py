"""Choosing and suggesting meetings: CPU seconds, distance from the proven bound, and peers in the same run.

    python -m benchmarks.matching [--organisations 17000] [--seed 1] [--only suggestions]
    python -m benchmarks.matching --only scale [--organisations 1000000] [--ask 8000] [--workers 2]

Events are drawn so that some are wished for far more often than others. Peers: greedy by weight for every event, and
networkx for events where everybody meets once, the only case it solves. With `--only scale` the suggestions of some among
very many, in this process and by a Dask cluster of that many processes on this machine.
"""

import argparse
import resource
import time
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from kontor.engine.matching import (
    Competence,
    Demand,
    Limit,
    Person,
    Profile,
    Suggestion,
    Wish,
    choose,
    everybody,
    faults_of,
    suggest,
)
from kontor.engine.matching.distributed import over

EVENTS = (  # people, wishes, most meetings of one, capacity, two sides, highest weight
    (50, 300, 10, 200, True, 10),
    (500, 5_600, 24, 2_600, False, 3),
    (500, 5_600, 24, 2_600, False, 100),
    (500, 5_600, 24, 2_600, True, 100),
    (5_000, 50_000, 24, 25_000, False, 100),
    (5_000, 50_000, 24, 25_000, True, 3),
)
BEST, SAMPLE = 20, 500
HERE = "127.0.0.1"
ONCE = ((100, 1_000), (500, 5_600))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="CPU seconds and gaps of choosing and suggesting meetings.")
    parser.add_argument("--organisations", type=int, help="how many (17,000; with --only scale 1,000,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("suggestions", "scale"), help="leave the meetings out")
    parser.add_argument("--ask", type=int, default=8_000, help="with --only scale: so many of them ask")
    parser.add_argument("--workers", type=int, default=2, help="with --only scale: processes")
    options = parser.parse_args(arguments)
    if options.only == "scale":
        _show_scale(options.organisations or 1_000_000, options.ask, options.workers, options.seed)
        return
    options.organisations = options.organisations or 17_000
    if options.only:
        _show_suggestions(options.organisations, options.seed)
        return
    _warm_up()
    print(f"{'choose the meetings':<44}{'CPU s':>8}{'gap':>10}{'greedy':>10}")
    for people, wishes, maximum, capacity, two_sided, weights in EVENTS:
        demand = event(people, wishes, maximum, capacity, two_sided, weights, options.seed)
        sides = "two sides" if two_sided else "all with all"
        _show_event(f"{people:,} x {wishes:,}, {sides}, weights to {weights}", demand)
    print(f"\n{'everybody meets once':<44}{'CPU s':>8}{'gap':>10}{'networkx':>10}{'value':>16}")
    for people, wishes in ONCE:
        _show_once(event(people, wishes, 1, people, False, 100, options.seed))
    _show_suggestions(options.organisations, options.seed)


def event(
    people: int, wishes: int, maximum: int, capacity: int, two_sided: bool, weights: int, seed: int
) -> Demand:
    """Firms of ten on the first side share a limit of three quarters of what their people may hold."""
    random = np.random.default_rng(seed)
    fame = random.permutation(np.arange(1, people + 1) ** -0.4)
    half = people // 2 if two_sided else people
    sides = [np.arange(half), np.arange(half if two_sided else 0, people)]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < wishes:
        a, b = (random.choice(side, wishes, p=fame[side] / fame[side].sum()).tolist() for side in sides)
        pairs.update({(min(x, y), max(x, y)): None for x, y in zip(a, b, strict=True) if x != y})
    heavy = random.integers(1, weights + 1, wishes).tolist()
    most = random.integers(max(maximum // 3, 1), maximum + 1, people).tolist()
    firms = [range(i, min(i + 10, half)) for i in range(0, half, 10)] if maximum > 1 else []
    return Demand(
        people=tuple(
            Person(f"p{i}", min(2, high) if maximum > 1 else 0, high) for i, high in enumerate(most)
        ),
        wishes=tuple(
            Wish(f"w{i}", (f"p{a}", f"p{b}"), heavy[i]) for i, (a, b) in enumerate(list(pairs)[:wishes])
        ),
        limits=tuple(
            Limit(
                f"firm {firm[0]}", tuple(f"p{i}" for i in firm), maximum=sum(most[i] for i in firm) * 3 // 4
            )
            for firm in firms
        ),
        capacity=capacity,
    )


def greedy(demand: Demand) -> int:
    """The value of taking the heaviest wish that fits, again and again."""
    room = {person.id: person.maximum or 0 for person in demand.people}
    firm = {person: limit.id for limit in demand.limits for person in limit.people}
    left = {limit.id: limit.maximum or 0 for limit in demand.limits}
    number = value = 0
    for wish in sorted(demand.wishes, key=lambda wish: -wish.weight):
        firms = {firm[person] for person in wish.people if person in firm}
        if (
            number < (demand.capacity or 0)
            and all(room[p] for p in wish.people)
            and all(left[f] for f in firms)
        ):
            number, value = number + 1, value + wish.weight
            for person in wish.people:
                room[person] -= 1
            for name in firms:
                left[name] -= 1
    return value


def organisations(number: int, seed: int) -> list[Profile]:
    """Terms on three levels, some far more common; words as common as words are; a few languages and targets each."""
    random = np.random.default_rng(seed)
    paths = [(f"field {i % 11}", f"group {i % 90}", f"term {i}") for i in range(600)]
    likely = np.arange(1, 601) ** -0.6
    terms = random.choice(600, (number, 6), p=likely / likely.sum()).tolist()
    words = (random.zipf(1.3, (number, 16)) % 20_000).tolist()
    ready = random.integers(1, 10, (number, 6)).tolist()
    lands = [f"C{i:02}" for i in range(60)]
    at = random.integers(0, 60, (number, 4)).tolist()
    made = []
    for i in range(number):
        known = [
            Competence(
                paths[terms[i][j]],
                " ".join(f"word{w}" for w in words[i][j * 2 : j * 2 + 3]),
                "en",
                ready[i][j],
            )
            for j in range(6)
        ]
        made.append(
            Profile(
                f"o{i:05}", kind=("cluster", "sme", "rto")[i % 3], offers=tuple(known[:3]), seeks=tuple(known[3:]),
                languages=("en", f"l{i % 20}"), country=lands[at[i][0]], targets=tuple(lands[c] for c in at[i][1:]),
            )
        )  # fmt: skip
    return made


def _warm_up() -> None:
    """Let the compiler work before the clock runs."""
    choose(event(60, 400, 6, 90, False, 100, 1))


def _timed[T](work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def _show_event(name: str, demand: Demand) -> None:
    seconds, choice = _timed(lambda: choose(demand))
    if faults_of(demand, choice):
        raise SystemExit(f"{name}: {faults_of(demand, choice)[0]}")
    behind = 1 - greedy(demand) / (choice.value + choice.bound - choice.objective)
    print(f"{name:<44}{seconds:>8.2f}{choice.gap:>10.4%}{behind:>10.2%}", flush=True)


def _show_once(demand: Demand) -> None:
    seconds, choice = _timed(lambda: choose(demand))
    graph: nx.Graph = nx.Graph()
    graph.add_weighted_edges_from((*wish.people, wish.weight) for wish in demand.wishes)
    theirs, matching = _timed(lambda: nx.max_weight_matching(graph))
    value = sum(graph.edges[pair]["weight"] for pair in matching)
    name = f"{len(demand.people):,} x {len(demand.wishes):,}"
    print(
        f"{name:<44}{seconds:>8.2f}{choice.gap:>10.4%}{theirs:>8.2f} s{choice.value:>8,} of {value:,}",
        flush=True,
    )


def _show_suggestions(number: int, seed: int) -> None:
    """The twenty best of everybody; beside it in the same run the way by rows, which answers one person."""
    profiles = organisations(number, seed)
    suggest(organisations(1_800, seed + 1), BEST)  # lets the compiler work before the clock runs
    seconds, found = _timed(lambda: suggest(profiles, BEST))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nthe {BEST} best of each of {number:,} organisations{seconds:>12.2f} s   (the process held {most:.0f} MB at most)"
    )
    some = [one.id for one in profiles[:: max(number // SAMPLE, 1)]]
    rows, by_rows = _timed(lambda: suggest(profiles, BEST, of=some))
    same = all(found[name] == by_rows[name] for name in some)
    print(
        f"by rows, for {len(some):,} of them{'':<20}{rows:>12.2f} s   ({'the same' if same else 'OTHER'} answers)"
    )
    seconds, count = _timed(lambda: sum(len(row) for row in found.values()))
    print(f"reading all {count:,} of them{'':<21}{seconds:>12.2f} s")
    seconds, row = _timed(lambda: [part.sentence for one in found["o00000"] for part in one.parts])
    print(f"sentences for one of them{'':<19}{seconds:>12.4f} s   {row[0] if row else ''}")


def _show_scale(number: int, ask: int, workers: int, seed: int) -> None:
    """Some ask among very many: the same call in this process and through the cluster, and whether the answers agree.

    CPU seconds decide, because processes that others push off their cores take longer together: of the cluster those of the
    worker that works longest.
    """
    from distributed import Client, LocalCluster

    profiles = organisations(number, seed)
    some = [one.id for one in profiles[:: max(number // ask, 1)]]
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=f"{HERE}:0", host=HERE
        ) as cluster,
        Client(cluster) as client,
    ):
        client.run(_ready)
        _ready()
        head = f"the {BEST} best of {len(some):,} among {number:,}"
        print(f"{head:<44}{'whole call':>12}{'reckoning':>12}{'CPU':>8}   (s)")
        alone = _Clock(everybody.here, lambda: [time.process_time()])
        ours = _show_call("this process", alone, lambda: suggest(profiles, BEST, of=some, through=alone))
        spread = _Clock(over(client), lambda: list(client.run(time.process_time).values()))
        name = f"{workers} processes, the longest of them"
        theirs = _show_call(name, spread, lambda: suggest(profiles, BEST, of=some, through=spread))
    same = all(ours[name] == theirs[name] for name in some)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{'THE SAME' if same else 'OTHER'} answers; {alone.cpu / spread.cpu:.2f} times as fast by CPU (at most {workers}); "
        f"this process held {most:.1f} GB at most"
    )
    hours = spread.cpu / len(some) * number / 3600
    print(f"by that, all {number:,} would take {hours:.2f} hours of CPU on each of {workers} processes")


def _ready() -> None:
    """Let the compiled loop be read before the clock runs."""
    suggest(organisations(1_800, 1), BEST)


class _Clock:
    """Notes how long the reckoning takes: by the wall, and the CPU of the process of `spent` that worked longest."""

    def __init__(self, through: everybody.Through, spent: Callable[[], list[float]]) -> None:
        self.through, self.spent = through, spent
        self.wall = self.cpu = 0.0

    def __call__(self, *asked: Any) -> everybody.Found:
        start, before = time.perf_counter(), self.spent()
        found = self.through(*asked)
        self.wall = time.perf_counter() - start
        self.cpu = max(after - first for first, after in zip(before, self.spent(), strict=True))
        return found


def _show_call(
    name: str, clock: _Clock, call: Callable[[], Mapping[str, tuple[Suggestion, ...]]]
) -> Mapping[str, tuple[Suggestion, ...]]:
    start = time.perf_counter()
    found = call()
    print(f"{name:<44}{time.perf_counter() - start:>12.1f}{clock.wall:>12.1f}{clock.cpu:>8.1f}", flush=True)
    return found


if __name__ == "__main__":
    main()
