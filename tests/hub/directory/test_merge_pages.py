"""The pages of merging: who sees them, what they show, in how many statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontor.hub.directory.models import (
    Alias,
)
from tests.factories.actors import make_editor, one_of_each, signed_in
from tests.factories.directory import (
    make_alias,
    make_classification,
    make_label,
    make_membership,
    make_organisation,
    make_team,
)
from tests.factories.scoreboard import make_participation, make_partnership
from tests.hub.directory.merging import merged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("merge_hooks")]


def test_merge_page_shows_both_and_merges_as_chosen(client):
    editor = make_editor()
    survivor = make_organisation("Energy Basque", founded="1996")
    double = make_organisation("Basque Energy", founded="1997")
    make_label(double)
    address = reverse("directory:merge", args=[survivor.key, double.key])
    signed_in(client, editor)

    page = client.get(address)
    done = client.post(
        address,
        {
            "name": "double",
            "founded": "survivor",
            "reason": "one board",
            "version": f"{survivor.version}.{double.version}",
        },
    )

    assert [choice.name for choice in page.context["page"].preview.choices] == ["name", "founded"]
    assert (done.status_code, done.url) == (302, survivor.get_absolute_url())
    survivor.refresh_from_db()
    assert (survivor.name, survivor.founded) == ("Basque Energy", "1996")


def test_merge_page_tells_why_it_cannot_be_done(client):
    survivor = make_organisation("Energy", kind="cluster-organisation")
    double = make_organisation("Energía", kind="sme")
    make_membership(make_organisation("Blades", kind="sme"), survivor)
    signed_in(client, make_editor())

    answer = client.post(
        reverse("directory:merge", args=[survivor.key, double.key]),
        {"name": "survivor", "kind": "double", "version": f"{survivor.version}.{double.version}"},
    )

    assert answer.status_code == 409
    assert "will have members" in answer.content.decode()


def test_merge_page_leads_on_to_the_survivors_survivor_and_refuses_a_merged_double(client):
    first, second, third = make_organisation("First"), make_organisation("Second"), make_organisation("Third")
    merged(first, second)
    signed_in(client, make_editor())

    leads_on = client.get(reverse("directory:merge", args=[second.key, third.key]))
    refused = client.get(reverse("directory:merge", args=[third.key, second.key]))

    assert (leads_on.status_code, leads_on.url) == (
        302,
        reverse("directory:merge", args=[first.key, third.key]),
    )
    assert refused.status_code == 409
    assert "was merged into" in refused.content.decode()


def test_merge_pages_are_for_platform_editors(client):
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    done = merged(make_organisation("First"), make_organisation("Second"))
    addresses = [
        reverse("directory:merge", args=[survivor.key, double.key]),
        reverse("directory:merges"),
        reverse("directory:undo_merge", args=[done.pk]),
    ]

    found = {
        role: [signed_in(client, actor).get(address).status_code for address in addresses]
        for role, actor in one_of_each(make_team(survivor)).items()
        if role != "system"
    }

    allowed = {role for role, codes in found.items() if codes == [200, 200, 200]}
    assert allowed == {"editor", "administrator"}
    assert {code for role, codes in found.items() if role not in allowed for code in codes} == {403}


def test_undo_merge_page_undoes(client):
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    done = merged(survivor, double, reason="one board")
    signed_in(client, make_editor())

    page = client.get(reverse("directory:undo_merge", args=[done.pk]))
    answer = client.post(reverse("directory:undo_merge", args=[done.pk]))

    assert "one board" in page.content.decode()
    assert (answer.status_code, answer.url) == (302, reverse("directory:merges"))
    double.refresh_from_db()
    assert double.merged_into is None


def test_undo_merge_page_shows_the_refusal(client):
    done = merged(make_organisation("Energy"), make_organisation("Energía"))
    Alias.objects.all().delete()
    signed_in(client, make_editor())

    answer = client.post(reverse("directory:undo_merge", args=[done.pk]))

    assert answer.status_code == 409
    assert "cannot be undone" in answer.content.decode()


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_merges_page_asks_the_same_number_of_statements_at_two_sizes(client):
    signed_in(client, make_editor())
    merged(make_organisation(), make_organisation())
    one = statements(client, reverse("directory:merges"))
    for _ in range(4):
        merged(make_organisation(), make_organisation())

    many = statements(client, reverse("directory:merges"))

    assert one == many


def test_merge_page_asks_the_same_number_of_statements_at_two_sizes(client):
    signed_in(client, make_editor())
    survivor, double = make_organisation(), make_organisation()
    address = reverse("directory:merge", args=[survivor.key, double.key])
    make_label(double)
    one = statements(client, address)
    for number in range(5):
        make_alias(double, f"Name {number}")
        make_classification(double)
        make_classification(survivor)
        make_participation(make_partnership(), double)

    many = statements(client, address)

    assert one == many
