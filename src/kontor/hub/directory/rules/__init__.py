"""What must hold in the directory. Plain Python: values in, nothing or a refusal out. One file per subject."""

from kontor.hub.directory.rules.contacts import check_contact
from kontor.hub.directory.rules.criteria import (
    CRITERIA,
    Completeness,
    Criterion,
    check_publishable,
    completeness,
)
from kontor.hub.directory.rules.profile import check_alias, check_competence, check_profile
from kontor.hub.directory.rules.states import PROFILE, check_reason, is_due, stale_before
from kontor.hub.directory.rules.terms import MOST_TERMS, check_classifications
from kontor.hub.directory.rules.times import (
    check_joins_once,
    check_label,
    check_label_once,
    check_membership,
    check_period,
)

__all__ = [
    "CRITERIA",
    "MOST_TERMS",
    "PROFILE",
    "Completeness",
    "Criterion",
    "check_alias",
    "check_classifications",
    "check_competence",
    "check_contact",
    "check_joins_once",
    "check_label",
    "check_label_once",
    "check_membership",
    "check_period",
    "check_profile",
    "check_publishable",
    "check_reason",
    "completeness",
    "is_due",
    "stale_before",
]
