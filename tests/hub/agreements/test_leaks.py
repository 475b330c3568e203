"""What is confidential on a case stays so at every door of this area, for everybody without a right on it.

Markers are planted in every confidential field; first it is shown that somebody with a right does read them.
"""

import pytest
from django.core import mail
from django.urls import reverse

from kontor.hub.agreements import actions, notices
from kontor.hub.agreements.exporters import EXPORTERS
from kontor.hub.agreements.importers import IMPORTERS
from kontor.hub.agreements.models import Impact, Party, Signatory
from kontor.hub.agreements.queries import CASES, DIMENSIONS, named_parties, parties_for, pipeline
from kontor.hub.foundation import history, search
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotThere, Refusal
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.actions.load import import_file
from tests.factories import actors
from tests.factories.agreements import (
    make_agreement,
    make_case,
    make_follow_up,
    make_impact,
    make_party,
    make_report,
    make_step,
)
from tests.factories.directory import make_alias, make_organisation, make_team
from tests.factories.evidence import make_document
from tests.factories.partnerships import make_participation
from tests.hub.agreements.test_rest import Caller

pytestmark = pytest.mark.django_db
# Each is one word that occurs nowhere else.
MARKERS = {
    "name": "Palimpsestia", "alias": "Oxbowlake", "short": "Gudgeonpin", "contact": "Windlassy", "amount": "8675309.25",
    "impact": "424242.42", "signatory": "Halyardine", "document": "Seabiscuitry", "note": "Marlinspiked",
    "answer": "Jibboomed", "reason": "Kittiwakes", "waiver": "Lanternfishy", "report note": "Carvelbuilt",
}  # fmt: skip


@pytest.fixture
def case(settings, tmp_path):
    """A public case with a confidential public organisation as counterpart and a marker in every confidential field."""
    settings.MEDIA_ROOT = tmp_path
    case = make_case(
        key="leaky",
        title="Cranes for harbours",
        country="PE",
        note=MARKERS["note"],
        outcome_reason=MARKERS["reason"],
    )
    organisation = make_organisation(MARKERS["name"], "PE", key="palimpsestia", short_name=MARKERS["short"])
    make_alias(organisation, MARKERS["alias"])
    party = make_party(case, organisation, confidential=True, contact=MARKERS["contact"])
    agreement = make_agreement(
        case, key="leaky-charter", state="signed", amount=MARKERS["amount"], currency="EUR", waiver=MARKERS["waiver"],
        document=make_document(team=case.partnership.team, title=MARKERS["document"], visibility="restricted"),
    )  # fmt: skip
    Signatory.objects.create(agreement=agreement, party=party, name=MARKERS["signatory"])
    make_impact(case, value=MARKERS["impact"], organisation=organisation)
    make_follow_up(case, answer=MARKERS["answer"], answered_on="2026-01-01")
    make_report(case, note=MARKERS["report note"])
    make_step(case, owner=organisation, due_on="2026-12-01")
    search.update(CASES, [case])
    return case


@pytest.fixture
def coordinator(case):
    return actors.make_coordinator(case.partnership.team)


def outsiders(case):
    """Everybody else, and a partner of the partnership who has no part in the case."""
    partner = make_organisation("A partner")
    make_participation(case.partnership, partner)
    found = actors.one_of_each()
    del found["system"]
    return {**found, "partner": actors.make_cluster_manager(make_team(partner))}


def leaked(text):
    return [kind for kind, marker in MARKERS.items() if marker.lower() in text.lower()]


def exported_to(actor):
    return repr([list(exporter().rows(actor)) for exporter in EXPORTERS])


def answered_to(actor):
    caller = Caller(actor)
    paths = ("/cases", "/cases/leaky", "/agreements", *(f"/cases/pipeline?by={by}" for by in DIMENSIONS))
    return "\n".join(caller.get(path).content.decode() for path in paths)


def told_of(actor, case):
    """The history of every record of the case, as far as the actor sees the record."""
    records = [case, *case.parties.all(), *case.agreements.all(), *case.reports.all(), *case.steps.all(),
               *case.follow_ups.all(), *case.impacts.all(), *Signatory.objects.all()]  # fmt: skip
    told = []
    for record in records:
        try:
            told += history.history_of(actor, record)
        except NotThere:
            continue
    return repr(told)


def test_whoever_works_on_the_case_reads_it_all(case, coordinator):
    (party,) = parties_for(coordinator, [case])[case.pk]

    assert (party.label, party.contact) == (MARKERS["name"], MARKERS["contact"])
    assert set(leaked(exported_to(coordinator))) >= {
        "name",
        "amount",
        "note",
        "waiver",
        "reason",
        "report note",
    }
    assert set(leaked(answered_to(coordinator))) == {"name", "amount", "waiver"}
    assert visible(Impact, coordinator).count() == visible(Signatory, coordinator).count() == 1


def test_nobody_else_reads_any_of_it(case):
    for role, actor in outsiders(case).items():
        told = exported_to(actor) + answered_to(actor) + repr(parties_for(actor, [case]))

        assert "SME, Peru" in told, role
        assert leaked(told) == [], role
        assert "palimpsestia" not in told, role
        assert not visible(Impact, actor).exists(), role
        assert not visible(Signatory, actor).exists(), role


