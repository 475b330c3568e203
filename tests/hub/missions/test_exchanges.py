"""Mobility exchanges in their four phases: every move, who may make it, and every move that is forbidden."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from kontor.hub.accounts.queries import actor_of
from kontor.hub.directory.queries.merge import MERGE_HOOKS
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions
from kontor.hub.missions.choices import ExchangePhase
from kontor.hub.missions.models import Event, Exchange, ExchangeNotice, ExchangeReport, ExchangeSignature
from kontor.hub.missions.queries import exchanges as queries
from kontor.hub.missions.rules import exchanges as rules
from kontor.hub.missions.tasks import write_turn
from tests.factories import actors
from tests.factories.accounts import make_member, make_person
from tests.factories.directory import make_membership, make_organisation, make_team
from tests.factories.evidence import make_document
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


def today():
    return timezone.localdate()


def asked(exchange):
    return list(exchange.notices.values_list("kind", "side"))


def shown(exchange, actor):
    exchange.refresh_from_db()
    return queries.exchange_shown(actor, exchange)


# The whole way.


def test_an_exchange_goes_through_its_four_phases_and_is_counted_once():
    visitor, guests = make_pair("GUESTS", "Guest")
    host, hosts = make_pair("HOSTS", "Host", country="PT")
    guest = actors.make_sme(visitor.team)
    exchange = actions.register_exchange(actor=guest, visiting=visitor, partnership=guests, purpose="Learn")
    office = actors.make_coordinator(guests.team)
    actions.validate_exchange(actor=office, exchange=exchange)
    actions.propose_host(actor=guest, exchange=exchange, host=host, partnership=hosts)
    exchange.refresh_from_db()
    people = people_of(exchange)
    for side in ("visiting", "host"):
        actions.agree_to_match(actor=people[side], exchange=exchange, side=side)
    exchange.refresh_from_db()
    fields = agreed() | {"purpose": "Learn"}
    actions.write_agreement(actor=people["host"], exchange=exchange, version=exchange.version, fields=fields)
    for side in SIDES:
        actions.sign_exchange(actor=people[side], exchange=exchange, side=side, signed_on=today())
    for side in ("visiting", "host"):
        actions.report_exchange(actor=people[side], exchange=exchange, side=side, text="We measured.")
    document = make_document(team=visitor.team)
    actions.attach_evidence(actor=guest, exchange=exchange, document=document)
    paid = actions.pay_exchange(actor=office, exchange=exchange, amount=Decimal(780), paid_on=today())

    assert (paid.phase, paid.paid_on) == ("closed", today())
    event = Event.objects.get()
    assert paid.event == event
    assert (event.event_class, event.partnership, event.country_id, event.visibility) == (
        "mobility",
        guests,
        "PT",
        "partners",
    )
    assert {(one.role, one.organisation) for one in event.organisations.all()} == {
        ("host", host),
        ("participant", visitor),
    }
    assert asked(exchange) == [
        ("validate", "visiting-partnership"),
        ("match", "host"),
        ("match", "visiting"),
        ("sign", "visiting"),
        ("sign", "host"),
        ("sign", "visiting-partnership"),
        ("sign", "host-partnership"),
        ("report", "visiting"),
        ("report", "host"),
        ("pay", "visiting-partnership"),
    ]


# Registration.


def test_a_member_of_a_partner_cluster_may_register_and_a_stranger_may_not():
    cluster, guests = make_pair("GUESTS", "Cluster")
    member, stranger = make_organisation("Member", kind="sme"), make_organisation("Stranger")
    make_membership(member, cluster)

    for one, fits in ((member, True), (stranger, False)):
        actor = actors.make_sme(make_team(one))
        if fits:
            actions.register_exchange(actor=actor, visiting=one, partnership=guests, purpose="Learn")
            continue
        with pytest.raises(rules.NotOfItsPartnership, match="Stranger is neither a partner of GUESTS"):
            actions.register_exchange(actor=actor, visiting=one, partnership=guests, purpose="Learn")


def test_nobody_registers_for_others():
    visitor, guests = make_pair("GUESTS", "Guest")

    for stranger in (actors.make_outsider_coordinator(), actors.make_editor(), actors.SYSTEM):
        with pytest.raises(NotAllowed):
            actions.register_exchange(actor=stranger, visiting=visitor, partnership=guests, purpose="Learn")
    made = actions.register_exchange(
        actor=actors.make_coordinator(guests.team), visiting=visitor, partnership=guests, purpose="Learn"
    )
    assert made.phase == "registration"


def test_only_the_partnership_of_the_visitor_validates():
    exchange = make_exchange()
    people = people_of(exchange)

    with pytest.raises(NotAllowed):
        actions.validate_exchange(actor=people["visiting"], exchange=exchange)
    with pytest.raises(NotAllowed):
        actions.validate_exchange(actor=actors.make_administrator(), exchange=exchange)
    assert (
        actions.validate_exchange(actor=people["visiting-partnership"], exchange=exchange).phase == "matching"
    )
    with pytest.raises(rules.ExchangeInOtherPhase):
        actions.validate_exchange(actor=people["visiting-partnership"], exchange=exchange)


# Matching.


def test_a_host_is_another_organisation_of_another_partnership():
    visitor, guests = make_pair("GUESTS", "Guest")
    host, hosts = make_pair("HOSTS", "Host")
    exchange = make_exchange("matching", visiting=(visitor, guests))
    guest = people_of(exchange)["visiting"]

    for one, partnership, refusal in (
        (visitor, hosts, rules.HostIsVisitor),
        (host, guests, rules.OnePartnership),
        (make_organisation("Stranger"), hosts, rules.NotOfItsPartnership),
    ):
        with pytest.raises(refusal):
            actions.propose_host(actor=guest, exchange=exchange, host=one, partnership=partnership)
    actions.propose_host(actor=guest, exchange=exchange, host=host, partnership=hosts)
    with pytest.raises(rules.HostThere, match="Host is asked already"):
        actions.propose_host(actor=guest, exchange=exchange, host=host, partnership=hosts)


def test_both_agree_each_for_itself_and_once():
    exchange = make_exchange("matching", host=make_pair("HOSTS", "Host"))
    people = people_of(exchange)

    with pytest.raises(rules.ForAnother, match="team of Host itself"):
        actions.agree_to_match(actor=people["visiting"], exchange=exchange, side="host")
    with pytest.raises(NotAllowed):
        actions.agree_to_match(actor=people["host-partnership"], exchange=exchange, side="host")
    actions.agree_to_match(actor=people["host"], exchange=exchange, side="host")
    with pytest.raises(rules.AgreedToMatch):
        actions.agree_to_match(actor=people["host"], exchange=exchange, side="host")
    assert "Guest" in shown(exchange, people["host"]).waits_for
    built = actions.agree_to_match(actor=people["visiting"], exchange=exchange, side="visiting")
    assert built.phase == "building"


def test_declined_the_visitor_looks_for_another_and_the_host_sees_it_no_more():
    exchange = make_exchange("matching", host=make_pair("HOSTS", "Host"), visiting_agreed_on=today())
    host = people_of(exchange)["host"]

    actions.decline_match(actor=host, exchange=exchange)

    exchange.refresh_from_db()
    assert (exchange.host, exchange.visiting_agreed_on, exchange.phase) == (None, None, "matching")
    assert not visible(Exchange, host).exists()


def test_without_a_host_nobody_agrees():
    exchange = make_exchange("matching")
    guest = people_of(exchange)["visiting"]

    with pytest.raises(rules.NoHostYet):
        actions.agree_to_match(actor=guest, exchange=exchange, side="visiting")
    with pytest.raises(rules.NoHostYet):
        actions.decline_match(actor=guest, exchange=exchange)


# Building.


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("activities", "the activities"),
        ("start", "the days of the stay"),
        ("end", "the days of the stay"),
        ("amount", "the lump sum"),
        ("payer", "who pays"),
    ],
)
def test_nobody_signs_what_is_incomplete_and_what_is_missing_is_named(left_out, words):
    empty = "" if left_out in ("activities", "payer") else None
    exchange = make_exchange("building", **{left_out: empty})
    guest = people_of(exchange)["visiting"]

    with pytest.raises(rules.AgreementIncomplete, match=words):
        actions.sign_exchange(actor=guest, exchange=exchange, side="visiting", signed_on=today())
    found = shown(exchange, guest)
    assert words in found.waits_for
    assert not any(one.may_sign for one in found.sides)


@pytest.mark.parametrize("side", SIDES)
def test_nobody_signs_for_another(side):
    exchange = make_exchange("building")
    people = people_of(exchange)
    administrator = actors.make_administrator()

    for other in set(SIDES) - {side}:
        with pytest.raises(rules.ForAnother):
            actions.sign_exchange(actor=people[other], exchange=exchange, side=side, signed_on=today())
    for stranger in (administrator, actors.SYSTEM):
        with pytest.raises(NotAllowed):
            actions.sign_exchange(actor=stranger, exchange=exchange, side=side, signed_on=today())
    reader = actors.make_partner_staff(exchange.party(side).team)
    with pytest.raises(NotAllowed):
        actions.sign_exchange(actor=reader, exchange=exchange, side=side, signed_on=today())
    actions.sign_exchange(actor=people[side], exchange=exchange, side=side, signed_on=today())
    assert exchange.signatures.get().side == side


def test_a_side_signs_once_and_not_ahead():
    exchange = make_exchange("building")
    guest = people_of(exchange)["visiting"]

    with pytest.raises(rules.SignedLater):
        actions.sign_exchange(
            actor=guest, exchange=exchange, side="visiting", signed_on=today() + timedelta(days=1)
        )
    actions.sign_exchange(actor=guest, exchange=exchange, side="visiting", signed_on=today())
    with pytest.raises(rules.SignedByThem, match="Guest has signed already"):
        actions.sign_exchange(actor=guest, exchange=exchange, side="visiting", signed_on=today())


def test_what_is_signed_stays_until_the_signature_is_taken_back():
    exchange = make_exchange("building")
    people = people_of(exchange)
    make_exchange_signature(exchange, "host")

    def write():
        version = Exchange.objects.get().version
        actions.write_agreement(
            actor=people["visiting"],
            exchange=exchange,
            version=version,
            fields=agreed() | {"purpose": "More"},
        )

    with pytest.raises(rules.TermsStay, match="signed by Host"):
        write()
    with pytest.raises(rules.ForAnother):
        actions.take_back_signature(actor=people["visiting"], exchange=exchange, side="host")
    with pytest.raises(rules.NotSignedByThem, match="Guest has not signed"):
        actions.take_back_signature(actor=people["visiting"], exchange=exchange, side="visiting")
    actions.take_back_signature(actor=people["host"], exchange=exchange, side="host")
    write()
    assert not ExchangeSignature.objects.exists()
    with pytest.raises(ChangedMeanwhile):
        actions.write_agreement(actor=people["host"], exchange=exchange, version=1, fields={})


def test_an_impossible_stay_is_refused_when_it_is_written():
    exchange = make_exchange("building")
    fields = agreed()
    fields["end"] = fields["start"]

    with pytest.raises(rules.StayTooShort):
        actions.write_agreement(
            actor=people_of(exchange)["host"], exchange=exchange, version=1, fields=fields | {"purpose": "x"}
        )


# Finalisation.


def test_reports_are_written_after_the_stay_each_by_its_own():
    exchange = make_exchange("finalisation", end=today() + timedelta(days=3))
    people = people_of(exchange)

    with pytest.raises(rules.NotOverYet):
        actions.report_exchange(actor=people["host"], exchange=exchange, side="host", text="Too early")
    Exchange.objects.update(end=today())
    with pytest.raises(rules.ForAnother):
        actions.report_exchange(actor=people["host"], exchange=exchange, side="visiting", text="For them")
    with pytest.raises(NotAllowed):
        actions.report_exchange(actor=people["host-partnership"], exchange=exchange, side="host", text="x")
    with pytest.raises(rules.ReportEmpty):
        actions.report_exchange(actor=people["host"], exchange=exchange, side="host", text=" ")
    for text in ("First", "Better"):
        actions.report_exchange(actor=people["host"], exchange=exchange, side="host", text=text)
    assert ExchangeReport.objects.get().text == "Better"


@pytest.mark.parametrize(
    ("reports", "evidence", "words"),
    [
        ((), False, "report of the visiting organisation, the report of the host, a document as evidence"),
        (("visiting",), True, "the report of the host"),
        (("visiting", "host"), False, "a document as evidence of the stay"),
        (("host",), True, "the report of the visiting organisation"),
    ],
)
def test_nothing_is_paid_while_something_is_missing_and_that_is_named(reports, evidence, words):
    exchange = make_exchange("finalisation")
    office = people_of(exchange)["visiting-partnership"]
    for side in reports:
        make_exchange_report(exchange, side)
    if evidence:
        exchange.evidence.add(make_document())

    with pytest.raises(rules.PaymentIncomplete, match=words):
        actions.pay_exchange(actor=office, exchange=exchange, amount=Decimal(780), paid_on=today())
    found = shown(exchange, office)
    assert words in found.waits_for
    assert not found.may_pay


def ready():
    exchange = make_exchange("finalisation")
    for side in ("visiting", "host"):
        make_exchange_report(exchange, side)
    exchange.evidence.add(make_document())
    return exchange


def test_only_who_pays_records_it_with_what_was_signed():
    exchange = ready()
    people = people_of(exchange)

    def pay(side, amount=780, on=None):
        return actions.pay_exchange(
            actor=people[side], exchange=exchange, amount=Decimal(amount), paid_on=on or today()
        )

    for side in ("visiting", "host"):
        with pytest.raises(NotAllowed):
            pay(side)
    with pytest.raises(rules.ForAnother):
        pay("host-partnership")
    with pytest.raises(rules.OtherAmount, match="EUR 780"):
        pay("visiting-partnership", 390)
    with pytest.raises(rules.PaidOutOfTime):
        pay("visiting-partnership", on=exchange.end - timedelta(days=1))
    assert not Event.objects.exists()
    assert pay("visiting-partnership").phase == "closed"


def test_evidence_that_was_withdrawn_counts_no_more():
    exchange = ready()
    exchange.evidence.update(withdrawn_at=timezone.now())

    with pytest.raises(rules.PaymentIncomplete, match="evidence"):
        actions.pay_exchange(
            actor=people_of(exchange)["visiting-partnership"],
            exchange=exchange,
            amount=Decimal(780),
            paid_on=today(),
        )


def test_evidence_is_a_document_that_one_may_read_attached_once():
    exchange = make_exchange("finalisation")
    people = people_of(exchange)
    own = make_document(team=exchange.visiting.team, visibility="restricted")

    with pytest.raises(NotThere):
        actions.attach_evidence(actor=people["host"], exchange=exchange, document=own)
    actions.attach_evidence(actor=people["visiting"], exchange=exchange, document=own)
    with pytest.raises(rules.EvidenceTwice):
        actions.attach_evidence(actor=people["visiting"], exchange=exchange, document=own)
    assert [len(shown(exchange, people[side]).documents) for side in ("visiting", "host")] == [1, 0]
    assert shown(exchange, people["host"]).hidden == 1


# Every move in every other phase.

MOVES = {
    "validate": ("registration", lambda one, people: actions.validate_exchange(actor=people["visiting-partnership"], exchange=one)),
    "propose": (
        "matching",
        lambda one, people: actions.propose_host(
            actor=people["visiting"], exchange=one, host=make_organisation(), partnership=one.visiting_partnership
        ),
    ),
    "agree": ("matching", lambda one, people: actions.agree_to_match(actor=people["visiting"], exchange=one, side="visiting")),
    "decline": ("matching", lambda one, people: actions.decline_match(actor=people["visiting"], exchange=one)),
    "write": (
        "building",
        lambda one, people: actions.write_agreement(actor=people["visiting"], exchange=one, version=1, fields={}),
    ),
    "sign": (
        "building",
        lambda one, people: actions.sign_exchange(actor=people["visiting"], exchange=one, side="visiting", signed_on=today()),
    ),
    "take back": (
        "building",
        lambda one, people: actions.take_back_signature(actor=people["visiting"], exchange=one, side="visiting"),
    ),
    "report": (
        "finalisation",
        lambda one, people: actions.report_exchange(actor=people["visiting"], exchange=one, side="visiting", text="x"),
    ),
    "attach": (
        "finalisation",
        lambda one, people: actions.attach_evidence(
            actor=people["visiting"], exchange=one, document=make_document(team=one.visiting.team)
        ),
    ),
    "pay": (
        "finalisation",
        lambda one, people: actions.pay_exchange(
            actor=people["visiting-partnership"], exchange=one, amount=Decimal(780), paid_on=today()
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("phase", list(ExchangePhase.values))
@pytest.mark.parametrize("move", MOVES)
def test_a_move_in_another_phase_is_refused_in_words(move, phase):
    wanted, act = MOVES[move]
    if phase == wanted:
        return
    exchange = make_exchange(phase, reason="No time" if phase == "cancelled" else "")
    over = phase in ("closed", "cancelled")

    with pytest.raises(
        rules.ExchangeOver if over else rules.ExchangeInOtherPhase, match=str(ExchangePhase(phase).label)
    ):
        act(exchange, people_of(exchange))


@pytest.mark.parametrize("phase", ["registration", "matching", "building", "finalisation"])
def test_each_of_the_four_may_cancel_with_a_reason_until_it_is_paid(phase):
    exchange = make_exchange(phase)
    guest = people_of(exchange)["visiting"]

    with pytest.raises(rules.CancelledForNothing):
        actions.cancel_exchange(actor=guest, exchange=exchange, reason=" ")
    with pytest.raises(NotAllowed):
        actions.cancel_exchange(actor=actors.make_editor(), exchange=exchange, reason="x")
    cancelled = actions.cancel_exchange(actor=guest, exchange=exchange, reason="No time")
    assert (cancelled.phase, cancelled.reason) == ("cancelled", "No time")
    with pytest.raises(rules.ExchangeOver):
        actions.cancel_exchange(actor=guest, exchange=exchange, reason="Again")


# Who sees it, letters, merges.


def test_an_exchange_is_seen_by_its_four_parties_and_who_reads_everything():
    exchange = make_exchange("building")
    people = people_of(exchange)

    for actor in (*people.values(), actors.make_analyst(), actors.make_editor()):
        assert list(visible(Exchange, actor)) == [exchange]
    for stranger in (actors.visitor(), actors.make_outsider_coordinator(), actors.make_protection_officer()):
        assert not visible(Exchange, stranger).exists()
        with pytest.raises(NotThere):
            queries.exchange_by_key(stranger, exchange.key)
    lines = queries.exchanges_for_lists(people["host"])
    assert [(line.exchange, line.mine) for line in lines] == [(exchange, True)]
    assert queries.exchanges_for_lists(people["host"], "closed") == []


def test_the_next_is_written_to_in_her_language_unless_it_is_over():
    exchange = make_exchange("building")
    person = make_person("kim@example.org", language="en")
    make_member(exchange.host.team, person)
    actions.sign_exchange(
        actor=people_of(exchange)["visiting"], exchange=exchange, side="visiting", signed_on=today()
    )
    notice = ExchangeNotice.objects.get()

    message = write_turn(notice.pk)

    assert (notice.kind, notice.side) == ("sign", "host")
    assert "kim@example.org" in message.to
    assert "sign the agreement" in message.subject
    assert exchange.get_absolute_url() in message.body
    actions.cancel_exchange(actor=actor_of(person), exchange=exchange, reason="No time")
    assert write_turn(notice.pk) is None


def test_exchanges_follow_a_merge():
    exchange = make_exchange("building")
    survivor = make_organisation("Survivor")
    hook = next(one for one in MERGE_HOOKS if one.name == "exchanges")

    class Journal:
        """What the hook asks of a journal, and no more."""

        def change(self, row, **values):
            type(row).objects.filter(pk=row.pk).update(**values)

    assert hook.count(exchange.host) == 1
    hook.move(Journal(), exchange.host, survivor)

    exchange.refresh_from_db()
    assert (exchange.host, exchange.visiting.name) == (survivor, "Guest")
