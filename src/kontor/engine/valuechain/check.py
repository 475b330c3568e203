"""Is an invitation what it claims to be? Found without the search, in whole numbers.

Read with `call.py` and `invitation.py` alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kontor.engine.valuechain.call import Call, Candidate, closes
from kontor.engine.valuechain.invitation import Alternative, Invitation


def faults_of(call: Call, answer: Invitation) -> tuple[str, ...]:
    """Return every claim of an invitation that does not hold, a sentence each; none for a correct one.

    Checked are: that the candidates exist, once each, and are allowed; the limits; weight and objective; what stays open;
    what each closes, and that nobody is superfluous; that the prices prove the bound; and the same of each alternative.
    O(candidates x gaps).
    """
    return tuple(_faults(call, answer))


def _faults(call: Call, answer: Invitation) -> Iterator[str]:
    yield from _set_faults(call, answer.ids)
    chosen = _people(call, answer.ids)
    weight, objective = _worth(call, chosen)
    if (answer.weight, answer.objective) != (weight, objective):
        yield f"Weight and objective are {(weight, objective)}, not {(answer.weight, answer.objective)}."
    if not answer.price_bound <= answer.bound <= answer.objective:
        yield f"The bound {answer.bound} is not between {answer.price_bound} and the objective {answer.objective}."
    yield from _open_faults(call, chosen, answer)
    yield from _closing_faults(call, chosen, answer)
    yield from _price_faults(call, answer)
    for other in answer.alternatives:
        yield from _alternative_faults(call, answer, other)


def _people(call: Call, ids: Sequence[str]) -> list[Candidate]:
    wanted = set(ids)
    return [one for one in call.candidates if one.id in wanted]


def _set_faults(call: Call, ids: Sequence[str]) -> Iterator[str]:
    chosen = _people(call, ids)
    if len(chosen) != len(ids):
        yield f"Of {', '.join(ids)} some are invited twice or are no candidates."
    for one in chosen:
        if not call.is_open_to(one):
            yield f"{one.id} is in {one.country or 'no country'}, which is not allowed."
    if call.most is not None and len(ids) > call.most:
        yield f"{len(ids)} are invited, at most {call.most} are allowed."
    for country, number in Counter(one.country for one in chosen if one.country).items():
        if call.per_country is not None and number > call.per_country:
            yield f"{number} are invited from {country}, at most {call.per_country} are allowed."


def _missing(call: Call, chosen: Sequence[Candidate]) -> dict[str, int]:
    return {gap.component: max(gap.missing - sum(closes(gap, one) for one in chosen), 0) for gap in call.gaps}


def _worth(call: Call, chosen: Sequence[Candidate]) -> tuple[int, int]:
    weight = sum(one.weight for one in chosen)
    missing = _missing(call, chosen)
    return weight, weight + call.price * sum(gap.weight * missing[gap.component] for gap in call.gaps)


def _open_faults(call: Call, chosen: Sequence[Candidate], answer: Invitation) -> Iterator[str]:
    missing = {name: number for name, number in _missing(call, chosen).items() if number}
    claimed = {one.component: one.missing for one in answer.still_open}
    if missing != claimed:
        yield f"Still missing are {missing}, not {claimed}."


def _closing_faults(call: Call, chosen: Sequence[Candidate], answer: Invitation) -> Iterator[str]:
    claimed = {one.id: one.closes for one in answer.invited}
    for one in chosen:
        closed = tuple(gap.component for gap in call.gaps if closes(gap, one))
        if claimed[one.id] != closed:
            yield f"{one.id} closes {closed}, not {claimed[one.id]}."
        rest = [other for other in chosen if other is not one]
        if _missing(call, rest) == _missing(call, chosen):
            yield f"{one.id} is superfluous: the others close as much."


def _price_faults(call: Call, answer: Invitation) -> Iterator[str]:
    """Weak duality: nobody can close more than it takes at these prices, and the limits let only so many in.

    What is missing even if all who may be invited are is paid in any case.
    """
    able = [one for one in call.candidates if _may_come(call, one)]
    worth = {price.component: price.worth for price in answer.prices}
    total = 0
    for gap in call.gaps:
        price = worth.get(gap.component, 0)
        if not 0 <= price <= call.price * gap.weight * answer.scale:
            yield f"The price of {gap.component} is {price}, below 0 or above that of a missing organisation."
        paid = max(gap.missing - sum(closes(gap, one) for one in able), 0)
        total += price * (gap.missing - paid) + call.price * gap.weight * answer.scale * paid
    total -= sum(_taken(call, answer, worth))
    if answer.price_bound > -(-total // answer.scale):
        yield f"The prices prove {-(-total // answer.scale)}, not {answer.price_bound}."


def _may_come(call: Call, one: Candidate) -> bool:
    return call.is_open_to(one) and call.most != 0 and not (one.country and call.per_country == 0)


def _taken(call: Call, answer: Invitation, worth: dict[str, int]) -> list[int]:
    """What those take beyond their cost who take most, as many as the limits let in."""
    by_country: defaultdict[str, list[int]] = defaultdict(list)
    for one in call.candidates:
        taken = sum(worth.get(gap.component, 0) for gap in call.gaps if closes(gap, one))
        beyond = taken - one.weight * answer.scale
        if beyond > 0 and call.is_open_to(one):
            by_country[one.country].append(beyond)
    let_in = [
        beyond
        for country, amounts in by_country.items()
        for beyond in sorted(amounts, reverse=True)[: call.per_country if country else None]
    ]
    return sorted(let_in, reverse=True)[: call.most]


def _alternative_faults(call: Call, answer: Invitation, other: Alternative) -> Iterator[str]:
    yield from _set_faults(call, other.invited)
    if other.without not in answer.ids or other.without in other.invited:
        yield f"The alternative without {other.without} is none: it was not invited, or still is."
    chosen = _people(call, other.invited)
    weight, objective = _worth(call, chosen)
    missing = sum(_missing(call, chosen).values())
    if (other.weight, other.missing, other.objective) != (weight, missing, objective):
        yield f"The alternative without {other.without} has {(weight, missing, objective)}."
    if not answer.bound <= other.bound <= other.objective:
        yield f"The alternative without {other.without} is better than what is proven of the set."
