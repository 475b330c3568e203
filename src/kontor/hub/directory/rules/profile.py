"""What the fields of a profile may hold, each with the sentence that says how to correct it."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from kontor.hub.foundation.partial_dates import earliest
from kontor.hub.foundation.refusal import N_, Refusal, RefusedTogether

EARLIEST_YEAR = 1000
MOST_STAFF = Decimal("999999.9")
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class NeedsAName(Refusal):
    code = "needs-a-name"
    sentence = N_("An organisation needs a name: write it as it does itself, with its accents.")


class WrongWebsite(Refusal):
    code = "wrong-website"
    sentence = N_("'%(website)s' is not the address of a website: write it like https://www.example.org.")


class WrongFounding(Refusal):
    code = "wrong-founding"
    sentence = N_("'%(founded)s' cannot be when it was founded: write a year between %(first)s and %(last)s.")


class RegionElsewhere(Refusal):
    code = "region-elsewhere"
    sentence = N_("The region %(region)s lies in %(lies_in)s, not in %(country)s: correct one of the two.")


class WrongNumber(Refusal):
    code = "wrong-number"
    sentence = N_("%(number)s cannot be the number of staff: write full-time equivalents from 0 to 999,999.")


class UnknownLanguage(Refusal):
    code = "unknown-language"
    sentence = N_("'%(language)s' is not the code of a language: write two letters, such as 'es'.")


class AliasIsTheName(Refusal):
    code = "alias-is-the-name"
    sentence = N_("'%(name)s' is the organisation's name already: an alias is another one.")


class AliasTwice(Refusal):
    code = "alias-twice"
    sentence = N_("'%(name)s' is known as a name of this organisation already.")


class CompetenceSaysNothing(Refusal):
    code = "competence-says-nothing"
    sentence = N_("Choose a term or say in words what is offered or sought.")


class WrongReadiness(Refusal):
    code = "wrong-readiness"
    sentence = N_(
        "%(level)s is not a technology readiness level: write a number from 1 (principle) to 9 (proven)."
    )


def check_profile(
    *,
    name: str,
    today: date,
    website: str = "",
    founded: str = "",
    staff: Decimal | None = None,
    languages: Collection[str] = (),
    country: str = "",
    region: str = "",
    region_country: str = "",
) -> None:
    """Every rule on the fields of a profile; all refusals at once, each with its field. `country` etc. are codes."""
    refusals: list[Refusal] = []
    if not name.strip():
        refusals.append(NeedsAName(field="name"))
    if website and not is_website(website):
        refusals.append(WrongWebsite(field="website", website=website))
    if founded and not _is_founding(founded, today):
        refusals.append(WrongFounding(field="founded", founded=founded, first=EARLIEST_YEAR, last=today.year))
    if staff is not None and not 0 <= staff <= MOST_STAFF:
        refusals.append(WrongNumber(field="staff", number=str(staff)))
    if region and region_country != country:
        refusals.append(
            RegionElsewhere(field="region", region=region, lies_in=region_country, country=country or "?")
        )
    refusals += [
        UnknownLanguage(field="languages", language=code)
        for code in languages
        if not _LANGUAGE.fullmatch(code)
    ]
    if refusals:
        raise refusals[0] if len(refusals) == 1 else RefusedTogether(refusals)


def is_website(address: str) -> bool:
    """Whether `address` is http(s) with a host name of at least two parts.

    >>> is_website("https://www.clúster.example"), is_website("www.example.org"), is_website("http://a b.org")
    (True, False, False)
    """
    if re.search(r"\s", address):
        return False
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
    except (UnicodeError, ValueError):
        return False
    return parts.scheme in {"http", "https"} and bool(_HOST.fullmatch(host))


def _is_founding(founded: str, today: date) -> bool:
    try:
        first = earliest(founded)
    except ValueError:
        return False
    return first is not None and first.year >= EARLIEST_YEAR and first <= today


def check_alias(alias: str, name: str, known: Collection[str]) -> None:
    """An alias is another name than the organisation's own, and not one of its aliases already."""
    if not alias.strip():
        raise NeedsAName(field="name")
    if alias == name:
        raise AliasIsTheName(field="name", name=alias)
    if alias in known:
        raise AliasTwice(field="name", name=alias)


def check_competence(*, has_term: bool, text: str, readiness: int | None) -> None:
    """A competence says something, and its readiness level is one of nine."""
    if not has_term and not text.strip():
        raise CompetenceSaysNothing(field="text")
    if readiness is not None and not 1 <= readiness <= 9:
        raise WrongReadiness(field="readiness", level=readiness)
