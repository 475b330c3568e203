"""Where everything stands in the one sequence of integers that the inner loop works on."""

from collections.abc import MutableSequence
from typing import NamedTuple

WORD = 62  # slots in one word of bits: what 64 bits hold without touching the sign
HALF = 0xFFFFFFFF
HIGH = 0x7FFFFFFFFFFFFFFF
FREE = -1
LONGEST = 12  # moves in a relay
STEPS = 4096  # entries of the table of thresholds, and one temperature in it
REFUSED = 1 << 62
BREAK, UNFAIR, IDLE, BEYOND, MINIMUM, MOST = range(6)  # the prices, and how many breaks are too many

type Ints = MutableSequence[int]


class State(NamedTuple):
    """Sizes (P people, T slots, W wishes, K parties of the largest wish, B words of bits) and places in `n`.

    Slot t is bit `bit[t]` of word `word[t]`; a word belongs to one day. A party that is not there is FREE.
    """

    people: int
    slots: int
    wishes: int
    parties: int
    words: int
    orders: int  # how many orders of meetings; 0 spares looking
    flexible: int  # how many wishes have a choice of sitters
    word: int  # T
    bit: int  # T
    begin: int  # B: the first slot of a word
    width: int  # B: how many slots it has
    opens: int  # B: 1 when a day begins with it
    closes: int  # B: 1 when a day ends with it
    tables: int  # T
    price: int  # 6
    value: int  # W: what it costs not to hold it
    minimum: int  # P
    maximum: int  # P
    there: int  # P x B: slots in which she is there
    allowed: int  # W x B
    party: int  # W x K + 1: where in `choice` the people of a party begin
    choice: int  # everybody who may sit for a party, party after party
    choosy: int  # wishes with a choice of sitters
    order: int  # W + 1: where in `other` those bound to a wish begin
    other: int  # the other wish of each order
    sign: int  # 1 when the other comes later, -1 when it comes before
    stranger: int  # P + 1: where in `strange` the people whom she must not meet begin
    strange: int
    at: int  # T x P: the wish in which she sits, or FREE
    slot: int  # W: or FREE
    seat: int  # W x K: who sits there
    may: int  # W x B: slots in which those who sit there can meet
    busy: int  # P x B
    cost: int  # P: what her breaks cost
    breaks: int  # P
    tally: int  # P: meetings
    taken: int  # T
    pool: int  # W: the wishes that are not held come first
    where: int  # W: their position in the pool
    out: int  # 1: how many are not held
    mark: int  # W: the number of the last move that touched it
    move: int  # 1: number of moves so far
    chain: int  # W + 8: room for the wishes of a move
    loose: int  # P + W: room for people whose times change, and slots
    chance: int  # 2: the random generator
    threshold: int  # STEPS: cost that a move may add at temperature STEPS


class Paths(NamedTuple):
    """The meetings of an event of pairs and one day, as relays work on them: P people, T slots, W wishes.

    One sequence for each quantity, in types as narrow as will do: what is read most then stays in the nearest cache.
    """

    people: int
    slots: int
    closed: int  # 1 when a wish is not allowed in some slot in which its people are there; 0 spares looking
    partner: Ints  # T x P: whom she meets, or FREE
    held: Ints  # T x P: in which wish, where there is a partner
    busy: Ints  # P: slots in which she meets somebody
    there: Ints  # P
    may: Ints  # W
    taken: Ints  # T
    tables: Ints  # T
    toll: Ints  # T + 2: what so many runs of one person cost
    broken: Ints  # P: room for those who have breaks
    trail: Ints  # 3 LONGEST: room for the moves of a relay
    chance: Ints  # 1: the random generator
