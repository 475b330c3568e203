"""From a partnership's page one reaches what other areas hold of it."""

import pytest
from django.urls import reverse

from tests.factories.agreements import make_case
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


def test_every_tab_of_a_partnership_opens_and_lists_only_its_own(client):
    partnership, other = make_partnership(key="alloy"), make_partnership(key="basalt")
    for one in (partnership, other):
        make_event(one, f"Fair of {one.key}", "DE")
        make_case(one, title=f"Case of {one.key}", country="DE")

    tabs = client.get(partnership.get_absolute_url()).context["page"].tabs
    shown = {str(tab.label): client.get(tab.url) for tab in tabs}

    assert {response.status_code for response in shown.values()} == {200}
    assert {"Events", "Cooperation cases", "Roadmap", "Scoreboard"} <= set(shown)
    assert "Fair of alloy" in shown["Events"].text
    assert "Fair of basalt" not in shown["Events"].text
    assert "Case of alloy" in shown["Cooperation cases"].text
    assert "Case of basalt" not in shown["Cooperation cases"].text


def test_scoreboard_of_a_partnership_without_indicators_says_so(client):
    partnership = make_partnership(key="alloy")

    assert client.get(reverse("scoreboard:board", args=[partnership.key])).status_code == 200
