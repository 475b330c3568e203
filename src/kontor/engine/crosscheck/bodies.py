"""Which names mean one body: every name of a dossier compared once, with the evidence that the search for duplicates uses.

What it accepts is narrower than a proposal to merge: a word that tells two bodies apart ('Wood Cluster Styria' and 'Wood
Cluster Tyrol') is never overlooked here, because nobody looks at the pair before it becomes a finding.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA, Indel

from kontor.engine.crosscheck.duplicates import DuplicatePair, OrganisationRecord, candidates
from kontor.engine.crosscheck.names import distinctive, fold, tokens
from kontor.engine.crosscheck.registers import Party
from kontor.engine.crosscheck.vocabulary import LEGAL_FORMS

SAME = 0.9  # from here the names themselves are the same, but for legal form, filler words, case and accents
ALIKE = 0.7

_PARTED = re.compile(r"[/()|]|\s[-–—]\s")
_MEANT = {
    "tech": "technology", "technologies": "technology", "technological": "technology", "univ": "university",
    "int": "international", "intl": "international", "dept": "department", "eng": "engineering", "inst": "institute",
    "corporation": "corp", "assoc": "association", "assn": "association", "dev": "development", "res": "research",
    "natl": "national", "govt": "government", "gov": "government", "lab": "laboratory", "laboratories": "laboratory",
    "mgmt": "management", "min": "ministry", "ind": "industry", "industries": "industry", "ctr": "centre", "center": "centre",
    "mfg": "manufacturing", "adv": "advanced", "sci": "science", "sciences": "science", "org": "organisation",
}  # fmt: skip
_FULL = tuple(sorted({word for pair in _MEANT.items() for word in pair if len(word) > 7}))
_LONG, _SLIPPED = 8, 0.87  # letters of a word, and how many it shares with the one that it is a slip of
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
# Words that many companies of one house have: beside one brand they do not make a name of its own.
_WEAK = frozenset(
    [
        "technology",
        "engineering",
        "systems",
        "solutions",
        "services",
        "group",
        "holding",
        "consulting",
        "partners",
        "international",
    ]
)
_SHORT = re.compile(r"[A-Z][A-Za-z0-9²³&.]{1,9}")
_CAPITALS, _INITIALS, _WRITTEN = 2, 4, 6  # _WRITTEN: letters of a word in which one is a slip


class Bodies:
    """How alike the parties of some rows are: 0 for two bodies, else from ALIKE to 1.

    >>> bodies = Bodies([Party("Leichtbau Süd / ELA"), Party("ELA"), Party("Wood Cluster Styria"), Party("Wood Cluster Tyrol")])
    >>> bodies.likeness(Party("ELA"), Party("Leichtbau Süd / ELA")) >= SAME
    True
    >>> bodies.likeness(Party("Wood Cluster Styria"), Party("Wood Cluster Tyrol"))
    0.0
    """

    def __init__(self, parties: Iterable[Party]) -> None:
        """Compare all names with each other: quadratic in the different names, compiled."""
        named = {key_of(party): party for party in parties if party.name or party.id}
        records = [_record(key, party) for key, party in sorted(named.items()) if party.name]
        names = {record.id: tokens(record.name) for record in records}
        self._scores = {
            pair.ids: _score(pair, *(names[one] for one in pair.ids))
            for pair in candidates(records)
            if _is_sound(pair)
        }

    def likeness(self, one: Party, other: Party) -> float:
        """Return 1 for the same id or spelling, the score of the names where they may be one, 0 otherwise."""
        mine, theirs = key_of(one), key_of(other)
        if not mine or not theirs:
            return 0.0
        return 1.0 if mine == theirs else self._scores.get(frozenset((mine, theirs)), 0.0)

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """Key of a party -> the keys of the parties that may be the same body."""
        found: dict[str, set[str]] = {}
        for pair in self._scores:
            one, other = sorted(pair)
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return {key: frozenset(others) for key, others in found.items()}


def key_of(party: Party) -> str:
    """Return what a party is known by here: its id, else its folded name; '' where it is confidential."""
    if party.id:
        return f"id {party.id}"
    return f"name {fold(party.name)} {party.country}".strip() if fold(party.name) else ""


def short_forms(name: str) -> tuple[str, ...]:
    """Return the parts of a name that stand alone as its short form.

    >>> short_forms("Austrian Advanced LightWeight Technology (A2LT)"), short_forms("Wood Cluster (Styria)")
    (('A2LT',), ())
    """
    parts = [part.strip() for part in _PARTED.split(name)]
    return tuple(
        part
        for part in parts
        if part != name and _is_short_form(part) and tokens(part) and tokens(part) not in LEGAL_FORMS
    )


def _is_short_form(text: str) -> bool:
    capitals = sum(1 for letter in text if letter.isupper())
    letters = sum(1 for letter in text if letter.isalpha())
    return bool(_SHORT.fullmatch(text)) and capitals >= _CAPITALS and 2 * capitals > letters


def _record(key: str, party: Party) -> OrganisationRecord:
    others = (*party.aliases, *short_forms(party.name))
    return OrganisationRecord(
        key,
        spelled_out(_without_short_forms(party.name)),
        aliases=tuple(map(spelled_out, others)),
        country=party.country.partition(";")[0],
    )


def _score(pair: DuplicatePair, one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the score; a name with one slip of the pen is the name, and so are four initials or more: three may be another's."""
    initials = next((reason.values[0] for reason in pair.reasons if reason.code == "acronym-of"), "")
    the_same = len(initials) >= _INITIALS or is_slip(one, other)
    return max(pair.score, SAME) if the_same else pair.score


def is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names differ in one word only, a long one, by one letter or two that changed places.

    >>> is_slip(("medical", "alliance"), ("medical", "alilance")), is_slip(("wood", "cluster"), ("food", "cluster"))
    (True, False)
    """
    if len(one) != len(other):
        return False
    changed = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(changed) == 1 and all(
        min(len(a), len(b)) >= _WRITTEN and a[0] == b[0] and OSA.distance(a, b) == 1 for a, b in changed
    )


def _is_sound(pair: DuplicatePair) -> bool:
    """Tell whether the evidence is more than letters in common.

    A word that differs tells two bodies apart. A word more does so where the shorter name is but one brand.
    """
    reasons = {reason.code: reason.values for reason in pair.reasons}
    if "different-distinguishing-word" in reasons or "different-country" in reasons:
        return False
    if "extra-word" not in reasons:
        return True
    names = next((reasons[code][-2:] for code in ("name-contained", "name-similar") if code in reasons), ())
    shorter = min((distinctive(tokens(name)) for name in names), key=len, default=())
    return len([word for word in shorter if word not in _WEAK]) > 1


def spelled_out(name: str) -> str:
    """Return a name with the words that people abbreviate or mistype in one form.

    >>> spelled_out("Inst. of Techonlogies, Łódź")
    'institute of technology Łódź'
    """
    return " ".join(_meant(fold(word)) or word for word in name.split())


@lru_cache(maxsize=65536)
def _meant(word: str) -> str:
    """Return the usual form of a word that is abbreviated or nearly one of them; '' for any other word."""
    if word in _MEANT or len(word) < _LONG:
        return _MEANT.get(word, "")
    near = (full for full in _FULL if Indel.normalized_similarity(word, full) >= _SLIPPED)
    return next((_MEANT.get(full, full) for full in near), "")


def _without_short_forms(name: str) -> str:
    """Return a name without the short forms that it has in brackets."""
    shorts = short_forms(name)
    return _BRACKETS.sub(lambda held: "" if held[1].strip() in shorts else held[0], name).strip() or name
