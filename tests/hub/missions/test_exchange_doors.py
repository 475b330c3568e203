"""Pages, API and table of mobility exchanges: by hand through all phases, with what they cost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from ninja.testing import TestClient

from kontor.hub.missions.exporters.exchanges import ExportExchanges
from kontor.hub.missions.models import Event, Exchange
from kontor.hub.missions.rest import router
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.evidence import PDF, make_document
from tests.factories.exchanges import (
    SIDES,
    agreed,
    make_exchange,
    make_exchange_report,
    make_exchange_signature,
    make_pair,
    people_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(name, *values):
    return reverse(f"missions:{name}", args=values)


def test_an_exchange_goes_its_way_without_scripts(client):
    visitor, guests = make_pair("GUESTS", "Guest", key="guest")
    host, hosts = make_pair("HOSTS", "Host", key="host")
    guest, office = actors.make_sme(visitor.team), actors.make_coordinator(guests.team)
    signed_in(client, guest)
    client.post(
        address("register_exchange"), {"organisation": "guest", "partnership": guests.key, "purpose": "Learn"}
    )
    key = Exchange.objects.get().key
    signed_in(client, office)
    client.post(address("validate_exchange", key))
    client.post(address("propose_host", key), {"organisation": "host", "partnership": hosts.key})
    people = people_of(Exchange.objects.get())
    for side in ("visiting", "host"):
        signed_in(client, people[side])
        client.post(address("agree_to_match", key, side))
    terms = {name: str(value) for name, value in agreed().items()}
    version = Exchange.objects.get().version
    client.post(address("write_agreement", key), terms | {"purpose": "Learn", "version": version})
    for side in SIDES:
        signed_in(client, people[side])
        assert "Sign<span" in client.get(address("exchange", key)).content.decode()
        client.post(address("sign_exchange", key, side), {"signed_on": timezone.localdate().isoformat()})
    for side in ("visiting", "host"):
        signed_in(client, people[side])
        client.post(address("report_exchange", key, side), {"text": f"Report of {side}"})
    signed_in(client, office)
    early = client.post(
        address("pay_exchange", key), {"amount": "780", "paid_on": timezone.localdate().isoformat()}
    )
    file = SimpleUploadedFile("boarding.pdf", PDF + b"1", "application/pdf")
    client.post(address("attach_evidence", key), {"file": file})
    paid = client.post(
        address("pay_exchange", key), {"amount": "780", "paid_on": timezone.localdate().isoformat()}
    )

    assert early.status_code == 409
    assert "Missing: a document as evidence of the stay." in early.content.decode()
    assert paid.status_code == 302
    page = client.get(address("exchange", key)).content.decode()
    for words in ("Guest", "Host", "Report of visiting", "boarding.pdf", "closed", Event.objects.get().name):
        assert words in page, words
    assert Exchange.objects.get().host == host


def test_a_refusal_names_who_signs_and_what_is_over_has_no_buttons(client):
    exchange = make_exchange("building")
    people = people_of(exchange)
    signed_in(client, people["host"])

    other = client.post(
        address("sign_exchange", exchange.key, "visiting"), {"signed_on": timezone.localdate().isoformat()}
    )
    nowhere = client.get(address("sign_exchange", exchange.key, "somebody"))
    client.post(address("cancel_exchange", exchange.key), {"reason": "No time"})
    page = client.get(address("exchange", exchange.key)).content.decode()

    assert other.status_code == 403
    assert "team of Guest itself" in other.content.decode()
    assert nowhere.status_code == 404
    assert "No time" in page
    assert "Sign<span" not in page


def test_declined_the_host_is_led_to_the_list(client):
    exchange = make_exchange("matching", host=make_pair("HOSTS", "Host"))
    signed_in(client, people_of(exchange)["host"])

    response = client.post(address("decline_match", exchange.key))

    assert response.headers["Location"] == address("exchanges")


def test_one_document_or_one_file(client):
    exchange = make_exchange("finalisation")
    signed_in(client, people_of(exchange)["visiting"])

    assert client.post(address("attach_evidence", exchange.key), {}).status_code == 422
    own = make_document(team=exchange.visiting.team)
    assert client.post(address("attach_evidence", exchange.key), {"document": own.pk}).status_code == 302


@pytest.mark.parametrize("name", ["exchange", "exchanges", "export_exchanges"])
def test_pages_cost_the_same_whatever_their_size(client, name):
    analyst, costs = actors.make_analyst(), []
    signed_in(client, analyst)
    for count in (2, 4):
        for _number in range(count):
            exchange = make_exchange("finalisation", visiting=make_pair("", ""), host=make_pair("", ""))
            make_exchange_report(exchange)
            exchange.evidence.add(*(make_document() for _one in range(count)))
        values = {"exchange": (exchange.key,), "exchanges": (), "export_exchanges": ("csv",)}[name]
        client.get(address(name, *values))
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address(name, *values))
            b"".join(response)
        assert response.status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_programs_read_agree_sign_and_report_for_their_own_side():
    exchange = make_exchange("building")
    people = people_of(exchange)
    key, day = exchange.key, timezone.localdate().isoformat()

    def ask(who, method, path="", **json):
        return getattr(TestClient(router), method)(f"/exchanges{path}", json=json, auth=people[who])

    for side in SIDES:
        signed = ask(side, "post", f"/{key}/sign", side=side, signed_on=day).json()
    reported = ask("host", "post", f"/{key}/report", side="host", text="We measured.").json()
    listed = ask("host", "get").json()

    assert signed["phase"] == "finalisation"
    assert {one["side"]: one["report"] for one in reported["sides"]}["host"] == "We measured."
    assert "the report of the visiting organisation" in reported["waits_for"]
    assert [(one["key"], one["phase"], one["payer"]) for one in listed["items"]] == [
        (key, "finalisation", "visiting-partnership")
    ]
    matching = make_exchange("matching", visiting=make_pair("A", "Aguest"), host=make_pair("B", "Bhost"))
    people["host"] = people_of(matching)["host"]
    agreed_to = ask("host", "post", f"/{matching.key}/agree", side="host").json()
    assert {one["side"]: one["agreed_on"] for one in agreed_to["sides"]}["host"] == day


def test_the_table_holds_what_the_reader_sees():
    exchange = make_exchange("building", end=agreed()["start"] + timedelta(days=4))
    make_exchange_signature(exchange, "host")

    (row,) = ExportExchanges().rows(people_of(exchange)["visiting"])

    assert (row["id"], row["signed"], row["phase"], row["event"]) == (exchange.key, "host", "building", None)
    assert list(ExportExchanges().rows(actors.make_outsider_coordinator())) == []
