"""The same case or agreement told twice: pointing at the one that counts, and signing one thing only once."""

from collections.abc import Iterable, Mapping

from kontor.hub.foundation.refusal import N_, Refusal


class SameAsItself(Refusal):
    code = "same-as-itself"
    sentence = N_("'%(name)s' is this record itself: choose the other one that tells of the same.")


class WouldBeACircle(Refusal):
    code = "circle-of-doubles"
    sentence = N_(
        "'%(name)s' is marked as the same as this one already, so marking it the other way round would leave none to count. "
        "Take back that mark first."
    )


class NotTheSameKind(Refusal):
    code = "not-the-same-level"
    sentence = N_(
        "'%(name)s' is a cooperation on another level (clusters and SMEs are counted apart): correct the level of one of "
        "the two, or leave both to count."
    )


class SignedTwice(Refusal):
    code = "signed-twice"
    sentence = N_(
        "'%(other)s' is an agreement of the same kind with the same party, signed on %(day)s as well. If it is the same one, "
        "mark it so, and it counts once; if it is another one, say so and sign again."
    )


def root_of(pk: int, same_as: Mapping[int, int | None]) -> int:
    """The record that counts in the end, following the marks from `pk`."""
    seen = {pk}
    while (following := same_as.get(pk)) is not None and following not in seen:
        seen.add(following)
        pk = following
    return pk


def check_same_as(pk: int, other: int, name: str, same_as: Mapping[int, int | None]) -> int:
    """The record to point at: the one that `other` itself counts as. Refuses itself and circles."""
    if pk == other:
        raise SameAsItself(field="same_as", name=name)
    root = root_of(other, same_as)
    if root == pk:
        raise WouldBeACircle(field="same_as", name=name)
    return root


def check_same_level(name: str, one: str, other: str) -> None:
    if one != other:
        raise NotTheSameKind(field="same_as", name=name)


def check_signed_once(kind: str, signed_on: str, others: Iterable[tuple[str, str, str]]) -> None:
    """Refuse a second signature of the same agreement. `others` are (name, kind, day) of signed ones with the same party."""
    for name, other_kind, other_day in others:
        if signed_on and (kind, signed_on) == (other_kind, other_day):
            raise SignedTwice(other=name, day=signed_on)
