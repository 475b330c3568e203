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
    CALENDAR = "calendar", _("fetch my deadlines as a calendar")


class DemoRole(TextChoices):
    """Whom one may continue as in the demo, in the order of the buttons. The values are those of demo/people.csv."""

    COORDINATOR = "coordinator", _("Partnership coordinator")
    PARTNER_STAFF = "partner-staff", _("Partner staff")
    CLUSTER_MANAGER = "cluster-manager", _("Cluster manager")
    SME = "sme", _("SME")
    ANALYST = "programme-analyst", _("Programme analyst")
    EDITOR = "platform-editor", _("Platform editor")
    ADMINISTRATOR = "administrator", _("Administrator")
    PROTECTION_OFFICER = "dpo", _("Data-protection officer")

    @property
    def does(self) -> str:
        """What one finds when continuing in this role."""
        return {
            "coordinator": _("runs a partnership: partners, targets, reports"),
            "partner-staff": _("works for one partner of a partnership"),
            "cluster-manager": _("edits a cluster organisation and invites colleagues"),
            "sme": _("keeps the profile of one company"),
            "programme-analyst": _("compares all partnerships of a programme"),
            "platform-editor": _("reviews profiles and merges doubles"),
            "administrator": _("gives roles and sees who may do what"),
            "dpo": _("lists, exports and erases personal data"),
        }[self.value]


# For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py.
ACTION_WORDS = {
    "accounts.accept_invitation": _("Accepted the invitation"),
    "accounts.add_member": _("Added to the team"),
    "accounts.change_team_role": _("Got another role in the team"),
    "accounts.create_token": _("Made a token"),
    "accounts.delete_account": _("Deleted the account"),
    "accounts.edit_person": _("Changed name or language"),
    "accounts.end_session": _("Ended a session"),
    "accounts.ensure_demo_person": _("Entered the demo"),
    "accounts.erase_person": _("Erased the personal data"),
    "accounts.export_person": _("Exported the personal data"),
    "accounts.found_team": _("Founded the team"),
    "accounts.grant_role": _("Gave a role on the platform"),
    "accounts.invite": _("Invited"),
    "accounts.invite_to_platform": _("Invited to the platform"),
    "accounts.join_team": _("Joined the team"),
    "accounts.remove_member": _("Removed from the team"),
    "accounts.resend_invitation": _("Sent the invitation again"),
    "accounts.sign_in": _("Signed in"),
    "accounts.withdraw_invitation": _("Withdrew the invitation"),
    "accounts.withdraw_role": _("Took a role on the platform away"),
    "accounts.withdraw_token": _("Withdrew a token"),
}
