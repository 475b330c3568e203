"""What a draft is filled from: plain values, read from a case as the actor may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartyNamed:
    """'' is not recorded. `country` is its name in the language of the draft."""

    name: str
    seat: str = ""
    country: str = ""
    signatory: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class StepPlanned:
    text: str
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """`objectives` in words; `expires_on` is the end agreed upon."""

    title: str
    parties: Sequence[PartyNamed]
    objectives: Sequence[str] = ()
    sector: str = ""
    steps: Sequence[StepPlanned] = ()
    partnership: str = ""
    event: str = ""
    expires_on: date | None = None
