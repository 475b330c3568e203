"""What the lists of partnerships say against each other: doubles, states and dates that cannot be, shares, words, details.

A claim is judged by `findings`; here nobody claims a figure, the rows themselves do not fit. Computed from what the actor
sees at every change of any record, like the findings.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.dossier import Dossier, inspect
from kontor.engine.crosscheck.findings import HARDNESS, KINDS, listed, sentence
from kontor.engine.crosscheck.findings import shown as words_of
from kontor.engine.crosscheck.registers import placed
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept
from kontor.hub.scoreboard.choices import HARDNESS_MEANINGS, HARDNESS_TONES, UNFIT_WORDS, HardnessWord
from kontor.hub.scoreboard.inputs.dossier import Subject, dossiers


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: what it is called, the list, and the page of its record."""

    id: str
    title: str
    place: str
    url: str


@dataclass(frozen=True)
class Inconsistency:
    """What does not fit in the lists of a partnership, with the rows it rests on. `hardness`: certain, likely or ask."""

    subject: Subject
    verdict: Verdict
    rows: tuple[ListRow, ...]

    @property
    def word(self) -> str:
        return self.verdict.verdict

    @property
    def hardness(self) -> str:
        return self.verdict.hardness

    @property
    def label(self) -> str:
        return str(UNFIT_WORDS[self.word])

    @property
    def hardness_label(self) -> str:
        return str(HardnessWord(self.hardness).label)

    @property
    def tone(self) -> str:
        return HARDNESS_TONES[self.hardness]

    @property
    def sentence(self) -> str:
        """What does not fit, in the reader's language."""
        return gettext(KINDS[self.verdict.kind].sentence) % words_of(self.verdict)

    def to_json(self) -> dict[str, object]:
        """As plain lists, numbers and words, for programs; the sentence in English."""
        told = self.verdict.to_json()
        kept_names = ("kind", "hardness", "published", "recomputed", "difference", "rule", "rows")
        return {
            "claim": self.verdict.claim,
            "statement": sentence(self.verdict),
            "partnership": self.subject.key,
            "verdict": self.word,
            **{name: told[name] for name in kept_names},
            "places": list(self.verdict.places),
            "source": listed(self.verdict.places),
        }


def inconsistencies(actor: Actor, as_of: date) -> list[Inconsistency]:
    """Of all partnerships whose lists the actor sees, the hardest first. Kept until any record changes."""

    def inspected() -> list[Inconsistency]:
        found = [one for subject, dossier in dossiers(actor, as_of) for one in of_dossier(subject, dossier)]
        return sorted(found, key=lambda one: HARDNESS.index(one.hardness))

    return kept(f"inconsistencies:{as_of.isoformat()}", actor, inspected)


def of_dossier(subject: Subject, dossier: Dossier) -> list[Inconsistency]:
    named = {entry.id: ListRow(entry.id, entry.title, register.place, address(entry.id))
             for register, entry in placed(dossier.registers)}  # fmt: skip
    return [Inconsistency(subject, found, rows_of(found, named)) for found in inspect(dossier)]


def rows_of(found: Verdict, named: Mapping[str, ListRow]) -> tuple[ListRow, ...]:
    return tuple(named[row] for row in found.rows if row in named)


def address(row: str) -> str:
    """The page of a row's record: the ids of `inputs.dossier` begin with what it is and its key."""
    kind, key, *_rest = row.split(":")
    return reverse({"case": "agreements:case", "event": "missions:event"}[kind], args=[key])


def inconsistencies_about(actor: Actor, as_of: date, subject: str) -> list[Inconsistency]:
    """Of one partnership (key), or of lists about several whose names begin so; all without a subject."""
    found = inconsistencies(actor, as_of)
    exactly = [one for one in found if subject in ("", one.subject.key)]
    return exactly or [one for one in found if one.subject.key.startswith(f"{subject}-")]


@dataclass(frozen=True, slots=True)
class HardnessCount:
    hardness: str
    label: str
    meaning: str
    tone: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class InconsistenciesPage:
    """The list, by partnership and hardness. `chosen` are the words of the address that narrow it."""

    count: int
    counts: tuple[HardnessCount, ...]
    partnerships: tuple[tuple[str, str, int], ...]
    shown: tuple[Inconsistency, ...]
    partnership: str
    hardness: str


def inconsistencies_page(
    actor: Actor, as_of: date, partnership: str = "", hardness: str = ""
) -> InconsistenciesPage:
    everything = inconsistencies(actor, as_of)
    of_one = [one for one in everything if partnership in ("", one.subject.key)]
    counts = Counter(one.hardness for one in of_one)
    return InconsistenciesPage(
        count=len(of_one),
        counts=tuple(hardness_count(word, counts[word], partnership) for word in HARDNESS),
        partnerships=by_partnership(everything),
        shown=tuple(one for one in of_one if hardness in ("", one.hardness)),
        partnership=partnership,
        hardness=hardness if hardness in HARDNESS else "",
    )


def by_partnership(found: Sequence[Inconsistency]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter((one.subject.key, one.subject.title) for one in found)
    return tuple((key, title, count) for (key, title), count in sorted(counts.items()))


def hardness_count(word: str, count: int, partnership: str) -> HardnessCount:
    url = f"{reverse('scoreboard:inconsistencies')}?hardness={word}"
    more = f"&partnership={partnership}" if partnership else ""
    label, meaning = str(HardnessWord(word).label), str(HARDNESS_MEANINGS[word])
    return HardnessCount(word, label, meaning, HARDNESS_TONES[word], count, url + more)
