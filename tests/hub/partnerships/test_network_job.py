"""A network too large for a waiting page is measured in the background, once, and read by those it was measured for."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.jobs import Progress
from kontor.hub.foundation.models import Job
from kontor.hub.partnerships import queries, tasks
from kontor.hub.partnerships.queries import network
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(monkeypatch):
    """Two organisations are many here."""
    monkeypatch.setattr(network, "LARGEST_AT_ONCE", 1)
    cache.clear()
    partnership = make_partnership(key="first")
    for name in ("left", "right"):
        make_participation(partnership, make_organisation(name.title(), key=name))


def test_a_large_network_is_asked_for_once(client, large):
    client.get(reverse("partnerships:network"))
    page = client.get(reverse("partnerships:network"))

    assert Job.objects.count() == 1
    assert page.context["page"].measures is None
    assert "This network is being measured" in page.text


def test_the_job_keeps_what_its_owner_sees(client, large):
    client.get(reverse("partnerships:network"))
    job = Job.objects.get()

    tasks.measure_network(Progress(str(job.pk)), job.owner_id, **job.arguments)

    standing = queries.network_of(VISITOR, queries.Choice())
    assert standing.is_current
    assert standing.network.measures.keys == ("left", "right")


def test_ways_of_a_large_network_need_no_measures(large):
    (way,) = queries.ways(VISITOR, queries.Choice(), "left", "right")

    assert [(step.start, step.end) for step in way] == [("left", "right")]
