"""Two records become one: what the survivor has afterwards, who comes with it, and what is refused."""

import pytest

from kontor.hub.accounts.models import TeamMember
from kontor.hub.directory.actions.duplicates import dismiss
from kontor.hub.directory.actions.merge import undo_merge
from kontor.hub.directory.models import (
    DismissedPair,
    Membership,
    Merge,
)
from kontor.hub.directory.queries import find_organisations
from kontor.hub.directory.rules import merge as rules
from kontor.hub.evidence.models import Citation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models.audit import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed
from kontor.hub.missions.models import EventOrganisation
from kontor.hub.partnerships.models import (
    Comment,
    ExpressionOfInterest,
    Participation,
    TargetMarket,
)
from tests.factories.actors import make_editor, one_of_each
from tests.factories.directory import (
    join_team,
    make_alias,
    make_classification,
    make_country,
    make_label,
    make_membership,
    make_organisation,
    make_person,
    make_region,
    make_team,
    make_term,
)
from tests.factories.evidence import make_source
from tests.factories.missions import make_event, make_named
from tests.factories.scoreboard import make_participation, make_partnership
from tests.factories.strategy import (
    make_activity_of_roadmap,
    make_chain,
    make_component,
    make_contribution,
)
from tests.hub.directory.merging import cite, everything, make_search, merged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("merge_hooks")]


# What the survivor has afterwards.


def test_merge_keeps_the_doubles_names_as_other_names():
    survivor = make_organisation("Basque Energy Cluster", short_name="BEC")
    double = make_organisation("Cluster de Energía", short_name="ACE")
    make_alias(double, "Energy Cluster Bilbao")

    merged(survivor, double)

    kinds = dict(survivor.aliases.values_list("name", "kind"))
    assert kinds == {"Cluster de Energía": "merged", "ACE": "merged", "Energy Cluster Bilbao": "also"}


def test_merge_takes_the_values_chosen_and_keeps_the_old_name_findable():
    survivor = make_organisation("Energy Basque", website="https://old.example.org", staff=4)
    double = make_organisation("Basque Energy Cluster", website="https://new.example.org", staff=9)

    merged(survivor, double, from_double={"name": True, "website": True, "staff": False})

    survivor.refresh_from_db()
    assert (survivor.name, survivor.sort_name) == ("Basque Energy Cluster", "basque energy cluster")
    assert (survivor.website, survivor.staff) == ("https://new.example.org", 4)
    assert list(survivor.aliases.values_list("name", "kind")) == [("Energy Basque", "also")]


def test_merge_fills_what_the_survivor_leaves_open():
    survivor = make_organisation("Energy", founded="", description="")
    double = make_organisation("Energía", founded="1996", description="Brings energy companies together.")

    merged(survivor, double)

    survivor.refresh_from_db()
    assert (survivor.founded, survivor.description) == ("1996", "Brings energy companies together.")


def test_merge_shows_the_survivor_to_no_more_people_than_the_narrower_of_the_two():
    survivor = make_organisation("Energy", visibility="public")
    double = make_organisation("Energía", visibility="restricted")

    merged(survivor, double)

    survivor.refresh_from_db()
    assert survivor.visibility == "restricted"


def test_merge_keeps_at_most_three_terms_of_a_taxonomy():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    shared = make_term(code="shared")
    for term in (make_term(), make_term(), shared):
        make_classification(survivor, term)
    for term in (shared, make_term(code="fourth"), make_term("technology-field", code="other")):
        make_classification(double, term)

    merged(survivor, double)

    codes = [one.term.code for one in survivor.classifications.select_related("term").order_by("pk")]
    assert len(codes) == 4
    assert "other" in codes
    assert [one.term.code for one in double.classifications.all()] == ["fourth"]


def test_merge_keeps_once_what_both_have_and_fills_it():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    kept = make_label(survivor, awarded="2020")
    make_label(double, awarded="2020", expires="2022")
    make_label(double, kind="silver", awarded="2017")

    merged(survivor, double)

    kept.refresh_from_db()
    assert kept.expires == "2022"
    assert survivor.labels.count() == 2
    assert double.labels.count() == 0


def test_merge_joins_memberships_of_the_same_time():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    sme = make_organisation("Blades", kind="sme")
    make_membership(sme, survivor, start="2019", end="2020")
    make_membership(sme, double, start="2017-03", end="")
    make_membership(double, survivor)

    merged(survivor, double)

    rows = Membership.objects.values_list("member", "cluster", "start", "end")
    assert list(rows) == [(sme.pk, survivor.pk, "2017-03", "")]


