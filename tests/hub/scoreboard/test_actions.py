"""Adding, editing, withdrawing and importing claims: rights, rules, trail."""

import json
from datetime import date

import pytest
from django.db import connection

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.scoreboard import actions, rules
from kontor.hub.scoreboard.actions import NewSource, Wording
from kontor.hub.scoreboard.models import Claim
from tests.factories.accounts import make_team
from tests.factories.actors import (
    make_coordinator,
    make_editor,
    make_partner_staff,
    visitor,
)
from tests.factories.evidence import make_source
from tests.factories.scoreboard import make_claim, make_partnership

pytestmark = pytest.mark.django_db

PARTNERSHIPS = {"collection": "partnerships"}


def wording(**values):
    return Wording(
        **{"statement": "Partners in the first round", "value": "57", "unit": "partners", **values}
    )


def add(actor, team=None, **values):
    about = {name: values.pop(name) for name in ("visibility", "key", "source") if name in values}
    about.setdefault("source", None)
    about["source"] = about["source"] or make_source(published_on="2019")
    return actions.add_claim(actor=actor, team=team, wording=wording(**values), **about)


def test_add_claim_keeps_what_is_stated_and_who_keeps_it():
    team = make_team()
    actor = make_coordinator(team)

    claim = add(actor, team, question=PARTNERSHIPS)

    event = AuditEvent.objects.get(action="scoreboard.add-claim")
    assert (claim.key, claim.team, claim.visibility) == ("partners-in-the-first-round", team, "partners")
    assert claim.question == PARTNERSHIPS
    assert (event.subject_id, event.actor_id) == (str(claim.pk), actor.user_id)


def test_add_claim_numbers_the_key_of_the_same_statement():
    editor = make_editor()

    keys = [add(editor).key for _again in range(3)]

    assert keys == [f"partners-in-the-first-round{tail}" for tail in ("", "-2", "-3")]


def test_add_claim_makes_its_source_known():
    team = make_team()

    claim = add(make_coordinator(team), team, source=NewSource("Annual report", published_on="2020-05"))

    assert (claim.source.key, claim.source.published_on) == ("annual-report", "2020-05")


def test_add_claim_refused_leaves_no_source_behind():
    team = make_team()

    with pytest.raises(rules.NotADate):
        add(make_coordinator(team), team, source=NewSource("Annual report"), value="soon", unit="year")

    assert not Source.objects.filter(title="Annual report").exists()


def test_add_claim_is_not_for_visitors_nor_for_those_who_only_read():
    for actor in (visitor(), make_partner_staff()):
        with pytest.raises(NotAllowed):
            add(actor)

    assert Claim.objects.count() == 0


def test_add_claim_needs_a_team_of_ones_own():
    actor = make_coordinator()

    with pytest.raises(rules.TeamMissing):
        add(actor)
    with pytest.raises(rules.NotYourTeam):
        add(actor, make_team())


def test_add_claim_in_public_is_for_platform_editors():
    team = make_team()

    with pytest.raises(NotAllowed, match="platform editor makes a claim public"):
        add(make_coordinator(team), team, visibility="public")

    assert add(make_editor(), visibility="public").visibility == "public"


def test_add_claim_to_the_partners_is_for_partners():
    team = make_team()

    with pytest.raises(rules.NotYourPartnership):
        add(make_coordinator(team), team, partnership=make_partnership(acronym="REINA"))

    own = make_partnership(team=team)
    assert add(make_coordinator(team), team, partnership=own).partnership == own


def test_edit_claim_changes_and_records_before_and_after():
    team = make_team()
    claim = make_claim(team=team, value="57", visibility="restricted")

    changed = actions.edit_claim(
        actor=make_coordinator(team), claim=claim, wording=wording(value="61"), source=claim.source,
        visibility="restricted", version=claim.version,
    )  # fmt: skip

    event = AuditEvent.objects.get(action="scoreboard.edit-claim")
    assert (changed.value, changed.version) == ("61", 2)
    assert event.changed["value"] == ["57", "61"]


def test_edit_claim_refuses_what_was_filled_from_an_older_version():
    claim = make_claim()

    with pytest.raises(ChangedMeanwhile):
        actions.edit_claim(
            actor=make_editor(), claim=claim, wording=wording(), source=claim.source, visibility="public", version=0
        )  # fmt: skip


def test_edit_claim_is_for_the_team_that_keeps_it():
    seen, hidden = make_claim(team=make_team()), make_claim(team=make_team(), visibility="restricted")
    actor = make_coordinator()

    with pytest.raises(NotAllowed):
        actions.edit_claim(actor=actor, claim=seen, wording=wording(), source=seen.source, visibility="public", version=1)  # fmt: skip
    with pytest.raises(NotThere):
        actions.edit_claim(actor=actor, claim=hidden, wording=wording(), source=hidden.source, visibility="public", version=1)  # fmt: skip


