"""The moves of the search and the loop over them."""

from kontor.engine.scheduling.improve.kernel.bits import pick
from kontor.engine.scheduling.improve.kernel.breaks import below, draw, renew, toggle, toggled
from kontor.engine.scheduling.improve.kernel.state import BEYOND, BREAK, FREE, MINIMUM, REFUSED, Ints, State


def anneal(s: State, n: Ints, moves: int, temperature: int, smart: int, admitting: int) -> int:  # noqa: PLR0917  (Numba takes them by position)
    """Make so many moves, of 256 `admitting` to admit a wish and `smart` at the ends of runs; return the change of cost."""
    total = 0
    for _ in range(moves):
        n[s.move] += 1
        r = draw(s, n)
        limit = (temperature * n[s.threshold + (r & 4095)]) >> 12
        kind = (r >> 12) & 255
        if n[s.out] > 0 and kind < admitting:
            cost = admit(s, n, limit)
        elif kind == 239:
            cost = expel(s, n, limit)
        elif s.flexible > 0 and kind >= 240:
            cost = reseat(s, n, limit)
        else:
            cost = shift(s, n, limit, smart)
        if cost != REFUSED:
            total += cost
    return total


def settle(s: State, n: Ints) -> int:
    """Count the cost of everybody's breaks anew, after the prices have changed; return the sum."""
    total = 0
    for person in range(s.people):
        renew(s, n, person)
        total += n[s.cost + person]
    return total


def shift(s: State, n: Ints, limit: int, smart: int) -> int:  # noqa: PLR0911  (each a reason to refuse)
    """Move a meeting of a random person to another slot, with the whole alternating chain."""
    person = below(s, n, s.people)
    r = draw(s, n)
    k = below(s, n, s.words) if s.words > 1 else 0
    other = below(s, n, s.words) if s.words > 1 else 0
    x = n[s.busy + person * s.words + k]
    y = n[s.busy + person * s.words + other]
    goals = (1 << n[s.width + other]) - 1
    if (r & 255) < smart:
        # Only ends of runs are left and only slots beside runs are filled: most other moves make a break.
        x &= ~((x << 1) & (x >> 1))
        goals &= ~y
        if y != 0:
            goals &= (y << 1) | (y >> 1)
    if x == 0 or goals == 0:
        return REFUSED
    a = n[s.begin + k] + pick(x, (((r >> 8) & 1023) * n[s.width + k]) >> 10)
    b = n[s.begin + other] + pick(goals, (((r >> 18) & 1023) * n[s.width + other]) >> 10)
    if a == b:
        return REFUSED
    # Where she is busy in both, a chain that is closed moves for nothing and stirs who meets whom.
    if n[s.at + b * s.people + person] == FREE and toggled(s, n, person, a, b) > limit + n[s.price + BREAK]:
        return REFUSED
    length, loose, surplus, cost = follow(s, n, n[s.at + a * s.people + person], a, b, limit)
    if length == 0 or cost > limit:
        return REFUSED
    if surplus > 0 and n[s.taken + b] + surplus > n[s.tables + b]:
        return REFUSED
    if surplus < 0 and n[s.taken + a] - surplus > n[s.tables + a]:
        return REFUSED
    if s.orders > 0 and not in_order(s, n, length, a, b):
        return REFUSED
    swap(s, n, length, loose, surplus, a, b)
    return cost


def follow(s: State, n: Ints, wish: int, a: int, b: int, limit: int) -> tuple[int, int, int, int]:  # noqa: PLR0917  (Numba takes them by position)
    """The alternating chain of a wish from slot a to b: length, loose ends, surplus in b, added cost.

    Who sits in both slots drags along her other meeting, which moves the opposite way (Kempe 1879); whoever sits in one
    of them only is a loose end, and her breaks change. Length 0 when somebody may not, or when it is hopelessly dear.
    """
    stamp = n[s.move]
    n[s.chain] = wish
    n[s.mark + wish] = stamp
    length = 1
    done = 0
    loose = 0
    surplus = 0
    cost = 0
    while done < length:
        moved = n[s.chain + done]
        done += 1
        goal = a
        if n[s.slot + moved] == a:
            goal = b
            surplus += 1
        else:
            surplus -= 1
        if n[s.may + moved * s.words + n[s.word + goal]] & n[s.bit + goal] == 0:
            return 0, 0, 0, 0
        for k in range(s.seat + moved * s.parties, s.seat + (moved + 1) * s.parties):
            person = n[k]
            if person == FREE:
                continue
            other = n[s.at + goal * s.people + person]
            if other == FREE:
                n[s.loose + loose] = person
                loose += 1
                cost += toggled(s, n, person, a, b)
                if cost > limit + 2 * n[s.price + BREAK]:
                    return 0, 0, 0, 0
            elif n[s.mark + other] != stamp:
                n[s.mark + other] = stamp
                n[s.chain + length] = other
                length += 1
    return length, loose, surplus, cost


