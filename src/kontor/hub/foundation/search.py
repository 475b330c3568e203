"""Finds records by words: all words must occur, the last one may be unfinished, accents and case do not matter.

    KINDS.register(SearchKind("organisation", Organisation, entry=lambda one: (one.name, [one.short_name, *aliases])))
    found = find("organisation", "energia bas", visible(Organisation, actor))
    found.ranked          # the rows, best first
    found.corrected       # "energia basca" when only another spelling found something, else None

Words are split and folded here, in Python, and what people type is never read as a query language: both databases
therefore find the same rows in the same order. Confidentiality: `rows` are the visible ones, and a correction counts only
when it finds some of *them*, so that no word of a hidden record is ever proposed.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Collate, Concat
from rapidfuzz.distance import OSA

from kontor.hub.foundation.models.search import SearchEntry, SearchTerm

TERM_LENGTH = 40
TERMS_KEPT = 4000
WORDS_ASKED = 12
NEIGHBOURS = 100
CORRECTIONS_LOOKED_AT = 500
BATCH = 2000

# Letters that are letters of their own, not a base letter with an accent, and so survive decomposition.
LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "ŋ": "n",
    }
)


def fold(text: str) -> str:
    """Lower case without accents, words parted by single blanks.

    >>> fold("Łódź – Straße, d'Aragó")
    'lodz strasse d arago'
    """
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The words of `text`, folded: runs of letters and digits, each cut at 40 characters."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(LETTERS)
    kept = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return [word[:TERM_LENGTH] for word in "".join(kept).split()]


type Entry = tuple[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class SearchKind:
    """One kind of record that can be found. `entry` gives its title and its other texts; `rows` what `rebuild` reads, with
    whatever `entry` needs prefetched (default: all rows of the model).
    """

    kind: str
    model: type[models.Model]
    entry: Callable[[Any], Entry]
    rows: Callable[[], QuerySet[Any]] | None = None

    def all_rows(self) -> QuerySet[Any]:
        return self.rows() if self.rows else self.model._default_manager.all()


class Kinds:
    """What can be searched, filled in front/wiring.py."""

    def __init__(self) -> None:
        self.table: dict[str, SearchKind] = {}

    def register(self, kind: SearchKind) -> None:
        self.table[kind.kind] = kind

    def __getitem__(self, kind: str) -> SearchKind:
        return self.table[kind]


KINDS = Kinds()


# Keeping the index.


@transaction.atomic
def update(kind: str, objects: Iterable[models.Model]) -> int:
    """Make these records findable as they are now. Returns how many."""
    count = 0
    for part in batched(objects, BATCH):
        entries = [entry_of(kind, KINDS[kind].entry(record), record.pk) for record in part]
        SearchEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["kind", "subject_id"],
            update_fields=["title", "words"],
        )
        learn(kind, entries)
        count += len(entries)
    return count


def entry_of(kind: str, entry: Entry, subject_id: int) -> SearchEntry:
    title, texts = entry
    title_words = folded_words(title)
    words = dict.fromkeys([*title_words, *(word for text in texts for word in folded_words(text or ""))])
    kept = list(words)[:TERMS_KEPT]
    return SearchEntry(kind=kind, subject_id=subject_id, title=" ".join(title_words), words=" ".join(kept))


def learn(kind: str, entries: Iterable[SearchEntry]) -> None:
    terms = sorted({word for entry in entries for word in entry.words.split()})
    rows = (SearchTerm(kind=kind, term=term, length=len(term)) for term in terms)
    SearchTerm.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


@transaction.atomic
def remove(kind: str, subject_ids: Iterable[int]) -> None:
    """Make these records unfindable."""
    for part in batched(subject_ids, BATCH):
        SearchEntry.objects.filter(kind=kind, subject_id__in=part).delete()


@transaction.atomic
def rebuild(kind: str) -> int:
    """Index a kind anew from its rows, words included. Returns how many."""
    SearchEntry.objects.filter(kind=kind).delete()
    SearchTerm.objects.filter(kind=kind).delete()
    return update(kind, KINDS[kind].all_rows().iterator(chunk_size=BATCH))


# Asking.


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found among the rows it was given; `words` is what was looked for in the end.

    `corrected` is set where nothing was found for the words as typed ('showing results for ...').
    """

    kind: str
    words: tuple[str, ...]
    rows: QuerySet[Any]
    corrected: str | None = None

    @property
    def ids(self) -> QuerySet[Any]:
        """The ids of all records of the kind with these words, visible or not: for `pk__in`."""
        return entries(self.kind, self.words).values("subject_id")

    @property
    def matching(self) -> QuerySet[Any]:
        """The rows that were found, in their own order."""
        return self.rows.filter(pk__in=self.ids) if self.words else self.rows.none()

    @property
    def ranked(self) -> QuerySet[Any]:
        """The rows that were found, best first: the title itself, its beginning, all words in it, the rest; then by title."""
        if not self.words:
            return self.matching
        entry = SearchEntry.objects.filter(kind=self.kind, subject_id=OuterRef("pk"))
        ranked = self.matching.annotate(
            search_rank=Subquery(ranked_entries(entry, self.words).values("rank")[:1]),
            search_title=Subquery(entry.values("title")[:1]),
        )
        return ranked.order_by("search_rank", in_code_order("search_title"), "pk")


