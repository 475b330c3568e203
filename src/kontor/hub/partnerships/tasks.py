"""Work in the background."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import VISITOR, system
from kontor.hub.foundation.jobs import Done, Progress, daily, job
from kontor.hub.partnerships import actions, queries
from kontor.hub.partnerships.actions.network import MEASURE_NETWORK


@job(MEASURE_NETWORK)
def measure_network(
    progress: Progress, owner_id: int | None, *, partnership_kind: str, generation: int | None, strand: str
) -> Done:
    """Measure the network as its owner sees it; nobody's is the visitors'."""
    actor = actor_of(User.objects.get(pk=owner_id)) if owner_id else VISITOR
    steps = (
        gettext("Looking for communities"),
        gettext("Following the shortest ways"),
        gettext("Looking for bridges"),
        gettext("Drawing"),
    )

    def say(step: str) -> None:
        progress.advance(1 if progress.step else 0)
        progress.say(step)

    found = queries.measure(actor, queries.Choice(partnership_kind, generation, strand), steps, say)
    told = ngettext(
        "%(number)d organisation measured.", "%(number)d organisations measured.", found.organisations
    )
    return Done(told % {"number": found.organisations})


@daily("partnerships.remind")
def remind() -> None:
    """Ask whose search is about to end whether it shall run on."""
    actions.remind_of_expiry(actor=system("partnerships.remind"), today=timezone.localdate())


@daily("partnerships.send_alerts")
def alert() -> None:
    """Tell everybody who asked of the searches that are new to her."""
    actions.send_alerts(actor=system("partnerships.send_alerts"), today=timezone.localdate())
