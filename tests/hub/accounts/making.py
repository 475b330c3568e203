"""People as the tests of this area need them: with a confirmed address, roles and teams at once; and what was recorded."""

from allauth.account.models import EmailAddress

from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.models import AuditEvent
from tests.factories import accounts

PASSWORD = "correct horse battery staple"


def make_person(name="", *, email="", password=None, roles=(), teams=(), **fields):
    """A person with a confirmed address. `teams` are (team, role) pairs."""
    person = accounts.make_person(email, password=password, name=name, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    for role in roles:
        accounts.make_platform_role(role, person)
    for team, role in teams:
        accounts.make_member(team, person, role)
    return person


def make_actor(name="", **values):
    return actor_of(make_person(name, **values))


def trail():
    """What was recorded, in order."""
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))
