"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnershipKind(TextChoices):
    ESCP_4I = "ESCP-4i", _("ESCP-4i (going international)")
    ESCP_S3 = "ESCP-S3", _("ESCP-S3 (smart specialisation investment)")
    INNOSUP_1 = "INNOSUP-1", _("INNOSUP-1 (new industrial value chains)")
    OTHER = "other", _("other partnership")


class Strand(TextChoices):
    ONE = "1", _("strand 1 (strategy)")
    TWO = "2", _("strand 2 (implementation)")
    VOLUNTARY = "voluntary", _("voluntary (without grant)")


class PartnershipState(TextChoices):
    """proposed -> active -> ended -> sustained | dissolved."""

    PROPOSED = "proposed", _("proposed")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")
    SUSTAINED = "sustained", _("sustained")
    DISSOLVED = "dissolved", _("dissolved")


class ParticipationRole(TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    PARTNER = "partner", _("partner")
    AFFILIATED = "affiliated-partner", _("affiliated partner")
    AMBASSADOR = "ambassador", _("ambassador")


class TargetBasis(TextChoices):
    TARGET = "target", _("named as a target")
    MISSION = "mission", _("destination of a mission")
    AGREEMENT = "agreement", _("only in a partnership agreement")


class Qualifier(TextChoices):
    """How exact a stated number is."""

    EXACT = "exact", _("exactly")
    APPROXIMATE = "approximately", _("about")
    MORE_THAN = "more-than", _("more than")
    AT_LEAST = "at-least", _("at least")
    AT_MOST = "at-most", _("at most")


class SearchDirection(TextChoices):
    OFFER = "offer", _("offer")
    REQUEST = "request", _("request")


class SearchState(TextChoices):
    """open -> closed (with its outcome); past its expiry an open search is shown as expired."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
