"""Words used outside their list: one that is nearly on it, spelled otherwise, or one that is not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.findings import CERTAIN, LIKELY, finding, listed
from kontor.engine.crosscheck.likeness import SAME_WORD, SIMILAR
from kontor.engine.crosscheck.names import tokens
from kontor.engine.crosscheck.registers import Placed, Register, placed
from kontor.engine.crosscheck.vocabulary import JOINING_WORDS

_EXAMPLES = re.compile(r"[(\[].*?[)\]]")
_SAID_NO = frozenset(("non", "not", "no", "un", "in"))
# Letters of other alphabets that look like Latin ones: a type typed in Cyrillic counts as nothing at all.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYX"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that rows may use for `name`. `words` are pairs of (key, label); a row may write either."""

    name: str
    words: tuple[tuple[str, str], ...]
    place: str = ""


def outside_words(registers: tuple[Register, ...], vocabularies: Iterable[Vocabulary]) -> list[Verdict]:
    """Return one finding for each word that rows use and its vocabulary lacks, with all rows that use it.

    Likely where a word of the list is meant (other spelling, look-alike letters, some of its words), certain where none is.
    """
    used: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for row in placed(registers):
        for name, word in row[1].categories:
            used[name, word].append(row)
    return [
        _outside(vocabulary, word, rows)
        for vocabulary in vocabularies
        for (name, word), rows in used.items()
        if name == vocabulary.name and word and not _is_listed(word, vocabulary)
    ]


def _is_listed(word: str, vocabulary: Vocabulary) -> bool:
    return any(
        word.strip() in (key, label, _EXAMPLES.sub("", label).strip()) for key, label in vocabulary.words
    )


def _outside(vocabulary: Vocabulary, word: str, rows: Sequence[Placed]) -> Verdict:
    meant = _meant(word, vocabulary)
    return finding(
        "near-miss" if meant else "outside-list",
        claim=rows[0][1].id,
        hardness=LIKELY if meant else CERTAIN,
        published=word,
        recomputed=meant or None,
        rows=[entry.id for _register, entry in rows],
        places=[register.place for register, _entry in rows],
        word=word,
        meant=meant,
        list=vocabulary.name,
        times=str(len(rows)),
        tables=listed(register.place for register, _entry in rows),
    )


def _meant(word: str, vocabulary: Vocabulary) -> str:
    """Return the label of the word that is meant, '' where none or more than one may be."""
    mine = _plain(word)
    scored = [(_nearness(mine, text), label) for key, label in vocabulary.words for text in (key, label)]
    best = max((score for score, _label in scored), default=0.0)
    labels = {label for score, label in scored if score == best}
    return labels.pop() if best and len(labels) == 1 else ""


def _nearness(mine: tuple[str, ...], text: str) -> float:
    """Return how near a word is to one of the list: 1 the same words, less for slips and missing words, 0 another word.

    A label may give examples in brackets: 'Formal agreement (e.g. MoU)' is meant by 'MoU'.
    """
    examples = {example for part in _EXAMPLES.findall(text) for example in _plain(part)}
    if mine and examples.issuperset(mine):
        return 0.9
    theirs = _plain(_EXAMPLES.sub("", text))
    if not mine or not theirs or (_SAID_NO & set(mine)) != (_SAID_NO & set(theirs)):
        return 0.0
    if sorted(mine) == sorted(theirs):
        return 1.0
    together = "".join(mine), "".join(theirs)
    alike = Indel.normalized_similarity(*together)
    if alike >= SIMILAR and _pairs(mine, theirs):
        return float(alike)
    few, many = sorted((mine, theirs), key=len)
    held = all(any(_same(one, other) for other in many) for one in few)
    return 0.5 * len(few) / len(many) if held and len("".join(few)) > 2 else 0.0


def _pairs(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether each word has its like on the other side, or the words are only parted otherwise."""
    if len(mine) != len(theirs):
        return Indel.normalized_similarity("".join(mine), "".join(theirs)) >= 0.95
    return all(any(_same(one, other) for other in theirs) for one in mine)


def _same(one: str, other: str) -> bool:
    digits = [[letter for letter in word if letter.isdigit()] for word in (one, other)]
    return digits[0] == digits[1] and Indel.normalized_similarity(one, other) >= SAME_WORD


def _plain(word: str) -> tuple[str, ...]:
    words = tokens(word.translate(_LOOKALIKES))
    return tuple(one for one in words if one not in JOINING_WORDS) or words
