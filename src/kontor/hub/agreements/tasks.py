"""Work in the background: what happens to cases and agreements by the mere passing of days."""

from django.utils import timezone

from kontor.hub.agreements import actions
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import daily


@daily("agreements.expire")
def expire_agreements() -> None:
    """Say of agreements whose last day is past that they have expired."""
    actions.expire_agreements(actor=system("agreements.expire"), today=timezone.localdate())


@daily("agreements.remind")
def remind() -> None:
    """Mail what is due to whoever is to do it."""
    actions.remind(actor=system("agreements.remind"), today=timezone.localdate())
