"""Words of this area. The longer lists (sectors, technologies, ...) are terms of taxonomies, in the database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    CLUSTER = "cluster-organisation", _("cluster organisation")
    SME = "sme", _("SME")
    LARGE_COMPANY = "large-company", _("large company")
    RTO = "rto", _("research and technology organisation")
    UNIVERSITY = "university", _("university")
    PUBLIC_AUTHORITY = "public-authority", _("public authority")
    CHAMBER = "chamber", _("chamber")
    INTERMEDIARY = "intermediary", _("intermediary")
    INVESTOR = "investor", _("investor")
    ASSOCIATION = "association", _("association or network")
    OTHER = "other", _("other")


class ProfileState(TextChoices):
    """draft -> needs review -> published | rejected; published -> stale -> published | archived."""

    DRAFT = "draft", _("draft")
    NEEDS_REVIEW = "needs-review", _("needs review")
    PUBLISHED = "published", _("published")
    REJECTED = "rejected", _("returned")
    STALE = "stale", _("not confirmed for 12 months")
    ARCHIVED = "archived", _("archived")


# Profiles that others may see; whether they do is their visibility's business.
SHOWN_STATES = (ProfileState.PUBLISHED, ProfileState.STALE, ProfileState.ARCHIVED)


class Taxonomy(TextChoices):
    """The taxonomies an organisation may be classified in (at most three terms of each: `rules.check_classifications`)."""

    SECTORAL_INDUSTRY = "sectoral-industry", _("sectoral industry")
    EMERGING_INDUSTRY = "emerging-industry", _("emerging industry")
    TECHNOLOGY_FIELD = "technology-field", _("technology field")
    S3_PRIORITY = "s3-priority", _("S3 / EC priority")
    ECOSYSTEM = "ecosystem", _("industrial ecosystem")


class LabelKind(TextChoices):
    GOLD = "gold", _("gold label of excellence")
    SILVER = "silver", _("silver label of excellence")
    BRONZE = "bronze", _("bronze label of excellence")
    OTHER = "other", _("national or other label")


class Direction(TextChoices):
    OFFERS = "offers", _("offers")
    SEEKS = "seeks", _("seeks")


class AliasKind(TextChoices):
    ALSO = "also", _("also written")
    FORMER = "former", _("former name")
    MERGED = "merged", _("name of a merged double")
