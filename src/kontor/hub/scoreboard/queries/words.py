"""Questions and answers in words: what a number counts, of what, by which rule."""

from typing import Any

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from kontor.engine.crosscheck.claims import is_date
from kontor.engine.crosscheck.questions import Filter, FilterValue, Question
from kontor.hub.agreements.choices import AgreementState, CaseState
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.partial_dates import parse
from kontor.hub.foundation.units import unit_in_words
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.scoreboard.choices import FIELD_WORDS, CollectionWord, MeasureWord, OperationWord, RuleWord
from kontor.hub.strategy.choices import InvestmentStage

DATE_UNITS = ("date", "month", "year")
# Of cases, agreements and joint investment projects: as rows of registers say it.
STATES = {
    str(one.value): one.label for states in (CaseState, AgreementState, InvestmentStage) for one in states
}


def in_words(question: Question) -> str:
    """One sentence: 'Number of participations where kind is ESCP-S3; counting: places ...'."""
    parts = [measured(question), *conditions(question)]
    if question.rule == "distinct":
        parts.append(
            gettext("each counted once: %(fields)s") % {"fields": ", ".join(map(field, question.distinct_by))}
        )
    elif question.rule != "as-printed":
        parts.append(gettext("counting: %(rule)s") % {"rule": rule_in_words(question.rule)})
    if question.of is not None:
        parts.append(gettext("compared with: %(question)s") % {"question": in_words(question.of)})
    return capfirst("; ".join(parts))


def measured(question: Question) -> str:
    """What is measured: 'number of participations', 'sum of SMEs involved over partnerships'."""
    words = {
        "measure": MeasureWord(question.measure).label,
        "collection": CollectionWord(question.collection).label,
        "field": field(question.field),
        "group": field(question.group_by),
    }
    if question.measure == "groups" and question.field:
        return (
            gettext(
                "number of different values of %(group)s over %(collection)s, each with its number of %(field)s"
            )
            % words
        )
    if question.measure == "groups":
        return gettext("number of different values of %(group)s over %(collection)s") % words
    if question.field and question.group_by:
        return gettext("%(measure)s of %(field)s per %(group)s over %(collection)s") % words
    if question.group_by:
        return gettext("%(measure)s of %(collection)s per %(group)s") % words
    if question.field:
        return gettext("%(measure)s of %(field)s over %(collection)s") % words
    return gettext("%(measure)s of %(collection)s") % words


def conditions(question: Question) -> list[str]:
    found = [gettext("where %(condition)s") % {"condition": condition(one)} for one in question.filters]
    if question.having is not None:
        words = {"operation": OperationWord(question.having.op).label, "value": question.having.value}
        found.append(gettext("groups whose count %(operation)s %(value)s") % words)
    return found


def condition(one: Filter) -> str:
    value = one.value
    if one.field in SAID and value is not None:
        codes = value if isinstance(value, tuple) else (value,)
        value = tuple(SAID[one.field](str(code)) for code in codes)
    words = (field(one.field), str(OperationWord(one.op).label), listed(value))
    return " ".join(word for word in words if word)


def field(name: str) -> str:
    return str(FIELD_WORDS.get(name, name.replace("_", " ")))


def rule_in_words(rule: str) -> str:
    return str(RuleWord(rule).label) if rule in RuleWord else rule


def listed(value: FilterValue) -> str:
    if value is None:
        return ""
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def language() -> str:
    return get_language() or "en"


def state_in_words(state: str) -> str:
    return str(STATES.get(state, state))


# What the codes of a field are called.
SAID = {"country": lambda code: country_name(code, language()), "state": state_in_words}


def value_in_words(value: Any, unit: str = "", measure: str = "") -> str:
    """A value as people write it: '1,100', 'February 2018', 'gold, silver'. '' for no data: it is never 0."""
    if value is None or value == "":
        return ""
    if isinstance(value, tuple | list):
        return ", ".join(str(part) for part in value)
    # CLDR's plain English is American; the programme writes European English.
    locale = "en_GB" if language() == "en" else language().replace("-", "_")
    if isinstance(value, str):
        return (
            date_in_words(value, locale)
            if is_date(value) and (unit in DATE_UNITS or not value.isdecimal())
            else value
        )
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if measure == "share":
        return str(format_percent(value, format="#,##0.#%", locale=locale))
    return str(value) if unit in DATE_UNITS else str(format_decimal(value, format="#,##0.##", locale=locale))


def date_in_words(text: str, locale: str) -> str:
    first, _last = parse(text)
    if len(text) == len("2018"):
        return text
    if len(text) == len("2018-02"):
        return str(format_skeleton("yMMMM", first, locale=locale))
    return str(format_date(first, "long", locale=locale))


def published_in_words(value: str, unit: str, qualifier: str) -> str:
    """What a claim states: 'more than 17,000 SMEs', '25 October 2018'."""
    shown_unit = "%" if unit == "percent" else stated_unit(value, unit)
    return " ".join(word for word in (stated_value(value, unit, qualifier), shown_unit) if word)


def stated_unit(value: str, unit: str) -> str:
    """The unit of a stated value: nothing for days, which say it themselves."""
    return "" if unit in DATE_UNITS else unit_in_words(unit, value)


def stated_value(value: str, unit: str, qualifier: str) -> str:
    """The stated value without its unit: 'more than 17,000'."""
    stated: Any = value
    if unit not in DATE_UNITS and value.replace(".", "", 1).removeprefix("-").isdecimal():
        stated = float(value) if "." in value else int(value)
    words = [
        Qualifier(qualifier).label if qualifier not in ("", "exact") else "",
        value_in_words(stated, unit),
    ]
    return " ".join(str(word) for word in words if word)


def difference_in_words(difference: float | None, unit: str = "") -> str:
    """'+3', '−1', '+5 months'; '' where there is none."""
    if not difference:
        return ""
    sign = "+" if difference > 0 else "−"
    shown = value_in_words(abs(round(difference, 2)))
    return f"{sign}{shown} {unit_of_time(unit, round(abs(difference)))}".strip()


def unit_of_time(unit: str, number: int) -> str:
    units = {
        "days": ngettext("day", "days", number),
        "months": ngettext("month", "months", number),
        "years": ngettext("year", "years", number),
    }
    return units.get(unit, "")
