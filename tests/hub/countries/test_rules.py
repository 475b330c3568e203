"""What facts may hold."""

import pytest

from kontor.hub.countries import rules
from kontor.hub.countries.rules import Stated


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("", ""),
        ("292000000000", "USD"),
        ("-4.6", "percent"),
        ("2013", "year"),
        ("2015-04", "month"),
        ("2018-02-25", "date"),
    ],
)
def test_value_as_its_unit_says_is_taken(value, unit):
    rules.check_fact(Stated(value=value, unit=unit))


@pytest.mark.parametrize(
    ("stated", "refusal", "field"),
    [
        (Stated(unit="EUR"), rules.UnitWithoutValue, "value"),
        (Stated(value="about 80", unit="clusters"), rules.NotANumber, "value"),
        (Stated(value="NaN", unit="clusters"), rules.NotANumber, "value"),
        (Stated(value="2013-05", unit="year"), rules.NotThatDate, "value"),
        (Stated(value="2013-13", unit="month"), rules.NotThatDate, "value"),
        (Stated(language="qq"), rules.UnknownLanguage, "language"),
        (Stated(translation="Eighty"), rules.TranslationIncomplete, "translation_language"),
        (Stated(translation_language="en"), rules.TranslationIncomplete, "translation"),
        (Stated(language="es", translation="Ochenta", translation_language="es"), rules.TranslationIntoItself,
            "translation_language"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(stated, refusal, field):
    with pytest.raises(refusal) as refused:
        rules.check_fact(stated)

    assert refused.value.field == field


def test_end_before_the_start_is_refused_and_an_unclear_one_is_not():
    rules.check_dates("2018", "2018-02")
    with pytest.raises(rules.EndsBeforeItBegins):
        rules.check_dates("2018-03", "2018-02")
