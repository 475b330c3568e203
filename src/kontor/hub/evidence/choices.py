"""Words of this area: kinds of document."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    AGREEMENT = "agreement", _("Agreement or mandate")
    REPORT = "report", _("Report or minutes")
    STUDY = "study", _("Study or presentation")
    DATA = "data", _("Table of data")
    OTHER = "other", _("Other")
