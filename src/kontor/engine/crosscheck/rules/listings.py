"""Lists that name somebody twice, and lists that name more or fewer than the text says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kontor.engine.crosscheck.bodies import SAME, Bodies, key_of
from kontor.engine.crosscheck.claims import Claim, Verdict, interval
from kontor.engine.crosscheck.findings import ASK, CERTAIN, LIKELY, finding
from kontor.engine.crosscheck.registers import Party
from kontor.engine.crosscheck.things import Groups


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: an id of its own and the body or thing that it names."""

    id: str
    named: Party


@dataclass(frozen=True, slots=True)
class Listing:
    """A printed list. `stated` is how many it says it has; `of_others` that what is counted need not be what is named.

    Meetings are counted, and the authorities met are named: twelve meetings with six authorities are no contradiction, but a
    question.
    """

    id: str
    place: str
    items: tuple[Item, ...]
    stated: Claim | None = None
    of_others: bool = False


def listings(lists: Iterable[Listing]) -> list[Verdict]:
    """Return one finding for each name that a list has more than once, and one for each list of another length than stated."""
    return [found for one in lists for found in (*_doubled(one), *_counted(one))]


def _doubled(listing: Listing) -> list[Verdict]:
    named = {item.id: item for item in listing.items}
    groups, scores = _groups(listing)
    return [_twice(listing, [named[one] for one in group], scores) for group in groups.several()]


def _groups(listing: Listing) -> tuple[Groups, dict[frozenset[str], float]]:
    bodies = Bodies(item.named for item in listing.items)
    groups = Groups(item.id for item in listing.items)
    by_key: dict[str, list[Item]] = defaultdict(list)
    for item in listing.items:
        by_key[key_of(item.named)].append(item)
    by_key.pop("", None)  # who is confidential is compared with nobody
    scores: dict[frozenset[str], float] = {}
    for key, items in by_key.items():
        alike = [held[0] for one in bodies.neighbours.get(key, ()) if (held := by_key.get(one))]
        for other in (*items[1:], *alike):
            score = bodies.likeness(items[0].named, other.named)
            if score >= SAME:
                groups.join(items[0].id, other.id)
                scores[frozenset((items[0].id, other.id))] = score
    return groups, scores


def _twice(listing: Listing, items: Sequence[Item], scores: dict[frozenset[str], float]) -> Verdict:
    ids = {item.id for item in items}
    pairs = [score for pair, score in scores.items() if pair <= ids]
    return finding(
        "listed-twice",
        claim=items[0].id,
        other=items[1].id,
        hardness=CERTAIN if min(pairs) == 1.0 else LIKELY,
        published=len(items),
        recomputed=1,
        difference=1 - len(items),
        rows=[item.id for item in items],
        places=(listing.place,),
        name=items[0].named.name,
        times=str(len(items)),
        place=listing.place,
    )


def _counted(listing: Listing) -> list[Verdict]:
    """Compare the length with what is said. It agrees as printed, or with each name counted once."""
    stated = interval(listing.stated) if listing.stated else None
    if stated is None or listing.stated is None:
        return []
    groups, _scores = _groups(listing)
    once = len({groups.of(item.id) for item in listing.items})
    if any(stated[0] <= number <= stated[1] for number in (len(listing.items), once)):
        return []
    return [
        finding(
            "list-count-differs",
            claim=listing.stated.id,
            other=listing.id,
            hardness=ASK if listing.of_others else CERTAIN,
            published=listing.stated.value,
            recomputed=len(listing.items),
            rows=[item.id for item in listing.items],
            places=(listing.place,),
            place=listing.place,
            once=str(once),
        )
    ]
