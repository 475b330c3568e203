"""Tables of this area that can be imported, in the order in which they build on each other."""

from kontor.hub.countries.importers.profiles import (
    ImportBodies,
    ImportExamples,
    ImportFacts,
    ImportProfiles,
)
from kontor.hub.countries.importers.studies import ImportMarketFigures, ImportStudies, ImportStudyItems

IMPORTERS = (
    ImportProfiles,
    ImportFacts,
    ImportExamples,
    ImportBodies,
    ImportStudies,
    ImportStudyItems,
    ImportMarketFigures,
)

__all__ = [
    "IMPORTERS",
    "ImportBodies",
    "ImportExamples",
    "ImportFacts",
    "ImportMarketFigures",
    "ImportProfiles",
    "ImportStudies",
    "ImportStudyItems",
]
