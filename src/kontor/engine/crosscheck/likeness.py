"""How alike two organisations are, and why: a score from 0 to 1 and reasons as codes with parameters.

The score is the best evidence of the names, raised by a shared website and country, lowered by what speaks
against. It depends on the two records alone (and on which websites are portals), so a pair found today scores
the same tomorrow, whatever else was added in between.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from kontor.engine.crosscheck.forms import ALIAS, NAME, PART, SHORT_NAME, Form, OrganisationRecord, Prepared

SIMILAR = 0.82  # share of letters in common from which two names count as similar
SAME_WORD = 0.8  # the same for two words: 'energy' and 'energies' yes, 'dairy' and 'food' no
LONG_ENOUGH = 8  # shorter names need SIMILAR_SHORT, or one letter would make LITEK of LIMEK
SIMILAR_SHORT = 0.9

SAME_NAME, SAME_LEGAL_FREE, SAME_DISTINCTIVE = 1.0, 0.97, 0.9
CONTAINED, SAME_WEBSITE, WEBSITE_ALONE = 0.8, 0.75, 0.75
ACRONYM_LONG, ACRONYM_SHORT = 0.78, 0.72
UNRELATED = 0.6  # without any evidence the similarity of the names counts this much, and so stays below
_WEIGHT = {NAME: 1.0, ALIAS: 0.98, SHORT_NAME: 0.9, PART: 0.86}
_BONUS = {"same-country": 0.03, "same-region": 0.02}
_MALUS = {"different-country": 0.2, "different-region": 0.02, "different-kind": 0.04}
_ANYWHERE = ("", "EU")


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why two records may be one (`speaks_for`) or may not; words come later, in the reader's language.

    `values` are the parameters of the sentence: a similarity in hundredths, a word of each side, a host.
    """

    code: str
    values: tuple[str, ...] = ()
    speaks_for: bool = True


@dataclass(frozen=True, slots=True)
class _Evidence:
    """`forms` are the two names compared; without reasons they are merely as alike as their letters."""

    score: float
    reasons: tuple[Reason, ...]
    forms: tuple[Form, Form] | None = None


def likeness(
    left: Prepared, right: Prepared, *, portals: frozenset[str] = frozenset()
) -> tuple[float, tuple[Reason, ...]]:
    """Return the score and the reasons, those in favour first, for two prepared records.

    `portals` are hosts that carry many organisations and so prove nothing. Symmetric in its two records up to
    the order of the words inside a reason. Costs one comparison per pair of forms, about 3 µs each.
    """
    best = max(_name_evidence(left, right), key=lambda evidence: (evidence.score, evidence.reasons))
    score, reasons = best.score, list(best.reasons or (_differences(*best.forms) if best.forms else ()))
    host = _shared_host(left.record, right.record, portals)
    if host:
        score = max(WEBSITE_ALONE, 1 - (1 - score) * (1 - SAME_WEBSITE))
        reasons.append(Reason("same-website", (host,)))
    for reason in _circumstances(left.record, right.record):
        score += _BONUS[reason.code] if reason.speaks_for else -_MALUS[reason.code]
        reasons.append(reason)
    reasons.sort(key=lambda reason: not reason.speaks_for)
    return round(min(1.0, max(0.0, score)), 4), tuple(reasons)


def _name_evidence(left: Prepared, right: Prepared) -> Iterator[_Evidence]:
    for one in left.forms:
        for other in right.forms:
            yield _form_evidence(one, other)
    initials = (left.called & right.acronyms) | (right.called & left.acronyms)
    for acronym in sorted(initials):
        score = ACRONYM_LONG if len(acronym) > 3 else ACRONYM_SHORT
        yield _Evidence(score, (Reason("acronym-of", (acronym,)),))
    if not (left.forms and right.forms):
        yield _Evidence(0.0, ())


def _form_evidence(one: Form, other: Form) -> _Evidence:
    weight = min(_WEIGHT[one.kind], _WEIGHT[other.kind])
    same = _sameness(one, other)
    if same:
        code, score = same
        return _Evidence(score * weight, (Reason(_named(code, one.kind, other.kind), _shown(one, other)),))
    ratio = similarity(one, other)
    if ratio >= needed(len(one.sorted_text), len(other.sorted_text)):
        words = _differences(one, other)
        similar = Reason("name-similar", (f"{ratio:.2f}", *_shown(one, other)))
        return _Evidence((ratio - _cost(words)) * weight, (similar, *words))
    if is_contained(one, other):
        reasons = (Reason("name-contained", _shown(one, other)), *_differences(one, other))
        return _Evidence(CONTAINED * weight, reasons)
    return _Evidence(ratio * UNRELATED * weight, (), (one, other))


