"""Every verb has its page: it does what it says, says why it refuses, and keeps what was typed."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from kontor.hub.accounts.models import ApiToken
from kontor.hub.agreements.models import (
    Agreement,
    CaseReport,
    CollaborationReport,
    CooperationCase,
    FollowUp,
    Impact,
    Party,
    Signatory,
    Step,
)
from tests.factories import actors
from tests.factories.agreements import (
    make_agreement,
    make_case,
    make_collaboration,
    make_follow_up,
    make_impact,
    make_party,
    make_report,
    make_step,
)
from tests.factories.directory import make_country, make_organisation
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def partnership():
    return make_partnership("HARBOURS", start="2020-09")


@pytest.fixture
def case(partnership):
    return make_case(partnership, title="Recycled nets")


@pytest.fixture
def work(client, partnership):
    """The client as the coordinator of the case's partnership."""
    return actors.signed_in(client, actors.make_coordinator(partnership.team))


def at(name, *args):
    return reverse(f"agreements:{name}", args=args)


def done(response):
    """It went through: sent on to another page, without an error on a form."""
    assert response.status_code == 302, errors(response)
    return response.headers["Location"]


def errors(response):
    form = response.context and response.context.get("form")
    return form.errors if form else response.content[:300]


# Record.


def entry(**fields):
    return {"counterpart": "Quay Works", "level": "sme", "entry_key": str(uuid4()), **fields}


def test_record_makes_a_case_with_its_parties_and_next_step(work, partnership):
    partner = make_organisation("Cluster of the North")
    make_participation(partnership, partner)
    make_country("PE")

    done(
        work.post(
            at("record"),
            entry(
                partnership=partnership.key, responsible=partner.key, country="PE", objective="technology-transfer",
                next_step="Call them", next_step_due="2026-12-24", contact="Ms Quay",
            ),
        )
    )  # fmt: skip

    case = CooperationCase.objects.get()
    assert (case.title, case.partnership, case.country_id) == (
        "Quay Works: Technology transfer",
        partnership,
        "PE",
    )
    assert [(one.role, str(one.organisation or one.name)) for one in case.parties.all()] == [
        ("responsible", "Cluster of the North"),
        ("counterpart", "Quay Works"),
    ]
    assert [(one.text, one.due_on.isoformat()) for one in case.steps.all()] == [("Call them", "2026-12-24")]


def test_record_takes_a_known_organisation_by_its_key(work, partnership):
    known = make_organisation("Harbour of Saints")

    done(
        work.post(
            at("record"),
            entry(counterpart="Harbour of Saints", organisation=known.key, partnership=partnership.key),
        )
    )

    assert Party.objects.get().organisation == known


def test_record_describes_a_confidential_counterpart_for_others(work, partnership):
    make_country("PE")

    done(work.post(at("record"), entry(confidential="on", country="PE", partnership=partnership.key)))

    party = Party.objects.get()
    assert (party.confidential, party.name, party.public_description) == (True, "Quay Works", "SMEs, Peru")
    assert "Quay Works" not in CooperationCase.objects.get().title


def test_record_sent_twice_is_one_case(work, partnership):
    same = entry(partnership=partnership.key)

    places = [done(work.post(at("record"), same)) for _twice in range(2)]

    assert places[0] == places[1]
    assert CooperationCase.objects.count() == 1


def test_record_answers_its_script_in_data(work, partnership):
    sent = work.post(at("record"), entry(partnership=partnership.key), headers={"Accept": "application/json"})
    refused = work.post(at("record"), entry(counterpart=""), headers={"Accept": "application/json"})

    case = CooperationCase.objects.get()
    assert (sent.status_code, sent.json()) == (
        201,
        {"state": "sent", "url": case.get_absolute_url(), "said": case.title},
    )
    assert (refused.status_code, refused.json()) == (
        422,
        {"state": "refused", "said": "Whom did you meet?: Fill this in."},
    )


def test_record_answers_its_script_with_the_refusal_of_the_action(work, partnership):
    named = entry(partnership=partnership.key, confidential="on", title="Nets of Quay Works")

    answer = work.post(at("record"), named, headers={"Accept": "application/json"})

    assert answer.json()["state"] == "refused"
    assert "names a confidential party" in answer.json()["said"]
    assert not CooperationCase.objects.exists()


