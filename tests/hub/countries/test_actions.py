"""Profiles, facts and bodies are entered, changed and withdrawn by those who may, with a trace."""

import pytest

from kontor.hub.countries import queries, rules
from kontor.hub.countries.actions import (
    BodyEntry,
    FactEntry,
    ProfileEntry,
    add_facts,
    add_profiles,
    edit_body,
    edit_fact,
    edit_profile,
    name_bodies,
    remove_body,
    restore_profile,
    withdraw_fact,
    withdraw_profile,
)
from kontor.hub.countries.models import CountryBody, CountryFact, CountryProfile
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from tests.factories import actors
from tests.factories.actors import SYSTEM
from tests.factories.countries import make_body, make_fact, make_profile
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db


def fact(profile, statement="Gross domestic product", **fields):
    return FactEntry(
        {"profile_id": profile.pk, "topic": "economy", "statement": statement, "source": make_source()}
        | fields
    )


def body(profile, organisation, **fields):
    return BodyEntry({"profile_id": profile.pk, "organisation": organisation, "role": "network"} | fields)


def begin(actor, code="CO", **fields):
    make_country(code)
    return add_profiles(actor=actor, entries=[ProfileEntry({"country_id": code} | fields)])[0]


def test_profile_is_begun_once_for_a_country_with_its_code_as_key():
    profile = begin(actors.make_editor())

    assert (profile.key, profile.get_absolute_url()) == ("co", "/countries/co/")
    assert AuditEvent.objects.filter(action="countries.add", subject_id=profile.pk).count() == 1
    with pytest.raises(rules.ProfileThere):
        begin(SYSTEM)
    with pytest.raises(rules.GroupingNotACountry):
        begin(SYSTEM, "EU")


def test_partnerships_begin_profiles_for_their_own_team_only():
    partnership, other = make_partnership(), make_partnership()
    coordinator = actors.make_coordinator(partnership.team)

    assert begin(coordinator, "PE", team=partnership.team).team == partnership.team
    with pytest.raises(NotAllowed):
        begin(coordinator, "CL", team=other.team)
    with pytest.raises(NotAllowed):
        begin(actors.make_sme(), "CL")
    assert list(CountryProfile.objects.values_list("key", flat=True)) == ["pe"]


def test_profile_is_changed_by_the_team_that_keeps_it():
    partnership = make_partnership()
    profile = make_profile(team=partnership.team)
    entry = ProfileEntry({"summary": "Coffee and more"}, profile)

    with pytest.raises(NotAllowed):
        edit_profile(actor=actors.make_coordinator(make_partnership().team), version=1, entry=entry)
    with pytest.raises(ChangedMeanwhile):
        edit_profile(actor=SYSTEM, version=2, entry=entry)

    assert edit_profile(actor=actors.make_coordinator(partnership.team), version=1, entry=entry).version == 2


def test_withdrawn_profile_leaves_lists_keeps_its_row_and_comes_back():
    profile, editor, visitor = make_profile(), actors.make_editor(), actors.visitor()

    with pytest.raises(rules.ReasonMissing):
        withdraw_profile(actor=editor, profile=profile, reason=" ")
    withdraw_profile(actor=editor, profile=profile, reason="Out of date")

    assert list(queries.for_lists(editor)) == []
    with pytest.raises(NotThere):
        queries.profile_by_key(visitor, "co")
    with pytest.raises(rules.IsWithdrawn):
        add_facts(actor=editor, entries=[fact(profile)])
    restore_profile(actor=editor, profile=profile)
    assert queries.profile_by_key(visitor, "co").withdrawn_reason == ""
    with pytest.raises(rules.IsNotWithdrawn):
        restore_profile(actor=editor, profile=profile)


def test_fact_gets_a_key_of_its_own():
    profile = make_profile()

    first, second = add_facts(actor=SYSTEM, entries=[fact(profile), fact(profile)])

    assert (first.key, second.key) == ("co-gross-domestic-product", "co-gross-domestic-product-2")
    with pytest.raises(rules.FactKeyTaken):
        add_facts(actor=SYSTEM, entries=[fact(profile, key=first.key)])


def test_impossible_fact_is_not_saved():
    with pytest.raises(rules.NotANumber):
        add_facts(actor=SYSTEM, entries=[fact(make_profile(), value="many", unit="clusters")])

    assert CountryFact.objects.count() == 0


def test_fact_is_changed_and_withdrawn_with_a_trace():
    profile = make_profile()
    kept, gone = make_fact(profile), make_fact(profile)
    editor = actors.make_editor()

    edit_fact(actor=editor, version=1, entry=FactEntry({"value": "80", "unit": "clusters"}, kept))
    withdraw_fact(actor=editor, fact=gone, reason="Of another country")

    assert [one.value for one in queries.facts_of(editor, profile)] == ["80"]
    assert AuditEvent.objects.get(action="countries.withdraw_fact").changed["withdrawn_reason"] == [
        "",
        "Of another country",
    ]
    with pytest.raises(rules.IsWithdrawn):
        edit_fact(actor=editor, version=2, entry=FactEntry({"value": "81", "unit": "clusters"}, gone))


def test_organisation_is_named_once_in_a_role():
    profile, network = make_profile(), make_organisation()

    (named,) = name_bodies(actor=SYSTEM, entries=[body(profile, network)])

    with pytest.raises(rules.NamedAlready):
        name_bodies(actor=SYSTEM, entries=[body(profile, network)])
    twice = make_organisation()
    with pytest.raises(rules.NamedAlready):
        name_bodies(actor=SYSTEM, entries=[body(profile, twice), body(profile, twice)])
    edit_body(actor=SYSTEM, version=1, entry=BodyEntry({"mandate": "Runs the register"}, named))
    assert CountryBody.objects.get().mandate == "Runs the register"
    remove_body(actor=SYSTEM, body=CountryBody.objects.get())
    assert CountryBody.objects.count() == 0


def test_partners_profile_is_seen_by_those_who_share_a_partnership_with_its_team():
    partnership, organisation = make_partnership(), make_organisation()
    make_participation(partnership, organisation)
    profile = make_profile(team=partnership.team, visibility="partners")
    inside = (actors.make_partner_staff(partnership.team), actors.make_editor())

    assert [queries.profile_by_key(actor, "co") for actor in inside] == [profile, profile]
    for actor in (actors.visitor(), actors.make_outsider_coordinator(), actors.make_sme()):
        with pytest.raises(NotThere):
            queries.profile_by_key(actor, "co")


def test_body_that_is_hidden_is_not_shown():
    profile = make_profile()
    make_body(profile, make_organisation("Ravelin Quincunx", visibility="restricted"))

    assert queries.profile_shown(actors.visitor(), profile).bodies == ()
    assert len(queries.profile_shown(SYSTEM, profile).bodies) == 1
