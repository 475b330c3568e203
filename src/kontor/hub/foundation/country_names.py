"""Names of countries and languages in every interface language, from the Unicode CLDR."""

from functools import cache

from babel import Locale


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))


def country_name(code: str, language: str) -> str:
    """'ES' -> 'Spain' | 'España' ...; the code itself when CLDR knows no name. 'EU' is the European Union."""
    return _locale(language).territories.get(code, code)


def language_name(code: str, language: str) -> str:
    """'de' -> 'German' | 'Deutsch' ...; the code itself when CLDR knows no name."""
    return _locale(language).languages.get(code, code)


@cache
def codes_by_name(language: str) -> dict[str, str]:
    """Lower-cased country name -> code, for importers that meet names where codes are wanted."""
    territories = _locale(language).territories
    return {name.casefold(): code for code, name in territories.items() if len(code) == 2 and code.isalpha()}
