"""What can be done with cards, targets, periods, values and reports; and what is refused, in which sentence."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.states import WrongState
from kontor.hub.scoreboard import actions, rules
from kontor.hub.scoreboard.actions import CardWording, Entry, Part
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Measurement
from kontor.hub.scoreboard.queries.cards import lint, rule_in_words
from kontor.hub.scoreboard.queries.submissions import submission
from tests.factories.actors import (
    SYSTEM,
    in_team,
    make_analyst,
    make_coordinator,
    make_editor,
    make_outsider_coordinator,
    make_partner_staff,
)
from tests.factories.directory import make_organisation, make_team
from tests.factories.evidence import make_document
from tests.factories.indicators import Elca, make_indicator, make_period
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(db):
    return make_partnership("ARGO", key="argo")


@pytest.fixture
def coordinator(partnership):
    return make_coordinator(partnership.team)


@pytest.fixture
def partner(partnership):
    organisation = make_organisation("Harbour", key="harbour")
    make_team(organisation)
    make_participation(partnership, organisation)
    return organisation


@pytest.fixture
def indicator(partnership):
    return make_indicator(partnership, key="smes", title="SMEs involved", unit="SME")


@pytest.fixture
def period(partnership):
    return make_period(partnership)


def entered(actor, indicator, period, partner=None, **values):
    values.setdefault("value", Decimal(3))
    values.setdefault("waiver", "Counted by hand.")
    return actions.enter_value(
        actor=actor, indicator=indicator, period=period, partner=partner, entry=Entry(**values)
    )


# Cards.


def test_add_indicator_makes_its_key_and_says_so_in_the_trail(partnership, coordinator):
    made = actions.add_indicator(
        actor=coordinator,
        partnership=partnership,
        wording=CardWording("Jobs created", unit="job", target=Decimal(10)),
    )

    assert (made.key, made.partnership, made.team) == ("argo-jobs-created", partnership, partnership.team)
    assert AuditEvent.objects.filter(action="scoreboard.add-indicator", subject_id=str(made.pk)).count() == 1


def test_add_indicator_is_the_coordinators(partnership):
    with pytest.raises(NotAllowed):
        actions.add_indicator(
            actor=make_partner_staff(partnership.team), partnership=partnership, wording=CardWording("Jobs")
        )


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (CardWording("Share", measure="percentage"), "needs a numerator and a denominator"),
        (CardWording("X", rule={"register": "nowhere"}), "There is no register nowhere"),
        (
            CardWording(
                "X", rule={"register": "events", "filters": [{"field": "colour", "operator": "present"}]}
            ),
            "has no field colour",
        ),
        (
            CardWording("X", rule={"register": "events", "measure": "sum", "field": "country"}),
            "is not a number",
        ),
        (CardWording("X", rule={"how": "sum", "of": ["gone"]}), "which is not there"),
        (CardWording("X", target=Decimal(-1)), "cannot be reached"),
    ],
)
def test_card_that_cannot_be_is_refused_in_words(partnership, coordinator, wording, sentence):
    with pytest.raises((rules.CardUnfit, rules.TargetNegative), match=sentence):
        actions.add_indicator(actor=coordinator, partnership=partnership, wording=wording)

    assert not Indicator.objects.exists()


def test_indicator_that_counts_itself_is_refused(partnership, coordinator):
    first = make_indicator(partnership, key="first")
    make_indicator(partnership, key="second", rule={"how": "sum", "of": ["first"]})

    with pytest.raises(rules.CardUnfit, match="counts itself"):
        edited(coordinator, first, rule={"how": "sum", "of": ["second"]})


def edited(actor, indicator, reason="Agreed in the meeting.", version=None, **values):
    wording = {name: getattr(indicator, name) for name in ("title", "over_time", "rule", "unit", "target")}
    return actions.edit_indicator(
        actor=actor, indicator=indicator, wording=CardWording(**{**wording, **values}), reason=reason,
        version=version or indicator.version,
    )  # fmt: skip


def test_edit_indicator_gives_the_card_a_version_and_a_reason(coordinator, indicator):
    found = edited(coordinator, indicator, title="SMEs that took part")

    assert (found.title, found.card_version, found.change_reason) == (
        "SMEs that took part", 2, "Agreed in the meeting.",
    )  # fmt: skip


def test_edit_indicator_without_a_reason_or_over_somebodys_change_is_refused(coordinator, indicator):
    with pytest.raises(rules.ChangeReasonMissing):
        edited(coordinator, indicator, reason=" ")
    with pytest.raises(ChangedMeanwhile):
        edited(coordinator, indicator, version=7)


def test_method_stays_once_there_are_values(coordinator, indicator, period):
    assert edited(coordinator, indicator, over_time="latest").over_time == "latest"
    indicator.refresh_from_db()
    entered(coordinator, indicator, period)

    with pytest.raises(rules.CardUnfit, match="has values, so over_time cannot change"):
        edited(coordinator, indicator, over_time="sum")
    assert edited(coordinator, indicator, title="Another title").title == "Another title"


def test_rule_stays_once_a_report_has_its_figure(coordinator):
    elca = Elca()
    lead = make_coordinator(elca.partnership.team)
    actions.submit_report(actor=lead, period=make_period(elca.partnership))

    with pytest.raises(rules.CardUnfit, match="counted_by cannot change"):
        edited(lead, elca.indicators[2], rule={"register": "events"})


def test_number_is_one_indicators(partnership, coordinator):
    make_indicator(partnership, number=1, title="First")

    with pytest.raises(rules.NumberTaken, match="First"):
        actions.add_indicator(
            actor=coordinator, partnership=partnership, wording=CardWording("Second", number=1)
        )


def test_take_from_library_copies_the_card_and_points_formulas_at_what_was_taken(partnership, coordinator):
    smes = make_indicator(key="smes-involved", title="SMEs involved", unit="SME")
    signed = make_indicator(key="signed", title="Signed", rule={"register": "agreements"})
    share = make_indicator(
        key="share", title="Share", over_time="ratio", measure="percentage", rule={"how": "ratio", "of": ["signed", "smes-involved"]}
    )  # fmt: skip

    with pytest.raises(rules.PartsNotTaken, match="Signed"):
        actions.take_from_library(actor=coordinator, partnership=partnership, card=share)
    for card in (smes, signed, share):
        taken = actions.take_from_library(actor=coordinator, partnership=partnership, card=card)

    assert (taken.key, taken.origin, taken.rule["of"]) == (
        "argo-share",
        share,
        ["argo-signed", "argo-smes-involved"],
    )
    with pytest.raises(rules.TakenAlready):
        actions.take_from_library(actor=coordinator, partnership=partnership, card=share)


def test_library_is_kept_by_editors(coordinator):
    with pytest.raises(NotAllowed):
        actions.add_indicator(actor=coordinator, partnership=None, wording=CardWording("Events"))

    assert (
        actions.add_indicator(actor=make_editor(), partnership=None, wording=CardWording("Events")).key
        == "events"
    )


def test_lint_advises_and_refuses_nothing(coordinator, partnership):
    made = actions.add_indicator(
        actor=coordinator, partnership=partnership, wording=CardWording("Strengthen cooperation")
    )

    assert any("Strengthen" in one for one in lint(made))
    assert any(one.startswith("No unit") for one in lint(made))


def test_rule_is_told_in_words_of_the_register(partnership):
    rule = {
        "register": "agreements", "filters": [{"field": "state", "operator": "equal", "value": "signed"}],
        "measure": "distinct", "field": "counterpart",
    }  # fmt: skip

    told = rule_in_words(make_indicator(partnership, rule=rule))

    assert told == "Counts each counterpart of agreements once; where state is signed"
    with translation.override("de"):
        assert rule_in_words(make_indicator(partnership, rule=rule)).endswith("Status unterzeichnet ist")


# Targets.


def split(partner, *values):
    return [Part(Decimal(value), partner=one) for one, value in zip([partner], values, strict=False)]


def test_targets_that_add_up_are_set_and_told_in_the_trail(coordinator, indicator, partner):
    actions.set_targets(
        actor=coordinator,
        indicator=indicator,
        total=Decimal(4),
        parts=split(partner, 4),
        version=indicator.version,
    )

    assert list(IndicatorTarget.objects.values_list("partner__key", "value")) == [("harbour", Decimal(4))]
    assert AuditEvent.objects.get(action="scoreboard.set-targets").changed["split"][1] == ["Harbour: 4"]


def test_targets_that_do_not_add_up_are_refused_with_the_difference(coordinator, indicator, partner):
    with pytest.raises(rules.SplitDoesNotAddUp, match="make 4 and not 5: 1 is missing"):
        actions.set_targets(
            actor=coordinator,
            indicator=indicator,
            total=Decimal(5),
            parts=split(partner, 4),
            version=indicator.version,
        )

    assert not IndicatorTarget.objects.exists()


def test_cells_of_a_partner_must_make_its_part(coordinator, indicator, partner, period):
    parts = [*split(partner, 5), Part(Decimal(3), partner=partner, period=period)]

    with pytest.raises(rules.SplitDoesNotAddUp, match="periods make 3 and not 5"):
        actions.set_targets(
            actor=coordinator, indicator=indicator, total=Decimal(5), parts=parts, version=indicator.version
        )


def test_target_of_a_stranger_is_refused(coordinator, indicator):
    with pytest.raises(rules.NotAPartner, match="Nobody"):
        actions.set_targets(
            actor=coordinator, indicator=indicator, total=Decimal(5), parts=split(make_organisation("Nobody"), 5),
            version=indicator.version,
        )  # fmt: skip


# Periods.


def test_periods_do_not_overlap_and_locked_ones_stay(partnership, coordinator, period):
    with pytest.raises(rules.PeriodsOverlap, match="January 2022"):
        actions.add_period(
            actor=coordinator,
            partnership=partnership,
            label="2022",
            start=date(2022, 12, 31),
            end=date(2023, 12, 31),
        )
    locked = actions.lock_period(actor=coordinator, period=period)

    with pytest.raises(rules.PeriodLocked):
        actions.edit_period(
            actor=coordinator,
            period=locked,
            label="x",
            start=period.start,
            end=period.end,
            due_on=None,
            version=locked.version,
        )


# Values.


def test_value_goes_from_draft_to_verified_by_somebody_else_and_is_locked(
    coordinator, indicator, period, partner
):
    staff = in_team("editor", partner.team)
    value = actions.submit_value(actor=staff, value=entered(staff, indicator, period, partner))
    value = actions.take_value(actor=coordinator, value=value)
    value = actions.verify_value(actor=coordinator, value=value)

    assert (value.state, value.submitted_by_id, value.verified_by_id) == (
        "verified", staff.user_id, coordinator.user_id,
    )  # fmt: skip
    actions.lock_period(actor=coordinator, period=period)
    value.refresh_from_db()
    assert value.state == "locked"
    with pytest.raises(rules.PeriodLocked):
        entered(staff, indicator, make_locked(value.period), partner)


def make_locked(period):
    period.refresh_from_db()
    return period


def test_nobody_verifies_what_she_handed_in(coordinator, indicator, period):
    value = actions.submit_value(actor=coordinator, value=entered(coordinator, indicator, period))

    with pytest.raises(rules.VerifierReported):
        actions.verify_value(actor=coordinator, value=value)
    assert actions.verify_value(actor=make_analyst(), value=value).state == "verified"


def test_value_is_returned_with_a_reason_and_handed_in_again(coordinator, indicator, period, partner):
    staff = in_team("editor", partner.team)
    value = actions.submit_value(actor=staff, value=entered(staff, indicator, period, partner))

    with pytest.raises(rules.ReturnReasonMissing):
        actions.return_value(actor=coordinator, value=value, reason="")
    value = actions.return_value(actor=coordinator, value=value, reason="Two are doubles.")
    assert (value.state, value.state_reason) == ("returned", "Two are doubles.")

    value = entered(staff, indicator, period, partner, value=Decimal(1))
    assert actions.submit_value(actor=staff, value=value).state == "submitted"
    with pytest.raises(WrongState):
        entered(staff, indicator, period, partner, value=Decimal(2))


def test_value_needs_evidence_or_a_reason(coordinator, indicator, period, partnership):
    bare = entered(coordinator, indicator, period, waiver="")

    with pytest.raises(rules.EvidenceMissing):
        actions.submit_value(actor=coordinator, value=bare)
    document = make_document(team=partnership.team)
    actions.enter_value(
        actor=coordinator,
        indicator=indicator,
        period=period,
        partner=None,
        entry=Entry(value=Decimal(3)),
        document=document,
    )
    assert actions.submit_value(actor=coordinator, value=Measurement.objects.get()).state == "submitted"


def test_percentage_needs_its_denominator(coordinator, partnership, period):
    share = make_indicator(partnership, over_time="ratio", measure="percentage", unit="%")

    with pytest.raises(rules.DenominatorMissing):
        entered(coordinator, share, period, value=None, numerator=Decimal(1))
    with pytest.raises(rules.NotAShare):
        entered(coordinator, share, period, value=None, numerator=Decimal(1), denominator=Decimal(0))


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"country": {"DE": 2, "ES": 2}}, "country the value is 4 and not 3: the difference is 1"),
        (
            {"sector": {"energy": 1, "(not stated)": 1}},
            "sector the value is 2 and not 3: the difference is 1",
        ),
        ({"country": {"DE": 2}}, ""),
        ({"country": {"DE": 2, "(not stated)": 1}}, ""),
    ],
)
def test_parts_that_do_not_make_the_value_block_its_submission(
    coordinator, indicator, period, parts, sentence
):
    value = entered(coordinator, indicator, period, parts=parts)

    if sentence:
        with pytest.raises(rules.PartsDoNotSum, match=sentence):
            actions.submit_value(actor=coordinator, value=value)
    else:
        assert actions.submit_value(actor=coordinator, value=value).state == "submitted"


def test_counted_indicator_is_never_typed(coordinator, partnership, period):
    counted = make_indicator(partnership, rule={"register": "events"})

    with pytest.raises(rules.IsCounted):
        entered(coordinator, counted, period)


def test_value_of_another_partner_is_refused(coordinator, indicator, period, partner):
    stranger = in_team("editor", make_team(make_organisation("Stranger")))

    with pytest.raises((NotAllowed, NotThere)):
        entered(stranger, indicator, period, partner)
    with pytest.raises(rules.NotAPartner):
        entered(SYSTEM, indicator, period, make_organisation("Nobody"))


# Reports.


def test_report_freezes_its_figures_and_says_later_what_changed(partnership):
    elca = Elca()
    lead, analyst = make_coordinator(elca.partnership.team), make_analyst()
    period = make_period(elca.partnership)
    report = actions.submit_report(actor=lead, period=period)
    signed = elca.agreements["cluster-agreements", "CDI"]
    signed.state, signed.signed_on, signed.waiver = "signed", "2022-12-01", "letter"
    signed.save()

    found = submission(lead, report.pk)

    assert report.figures["indicators"]["elca-kpi-02"]["value"] == 4
    changed = [(one.field, one.partner, one.old, one.new, one.came) for one in found.since]
    assert changed == [
        ("value", "", 4, 5, (signed.key,)), ("in_period", "", 2, 3, ()), ("value", "AMZ", 3, 4, ()),
    ]  # fmt: skip
    assert submission(analyst, report.pk).since == ()


def test_report_is_returned_corrected_and_handed_in_again_with_both_editions_kept():
    elca = Elca()
    lead, analyst = make_coordinator(elca.partnership.team), make_analyst()
    period = make_period(elca.partnership)
    first = actions.submit_report(actor=lead, period=period)
    with pytest.raises(rules.StillWithReader):
        actions.submit_report(actor=lead, period=period, reason="again")
    actions.return_report(actor=analyst, report=first, reason="CDI is signed.")
    elca.agreements["cluster-agreements", "CDI"].__class__.objects.filter(
        pk=elca.agreements["cluster-agreements", "CDI"].pk
    ).update(state="signed", signed_on="2022-12-01", waiver="letter")

    with pytest.raises(rules.CorrectionReasonMissing):
        actions.submit_report(actor=lead, period=period)
    second = actions.submit_report(actor=lead, period=period, reason="CDI was signed on 1 December.")
    found = submission(analyst, second.pk)

    assert [(one.report.edition, one.report.change_reason) for one in found.editions] == [
        (2, "CDI was signed on 1 December."), (1, ""),
    ]  # fmt: skip
    first.refresh_from_db()
    assert (first.state, first.figures["indicators"]["elca-kpi-02"]["value"]) == ("returned", 4)
    assert [(one.old, one.new) for one in found.editions[0].changes if one.field == "value"] == [
        (4, 5),
        (3, 4),
    ]
    assert actions.accept_report(actor=analyst, report=second).state == "accepted"


def test_row_that_was_corrected_shows_although_it_still_counts():
    elca = Elca()
    lead = make_coordinator(elca.partnership.team)
    report = actions.submit_report(actor=lead, period=make_period(elca.partnership))
    ela = elca.agreements["cluster-agreements", "ELA"]
    ela.signed_on = "2022-10-21"
    ela.save()

    (delta,) = submission(lead, report.pk).since

    assert (delta.indicator, delta.field, delta.changed) == ("elca-kpi-02", "rows", (ela.key,))


def test_reports_are_between_the_partnership_and_the_programme():
    elca = Elca()
    report = actions.submit_report(actor=SYSTEM, period=make_period(elca.partnership))

    with pytest.raises(NotThere):
        submission(make_outsider_coordinator(), report.pk)
    with pytest.raises(NotAllowed):
        actions.accept_report(actor=make_coordinator(elca.partnership.team), report=report)


def test_report_without_indicators_is_refused(coordinator, period):
    with pytest.raises(rules.NothingToReport):
        actions.submit_report(actor=coordinator, period=period)
