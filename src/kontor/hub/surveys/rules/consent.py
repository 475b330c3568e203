"""What a respondent consents to: kept with the text that she read, by its version and digest, her answer and when."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from kontor.hub.foundation.refusal import N_, Refusal

KEEP, QUOTE = "keep", "quote"
"""Purposes: that her answers are kept and used as the survey's own text says, and that her words may be quoted."""

QUOTE_VERSION = "1"
QUOTE_TEXT = N_("What I write may be quoted, without my name.")


class ConsentMissing(Refusal):
    code = "consent-missing"
    sentence = N_("Tick that you agree. Without it nothing may be kept, so the survey does not begin.")
    status = 422


def check_consent(text: str, given: Collection[str]) -> None:
    """A survey that says what it keeps is begun by whoever agrees."""
    if text.strip() and KEEP not in given:
        raise ConsentMissing


def consents(
    text: str, version: str, language: str, given: Collection[str], at: datetime
) -> Mapping[str, Mapping[str, Any]]:
    """Her answers by purpose. `text` is the survey's own, '' where it has none; `version` that of the questionnaire."""
    found = {QUOTE: answer(QUOTE in given, QUOTE_VERSION, language, QUOTE_TEXT, at)}
    if text.strip():
        found[KEEP] = answer(KEEP in given, version, language, text, at)
    return found


def answer(given: bool, version: str, language: str, text: str, at: datetime) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return {"answer": given, "version": version, "language": language, "text": digest, "at": at.isoformat()}


def of_the_day(kept: Mapping[str, Mapping[str, Any]], day: datetime) -> dict[str, Any]:
    """The same without the hour, which would tell who gave it where a response is tied to nobody."""
    return {purpose: {**one, "at": day.date().isoformat()} for purpose, one in kept.items()}
