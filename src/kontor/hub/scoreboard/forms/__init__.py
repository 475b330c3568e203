"""Forms of this area."""

from kontor.hub.scoreboard.forms.cards import AddIndicator, EditIndicator, TakeFromLibrary, WithdrawIndicator
from kontor.hub.scoreboard.forms.claim import AddClaim, EditClaim, WithdrawClaim
from kontor.hub.scoreboard.forms.values import (
    AddPeriod,
    Confirm,
    EditPeriod,
    EnterValue,
    ReturnIt,
    SetTargets,
    SubmitReport,
)

__all__ = [
    "AddClaim",
    "AddIndicator",
    "AddPeriod",
    "Confirm",
    "EditClaim",
    "EditIndicator",
    "EditPeriod",
    "EnterValue",
    "ReturnIt",
    "SetTargets",
    "SubmitReport",
    "TakeFromLibrary",
    "WithdrawClaim",
    "WithdrawIndicator",
]
