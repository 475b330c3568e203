"""Who complements an organisation, or fills a stage: the whole directory as far as the actor sees it, with reasons in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Count, Value
from django.utils.translation import get_language, gettext

from kontor.engine.matching import (
    Ask,
    Competence,
    Directory,
    Held,
    Others,
    Profile,
    Search,
    Stock,
    complements,
    score,
)
from kontor.engine.matching.hit import COUNTRIES, Reason
from kontor.engine.matching.nearness import term_met, words_of
from kontor.engine.valuechain.fill import CLOSE_ENOUGH
from kontor.hub.directory import models
from kontor.hub.directory.choices import Direction
from kontor.hub.directory.models import CountryInterest, Organisation, Term
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.directory.queries.findable import KIND
from kontor.hub.directory.queries.stock import Path, Stocked, paths_of, stock_of
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.search import folded_words, matching_entries, quoted

MOST_SHOWN = 20
MOST_WORDS = 40
MOST_BY_WORDS = 2000  # organisations that are looked at because of their words
TEXT_LANGUAGE = ""  # a competence does not state its language: words are compared as they are written


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which of those found are wanted: in these countries, of this kind, at this level of readiness or more."""

    countries: tuple[str, ...] = ()
    kind: str = ""
    readiness: int | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, with the code and the values of its sentence."""

    code: str
    values: dict[str, Any]
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """`score` is 0 to 1; `readiness` the best level stated of what is sought."""

    organisation: Organisation
    score: float
    readiness: int | None
    reasons: tuple[Why, ...]

    @property
    def percent(self) -> int:
        return round(100 * self.score)


@dataclass(frozen=True, slots=True)
class Complements:
    """The best, how many there are in all, and how many in each country before countries were chosen.

    `asked` False: the organisation says nothing to compare, neither what it seeks or offers nor what it works in; `seeks`
    False: it does not say what it seeks.
    """

    found: tuple[Found, ...]
    number: int
    by_country: tuple[tuple[str, int], ...]
    asked: bool = True
    seeks: bool = True


class Terms:
    """All terms: where each stands, and what it is called in any language. One statement."""

    def __init__(self) -> None:
        language = get_language() or "en"
        rows = list(Term.objects.values_list("pk", "parent_id", "label", "labels", "aliases"))
        self.paths = paths_of((pk, parent) for pk, parent, *_ in rows)
        self.names = {f"term-{pk}": str(labels.get(language) or label) for pk, _, label, labels, _ in rows}
        self.called = {pk: (label, *labels.values(), *aliases) for pk, _, label, labels, aliases in rows}

    def named_in(self, text: str) -> list[Path]:
        """The terms of which a name, in any language, stands in the text with all its words."""
        said = set(folded_words(text))
        return [
            self.paths[pk]
            for pk, names in self.called.items()
            for name in names
            if (words := folded(name)) and words <= said
        ]


@lru_cache(maxsize=10_000)
def folded(name: str) -> frozenset[str]:
    return frozenset(folded_words(name))


def complements_of(
    actor: Actor, organisation: Organisation, narrowed: Narrowed | None = None, most: int = MOST_SHOWN
) -> Complements:
    """Who offers what this organisation seeks, and seeks what it offers or works in. Some fourteen statements."""
    terms = Terms()
    return _answer(
        actor, terms, asked_by(organisation, terms), narrowed or Narrowed(), most, without=organisation.pk
    )


def who_fills(
    actor: Actor,
    term: Term | None,
    text: str = "",
    narrowed: Narrowed | None = None,
    most: int = MOST_SHOWN,
) -> Complements:
    """Who offers a term or words, in any language that the taxonomies know: 'who fills the missing stage'."""
    terms = Terms()
    wanted = narrowed or Narrowed()
    ask = Ask(seeks=tuple(_sought(terms, term.pk if term else None, None, text)))
    return _answer(actor, terms, ask, wanted, most)


def who_suits(
    actor: Actor,
    terms_meant: Iterable[int],
    text: str,
    *,
    offered: bool,
    narrowed: Narrowed,
    without: int,
    most: int = MOST_SHOWN,
) -> Complements:
    """Who offers what is said to be sought; with `offered`, who seeks what is said to be offered. `without` is left out."""
    terms = Terms()
    paths = dict.fromkeys([*(terms.paths[pk] for pk in terms_meant), *terms.named_in(text)])
    said = [Held(0, Competence(path)) for path in paths]
    if words_of((Competence(text=text),)):
        said.append(_held(terms, 0, None, None, text))
    ask = Ask(offers=tuple(said)) if offered else Ask(seeks=tuple(said))
    return _answer(actor, terms, ask, narrowed, most, without=without)


def asked_by(organisation: Organisation, terms: Terms) -> Ask:
    """What the organisation seeks and offers, its fields of work, the countries it is interested in. Three statements."""
    seeks: list[Held] = []
    offers: list[Held] = []
    rows = organisation.competences.order_by("pk").values_list("direction", "term_id", "readiness", "text")
    for direction, term, readiness, text in rows:
        if direction == Direction.SEEKS:
            seeks += _sought(terms, term, readiness, text)
        else:
            offers.append(_held(terms, 0, term, readiness, text))
    fields = organisation.classifications.order_by("pk").values_list("term_id", flat=True)
    offers += [_held(terms, 0, term, None, "", stated=False) for term in fields]
    targets = organisation.interests.order_by("country_id").values_list("country_id", flat=True)
    return Ask(tuple(seeks), tuple(offers), tuple(targets), organisation.country_id or "")


def _sought(terms: Terms, term: int | None, readiness: int | None, text: str) -> list[Held]:
    """What is sought, and what its words name: 'Kühlkette' asks for the term that is called so in German."""
    stated = [_held(terms, 0, term, readiness, text)] if term or text.strip() else []
    named = [path for path in terms.named_in(text) if term is None or path != terms.paths[term]]
    return stated + [Held(0, Competence(path, readiness=readiness)) for path in dict.fromkeys(named)]


def _held(
    terms: Terms, who: int, term: int | None, readiness: int | None, text: str, *, stated: bool = True
) -> Held:
    path = terms.paths.get(term, ()) if term else ()
    return Held(who, Competence(path, text, TEXT_LANGUAGE, readiness), stated)


def _answer(
    actor: Actor, terms: Terms, ask: Ask, narrowed: Narrowed, most: int, *, without: int | None = None
) -> Complements:
    if ask.empty:
        return Complements((), 0, (), asked=False, seeks=False)
    stocked = stock_of(actor)
    ranking = complements(ask, _others(actor, stocked, ask, without), narrowed.readiness)
    place = np.searchsorted(stocked.who, ranking.who)
    of_kind = stocked.kind.among([narrowed.kind])[place] if narrowed.kind else np.ones(len(place), bool)
    by_country = stocked.country.counted(place[of_kind])
    in_countries = stocked.country.among(narrowed.countries)[place] if narrowed.countries else True
    chosen = of_kind & in_countries
    shown = ranking.explained(ranking.who[chosen][:most])
    rows = Organisation.objects.select_related("country", "region").in_bulk([one.who for one in shown])
    return Complements(
        tuple(
            Found(
                rows[one.who],
                one.score,
                one.readiness,
                tuple(in_words(terms.names, why) for why in one.reasons),
            )
            for one in shown
        ),
        int(chosen.sum()),
        tuple(sorted(by_country.items(), key=lambda pair: (-pair[1], pair[0]))),
        seeks=bool(ask.seeks),
    )


def _others(actor: Actor, stocked: Stocked, ask: Ask, without: int | None) -> Others:
    """What all whom the actor sees offer and seek, with the words that could meet what is asked. Five statements at most."""
    offers, seeks = (
        replace(stock, words=_worded(actor, direction, [held.competence for held in asked]))
        for stock, direction, asked in (
            (stocked.offers, Direction.OFFERS, ask.seeks),
            (stocked.seeks, Direction.SEEKS, ask.offers),
        )
    )
    interested = CountryInterest.objects.filter(country=ask.country or None)
    return Others(
        offers.without(without) if without else offers,
        seeks.without(without) if without else seeks,
        size=len(stocked.who),
        at_home={country: stocked.who[stocked.country.among([country])] for country in ask.targets},
        interested=np.array(sorted(interested.values_list("organisation_id", flat=True)), np.int32),
    )


def _worded(actor: Actor, direction: str, asked: Collection[Competence]) -> dict[int, list[Competence]]:
    """Of those whose words could meet what is asked what they offer or seek in words. Two statements."""
    words = _rare_words(asked)
    if not words:
        return {}
    entries = matching_entries(KIND, [[quoted(word) for word in words]]).values("subject_id")
    rows = models.Competence.objects.filter(
        direction=direction, organisation__in=visible_ids(actor).filter(pk__in=entries)
    ).exclude(text="")
    found: defaultdict[int, list[Competence]] = defaultdict(list)
    for who, readiness, text in rows.order_by("pk").values_list("organisation_id", "readiness", "text"):
        found[who].append(Competence((), text, TEXT_LANGUAGE, readiness))
    return dict(found)


def _rare_words(asked: Collection[Competence]) -> list[str]:
    """The rarest words, as many as lead to a bounded number of organisations: common ones say nothing. One statement."""
    words = sorted({word for _, word in words_of(asked)})[:MOST_WORDS]
    counts = [
        matching_entries(KIND, [[quoted(word)]])
        .order_by()
        .values("kind")
        .annotate(word=Value(word), held=Count("pk"))
        .values_list("held", "word")
        for word in words
    ]
    rare, total = [], 0
    for held, word in sorted(counts[0].union(*counts[1:], all=True)) if counts else ():
        total += held
        if total > MOST_BY_WORDS:
            break
        rare.append(word)
    return rare


def in_words(names: Mapping[str, str], why: Reason) -> Why:
    """A reason in the reader's language, its terms and countries by their names."""
    country = why.among == COUNTRIES
    found = country_name(why.found, get_language() or "en") if country else names.get(why.found, why.found)
    named = replace(why, found=found, asked=names.get(why.asked, why.asked))
    phrase = named.phrase
    values = {name: value for name, value in phrase.values.items() if value not in (None, "")}
    return Why(f"{why.among}-{why.code}", values, gettext(phrase.text) % phrase.values)


