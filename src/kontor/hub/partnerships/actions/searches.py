"""One's own partner searches: open, edit, renew, close; their review; the reminder before they end."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation import search as index
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships import notices, rules
from kontor.hub.partnerships.choices import SearchState
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.partnerships.queries.findable import SEARCHES, searches_with_words
from kontor.hub.partnerships.queries.searches import open_on

MANY = ("terms", "countries")
# Long enough to decide whether to go on, and to ask the others.
ENDS_AHEAD = timedelta(days=14)


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
    """Offer or seek a partner in the name of an organisation. A platform editor reads it before others do."""
    search = PartnerSearch(organisation=organisation)
    require(actor, "partnerships.open_search")
    require(actor, "partnerships.edit_search", search)
    _apply(search, fields, today)
    audit.record(actor, "partnerships.open_search", search)
    notices.search_submitted(search)
    return search


@transaction.atomic
def edit_search(
    *, actor: Actor, search: PartnerSearch, version: int, today: date, **fields: Any
) -> PartnerSearch:
    """Change a search. `version` is the one the form was filled from. A returned one goes to review again."""
    require(actor, "partnerships.edit_search", search)
    search = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    if search.version != version:
        raise ChangedMeanwhile
    rules.check_editable(search.state)
    before = audit.state_of(search)
    resubmitted = search.state == SearchState.RETURNED
    if resubmitted:
        search.state, search.return_reason = rules.SEARCH.after("submit", search.state), ""
    _apply(search, fields, today)
    audit.record(actor, "partnerships.edit_search", search, before=before)
    if resubmitted:
        notices.search_submitted(search)
    notices.search_changed(search)
    return search


@transaction.atomic
def publish_search(*, actor: Actor, search: PartnerSearch, version: int, today: date) -> PartnerSearch:
    """Let others read a search that was reviewed as it stands in `version`. Whose alerts it fits reads of it in her next mail."""
    require(actor, "partnerships.review_search", search)
    search, before = locked(search, version)
    search.state, search.published_on = rules.SEARCH.after("publish", search.state), today
    rules.check_expiry(search.expires_on, today)
    search.save(update_fields=["state", "published_on"])
    audit.record(actor, "partnerships.publish_search", search, before=before)
    notices.search_published(search)
    return search


@transaction.atomic
def return_search(*, actor: Actor, search: PartnerSearch, version: int, reason: str) -> PartnerSearch:
    """Give a search back to its team with what is to be changed."""
    require(actor, "partnerships.review_search", search)
    rules.check_return_reason(reason)
    search, before = locked(search, version)
    search.state, search.return_reason = rules.SEARCH.after("return", search.state), reason.strip()
    search.save(update_fields=["state", "return_reason"])
    audit.record(actor, "partnerships.return_search", search, before=before)
    notices.search_returned(search)
    return search


def locked(search: PartnerSearch, version: int) -> tuple[PartnerSearch, dict[str, Any]]:
    """The search for a change by whoever read `version` of it, with its state before."""
    found = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    if found.version != version:
        raise ChangedMeanwhile
    return found, audit.state_of(found)


@transaction.atomic
def renew_search(*, actor: Actor, search: PartnerSearch, expires_on: date, today: date) -> PartnerSearch:
    """Let a published search run longer, or again after it has expired."""
    require(actor, "partnerships.edit_search", search)
    rules.check_expiry(expires_on, today)
    search = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    rules.check_open(search.state)
    before = audit.state_of(search)
    search.expires_on = expires_on
    search.save(update_fields=["expires_on"])
    audit.record(actor, "partnerships.renew_search", search, before=before)
    return search


@transaction.atomic
def close_search(*, actor: Actor, search: PartnerSearch, found: str, outcome: str) -> PartnerSearch:
    """Close a search with what came of it: `found` (a SearchOutcome) is counted, `outcome` is read."""
    require(actor, "partnerships.edit_search", search)
    rules.check_outcome(outcome)
    if search.anonymous:
        rules.check_anonymity(names_of(search.organisation), {"outcome": outcome})
    search = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    before = audit.state_of(search)
    search.state = rules.SEARCH.after("close", search.state)
    search.found, search.outcome = found, outcome
    search.save(update_fields=["state", "found", "outcome"])
    audit.record(actor, "partnerships.close_search", search, before=before)
    notices.search_changed(search)
    return search


@transaction.atomic
def remind_of_expiry(*, actor: Actor, today: date) -> int:
    """Ask the teams of searches that end within 14 days to renew or close them, once for each last day. How many.

    The mark is no change that anybody made: neither version nor trail speak of it.
    """
    require(actor, "partnerships.remind")
    ending = PartnerSearch.objects.filter(open_on(today), expires_on__lte=today + ENDS_AHEAD)
    due = list(
        ending.filter(Q(reminded_of=None) | ~Q(reminded_of=F("expires_on")))
        .select_related("organisation")
        .select_for_update(of=("self",))
    )
    PartnerSearch.objects.filter(pk__in=[one.pk for one in due]).update(reminded_of=F("expires_on"))
    for search in due:
        notices.search_ends(search)
    return len(due)
