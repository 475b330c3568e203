"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    """reading -> refused | planned -> executed -> undone; discarded instead of executed."""

    READING = "reading", _("being read")
    REFUSED = "refused", _("has errors")
    PLANNED = "planned", _("waits for approval")
    EXECUTED = "executed", _("done")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")


class Verb(TextChoices):
    """What an import does with a row."""

    CREATE = "create", _("new")
    CHANGE = "change", _("changed")
    MERGE = "merge", _("possible double")
    SKIP = "skip", _("unchanged")


class Doubles(TextChoices):
    """What happens to possible doubles that nobody decided one by one."""

    CREATE = "create", _("create them as new records")
    SAME = "same", _("take each for the first record named")
    SKIP = "skip", _("leave them out")


# For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py.
ACTION_WORDS = {
    "transfer.discard": _("Discarded the import"),
    "transfer.execute": _("Executed the import"),
    "transfer.forget_old": _("Forgot old imports"),
    "transfer.import_reference": _("Imported"),
    "transfer.plan": _("Planned the import"),
    "transfer.undo": _("Undid the import"),
    "transfer.upload": _("Uploaded a table"),
}