def test_record_tells_its_script_that_nobody_is_signed_in(client):
    answer = client.post(at("record"), entry(), headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (401, {"state": "signed-out"})


def test_record_is_for_those_who_edit_something(client, partnership):
    reader = actors.make_partner_staff(partnership.team)

    assert actors.signed_in(client, reader).get(at("record")).status_code == 403


def test_record_offers_only_what_the_actor_records_for(work, partnership):
    make_partnership("STRANGERS")

    page = work.get(at("record")).content.decode()

    assert "HARBOURS" in page
    assert "STRANGERS" not in page


def test_record_worker_is_served_beside_the_page(client):
    answer = client.get(at("record_worker"))

    assert answer.headers["Content-Type"] == "text/javascript"
    assert at("record_worker").startswith(at("record"))


# The case.


def test_edit_changes_what_the_case_says(work, case):
    form = work.get(at("edit", case.key)).context["form"]

    done(
        work.post(
            at("edit", case.key),
            {**initial(form), "title": "Recycled nets of the north", "objectives": ["fdi"]},
        )
    )

    case.refresh_from_db()
    assert case.title == "Recycled nets of the north"
    assert [one.objective for one in case.objectives.all()] == ["fdi"]


def test_edit_shows_the_second_editor_what_the_first_has_saved_and_keeps_her_entry(work, case):
    hers = {**initial(work.get(at("edit", case.key)).context["form"]), "title": "Her title", "sector": "Nets"}
    case.title = "The first one's title"
    case.save()

    refused = work.post(at("edit", case.key), hers)

    form = refused.context["form"]
    assert refused.status_code == 409
    assert form.errors["title"] == ["Saved by somebody else meanwhile: The first one's title"]
    assert (form["title"].value(), form["sector"].value()) == ("Her title", "Nets")

    again = {**hers, "version": form.data["version"]}
    done(work.post(at("edit", case.key), again))

    case.refresh_from_db()
    assert (case.title, case.sector) == ("Her title", "Nets")


def initial(form):
    """What a browser would send back unchanged."""
    values = {}
    for field in form:
        value = field.value()
        if field.name == "started_on":
            day = (str(value or "") + "--").split("-")
            values |= {"started_on_day": day[2], "started_on_month": day[1], "started_on_year": day[0]}
        elif value not in (None, False):
            values[field.name] = getattr(value, "pk", value)
    return values


def test_advance_sets_the_state(work, case):
    done(
        work.post(
            at("advance", case.key), {"verb": "negotiate", "basis": "Call in May", "version": case.version}
        )
    )

    case.refresh_from_db()
    assert (case.state, case.state_basis) == ("negotiation", "Call in May")


def test_advance_to_signed_is_refused_without_a_signature(work, case):
    answer = work.post(at("advance", case.key), {"verb": "sign", "version": case.version})

    assert answer.status_code == 409
    assert "none of its agreements is" in str(errors(answer))


def test_move_on_the_board_moves_and_comes_back(work, case):
    board = at("board") + "?level=cluster"

    place = done(work.post(at("move", case.key), {"verb": "prepare", "version": case.version, "next": board}))

    case.refresh_from_db()
    assert (place, case.state) == (board, "agreement-to-be-signed")


def test_move_to_closed_leads_to_the_form_that_asks_for_the_outcome(work, case):
    assert done(work.post(at("move", case.key), {"verb": "close"})) == at("close", case.key)


def test_move_says_why_it_was_refused_and_leaves_the_case(work, case):
    page = work.post(at("move", case.key), {"verb": "sign", "version": case.version}, follow=True)

    case.refresh_from_db()
    assert case.state == "contact"
    assert "none of its agreements is" in page.content.decode()


def test_close_and_reopen(work, case):
    done(
        work.post(
            at("close", case.key), {"outcome": "success", "reason": "They trade.", "version": case.version}
        )
    )
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "success")

    done(work.post(at("reopen", case.key)))
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("negotiation", "")


def test_mark_same_and_take_it_back(work, case, partnership):
    counted = make_case(partnership, title="The one that counts")

    done(work.post(at("mark_same", case.key), {"same_as": counted.key}))
    case.refresh_from_db()
    assert case.same_as == counted
    assert "The one that counts" in work.get(case.get_absolute_url()).content.decode()

    done(work.post(at("unmark_same", case.key)))
    case.refresh_from_db()
    assert case.same_as is None


def test_report_for_another_partnership_and_withdraw(work, case):
    other = make_partnership("QUAYS")

    done(
        work.post(
            at("report", case.key),
            {"partnership": other.key, "register": "cases", "row": "4", "state": "signed"},
        )
    )
    report = CaseReport.objects.get()
    assert (report.partnership, report.row, report.state) == (other, "4", "signed")

    done(work.post(at("withdraw_report", case.key, report.pk)))
    assert not CaseReport.objects.exists()


