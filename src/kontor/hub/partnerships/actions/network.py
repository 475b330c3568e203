"""Measuring a network that is too large to be measured while a page waits."""

from django.core.cache import cache
from django.utils.translation import gettext

from kontor.hub.foundation import jobs
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import version
from kontor.hub.foundation.models import Job
from kontor.hub.partnerships.queries.network import Choice, kept_as

MEASURE_NETWORK = "partnerships.measure_network"
ASKED_AGAIN_AFTER = 3600


def measure_network(*, actor: Actor, choice: Choice) -> Job:
    """Ask for the measures of the present records, once: whoever asks meanwhile gets the same job.

    No permission is asked: everybody's measures are made of what she sees herself. Nothing that is recorded changes.
    """
    mark = f"asked:{kept_as(actor, choice)}:{version()}"
    asked = Job.objects.filter(pk=cache.get(mark)).first()
    if asked is not None:
        return asked
    title = gettext("Measuring the network")
    job = jobs.start(
        actor,
        MEASURE_NETWORK,
        title,
        total=4,
        partnership_kind=choice.kind,
        generation=choice.generation,
        strand=choice.strand,
    )
    cache.set(mark, job.pk, ASKED_AGAIN_AFTER)
    return job
