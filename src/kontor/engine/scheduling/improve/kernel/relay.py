"""Moves for events of pairs and one day: a chain is judged by its two ends, and a new break is handed on.

Between two slots the meetings of pairs form paths. Moving a whole path changes the times of its two end persons only:
everybody between is busy in both slots before and after. So a move is (person, slot she leaves, slot she enters), and
its price is read off two words of bits before anything moves. When the other end is left with a new break, the break is
handed on: that person moves so that it closes, and so on, until nobody pays or the chain of moves is too long; then all
are taken back. Ejection chains: Glover, Discrete Applied Mathematics 65 (1996) 223-253.
"""

from kontor.engine.scheduling.improve.kernel.breaks import below, draw, ones, pick, worth
from kontor.engine.scheduling.improve.kernel.state import FREE, HALF, LONGEST, REFUSED, Ints, State

NOBODY = -2


def race(s: State, n: Ints, moves: int, temperature: int, smart: int) -> int:
    """Make relays of so many moves in sum, of 256 `smart` from the ends of runs; return the change of cost."""
    for breaks in range(s.slots):
        n[s.toll + breaks] = worth(s, n, breaks, 0)
    total = 0
    goal = n[s.move] + moves
    while n[s.move] < goal:
        r = draw(s, n)
        cost = relay(s, n, (temperature * n[s.threshold + (r & 4095)]) >> 12, (r >> 12) & 255 < smart)
        if cost != REFUSED:
            total += cost
    return total


def relay(s: State, n: Ints, limit: int, smart: bool) -> int:
    """Move a random person, and whoever gets a new break by it in turn; all or nothing."""
    n[s.move] += 1
    person = below(s, n, s.people)
    leaves, enters = random_move(s, n, person, smart)
    if leaves == FREE or turned(s, n, person, leaves, enters) > limit + n[s.toll + 1]:
        return REFUSED
    total = 0
    done = 0
    while True:
        other, odd = end_of(s, n, person, leaves, enters)
        if other == NOBODY or (odd and n[s.taken + enters] >= n[s.tables + enters]):
            break
        change = turned(s, n, other, leaves, enters)
        total += turned(s, n, person, leaves, enters) + change
        if total > limit and (change <= 0 or done == LONGEST - 1):
            break
        turn(s, n, person, leaves, enters)
        turn(s, n, other, leaves, enters)
        run(s, n, person, leaves, enters)
        n[s.loose + 3 * done] = person
        n[s.loose + 3 * done + 1] = leaves
        n[s.loose + 3 * done + 2] = enters
        done += 1
        if total <= limit:
            return total
        last, person = leaves + enters, other
        leaves, enters = healing_move(s, n, person, change)
        if leaves == FREE or leaves + enters == last:
            break
        n[s.move] += 1
    take_back(s, n, done)
    return REFUSED


def random_move(s: State, n: Ints, person: int, smart: bool) -> tuple[int, int]:
    """A slot in which she meets and one in which she is idle; smart ones leave few breaks. FREE where there is none."""
    r = draw(s, n)
    x = n[s.busy + person]
    idle = ~x & ((1 << s.slots) - 1)
    if smart:
        idle &= (x << 1) | (x >> 1)
        x &= ~((x << 1) & (x >> 1))
    if x == 0 or idle == 0:
        return FREE, FREE
    leaves = pick(x, ((r & 1023) * s.slots) >> 10)
    return leaves, pick(idle, (((r >> 10) & 1023) * s.slots) >> 10)


def healing_move(s: State, n: Ints, person: int, least: int) -> tuple[int, int]:
    """A random one of her moves that save at least so much; FREE where none does."""
    x = n[s.busy + person]
    ends = x & ~((x << 1) & (x >> 1))
    gaps = ~x & ((1 << s.slots) - 1) & ((x << 1) | (x >> 1))
    most = ones(x & ~(x << 1))
    goal = n[s.cost + person] - least
    while most > 0 and n[s.toll + most - 1] > goal:
        most -= 1
    found = 0
    leaves = 0
    enters = 0
    r = draw(s, n)
    while ends != 0:
        a = ends & -ends
        ends ^= a
        rest = gaps
        while rest != 0:
            b = rest & -rest
            rest ^= b
            y = x ^ a ^ b
            if ones(y & ~(y << 1)) <= most:
                found += 1
                r = (r * 69069 + 1) & HALF
                if (r >> 16) * found < 65536:
                    leaves = a
                    enters = b
    if found == 0:
        return FREE, FREE
    return ones(leaves - 1), ones(enters - 1)


def day_of(s: State, n: Ints, x: int) -> int:
    """What a day costs that is busy in these slots."""
    return n[s.toll + ones(x & ~(x << 1)) - 1]


def turned(s: State, n: Ints, person: int, a: int, b: int) -> int:
    """What it would cost her to be busy in the one slot instead of the other."""
    return day_of(s, n, n[s.busy + person] ^ n[s.bit + a] ^ n[s.bit + b]) - n[s.cost + person]


def turn(s: State, n: Ints, person: int, a: int, b: int) -> None:
    """Let her be busy in the one slot instead of the other."""
    x = n[s.busy + person] ^ n[s.bit + a] ^ n[s.bit + b]
    n[s.busy + person] = x
    breaks = ones(x & ~(x << 1)) - 1
    n[s.cost + person] = n[s.toll + breaks]
    n[s.breaks + person] = breaks


def end_of(s: State, n: Ints, person: int, a: int, b: int) -> tuple[int, bool]:
    """Who is at the other end of her path between two slots, and whether its meetings are odd in number.

    NOBODY where a meeting of the path may not be held in the other slot.
    """
    here = a
    odd = False
    while True:
        wish = n[s.at + here * s.people + person]
        if wish == FREE:
            return person, odd
        here = a + b - here
        if s.closed > 0 and n[s.may + wish] & n[s.bit + here] == 0:
            return NOBODY, odd
        person = n[s.seat + 2 * wish] + n[s.seat + 2 * wish + 1] - person
        odd = not odd


def run(s: State, n: Ints, person: int, a: int, b: int) -> None:
    """Move every meeting of her path to the other of the two slots."""
    here = a
    wish = n[s.at + a * s.people + person]
    n[s.at + a * s.people + person] = FREE
    while wish != FREE:
        there = a + b - here
        other = n[s.seat + 2 * wish] + n[s.seat + 2 * wish + 1] - person
        following = n[s.at + there * s.people + other]
        n[s.at + there * s.people + person] = wish
        n[s.at + there * s.people + other] = wish
        n[s.slot + wish] = there
        n[s.taken + there] += 1
        n[s.taken + here] -= 1
        if following == FREE:
            n[s.at + here * s.people + other] = FREE
        person = other
        wish = following
        here = there


def take_back(s: State, n: Ints, done: int) -> None:
    """Undo so many moves, the last first."""
    for move in range(done - 1, -1, -1):
        person = n[s.loose + 3 * move]
        leaves = n[s.loose + 3 * move + 1]
        enters = n[s.loose + 3 * move + 2]
        other, _ = end_of(s, n, person, enters, leaves)
        turn(s, n, person, leaves, enters)
        turn(s, n, other, leaves, enters)
        run(s, n, person, enters, leaves)
