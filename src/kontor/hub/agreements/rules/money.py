"""Amounts and what a case brought: in which unit, and which numbers cannot be."""

import re
from decimal import Decimal

from kontor.hub.agreements.rules.dates import check_order
from kontor.hub.foundation.refusal import N_, Refusal

CURRENCY = re.compile("[A-Z]{3}")
UNITS_OF_JOBS = ("jobs", "FTE")


class AmountWithoutCurrency(Refusal):
    code = "amount-without-currency"
    sentence = N_("An amount without its currency says nothing: add the currency, such as EUR.")


class NotACurrency(Refusal):
    code = "not-a-currency"
    sentence = N_("'%(value)s' is not the code of a currency: write its three letters, such as EUR or USD.")


class NegativeAmount(Refusal):
    code = "negative-amount"
    sentence = N_("%(value)s is below nothing: write the amount without a sign.")


class WrongUnit(Refusal):
    code = "wrong-unit"
    sentence = N_(
        "Jobs are given as 'jobs' or 'FTE' (full-time equivalents), not as '%(value)s': correct the unit."
    )


class WrongAttribution(Refusal):
    code = "wrong-attribution"
    sentence = N_("%(value)s per cent cannot be due to the cooperation: write a whole number from 0 to 100.")


def check_amount(amount: Decimal | None, currency: str) -> None:
    """An amount has a currency of three capital letters and is not below nothing; a currency alone is no harm."""
    if currency and not CURRENCY.fullmatch(currency):
        raise NotACurrency(field="currency", value=currency)
    if amount is None:
        return
    if amount < 0:
        raise NegativeAmount(field="amount", value=amount)
    if not currency:
        raise AmountWithoutCurrency(field="currency")


def check_impact(
    kind: str,
    value: Decimal,
    unit: str,
    *,
    period_start: str = "",
    period_end: str = "",
    attribution: int = 100,
) -> None:
    """Jobs in jobs or FTE, everything else in money; a loss of jobs or turnover may be below nothing."""
    if kind == "jobs":
        if unit not in UNITS_OF_JOBS:
            raise WrongUnit(field="unit", value=unit)
    elif not CURRENCY.fullmatch(unit):
        raise NotACurrency(field="unit", value=unit)
    if not 0 <= attribution <= 100:
        raise WrongAttribution(field="attribution", value=attribution)
    check_order(period_start, period_end, field="period_end")