def test_merge_moves_sources_and_keeps_equal_ones_once():
    survivor, double, source = make_organisation("Energy"), make_organisation("Energía"), make_source()
    cite(survivor, source, "p. 1")
    for place in ("p. 1", "p. 2"):
        cite(double, source, place)

    merged(survivor, double)

    cited = Citation.objects.filter(subject_kind="directory.organisation").order_by("place")
    assert list(cited.values_list("subject_id", "place")) == [(survivor.pk, "p. 1"), (survivor.pk, "p. 2")]


def test_merge_leaves_one_participation_in_the_stronger_role():
    survivor, double, partnership = (
        make_organisation("Energy"),
        make_organisation("Energía"),
        make_partnership(),
    )
    kept = make_participation(partnership, survivor, role="partner", goals="Grow.")
    gone = make_participation(partnership, double, role="coordinator", goals="Meet.", mandate="Board of 2018")
    other = make_participation(make_partnership(), double)
    source = make_source()
    cite(gone, source)

    merged(survivor, double)

    rows = Participation.objects.order_by("pk").values_list("pk", "organisation", "role", "goals", "mandate")
    assert list(rows) == [
        (kept.pk, survivor.pk, "coordinator", "Grow.\n\nMeet.", "Board of 2018"),
        (other.pk, survivor.pk, "partner", "", ""),
    ]
    assert Citation.objects.get(source=source).subject_id == kept.pk


def test_merge_keeps_an_ambassador_beside_a_partner():
    survivor, double, partnership = (
        make_organisation("Energy"),
        make_organisation("Energía"),
        make_partnership(),
    )
    make_participation(partnership, survivor, role="partner")
    make_participation(partnership, double, role="ambassador")

    merged(survivor, double)

    assert Participation.objects.filter(organisation=survivor).count() == 2


def test_merge_moves_searches_interests_leads_and_comments():
    survivor, double, third = (
        make_organisation("Energy"),
        make_organisation("Energía"),
        make_organisation("Third"),
    )
    own, strange = make_search(double), make_search(third)
    ExpressionOfInterest.objects.create(search=own, organisation=survivor, text="Us")
    ExpressionOfInterest.objects.create(search=strange, organisation=survivor, text="We")
    ExpressionOfInterest.objects.create(search=strange, organisation=double, text="And we", accepted=True)
    comment = Comment.objects.create(search=strange, organisation=double, text="When?")
    target = TargetMarket.objects.create(
        partnership=make_partnership(), country=make_country("CO"), lead=double
    )

    merged(survivor, double)

    for row in (own, comment, target):
        row.refresh_from_db()
    assert (own.organisation, comment.organisation, target.lead) == (survivor, survivor, survivor)
    interests = ExpressionOfInterest.objects.values_list("search", "organisation", "text", "accepted")
    assert list(interests) == [(strange.pk, survivor.pk, "We\n\nAnd we", True)]


def test_merge_names_the_survivor_at_events_once_a_role_and_gives_it_the_roadmap():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    both, one = make_event(), make_event()
    kept = make_named(both, survivor, position=1, note="spoke")
    make_named(both, double, position=0, note="hosted")
    moved = make_named(one, double, role="participant")
    activity = make_activity_of_roadmap(make_partnership(), owner=double)

    merged(survivor, double)

    for row in (kept, moved, activity):
        row.refresh_from_db()
    assert (kept.position, kept.note) == (0, "spoke\n\nhosted")
    assert (moved.organisation, activity.owner) == (survivor, survivor)
    assert EventOrganisation.objects.filter(organisation=double).count() == 0


def test_merge_carries_over_what_was_found_to_be_different():
    editor = make_editor()
    third, survivor, double = (
        make_organisation("Third"),
        make_organisation("Energy"),
        make_organisation("Energía"),
    )
    dismiss(actor=editor, one=double, other=third, reason="another board")

    merged(survivor, double)

    assert list(DismissedPair.objects.values_list("first", "second")) == [(third.pk, survivor.pk)]


def test_merge_makes_the_survivor_findable_by_the_doubles_name_and_hides_the_double():
    survivor, double = make_organisation("Energy Basque"), make_organisation("Zorionak Cluster")

    merged(survivor, double)

    assert list(find_organisations(VISITOR, "zorionak").ranked) == [survivor]


