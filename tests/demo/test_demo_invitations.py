"""What the demo shows of invitations into a partnership and of an export group."""

from collections import Counter

import pytest
from django.core import mail
from django.utils import timezone

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.queries.invitations import (
    figures_of_invitations,
    invitations_of,
    waiting_invitations,
)
from kontor.hub.strategy.models import ExportGroup
from kontor.hub.strategy.queries.groups import group_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]


def person(email):
    return actor_of(User.objects.get(email=email))


def test_coordinator_sees_invitations_in_every_state_but_accepted():
    elca, today = Partnership.objects.get(key="elca"), timezone.localdate()

    rows = invitations_of(person("elca@example.org"), elca, today)

    assert Counter(row.state for row in rows) == {"open": 2, "declined": 1, "withdrawn": 1, "expired": 1}
    assert figures_of_invitations(rows)["accepted"].number == 0
    assert Participation.objects.filter(partnership=elca).count() == 5
    assert mail.outbox == []


def test_an_invited_organisation_finds_the_invitation_that_waits_at_home():
    (waiting,) = waiting_invitations(person("manager@example.org"), timezone.localdate())

    assert waiting.partnership.key == "elca"
    assert waiting.hoped_for.startswith("Example: ")


def test_companies_of_three_clusters_form_the_export_group_and_the_coordinator_reads_what_each_brings():
    group = ExportGroup.objects.get(key="elca-japan-parts")

    page = group_page(person("elca@example.org"), group)

    assert (len(page.members), page.clusters) == (3, 3)
    assert all(row.organisation and row.brings.startswith("Example: ") for row in page.members)
    assert page.missing == ("Not among the partnership's target markets: Japan.",)
