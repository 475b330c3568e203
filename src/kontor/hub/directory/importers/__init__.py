"""Tables that can be imported: one file per subject. In the order in which they build on each other."""

from kontor.hub.directory.importers.organisations import ImportOrganisations
from kontor.hub.directory.importers.parts import ImportAliases, ImportInterests, ImportMemberships
from kontor.hub.directory.importers.terms import ImportTerms

IMPORTERS = (ImportTerms, ImportOrganisations, ImportAliases, ImportMemberships, ImportInterests)

__all__ = [
    "IMPORTERS",
    "ImportAliases",
    "ImportInterests",
    "ImportMemberships",
    "ImportOrganisations",
    "ImportTerms",
]
