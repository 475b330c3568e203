"""Records of the directory, one file per subject."""

from kontor.hub.directory.models.merge import DismissedPair, Merge
from kontor.hub.directory.models.organisation import Alias, ContactPerson, Membership, Organisation
from kontor.hub.directory.models.profile import Classification, Competence, CountryInterest, Label
from kontor.hub.directory.models.term import Term

__all__ = [
    "Alias",
    "Classification",
    "Competence",
    "ContactPerson",
    "CountryInterest",
    "DismissedPair",
    "Label",
    "Membership",
    "Merge",
    "Organisation",
    "Term",
]
