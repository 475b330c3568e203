"""What can be done in this area, one file per subject."""

from kontor.hub.scoreboard.actions.claims import (
    NewSource,
    SavedInBulk,
    Wording,
    add_claim,
    bind_claims_in_bulk,
    edit_claim,
    save_claims_in_bulk,
    withdraw_claim,
)
from kontor.hub.scoreboard.actions.indicators import (
    CardWording,
    add_indicator,
    edit_indicator,
    save_indicators_in_bulk,
    take_from_library,
    withdraw_indicator,
)
from kontor.hub.scoreboard.actions.periods import add_period, edit_period, lock_period, save_periods_in_bulk
from kontor.hub.scoreboard.actions.reports import accept_report, return_report, submit_report
from kontor.hub.scoreboard.actions.targets import Part, save_targets_in_bulk, set_targets
from kontor.hub.scoreboard.actions.values import (
    Entry,
    enter_value,
    return_value,
    save_values_in_bulk,
    submit_value,
    take_value,
    verify_value,
)

__all__ = [
    "CardWording",
    "Entry",
    "NewSource",
    "Part",
    "SavedInBulk",
    "Wording",
    "accept_report",
    "add_claim",
    "add_indicator",
    "add_period",
    "bind_claims_in_bulk",
    "edit_claim",
    "edit_indicator",
    "edit_period",
    "enter_value",
    "lock_period",
    "return_report",
    "return_value",
    "save_claims_in_bulk",
    "save_indicators_in_bulk",
    "save_periods_in_bulk",
    "save_targets_in_bulk",
    "save_values_in_bulk",
    "set_targets",
    "submit_report",
    "submit_value",
    "take_from_library",
    "take_value",
    "verify_value",
    "withdraw_claim",
    "withdraw_indicator",
]
