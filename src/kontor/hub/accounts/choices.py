"""Words of this area: kinds of team, roles of people, scopes of tokens."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TeamKind(TextChoices):
    ORGANISATION = "organisation", _("organisation")
    PARTNERSHIP = "partnership", _("partnership")
    PROGRAMME = "programme", _("programme")


class TeamRoleChoice(TextChoices):
    """`foundation.actor.TeamRole` with labels. In a partnership's team the manager is the coordinator."""

    MANAGER = "manager", _("manager: edits, invites and answers for the team")
    EDITOR = "editor", _("editor: edits")
    MEMBER = "member", _("member: reads what the team may read")


class PlatformRoleChoice(TextChoices):
    """`foundation.actor.PlatformRole` with labels."""

    ANALYST = "analyst", _("programme analyst")
    EDITOR = "editor", _("platform editor")
    ADMINISTRATOR = "administrator", _("administrator")
    PROTECTION_OFFICER = "protection-officer", _("data-protection officer")


class Scope(TextChoices):
    READ = "read", _("read what I may read")
    WRITE = "write", _("change what I may change")
