"""Dates with the precision that is known."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.partial_dates import (
    covering,
    covers,
    earliest,
    latest,
    parse,
    surely_after,
    validate,
)

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
texts = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-02-25", date(2018, 2, 25), date(2018, 2, 25)),
    ],
)
def test_parse_gives_the_period(text, first, last):
    assert parse(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "18", "2018-2", "2018-13", "2018-02-30", "19-20.10.2020", "2018-02-25T10:00", " 2018", "0000"],
)
def test_parse_refuses_the_rest_with_the_text_in_the_sentence(text):
    with pytest.raises(ValueError, match=f"'{text}' is not a da"):
        parse(text)
    with pytest.raises(ValidationError):
        validate(text)


def test_nothing_known_has_neither_end():
    assert (earliest(""), latest("")) == (None, None)


@given(texts, texts)
def test_surely_after_means_no_day_fits(start, end):
    assert surely_after(start, end) == (earliest(start) > latest(end))


@given(texts, days)
def test_a_period_covers_its_own_days(text, day):
    first, last = parse(text)

    assert covers(text, text, day) == (first <= day <= last)
    assert covers("", "", day)


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.one_of(st.just(""), texts), end=st.one_of(st.just(""), texts), day=days, near=st.integers(-1, 1)
)
def test_covering_asks_the_database_the_same(db, start, end, day, near):
    """Source has two text columns that can stand for the ends."""
    day = min(max((latest(end) or day) + timedelta(days=near), date(1900, 1, 1)), date(2100, 12, 31))
    Source.objects.all().delete()
    Source.objects.create(key="one", title="One", published_on=start, publisher=end)

    found = Source.objects.filter(covering(day, start="published_on", end="publisher")).exists()

    assert found == covers(start, end, day)