def test_report_begins_with_the_partnership_whose_lists_do_not_name_its_case_yet(work, case):
    page = work.get(at("report", case.key)).context["form"]
    assert page["partnership"].value() == case.partnership.key

    make_report(case)

    assert not work.get(at("report", case.key)).context["form"]["partnership"].value()


def test_visitor_who_records_a_contact_signs_in_first(client):
    answer = client.get(at("record"))

    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/agreements/record/")


def names(fields):
    return {field.name for field in fields}


def test_who_gets_the_credit_is_asked_at_once_where_nobody_can_know(work, partnership):
    """Else a contact taken down in a minute counts for no partner."""
    for name in ("Nets", "Sails"):
        make_participation(partnership, make_organisation(name))

    form = work.get(reverse("agreements:record")).context["form"]

    assert "responsible" in names(form.first)
    assert not form["responsible"].value()


def test_whoever_works_for_one_of_several_partners_records_for_her_own(work, partnership):
    own = make_organisation("Nets", team=partnership.team)
    for organisation in (own, make_organisation("Sails")):
        make_participation(partnership, organisation)

    form = work.get(reverse("agreements:record")).context["form"]

    assert form["responsible"].value() == own.key
    assert "responsible" in names(form.more)


# Parties.


def test_party_is_added_changed_and_removed(work, case):
    organisation = make_organisation("Harbour of Saints")
    done(work.post(at("add_party", case.key), {"role": "counterpart", "organisation": organisation.key}))
    party = Party.objects.get()

    changed = {"role": "facilitator", "name": "Chamber", "version": party.version}
    done(work.post(at("edit_party", case.key, party.pk), changed))
    party.refresh_from_db()
    assert (party.role, party.name, party.organisation) == ("facilitator", "Chamber", None)

    done(work.post(at("remove_party", case.key, party.pk)))
    assert not Party.objects.exists()


def test_party_without_a_name_is_refused_at_its_field(work, case):
    answer = work.post(at("add_party", case.key), {"role": "counterpart"})

    assert answer.status_code == 409
    assert list(errors(answer)) == ["name"]


# Agreements.


def test_agreement_is_added_and_changed(work, case):
    done(work.post(at("add_agreement", case.key), {"kind": "mou", "amount": "5000", "currency": "EUR"}))
    agreement = Agreement.objects.get()

    changed = {"kind": "cooperation", "title": "Nets", "version": agreement.version}
    done(work.post(at("edit_agreement", case.key, agreement.pk), changed))

    agreement.refresh_from_db()
    assert (agreement.kind, agreement.title) == ("cooperation", "Nets")


def signing(agreement, **fields):
    return {
        "signed_on_day": "5",
        "signed_on_month": "03",
        "signed_on_year": "2026",
        "version": agreement.version,
        **fields,
    }


