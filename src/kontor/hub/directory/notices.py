"""What editors and the team of an organisation are told by mail, after the commit. Plain text, in the reader's language."""

from collections.abc import Iterable

from django.conf import settings

from kontor.hub.accounts.choices import PlatformRoleChoice
from kontor.hub.accounts.models import TeamMember, User
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import EDITORS
from kontor.hub.foundation.mail import send


def submitted(organisation: Organisation) -> None:
    """The platform editors hear that a profile waits for review."""
    editors = User.objects.filter(is_active=True, platform_roles__role=PlatformRoleChoice.EDITOR)
    _send("submitted", organisation, editors)


def published(organisation: Organisation) -> None:
    _send("published", organisation, _team_of([organisation]).get(organisation.team_id, ()))


def rejected(organisation: Organisation) -> None:
    _send("rejected", organisation, _team_of([organisation]).get(organisation.team_id, ()))


def stale(organisations: list[Organisation]) -> None:
    """Each team hears that its profile must be confirmed. One statement for all."""
    teams = _team_of(organisations)
    for organisation in organisations:
        _send("stale", organisation, teams.get(organisation.team_id, ()))


def _team_of(organisations: list[Organisation]) -> dict[int | None, list[User]]:
    """Who edits for these organisations now, by team."""
    present = TeamMember.objects.filter(
        team_id__in=[one.team_id for one in organisations if one.team_id],
        role__in=EDITORS,
        until=None,
        user__is_active=True,
    )
    people: dict[int | None, list[User]] = {}
    for member in present.select_related("user"):
        people.setdefault(member.team_id, []).append(member.user)
    return people


def _send(name: str, organisation: Organisation, readers: Iterable[User]) -> None:
    """Mails from `directory/mail/NAME.txt`, each in its reader's language. They go when the change is safe."""
    context = {
        "organisation": organisation,
        "address": settings.SITE_ADDRESS + organisation.get_absolute_url(),
    }
    for reader in readers:
        send(
            to=reader.email,
            subject=f"directory/mail/{name}_subject.txt",
            body=f"directory/mail/{name}.txt",
            context=context,
            language=reader.language,
        )
