"""Dates of labels and memberships: with the precision that is known, and never backwards."""

from collections.abc import Iterable

from kontor.hub.foundation.partial_dates import surely_after
from kontor.hub.foundation.refusal import N_, Refusal


class ExpiresBeforeAward(Refusal):
    code = "expires-before-award"
    sentence = N_(
        "The label expires (%(expires)s) before it was awarded (%(awarded)s): correct one of the two dates."
    )


class LabelNeedsAName(Refusal):
    code = "label-needs-a-name"
    sentence = N_("Write the name of the label: 'other' alone does not tell which one it is.")


class LabelTwice(Refusal):
    code = "label-twice"
    sentence = N_(
        "This label of that award is kept already: change its expiry there, or enter another award."
    )


class EndsBeforeItStarts(Refusal):
    code = "ends-before-it-starts"
    sentence = N_("It ends (%(end)s) before it starts (%(start)s): correct one of the two dates.")


class LeavesBeforeJoining(Refusal):
    code = "leaves-before-joining"
    sentence = N_("%(member)s leaves (%(end)s) before it joins (%(start)s): correct one of the two dates.")


class MemberOfItself(Refusal):
    code = "member-of-itself"
    sentence = N_("%(member)s cannot be a member of itself: choose the cluster organisation it belongs to.")


class NotACluster(Refusal):
    code = "not-a-cluster"
    sentence = N_(
        "%(cluster)s is not a cluster organisation or an association, so it has no members: choose another."
    )


class MemberAlready(Refusal):
    code = "member-already"
    sentence = N_(
        "%(member)s is a member of %(cluster)s at that time already (%(start)s to %(end)s): change that entry."
    )


WITH_MEMBERS = ("cluster-organisation", "association", "chamber")


def check_label(kind: str, name: str, awarded: str, expires: str) -> None:
    """A label has a name where its kind does not say it, and expires after its award."""
    if kind == "other" and not name.strip():
        raise LabelNeedsAName(field="name")
    if surely_after(awarded, expires):
        raise ExpiresBeforeAward(field="expires", awarded=awarded, expires=expires)


def check_label_once(present: bool) -> None:
    if present:
        raise LabelTwice(field="awarded")


def check_period(start: str, end: str) -> None:
    """Refuse a period that is impossible whatever the unknown days are."""
    if surely_after(start, end):
        raise EndsBeforeItStarts(field="end", start=start, end=end)


def check_membership(member: str, cluster: str, cluster_kind: str, start: str, end: str) -> None:
    """A member belongs to another body that has members, and leaves after it joins. Names are for the sentence."""
    if member == cluster:
        raise MemberOfItself(field="cluster", member=member)
    if cluster_kind not in WITH_MEMBERS:
        raise NotACluster(field="cluster", cluster=cluster)
    if surely_after(start, end):
        raise LeavesBeforeJoining(field="end", member=member, start=start, end=end)


def check_joins_once(
    member: str, cluster: str, period: tuple[str, str], present: Iterable[tuple[str, str]]
) -> None:
    """No two memberships of the same pair at the same time. Unknown ends are open."""
    start, end = period
    for other_start, other_end in present:
        if not surely_after(start, other_end) and not surely_after(other_start, end):
            raise MemberAlready(
                field="start", member=member, cluster=cluster, start=other_start or "?", end=other_end or "?"
            )
