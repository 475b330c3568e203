"""Named questions of the scoreboard, one file per subject."""

from kontor.hub.scoreboard.queries.asking import readable_question
from kontor.hub.scoreboard.queries.building import Preview, Words, preview, words_for
from kontor.hub.scoreboard.queries.counting import Asked, address_of, ask, counted, records_now, records_of
from kontor.hub.scoreboard.queries.findings import Finding, finding_of, findings, findings_about, tally
from kontor.hub.scoreboard.queries.pages import (
    ACTION_WORDS,
    AnswerPage,
    ClaimPage,
    FindingShown,
    Overview,
    answer_as_data,
    answer_page,
    claim_by_key,
    claim_page,
    claims_for_lists,
    overview,
    partnerships_to_claim_about,
    shown,
    teams_to_keep_for,
)
from kontor.hub.scoreboard.queries.words import in_words

__all__ = [
    "ACTION_WORDS",
    "AnswerPage",
    "Asked",
    "ClaimPage",
    "Finding",
    "FindingShown",
    "Overview",
    "Preview",
    "Words",
    "address_of",
    "answer_as_data",
    "answer_page",
    "ask",
    "claim_by_key",
    "claim_page",
    "claims_for_lists",
    "counted",
    "finding_of",
    "findings",
    "findings_about",
    "in_words",
    "overview",
    "partnerships_to_claim_about",
    "preview",
    "readable_question",
    "records_now",
    "records_of",
    "shown",
    "tally",
    "teams_to_keep_for",
    "words_for",
]
