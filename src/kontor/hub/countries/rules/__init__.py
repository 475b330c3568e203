"""What must hold of profiles and their facts. Plain Python: values in, nothing or a refusal out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from kontor.hub.foundation.country_names import language_name
from kontor.hub.foundation.partial_dates import parse, surely_after
from kontor.hub.foundation.refusal import N_, Refusal

# Units whose values are days, as far as known; all other values with a unit are numbers.
OF_TIME = {"year": 4, "month": 7, "date": 10}


class ProfileThere(Refusal):
    code = "profile-there"
    sentence = N_(
        "%(country)s has a profile already: change that one. If you cannot see it, ask a platform editor."
    )


class GroupingNotACountry(Refusal):
    code = "grouping-not-a-country"
    sentence = N_("%(country)s is a grouping of countries and has no profile of its own: choose a country.")


class FactKeyTaken(Refusal):
    code = "fact-key-taken"
    sentence = N_("There is a fact with the key '%(key)s' already: choose another key.")


class ExampleKeyTaken(Refusal):
    code = "example-key-taken"
    sentence = N_("There is an example of cooperation with the key '%(key)s' already: choose another key.")


class NotANumber(Refusal):
    code = "not-a-number"
    sentence = N_(
        "'%(value)s' is not a number: write it like 1100 or 4.6, or leave value and unit empty where the statement says all."
    )


class FigureWithoutNumber(Refusal):
    code = "figure-without-number"
    sentence = N_(
        "A market figure is a number: write the value, such as 4.6, or leave the name of the figure empty."
    )


class NotAMarket(Refusal):
    code = "not-a-market"
    sentence = N_("%(country)s is not among the ranked markets: choose countries from the table.")


class TooManyMarkets(Refusal):
    code = "too-many-markets"
    sentence = N_("At most %(most)s markets are chosen at a time: take fewer.")


class NoMarketChosen(Refusal):
    code = "no-market-chosen"
    sentence = N_("No market is chosen: choose one to %(most)s countries from the table.")


class NoWeight(Refusal):
    code = "no-weight"
    sentence = N_("All weights are 0, so nothing can be compared: give at least one criterion a weight.")


class WeightWithoutFigure(Refusal):
    code = "weight-without-figure"
    sentence = N_("Market data has a weight but no figure: name the figure, or set the weight to 0.")


class AdoptedAlready(Refusal):
    code = "adopted-already"
    sentence = N_("The markets of this choice became target markets on %(day)s already.")


class NotThatDate(Refusal):
    code = "not-that-date"
    sentence = N_(
        "'%(value)s' is not a %(unit)s: write 2018 for a year, 2018-02 for a month, 2018-02-25 for a date."
    )


class UnitWithoutValue(Refusal):
    code = "unit-without-value"
    sentence = N_("A unit belongs to a value: write the value, or leave the unit empty.")


class UnknownLanguage(Refusal):
    code = "unknown-language"
    sentence = N_("'%(value)s' is not a language: write its two-letter code, such as es.")


class TranslationIncomplete(Refusal):
    code = "translation-incomplete"
    sentence = N_("A translation and its language go together: write both, or neither.")


class TranslationIntoItself(Refusal):
    code = "translation-into-itself"
    sentence = N_(
        "The translation is in the language of the source: choose another language, or leave it out."
    )


class EndsBeforeItBegins(Refusal):
    code = "ends-before-it-begins"
    sentence = N_("It ends (%(end)s) before it begins (%(start)s): correct one of the two dates.")


class NamedAlready(Refusal):
    code = "named-already"
    sentence = N_("The organisation is named in this role already: change that entry.")


class PersonOfAnother(Refusal):
    code = "person-of-another"
    sentence = N_(
        "The person is not a contact person of the organisation: enter her there first, with her consent, then choose her here."
    )


class SeveralSources(Refusal):
    code = "several-sources"
    sentence = N_(
        "A row has one source, with one place or several: name the other source in a row of its own."
    )


class PlacesTooLong(Refusal):
    code = "places-too-long"
    sentence = N_(
        "The places in the source are longer than %(most)s characters together: name fewer, or shorten them."
    )


class UnknownSource(Refusal):
    code = "unknown-source"
    sentence = N_("There is no source with the key '%(key)s': enter it first, or write another key.")


class ReasonMissing(Refusal):
    code = "reason-missing"
    sentence = N_("Say why it is withdrawn, so that others can follow.")


class IsWithdrawn(Refusal):
    code = "is-withdrawn"
    sentence = N_("It is withdrawn and is not changed any more. Restore it first, or enter it anew.")


class IsNotWithdrawn(Refusal):
    code = "is-not-withdrawn"
    sentence = N_("The profile is not withdrawn: there is nothing to restore.")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the rules look at of one fact."""

    value: str = ""
    unit: str = ""
    language: str = ""
    translation: str = ""
    translation_language: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each criterion counts."""

    interest: int
    saturation: int
    experience: int
    market: int
    indicator: str = ""


MOST_MARKETS = 3


def check_weights(weights: Weights) -> None:
    if not (weights.interest or weights.saturation or weights.experience or weights.market):
        raise NoWeight(field="interest")
    if weights.market and not weights.indicator:
        raise WeightWithoutFigure(field="indicator")


def check_choice(chosen: Sequence[tuple[str, str]], ranked: Collection[str], reason: str) -> None:
    """`chosen` are (code, name) of countries; `ranked` the codes that stand in the table."""
    if not chosen:
        raise NoMarketChosen(field="countries", most=MOST_MARKETS)
    if len(chosen) > MOST_MARKETS:
        raise TooManyMarkets(field="countries", most=MOST_MARKETS)
    for code, name in chosen:
        if code not in ranked:
            raise NotAMarket(field="countries", country=name)
    check_reason(reason)


def check_not_adopted(adopted_on: date | None) -> None:
    if adopted_on is not None:
        raise AdoptedAlready(day=adopted_on.isoformat())


def check_fact(fact: Stated) -> None:
    """Refuse a value that its unit cannot have, and a translation that says neither from nor into what."""
    check_value(fact.value, fact.unit)
    if fact.indicator and (not fact.value or fact.unit in OF_TIME):
        raise FigureWithoutNumber(field="value")
    check_language("language", fact.language)
    check_language("translation_language", fact.translation_language)
    if bool(fact.translation) != bool(fact.translation_language):
        raise TranslationIncomplete(field="translation_language" if fact.translation else "translation")
    if fact.translation and fact.language == fact.translation_language:
        raise TranslationIntoItself(field="translation_language")


def check_value(value: str, unit: str) -> None:
    if not value:
        if unit:
            raise UnitWithoutValue(field="value")
        return
    if unit in OF_TIME:
        if len(value) != OF_TIME[unit] or not is_a_day(value):
            raise NotThatDate(field="value", value=value, unit=unit)
    elif number_of(value) is None:
        raise NotANumber(field="value", value=value)


def is_a_day(value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def number_of(value: str) -> Decimal | None:
    """The number that a value states, or None."""
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def check_language(field: str, code: str) -> None:
    if code and language_name(code, "en") == code:
        raise UnknownLanguage(field=field, value=code)


def check_dates(start: str, end: str) -> None:
    if surely_after(start, end):
        raise EndsBeforeItBegins(field="end", start=start, end=end)


def check_person(organisation: int, organisation_of_person: int | None) -> None:
    """`organisation_of_person` is None where no person is named."""
    if organisation_of_person is not None and organisation_of_person != organisation:
        raise PersonOfAnother(field="person")


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(field="reason")


def check_kept(*, withdrawn: bool) -> None:
    if withdrawn:
        raise IsWithdrawn


def check_withdrawn(*, withdrawn: bool) -> None:
    if not withdrawn:
        raise IsNotWithdrawn
