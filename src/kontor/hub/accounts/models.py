"""People, teams and their ties. Personal data lives here and is marked."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.choices import PlatformRoleChoice, TeamKind, TeamRoleChoice
from kontor.hub.foundation.models import Record


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address. Roles are in `PlatformRole` and `TeamMember`, not here."""

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"email", "name", "password", "last_login"})

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(default=False, editable=False, help_text=_("Made by the demo; can be entered without a password there."))
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def shown_name(self) -> str:
        return self.name or self.email


class PlatformRole(Record):
    """What a person is for the whole platform."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="platform_roles")
    role = models.CharField(_("role"), max_length=20, choices=PlatformRoleChoice)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_platform_role_each")]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Team(Record):
    """The people of one organisation, partnership or programme."""

    kind = models.CharField(_("kind"), max_length=12, choices=TeamKind)
    name = models.CharField(_("name"), max_length=250)

    def __str__(self) -> str:
        return self.name


class TeamMember(Record):
    """A person in a team, from a moment to a moment: who left no longer acts, and the trail still knows her role."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=TeamRoleChoice)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], condition=models.Q(until=None), name="one_present_role_per_team"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.team_id}"


class Invitation(Record):
    """An invitation to a team, by mail, with a secret that expires. Only the secret's digest is kept."""

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"email", "token_digest"})

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=TeamRoleChoice, default=TeamRoleChoice.EDITOR)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation {self.pk} to {self.team_id}"

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now


class ApiToken(Record):
    """A secret for programs. Only its digest is kept; the first letters help people tell tokens apart."""

    pii: ClassVar[bool] = False
    personal: ClassVar[frozenset[str]] = frozenset({"digest"})

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80, help_text=_("What the token is for."))
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    scopes = models.JSONField(_("scopes"), default=list)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token {self.beginning}"
