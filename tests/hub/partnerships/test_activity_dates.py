"""When a stated activity was or is to be."""

import pytest

from kontor.hub.partnerships import actions, rules
from tests.factories.actors import make_coordinator
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


def test_an_activity_says_when_as_far_as_its_source_does():
    one = make_partnership()
    actor = make_coordinator(one.team)

    kept = actions.add_activity(
        actor=actor, partnership=one, type="mission", start="2019", end="2019-06", date_text="early 2019"
    )

    assert (kept.start, kept.end, kept.date_text) == ("2019", "2019-06", "early 2019")
    with pytest.raises(rules.EndsBeforeItStarts):
        actions.add_activity(actor=actor, partnership=one, type="mission", start="2019-07", end="2019-06")
