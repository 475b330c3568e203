"""Whom we tell what about partner searches, by mail after the commit. Plain text, in the reader's language.

A mail about an anonymous search never names the searcher, except to the searcher's own team and to those whose interest
was accepted.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q

from kontor.hub.accounts.choices import PlatformRoleChoice, TeamRoleChoice
from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of, team_members
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import mail
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Comment, ExpressionOfInterest, Follow, PartnerSearch
from kontor.hub.partnerships.permissions import names_the_searcher

EDITORS = (TeamRoleChoice.MANAGER, TeamRoleChoice.EDITOR)


def search_submitted(search: PartnerSearch) -> None:
    """The platform editors hear that a search waits for review."""
    _send(
        "submitted",
        search,
        User.objects.filter(is_active=True, platform_roles__role=PlatformRoleChoice.EDITOR),
    )


def search_published(search: PartnerSearch) -> None:
    _send("published", search, team_of(search.organisation))


def search_returned(search: PartnerSearch) -> None:
    """The searcher's team reads what is to be changed."""
    _send("returned", search, team_of(search.organisation))


def search_ends(search: PartnerSearch) -> None:
    """The searcher's team is asked to renew or close."""
    _send("ends", search, team_of(search.organisation))


def search_opened(search: PartnerSearch) -> None:
    """Those who asked to hear of searches like it are told, as far as they may see it."""
    alike = PartnerSearch.objects.filter(Q(type=search.type) | Q(terms__in=search.terms.all())).exclude(
        pk=search.pk
    )
    following = Follow.objects.filter(alerts=True, search__in=alike, user__is_active=True)
    people = User.objects.filter(pk__in=following.values("user_id")).exclude(
        pk__in=team_of(search.organisation)
    )
    _send("opened", search, (person for person in people if sees(person, search)))


def search_changed(search: PartnerSearch) -> None:
    """Followers hear that a search was edited or closed."""
    _send("changed", search, followers(search))


def search_answered(interest: ExpressionOfInterest) -> None:
    """The searcher's team hears who is interested, and reads the message."""
    _send("answered", interest.search, team_of(interest.search.organisation), interest=interest)


def interest_decided(interest: ExpressionOfInterest) -> None:
    """The interested side hears the answer; accepted, it learns whose search it is."""
    _send("decided", interest.search, team_of(interest.organisation), interest=interest)


def search_commented(comment: Comment) -> None:
    """The searcher's team and the followers hear of a comment; its author does not."""
    search = comment.search
    people = {person.pk: person for person in (*team_of(search.organisation), *followers(search))}
    people.pop(comment.author_id, None)
    _send("commented", search, people.values(), comment=comment)


def team_of(organisation: Organisation) -> Iterable[User]:
    """Those who edit for the organisation now."""
    return team_members([organisation.team_id], *EDITORS) if organisation.team_id else User.objects.none()


def followers(search: PartnerSearch) -> list[User]:
    """Who follows, and may see it still: rights may have changed since."""
    people = User.objects.filter(pk__in=search.follows.values("user_id"), is_active=True)
    return [person for person in people if sees(person, search)]


def sees(person: User, search: PartnerSearch) -> bool:
    return visible(PartnerSearch, actor_of(person)).filter(pk=search.pk).exists()


def _send(name: str, search: PartnerSearch, readers: Iterable[User], **values: Any) -> None:
    """A mail from `partnerships/mail/NAME.txt` to each reader, with the searcher's name only where she may learn it."""
    for reader in readers:
        named = names_the_searcher(actor_of(reader), search)
        told = {
            "search": search,
            "searcher": search.organisation.name if named else search.public_description,
            "address": settings.SITE_ADDRESS + search.get_absolute_url(),
            **values,
        }
        mail.send(
            to=reader.email,
            subject=f"partnerships/mail/{name}_subject.txt",
            body=f"partnerships/mail/{name}.txt",
            context=told,
            language=reader.language,
        )
