"""Moves for events of pairs and one day: a chain is judged by its two ends, and a new break is handed on.

Between two slots the meetings of pairs form paths. Moving a whole path changes the times of its two end persons only:
everybody between is busy in both slots before and after. So a move is (person, slot she leaves, slot she enters), and
its price is read off two words of bits before anything moves. When the other end is left with a new break, that person
looks at all moves that close it: one that makes nobody else pay is made, otherwise one of the best hands the break on,
until nobody pays or the chain of moves is too long; then all are taken back.
Ejection chains: Glover, Discrete Applied Mathematics 65 (1996) 223-253.
"""

from kontor.engine.scheduling.improve.kernel.bits import lowest, ones, pick
from kontor.engine.scheduling.improve.kernel.state import FREE, HALF, HIGH, LONGEST, Paths

NOBODY = -2
CLOSING = 48  # of 256 relays how many begin with a move that closes a break, and must end with one break less
BROKEN = 80  # and how many more begin with somebody who has breaks
REST = 4  # paths looked at, for each person, until those who have breaks are looked for again


def race(p: Paths, moves: int, once: int, twice: int) -> int:
    """Make relays until about `moves` paths were looked at; return how many were.

    Of 2^32 relays, `once` may leave one break more than there was, and `twice` of these two more.
    """
    looked = 0
    due = 0
    count = 0
    r = p.chance[0]
    while looked < moves:
        if looked >= due:
            due = looked + REST * p.people
            count = list_broken(p)
        r = stirred(r)
        spare = p.toll[2] * allowance(r, once, twice)
        kind = (r >> 16) & 255
        if count > 0 and kind < CLOSING:
            person = p.broken[((r & 0xFFFF) * count) >> 16]
            leaves, enters = closing_move(p, person, r >> 24)
            spare -= p.toll[2]
        else:
            person = ((r & 0xFFFF) * p.people) >> 16
            if count > 0 and kind < CLOSING + BROKEN:
                person = p.broken[((r & 0xFFFF) * count) >> 16]
            leaves, enters = sliding_move(p, person, r >> 24)
        looked += 1
        if leaves != FREE:
            looked += relay(p, person, leaves, enters, spare, stirred(r ^ 0x5555))
    p.chance[0] = r
    return looked


def stirred(x: int) -> int:
    """The next random number of 63 bits: xorshift (Marsaglia 2003)."""
    x ^= (x << 13) & HIGH
    x ^= x >> 7
    x ^= (x << 17) & HIGH
    return x


def allowance(r: int, once: int, twice: int) -> int:
    """How many breaks a relay may add."""
    chance = ((r * 0x2545F4914F6CDD1D) >> 32) & HALF
    if chance >= once:
        return 0
    return 1 if chance >= twice else 2


def list_broken(p: Paths) -> int:
    """List everybody with breaks; return how many there are."""
    count = 0
    for person in range(p.people):
        if runs(p.busy[person]) > 1:
            p.broken[count] = person
            count += 1
    return count


def sliding_move(p: Paths, person: int, r: int) -> tuple[int, int]:
    """From an end of one of her runs to a slot beside what is left, which makes no break. FREE where there is none."""
    x = p.busy[person]
    if x == 0:
        return FREE, FREE
    leaves = pick(ends_of(x), ((r & 255) * p.slots) >> 8)
    rest = x ^ (1 << leaves)
    gaps = p.there[person] & ~x
    if rest != 0:
        gaps &= (rest << 1) | (rest >> 1)
    if gaps == 0:
        return FREE, FREE
    return leaves, pick(gaps, (((r >> 8) & 255) * p.slots) >> 8)


def closing_move(p: Paths, person: int, r: int) -> tuple[int, int]:
    """From a run of one slot to beside another, or from an end of a run into a gap of one slot. FREE where there is none."""
    x = p.busy[person]
    ends = ends_of(x)
    gaps = p.there[person] & ~x & ((x << 1) | (x >> 1))
    lone = x & ~(x << 1) & ~(x >> 1)
    holes = gaps & (x << 1) & (x >> 1)
    if lone != 0 and (holes == 0 or (r >> 17) & 1 == 1):
        ends = lone
    else:
        gaps = holes
    if ends == 0 or gaps == 0:
        return FREE, FREE
    return pick(ends, ((r & 255) * p.slots) >> 8), pick(gaps, (((r >> 8) & 255) * p.slots) >> 8)


