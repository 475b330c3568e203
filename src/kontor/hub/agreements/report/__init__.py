"""Agreements drafted from the records of a case: memorandum, cooperation agreement, non-disclosure agreement."""

from kontor.hub.agreements.report.drafts import KINDS, draft
from kontor.hub.agreements.report.material import Material, PartyNamed, StepPlanned

__all__ = ["KINDS", "Material", "PartyNamed", "StepPlanned", "draft"]
