"""A first schedule in one go: wishes in order of least freedom, then alternating chains for those left over.

Each wish is put where its people are already waiting (next to their other meetings), so that the first schedule has
few breaks. A wish that finds no slot makes room by an alternating chain; a required one also turns others out, which
then look for a new slot themselves. Deterministic by seed.
"""

import random
from collections.abc import Iterator

from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.board import Board, Lineup, bits
from kontor.engine.scheduling.draft import NOT_HELD, Draft

EJECTIONS = 40  # how many meetings a required wish may turn out, and these again, before it is given up
CHAINS = 20  # how many chains are tried for one wish; ten times as many for a required one


def construct(arrays: Arrays, seed: int = 0) -> Draft:
    """Return a schedule that breaks nothing hard except that a required wish may be missing, and holds nearly all.

    Required wishes come first, then those of the highest price (weight, and minima that still lack a meeting), then
    those with the least freedom. About O(W + left over x chains); 50,000 wishes of 5,000 people take seconds.
    """
    board = Board(arrays)
    draw = random.Random(seed)  # noqa: S311  (ties, no secrets)
    left = [wish for wish in _in_turn(board, draw) if not _seat(board, wish)]
    left = [wish for wish in left if not make_room(board, wish)]
    for wish in left:
        if arrays.required[wish]:
            _turn_out(board, wish, draw)
    for wish in left:
        if board.slot[wish] == NOT_HELD and not _seat(board, wish):
            make_room(board, wish)
    return board.draft()


def _in_turn(board: Board, draw: random.Random) -> list[int]:
    """The wishes that can be held at all: required, dear, and little free ones first; the seed decides ties."""
    arrays = board.arrays
    aims = arrays.problem.aims
    required, weight, minimum = arrays.required.tolist(), arrays.weight.tolist(), arrays.minimum.tolist()
    degree = [len(own) for own in arrays.of_person]
    room = [there.bit_count() for there in board.there]

    def turn(wish: int) -> tuple[bool, int, int, int, float]:
        people = board.sitters[wish]
        price = aims.value * weight[wish] + aims.minimum * sum(minimum[person] > 0 for person in people)
        slack = min(room[person] - degree[person] for person in people)
        return (not required[wish], -price, board.allowed[wish].bit_count(), slack, draw.random())

    return sorted((wish for wish in range(arrays.wishes) if board.allowed[wish]), key=turn)


def _seat(board: Board, wish: int) -> bool:
    """Hold it in the free slot that is nearest to the other meetings of its people, if there is one."""
    for lineup in board.lineups(wish):
        free = board.free(wish, lineup)
        if free:
            board.put(wish, _nearest(board, free, lineup), lineup)
            return True
    return False


def _nearest(board: Board, free: int, lineup: Lineup) -> int:
    """Of the free slots one beside a meeting of all these people, else of any of them, else the first."""
    both, some = free, 0
    for person in lineup:
        busy = board.busy[person]
        beside = (busy << 1 | busy >> 1) & free
        both &= beside
        some |= beside
    chosen = both or some or free
    return (chosen & -chosen).bit_length() - 1


def make_room(board: Board, wish: int) -> bool:
    """Hold a wish by moving other meetings along one alternating chain. Nothing is changed when that fails."""
    most = 10 * CHAINS if board.arrays.required[wish] else CHAINS
    tried = 0
    for lineup in board.lineups(wish):
        for slot, goes in _openings(board, wish, lineup):
            if _opens(board, wish, lineup, slot, goes):
                board.swap(goes)
                board.put(wish, slot, lineup)
                return True
            tried += 1
            if tried == most:
                return False
    return False


def _openings(board: Board, wish: int, lineup: Lineup) -> Iterator[tuple[int, dict[int, int]]]:
    """Slots in which one meeting is in the way, each with the chains that move it to another slot."""
    for slot in bits(board.open(wish, lineup)):
        bit = 1 << slot
        # Two slots without a table left are no room for one meeting more.
        others = ~(board.full | bit) if board.full & bit else ~bit
        hurdles = board.held_by(lineup, slot)
        if not hurdles:
            hurdles = set(row_of(board, slot))
        elif len(hurdles) > 1:
            continue
        for hurdle in sorted(hurdles):
            for other in bits(board.allowed[hurdle] & others):
                goes = board.chain(hurdle, other)
                if goes is not None:
                    yield slot, goes


def row_of(board: Board, slot: int) -> set[int]:
    """The meetings in a slot."""
    return {wish for wish in board.at[slot] if wish != NOT_HELD}


def _opens(board: Board, wish: int, lineup: Lineup, slot: int, goes: dict[int, int]) -> bool:
    """Whether after the chain nobody of the lineup sits in the slot, a table is left, and the order still holds."""
    row = board.at[slot]
    if any(row[person] != NOT_HELD and row[person] not in goes for person in lineup):
        return False
    if any(goal == slot and not set(board.sitters[moved]).isdisjoint(lineup) for moved, goal in goes.items()):
        return False
    if not board.has_tables(goes, slot):
        return False
    return all(goes.get(other, NOT_HELD) < slot for other in board.before.get(wish, ())) and all(
        goes.get(other, slot + 1) > slot for other in board.after.get(wish, ())
    )


def _turn_out(board: Board, wish: int, draw: random.Random) -> None:
    """Hold a required wish by turning out others, cheap ones first; required ones turned out look for a new slot.

    A wish that was turned out before is dearer the next time, so that two do not chase each other (ejection pool:
    Nagata and Bräysy 2009). What is still waiting after `EJECTIONS` rounds stays out.
    """
    price = [1 + 1000 * int(needed) for needed in board.arrays.required]
    waiting = [wish]
    for _ in range(EJECTIONS):
        if not waiting:
            return
        current = waiting.pop()
        if _seat(board, current) or make_room(board, current):
            continue
        place = _cheapest(board, current, price, draw)
        if place is None:
            continue
        slot, lineup, out = place
        for other in out:
            board.take(other)
            price[other] *= 2
        board.put(current, slot, lineup)
        waiting += [other for other in sorted(out) if board.arrays.required[other]]


def _cheapest(
    board: Board, wish: int, price: list[int], draw: random.Random
) -> tuple[int, Lineup, set[int]] | None:
    """Where it could be held if the meetings in the way, which are returned too, were not: the cheapest choice."""
    best: tuple[float, int, Lineup, set[int]] | None = None
    for lineup in board.lineups(wish):
        mask = board.allowed[wish]
        for person in lineup:
            mask &= board.there[person]
        for slot in bits(mask):
            out = _in_the_way(board, wish, lineup, slot)
            if board.taken[slot] - sum(board.slot[other] == slot for other in out) >= board.tables[slot]:
                others = row_of(board, slot)
                if not others:
                    continue
                out = out | {min(others, key=price.__getitem__)}
            cost = sum(price[other] for other in out) + draw.random()
            if best is None or cost < best[0]:
                best = (cost, slot, lineup, out)
    return best[1:] if best else None


def _in_the_way(board: Board, wish: int, lineup: Lineup, slot: int) -> set[int]:
    """Meetings that its people have then, and those that would come in the wrong order."""
    held = board.held_by(lineup, slot)
    wrong = {other for other in board.before.get(wish, ()) if board.slot[other] >= slot}
    wrong |= {other for other in board.after.get(wish, ()) if NOT_HELD != board.slot[other] <= slot}
    return held | wrong
