"""Why: a code with what it is about, and the English sentence made of both. One table, so each sentence stands once."""

from dataclasses import dataclass, field

SENTENCES = {
    # Why a meeting cannot stay as it was published.
    "cancelled": "Meeting {wish!r} was cancelled.",
    "absent": "{person!r} is not there in slot {slot!r}.",
    "table": "{place!r} has no table left in slot {slot!r}.",
    "elsewhen": "Meeting {wish!r} may no longer be held in slot {slot!r}.",
    "elsewhere": "Meeting {wish!r} may no longer be held at {place!r}.",
    "clash": "{person!r} has another meeting in slot {slot!r}.",
    "most": "{person!r} already has as many meetings as she wants, {maximum}.",
    "apart": "{person!r} must not meet {other!r}.",
    "turn": "Meeting {wish!r} would not keep its order with meeting {other!r}.",
    "way": "{person!r} cannot walk to {place!r} in time for slot {slot!r}.",
    "walk": "Meeting {wish!r} can no longer be reached in time on foot.",
    "stranger": "Meeting {wish!r} was held by people who are not asked for it.",
    "room": "It makes room for meeting {wish!r}.",
    "level": "It keeps the numbers of breaks within {difference} of each other.",
    # Why a wish is not held.
    "excluded": "{wish!r} cannot be held: {person!r} must not meet {other!r}.",
    "excluded_all": "{wish!r} cannot be held: of any people who could sit there, two must not meet.",
    "closed": "{wish!r} has no slot left in which it may be held.",
    "at_maximum": "{wish!r} is not held: {person!r} already has as many meetings as she wants, {maximum}.",
    "never_together": "{wish!r} is not held: its people are never there in the same slot of its own.",
    "out_of_order": "{wish!r} is not held: its slots do not keep the order with meeting {other!r}.",
    "no_common_slot": "{wish!r} is not held: its people are never free at once (slots when all are there: {slots}).",
    "no_table": "{wish!r} is not held: whenever its people are free (slots: {slots}), every table is taken.",
    "no_way": "{wish!r} is not held: no table is near enough to the meetings before and after.",
    "nothing": "Nothing stands against {wish!r}: there are a slot and a table for it.",
    # Why somebody has a break.
    "idle_away": "{person!r} is not there in these slots.",
    "idle_past": "These slots are past.",
    "idle_open": "Nothing stands against closing it: one meeting can move without touching another.",
    "idle_no_table": "In these slots, when {person!r} is there, every table is taken.",
    "idle_partners": "Whoever {person!r} meets is busy or away in these slots, or meets her in a fixed one.",
    # What a change takes.
    "hold": "Hold {wish!r} in slot {slot!r}.",
    "move": "Move meeting {wish!r} from slot {since!r} to slot {to!r}.",
    "drop": "Drop meeting {wish!r} of weight {weight}.",
    "one_more_table": "Have one more table at {place!r} in slot {slot!r}.",
    "be_there": "{person!r} is there in slot {slot!r}, too.",
    "want_one_more": "{person!r} has up to {maximum} meetings.",
    "open_slot": "Allow slot {slot!r} for {wish!r}.",
    "let_meet": "Let {person!r} meet {other!r} although they are excluded.",
    "let_order_go": "Give up the order of {wish!r} and {other!r}.",
    "let_differ": "Let numbers of breaks differ by up to {difference}.",
    # What a repair had to do against the rule.
    "confirmed": "Confirmed meeting {wish!r} was touched: {why}",
    "required": "Meeting {wish!r} must be held, and cannot any more: {why}",
    "uneven": "Numbers of breaks now differ by {range}; at most {difference} was asked and cannot be kept.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is a key of SENTENCES; `about` fills its sentence: ids of the problem, numbers, or a sentence."""

    code: str
    about: dict[str, str | int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code].format(**self.about)


def why(code: str, **about: str | int) -> Reason:
    """Return the reason of that code about those ids and numbers."""
    return Reason(code, about)
