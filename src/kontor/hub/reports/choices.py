"""Words of this area: formats, and two groupings."""

from datetime import date

from django.utils.translation import gettext_lazy as _

FORMAT_LABELS = {
    "html": _("Page"),
    "pdf": _("PDF"),
    "docx": _("Word document (DOCX)"),
    "xlsx": _("Excel workbook (XLSX)"),
    "json": _("Data (JSON)"),
}

# For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py.
ACTION_WORDS = {
    "reports.discard": _("Discarded the snapshot"),
    "reports.freeze": _("Kept a snapshot"),
}

# How lists of programmes call a counterpart that is a cluster or a business network.
STATED_CLUSTER = "cluster-business-network"
# What these lists say of what kind a counterpart is.
STATED_KINDS = {
    STATED_CLUSTER: _("Cluster or business network"),
    "research-centre": _("Research centre"),
    "governmental-authority": _("Governmental authority"),
    "company": _("Company"),
    "other": _("Other"),
}
UNION = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
LAST_DAY_OF_THE_UNITED_KINGDOM = date(2020, 1, 31)


def within_the_union(day: date) -> tuple[str, ...]:
    """Codes of the members of the European Union on a day since July 2013, and of bodies of the Union as a whole."""
    leaving = ("GB",) if day <= LAST_DAY_OF_THE_UNITED_KINGDOM else ()
    return (*UNION, *leaving, "EU")