def test_sign_with_a_file_keeps_it_for_the_team_alone_and_signs_the_case(work, case, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agreement = make_agreement(case)
    file = SimpleUploadedFile("signed.pdf", PDF, "application/pdf")

    done(work.post(at("sign_agreement", case.key, agreement.pk), signing(agreement, file=file)))

    agreement.refresh_from_db()
    case.refresh_from_db()
    assert (agreement.state, agreement.signed_on, case.state) == ("signed", "2026-03-05", "signed")
    assert (agreement.document.team, agreement.document.visibility) == (case.team, "restricted")


@pytest.mark.parametrize(
    ("expected", "offered"), [("2026-03-05", "2026-03-05"), ("2099-01-01", ""), ("", "")]
)
def test_sign_offers_the_expected_day_once_it_is_past(work, case, expected, offered):
    agreement = make_agreement(case, expected_on=expected)

    form = work.get(at("sign_agreement", case.key, agreement.pk)).context["form"]

    assert form.initial["signed_on"] == offered


def test_sign_refused_keeps_nothing_of_the_file(work, case, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agreement = make_agreement(case)
    file = SimpleUploadedFile("signed.pdf", PDF, "application/pdf")

    answer = work.post(
        at("sign_agreement", case.key, agreement.pk), {"version": agreement.version, "file": file}
    )

    assert (answer.status_code, list(errors(answer))) == (409, ["signed_on"])
    assert type(agreement).objects.get().document is None


def test_sign_without_evidence_is_refused_and_a_waiver_takes_its_place(work, case):
    agreement = make_agreement(case)

    answer = work.post(at("sign_agreement", case.key, agreement.pk), signing(agreement))
    assert list(errors(answer)) == ["document"]

    done(
        work.post(
            at("sign_agreement", case.key, agreement.pk), signing(agreement, waiver="Kept by the other side.")
        )
    )
    agreement.refresh_from_db()
    assert agreement.state == "signed"


def test_sign_before_the_project_or_on_no_day_is_refused(work, case):
    agreement = make_agreement(case)

    before = work.post(
        at("sign_agreement", case.key, agreement.pk), signing(agreement, signed_on_year="2019", waiver="x")
    )
    nowhere = work.post(
        at("sign_agreement", case.key, agreement.pk),
        signing(agreement, signed_on_day="31", signed_on_month="02"),
    )

    assert "before HARBOURS began" in str(errors(before))
    assert list(errors(nowhere)) == ["signed_on"]


def test_agreement_is_renewed_and_terminated(work, case):
    agreement = make_agreement(case, state="signed", title="Nets", signed_on="2026-01-01")

    done(
        work.post(
            at("renew_agreement", case.key, agreement.pk),
            {"title": "Nets, again", "expires_on": "2028-01-01"},
        )
    )
    done(work.post(at("terminate_agreement", case.key, agreement.pk)))

    renewal = Agreement.objects.get(renews=agreement)
    agreement.refresh_from_db()
    assert (renewal.title, renewal.state, agreement.state) == ("Nets, again", "to-be-signed", "terminated")


def test_agreement_is_abandoned_and_taken_up_again(work, case):
    agreement = make_agreement(case)

    done(work.post(at("abandon_agreement", case.key, agreement.pk)))
    agreement.refresh_from_db()
    assert agreement.state == "abandoned"

    done(work.post(at("take_up_agreement", case.key, agreement.pk)))
    agreement.refresh_from_db()
    assert agreement.state == "to-be-signed"


def test_who_signs_is_said_for_a_party(work, case):
    agreement, party = make_agreement(case), make_party(case, name="Quay Works")

    done(
        work.post(
            at("add_signatory", case.key, agreement.pk),
            {"party": party.pk, "name": "A. Signer", "function": "Director"},
        )
    )

    assert Signatory.objects.get().party == party
    assert "Quay Works: A. Signer, Director" in work.get(case.get_absolute_url()).content.decode()


# Drafts.


@pytest.mark.parametrize("kind", ["mou", "cooperation", "nda"])
def test_draft_is_filled_from_the_case(work, case, kind):
    make_party(case, make_organisation("Cluster of the North"), role="responsible")
    make_party(case, confidential=True, name="Quay Works")
    make_step(case, "Exchange of samples", due_on="2027-03-01")

    answer = work.get(at("draft", case.key, kind))

    text = "\n".join(one.text for one in docx.Document(BytesIO(answer.content)).paragraphs)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Cluster of the North" in text
    assert "Quay Works" in text


def test_draft_is_for_those_who_work_on_the_case(client, case):
    assert (
        actors.signed_in(client, actors.make_analyst()).get(at("draft", case.key, "mou")).status_code == 403
    )
    assert client.get(at("draft", case.key, "novel")).status_code == 404


# Steps, follow-ups, results.


def test_step_is_planned_changed_done_and_taken_up(work, case):
    done(work.post(at("add_step", case.key), {"text": "Call them", "due_on": "2026-12-01"}))
    step = Step.objects.get()

    done(
        work.post(
            at("edit_step", case.key, step.pk),
            {"text": "Write to them", "due_on": "2026-12-02", "version": step.version},
        )
    )
    done(
        work.post(
            at("finish_step", case.key, step.pk), {"next_step": "Visit them", "next_step_due": "2027-01-10"}
        )
    )

    step.refresh_from_db()
    assert (step.text, step.state) == ("Write to them", "done")
    assert Step.objects.get(state="open").text == "Visit them"

    done(work.post(at("take_up_step", case.key, step.pk)))
    done(work.post(at("drop_step", case.key, step.pk)))
    step.refresh_from_db()
    assert step.state == "dropped"


def test_follow_up_is_answered_with_a_figure(work, case):
    follow_up = make_follow_up(case)

    done(
        work.post(
            at("answer_follow_up", case.key, follow_up.pk),
            {
                "answer": "They trade.", "kind": "turnover", "value": "120000", "unit": "EUR", "reach": "direct",
                "attribution": "40", "version": follow_up.version,
            },
        )
    )  # fmt: skip

    follow_up.refresh_from_db()
    impact = Impact.objects.get()
    assert (follow_up.answer, follow_up.answered_on) == ("They trade.", timezone.localdate())
    assert (impact.follow_up, impact.value, impact.attribution) == (follow_up, 120000, 40)


def test_follow_up_with_a_wrong_figure_keeps_nothing(work, case):
    follow_up = make_follow_up(case)
    wrong = {
        "answer": "They trade.", "kind": "jobs", "value": "3", "unit": "EUR", "reach": "direct", "attribution": "100",
        "version": follow_up.version,
    }  # fmt: skip

    answer = work.post(at("answer_follow_up", case.key, follow_up.pk), wrong)

    assert list(errors(answer)) == ["unit"]
    assert FollowUp.objects.get().answered_on is None
    assert not Impact.objects.exists()


def test_result_is_added_and_removed(work, case):
    figure = {"kind": "jobs", "value": "2", "unit": "FTE", "reach": "direct", "attribution": "100"}

    done(work.post(at("add_impact", case.key), figure))
    impact = Impact.objects.get()
    done(work.post(at("remove_impact", case.key, impact.pk)))

    assert not Impact.objects.exists()


# Collaborations.


def test_collaboration_is_reported_asked_and_confirmed(client, work, partnership):
    other = make_partnership("QUAYS")
    done(
        work.post(
            at("report_collaboration"),
            {
                "reporter": partnership.key,
                "counterpart": other.key,
                "topics": "nets, ropes",
                "visibility": "public",
            },
        )
    )
    report = CollaborationReport.objects.get()
    assert report.topics == ["nets", "ropes"]

    done(work.post(at("ask", report.key)))
    theirs = actors.signed_in(client, actors.make_coordinator(other.team))
    assert "One-sided" in theirs.get(at("collaborations")).content.decode()
    done(theirs.post(at("confirm", report.key)))
    report.refresh_from_db()
    assert report.reply == "confirmed"

    done(theirs.post(at("take_back_reply", report.key)))
    done(theirs.post(at("deny", report.key)))
    report.refresh_from_db()
    assert report.reply == "denied"


def test_collaboration_is_answered_by_the_other_side_only(work, partnership):
    report = make_collaboration(partnership, make_partnership())

    assert work.post(at("confirm", report.key)).status_code == 403


def test_report_a_collaboration_is_for_those_who_edit_a_partnership(client):
    reader = actors.make_partner_staff()

    assert actors.signed_in(client, reader).get(at("report_collaboration")).status_code == 403


# The calendar.


def test_calendar_holds_the_actors_deadlines_with_stable_numbers(work, case):
    step = make_step(case, "Call them", due_on=timezone.localdate() + timedelta(days=3))

    file = Calendar.from_ical(work.get(at("calendar_download")).content)

    [event] = file.walk("VEVENT")
    assert (event["summary"], event["dtstart"].dt) == ("Call them", step.due_on)
    assert str(event["uid"]).startswith(f"step-{step.pk}@")
    assert int(event["sequence"]) == step.version


def test_calendar_address_is_shown_once_and_feeds_without_signing_in(client, work, case):
    make_step(case, "Call them", due_on=timezone.localdate())

    page = work.post(at("calendar"))
    address = page.context["page"].calendar_url
    client.logout()
    feed = client.get(
        address.partition("//")[2].partition("/")[1] + address.partition("//")[2].partition("/")[2]
    )

    assert "Call them" in feed.content.decode()
    assert ApiToken.objects.get().scopes == ["calendar"]


def test_calendar_feed_takes_no_other_token_and_none_that_is_withdrawn(client, work, case):
    secret = work.post(at("calendar")).context["page"].calendar_url.rpartition("/")[2].removesuffix(".ics")
    client.logout()
    assert client.get(at("calendar_feed", secret)).status_code == 200

    ApiToken.objects.update(scopes=["read"])
    assert client.get(at("calendar_feed", secret)).status_code == 404

    ApiToken.objects.update(scopes=["calendar"], withdrawn_at=timezone.now())
    assert client.get(at("calendar_feed", secret)).status_code == 404


def test_calendar_token_opens_nothing_else(client, work, case):
    secret = work.post(at("calendar")).context["page"].calendar_url.rpartition("/")[2].removesuffix(".ics")
    client.logout()

    answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})

    assert answer.status_code in {401, 403}


def test_nothing_is_mailed_by_a_page_that_only_shows(work, case):
    work.get(case.get_absolute_url())
    make_report(case)
    make_impact(case)

    assert mail.outbox == []