def test_merge_leads_the_doubles_address_on(client):
    survivor, double, third = (
        make_organisation("Energy"),
        make_organisation("Energía"),
        make_organisation("Energia"),
    )

    merged(double, third)
    merged(survivor, double)

    for one in (double, third):
        answer = client.get(one.get_absolute_url())
        assert (answer.status_code, answer.url) == (301, survivor.get_absolute_url())


def test_merge_writes_the_trail_for_both_sides_and_every_row():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    label = make_label(double)

    merged(survivor, double)

    events = AuditEvent.objects.filter(action="directory.merge").values_list("subject_kind", "subject_id")
    assert {("directory.organisation", str(survivor.pk)), ("directory.organisation", str(double.pk))} <= set(
        events
    )
    assert ("directory.label", str(label.pk)) in set(events)
    assert len(set(events)) == len(events)
    assert audit.verify().fault == ""


# People.


def test_merge_lets_the_doubles_people_into_an_inhabited_team_as_members_only():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    join_team(make_person(), survivor, "manager")
    newcomer = make_person()
    join_team(newcomer, double, "manager")

    merged(survivor, double)

    assert TeamMember.objects.get(user=newcomer, until=None).role == "member"
    assert TeamMember.objects.filter(team=survivor.team).count() == 2


def test_merge_lets_the_doubles_people_keep_their_roles_in_an_empty_team():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    make_team(survivor)
    newcomer = make_person()
    join_team(newcomer, double, "manager")

    merged(survivor, double)

    ties = TeamMember.objects.filter(user=newcomer).values_list("team", "role")
    assert list(ties) == [(survivor.team_id, "manager")]


def test_merge_leaves_people_out_when_asked_to():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    make_team(survivor)
    join_team(make_person(), double, "manager")

    merged(survivor, double, with_people=False)

    assert not TeamMember.objects.filter(team=survivor.team).exists()


# Refusals.


def test_merge_refuses_a_record_with_itself():
    one = make_organisation("Energy")

    with pytest.raises(rules.SameRecord):
        merged(one, one)


def test_merge_refuses_a_cycle_and_a_record_merged_before():
    first, second, third = make_organisation("First"), make_organisation("Second"), make_organisation("Third")
    merged(first, second)

    with pytest.raises(rules.WouldBeACycle):
        merged(second, first)
    with pytest.raises(rules.MergedAlready, match="'Second' was merged into 'First' already"):
        merged(second, third)
    with pytest.raises(rules.MergedAlready):
        merged(third, second)

    assert Merge.objects.count() == 1


def test_merge_refuses_values_that_do_not_fit_each_other():
    survivor = make_organisation("Energy", country="ES", region=make_region("ES21", "País Vasco"))
    double = make_organisation("Energía", country="FR", region=make_region("FRI1", "Aquitaine"))
    before = everything()

    with pytest.raises(Exception, match="lies in FR"):
        merged(survivor, double, from_double={"region": True})

    assert everything() == before


def test_merge_refuses_a_kind_without_members_for_a_survivor_with_members():
    survivor, double = make_organisation("Energy"), make_organisation("Energía", kind="sme")
    make_membership(make_organisation("Blades", kind="sme"), survivor)

    with pytest.raises(rules.MembersNeedACluster):
        merged(survivor, double, from_double={"kind": True})


def test_merge_refuses_when_somebody_saved_meanwhile():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    seen = (survivor.version, double.version)
    double.save()

    with pytest.raises(ChangedMeanwhile):
        merged(survivor, double, versions=seen)


def test_merge_is_for_platform_editors():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    team = make_team(survivor)

    allowed = set()
    for role, actor in one_of_each(team).items():
        try:
            undo_merge(actor=actor, merge=merged(survivor, double, actor=actor))
            allowed.add(role)
        except NotAllowed:
            continue

    assert allowed == {"editor", "administrator", "system"}


def test_contributions_of_both_to_one_component_become_one():
    survivor, double = make_organisation("Mill"), make_organisation("Mill Ltd")
    component = make_component(make_chain(make_partnership()))
    kept = make_contribution(component, survivor, gives="Rye flour")
    make_contribution(component, double, gives="Flour", competence="Stone milling", readiness=7)
    elsewhere = make_contribution(make_component(component.chain), double)

    merged(survivor, double)

    kept.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (kept.gives, kept.competence, kept.readiness) == ("Rye flour", "Stone milling", 7)
    assert elsewhere.organisation == survivor