def test_edit_claim_to_public_needs_the_right_to_publish():
    team = make_team()
    claim = make_claim(team=team, visibility="restricted")

    with pytest.raises(NotAllowed):
        actions.edit_claim(
            actor=make_coordinator(team), claim=claim, wording=wording(), source=claim.source, visibility="public", version=1
        )  # fmt: skip


def test_withdraw_claim_keeps_the_row_and_says_why():
    claim = make_claim()

    actions.withdraw_claim(actor=make_editor(), claim=claim, reason=" misread ", today=date(2026, 1, 2))

    claim.refresh_from_db()
    assert (claim.withdrawn_on, claim.withdrawn_reason) == (date(2026, 1, 2), "misread")
    assert AuditEvent.objects.filter(action="scoreboard.withdraw-claim").count() == 1


def test_withdraw_claim_needs_a_reason_and_happens_once():
    claim, editor = make_claim(), make_editor()

    with pytest.raises(rules.ReasonMissing):
        actions.withdraw_claim(actor=editor, claim=claim, reason="  ")
    actions.withdraw_claim(actor=editor, claim=claim, reason="misread")

    with pytest.raises(rules.Withdrawn):
        actions.withdraw_claim(actor=editor, claim=claim, reason="again")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"collection": "stars"}, "there is none called 'stars'. Allowed: partnerships, participations"),
        ({"collection": "targets", "field": "sun", "measure": "sum"}, "targets have no field 'sun'. Allowed: id, partnership"),
        ({"collection": "targets", "measure": "average"}, "measure 'average' is not a known word. Allowed: count,"),
        ({"collection": "targets", "measure": "sum"}, "field is needed for the measure 'sum'."),
        ({"collection": "targets", "rule": "agreements"}, "rule targets cannot be counted so. Allowed: as-printed"),
        ({"collection": "targets", "filters": [{"field": "country", "op": "is"}]}, "filters.value must be one word"),
        ({"colection": "targets"}, "has no field 'colection'. Allowed: collection, measure"),
    ],
)  # fmt: skip
def test_question_that_cannot_be_asked_is_refused_with_the_part_and_its_words(question, sentence):
    with pytest.raises(rules.UnaskableQuestion) as refusal:
        add(make_editor(), question=question)

    assert sentence in str(refusal.value)


def test_save_claims_in_bulk_adds_changes_and_leaves():
    editor, source = make_editor(), make_source()
    row = {
        "key": "one",
        "statement": "One",
        "value": "1",
        "unit": "partners",
        "source_id": source.pk,
        "place": "s2",
    }

    first = actions.save_claims_in_bulk(actor=editor, rows=[row, {**row, "key": "two"}])
    second = actions.save_claims_in_bulk(actor=editor, rows=[row, {"key": "two", "value": "2"}])

    assert [len(part) for part in (first.added, first.changed, first.unchanged)] == [2, 0, 0]
    assert [len(part) for part in (second.added, second.changed, second.unchanged)] == [0, 1, 1]
    assert AuditEvent.objects.filter(action="scoreboard.import").count() == 3
    assert Claim.objects.get(key="two").version == 2


@pytest.mark.parametrize("number", [2, 20])
def test_save_claims_in_bulk_takes_as_many_statements_for_few_rows_as_for_many(
    django_assert_num_queries, number
):
    editor, source = make_editor(), make_source()
    rows = [
        {"key": f"claim-{n}", "statement": "One", "value": "1", "source_id": source.pk} for n in range(number)
    ]

    # PostgreSQL takes the lock of the audit trail by a statement of its own.
    with django_assert_num_queries(8 + (connection.vendor == "postgresql")):
        actions.save_claims_in_bulk(actor=editor, rows=rows)


def test_save_claims_in_bulk_refused_writes_nothing():
    rows = [
        {"key": "one", "statement": "One", "value": "many", "unit": "partners", "source_id": make_source().pk}
    ]

    with pytest.raises(rules.NotANumber):
        actions.save_claims_in_bulk(actor=make_editor(), rows=rows)
    with pytest.raises(NotAllowed):
        actions.save_claims_in_bulk(actor=make_coordinator(), rows=rows)

    assert Claim.objects.count() == 0


def test_bind_claims_in_bulk_keeps_the_question_in_its_one_spelling():
    make_claim(key="one")
    spelled = json.loads('{"rule": "as-printed", "filters": [], "collection": "partnerships"}')

    actions.bind_claims_in_bulk(
        actor=make_editor(), rows=[{"key": "one", "question": spelled, "question_note": "all"}]
    )

    claim = Claim.objects.get(key="one")
    assert (claim.question, claim.question_note) == (PARTNERSHIPS, "all")
