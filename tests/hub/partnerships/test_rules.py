"""What must hold in partnerships."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.foundation.partial_dates import parse
from kontor.hub.foundation.states import WrongState
from kontor.hub.partnerships import rules

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
TODAY = date(2026, 11, 21)


def written(day, precision):
    return day.isoformat()[:precision]


PARTIAL = st.one_of(st.just(""), st.builds(written, DAYS, st.sampled_from([4, 7, 10])))


@given(PARTIAL, PARTIAL)
def test_check_period_refuses_only_what_no_days_can_mend(start, end):
    impossible = bool(start and end) and parse(start)[0] > parse(end)[1]

    if impossible:
        with pytest.raises(rules.EndsBeforeItStarts):
            rules.check_period(start, end)
    else:
        rules.check_period(start, end)


@given(PARTIAL, PARTIAL, PARTIAL, PARTIAL)
def test_overlap_does_not_depend_on_which_period_is_named_first(start, end, other_start, other_end):
    first = rules.overlap(start, end, other_start, other_end)

    assert first == rules.overlap(other_start, other_end, start, end)


@given(PARTIAL, PARTIAL, DAYS)
def test_state_by_dates_never_ends_what_can_still_run(start, end, today):
    state = rules.state_by_dates(start, end, today)

    assert (state == "ended") == bool(end and parse(end)[1] < today)


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        ("2016", "2017-12", "ended"),
        ("2016", "2026", "active"),
        ("2018-10-25", "", "active"),
        ("", "", "proposed"),
        ("2027-01", "", "proposed"),
    ],
)
def test_state_by_dates_follows_the_dates(start, end, state):
    assert rules.state_by_dates(start, end, TODAY) == state


def test_check_one_coordinator_names_the_other_one():
    with pytest.raises(rules.SecondCoordinator, match="First cluster is coordinator"):
        rules.check_one_coordinator("coordinator", "2016", "", [("First cluster", "2015", "2016-06")])

    rules.check_one_coordinator("coordinator", "2017", "", [("First cluster", "2015", "2016-06")])
    rules.check_one_coordinator("partner", "2016", "", [("First cluster", "2015", "")])


def test_check_within_refuses_what_lies_wholly_outside():
    with pytest.raises(
        rules.OutsideThePartnership, match="2018 to 2019 lie outside the partnership's own, 2016 to 2017"
    ):
        rules.check_within("2018", "2019", "2016", "2017")

    rules.check_within("", "2019", "2016", "2017")


def test_check_target_names_the_country_and_the_day():
    with pytest.raises(rules.NotAThirdCountry, match="Serbia takes part in the programme on 2016-01-01"):
        rules.check_target("Serbia", False, date(2016, 1, 1))


@given(st.integers(-800, 800))
def test_check_search_takes_tomorrow_to_a_year_from_now(days):
    def check():
        rules.check_search(
            anonymous=False, public_description="", expires_on=TODAY + timedelta(days), today=TODAY
        )

    if 1 <= days <= rules.LONGEST_SEARCH_DAYS:
        check()
    else:
        with pytest.raises(rules.WrongExpiry):
            check()


def test_check_search_asks_for_something_to_read_instead_of_the_name():
    with pytest.raises(rules.NothingToShowInstead):
        rules.check_search(anonymous=True, public_description=" ", expires_on=date(2027, 1, 1), today=TODAY)


@pytest.mark.parametrize("text", ["Ask Clúster Éolico!", "CLUSTER EOLICO seeks", "we are cluster-eolico"])
def test_check_anonymity_sees_the_name_however_it_is_written(text):
    with pytest.raises(rules.NamesTheSearcher, match="Clúster Eólico"):
        rules.check_anonymity(["Clúster Eólico"], {"title": text})


def test_check_anonymity_takes_texts_that_do_not_say_the_name():
    rules.check_anonymity(
        ["Clúster Eólico", "CE"], {"title": "A cluster for wind, CE marked", "text": "eolicos"}
    )


def test_shown_state_is_expired_after_the_last_day():
    assert rules.shown_state("open", TODAY, TODAY) == "open"
    assert rules.shown_state("open", TODAY - timedelta(1), TODAY) == "expired"
    assert rules.shown_state("closed", TODAY - timedelta(1), TODAY) == "closed"


def test_check_open_refuses_closed_and_expired_searches():
    for state in ("closed", "expired"):
        with pytest.raises(rules.SearchIsClosed):
            rules.check_open(state)


def test_partnership_states_follow_the_table():
    assert rules.PARTNERSHIP.after("sustain", "ended") == "sustained"
    with pytest.raises(WrongState):
        rules.PARTNERSHIP.after("sustain", "active")
