"""What areas import and export with. docs/guide/importers.md shows how; `front.wiring` fills the two registries."""

from kontor.hub.transfer.kit.cleaners import (
    Address,
    Choice,
    Citations,
    Cleaner,
    CountryCode,
    Day,
    Integer,
    Languages,
    ListCleaner,
    Number,
    PartialDate,
    Reference,
    RegionCode,
    Shaped,
    Slug,
    Terms,
    Text,
    YesNo,
)
from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.exporter import Exporter
from kontor.hub.transfer.kit.importer import Change, Current, Double, Importer, InUse, Key, Row
from kontor.hub.transfer.kit.lookups import Lookup
from kontor.hub.transfer.kit.problems import Accepted, HasErrors, Problem, Unclean
from kontor.hub.transfer.kit.registry import EXPORTERS, IMPORTERS, UnknownKind

__all__ = [
    "EXPORTERS",
    "IMPORTERS",
    "Accepted",
    "Address",
    "Change",
    "Choice",
    "Citations",
    "Cleaner",
    "Column",
    "CountryCode",
    "Current",
    "Day",
    "Double",
    "Exporter",
    "HasErrors",
    "Importer",
    "InUse",
    "Integer",
    "Key",
    "Languages",
    "ListCleaner",
    "Lookup",
    "Number",
    "PartialDate",
    "Problem",
    "Reference",
    "RegionCode",
    "Row",
    "Shaped",
    "Slug",
    "Terms",
    "Text",
    "Unclean",
    "UnknownKind",
    "YesNo",
]