def in_order(s: State, n: Ints, length: int, a: int, b: int) -> bool:
    """Whether the chain leaves every two meetings in order."""
    for done in range(length):
        wish = n[s.chain + done]
        here = a + b - n[s.slot + wish]
        for k in range(n[s.order + wish], n[s.order + wish + 1]):
            other = n[s.other + k]
            slot = n[s.slot + other]
            if slot == FREE:
                continue
            if n[s.mark + other] == n[s.move]:
                slot = a + b - slot
            if (slot - here) * n[s.sign + k] <= 0:
                return False
    return True


def swap(s: State, n: Ints, length: int, loose: int, surplus: int, a: int, b: int) -> None:  # noqa: PLR0917  (Numba takes them by position)
    """Move the chain that `follow` has left behind."""
    for done in range(length):
        moved = n[s.chain + done]
        row = s.at + n[s.slot + moved] * s.people
        for k in range(s.seat + moved * s.parties, s.seat + (moved + 1) * s.parties):
            if n[k] != FREE:
                n[row + n[k]] = FREE
    for done in range(length):
        moved = n[s.chain + done]
        goal = a + b - n[s.slot + moved]
        n[s.slot + moved] = goal
        for k in range(s.seat + moved * s.parties, s.seat + (moved + 1) * s.parties):
            if n[k] != FREE:
                n[s.at + goal * s.people + n[k]] = moved
    n[s.taken + b] += surplus
    n[s.taken + a] -= surplus
    for k in range(s.loose, s.loose + loose):
        toggle(s, n, n[k], a)
        toggle(s, n, n[k], b)
        renew(s, n, n[k])


def admit(s: State, n: Ints, limit: int) -> int:
    """Hold a wish of the pool in a random slot; whatever is in the way goes to the pool."""
    wish = n[s.pool + below(s, n, n[s.out])]
    slot = below(s, n, s.slots)
    bit = n[s.bit + slot]
    if n[s.allowed + wish * s.words + n[s.word + slot]] & bit == 0 or n[s.tables + slot] == 0:
        return REFUSED
    if not line_up(s, n, wish) or n[s.may + wish * s.words + n[s.word + slot]] & bit == 0:
        return REFUSED
    length = in_the_way(s, n, wish, slot)
    if length < 0:
        return REFUSED
    price = -n[s.value + wish]
    for k in range(length):
        price += n[s.value + n[s.chain + k]]
    if price > limit + 4 * n[s.price + BREAK] + 4 * n[s.price + MINIMUM]:
        return REFUSED
    cost = 0
    for k in range(length):
        out = n[s.chain + k]
        n[s.loose + k] = n[s.slot + out]
        cost += take(s, n, out)
    cost += put(s, n, wish, slot)
    if cost <= limit:
        return cost
    take(s, n, wish)
    for k in range(length):
        put(s, n, n[s.chain + k], n[s.loose + k])
    return REFUSED


def in_the_way(s: State, n: Ints, wish: int, slot: int) -> int:
    """Gather the meetings that exclude a wish from a slot: same people, order, no table, a maximum. Returns how many."""
    length = 0
    here = 0
    for k in range(s.seat + wish * s.parties, s.seat + (wish + 1) * s.parties):
        if n[k] != FREE and n[s.at + slot * s.people + n[k]] != FREE:
            length = gather(s, n, n[s.at + slot * s.people + n[k]], length)
    here = length
    for k in range(n[s.order + wish], n[s.order + wish + 1]):
        other = n[s.slot + n[s.other + k]]
        if other != FREE and (other - slot) * n[s.sign + k] <= 0:
            before = length
            length = gather(s, n, n[s.other + k], length)
            if other == slot:
                here += length - before
    if n[s.taken + slot] - here >= n[s.tables + slot]:
        person = below(s, n, s.people)
        for k in range(s.people):
            other = n[s.at + slot * s.people + (person + k) % s.people]
            if other != FREE and n[s.mark + other] != n[s.move]:
                length = gather(s, n, other, length)
                break
    return spare(s, n, wish, length)


def spare(s: State, n: Ints, wish: int, length: int) -> int:
    """Add a meeting of everybody who would have one too many; -1 when she has none to give."""
    for k in range(s.seat + wish * s.parties, s.seat + (wish + 1) * s.parties):
        person = n[k]
        if person == FREE or n[s.tally + person] < n[s.maximum + person]:
            continue
        first = below(s, n, s.slots)
        kept = n[s.tally + person]
        chosen = FREE
        for t in range(s.slots):
            other = n[s.at + (first + t) % s.slots * s.people + person]
            if other != FREE and n[s.mark + other] == n[s.move]:
                kept -= 1
            elif other != FREE and chosen == FREE:
                chosen = other
        if kept >= n[s.maximum + person]:
            if chosen == FREE:
                return -1
            length = gather(s, n, chosen, length)
            if kept - 1 >= n[s.maximum + person]:
                return -1
    return length