def relay(p: Paths, person: int, a: int, b: int, spare: int, r: int) -> int:  # noqa: PLR0917  (Numba takes them by position)
    """Move her path from slot a to b, then whoever gets a new break by it in turn; all or nothing.

    The sum of what is added must not exceed `spare`. Returns how many further paths were looked at.
    """
    bits = (1 << a) | (1 << b)
    total = turned(p, person, bits)
    if total > spare:
        return 0
    other, odd = end_of(p, person, a, b)
    if other == NOBODY or (odd and p.taken[b] >= p.tables[b]):
        return 0
    rest = turned(p, other, bits)
    total += rest
    if total > spare and (rest <= 0 or total > spare + p.toll[2]):
        return 0
    looked = 0
    done = 0
    while True:
        move(p, person, other, odd, a, b)
        if total <= spare:
            return looked
        p.trail[3 * done] = person
        p.trail[3 * done + 1] = a
        p.trail[3 * done + 2] = b
        done += 1
        if done == LONGEST:
            break
        person = other
        a, b, other, odd, change, more = healing_move(p, person, (1 << a) | (1 << b), spare - total, r)
        looked += more
        if a == FREE:
            break
        total += change
        r = stirred(r)
    take_back(p, done)
    return looked


def healing_move(
    p: Paths, person: int, last: int, spare: int, r: int
) -> tuple[int, int, int, bool, int, int]:
    """The first of her moves, other than `last`, that adds at most `spare`; else a random one of those that add least.

    Returns the slot she leaves (FREE where all add more than a break beyond that) and enters, who is at the other end,
    whether the path is odd, what the move adds, and how many paths were looked at.
    """
    x = p.busy[person]
    ends = ends_of(x)
    gaps = p.there[person] & ~x & ((x << 1) | (x >> 1))
    holes = gaps & (x << 1) & (x >> 1)
    # Only leaving a run of one slot or filling a gap of one slot closes a break.
    lone = x & ~(x << 1) & ~(x >> 1) if spare < 0 else ends
    best = spare + p.toll[2] + 1
    found = 0
    looked = 0
    leaves = FREE
    enters = FREE
    end = NOBODY
    parity = False
    while ends != 0:
        a = ends & -ends
        ends ^= a
        rest = gaps if a & lone != 0 else holes
        while rest != 0:
            b = rest & -rest
            rest ^= b
            change = turned(p, person, a | b)
            if change > spare or a | b == last:
                continue
            looked += 1
            left = lowest(a)
            entered = lowest(b)
            other, odd = end_of(p, person, left, entered)
            if other == NOBODY or (odd and p.taken[entered] >= p.tables[entered]):
                continue
            change += turned(p, other, a | b)
            if change > best:
                continue
            found = found + 1 if change == best else 1
            r = (r * 69069 + 1) & HALF
            if (r >> 16) * found >= 65536:
                continue
            best = change
            leaves = left
            enters = entered
            end = other
            parity = odd
            if change <= spare:
                return leaves, enters, end, parity, best, looked
    if best > spare + p.toll[2]:
        leaves = FREE
    return leaves, enters, end, parity, best, looked


def runs(x: int) -> int:
    """How many runs of slots."""
    return ones(x & ~(x << 1))


def ends_of(x: int) -> int:
    """Slots at the ends of runs."""
    return x & ~((x << 1) & (x >> 1))


def turned(p: Paths, person: int, bits: int) -> int:
    """What it would cost her to be busy in the one slot instead of the other."""
    x = p.busy[person]
    return p.toll[runs(x ^ bits)] - p.toll[runs(x)]


def end_of(p: Paths, person: int, a: int, b: int) -> tuple[int, bool]:
    """Who is at the other end of her path between two slots, and whether its meetings are odd in number.

    NOBODY where a meeting of the path may not be held in the other slot.
    """
    bits = (1 << a) | (1 << b)
    here = a * p.people
    both = (a + b) * p.people
    odd = False
    while True:
        other = p.partner[here + person]
        if other == FREE:
            break
        if p.closed > 0 and p.may[p.held[here + person]] & bits != bits:
            return NOBODY, odd
        person = other
        here = both - here
        odd = not odd
    # Everybody between the ends is busy in both slots, so she is there.
    return (person if p.there[person] & bits == bits else NOBODY), odd


def move(p: Paths, person: int, other: int, odd: bool, a: int, b: int) -> None:  # noqa: PLR0917  (Numba takes them by position)
    """Move every meeting of a path, whose ends are known, to the other of the two slots."""
    bits = (1 << a) | (1 << b)
    p.busy[person] ^= bits
    p.busy[other] ^= bits
    if odd:
        p.taken[a] -= 1
        p.taken[b] += 1
    here = a * p.people
    both = (a + b) * p.people
    met = p.partner[here + person]
    wish = p.held[here + person]
    p.partner[here + person] = FREE
    while met != FREE:
        there = both - here
        following = p.partner[there + met]
        next_wish = p.held[there + met]
        p.partner[there + person] = met
        p.partner[there + met] = person
        p.held[there + person] = wish
        p.held[there + met] = wish
        if following == FREE:
            p.partner[here + met] = FREE
        person = met
        met = following
        wish = next_wish
        here = there


def take_back(p: Paths, done: int) -> None:
    """Undo so many moves, the last first."""
    for k in range(done - 1, -1, -1):
        person = p.trail[3 * k]
        a = p.trail[3 * k + 1]
        b = p.trail[3 * k + 2]
        other, odd = end_of(p, person, b, a)
        move(p, person, other, odd, b, a)
