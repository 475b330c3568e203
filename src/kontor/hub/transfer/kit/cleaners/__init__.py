"""How a cell becomes a value, and back. One file for each family."""

from kontor.hub.transfer.kit.cleaners.base import Cleaner, ListCleaner
from kontor.hub.transfer.kit.cleaners.dates import Day, PartialDate
from kontor.hub.transfer.kit.cleaners.numbers import Integer, Number, YesNo
from kontor.hub.transfer.kit.cleaners.places import STANDARD_TABLES, CountryCode, Languages, RegionCode
from kontor.hub.transfer.kit.cleaners.tables import Choice, Citations, Reference, Terms
from kontor.hub.transfer.kit.cleaners.words import Address, Shaped, Slug, Text

__all__ = [
    "STANDARD_TABLES",
    "Address",
    "Choice",
    "Citations",
    "Cleaner",
    "CountryCode",
    "Day",
    "Integer",
    "Languages",
    "ListCleaner",
    "Number",
    "PartialDate",
    "Reference",
    "RegionCode",
    "Shaped",
    "Slug",
    "Terms",
    "Text",
    "YesNo",
]
