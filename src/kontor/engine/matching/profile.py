"""Who could be suggested to whom: what organisations offer and seek, where they are, and whom they want to meet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

HIGHEST_READINESS = 9


class ProfileError(ValueError):
    """Profiles that cannot be compared: every fault in one go, a sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


@dataclass(frozen=True, slots=True)
class Competence:
    """Something offered or sought: a term of a taxonomy as its path from the top, words in a language, or both.

    `readiness` is a technology readiness level, 1 to 9: at most what is offered, at least what is sought.
    """

    path: tuple[str, ...] = ()
    text: str = ""
    language: str = "en"
    readiness: int | None = None

    @property
    def words(self) -> str:
        """How a sentence calls it: the term itself, or the text."""
        return self.path[-1] if self.path else self.text


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation, or a person who speaks for one.

    `targets` are the countries it wants to work with. Those of the same `group` (colleagues) are not suggested to each
    other, nor whom it has `met` or does not want to meet (`declined`).
    """

    id: str
    name: str = ""
    kind: str = ""
    offers: tuple[Competence, ...] = ()
    seeks: tuple[Competence, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = ""
    targets: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    group: str = ""

    @property
    def called(self) -> str:
        return self.name or self.id


def require_readable(profiles: Sequence[Profile]) -> None:
    """Raise ProfileError with every fault of the profiles. O(competences)."""
    faults = tuple(_faults(profiles))
    if faults:
        raise ProfileError(faults)


def _faults(profiles: Sequence[Profile]) -> Iterator[str]:
    for name, times in Counter(profile.id for profile in profiles).items():
        if times > 1:
            yield f"{times} profiles are called {name!r}: give each an id of its own."
    for profile in profiles:
        for competence in (*profile.offers, *profile.seeks):
            if not (competence.path or competence.text.strip()):
                yield f"A competence of {profile.id!r} says nothing: give it a term or a text."
            if competence.readiness is not None and not 1 <= competence.readiness <= HIGHEST_READINESS:
                yield f"Profile {profile.id!r} has the readiness {competence.readiness}: say 1 to {HIGHEST_READINESS}."
