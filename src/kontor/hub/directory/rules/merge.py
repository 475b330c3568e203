"""When two records may become one, what of both remains, and when that can be undone."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from kontor.hub.directory.rules.terms import MOST_TERMS
from kontor.hub.directory.rules.times import WITH_MEMBERS
from kontor.hub.foundation.partial_dates import surely_after
from kontor.hub.foundation.refusal import N_, Refusal

# From widest to narrowest: what one of two was not shown to, the merged one is not shown to either.
VISIBILITIES = ("public", "programme", "partners", "restricted")
TEAM_ROLES = ("member", "editor", "manager")


class SameRecord(Refusal):
    code = "same-record"
    sentence = N_("'%(name)s' is one record already: choose another one to merge it with.")


class MergedAlready(Refusal):
    code = "merged-already"
    sentence = N_(
        "'%(name)s' was merged into '%(survivor)s' already. Merge with '%(survivor)s', or undo that merge first."
    )


class WouldBeACycle(Refusal):
    code = "cycle-of-merges"
    sentence = N_(
        "'%(name)s' was merged into '%(other)s' itself: merging back would be a circle. Undo that merge instead."
    )


class MembersNeedACluster(Refusal):
    code = "members-need-a-cluster"
    sentence = N_(
        "'%(name)s' will have members, and only a cluster organisation, an association or a chamber has: choose that kind."
    )


class UndoneAlready(Refusal):
    code = "undone-already"
    sentence = N_("This merge was undone already: both records stand on their own.")


class ChangedSinceMerge(Refusal):
    code = "changed-since-merge"
    sentence = N_(
        "The merge of '%(double)s' cannot be undone, because %(what)s was changed since. Set that back first, or register "
        "the organisation anew."
    )


class MergedSince(Refusal):
    code = "merged-since"
    sentence = N_("'%(name)s' was itself merged into '%(survivor)s' since: undo that merge first.")


def check_mergeable(
    survivor: tuple[int, str], double: tuple[int, str], merged: dict[int, tuple[int, str]]
) -> None:
    """Two different records that both stand. Each is (id, name); `merged` says into which one a record was merged."""
    if survivor[0] == double[0]:
        raise SameRecord(name=double[1])
    if (into := merged.get(survivor[0])) is not None:
        if into[0] == double[0]:
            raise WouldBeACycle(name=survivor[1], other=double[1])
        raise MergedAlready(name=survivor[1], survivor=into[1])
    if (into := merged.get(double[0])) is not None:
        raise MergedAlready(name=double[1], survivor=into[1])


def check_kind(name: str, kind: str, has_members: bool) -> None:
    """Whoever has members is of a kind that has them."""
    if has_members and kind not in WITH_MEMBERS:
        raise MembersNeedACluster(field="kind", name=name)


def check_not_undone(undone: bool) -> None:
    if undone:
        raise UndoneAlready


def narrower(one: str, other: str) -> str:
    """The visibility that fewer people have.

    >>> narrower("public", "partners")
    'partners'
    """
    return max(one, other, key=VISIBILITIES.index)


def terms_to_take(present: Iterable[tuple[str, str]], offered: Sequence[tuple[str, str]]) -> list[bool]:
    """Which of the `offered` (taxonomy, code) the survivor takes: new ones, while its taxonomy has room for three.

    >>> terms_to_take([("sector", "a"), ("sector", "b")], [("sector", "b"), ("sector", "c"), ("sector", "d")])
    [False, True, False]
    """
    held = set(present)
    room = Counter(taxonomy for taxonomy, _code in held)
    taken = []
    for term in offered:
        takes = term not in held and room[term[0]] < MOST_TERMS
        taken.append(takes)
        if takes:
            held.add(term)
            room[term[0]] += 1
    return taken


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two periods may share a day; unknown ends are open."""
    return not surely_after(one[0], other[1]) and not surely_after(other[0], one[1])


def joined(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """The period that covers both: the earlier known start; an end only where both have one.

    >>> joined(("2018", "2019"), ("2017-03", ""))
    ('2017-03', '')
    """
    starts = sorted(start for start in (one[0], other[0]) if start)
    ends = sorted((one[1], other[1]))
    return (starts[0] if starts else "", ends[1] if ends[0] else "")


def role_on_joining(role: str, has_people: bool) -> str:
    """The role with which somebody of the double's team joins the survivor's.

    Whoever registers a double is its manager: joining as one would hand over somebody else's organisation. So people join
    an inhabited team as members, and its managers decide what they become.
    """
    return TEAM_ROLES[0] if has_people else role


def other_names(known: Collection[str], names: Iterable[str]) -> list[str]:
    """The `names` that are not known yet, each once, in their order."""
    return [name for name in dict.fromkeys(names) if name and name not in known]
