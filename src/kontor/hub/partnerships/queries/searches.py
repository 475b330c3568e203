"""Partner searches as lists and pages show them. Whose an anonymous search is, is decided here once for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.choices import SearchOutcome, SearchState
from kontor.hub.partnerships.models import Comment, ExpressionOfInterest, Follow, PartnerSearch
from kontor.hub.partnerships.permissions import (
    may,
    names_the_interested,
    names_the_searcher_itself,
    searchers_named,
)

MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Searcher:
    """Whose search it is, as the actor may know: the organisation, or what is said in its place."""

    name: str
    organisation: Organisation | None

    @property
    def url(self) -> str:
        return self.organisation.get_absolute_url() if self.organisation else ""


def searcher(search: PartnerSearch, named: bool) -> Searcher:
    if named:
        return Searcher(search.organisation.name, search.organisation)
    return Searcher(search.public_description, None)


def searchers(actor: Actor, searches: Iterable[PartnerSearch]) -> dict[int, Searcher]:
    """Search id -> its searcher as the actor may know. One statement where some are anonymous."""
    shown = list(searches)
    named = searchers_named(actor, shown)
    return {one.pk: searcher(one, one.pk in named) for one in shown}


@dataclass(frozen=True, slots=True)
class Interested:
    """Who answered a search, as the actor may know: the organisation, or its kind and country."""

    interest: ExpressionOfInterest
    name: str
    url: str


def interested(actor: Actor, interest: ExpressionOfInterest) -> Interested:
    organisation = interest.organisation
    if names_the_interested(actor, interest):
        return Interested(interest, organisation.name, organisation.get_absolute_url())
    country = country_name(organisation.country_id, get_language() or "en") if organisation.country_id else ""
    return Interested(interest, ", ".join(filter(None, (str(organisation.get_kind_display()), country))), "")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the searches that the actor may see; `waiting` are those that she may review."""

    closed: int
    found_here: int
    found_elsewhere: int
    waiting: int

    @property
    def found(self) -> int:
        return self.found_here + self.found_elsewhere


def tally(actor: Actor) -> Tally:
    """Count outcomes. One statement."""
    rows = visible(PartnerSearch, actor).order_by()
    counts = rows.aggregate(
        closed=Count("pk", filter=Q(state=SearchState.CLOSED) & ~Q(found="")),
        found_here=Count("pk", filter=Q(found=SearchOutcome.FOUND_HERE)),
        found_elsewhere=Count("pk", filter=Q(found=SearchOutcome.FOUND_ELSEWHERE)),
        waiting=Count("pk", filter=Q(state=SearchState.REVIEW)),
    )
    return Tally(**counts) if may(actor, "partnerships.review_search") else Tally(**counts | {"waiting": 0})


def open_on(today: date) -> Q:
    return Q(state="open", expires_on__gte=today)


def expired_on(today: date) -> Q:
    return Q(state="open", expires_on__lt=today)


def search_by_pk(actor: Actor, pk: int) -> PartnerSearch:
    """The search, as far as the actor may see it. Raises NotThere. One statement."""
    found = (
        visible(PartnerSearch, actor)
        .select_related("organisation")
        .prefetch_related("terms", "countries")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment and in whose name it was made; a person's name is never shown."""

    comment: Comment
    said_by: str
    url: str
    is_searcher: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class SearchShown:
    """One partner search with everything the actor may know of it."""

    search: PartnerSearch
    searcher: Searcher
    countries: list[str]
    state: str
    interests: list[Interested]
    remarks: list[Remark]
    following: Follow | None
    alike: list[PartnerSearch]
    is_own: bool
    may_edit: bool
    may_review: bool
    may_answer: bool
    may_comment: bool
    may_see_matches: bool

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def search_shown(actor: Actor, search: PartnerSearch, today: date) -> SearchShown:
    """Gather the page of a search the actor sees. At most ten statements."""
    interests = list(
        visible(ExpressionOfInterest, actor)
        .filter(search=search)
        .select_related("organisation")
        .order_by("pk")
    )
    accepted = any(one.accepted and one.organisation.team_id in actor.teams for one in interests)
    named = accepted or names_the_searcher_itself(actor, search)
    mine = search.organisation.team_id in actor.teams
    state = rules.shown_state(search.state, search.expires_on, today)
    following = Follow.objects.filter(search=search, user_id=actor.user_id).first() if actor.user_id else None
    return SearchShown(
        search=search,
        searcher=searcher(search, named),
        countries=[country.pk for country in search.countries.all()],
        state=state,
        interests=[interested(actor, one) for one in interests],
        remarks=remarks(actor, search, named),
        following=following,
        alike=alike(actor, search, today),
        is_own=mine,
        may_edit=may(actor, "partnerships.edit_search", search),
        may_review=state == SearchState.REVIEW and may(actor, "partnerships.review_search", search),
        may_answer=state == "open" and not mine and bool(actor.edited_teams),
        may_comment=may(actor, "partnerships.comment", search),
        may_see_matches=may(actor, "partnerships.see_matches", search),
    )


def remarks(actor: Actor, search: PartnerSearch, named: bool) -> list[Remark]:
    """The comments of a search the actor sees, each said by an organisation she sees, by the searching side, or by
    somebody. One statement.
    """
    seen = Exists(visible(Organisation, actor).filter(pk=OuterRef("organisation_id")))
    found = []
    for one in Comment.objects.filter(search=search).select_related("organisation").annotate(seen=seen):
        own = one.organisation_id == search.organisation_id
        shown = one.organisation if one.seen and (named or not own) else None
        one.search = search
        found.append(
            Remark(
                one,
                shown.name if shown else "",
                shown.get_absolute_url() if shown else "",
                own,
                may(actor, "partnerships.remove_comment", one),
            )
        )
    return found


def alike(actor: Actor, search: PartnerSearch, today: date) -> list[PartnerSearch]:
    """Open searches with the same terms or of the same type, most terms in common first. One statement."""
    terms = [term.pk for term in search.terms.all()]
    rows = visible(PartnerSearch, actor).filter(open_on(today)).exclude(pk=search.pk)
    rows = rows.annotate(common=Count("terms", filter=Q(terms__in=terms), distinct=True))
    return list(
        rows.filter(Q(common__gt=0) | Q(type=search.type)).order_by("-common", "-created_at", "pk")[
            :MOST_ALIKE
        ]
    )


def for_lists(actor: Actor) -> QuerySet[PartnerSearch]:
    return visible(PartnerSearch, actor)


def own_interest(actor: Actor, pk: int) -> ExpressionOfInterest:
    """An expression of interest that the actor sees. Raises NotThere."""
    rows = visible(ExpressionOfInterest, actor).select_related("search__organisation", "organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def own_comment(actor: Actor, pk: int) -> Comment:
    """A comment under a search that the actor sees. Raises NotThere."""
    found = visible(Comment, actor).select_related("search__organisation").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
