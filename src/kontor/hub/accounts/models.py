"""People, teams and their ties. Personal data lives here and is marked."""

import time
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.choices import DemoRole, PlatformRoleChoice, TeamKind, TeamRoleChoice
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
    pii_purpose: ClassVar[Any] = _(
        "Signing in, and saying to teammates who did what. Kept until the account is deleted."
    )

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("Made by the demo; can be entered without a password there."),
    )
    demo_role = models.CharField(max_length=20, choices=DemoRole, blank=True, editable=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"person {self.pk}"

    def get_short_name(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.name or self.email


class PlatformRole(Record):
    """What a person is for the whole platform."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="platform_roles")
    role = models.CharField(_("role"), max_length=20, choices=PlatformRoleChoice)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_platform_role_each")]
        verbose_name = _("role on the platform")

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Team(Record):
    """The people of one organisation, partnership or programme."""

    kind = models.CharField(_("kind"), max_length=12, choices=TeamKind)
    name = models.CharField(_("name"), max_length=250)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("team")

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
            models.UniqueConstraint(
                fields=["team", "user"], condition=models.Q(until=None), name="one_present_role_per_team"
            ),
        ]
        verbose_name = _("member of a team")

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.team_id}"


class Invitation(Record):
    """open -> accepted | withdrawn | expired. To a team, to a role for the whole platform, or to both; by mail, with a
    secret of which only the digest is kept.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"email", "token_digest"})
    pii_purpose: ClassVar[Any] = _(
        "Inviting a person by mail. The address is emptied when the person's data are erased."
    )

    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role in the team"), max_length=10, choices=TeamRoleChoice, blank=True)
    platform_role = models.CharField(
        _("role on the platform"), max_length=20, choices=PlatformRoleChoice, blank=True
    )
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(team__isnull=False) & ~models.Q(role="")) | ~models.Q(platform_role=""),
                name="invitation_to_something",
            ),
        ]
        verbose_name = _("invitation")

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now


class ApiToken(Record):
    """A secret for programs. Only its digest is kept; the first letters help people tell tokens apart."""

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"digest", "name"})
    pii_purpose: ClassVar[Any] = _("Access for a person's own programs, until it expires or is withdrawn.")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80, help_text=_("What the token is for."))
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    scopes = models.JSONField(_("scopes"), default=list)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("API token")

    def __str__(self) -> str:
        return f"token {self.beginning}"


class SignIn(Record):
    """One browser in which a person is signed in. Goes with its session; says which one to end, and nothing about where
    the person is: no network address is kept.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"session_key", "browser"})
    pii_purpose: ClassVar[Any] = _(
        "Letting a person see and end her own sessions. Gone when the session ends."
    )

    # Where the session itself says under which key, and when, it was written down here.
    MARK: ClassVar[str] = "noted"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(_("browser"), max_length=80, blank=True)
    last_seen_at = models.DateTimeField(_("last seen"), default=timezone.now)

    class Meta:
        verbose_name = _("session")

    def __str__(self) -> str:
        return f"session {self.pk}"

    @staticmethod
    def mark(key: str) -> list[str | int]:
        return [key, int(time.time())]
