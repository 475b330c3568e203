"""Forms of this area."""

from kontor.hub.scoreboard.forms.claim import AddClaim, EditClaim, WithdrawClaim

__all__ = ["AddClaim", "EditClaim", "WithdrawClaim"]
