from datetime import date

import pytest
from django.core import mail

from kontor.hub.accounts.models import PlatformRole as PlatformRoleRow
from kontor.hub.directory import actions
from kontor.hub.directory.models import Alias, ContactPerson, Organisation
from kontor.hub.directory.queries import find_organisations
from kontor.hub.directory.rules.criteria import NotReady
from kontor.hub.directory.rules.profile import WrongWebsite
from kontor.hub.directory.rules.terms import TooManyTerms
from kontor.hub.directory.rules.times import LabelTwice, LeavesBeforeJoining, MemberAlready
from kontor.hub.foundation.actor import VISITOR, TeamRole, system
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from tests.factories.directory import (
    make_actor,
    make_alias,
    make_contact,
    make_country,
    make_membership,
    make_organisation,
    make_person,
    make_team,
    make_term,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
SYSTEM = system("test")
LONG = "It brings together companies that build and repair wind turbines at sea."


def make_complete(**fields):
    organisation = make_organisation(description=LONG, website="https://www.example.org", **fields)
    organisation.classifications.create(term=make_term())
    return organisation


def last_event():
    return AuditEvent.objects.order_by("-number").first()


def test_register_makes_a_draft_whose_manager_is_the_actor():
    actor = make_actor()

    organisation = actions.register(
        actor=actor,
        today=TODAY,
        name="Clúster de Energía",
        kind="cluster-organisation",
        country=make_country(),
    )

    assert organisation.state == "draft"
    assert organisation.key == "cluster-de-energia"
    assert list(organisation.team.members.values_list("user_id", "role")) == [
        (actor.user_id, TeamRole.MANAGER)
    ]
    assert last_event().action == "directory.register"
    assert "Clúster de Energía" in last_event().changes


def test_register_of_a_second_one_gets_another_key():
    make_organisation("Aclima", key="aclima")

    organisation = actions.register(actor=make_actor(), today=TODAY, name="Aclima", kind="other")

    assert organisation.key == "aclima-2"


def test_register_takes_no_address_of_the_directory_as_key():
    assert actions.register(actor=make_actor(), today=TODAY, name="Review", kind="other").key == "review-2"


def test_register_is_refused_to_visitors():
    with pytest.raises(NotAllowed):
        actions.register(actor=VISITOR, today=TODAY, name="Aclima", kind="other")


def test_register_of_a_wrong_website_leaves_nothing_behind():
    with pytest.raises(WrongWebsite):
        actions.register(actor=make_actor(), today=TODAY, name="Aclima", kind="other", website="aclima")

    assert Organisation.objects.count() == 0
    assert AuditEvent.objects.count() == 0


def test_edit_changes_facts_terms_and_words():
    organisation = make_organisation("Old name")
    actor = make_actor(organisation)
    organisation.refresh_from_db()
    term = make_term(label="Water Transportation")

    actions.edit(
        actor=actor,
        organisation=organisation,
        version=organisation.version,
        today=TODAY,
        name="New name",
        terms=[term],
    )

    assert list(find_organisations(VISITOR, "new water").matching.values_list("name", flat=True)) == [
        "New name"
    ]
    assert list(Alias.objects.values_list("name", "kind")) == [("Old name", "former")]
    assert last_event().action == "directory.edit"
    assert last_event().changed["name"] == ["Old name", "New name"]


def test_edit_of_an_older_version_is_refused():
    organisation = make_organisation()
    actor = make_actor(organisation)
    Organisation.objects.get(pk=organisation.pk).save()

    with pytest.raises(ChangedMeanwhile):
        actions.edit(actor=actor, organisation=organisation, version=1, today=TODAY, name="Mine")


def test_edit_is_refused_to_strangers_readers_and_visitors():
    organisation = make_organisation()

    for actor in (
        VISITOR,
        make_actor(),
        make_actor(organisation, TeamRole.MEMBER),
        make_actor(roles=["analyst"]),
    ):
        with pytest.raises(NotAllowed):
            actions.edit(
                actor=actor, organisation=organisation, version=organisation.version, today=TODAY, name="Mine"
            )


def test_edit_is_open_to_the_cluster_of_a_member_until_it_leaves():
    cluster, member = make_organisation(), make_organisation(kind="sme", state="draft")
    manager = make_actor(cluster)
    membership = make_membership(member, cluster)

    actions.edit(actor=manager, organisation=member, version=member.version, today=TODAY, short_name="SME")
    membership.end = "2020"
    membership.save()

    with pytest.raises(NotThere):
        actions.edit(actor=manager, organisation=member, version=2, today=TODAY, short_name="Mine")


def test_classify_refuses_a_fourth_term_and_keeps_the_three():
    organisation = make_organisation()
    terms = [make_term() for _ in range(4)]
    actions.classify(actor=SYSTEM, organisation=organisation, terms=terms[:3])

    with pytest.raises(TooManyTerms):
        actions.classify(actor=SYSTEM, organisation=organisation, terms=terms)

    assert {one.term for one in organisation.classifications.all()} == set(terms[:3])


def test_submit_refuses_what_cannot_be_published():
    organisation = make_organisation(state="draft")

    with pytest.raises(NotReady):
        actions.submit(actor=make_actor(organisation), organisation=organisation)

    organisation.refresh_from_db()
    assert organisation.state == "draft"


def test_submit_tells_the_editors(django_capture_on_commit_callbacks):
    editor = make_person("editor@example.org")
    PlatformRoleRow.objects.create(user=editor, role="editor")
    organisation = make_complete(name="Aclima", state="draft")

    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(actor=make_actor(organisation), organisation=organisation)

    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["editor@example.org"], "Profile to review: Aclima")
    ]


