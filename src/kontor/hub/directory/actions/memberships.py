"""Members join clusters and leave them."""

from django.db import transaction

from kontor.hub.directory import rules
from kontor.hub.directory.models import Membership, Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def add_member(
    *, actor: Actor, cluster: Organisation, member: Organisation, start: str = "", end: str = ""
) -> Membership:
    """A member joins a cluster. Refused when it leaves before it joins, or is a member at that time already."""
    membership = Membership(member=member, cluster=cluster, start=start, end=end)
    require(actor, "directory.add-member", membership)
    cluster = Organisation.objects.select_for_update().get(pk=cluster.pk)
    _check(membership)
    membership.save()
    audit.record(actor, "directory.add-member", membership)
    return membership


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, end: str) -> Membership:
    """A member leaves; the entry stays, with its end."""
    require(actor, "directory.end-membership", membership)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    before = audit.state_of(membership)
    membership.end = end
    _check(membership)
    membership.save(update_fields=["end"])
    audit.record(actor, "directory.end-membership", membership, before=before)
    return membership


@transaction.atomic
def remove_member(*, actor: Actor, membership: Membership) -> None:
    """Take away a membership that was entered by mistake; who left stays, with the end."""
    require(actor, "directory.remove-member", membership)
    audit.record(actor, "directory.remove-member", membership, before=audit.state_of(membership), after={})
    membership.delete()


def _check(membership: Membership) -> None:
    member, cluster = membership.member, membership.cluster
    rules.check_membership(member.name, cluster.name, cluster.kind, membership.start, membership.end)
    others = Membership.objects.filter(member=member, cluster=cluster).exclude(pk=membership.pk)
    rules.check_joins_once(
        member.name, cluster.name, (membership.start, membership.end), others.values_list("start", "end")
    )
