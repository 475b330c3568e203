"""What must hold of a value chain. Plain Python: values in, nothing or a refusal out."""

from collections.abc import Collection

from kontor.hub.foundation.refusal import N_, Refusal


class ChainKeyTaken(Refusal):
    code = "chain-key-taken"
    sentence = N_("There is a value chain with the key '%(key)s' already: choose another key.")


class ComponentNamedTwice(Refusal):
    code = "component-named-twice"
    sentence = N_("The chain has a component '%(name)s' already: choose another name.")


class LinkedWithItself(Refusal):
    code = "linked-with-itself"
    sentence = N_("A component cannot be linked with itself: choose another one where the link ends.")


class LinkedAlready(Refusal):
    code = "linked-already"
    sentence = N_("These components are linked so already: say what else passes, or choose others.")


class NotOfThisChain(Refusal):
    code = "not-of-this-chain"
    sentence = N_("The component '%(name)s' belongs to another chain: choose one of this chain.")


class NoSuchComponent(Refusal):
    code = "no-such-component"
    sentence = N_(
        "The chain has no component '%(name)s': import its components first, or write the name as it stands there."
    )


class StaysInItsPartnership(Refusal):
    code = "stays-in-its-partnership"
    sentence = N_(
        "A value chain stays with the partnership that drew it: start another chain for the other partnership."
    )


class UnknownTerm(Refusal):
    code = "unknown-term"
    status = 422
    sentence = N_("There is no term '%(value)s': write it as taxonomy:code, as the list of terms gives it.")


class MappedAlready(Refusal):
    code = "mapped-already"
    sentence = N_("'%(organisation)s' is mapped to '%(component)s' already: edit that contribution.")


def check_component(name: str, others: Collection[str]) -> None:
    """`others` are the names of the other components; upper and lower case make no other name."""
    if name.strip().casefold() in {one.strip().casefold() for one in others}:
        raise ComponentNamedTwice(field="name", name=name)


def check_link(start: int, end: int, kind: str, known: Collection[tuple[int, int, str]]) -> None:
    """`known` are the links that there are: start, end, kind."""
    if start == end:
        raise LinkedWithItself(field="end")
    if (start, end, kind) in known:
        raise LinkedAlready(field="end")
