"""Words of this area: kinds of document."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    AGREEMENT = "agreement", _("Agreement or mandate")
    REPORT = "report", _("Report or minutes")
    STUDY = "study", _("Study or presentation")
    DATA = "data", _("Table of data")
    OTHER = "other", _("Other")


# For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py.
ACTION_WORDS = {
    "evidence.add_source": _("Added the source"),
    "evidence.cite": _("Cited a source"),
    "evidence.edit_document": _("Changed the document"),
    "evidence.edit_source": _("Changed the source"),
    "evidence.save_sources_in_bulk": _("Imported"),
    "evidence.upload_document": _("Uploaded the document"),
    "evidence.withdraw_citation": _("Withdrew a citation"),
    "evidence.withdraw_document": _("Withdrew the document"),
}
