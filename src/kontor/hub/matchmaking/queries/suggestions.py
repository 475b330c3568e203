"""Whom a participant should meet: what the one offers and the other looks for, with the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from kontor.engine.matching import Competence, Part, Profile, suggest
from kontor.hub.foundation.refusal import N_
from kontor.hub.matchmaking.models import Participant

AT_MOST = 5
# What each part of the score says. The engine's own sentences are English and name both sides; hers speak to her.
SENTENCES = {
    "seeks-words": N_("offers what you look for: %(words)s"),
    "offers-words": N_("looks for what you offer: %(words)s"),
    "language": N_("speaks a language of yours"),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """Somebody to ask, and why: (sentence, its values)."""

    participant: Participant
    reasons: tuple[tuple[str, dict[str, str]], ...]


def suggested_for(participant: Participant, others: Iterable[Participant]) -> list[Suggested]:
    """The best few of `others`, best first; nobody where nothing fits. O(others x words)."""
    by_id = {str(one.pk): one for one in others}
    mine = str(participant.pk)
    profiles = [profile_of(participant), *(profile_of(one) for one in by_id.values())]
    found = suggest(profiles, AT_MOST, of=[mine])[mine]
    return [Suggested(by_id[one.whom.id], tuple(reasons(one.parts))) for one in found]


def profile_of(one: Participant) -> Profile:
    """Offers and needs are free words, a line or a sentence each."""
    return Profile(
        id=str(one.pk),
        name=one.name,
        offers=tuple(competences(one.offers)),
        seeks=tuple(competences(one.needs)),
        languages=tuple(word.strip().lower() for word in one.languages.split(",") if word.strip()),
        country=one.country_id or "",
        group=str(one.organisation_id or ""),
    )


def competences(text: str) -> Iterable[Competence]:
    return (Competence(text=line.strip()) for line in text.splitlines() if line.strip())


def reasons(parts: Iterable[Part]) -> Iterable[tuple[str, dict[str, str]]]:
    """In the order of the sentences: what it is about comes before the language."""
    said = {part.code: part for part in parts}
    for code, text in SENTENCES.items():
        if code in said:
            yield text, {"words": ", ".join(said[code].values[:6])}
