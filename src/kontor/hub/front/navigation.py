"""Where the navigation and the menu of the account lead, and who is shown what."""

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor, PlatformRole


def is_officer(actor: Actor) -> bool:
    return actor.has(PlatformRole.PROTECTION_OFFICER, PlatformRole.ADMINISTRATOR)


def is_administrator(actor: Actor) -> bool:
    return actor.has(PlatformRole.ADMINISTRATOR)


def is_editor(actor: Actor) -> bool:
    return actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)


# The scoreboard shares its area with claims and findings.
OF_SCOREBOARDS = tuple(
    f"/scoreboard/{name}/" for name in ("indicators", "library", "periods", "values", "submitted")
)


def navigation() -> None:
    from kontor.hub.foundation.chrome import NAVIGATION, SEARCH, NavigationEntry, signed_in

    work, facts, platform = _("Work"), _("Facts"), _("Platform")
    NAVIGATION[:] = [
        NavigationEntry(_("Home"), "home", "home"),
        NavigationEntry(_("Directory"), "directory:index", "building", work),
        NavigationEntry(_("Partnerships"), "partnerships:index", "partnership", work),
        NavigationEntry(_("Cooperation cases"), "agreements:index", "case", work),
        NavigationEntry(_("Target countries"), "partnerships:targets", "globe", work),
        NavigationEntry(_("Countries"), "countries:index", "map", work),
        NavigationEntry(_("Network"), "partnerships:network", "network", work),
        NavigationEntry(_("Partner searches"), "partnerships:searches", "target", work),
        NavigationEntry(_("Events"), "missions:index", "calendar", work),
        NavigationEntry(_("Single meetings"), "matchmaking:index", "people", work),
        NavigationEntry(_("Surveys"), "surveys:index", "list", work),
        NavigationEntry(_("Practices and lessons"), "partnerships:practices", "star", work),
        NavigationEntry(_("Scoreboard"), "scoreboard:boards", "target", facts, also=OF_SCOREBOARDS),
        NavigationEntry(_("Claims and findings"), "scoreboard:index", "scale", facts),
        NavigationEntry(_("Reports"), "reports:catalogue", "report", facts),
        NavigationEntry(_("Sources"), "evidence:sources", "quote", facts),
        NavigationEntry(_("Documents"), "evidence:documents", "document", facts, signed_in),
        NavigationEntry(_("Import and export"), "transfer:index", "upload", facts, signed_in),
        NavigationEntry(_("Review"), "directory:review", "check-circle", platform, is_editor),
        NavigationEntry(_("Possible doubles"), "directory:duplicates", "merge", platform, is_editor),
        NavigationEntry(_("Audit trail"), "foundation:audit", "history", platform, is_officer),
    ]
    SEARCH[:] = ["search"]


def account_menu() -> None:
    from kontor.hub.foundation.chrome import ACCOUNT, NavigationEntry, signed_in

    ACCOUNT[:] = [
        NavigationEntry(_("My account"), "accounts:me", "person", "", signed_in),
        NavigationEntry(_("My teams"), "accounts:teams", "people", "", signed_in),
        NavigationEntry(_("Access tokens"), "accounts:tokens", "key", "", signed_in),
        NavigationEntry(_("Platform roles"), "accounts:roles", "shield", "", is_administrator),
        NavigationEntry(_("Who may"), "accounts:who_may", "eye", "", is_administrator),
        NavigationEntry(_("Personal data"), "accounts:personal_data", "lock", "", is_officer),
    ]
