"""Whole numbers, decimal numbers, yes and no."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.cleaners.base import Cleaner
from kontor.hub.transfer.kit.problems import Unclean

_SPACES = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3})")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}(?:\.0{1,9})?")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([.,'’])[0-9]{3})(?:\1[0-9]{3})*")
YES = frozenset({"yes", "y", "true", "1", "x", "sí", "si", "oui", "vrai", "ja", "wahr", "verdadero"})
NO = frozenset({"no", "n", "false", "0", "non", "faux", "nein", "falsch", "falso"})


@dataclass(frozen=True, slots=True)
class Integer(Cleaner):
    """A whole number, from `least` to `most`. Spaces between thousands are taken, points and commas are ambiguous."""

    empty: ClassVar[Any] = None

    least: int | None = None
    most: int | None = None

    def clean(self, text: str) -> Any:
        digits = _SPACES.sub("", text)
        if not _WHOLE.fullmatch(digits):
            near = re.sub(r"[^0-9+-]", "", text) if _GROUPED.fullmatch(text) else ""
            raise Unclean(
                N_("'%(value)s' is not a whole number: write digits only, such as 1234."), near=near
            )
        number = int(digits.partition(".")[0])
        check_range(number, self.least, self.most)
        return number


@dataclass(frozen=True, slots=True)
class Number(Cleaner):
    """A number with a decimal point, at most `places` digits after it."""

    empty: ClassVar[Any] = None

    least: int | None = None
    most: int | Decimal | None = None
    places: int | None = None

    def clean(self, text: str) -> Any:
        digits = _SPACES.sub("", text)
        if not _DECIMAL.fullmatch(digits):
            pointed = digits.replace(",", ".")
            near = pointed if _DECIMAL.fullmatch(pointed) else ""
            raise Unclean(
                N_("'%(value)s' is not a number: write digits with a point, such as 1234.5."), near=near
            )
        number = Decimal(digits)
        if self.places is not None and -int(number.normalize().as_tuple().exponent) > self.places:
            raise Unclean(
                N_("'%(value)s' has more than %(places)s digits after the point: round it."),
                places=self.places,
            )
        check_range(number, self.least, self.most)
        return number

    def same(self, one: Any, other: Any) -> bool:
        return one == other if one is None or other is None else Decimal(one) == Decimal(other)

    def pack(self, value: Any) -> Any:
        return None if value is None else str(value)

    def unpack(self, value: Any) -> Any:
        return None if value is None else Decimal(value)


def check_range(number: int | Decimal, least: int | None, most: int | Decimal | None) -> None:
    if least is not None and number < least:
        raise Unclean(N_("%(value)s is too small: the least possible is %(least)s."), least=least)
    if most is not None and number > most:
        raise Unclean(N_("%(value)s is too large: the most possible is %(most)s."), most=most)


@dataclass(frozen=True, slots=True)
class YesNo(Cleaner):
    """Yes or no, in the interface languages."""

    empty: ClassVar[Any] = None

    def clean(self, text: str) -> Any:
        word = text.casefold()
        if word not in YES | NO:
            raise Unclean(N_("'%(value)s' is neither yes nor no: write 'yes' or 'no'."))
        return word in YES

    def show(self, value: Any) -> str:
        return "" if value is None else ("yes" if value else "no")
