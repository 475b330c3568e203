"""Organisations and what belongs to them. Plain functions: what is not said gets a sensible value."""

from itertools import count

from kontor.hub.accounts.models import Team, TeamMember, User
from kontor.hub.directory.models import (
    Alias,
    Classification,
    Competence,
    ContactPerson,
    Label,
    Membership,
    Organisation,
    Term,
)
from kontor.hub.foundation.actor import Actor, PlatformRole, TeamRole
from kontor.hub.foundation.models import Country, Region

number = count(1)


def make_country(code="ES", alpha3=""):
    return Country.objects.get_or_create(code=code, defaults={"alpha3": alpha3 or f"{code}X"})[0]


def make_region(code="ES21", name="País Vasco"):
    country = make_country(code[:2])
    return Region.objects.get_or_create(code=code, defaults={"name": name, "level": 2, "country": country})[0]


def make_organisation(name="", country="ES", **fields):
    """A published, public cluster organisation, unless told otherwise."""
    one = next(number)
    fields.setdefault("key", f"organisation-{one}")
    fields.setdefault("kind", "cluster-organisation")
    fields.setdefault("state", "published")
    return Organisation.objects.create(
        name=name or f"Organisation {one}", country=make_country(country) if country else None, **fields
    )


def make_term(taxonomy="sectoral-industry", code="", label="", **fields):
    code = code or f"term-{next(number)}"
    return Term.objects.create(
        taxonomy=taxonomy, code=code, label=label or code.replace("-", " ").capitalize(), **fields
    )


def make_alias(organisation, name, **fields):
    return Alias.objects.create(organisation=organisation, name=name, **fields)


def make_classification(organisation, term=None):
    return Classification.objects.create(organisation=organisation, term=term or make_term())


def make_label(organisation, kind="gold", **fields):
    return Label.objects.create(organisation=organisation, kind=kind, **fields)


def make_membership(member, cluster, **fields):
    return Membership.objects.create(member=member, cluster=cluster, **fields)


def make_competence(organisation, text="Blade coatings", direction="offers", **fields):
    return Competence.objects.create(organisation=organisation, text=text, direction=direction, **fields)


def make_contact(organisation, **fields):
    fields = {
        "name": "Contact of the tests",
        "email": "contact@example.org",
        "consent_on": "2026-01-01",
        "purpose": "answers partner searches",
        "keep_until": "2030-12-31",
    } | fields
    return ContactPerson.objects.create(organisation=organisation, **fields)


def make_team(organisation, kind="organisation"):
    """The organisation's team; made when it has none."""
    if organisation.team is None:
        organisation.team = Team.objects.create(kind=kind, name=organisation.name)
        organisation.save()
    return organisation.team


def make_person(email=""):
    return User.objects.create_user(email or f"colleague-{next(number)}@example.org", "a long enough secret")


def join_team(user, organisation, role=TeamRole.MANAGER):
    return TeamMember.objects.create(team=make_team(organisation), user=user, role=role)


def make_actor(organisation=None, role=TeamRole.MANAGER, roles=(), user=None):
    """Somebody signed in, in the organisation's team if one is named, with platform roles."""
    user = user or make_person()
    teams = {}
    if organisation is not None:
        teams[join_team(user, organisation, role).team_id] = role
    return Actor(
        label=f"person {user.pk}", user_id=user.pk, roles=frozenset(map(PlatformRole, roles)), teams=teams
    )
