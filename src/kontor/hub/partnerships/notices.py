"""Whom we tell what about partner searches and invitations, by mail after the commit. Plain text, in the reader's language.

A mail about an anonymous search never names the searcher, except to the searcher's own team and to those whose interest
was accepted; nor does it name to the searcher who is interested before it accepts.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from kontor.hub.accounts.choices import PlatformRoleChoice, TeamRoleChoice
from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of, team_members
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import mail
from kontor.hub.foundation.actor import EDITORS
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import (
    Comment,
    ExpressionOfInterest,
    PartnerInvitation,
    PartnerSearch,
)
from kontor.hub.partnerships.permissions import names_the_searcher
from kontor.hub.partnerships.queries.alerts import token_of
from kontor.hub.partnerships.queries.searches import interested, searchers


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


def search_changed(search: PartnerSearch) -> None:
    """Followers hear that a search was edited or closed."""
    _send("changed", search, followers(search))


def search_answered(interest: ExpressionOfInterest) -> None:
    """The searcher's team reads the answers, and who is interested unless that is said only once it is accepted."""
    for reader in team_of(interest.search.organisation):
        said = interested(actor_of(reader), interest).name
        _send("answered", interest.search, [reader], interest=interest, interested=said)


def interest_decided(interest: ExpressionOfInterest) -> None:
    """The interested side hears the answer; accepted, it learns whose search it is."""
    _send("decided", interest.search, team_of(interest.organisation), interest=interest)


def search_commented(comment: Comment) -> None:
    """The searcher's team and the followers hear of a comment; its author does not."""
    search = comment.search
    people = {person.pk: person for person in (*team_of(search.organisation), *followers(search))}
    people.pop(comment.author_id, None)
    _send("commented", search, people.values(), comment=comment)


def comment_removed(comment: Comment, reason: str) -> None:
    """Who wrote it reads why it is gone."""
    if comment.author is not None and comment.author.is_active:
        _send("comment_removed", comment.search, [comment.author], comment=comment, reason=reason)


def searches_alerted(person: User, searches: list[PartnerSearch]) -> None:
    """One mail with all that is new, and the link that stops these mails."""
    named = searchers(actor_of(person), searches)
    mail.send(
        to=person.email,
        subject="partnerships/mail/alerted_subject.txt",
        body="partnerships/mail/alerted.txt",
        context={
            "news": [(one, named[one.pk].name, address_of(one.get_absolute_url())) for one in searches],
            "alerts": address_of(reverse("partnerships:alerts")),
            "stop": address_of(reverse("partnerships:stop_alerts", args=[token_of(person)])),
        },
        language=person.language,
    )


def address_of(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


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
            "address": address_of(search.get_absolute_url()),
            **values,
        }
        mail.send(
            to=reader.email,
            subject=f"partnerships/mail/{name}_subject.txt",
            body=f"partnerships/mail/{name}.txt",
            context=told,
            language=reader.language,
        )


def partner_invited(invitation: PartnerInvitation) -> None:
    """Those who edit for the organisation read who asks, why them and until when."""
    _send_invitation("invited", invitation, team_of(invitation.organisation))


def invitation_withdrawn(invitation: PartnerInvitation) -> None:
    _send_invitation("withdrawn", invitation, team_of(invitation.organisation))


def invitation_answered(invitation: PartnerInvitation) -> None:
    """The coordinators read the answer. A partnership without a team has nobody to tell."""
    team = invitation.partnership.team_id
    if team:
        _send_invitation("invitation_answered", invitation, team_members([team], TeamRoleChoice.MANAGER))


def _send_invitation(name: str, invitation: PartnerInvitation, readers: Iterable[User]) -> None:
    told: dict[str, Any] = {
        "invitation": invitation,
        "organisation": invitation.organisation.name,
        "partnership": invitation.partnership.acronym,
        "address": address_of(invitation.get_absolute_url()),
    }
    for reader in readers:
        mail.send(
            to=reader.email,
            subject=f"partnerships/mail/{name}_subject.txt",
            body=f"partnerships/mail/{name}.txt",
            context=told,
            language=reader.language,
        )
