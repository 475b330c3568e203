import json
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.hub.accounts.models import Team, TeamMember
from kontor.hub.directory.actions import edit
from kontor.hub.directory.actions.duplicates import dismiss
from kontor.hub.directory.actions.merge import merge, undo_merge
from kontor.hub.directory.models import (
    Alias,
    Classification,
    Competence,
    ContactPerson,
    CountryInterest,
    DismissedPair,
    Label,
    Membership,
    Merge,
    Organisation,
)
from kontor.hub.directory.queries import find_organisations
from kontor.hub.directory.queries.merge import MERGE_HOOKS
from kontor.hub.directory.rules import merge as rules
from kontor.hub.evidence.models import Citation, Document
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import SearchEntry
from kontor.hub.foundation.models.audit import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed
from kontor.hub.front import merging
from kontor.hub.partnerships.models import (
    Comment,
    ExpressionOfInterest,
    Participation,
    PartnerSearch,
    TargetMarket,
)
from tests.factories.actors import make_editor, one_of_each, signed_in
from tests.factories.directory import (
    join_team,
    make_alias,
    make_classification,
    make_competence,
    make_contact,
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
from tests.factories.scoreboard import make_participation, make_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
FOLLOWED = (
    Organisation, Alias, Classification, Competence, ContactPerson, CountryInterest, DismissedPair, Label, Membership,
    Citation, Document, Team, TeamMember, Participation, TargetMarket, PartnerSearch, ExpressionOfInterest, Comment,
)  # fmt: skip
FREE = {"version", "changed_at"}


@pytest.fixture(autouse=True)
def hooks():
    """Partnerships follow merges, as front/wiring.py plugs it."""
    before = MERGE_HOOKS[:]
    MERGE_HOOKS[:] = merging.MERGE_HOOKS
    yield
    MERGE_HOOKS[:] = before


def everything():
    """Every row that a merge may touch, without versions and the time of the last change; and what search knows."""
    rows = {
        (model._meta.label, row["pk"]): {name: value for name, value in row.items() if name not in FREE}
        for model in FOLLOWED
        for row in model._default_manager.order_by("pk").values(
            "pk", *(f.attname for f in model._meta.concrete_fields)
        )
    }
    entries = SearchEntry.objects.filter(kind="organisation").values_list("subject_id", "title", "words")
    return rows, {pk: (title, set(words.split())) for pk, title, words in entries}


def merged(survivor, double, **values):
    values.setdefault("actor", make_editor())
    return merge(survivor=survivor, double=double, today=TODAY, **values)


def cite(record, source, place=""):
    return Citation.objects.create(
        subject_kind=record._meta.label_lower, subject_id=record.pk, source=source, place=place
    )


def make_search(organisation, title="Coating sought"):
    return PartnerSearch.objects.create(
        organisation=organisation,
        direction="request",
        type="agent-agreement",
        title=title,
        text="…",
        expires_on="2030-01-01",
    )


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


# Undo.


def test_undo_merge_refuses_twice():
    editor = make_editor()
    done = merged(make_organisation("Energy"), make_organisation("Energía"))
    undo_merge(actor=editor, merge=done)

    with pytest.raises(rules.UndoneAlready):
        undo_merge(actor=editor, merge=done)


def test_undo_merge_refuses_when_a_value_taken_over_was_changed_since():
    editor = make_editor()
    survivor, double = make_organisation("Energy"), make_organisation("Energía", founded="1996")
    done = merged(survivor, double)
    survivor.refresh_from_db()
    edit(actor=editor, organisation=survivor, version=survivor.version, today=TODAY, founded="1997")
    before = everything()

    with pytest.raises(rules.ChangedSinceMerge, match="organisation 'Energy' was changed since"):
        undo_merge(actor=editor, merge=done)

    assert everything() == before


def test_undo_merge_does_not_mind_changes_of_what_it_did_not_touch():
    editor = make_editor()
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    done = merged(survivor, double)
    survivor.refresh_from_db()
    edit(actor=editor, organisation=survivor, version=survivor.version, today=TODAY, description="New.")

    undo_merge(actor=editor, merge=done)

    survivor.refresh_from_db()
    assert survivor.description == "New."


def test_undo_merge_refuses_when_a_row_is_gone():
    done = merged(make_organisation("Energy"), make_organisation("Energía"))
    Alias.objects.filter(name="Energía").delete()

    with pytest.raises(rules.ChangedSinceMerge):
        undo_merge(actor=make_editor(), merge=done)


def test_undo_merge_leaves_erased_people_erased():
    survivor, double = make_organisation("Energy"), make_organisation("Energía")
    make_contact(double)
    done = merged(survivor, double)
    ContactPerson.objects.all().delete()

    undo_merge(actor=make_editor(), merge=done)

    assert ContactPerson.objects.count() == 0


def test_undo_merge_goes_from_the_last_to_the_first():
    editor = make_editor()
    first, second, third = make_organisation("First"), make_organisation("Second"), make_organisation("Third")
    before = everything()[0]
    inner = merged(second, third)
    outer = merged(first, second)

    with pytest.raises(rules.MergedSince):
        undo_merge(actor=editor, merge=inner)
    undo_merge(actor=editor, merge=outer)
    undo_merge(actor=editor, merge=inner)

    assert everything()[0] == before


def side(drawn):
    return drawn[0]


def side_and_start(drawn):
    """The database knows each of these once: everything but the end of the period."""
    *rest, (start, _end) = drawn
    return (*rest, start)


PERIODS = st.sampled_from([("", ""), ("2017", "2018"), ("2018-03", ""), ("2019", "2021-06"), ("2020", "")])
SIDE = st.integers(0, 1)
SITUATIONS = st.fixed_dictionaries(
    {
        "fields": st.lists(
            st.fixed_dictionaries(
                {
                    "short_name": st.sampled_from(["", "ACE", "BEC"]),
                    "website": st.sampled_from(["", "https://one.example.org", "https://two.example.org"]),
                    "founded": st.sampled_from(["", "1996", "2001-05"]),
                    "staff": st.sampled_from([None, "2.5", "7"]),
                    "languages": st.sampled_from([[], ["es"], ["es", "eu"]]),
                    "visibility": st.sampled_from(["public", "programme", "partners", "restricted"]),
                    "state": st.sampled_from(["draft", "published", "stale"]),
                }
            ),
            min_size=2,
            max_size=2,
        ),
        "aliases": st.lists(st.tuples(SIDE, st.sampled_from("ABCD")), unique=True, max_size=5),
        "terms": st.lists(st.tuples(SIDE, st.integers(0, 5)), unique=True, max_size=8),
        "labels": st.lists(
            st.tuples(SIDE, st.sampled_from(["gold", "silver"]), st.sampled_from(["", "2020"])), unique=True, max_size=4
        ),
        "competences": st.lists(st.tuples(SIDE, st.sampled_from(["Coatings", "Blades"])), max_size=4),
        "interests": st.lists(st.tuples(SIDE, st.sampled_from(["CO", "MX"])), unique=True, max_size=3),
        "contacts": st.lists(SIDE, max_size=2),
        "memberships": st.lists(
            st.tuples(SIDE, st.integers(0, 2), PERIODS), unique_by=side_and_start, max_size=6
        ),
        "participations": st.lists(
            st.tuples(SIDE, SIDE, st.sampled_from(["coordinator", "partner", "affiliated-partner", "ambassador"]), PERIODS),
            unique_by=side_and_start,
            max_size=6,
        ),
        "citations": st.lists(st.tuples(SIDE, st.sampled_from(["p. 1", "p. 2"])), unique=True, max_size=4),
        "searches": st.lists(SIDE, max_size=3),
        "answers": st.lists(st.tuples(SIDE, st.booleans() | st.none()), unique_by=side, max_size=2),
        "people": st.lists(st.tuples(SIDE, st.sampled_from(["manager", "editor", "member"])), max_size=4),
        "dismissed": st.lists(SIDE, unique=True, max_size=2),
        "chosen": st.dictionaries(
            st.sampled_from(["name", "short_name", "website", "founded", "staff", "languages", "visibility", "state"]),
            st.booleans(),
        ),
        "with_people": st.booleans(),
    }
)  # fmt: skip


def build(situation):
    """The two organisations of a situation, and everything around them."""
    both = [
        make_organisation(name, **fields)
        for name, fields in zip(("Energy", "Energía"), situation["fields"], strict=True)
    ]
    terms = [make_term("sectoral-industry" if number < 5 else "technology-field") for number in range(6)]
    partnerships, others = [make_partnership(), make_partnership()], [make_organisation("Third"), *both]
    source, search_of_third = make_source(), make_search(others[0])
    for side, name in situation["aliases"]:
        cite(make_alias(both[side], name), source)
    for side, number in situation["terms"]:
        make_classification(both[side], terms[number])
    for side, kind, awarded in situation["labels"]:
        make_label(both[side], kind=kind, awarded=awarded)
    for side, text in situation["competences"]:
        make_competence(both[side], text=text)
    for side, code in situation["interests"]:
        CountryInterest.objects.create(organisation=both[side], country=make_country(code))
    for side in situation["contacts"]:
        make_contact(both[side])
    for side, number, (start, end) in situation["memberships"]:
        if others[number] != both[side]:
            make_membership(both[side], others[number], start=start, end=end)
    for side, number, role, (start, end) in situation["participations"]:
        cite(
            make_participation(partnerships[number], both[side], role=role, start=start, end=end, goals=role),
            source,
        )
    for side, place in situation["citations"]:
        cite(both[side], source, place)
    for side in situation["searches"]:
        search = make_search(both[side])
        ExpressionOfInterest.objects.create(search=search, organisation=both[1 - side], text="We")
    for side, accepted in situation["answers"]:
        ExpressionOfInterest.objects.create(
            search=search_of_third, organisation=both[side], text="Us", accepted=accepted
        )
        Comment.objects.create(search=search_of_third, organisation=both[side], text="When?")
    for side, role in situation["people"]:
        join_team(make_person(), both[side], role)
    for side in situation["dismissed"]:
        dismiss(actor=make_editor(), one=both[side], other=others[0], reason="another board")
    TargetMarket.objects.create(partnership=partnerships[0], country=make_country("PE"), lead=both[1])
    return both


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(situation=SITUATIONS)
def test_undo_merge_brings_every_row_back(situation):
    with transaction.atomic():
        survivor, double = build(situation)
        from kontor.hub.directory.queries.findable import with_words
        from kontor.hub.foundation import search

        search.update("organisation", with_words([survivor, double]))
        before = everything()

        done = merged(survivor, double, from_double=situation["chosen"], with_people=situation["with_people"])
        tied = check_nothing_points_at(double)
        stored = Merge.objects.get(pk=done.pk)
        json.dumps(stored.moved)
        undo_merge(actor=make_editor(), merge=stored)

        assert tied == {}
        assert without_new_people(everything(), before) == before
        transaction.set_rollback(True)


def without_new_people(found, before):
    """The editors who merged and undid are no part of the situation."""
    rows, entries = found
    return {key: row for key, row in rows.items() if key in before[0] or key[0] != "accounts.Team"}, entries


def check_nothing_points_at(double):
    """What is still tied to the double, besides terms for which there was no room and names the survivor has."""
    ties = {
        "labels": Label.objects.filter(organisation=double),
        "competences": Competence.objects.filter(organisation=double),
        "interests": CountryInterest.objects.filter(organisation=double),
        "contacts": ContactPerson.objects.filter(organisation=double),
        "members": Membership.objects.filter(cluster=double),
        "memberships": Membership.objects.filter(member=double),
        "participations": Participation.objects.filter(organisation=double),
        "searches": PartnerSearch.objects.filter(organisation=double),
        "answers": ExpressionOfInterest.objects.filter(organisation=double),
        "comments": Comment.objects.filter(organisation=double),
        "leads": TargetMarket.objects.filter(lead=double),
        "citations": Citation.objects.filter(subject_kind="directory.organisation", subject_id=double.pk),
    }
    return {name: rows.count() for name, rows in ties.items() if rows.exists()}


# Pages.


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
