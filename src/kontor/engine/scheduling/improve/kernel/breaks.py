"""Random numbers, and what the breaks of one person cost."""

from kontor.engine.scheduling.improve.kernel.bits import highest, lowest, ones
from kontor.engine.scheduling.improve.kernel.state import (
    BEYOND,
    BREAK,
    HALF,
    IDLE,
    MOST,
    UNFAIR,
    Ints,
    State,
)


def draw(s: State, n: Ints) -> int:
    """A random number of 32 bits: xorshift (Marsaglia 2003) and a congruential generator, added."""
    x = n[s.chance]
    x ^= (x << 13) & HALF
    x ^= x >> 17
    x ^= (x << 5) & HALF
    y = (n[s.chance + 1] * 69069 + 1234567) & HALF
    n[s.chance] = x
    n[s.chance + 1] = y
    return (x + y) & HALF


def below(s: State, n: Ints, limit: int) -> int:
    """A random number from 0 to limit - 1."""
    return (draw(s, n) * limit) >> 32


def renew(s: State, n: Ints, person: int) -> int:
    """Count a person's breaks anew from her bits; return how much more they cost."""
    breaks, idle = day(s, n, person)
    cost = worth(s, n, breaks, idle)
    change = cost - n[s.cost + person]
    n[s.breaks + person] = breaks
    n[s.cost + person] = cost
    return change


def day(s: State, n: Ints, person: int) -> tuple[int, int]:
    """Breaks and idle slots inside them, over all days of a person."""
    breaks = 0
    idle = 0
    runs = 0
    count = 0
    base = 0
    carry = 0
    low = 0
    high = 0
    for k in range(s.words):
        x = n[s.busy + person * s.words + k]
        if n[s.opens + k] == 1:
            runs = 0
            count = 0
            base = 0
            carry = 0
        if x != 0:
            runs += ones(x & ~((x << 1) | carry))
            if count == 0:
                low = base + lowest(x)
            high = base + highest(x)
            count += ones(x)
        carry = (x >> (n[s.width + k] - 1)) & 1
        base += n[s.width + k]
        if n[s.closes + k] == 1 and count > 0:
            breaks += runs - 1
            idle += high - low + 1 - count
    return breaks, idle


def worth(s: State, n: Ints, breaks: int, idle: int) -> int:
    """What somebody's breaks cost; those beyond the most that the aims allow cost more."""
    cost = breaks * n[s.price + BREAK] + idle * n[s.price + IDLE]
    cost += breaks * (breaks - 1) // 2 * n[s.price + UNFAIR]
    if breaks > n[s.price + MOST]:
        cost += (breaks - n[s.price + MOST]) * n[s.price + BEYOND]
    return cost


def toggle(s: State, n: Ints, person: int, slot: int) -> None:
    n[s.busy + person * s.words + n[s.word + slot]] ^= n[s.bit + slot]


def toggled(s: State, n: Ints, person: int, a: int, b: int) -> int:
    """What a person's breaks would cost more if she were busy in b and not in a, or the other way round."""
    toggle(s, n, person, a)
    toggle(s, n, person, b)
    breaks, idle = day(s, n, person)
    toggle(s, n, person, a)
    toggle(s, n, person, b)
    return worth(s, n, breaks, idle) - n[s.cost + person]
