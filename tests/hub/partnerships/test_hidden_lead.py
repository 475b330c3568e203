"""An editor who does not see the lead partner of a target cannot take it away by saving the form."""

import pytest
from django.urls import reverse

from tests.factories import actors
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership, make_target

pytestmark = pytest.mark.django_db


def test_edit_target_keeps_a_lead_the_editor_does_not_see(client):
    lead, partnership = make_organisation(visibility="restricted"), make_partnership()
    make_participation(partnership, lead)
    target = make_target(partnership, "CO", lead=lead)
    actors.signed_in(client, actors.make_coordinator(make_team(partnership)))
    address = reverse("partnerships:edit_target", args=[partnership.key, target.pk])

    client.post(address, {"country": "CO", "basis": "mission", "visibility": "public"})

    target.refresh_from_db()
    assert (target.basis, target.lead_id) == ("mission", lead.pk)