def find(kind: str, text: str, rows: QuerySet[Any]) -> Found:
    """Search `text` among `rows` (the visible ones). One statement; three when it has to be corrected."""
    words = tuple(folded_words(text[:400])[:WORDS_ASKED])
    found = Found(kind, words, rows)
    if not words or found.matching.exists():
        return found
    corrected = correct(kind, words, rows)
    return Found(kind, corrected, rows, " ".join(corrected)) if corrected else found


def entries(kind: str, words: Sequence[str]) -> QuerySet[SearchEntry]:
    """The entries in which all words occur, the last one as a beginning."""
    slots = [[quoted(word)] for word in words]
    return matching_entries(kind, [*slots[:-1], [begins_with(words[-1])]])


def matching_entries(kind: str, slots: Sequence[Sequence[str]]) -> QuerySet[SearchEntry]:
    """The entries in which one term of every slot occurs."""
    either, both = (" | ", " & ") if connection.vendor == "postgresql" else (" OR ", " AND ")
    question = both.join(f"({either.join(slot)})" for slot in slots)
    return SearchEntry.objects.filter(kind=kind, pk__in=RawSQL(statement(), [question]))  # noqa: S611 - constant text, words as a parameter


def statement() -> str:
    if connection.vendor == "postgresql":
        return "SELECT id FROM foundation_searchentry WHERE vector @@ %s::tsquery"
    return "SELECT rowid FROM foundation_searchindex WHERE foundation_searchindex MATCH %s"


def quoted(word: str) -> str:
    """A word as both query languages take a literal. Folded words are letters and digits, so nothing needs escaping."""
    return f"'{word}'" if connection.vendor == "postgresql" else f'"{word}"'


def begins_with(word: str) -> str:
    return f"'{word}':*" if connection.vendor == "postgresql" else f'"{word}" *'


def ranked_entries(found: QuerySet[SearchEntry], words: Sequence[str]) -> QuerySet[SearchEntry]:
    """With `rank`, 0 to 3, in plain SQL: the databases' own measures of relevance differ."""
    title = " ".join(words)
    in_title = Q(parted__contains=f" {words[-1]}")
    for word in words[:-1]:
        in_title &= Q(parted__contains=f" {word} ")
    return found.annotate(
        parted=Concat(Value(" "), F("title"), Value(" "), output_field=TextField())
    ).annotate(
        rank=Case(
            When(title=title, then=Value(0)),
            When(title__startswith=title, then=Value(1)),
            When(in_title, then=Value(2)),
            default=Value(3),
        )
    )


def in_code_order(field: str) -> Collate:
    """Sorted by code point, whatever language the database was set up for."""
    return Collate(field, "C" if connection.vendor == "postgresql" else "BINARY")


# Typing errors.


def correct(kind: str, words: Sequence[str], rows: QuerySet[Any]) -> tuple[str, ...]:
    """The nearest words that do find something among `rows`; empty when there are none near enough. Two statements.

    Every word may be replaced, known or not: a word that only hidden records know must not look different from one that
    nobody knows.
    """
    near = neighbours(kind, words)
    slots = [[quoted(term) for term in terms] for terms in near]
    slots[-1].append(begins_with(words[-1]))
    # Driven by the few hits: asked the other way round, SQLite without statistics tries every visible row.
    hits = rows.order_by().filter(pk__in=matching_entries(kind, slots).values("subject_id"))
    entry = SearchEntry.objects.filter(kind=kind, subject_id=OuterRef("pk"))
    texts = hits.annotate(search_words=Subquery(entry.values("words")[:1])).order_by("pk")
    readings = [
        reading(words, near, text.split())
        for text in texts.values_list("search_words", flat=True)[:CORRECTIONS_LOOKED_AT]
    ]
    return min(readings)[1] if readings else ()


def neighbours(kind: str, words: Sequence[str]) -> list[dict[str, int]]:
    """For each word, the terms within its tolerance and how far they are, nearest first."""
    lengths = {length for word in words for length in range(len(word) - 2, len(word) + 3)}
    known = SearchTerm.objects.filter(kind=kind, length__in=lengths).values_list("term", flat=True)
    terms = list(known)
    return [nearest(word, terms) for word in words]


def nearest(word: str, terms: Iterable[str]) -> dict[str, int]:
    limit = tolerance(word)
    distances = {term: OSA.distance(word, term, score_cutoff=limit) for term in terms}
    within = sorted((distance, term) for term, distance in distances.items() if distance <= limit)
    return {word: 0} | {term: distance for distance, term in within[:NEIGHBOURS]}


def tolerance(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped. Digits are names of their own: '2019' is not '2018'."""
    if len(word) < 4 or word.isdecimal():
        return 0
    return 1 if len(word) < 6 else 2


def reading(
    words: Sequence[str], near: Sequence[dict[str, int]], present: Sequence[str]
) -> tuple[int, tuple[str, ...]]:
    """(distance, words) of the nearest way to read `words` in an entry that has the terms `present`."""
    occurring = set(present)
    if any(term.startswith(words[-1]) for term in present):
        occurring.add(words[-1])
    choices = [
        min((distance, term) for term, distance in terms.items() if term in occurring) for terms in near
    ]
    return sum(distance for distance, _term in choices), tuple(term for _distance, term in choices)
