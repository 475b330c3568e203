"""Which organisations may be recorded twice, as far as the actor sees both, with the reasons in words.

The search compares all standing organisations, whoever asks, and is done once for each state of the records: at once for
some thousand, as a background job beyond. What is shown of it is decided afresh for each actor.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, gettext

from kontor.engine.crosscheck.duplicates import THRESHOLD, OrganisationRecord, candidates
from kontor.engine.crosscheck.likeness import plain_host
from kontor.hub.directory.choices import SHOWN_STATES, OrganisationKind
from kontor.hub.directory.models import Alias, DismissedPair, Organisation
from kontor.hub.directory.permissions import own_rows
from kontor.hub.directory.rules.duplicates import better_kept, filled, level
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.kept import kept_for_all, version
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.models.job import JobState
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import visible

AT_ONCE = 3000
MOST_KEPT = 2000  # pairs kept for the pages, the surest; nobody reads on, and each page reads them all
JOB = "directory.find-duplicates"
COMPARED = (
    "short_name",
    "country_id",
    "region_id",
    "website",
    "founded",
    "description",
    "staff",
    "sme_members",
)

# A pair as it is kept: keys of both, score, reasons as [code, values, speaks for it].
type Found = list[Any]

# Reason code -> sentence; %(a)s and %(b)s are its values in words.
SENTENCES = {
    "same-name": N_("Both are called '%(a)s'."),
    "same-name-after-legal-form": N_("The names are the same but for the legal form: '%(a)s' and '%(b)s'."),
    "same-name-after-filler-words": N_("The names are the same but for common words: '%(a)s' and '%(b)s'."),
    "part-of-name": N_("One name is a part of the other: '%(a)s' and '%(b)s'."),
    "same-short-name": N_("The short name of one is a name of the other: '%(a)s' and '%(b)s'."),
    "alias-of": N_("Another name of one is a name of the other: '%(a)s' and '%(b)s'."),
    "acronym-of": N_("One is called '%(a)s', and these are the initials of the other."),
    "name-similar": N_("The names are alike by %(a)s: '%(b)s' and '%(c)s'."),
    "name-contained": N_("All telling words of one name are in the other: '%(a)s' and '%(b)s'."),
    "same-website": N_("Both have the website %(a)s."),
    "same-country": N_("Both are in %(a)s."),
    "same-region": N_("Both are in the region %(a)s."),
    "different-distinguishing-word": N_("The names differ in a telling word: '%(a)s' and '%(b)s'."),
    "extra-word": N_("Only one of the names has '%(a)s'."),
    "different-country": N_("They are in different countries: %(a)s and %(b)s."),
    "different-region": N_("They are in different regions: %(a)s and %(b)s."),
    "different-kind": N_("They are of different kinds: %(a)s and %(b)s."),
}


@dataclass(frozen=True, slots=True)
class Why:
    """One reason in words. `speaks_for` says whether it makes a double likelier."""

    sentence: str
    code: str
    values: tuple[str, ...]
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two organisations that may be one; `kept` is the one that had better survive, `word` and `tone` say how sure it is."""

    kept: Organisation
    other: Organisation
    score: float
    word: str
    tone: str
    reasons: tuple[Why, ...]

    @property
    def percent(self) -> int:
        return round(self.score * 100)

    @property
    def speaking_for(self) -> list[Why]:
        return [reason for reason in self.reasons if reason.speaks_for]

    @property
    def speaking_against(self) -> list[Why]:
        return [reason for reason in self.reasons if not reason.speaks_for]


@dataclass(frozen=True, slots=True)
class Candidates:
    """One page of the pairs, best first. `job` is the latest search in the background, where searches are so large;
    `outdated` says that records changed after it.
    """

    shown: list[Candidate]
    count: int
    in_background: bool = False
    job: Job | None = None
    outdated: bool = False
    searched_at: Any = None


def is_large() -> bool:
    """Whether a search is too long to wait for."""
    return Organisation.objects.filter(merged_into=None).count() > AT_ONCE


def search_all(threshold: float = THRESHOLD) -> list[Found]:
    """Compare all standing organisations. Two statements; 17,000 take some seconds. Raises ValueError below 0.7."""
    pairs = candidates(organisation_records(), threshold=threshold)
    return [
        [
            pair.first,
            pair.second,
            pair.score,
            [[one.code, list(one.values), one.speaks_for] for one in pair.reasons],
        ]
        for pair in pairs
    ]


def organisation_records() -> list[OrganisationRecord]:
    """The standing organisations as `engine.crosscheck` takes them; the id is the key."""
    aliases: dict[int, list[str]] = {}
    rows = Alias.objects.filter(organisation__merged_into=None).order_by("name", "pk")
    for organisation, name in rows.values_list("organisation_id", "name"):
        aliases.setdefault(organisation, []).append(name)
    fields = ("pk", "key", "name", "short_name", "country_id", "region_id", "website", "kind")
    standing = Organisation.objects.filter(merged_into=None).order_by("pk").values_list(*fields)
    return [
        OrganisationRecord(
            id=key,
            name=name,
            short_name=short_name,
            aliases=tuple(aliases.get(pk, ())),
            country=country or "",
            region=region or "",
            website=plain_host(website.partition("://")[2].partition("/")[0]),
            kind=kind,
        )
        for pk, key, name, short_name, country, region, website, kind in standing
    ]