@dataclass(frozen=True, slots=True)
class Need:
    """A term, words, or both. The words count where neither they nor the need name a term."""

    term: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Offering:
    """Somebody who offers or works in what is needed, and the best level that is stated of it."""

    organisation: int
    key: str
    name: str
    country: str
    readiness: int | None


def who_offer(actor: Actor, needs: Sequence[Need]) -> list[list[Offering]]:
    """Of each need all whom the actor sees and who meet it: the term sought or a part of it, or all words that say something.

    A ranking shows who comes near; this tells who would do. Some ten statements, whatever the number of needs.
    """
    terms = Terms()
    asked = [alternatives(terms, need) for need in needs]
    ask = Ask(seeks=tuple(Held(0, one) for row in asked for one in row))
    if ask.empty:
        return [[] for _ in needs]
    held = _near(actor, stock_of(actor).offers, [one for row in asked for one in row])
    directory = Directory([Profile(f"{who:09}", offers=tuple(rows)) for who, rows in sorted(held.items())])
    facts = {
        pk: (key, name, country or "")
        for pk, key, name, country in Organisation.objects.filter(pk__in=held).values_list(
            "pk", "key", "name", "country_id"
        )
    }
    return [
        [Offering(who, *facts[who], level) for who, level in sorted(_meeting(directory, row).items())]
        for row in asked
    ]


