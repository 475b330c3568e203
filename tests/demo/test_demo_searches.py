"""What the demo shows of partner searches, and of what an invented company offers and seeks."""

from collections import Counter

import pytest

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries.complements import complements_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import ExpressionOfInterest, PartnerSearch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]


def person(email):
    return actor_of(User.objects.get(email=email))


def states(actor):
    return Counter(visible(PartnerSearch, actor).values_list("state", flat=True))


def test_searches_in_every_state_and_the_one_in_review_only_for_its_team_and_the_editors():
    assert states(VISITOR) == {"open": 3, "closed": 1}
    assert states(person("sme@example.org")) == {"open": 3, "closed": 1, "review": 1}
    assert states(person("editor@example.org")) == {"open": 3, "closed": 1, "review": 1}


def test_an_answer_waits_for_the_company_and_only_invented_organisations_search():
    waiting = visible(ExpressionOfInterest, person("sme@example.org")).filter(accepted=None)
    searching = Organisation.objects.filter(partner_search__isnull=False).distinct()

    assert [one.search.title for one in waiting] == ["Example: coatings for towers that stand in salt water"]
    assert all("fictional" in one.name for one in searching)


def test_company_finds_who_works_in_what_it_seeks():
    found = complements_of(person("sme@example.org"), Organisation.objects.get(key="demo-sme"))

    assert {"basque-energy-cluster", "femac"} <= {one.organisation.key for one in found.found}
