"""Records that were merged stand apart again, row by row."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.hub.directory.actions import edit
from kontor.hub.directory.actions.duplicates import dismiss
from kontor.hub.directory.actions.merge import undo_merge
from kontor.hub.directory.models import (
    Alias,
    Competence,
    ContactPerson,
    CountryInterest,
    Label,
    Membership,
    Merge,
)
from kontor.hub.directory.rules import merge as rules
from kontor.hub.evidence.models import Citation
from kontor.hub.partnerships.models import (
    Comment,
    ExpressionOfInterest,
    Participation,
    PartnerSearch,
    TargetMarket,
)
from tests.factories.actors import make_editor
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
    make_term,
)
from tests.factories.evidence import make_source
from tests.factories.scoreboard import make_participation, make_partnership
from tests.hub.directory.merging import TODAY, cite, everything, make_search, merged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("merge_hooks")]


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