def expel(s: State, n: Ints, limit: int) -> int:
    """Hold a random wish no longer: of use where a meeting is worth less than the breaks it makes."""
    wish = n[s.pool + below(s, n, s.wishes)]
    slot = n[s.slot + wish]
    if slot == FREE or n[s.value + wish] > limit + 4 * (n[s.price + BREAK] + n[s.price + BEYOND]):
        return REFUSED
    cost = take(s, n, wish)
    if cost <= limit:
        return cost
    put(s, n, wish, slot)
    return REFUSED


def gather(s: State, n: Ints, wish: int, length: int) -> int:
    """Note a wish for this move, once; return how many there are."""
    if n[s.mark + wish] == n[s.move]:
        return length
    n[s.mark + wish] = n[s.move]
    n[s.chain + length] = wish
    return length + 1


def line_up(s: State, n: Ints, wish: int) -> bool:
    """Choose sitters of a wish at random; False when two of them must not meet."""
    first = s.seat + wish * s.parties
    for k in range(s.parties):
        begin = n[s.party + wish * s.parties + k]
        people = n[s.party + wish * s.parties + k + 1] - begin
        if people > 1:
            n[first + k] = n[s.choice + begin + below(s, n, people)]
    for word in range(s.words):
        slots = n[s.allowed + wish * s.words + word]
        for k in range(first, first + s.parties):
            if n[k] != FREE:
                slots &= n[s.there + n[k] * s.words + word]
        n[s.may + wish * s.words + word] = slots
    for k in range(first, first + s.parties):
        if n[k] == FREE:
            continue
        for j in range(n[s.stranger + n[k]], n[s.stranger + n[k] + 1]):
            for i in range(first, k):
                if n[i] == n[s.strange + j]:
                    return False
    return True


def reseat(s: State, n: Ints, limit: int) -> int:
    """Let others of the same parties sit in a random meeting."""
    wish = n[s.choosy + below(s, n, s.flexible)]
    slot = n[s.slot + wish]
    if slot == FREE:
        return REFUSED
    cost = take(s, n, wish)
    first = s.seat + wish * s.parties
    for k in range(s.parties):
        n[s.loose + k] = n[first + k]
    if line_up(s, n, wish) and fits(s, n, wish, slot):
        cost += put(s, n, wish, slot)
        if cost <= limit:
            return cost
        take(s, n, wish)
    for k in range(s.parties):
        n[first + k] = n[s.loose + k]
    remember(s, n, wish)
    put(s, n, wish, slot)
    return REFUSED


def fits(s: State, n: Ints, wish: int, slot: int) -> bool:
    """Whether those who sit there can, now."""
    if n[s.may + wish * s.words + n[s.word + slot]] & n[s.bit + slot] == 0:
        return False
    for k in range(s.seat + wish * s.parties, s.seat + (wish + 1) * s.parties):
        if n[k] == FREE:
            continue
        if n[s.at + slot * s.people + n[k]] != FREE or n[s.tally + n[k]] >= n[s.maximum + n[k]]:
            return False
    return True


def remember(s: State, n: Ints, wish: int) -> None:
    """Note in which slots those who sit there can meet."""
    for word in range(s.words):
        slots = n[s.allowed + wish * s.words + word]
        for k in range(s.seat + wish * s.parties, s.seat + (wish + 1) * s.parties):
            if n[k] != FREE:
                slots &= n[s.there + n[k] * s.words + word]
        n[s.may + wish * s.words + word] = slots


def put(s: State, n: Ints, wish: int, slot: int) -> int:
    """Hold a wish; return the change of cost."""
    cost = -n[s.value + wish]
    n[s.slot + wish] = slot
    n[s.taken + slot] += 1
    for k in range(s.seat + wish * s.parties, s.seat + (wish + 1) * s.parties):
        person = n[k]
        if person != FREE:
            n[s.at + slot * s.people + person] = wish
            toggle(s, n, person, slot)
            if n[s.tally + person] < n[s.minimum + person]:
                cost -= n[s.price + MINIMUM]
            n[s.tally + person] += 1
            cost += renew(s, n, person)
    n[s.out] -= 1
    exchange(s, n, wish, n[s.out])
    return cost


def take(s: State, n: Ints, wish: int) -> int:
    """Hold a wish no longer; return the change of cost."""
    cost = n[s.value + wish]
    slot = n[s.slot + wish]
    n[s.slot + wish] = FREE
    n[s.taken + slot] -= 1
    for k in range(s.seat + wish * s.parties, s.seat + (wish + 1) * s.parties):
        person = n[k]
        if person != FREE:
            n[s.at + slot * s.people + person] = FREE
            toggle(s, n, person, slot)
            n[s.tally + person] -= 1
            if n[s.tally + person] < n[s.minimum + person]:
                cost += n[s.price + MINIMUM]
            cost += renew(s, n, person)
    exchange(s, n, wish, n[s.out])
    n[s.out] += 1
    return cost


def exchange(s: State, n: Ints, wish: int, position: int) -> None:
    """Bring a wish to that position of the pool."""
    there = n[s.pool + position]
    here = n[s.where + wish]
    n[s.pool + here] = there
    n[s.where + there] = here
    n[s.pool + position] = wish
    n[s.where + wish] = position