def searched() -> list[Found]:
    """The pairs of the present records, searched for once after each change."""
    return kept_for_all("directory.duplicates", lambda: search_all()[:MOST_KEPT])


def candidates_for(actor: Actor, start: int = 0, size: int = 20) -> Candidates:
    """The pairs the actor sees: platform editors all, others those of their own organisations. Both must be visible."""
    if not is_large():
        shown, count = page_of(actor, searched(), start, size)
        return Candidates(shown, count)
    jobs = Job.objects.filter(kind=JOB)
    latest = jobs.defer("result").first()
    last = jobs.filter(state=JobState.DONE).order_by("-finished_at").first()
    result = last.result if last else {}
    shown, count = page_of(actor, result.get("pairs", []), start, size)
    outdated = bool(last) and result.get("version") != version()
    return Candidates(shown, count, True, latest, outdated, last.finished_at if last else None)


def page_of(actor: Actor, pairs: Sequence[Found], start: int, size: int) -> tuple[list[Candidate], int]:
    """The pairs from `start` on that are the actor's to see and nobody dismissed, and how many there are in all."""
    open_pairs = undecided(actor, pairs)
    wanted = open_pairs[start : start + size]
    return in_words(actor, wanted), len(open_pairs)


def undecided(actor: Actor, pairs: Sequence[Found]) -> list[Found]:
    """Without dismissed pairs, and those of which the actor does not see both sides. Two statements, three for teams."""
    if not pairs:
        return []
    keys = {key for pair in pairs for key in pair[:2]}
    rows = visible(Organisation, actor).order_by()
    if len(keys) <= 2 * MOST_KEPT:
        rows = rows.filter(key__in=keys)
    seen = set(rows.values_list("key", flat=True))
    own = (
        seen
        if can(actor, "directory.duplicates")
        else set(rows.filter(own_rows(actor)).values_list("key", flat=True))
    )
    dismissed = {frozenset(pair) for pair in DismissedPair.objects.values_list("first__key", "second__key")}
    return [
        pair
        for pair in pairs
        if pair[0] in seen
        and pair[1] in seen
        and (pair[0] in own or pair[1] in own)
        and frozenset(pair[:2]) not in dismissed
    ]


def in_words(actor: Actor, pairs: Sequence[Found]) -> list[Candidate]:
    """The pairs with their organisations and reasons. Two statements, however many."""
    keys = {key for first, second, *_rest in pairs for key in (first, second)}
    rows = visible(Organisation, actor).select_related("region").prefetch_related("aliases")
    organisations = rows.in_bulk(keys, field_name="key") if keys else {}
    return [
        candidate(organisations[first], organisations[second], score, reasons)
        for first, second, score, reasons in pairs
        if first in organisations and second in organisations
    ]


def candidate(one: Organisation, other: Organisation, score: float, reasons: Iterable[Any]) -> Candidate:
    kept, double = (one, other) if better_kept(standing_of(one), standing_of(other)) else (other, one)
    regions = {side.region.pk: side.region.name for side in (one, other) if side.region}
    word, tone = level(score)
    why = tuple(why_of(code, values, speaks_for, regions) for code, values, speaks_for in reasons)
    return Candidate(kept, double, score, gettext(word), tone, why)


def standing_of(one: Organisation) -> tuple[bool, int, int]:
    return one.state in SHOWN_STATES, filled(getattr(one, name) for name in COMPARED), one.pk


def why_of(code: str, values: Sequence[str], speaks_for: bool, regions: Mapping[str, str]) -> Why:
    """A reason of the engine in the reader's language."""
    words = [in_word(code, place, value, regions) for place, value in enumerate(values)]
    data = dict(zip("abc", words, strict=False))
    data.setdefault("b", data.get("a", ""))  # two names that are spelled the same come as one
    return Why(gettext(SENTENCES[code]) % data, code, tuple(values), speaks_for)


def in_word(code: str, place: int, value: str, regions: Mapping[str, str]) -> str:
    if code.endswith("-country"):
        return country_name(value, get_language() or "en")
    if code.endswith("-region"):
        return regions.get(value, value)
    if code == "different-kind":
        return str(dict(OrganisationKind.choices).get(value, value))
    if code == "name-similar" and place == 0:
        return f"{float(value):.0%}"
    return value


def pair_of(actor: Actor, one: Organisation, other: Organisation) -> DismissedPair | None:
    """The decision that these two are different, if the actor may read it."""
    first, second = sorted((one.pk, other.pk))
    return visible(DismissedPair, actor).filter(first=first, second=second).first()


def dismissed_pairs(actor: Actor, pk: int | None = None) -> list[DismissedPair]:
    """The pairs found to be different, latest first; or the one called `pk`. One statement."""
    rows = visible(DismissedPair, actor).select_related("first", "second").order_by("-created_at", "-pk")
    standing = Q(first__merged_into=None, second__merged_into=None)
    return list(rows.filter(pk=pk) if pk is not None else rows.filter(standing)[:200])
