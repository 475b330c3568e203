"""Value chains: coverage, the smallest set to invite, searching the directory; CPU time, gaps, and peers in the same run.

    python -m benchmarks.valuechain [--organisations 50000] [--candidates 17000] [--components 60] [--seed 1] [--sat 0]

Competences are drawn so that some stages have many who could fill them and some few; most candidates offer neighbouring
stages, as along a real chain, or any. Peers: greedy cover (Chvatal 1979) with the superfluous dropped, for the sets;
reading every profile, for the searches; with --sat SECONDS also CP-SAT on the candidates that are left after domination.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.matching import organisations
from kontor.engine.matching import OFFERS, SEEKS, Directory, Profile, Search, find, score
from kontor.engine.matching.nearness import nearness
from kontor.engine.valuechain import (
    Call,
    Candidate,
    Chain,
    Component,
    Contribution,
    Gap,
    Link,
    Offer,
    Organisation,
    balance,
    coverage,
    draw,
    drawing_faults,
    faults_of,
    gaps_of,
    invite,
    joints,
    remarks,
    single_points,
)
from kontor.engine.valuechain.call import closes
from kontor.engine.valuechain.table import Table, undominated

LEVEL = 6


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="CPU seconds and gaps of value chains.")
    parser.add_argument("--organisations", type=int, default=50_000)
    parser.add_argument("--candidates", type=int, default=17_000)
    parser.add_argument("--components", type=int, default=60)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sat", type=int, default=0)
    options = parser.parse_args(arguments)
    _show_chain(options.candidates, options.components, options.seed)
    print(
        f"\n{'whom to invite':<52}{'CPU s':>8}{'+ 3 others':>12}{'set':>6}{'bound':>7}{'greedy':>8}{'CP-SAT':>16}"
    )
    for name, call in _calls(options.candidates, options.components, options.seed):
        _show_invitation(name, call, options.sat)
    _show_searches(options.organisations, options.searches, options.seed)


def _calls(candidates: int, components: int, seed: int) -> list[tuple[str, Call]]:
    near = drawn(candidates, components, seed, near=True)
    wide = drawn(candidates, components, seed, near=False)
    heavy = drawn(candidates, components, seed, near=False, heaviest=10)
    small = drawn(200, 25, seed, near=True)
    return [
        ("200 x 25, neighbouring stages", small),
        ("200 x 25, two for each, at most 3 of a country", _twice(replace(small, per_country=3))),
        (f"{candidates:,} x {components}, neighbouring stages", near),
        ("the same, at most 2 of a country", replace(near, per_country=2)),
        (f"{candidates:,} x {components}, any stages", wide),
        ("the same, weights 1 to 10, at most 2 of a country", replace(heavy, per_country=2)),
        ("the same, two for each", _twice(wide)),
    ]


def _twice(call: Call) -> Call:
    return replace(call, gaps=tuple(replace(gap, missing=2) for gap in call.gaps))


def drawn(candidates: int, components: int, seed: int, *, near: bool, heaviest: int = 1) -> Call:
    """Each candidate offers one stage and about two more, within four of it or anywhere, some stages far more often."""
    random = np.random.default_rng(seed)
    likely = random.permutation(np.arange(1, components + 1) ** -0.6)
    likely /= likely.sum()
    people = []
    for at in range(candidates):
        number = min(1 + int(random.poisson(2)), components)
        middle = int(random.choice(components, p=likely))
        around = (middle + random.integers(-4, 5, number)) % components
        stages = around if near else random.choice(components, number, replace=False, p=likely)
        offers = tuple(
            Offer(f"c{stage:02}", int(random.integers(1, 10))) for stage in sorted(set(stages.tolist()))
        )
        land, weight = f"C{random.integers(0, 40):02}", int(random.integers(1, heaviest + 1))
        people.append(Candidate(f"o{at:05}", "", land, offers, weight))
    gaps = tuple(Gap(f"c{stage:02}", 1, LEVEL) for stage in range(components))
    return Call(gaps, tuple(people))


def chain_of(call: Call, seed: int) -> Chain:
    """The candidates as contributors of a chain whose stages lead on to one of the next four, and some further."""
    random = np.random.default_rng(seed)
    count = len(call.gaps)
    links = {(at, min(at + 1 + int(random.integers(0, 4)), count - 1)) for at in range(count - 1)}
    links |= {
        (a, b) for a, b in np.sort(random.integers(0, count, (count // 2, 2)), axis=1).tolist() if a < b
    }
    return Chain(
        components=tuple(Component(gap.component, readiness=gap.readiness) for gap in call.gaps),
        links=tuple(Link(f"c{a:02}", f"c{b:02}") for a, b in sorted(links)),
        organisations=tuple(
            Organisation(one.id, country=one.country, partner=f"p{at % 500}")
            for at, one in enumerate(call.candidates)
        ),
        contributions=tuple(
            Contribution(one.id, offer.component, readiness=offer.readiness)
            for one in call.candidates
            for offer in one.offers
        ),
    )


def greedy(call: Call) -> int:
    """The objective of inviting, again and again, who closes most for its weight, without those superfluous at the end."""
    missing = {gap.component: gap.missing for gap in call.gaps}
    closing = {one.id: [gap.component for gap in call.gaps if closes(gap, one)] for one in call.candidates}
    left = {one.id: one for one in call.candidates if closing[one.id]}
    lands: dict[str, int] = {}
    chosen: list[Candidate] = []

    def gain(one: Candidate) -> float:
        full = call.per_country is not None and lands.get(one.country, 0) >= call.per_country
        return 0 if full else sum(missing[name] > 0 for name in closing[one.id]) / one.weight

    while left and gain(best := max(left.values(), key=gain)) > 0:
        chosen.append(left.pop(best.id))
        lands[best.country] = lands.get(best.country, 0) + 1
        for name in closing[best.id]:
            missing[name] = max(missing[name] - 1, 0)
    return _worth_without_superfluous(call, chosen, closing)


def _worth_without_superfluous(call: Call, chosen: list[Candidate], closing: dict[str, list[str]]) -> int:
    def short(people: list[Candidate]) -> int:
        count = {gap.component: gap.missing for gap in call.gaps}
        for one in people:
            for name in closing[one.id]:
                count[name] -= 1
        return sum(max(number, 0) for number in count.values())

    for one in sorted(chosen, key=lambda one: -one.weight):
        rest = [other for other in chosen if other is not one]
        if short(rest) == short(chosen):
            chosen = rest
    return sum(one.weight for one in chosen) + call.price * short(chosen)


def sat(call: Call, seconds: int) -> str:
    """What CP-SAT finds and proves in that time on one core, from the same candidates after domination."""
    from ortools.sat.python import cp_model

    table = undominated(Table.of(call))
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in range(table.size)]
    short = [model.new_int_var(0, int(need), "") for need in table.need]
    for gap, need in enumerate(table.need):
        closing = [taken[at] for at in np.flatnonzero(table.cover[:, gap]).tolist()]
        model.add(sum(closing) + short[gap] >= int(need))
    for group in range(len(table.room) - 1):
        model.add(
            sum(taken[at] for at in np.flatnonzero(table.group == group).tolist()) <= int(table.room[group])
        )
    weights = sum(int(weight) * one for weight, one in zip(table.weight, taken, strict=True))
    model.minimize(weights + sum(int(price) * one for price, one in zip(table.price, short, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = seconds
    start = time.process_time()
    solver.solve(model)
    return f"{solver.objective_value + table.fixed:.0f} ({time.process_time() - start:.0f} s)"


def _timed[T](work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def _show_chain(candidates: int, components: int, seed: int) -> None:
    seconds, chain = _timed(lambda: chain_of(drawn(candidates, components, seed, near=True), seed))
    print(
        f"a chain of {components} components, {len(chain.organisations):,} organisations, "
        f"{len(chain.contributions):,} contributions ({seconds:.2f} s to make and check)"
    )
    seconds, found = _timed(lambda: coverage(chain))
    _row("coverage", seconds, f"{found.share:.1%} filled")
    seconds, rows = _timed(lambda: (found.gaps, found.overlaps))
    pairs = sum(len(one.unexplained) for one in rows[1])
    _row("gaps and overlaps", seconds, f"{len(rows[0])} and {len(rows[1])}, {pairs:,} pairs unexplained")
    seconds, even = _timed(lambda: balance(chain, found))
    _row("balance between 500 partners", seconds, f"evenness {even.evenness}")
    seconds, points = _timed(lambda: (single_points(chain, found), joints(chain, found)))
    _row("single points of failure", seconds, f"{len(points[0])} organisations, {len(points[1])} joints")
    seconds, odd = _timed(lambda: remarks(chain))
    _row("remarks", seconds, f"{len(odd)}")
    seconds, picture = _timed(lambda: draw(chain))
    if drawing_faults(chain, picture):
        raise SystemExit(drawing_faults(chain, picture)[0])
    _row(
        "drawing",
        seconds,
        f"{picture.columns} columns, {picture.crossings} crossings of {len(chain.links)} links",
    )
    seconds, gaps = _timed(lambda: gaps_of(coverage(replace(chain, contributions=()))))
    _row("gaps without any contribution", seconds, f"{len(gaps)}")


def _row(name: str, seconds: float, words: str) -> None:
    print(f"{name:<52}{seconds:>8.3f}   {words}", flush=True)


def _show_invitation(name: str, call: Call, seconds_of_sat: int) -> None:
    seconds, _ = _timed(lambda: invite(call, alternatives=0))
    both, found = _timed(lambda: invite(call))
    if faults_of(call, found):
        raise SystemExit(f"{name}: {faults_of(call, found)[0]}")
    peer = sat(call, seconds_of_sat) if seconds_of_sat else ""
    print(
        f"{name:<52}{seconds:>8.2f}{both:>12.2f}{found.objective:>6,}{found.bound:>7,}{greedy(call):>8,}{peer:>16}",
        flush=True,
    )


def _show_searches(number: int, searches: int, seed: int) -> None:
    profiles = organisations(number, seed)
    seconds, directory = _timed(lambda: Directory(profiles))
    print(f"\na directory of {number:,} organisations with 6 competences each ({seconds:.1f} s to make)")
    random = np.random.default_rng(seed)
    asked = [_search(profiles[int(random.integers(0, number))], at) for at in range(searches)]
    times = [_timed(lambda one=one: [hit.reasons for hit in find(directory, one).hits])[0] for one in asked]
    mean, p95, most = (1000 * value for value in (np.mean(times), np.percentile(times, 95), max(times)))
    print(
        f"{searches} searches with 20 hits and their reasons: mean {mean:.1f}, p95 {p95:.1f}, most {most:.1f} ms"
    )
    slow, shares = _timed(lambda: [_read(one, asked[1]) for one in profiles])
    wrong = np.abs(score(directory, replace(asked[1], countries=())).share - np.array(shares)).max()
    print(
        f"reading every profile for one of them, terms only: {1000 * slow:.0f} ms, differs by at most {wrong:.4f}"
    )


def _search(profile: Profile, at: int) -> Search:
    """Needs of somebody among offers and the reverse, with or without a level and countries; every fifth by terms only."""
    rows = profile.seeks if at % 2 else profile.offers
    return Search(
        tuple(replace(one, text="") for one in rows[:1]) if at % 5 == 1 else rows,
        OFFERS if at % 2 else SEEKS,
        readiness=5 if at % 4 > 1 else None,
        countries=("C01", "C02") if at % 3 == 0 else (),
    )


def _read(profile: Profile, search: Search) -> float:
    return max((nearness(search.competences[0], one) for one in profile.offers), default=0.0)


if __name__ == "__main__":
    main()