def test_publish_confirms_and_tells_the_team(django_capture_on_commit_callbacks):
    organisation = make_complete(name="Aclima", state="needs-review", state_reason="Too short.")
    manager = make_person("manager@example.org")
    make_actor(organisation, user=manager)

    with django_capture_on_commit_callbacks(execute=True):
        published = actions.publish(
            actor=make_actor(roles=["editor"]), organisation=organisation, today=TODAY
        )

    assert (published.state, published.confirmed_on, published.state_reason) == ("published", TODAY, "")
    assert [one.to for one in mail.outbox] == [["manager@example.org"]]
    assert last_event().action == "directory.publish"


def test_publish_is_refused_to_the_own_team():
    organisation = make_complete(state="needs-review")

    with pytest.raises(NotAllowed):
        actions.publish(actor=make_actor(organisation), organisation=organisation, today=TODAY)


def test_reject_keeps_the_reason():
    organisation = make_complete(state="needs-review")

    rejected = actions.reject(
        actor=make_actor(roles=["editor"]), organisation=organisation, reason=" Say what it does. "
    )

    assert (rejected.state, rejected.state_reason) == ("rejected", "Say what it does.")


def test_mark_stale_marks_what_was_not_confirmed_for_a_year():
    fresh = make_organisation(confirmed_on=date(2025, 11, 21))
    old = make_organisation(confirmed_on=date(2025, 11, 20))
    never = make_organisation()
    draft = make_organisation(state="draft")

    marked = actions.mark_stale(actor=SYSTEM, today=TODAY)

    states = dict(Organisation.objects.values_list("pk", "state"))
    assert marked == 2
    assert states == {fresh.pk: "published", old.pk: "stale", never.pk: "stale", draft.pk: "draft"}
    assert AuditEvent.objects.filter(action="directory.mark-stale").count() == 2


def test_mark_stale_is_for_the_system_alone():
    with pytest.raises(NotAllowed):
        actions.mark_stale(actor=make_actor(roles=["editor"]), today=TODAY)


def test_confirm_makes_a_stale_profile_fresh():
    organisation = make_organisation(state="stale")

    confirmed = actions.confirm(actor=make_actor(organisation), organisation=organisation, today=TODAY)

    assert (confirmed.state, confirmed.confirmed_on) == ("published", TODAY)


def test_archive_needs_the_manager():
    organisation = make_organisation()

    with pytest.raises(NotAllowed):
        actions.archive(
            actor=make_actor(organisation, TeamRole.EDITOR), organisation=organisation, reason="Dissolved."
        )

    archived = actions.archive(actor=make_actor(organisation), organisation=organisation, reason="Dissolved.")
    assert archived.state == "archived"


def test_alias_finds_the_organisation_until_it_is_removed():
    organisation = make_organisation("Aclima")
    actor = make_actor(organisation)

    alias = actions.add_alias(actor=actor, organisation=organisation, name="Cluster del Medio Ambiente")
    found_with = find_organisations(VISITOR, "medio ambiente").matching.count()
    actions.remove_alias(actor=actor, alias=alias)

    assert found_with == 1
    assert find_organisations(VISITOR, "medio ambiente").matching.count() == 0


def test_remove_alias_of_another_organisation_is_refused():
    alias = make_alias(make_organisation(), "Other")

    with pytest.raises(NotAllowed):
        actions.remove_alias(actor=make_actor(make_organisation()), alias=alias)


def test_label_is_kept_once():
    organisation = make_organisation()
    actions.add_label(actor=SYSTEM, organisation=organisation, kind="gold", awarded="2018")

    with pytest.raises(LabelTwice):
        actions.add_label(actor=SYSTEM, organisation=organisation, kind="gold", awarded="2018")


def test_member_joins_once_and_leaves_after_joining():
    cluster, member = make_organisation(), make_organisation(kind="sme")
    actor = make_actor(cluster)

    membership = actions.add_member(actor=actor, cluster=cluster, member=member, start="2016")

    with pytest.raises(MemberAlready):
        actions.add_member(actor=actor, cluster=cluster, member=member, start="2018")
    with pytest.raises(LeavesBeforeJoining):
        actions.end_membership(actor=actor, membership=membership, end="2015")
    assert actions.end_membership(actor=actor, membership=membership, end="2017").end == "2017"


def test_contact_is_audited_without_its_personal_data():
    organisation = make_organisation()

    actions.add_contact(
        actor=make_actor(organisation),
        organisation=organisation,
        today=TODAY,
        name="Zoe Marker",
        email="zoe.marker@example.org",
        consent_on=date(2026, 1, 1),
        purpose="answers partner searches",
        keep_until=date(2027, 1, 1),
    )

    assert "arker" not in last_event().changes + last_event().subject


def test_erase_contacts_erases_those_whose_time_is_past():
    organisation = make_organisation()
    make_contact(organisation, keep_until="2026-11-20")
    kept = make_contact(organisation, keep_until="2026-11-21")

    assert actions.erase_contacts(actor=SYSTEM, today=TODAY) == 1
    assert list(ContactPerson.objects.all()) == [kept]


def test_set_visibility_takes_the_profile_from_strangers():
    organisation = make_organisation()
    make_team(organisation)

    actions.set_visibility(actor=make_actor(organisation), organisation=organisation, visibility="restricted")

    with pytest.raises(NotThere):
        actions.confirm(actor=make_actor(), organisation=organisation, today=TODAY)