def similarity(one: Form, other: Form) -> float:
    """Return the share of letters in common, words in their order or sorted, whichever is more alike.

    Sorting forgives another order; the given order forgives a slip in a first letter, which would sort elsewhere.
    """
    return max(
        Indel.normalized_similarity(one.sorted_text, other.sorted_text),
        Indel.normalized_similarity(one.text_in_order, other.text_in_order),
    )


def needed(length: int, other: int) -> float:
    """Return the share of letters two names of these lengths must have in common to count as similar."""
    return SIMILAR if min(length, other) >= LONG_ENOUGH else SIMILAR_SHORT


def is_contained(one: Form, other: Form) -> bool:
    """Tell whether all distinctive words of one form, two or more and nine letters or more, are in the other."""
    small, big = (one, other) if len(one.alike) <= len(other.alike) else (other, one)
    return len(set(small.alike)) >= 2 and len(small.squashed) >= 9 and set(small.alike) <= set(big.alike)


def _sameness(one: Form, other: Form) -> tuple[str, float] | None:
    if one.plain == other.plain:
        return "same-name", SAME_NAME
    if one.legal_free == other.legal_free:
        return "same-name-after-legal-form", SAME_LEGAL_FREE
    if one.squashed == other.squashed or one.sorted_text == other.sorted_text:
        return "same-name-after-filler-words", SAME_DISTINCTIVE
    return None


def _named(code: str, kind: str, other: str) -> str:
    """Return the code that says which kinds of name met: an alias, a short name or a part outranks the wording."""
    kinds = {kind, other}
    if PART in kinds:
        return "part-of-name"
    if SHORT_NAME in kinds:
        return "same-short-name"
    return "alias-of" if ALIAS in kinds else code


def _shown(one: Form, other: Form) -> tuple[str, ...]:
    return tuple(sorted((one.text, other.text)))


def _differences(one: Form, other: Form) -> tuple[Reason, ...]:
    """Return the words that one side has and the other lacks, as one reason against."""
    mine = _unmatched(one, other)
    theirs = _unmatched(other, one)
    if mine and theirs:
        pair = sorted((" ".join(mine), " ".join(theirs)))
        return (Reason("different-distinguishing-word", tuple(pair), speaks_for=False),)
    if mine or theirs:
        return (Reason("extra-word", (" ".join(mine or theirs),), speaks_for=False),)
    return ()


def _unmatched(one: Form, other: Form) -> list[str]:
    pairs = zip(one.words, one.alike, strict=True)
    left = [(word, alike) for word, alike in pairs if alike not in other.alike]
    return sorted(
        {word for word, alike in left if not any(_same_word(alike, theirs) for theirs in other.alike)}
    )


def _same_word(word: str, other: str) -> bool:
    return Indel.normalized_similarity(word, other) >= SAME_WORD and _digits(word) == _digits(other)


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(letter for letter in word if letter.isdigit())


def _cost(words: tuple[Reason, ...]) -> float:
    if not words:
        return 0.0
    return 0.15 if words[0].code == "different-distinguishing-word" else 0.05


def _shared_host(left: OrganisationRecord, right: OrganisationRecord, portals: frozenset[str]) -> str:
    host = plain_host(left.website)
    return host if host and host == plain_host(right.website) and host not in portals else ""


def plain_host(website: str) -> str:
    """Return a host in lower case without `www.`."""
    return website.strip().casefold().removeprefix("www.")


def _circumstances(left: OrganisationRecord, right: OrganisationRecord) -> Iterator[Reason]:
    if left.country not in _ANYWHERE and right.country not in _ANYWHERE:
        yield from _agreeing("country", left.country, right.country)
    if left.region and right.region and left.country == right.country:
        yield from _agreeing("region", left.region, right.region)
    if left.kind and right.kind and left.kind != right.kind:
        yield Reason("different-kind", tuple(sorted((left.kind, right.kind))), speaks_for=False)


def _agreeing(what: str, one: str, other: str) -> Iterator[Reason]:
    if one == other:
        yield Reason(f"same-{what}", (one,))
    else:
        yield Reason(f"different-{what}", tuple(sorted((one, other))), speaks_for=False)
