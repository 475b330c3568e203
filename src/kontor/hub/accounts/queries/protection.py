"""Personal data as the data-protection officer sees them, and people as the administrator does."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.choices import PlatformRoleChoice
from kontor.hub.accounts.models import PlatformRole, User
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible

# Models of packages cannot state it themselves.
PACKAGED: dict[type, tuple[tuple[str, ...], Any]] = {
    EmailAddress: (("email",), _("Confirming that an address belongs to the person who signs in with it.")),
    Authenticator: (("data",), _("Second factors and passkeys of a person's own choice.")),
}


@dataclass(frozen=True, slots=True)
class DataModel:
    """A table with personal data: which fields, what for, how many rows."""

    area: str
    label: str
    name: str
    fields: tuple[str, ...]
    purpose: str
    rows: int


@dataclass(frozen=True, slots=True)
class PersonFound:
    id: int
    name: str
    email: str
    is_active: bool
    roles: tuple[str, ...]


def models_with_personal_data(actor: Actor) -> list[DataModel]:
    """Every model that keeps personal data. One count for each. Needs accounts.see_personal_data."""
    require(actor, "accounts.see_personal_data")
    own = {
        model: (tuple(sorted(getattr(model, "personal", ()))), stated_purpose(model))
        for model in apps.get_models()
        if getattr(model, "pii", False) and model.__module__.startswith("kontor.")
    }
    found = [data_model(model, *stated) for model, stated in {**own, **PACKAGED}.items()]
    return sorted(found, key=lambda row: (row.area, row.name))


def stated_purpose(model: type[Any]) -> Any:
    """The model's own words; a model with a field for it states the purpose row by row."""
    if "purpose" in {field.name for field in model._meta.concrete_fields}:
        return _("Stated with every row.")
    return getattr(model, "pii_purpose", _("Not stated: ask the maintainers to add it to the model."))


def data_model(model: type[Any], fields: tuple[str, ...], purpose: Any) -> DataModel:
    return DataModel(
        area=str(model._meta.app_config.verbose_name),
        label=model._meta.label_lower,
        name=str(model._meta.verbose_name),
        fields=fields,
        purpose=str(purpose),
        rows=model._default_manager.count(),
    )


def find_person(actor: Actor, words: str) -> list[PersonFound]:
    """People whose address or name contains `words`, at most 20. Needs accounts.see_personal_data."""
    require(actor, "accounts.see_personal_data")
    if not words.strip():
        return []
    matching = Q(email__icontains=words.strip()) | Q(name__icontains=words.strip())
    people = visible(User, actor).filter(matching).prefetch_related("platform_roles").order_by("email")[:20]
    return [person_found(person) for person in people]


def people_with_roles(actor: Actor) -> list[PlatformRole]:
    """Who is what for the whole platform, by role. Needs accounts.see_roles. One statement."""
    require(actor, "accounts.see_roles")
    return list(visible(PlatformRole, actor).select_related("user").order_by("role", "user__email"))


def person_found(person: User) -> PersonFound:
    roles = sorted(row.role for row in person.platform_roles.all())
    return PersonFound(
        id=person.pk,
        name=person.name,
        email=person.email,
        is_active=person.is_active,
        roles=tuple(str(PlatformRoleChoice(role).label) for role in roles),
    )
