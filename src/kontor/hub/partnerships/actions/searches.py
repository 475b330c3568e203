"""Partner searches: open, edit, close; answer, comment, follow."""

from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation import search as index
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships import notices, rules
from kontor.hub.partnerships.models import Comment, ExpressionOfInterest, Follow, PartnerSearch
from kontor.hub.partnerships.queries.findable import SEARCHES, searches_with_words

MANY = ("terms", "countries")


def _apply(search: PartnerSearch, fields: dict[str, Any], today: date) -> None:
    """Set the fields, check the rules, save, then the lists."""
    for name, value in fields.items():
        if name not in MANY:
            setattr(search, name, value)
    rules.check_search(
        anonymous=search.anonymous,
        public_description=search.public_description,
        expires_on=search.expires_on,
        today=today,
    )
    if search.anonymous:
        texts = {name: getattr(search, name) for name in ("title", "text", "public_description")}
        rules.check_anonymity(names_of(search.organisation), texts)
    search.save()
    for name in MANY:
        if name in fields:
            getattr(search, name).set(fields[name])
    index.update(SEARCHES, searches_with_words([search]))


def names_of(organisation: Organisation) -> list[str]:
    """All names under which people know an organisation."""
    aliases = organisation.aliases.values_list("name", flat=True)
    return [name for name in (organisation.name, organisation.short_name, *aliases) if name]


@transaction.atomic
def open_search(*, actor: Actor, organisation: Organisation, today: date, **fields: Any) -> PartnerSearch:
    """Offer or seek a partner in the name of an organisation."""
    search = PartnerSearch(organisation=organisation)
    require(actor, "partnerships.open_search")
    require(actor, "partnerships.edit_search", search)
    _apply(search, fields, today)
    audit.record(actor, "partnerships.open_search", search)
    notices.search_opened(search)
    return search


@transaction.atomic
def edit_search(
    *, actor: Actor, search: PartnerSearch, version: int, today: date, **fields: Any
) -> PartnerSearch:
    """Change an open search. `version` is the one the form was filled from."""
    require(actor, "partnerships.edit_search", search)
    search = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    if search.version != version:
        raise ChangedMeanwhile
    rules.check_open(search.state)
    before = audit.state_of(search)
    _apply(search, fields, today)
    audit.record(actor, "partnerships.edit_search", search, before=before)
    notices.search_changed(search)
    return search


@transaction.atomic
def close_search(*, actor: Actor, search: PartnerSearch, outcome: str) -> PartnerSearch:
    """Close a search with what came of it."""
    require(actor, "partnerships.edit_search", search)
    rules.check_outcome(outcome)
    if search.anonymous:
        rules.check_anonymity(names_of(search.organisation), {"outcome": outcome})
    search = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    before = audit.state_of(search)
    search.state = rules.SEARCH.after("close", search.state)
    search.outcome = outcome
    search.save(update_fields=["state", "outcome"])
    audit.record(actor, "partnerships.close_search", search, before=before)
    notices.search_changed(search)
    return search


@transaction.atomic
def answer_search(
    *, actor: Actor, search: PartnerSearch, organisation: Organisation, text: str, today: date
) -> ExpressionOfInterest:
    """Express interest in the name of an organisation. The searcher's team is told.

    Refused for somebody else's organisation, for one's own search, twice, and when the search is over.
    """
    require(actor, "partnerships.answer_search", search)
    check_speaks_for(actor, organisation)
    search = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    rules.check_not_own(search.organisation_id, organisation.pk)
    rules.check_open(rules.shown_state(search.state, search.expires_on, today))
    if search.interests.filter(organisation=organisation).exists():
        raise rules.AnsweredAlready(field="organisation", organisation=organisation.name)
    interest = ExpressionOfInterest(search=search, organisation=organisation, text=text)
    interest.save()
    audit.record(actor, "partnerships.answer_search", interest)
    notices.search_answered(interest)
    return interest


@transaction.atomic
def decide_interest(*, actor: Actor, interest: ExpressionOfInterest, accepted: bool) -> ExpressionOfInterest:
    """The searcher accepts or declines. The interested side is told, and from then on knows whose search it is."""
    require(actor, "partnerships.decide_interest", interest)
    interest = ExpressionOfInterest.objects.select_for_update().get(pk=interest.pk)
    rules.check_undecided(interest.accepted)
    before = audit.state_of(interest)
    interest.accepted = accepted
    interest.save(update_fields=["accepted"])
    audit.record(actor, "partnerships.decide_interest", interest, before=before)
    notices.interest_decided(interest)
    return interest


def check_speaks_for(actor: Actor, organisation: Organisation) -> None:
    """Refuse to speak in the name of an organisation that the actor does not edit."""
    if not actor.edits(organisation.team_id):
        raise rules.NotTheirOrganisation(field="organisation")


@transaction.atomic
def comment(
    *, actor: Actor, search: PartnerSearch, text: str, organisation: Organisation | None = None
) -> Comment:
    """Remark or ask under a search, in the name of an organisation or of nobody; its followers are told."""
    require(actor, "partnerships.comment", search)
    if organisation is not None:
        check_speaks_for(actor, organisation)
    if search.anonymous and search.organisation.team_id in actor.teams:
        rules.check_anonymity(names_of(search.organisation), {"text": text})
    remark = Comment.objects.create(
        search=search, author_id=actor.user_id, organisation=organisation, text=text
    )
    audit.record(actor, "partnerships.comment", remark)
    notices.search_commented(remark)
    return remark


@transaction.atomic
def follow(*, actor: Actor, search: PartnerSearch, alerts: bool = False) -> Follow:
    """Hear of changes of a search; with `alerts` also of new ones like it."""
    require(actor, "partnerships.follow", search)
    following, _ = Follow.objects.update_or_create(
        user_id=actor.person, search=search, defaults={"alerts": alerts}
    )
    audit.record(actor, "partnerships.follow", following)
    return following


@transaction.atomic
def unfollow(*, actor: Actor, search: PartnerSearch) -> None:
    require(actor, "partnerships.follow", search)
    for following in Follow.objects.filter(user_id=actor.person, search=search):
        audit.record(actor, "partnerships.unfollow", following, before=audit.state_of(following), after={})
        following.delete()
