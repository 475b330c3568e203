"""The value of a fact as people read it."""

from decimal import Decimal

from django.utils.translation import get_language

from kontor.hub.countries.models import CountryFact
from kontor.hub.countries.rules import OF_TIME, number_of
from kontor.hub.foundation.partial_dates import written
from kontor.hub.foundation.templatetags.kontor import number, percent
from kontor.hub.foundation.units import unit_in_words
from kontor.hub.partnerships.choices import Qualifier

# Units that the statement itself names, and what others are written as after their number.
AFTER = {"rank": "", "phase": "", "factor": "×"}


def value_in_words(fact: CountryFact) -> str:
    """'more than 80 clusters', 'April 2015', '2%'; '' where the statement says all. A unit nobody knows stays as the source has it."""
    if not fact.value:
        return ""
    if fact.unit in OF_TIME:
        told = written(fact.value, get_language() or "en")
    elif fact.unit == "percent":
        stated = number_of(fact.value) or Decimal(0)
        told = percent(stated, 0 if stated == stated.to_integral_value() else 2)
    else:
        told = f"{number(number_of(fact.value))}{AFTER.get(fact.unit, f' {unit_in_words(fact.unit, fact.value)}')}".strip()
    exact = fact.qualifier == Qualifier.EXACT
    return told if exact else f"{fact.get_qualifier_display()} {told}"
