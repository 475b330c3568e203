"""States in their order, and which of them the words of a status or of a label may mean.

A ladder has one or more chains: after talks an agreement is signed, or a project runs without one. Two states are ordered
where one chain holds both. A word may say a state, at least one ('signed' stays true of what is active), or at most one
('not signed'); a label such as 'MoU' only implies one.
"""

from dataclasses import dataclass, field
from typing import Any

from kontor.engine.crosscheck.claims import AT_LEAST, AT_MOST, EXACTLY
from kontor.engine.crosscheck.names import tokens

CONTACT, NEGOTIATION, TO_BE_SIGNED, SIGNED = "contact", "negotiation", "agreement to be signed", "signed"
PROJECT, ACTIVE, CLOSED = "project", "active", "closed"
CHAINS = (
    (CONTACT, NEGOTIATION, TO_BE_SIGNED, SIGNED, ACTIVE, CLOSED),
    (CONTACT, NEGOTIATION, PROJECT, CLOSED),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words of `text` mean wherever a status holds them; without a state they mean nothing.

    `also` is a second state that they may as well mean. Words that are `weak` only count where no others do: negotiations
    may be ongoing, too.
    """

    text: str
    state: str = ""
    qualifier: str = EXACTLY
    implied: bool = False
    weak: bool = False
    also: str = ""


def _phrases(texts: str, state: str, qualifier: str = EXACTLY, **more: Any) -> tuple[Phrase, ...]:
    return tuple(Phrase(text.strip(), state, qualifier, **more) for text in texts.split(","))


PHRASES = (
    *_phrases("contact, first contact, contact initiated, interest identified", CONTACT),
    *_phrases("negotiation, negotiations, under negotiation, in discussion, draft, talks", NEGOTIATION),
    *_phrases("agreement to be signed, to be signed, signature pending, ready to sign", TO_BE_SIGNED),
    *_phrases("not signed, unsigned, not yet signed, never signed, not been signed, nothing signed", TO_BE_SIGNED, AT_MOST),
    *_phrases("planned", TO_BE_SIGNED, AT_MOST, weak=True),
    *_phrases("signed, in force, concluded", SIGNED, AT_LEAST),
    *_phrases("active", ACTIVE, AT_LEAST),
    *_phrases("ongoing, running, in progress", PROJECT, weak=True, also=ACTIVE),
    *_phrases("project", PROJECT),
    *_phrases("closed", CLOSED),
    *_phrases("completed, finished, done, ended", CLOSED, weak=True),
    *_phrases("agreement, agreements, mou, memorandum of understanding, contract, cpa", SIGNED, AT_LEAST, implied=True),
    *_phrases("collaboration, collaboration project", PROJECT, AT_LEAST, implied=True),
    *_phrases("non formal agreement, informal agreement, agreement under negotiation", NEGOTIATION, implied=True),
    *_phrases("agreement template, draft agreement", NEGOTIATION, AT_MOST, implied=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a status says: the states that it allows, the one that it names, and whether it only implies them."""

    states: frozenset[str]
    named: str
    implied: bool


@dataclass(frozen=True)
class Ladder:
    """`signed` is the state from which an agreement counts, with a date and a proof."""

    chains: tuple[tuple[str, ...], ...] = CHAINS
    phrases: tuple[Phrase, ...] = PHRASES
    signed: str = SIGNED
    _known: dict[tuple[str, ...], Phrase] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = [Phrase(state, state) for chain in self.chains for state in chain]
        for phrase in (*names, *self.phrases):
            self._known[tokens(phrase.text)] = phrase

    def read(self, status: str, *, is_label: bool = False) -> Reading | None:
        """Return what the longest known words in `status` say; None where it says nothing that is known.

        Words that say a state go before those that imply one: 'MoU signed' is signed. Not so in a label, which only says what
        something is: a 'collaboration project' may be over.

        >>> reading = Ladder().read("Cooperation agreement TO BE SIGNED")
        >>> reading.named, sorted(reading.states)
        ('agreement to be signed', ['agreement to be signed'])
        >>> sorted(Ladder().read("not signed").states)
        ['agreement to be signed', 'contact', 'negotiation']
        """
        words = tokens(status)
        spans = [
            words[start : start + length]
            for length in range(len(words), 0, -1)
            for start in range(len(words) - length + 1)
        ]
        known = [self._known[span] for span in spans if span in self._known]
        if not is_label:
            known.sort(key=lambda phrase: (phrase.implied, phrase.weak))
        return self._reading(known[0]) if known else None

    def _reading(self, phrase: Phrase) -> Reading | None:
        if not phrase.state:
            return None
        states = self._allowed(phrase.state, phrase.qualifier)
        if phrase.also:
            states |= self._allowed(phrase.also, phrase.qualifier)
        return Reading(states, phrase.state, phrase.implied)

    def _allowed(self, state: str, qualifier: str) -> frozenset[str]:
        if qualifier == EXACTLY:
            return frozenset((state,))
        places = [(chain, chain.index(state)) for chain in self.chains if state in chain]
        parts = [chain[place:] if qualifier == AT_LEAST else chain[: place + 1] for chain, place in places]
        return frozenset().union(*parts)

    def ordered(self, one: str, other: str) -> bool:
        """Tell whether a chain holds both states, so that one of them comes first."""
        return any(one in chain and other in chain for chain in self.chains)

    def may_become(self, one: Reading, other: Reading) -> bool:
        """Tell whether something that is in `one` may later be in `other`."""
        return any(
            earlier in chain and later in chain and chain.index(earlier) <= chain.index(later)
            for chain in self.chains
            for earlier in one.states
            for later in other.states
        )

    def is_signed(self, status: str) -> bool:
        """Tell whether `status` says, in so many words, that an agreement was signed.

        >>> [Ladder().is_signed(status) for status in ("SIGNED", "active", "closed", "MoU", "not signed")]
        [True, True, False, False, False]
        """
        reading = self.read(status)
        return reading is not None and not reading.implied and reading.named in self.proven

    @property
    def proven(self) -> frozenset[str]:
        """The states that nothing reaches without a signature."""
        unsigned = {state for chain in self.chains if self.signed not in chain for state in chain}
        return self._allowed(self.signed, AT_LEAST) - unsigned