def test_no_search_finds_the_case_by_a_secret(case):
    for actor in outsiders(case).values():
        rows = visible(type(case), actor)
        assert search.find(CASES, "cranes", rows).matching.count() == 1
        for marker in MARKERS.values():
            found = search.find(CASES, marker, rows)
            assert (found.matching.count(), found.corrected) == (0, None)


def test_no_count_of_one_tells_who_it_is(case):
    organisation = Party.objects.get().organisation

    for actor in outsiders(case).values():
        assert named_parties(actor, organisation) == {}
        for by in DIMENSIONS:
            assert leaked(repr(pipeline(actor, by))) == []


def test_history_and_trail_cover_what_was_confidential(case, coordinator):
    party = Party.objects.get()
    for name in ("Second name", "Third name"):
        actions.edit_party(
            actor=coordinator, party=party, version=Party.objects.get().version, organisation=None, name=name
        )
    actions.edit_case(
        actor=coordinator, case=case, version=case.version, today=case.created_at.date(), note="Fourth name"
    )

    assert "Third name" in told_of(coordinator, case)
    for role, actor in outsiders(case).items():
        told = told_of(actor, case) + repr(history.trail(actor, history.Filter()))
        assert leaked(told) == [], role
        assert not [name for name in ("Second name", "Third name", "Fourth name") if name in told], role


def test_no_mail_names_a_confidential_party(case, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for notice, record in (
            (notices.step_due, case.steps.get()),
            (notices.follow_up_due, case.follow_ups.get()),
        ):
            notice(record)

    assert len(mail.outbox) == 2
    for one in mail.outbox:
        assert leaked(one.subject + one.body) == []
        assert "Cranes for harbours" in one.subject


def test_no_refusal_repeats_a_secret(case, coordinator):
    def refused(**fields):
        with pytest.raises(Refusal) as refusal:
            actions.edit_case(
                actor=coordinator, case=case, version=case.version, today=case.created_at.date(), **fields
            )
        return f"{refusal.value} {refusal.value.data}"

    for field in ("title", "description", "sector"):
        for kind in ("name", "alias", "short"):
            assert leaked(refused(**{field: f"With {MARKERS[kind]}"})) == []


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda one: one.kind)
def test_no_plan_of_an_import_tells_what_is_there(case, importer, tmp_path):
    """Somebody else who names the keys of the case is refused, and shown nothing of it beside her own words."""
    tables = {
        "cases": "id,title,type,level\nleaky,Mine,other,sme\n",
        "agreements": "id,case,kind\nleaky-charter,leaky,mou\n",
        "case-reports": f"case,partnership,list,row\nleaky,{case.partnership.key},cases,1\n",
        "case-steps": "case,step\nleaky,Send the draft\n",
        "collaborations": f"id,reporter,counterpart_name\nx,{case.partnership.key},X\n",
    }
    file = tmp_path / "table.csv"
    file.write_text(tables[importer.kind])

    for role in ("sme", "cluster_manager", "outsider_coordinator", "partner"):
        plan, _record = import_file(actor=outsiders(case)[role], kind=importer.kind, path=file)

        told = repr(list(plan.problems)) + "".join(str(one) for one in plan.problems) + repr(plan.steps)
        assert list(plan.problems), role
        assert leaked(told) == [], role


def test_visitor_does_not_see_a_case_that_is_not_public(case):
    case.visibility = "partners"
    case.save()

    assert leaked(exported_to(VISITOR)) == []
    assert "leaky" not in exported_to(VISITOR)
    with pytest.raises(NotThere):
        Caller().get("/cases/leaky")


PAGES = (
    "agreements:index",
    "agreements:board",
    "agreements:collaborations",
    "agreements:due",
    "agreements:record",
)
OF_THE_CASE = ("agreements:case", "agreements:history", "agreements:edit")


def pages_read_by(client, actor):
    actors.signed_in(client, actor)
    addresses = [reverse(name) for name in PAGES] + [reverse(name, args=["leaky"]) for name in OF_THE_CASE]
    addresses += [
        reverse("agreements:index") + "?q=cranes",
        reverse("agreements:export", args=["csv"]),
        "/search/?q=cranes",
        reverse("directory:organisation", args=["palimpsestia"]),
    ]
    texts = {}
    for address in addresses:
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        texts[address] = content.decode(errors="replace")
    return texts


def test_every_page_keeps_it_and_the_profile_of_the_party_tells_of_no_case(client, case, coordinator):
    profile = reverse("directory:organisation", args=["palimpsestia"])
    shown = leaked("".join(pages_read_by(client, coordinator).values()))

    assert {"name", "contact", "signatory", "note", "answer", "document"} <= set(shown)
    for role, actor in outsiders(case).items():
        texts = pages_read_by(client, actor)
        own = texts.pop(profile)

        told = {kind for text in texts.values() for kind in leaked(text)}
        # Administrators see the title of every document, wherever it stands (evidence.permissions).
        assert told - ({"document"} if role == "administrator" else set()) == set(), role
        assert "Cranes for harbours" not in own, role
        assert "Cranes for harbours" in texts[reverse("agreements:index")], role
