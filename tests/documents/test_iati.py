"""Results as IATI 2.03: valid by the structure that the standard publishes, with every value and nothing made up."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kontor.documents.iati import Activity, Amount, Indicator, results

OWN = Path(__file__).with_name("iati-results.xsd")
START, END, TODAY = date(2020, 9, 1), date(2022, 8, 31), date(2022, 3, 1)


def schemas():
    """Our own, and the official one where its file is named."""
    named = os.environ.get("KONTOR_IATI_SCHEMA")
    return [etree.XMLSchema(etree.parse(str(path))) for path in filter(None, (OWN, named))]


def indicator(**fields):
    given = {
        "title": "Workshops", "description": "Held with SMEs", "level": "output", "measure": "unit", "rises": True,
        "aggregates": True, "start": START, "end": END, "targets": (Amount(10), Amount(2, (("partner", "BIC"),))),
        "actuals": (Amount(7), Amount(0, (("partner", "BIC"),), "None so far")), "baseline": (0, START),
    }  # fmt: skip
    return Indicator(**{**given, **fields})


def activity(*indicators, **fields):
    given = {
        "id": "KONTOR-elca", "reporter": ("KONTOR", "ELCA"), "title": "Lightweight", "description": "", "language": "en",
        "status": "running", "start": START, "end": END, "partners": (("", "A cluster"),), "indicators": indicators,
        "as_of": TODAY,
    }  # fmt: skip
    return Activity(**{**given, **fields})


def read(written):
    """The document, which every schema at hand accepts."""
    document = etree.fromstring(written)
    for schema in schemas():
        schema.assertValid(document)
    return document


def test_values_stand_with_their_dimensions():
    period = read(results(activity(indicator()))).find(".//period")

    told = [
        (one.tag, one.get("value"), [(d.get("name"), d.get("value")) for d in one.findall("dimension")])
        for one in period
        if one.get("value")
    ]
    assert told == [
        ("target", "10", []),
        ("target", "2", [("partner", "BIC")]),
        ("actual", "7", []),
        ("actual", "0", [("partner", "BIC")]),
    ]
    assert period.findtext(".//comment/narrative") == "None so far"


def test_no_data_is_not_written():
    document = read(results(activity(indicator(actuals=(Amount(None),), targets=(), baseline=None))))

    assert (
        document.findall(".//actual") + document.findall(".//target") + document.findall(".//baseline") == []
    )


def test_days_that_have_come_are_actual_and_others_planned():
    running = read(results(activity())).findall(".//activity-date")
    ended = read(results(activity(as_of=date(2023, 1, 1), status="ended"))).findall(".//activity-date")

    assert [one.get("type") for one in running] == ["2", "3"]
    assert [one.get("type") for one in ended] == ["2", "4"]


@pytest.mark.parametrize(
    ("level", "measure", "codes"),
    [
        ("output", "unit", ("1", "1")),
        ("impact", "percentage", ("3", "2")),
        ("input", "qualitative", ("9", "5")),
    ],
)
def test_words_of_records_become_codes_of_the_standard(level, measure, codes):
    result = read(results(activity(indicator(level=level, measure=measure)))).find(".//result")

    assert (result.get("type"), result.find("indicator").get("measure")) == codes


def test_schema_refuses_what_the_standard_refuses():
    document = etree.fromstring(results(activity(indicator())))
    document.find(".//indicator").attrib.pop("measure")

    assert not any(schema.validate(document) for schema in schemas())


texts = st.text(min_size=1, max_size=40)
numbers = (
    st.none()
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 2))
)


@given(
    title=texts,
    partner=texts,
    values=st.lists(numbers, max_size=4),
    baseline=st.none() | st.tuples(st.integers(0, 1000), st.dates(date(1990, 1, 1))),
)
def test_whatever_people_write_stays_valid(title, partner, values, baseline):
    amounts = tuple(Amount(value, (("partner", partner),)) for value in values)
    one = replace(indicator(title=title, actuals=amounts), baseline=baseline)

    document = read(results(activity(one, title=title, partners=(("", partner),))))

    assert len(document.findall(".//actual")) == sum(value is not None for value in values)
