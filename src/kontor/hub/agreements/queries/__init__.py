"""Named questions of cases, agreements and collaborations, one file per subject."""

from kontor.hub.agreements.queries.board import Asked, Card, Column, asked_for, board, cases_asked
from kontor.hub.agreements.queries.case_page import CaseShown, SignatoryShown, case_by_key, case_shown
from kontor.hub.agreements.queries.collaboration_page import (
    STANDING_TONES,
    STANDINGS,
    MatrixShown,
    collaboration_by_key,
    collaborations_for,
    matrix,
)
from kontor.hub.agreements.queries.due import Due, deadlines, due
from kontor.hub.agreements.queries.findable import CASES, SEARCH_KINDS
from kontor.hub.agreements.queries.meetings import (
    GROUPS,
    STEPS,
    Conversion,
    contacts_of_meetings,
    conversion,
    fates_of_meetings,
    meeting_by_wish,
    together,
)
from kontor.hub.agreements.queries.names import confidential_names, open_texts
from kontor.hub.agreements.queries.parties import (
    PartyShown,
    counterparts_of,
    named_parties,
    owners_told,
    parties_for,
    responsible_of,
)
from kontor.hub.agreements.queries.partners import (
    listed_cases,
    partner_names,
    partners_counted,
    partnerships_with_cases,
    with_partners,
)
from kontor.hub.agreements.queries.pipeline import DIMENSIONS, HIDDEN, Line, Rung, counted, funnel, pipeline
from kontor.hub.agreements.queries.trail import ACTION_WORDS
from kontor.hub.agreements.queries.workable import (
    events_to_name,
    lists_in_use,
    partners_to_credit,
    partnerships_to_record_for,
    workable,
)

__all__ = [
    "ACTION_WORDS",
    "CASES",
    "DIMENSIONS",
    "GROUPS",
    "HIDDEN",
    "SEARCH_KINDS",
    "STANDINGS",
    "STANDING_TONES",
    "STEPS",
    "Asked",
    "Card",
    "CaseShown",
    "Column",
    "Conversion",
    "Due",
    "Line",
    "MatrixShown",
    "PartyShown",
    "Rung",
    "SignatoryShown",
    "asked_for",
    "board",
    "case_by_key",
    "case_shown",
    "cases_asked",
    "collaboration_by_key",
    "collaborations_for",
    "confidential_names",
    "contacts_of_meetings",
    "conversion",
    "counted",
    "counterparts_of",
    "deadlines",
    "due",
    "events_to_name",
    "fates_of_meetings",
    "funnel",
    "listed_cases",
    "lists_in_use",
    "matrix",
    "meeting_by_wish",
    "named_parties",
    "open_texts",
    "owners_told",
    "parties_for",
    "partner_names",
    "partners_counted",
    "partners_to_credit",
    "partnerships_to_record_for",
    "partnerships_with_cases",
    "pipeline",
    "responsible_of",
    "together",
    "with_partners",
    "workable",
]
