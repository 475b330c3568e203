"""The other doors of a campaign: a table to import, the API, the command line, the page of the data-protection officer."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from ninja.testing import TestClient

from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.front.personal import KEPT_ELSEWHERE
from kontor.hub.surveys.models import ContactEntry, Invitation
from kontor.hub.surveys.notices.letters import letter_id
from kontor.hub.surveys.rest import router
from kontor.hub.surveys.rules.invitations import LetterIsOut, NobodyToWrite
from kontor.hub.transfer.actions import undo
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors
from tests.factories.accounts import make_person
from tests.factories.actors import make_coordinator, make_outsider_coordinator, make_partner_staff
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_change, make_contact, make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db

HEADER = "wave,email,name,language,partnership,group"


@pytest.fixture
def wave():
    return make_wave(state="open", key="autumn")


@pytest.fixture
def team(wave):
    return make_coordinator(wave.survey.team)


@pytest.fixture
def read(tmp_path):
    def loaded(actor, *lines):
        path = tmp_path / "table.csv"
        path.write_text("\n".join([HEADER, *lines]))
        return load(actor=actor, kind="survey-invitations", path=path)

    return loaded


# A table.


def test_respondents_are_read_from_a_table(read, wave, team):
    nf4 = make_partnership("NF4", key="nf4", strand="1")

    read(team, "autumn,ada@example.org,Ada,en,nf4,", "autumn,grace@example.org,,,,strand 2")

    found = list(
        Invitation.objects.values_list("email", "name", "language", "partnership", "group", "sent_at")
    )
    assert found == [
        ("ada@example.org", "Ada", "en", nf4.pk, "strand 1 (strategy)", None),
        ("grace@example.org", "", "", None, "strand 2", None),
    ]
    assert not ContactEntry.objects.exists()


def test_the_same_table_again_changes_what_differs(read, wave, team):
    read(team, "autumn,ada@example.org,Ada,en,,strand 1")
    (before,) = Invitation.objects.values_list("token_hash", flat=True)

    read(team, "autumn,ADA@example.org,Ada Lovelace,en,,strand 1")

    one = Invitation.objects.get()
    assert (one.name, one.token_hash) == ("Ada Lovelace", before)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nowhere,ada@example.org,,,,", "nowhere"),
        ("autumn,ada at example,,,,", "ada at example"),
        ("autumn,ada@example.org,,,unheard,", "unheard"),
    ],
)
def test_a_fault_is_said_with_its_line(read, wave, team, line, said):
    with pytest.raises(HasErrors) as refused:
        read(team, line)

    assert said in str(
        [vars(one) if hasattr(one, "__dict__") else str(one) for one in refused.value.problems]
    )
    assert not Invitation.objects.exists()


def test_rows_for_a_wave_of_others_are_refused(read, wave):
    with pytest.raises(HasErrors):
        read(make_outsider_coordinator(), "autumn,ada@example.org,,,,")

    assert not Invitation.objects.exists()


def test_an_import_is_undone_until_letters_have_left(read, wave, team):
    done = read(team, "autumn,ada@example.org,,,,").record
    Invitation.objects.update(sent_at=timezone.now())
    with pytest.raises(LetterIsOut):
        undo(actor=team, record=done)

    Invitation.objects.update(sent_at=None)
    undo(actor=team, record=done)
    assert not Invitation.objects.exists()


# Programs.


class Caller(TestClient):
    """A program that calls in the name of `actor`."""

    def __init__(self, actor):
        super().__init__(router)
        self.actor = actor

    def request(self, method, path, data=None, json=None, **values):
        return super().request(method, path, data or {}, json, auth=self.actor, **values)


def test_a_program_runs_a_campaign(wave, team):
    caller = Caller(team)
    given = {
        "invitations": [{"email": f"{name}@example.org", "group": "strand 1"} for name in ("ada", "grace")]
    }

    listed = caller.post("/waves/autumn/invitations", json=given).json()
    dry = caller.post("/waves/autumn/send?dry_run=true").json()
    sent = caller.post("/waves/autumn/send").json()

    assert [(one["email"], one["standing"]) for one in listed] == [
        ("ada@example.org", "waiting"), ("grace@example.org", "waiting"),
    ]  # fmt: skip
    assert dry == sent == {"letters": 2, "others": {}}
    assert caller.post("/waves/autumn/remind?dry_run=true").json() == {
        "letters": 0,
        "others": {"too-soon": 2},
    }
    with pytest.raises(NobodyToWrite):
        caller.post("/waves/autumn/remind")
    assert [one["kind"] for one in caller.get("/waves/autumn/contacts").json()["items"]] == [
        "invited",
        "invited",
    ]
    found = caller.get("/waves/autumn/invitations?standing=sent&group=strand 1").json()
    assert found["count"] == 2
    erased = caller.post(f"/survey-invitations/{listed[0]['id']}/erase").json()
    assert (erased["email"], erased["standing"]) == ("", "erased")


def test_the_link_is_in_no_answer(wave, team):
    one = make_invitation(wave)
    text = Caller(team).get("/waves/autumn/invitations").content.decode()

    assert one.email in text
    assert one.token not in text
    assert one.nonce not in text


def test_a_program_without_the_right_is_refused(wave):
    with pytest.raises(NotThere):
        Caller(make_outsider_coordinator()).get("/waves/autumn/invitations")
    staff = Caller(make_partner_staff(wave.survey.team))
    assert staff.get("/waves/autumn/invitations").status_code == 200
    with pytest.raises(NotAllowed):
        staff.post("/waves/autumn/send?dry_run=true")


def test_a_program_decides_changes(wave):
    nf4 = make_partnership("NF4", website="https://old.example")
    change = make_change(
        make_response(wave, {}, partnership=nf4), record_id=nf4.pk, field="partnership.website",
        before="https://old.example", told="https://new.example",
    )  # fmt: skip
    caller = Caller(make_coordinator(nf4.team))
    assert caller.get("/survey-changes?state=open").json()["count"] == 1

    decided = caller.post(f"/survey-changes/{change.pk}/decide", json={"how": "take"}).json()

    assert decided["state"] == "approved"
    nf4.refresh_from_db()
    assert nf4.website == "https://new.example"


# The command line, and the officer.


def test_bounces_reads_a_mailbox(wave, tmp_path):
    entries = [make_contact(make_invitation(wave, sent_at=timezone.now())) for _ in range(2)]
    report = (
        'From MAILER-DAEMON Mon Oct 29 09:00:00 2018\nContent-Type: multipart/report; boundary="edge"\n\n--edge\n'
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: failed\nStatus: 5.1.1\n\n--edge\n"
        "Content-Type: text/rfc822-headers\n\nMessage-ID: <{}>\n\n--edge--\n\n"
    )
    path = tmp_path / "back.mbox"
    path.write_text("".join(report.format(letter_id(entry.pk)) for entry in entries))
    out = StringIO()

    call_command("bounces", str(path), stdout=out)

    assert json.loads(out.getvalue())["failed"] == 2
    assert Invitation.objects.filter(bounced_at__isnull=False).count() == 2


def test_the_officer_exports_and_erases_what_surveys_keep_of_a_person(wave):
    person = make_person("ada@example.org")
    one = make_invitation(wave, "Ada@example.org", name="Ada", sent_at=timezone.now())
    make_response(
        wave, {"B1_SQ001": "Y", "B1_SQ001comment": "my own words"}, invitation=one, state="submitted"
    )
    (kept,) = [part for part in KEPT_ELSEWHERE if part.name == "surveys.invitations"]

    exported = str(kept.export(person))
    kept.erase(person)

    assert "my own words" in exported
    one.refresh_from_db()
    assert (one.email, one.name) == ("", "")
    assert "my own words" not in str(one.response.document)
    assert kept.export(person) == []
