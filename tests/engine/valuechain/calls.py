"""Drawn calls, and the answer by trying every set."""

from itertools import chain, combinations

from hypothesis import strategies as st

from kontor.engine.valuechain import Call, Candidate, Gap, Offer

COUNTRIES = ("", "DE", "ES", "FR")


def calls(most_candidates: int = 8) -> st.SearchStrategy[Call]:
    """Small calls with everything that may be in one."""
    return st.builds(
        _call,
        st.lists(st.tuples(st.integers(1, 3), st.sampled_from([None, 5]), st.integers(1, 3)), max_size=5),
        st.lists(
            st.tuples(
                st.sampled_from(COUNTRIES),
                st.dictionaries(st.integers(0, 5), st.sampled_from([None, 3, 5, 7]), max_size=5),
                st.integers(1, 3),
            ),
            max_size=most_candidates,
        ),
        st.sampled_from([(), ("DE", "ES"), ("", "FR")]),
        st.sampled_from([None, 0, 1, 2]),
        st.sampled_from([None, 0, 1, 3]),
    )


def _call(gaps, people, countries, per_country, most) -> Call:
    return Call(
        gaps=tuple(Gap(f"g{i}", *row) for i, row in enumerate(gaps)),
        candidates=tuple(
            Candidate(
                f"c{i}", "", country, tuple(Offer(f"g{at}", level) for at, level in offers.items()), weight
            )
            for i, (country, offers, weight) in enumerate(people)
        ),
        countries=countries,
        per_country=per_country,
        most=most,
    )


def best_objective(call: Call, without: str = "") -> int:
    """The lowest objective of any set that the limits allow."""
    people = [one for one in call.candidates if one.id != without]
    sets = chain.from_iterable(combinations(people, size) for size in range(len(people) + 1))
    return min(_objective(call, chosen) for chosen in sets if _is_allowed(call, chosen))


def _is_allowed(call: Call, chosen: tuple[Candidate, ...]) -> bool:
    homes = [one.country for one in chosen]
    return (
        (call.most is None or len(chosen) <= call.most)
        and (not call.countries or set(homes) <= set(call.countries))
        and (call.per_country is None or all(homes.count(home) <= call.per_country for home in homes if home))
    )


def _objective(call: Call, chosen: tuple[Candidate, ...]) -> int:
    total = sum(one.weight for one in chosen)
    for gap in call.gaps:
        closing = 0
        for one in chosen:
            level = {offer.component: offer.readiness for offer in one.offers}.get(gap.component, 0)
            has = gap.component in {offer.component for offer in one.offers}
            closing += has and (gap.readiness is None or (level or 0) >= gap.readiness)
        total += call.price * gap.weight * max(gap.missing - closing, 0)
    return total