def _near(actor: Actor, stock: Stock, asked: Collection[Competence]) -> Mapping[int, list[Competence]]:
    """Of each holder what could meet anything that is asked, by its term or its words."""
    near = [any(term_met(one.path, path) for one in asked if one.path) for path in stock.paths]
    met = np.array([*near, False])[stock.term]
    held = {who: list(said) for who, said in _worded(actor, Direction.OFFERS, asked).items()}
    rows = met[stock.kind]
    said = {kind: stock.competence(kind) for kind in np.flatnonzero(met).tolist()}
    for who, kind in zip(stock.who[rows].tolist(), stock.kind[rows].tolist(), strict=True):
        held.setdefault(who, []).append(said[kind])
    return held


def alternatives(terms: Terms, need: Need) -> tuple[Competence, ...]:
    """What meets a need, any of it: the term, a term that the words name; else the words."""
    stated = [terms.paths[need.term]] if need.term in terms.paths else []
    paths = dict.fromkeys([*stated, *terms.named_in(need.text)])
    words = () if paths or not words_of((Competence(text=need.text),)) else (need.text,)
    return (
        *(Competence(path) for path in paths),
        *(Competence(text=text, language=TEXT_LANGUAGE) for text in words),
    )


def _meeting(directory: Directory, asked: Iterable[Competence]) -> dict[int, int | None]:
    found: dict[int, int] = {}
    for one in asked:
        scores = score(directory, Search((one,)))
        for place in np.flatnonzero(scores.share >= CLOSE_ENOUGH).tolist():
            who = int(directory.profiles[place].id)
            found[who] = max(found.get(who, 0), int(scores.level[place]))
    return {who: level or None for who, level in found.items()}
