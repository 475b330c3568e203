"""Who stands for Europe in a country: with mandate and term, a person only as far as she agreed to be named."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kontor.hub.countries import actions, queries, rules
from kontor.hub.countries.models import CountryBody
from kontor.hub.foundation.actor import VISITOR
from tests.factories import actors
from tests.factories.agreements import make_agreement, make_case
from tests.factories.countries import make_body, make_profile
from tests.factories.directory import make_contact, make_country, make_organisation
from tests.factories.partnerships import make_activity, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def ambassador():
    """An ambassador's office in Colombia with a public person, on a profile that editors keep."""
    office = make_organisation("Office of the ambassador")
    person = make_contact(office, name="Agreeable Jacana", visibility="public")
    return make_body(
        make_profile("CO"),
        office,
        role="ambassador",
        mandate="Cleantech",
        start="2025-03",
        end="2027",
        person=person,
    )


def test_page_shows_mandate_term_and_person(client, ambassador):
    response = client.get(ambassador.profile.get_absolute_url())

    (shown,) = response.context["page"].of.representatives
    assert (shown.body, shown.person) == (ambassador, "Agreeable Jacana")
    assert response.context["page"].of.bodies == ()
    assert "Cleantech" in response.text
    assert "2027" in response.text


@pytest.mark.parametrize(
    "fields",
    [{"visibility": "partners"}, {"keep_until": date.today() - timedelta(days=1)}],
    ids=["quiet", "past"],
)
def test_person_who_may_not_be_read_is_not_named(client, ambassador, fields):
    for name, value in fields.items():
        setattr(ambassador.person, name, value)
    ambassador.person.save()

    response = client.get(ambassador.profile.get_absolute_url())

    assert response.context["page"].of.representatives[0].person == ""
    assert "Jacana" not in response.text


def test_erased_person_leaves_the_mandate(ambassador):
    ambassador.person.delete()

    (shown,) = queries.bodies_of(VISITOR, ambassador.profile)
    assert (shown.body.mandate, shown.body.person_id, shown.person) == ("Cleantech", None, "")


def test_person_is_one_of_the_organisation(ambassador):
    other = make_contact(make_organisation("Elsewhere"))
    entry = actions.BodyEntry({"person": other}, ambassador)

    with pytest.raises(rules.PersonOfAnother):
        actions.change_bodies(actor=actors.make_editor(), entries=[entry])


def test_form_offers_the_people_of_the_organisation(client, ambassador):
    make_contact(make_organisation("Elsewhere"), name="Somebody Else")
    second = make_contact(ambassador.organisation, name="Second Person")
    editor = actors.make_editor()
    client.force_login(editor_user(editor))
    address = reverse("countries:edit_body", args=[ambassador.profile.key, ambassador.pk])

    shown = client.get(address)
    form = shown.context["form"]
    assert [one.name for one in form.fields["person"].queryset] == ["Agreeable Jacana", "Second Person"]
    values = {name: form[name].value() or "" for name in form.fields} | {"person": second.pk}
    assert client.post(address, values).status_code == 302
    assert CountryBody.objects.get().person == second


def editor_user(actor):
    from kontor.hub.accounts.models import User

    return User.objects.get(pk=actor.user_id)


def test_ambassadors_that_a_source_states_stand_beside(client):
    profile = make_profile("CO")
    make_activity(make_partnership("ADPACK"), "ambassador", country=make_country("CO"), note="serves SMEs")

    response = client.get(profile.get_absolute_url())

    assert [one.note for one in response.context["page"].of.stated_ambassadors] == ["serves SMEs"]


def test_cases_are_listed_and_confidential_ones_only_counted(client):
    profile = make_profile("CO")
    seen = make_case(title="Open work", country="CO")
    make_agreement(seen, title="Charter")
    for number in range(3):
        make_case(title=f"Hushed {number}", country="CO", visibility="partners")

    def panel():
        panels = client.get(profile.get_absolute_url()).context["page"].of.panels
        (found,) = [one for one in panels if "agreements" in one.template]
        return found.data

    assert ([one.title for one in panel()["cases"]], len(panel()["agreements"]), panel()["hidden"]) == (
        ["Open work"],
        1,
        3,
    )
    assert "Hushed" not in client.get(profile.get_absolute_url()).text


def test_one_or_two_confidential_cases_are_not_told(client):
    profile = make_profile("CO")
    for number in range(2):
        make_case(title=f"Hushed {number}", country="CO", visibility="partners")

    assert client.get(profile.get_absolute_url()).context["page"].of.panels == ()
