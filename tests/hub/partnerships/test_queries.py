"""Named questions: the matrix, the network, overlaps, and what is plugged into areas below."""

from datetime import date

import pytest
from django.db.models import Q

from kontor.hub.directory import kit
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.partnerships import queries
from tests.factories import actors
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership, make_target

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_matrix_counts_partnerships_and_says_whose_targets_are_unknown():
    one, two, silent = (make_partnership(key=key) for key in ("one", "two", "silent"))
    make_target(one, "CO")
    make_target(one, "CO", basis="mission")
    make_target(two, "CO")
    make_target(two, "MX")

    found = queries.matrix(VISITOR, TODAY, Q())

    assert [(row.country, row.count, row.saturation) for row in found.rows] == [
        ("CO", 2, "shared"),
        ("MX", 1, "single"),
    ]
    assert found.rows[0].bases == {"one": ("mission", "target"), "two": ("target",)}
    assert [one.key for one in found.unknown] == [silent.key]


def test_part_of_a_matrix_is_the_matrix_of_those_partnerships():
    one, two = make_partnership(generation=1), make_partnership(generation=2)
    make_target(one, "CO")
    make_target(two, "CO")
    make_target(two, "MX")
    whole = queries.matrix(VISITOR, TODAY, Q())

    first, second = (queries.part_of(whole, {one.key}) for one in (one, two))

    assert first == queries.matrix(VISITOR, TODAY, Q(call__generation=1))
    assert queries.change(first, second) == queries.Change(new=("MX",), dropped=(), kept=("CO",))


def chain():
    """left - middle - right: the middle one is in both partnerships."""
    left, middle, right = (make_organisation(key=key) for key in ("left", "middle", "right"))
    first, second = make_partnership(key="first"), make_partnership(key="second")
    for partnership, organisations in ((first, (left, middle)), (second, (middle, right))):
        for organisation in organisations:
            make_participation(partnership, organisation)


def test_ways_name_the_partnerships_on_the_way():
    chain()

    (way,) = queries.ways(VISITOR, queries.Choice(), "left", "right")

    assert [(step.start, step.end, step.partnerships) for step in way] == [
        ("left", "middle", ("first",)),
        ("middle", "right", ("second",)),
    ]


def test_network_finds_the_bridge_and_the_neighbours():
    chain()

    standing = queries.network_of(VISITOR, queries.Choice())
    focus = queries.focus_on(VISITOR, queries.Choice(), "left")

    assert standing.is_current
    assert [bridge.key for bridge in standing.network.bridges] == ["middle"]
    assert focus.shared == {"middle": ("first",)}
    assert queries.focus_on(VISITOR, queries.Choice(), "nobody") is None


def test_overlaps_name_shared_countries_and_organisations():
    chain()
    first = queries.by_key(VISITOR, "first")
    third = make_partnership(key="third")
    make_target(first, "CO")
    make_target(third, "CO")

    found = {
        one.partnership.key: (one.countries, [each.key for each in one.organisations])
        for one in queries.overlaps(VISITOR, first).overlaps
    }

    assert found == {"second": ((), ["middle"]), "third": (("CO",), [])}


def test_panel_tells_the_partnerships_of_an_organisation_in_time_order():
    organisation = make_organisation()
    later, earlier = make_partnership("LATER", start="2018"), make_partnership("EARLIER", start="2016")
    make_participation(later, organisation)
    make_participation(earlier, organisation, role="coordinator")

    panel = queries.panel_over_time(VISITOR, organisation)

    assert isinstance(panel, kit.Panel)
    assert [(one["title"], one["role"]) for one in panel.data["events"]] == [
        ("EARLIER", "coordinator"),
        ("LATER", "partner"),
    ]
    assert queries.panel_over_time(VISITOR, make_organisation()) is None


def test_partnership_counts_count_what_is_seen():
    organisation = make_organisation()
    make_participation(make_partnership(), organisation)
    make_participation(make_partnership(visibility="partners"), organisation)

    assert queries.partnership_counts(VISITOR, [organisation.pk]) == {organisation.pk: 1}


def test_sharing_a_partnership_needs_a_partner_of_ones_own():
    own, other, stranger = make_organisation(), make_organisation(), make_organisation()
    partnership = make_partnership()
    make_participation(partnership, own)
    make_participation(partnership, other)
    make_participation(make_partnership(generation=None, call=None), stranger)
    actor = actors.make_cluster_manager(make_team(own))

    def shared(reader, sharing):
        return set(Organisation.objects.filter(pk__in=sharing(reader)))

    assert shared(actor, queries.sharing_a_partnership) == {own, other}
    assert shared(VISITOR, queries.sharing_a_partnership) == set()
    assert shared(VISITOR, queries.sharing_a_programme) == set()
