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


class InvitedRole(TextChoices):
    """The roles that an invitation offers: who coordinates is not asked this way."""

    PARTNER = ParticipationRole.PARTNER.value, ParticipationRole.PARTNER.label
    AFFILIATED = ParticipationRole.AFFILIATED.value, ParticipationRole.AFFILIATED.label
    AMBASSADOR = ParticipationRole.AMBASSADOR.value, ParticipationRole.AMBASSADOR.label


class InvitationState(TextChoices):
    """open -> accepted | declined | withdrawn. Expired is what is still open after its last day."""

    OPEN = "open", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("not answered in time")


INVITATION_TONES = {
    "open": "info",
    "accepted": "good",
    "declined": "neutral",
    "withdrawn": "neutral",
    "expired": "warning",
}


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
    """review -> open | returned (reason) -> review; all -> closed (with its outcome).

    Past its expiry an open search is shown as expired.
    """

    REVIEW = "review", _("waits for review")
    RETURNED = "returned", _("returned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class SearchOutcome(TextChoices):
    """What came of a search, so that it can be counted."""

    FOUND_HERE = "found-here", _("a partner who answered here")
    FOUND_ELSEWHERE = "found-elsewhere", _("a partner found elsewhere")
    NOBODY = "nobody", _("nobody suitable")
    NOT_NEEDED = "not-needed", _("no longer needed")


class ActivityType(TextChoices):
    """The taxonomy 'partnership-activity'."""

    MISSION = "mission", _("Mission")
    INBOUND_MISSION = "inbound-mission", _("Inbound mission")
    C2C_SESSION = "c2c-session", _("C2C session")
    B2B_MEETING = "b2b-meeting", _("B2B event or opportunities")
    MARKET_STUDY = "market-study", _("Market study")
    STRATEGY = "strategy", _("Strategy or roadmap")
    VALUE_CHAIN_MAPPING = "value-chain-mapping", _("Value chain mapping")
    TRAINING = "training", _("Training")
    WORKSHOP = "workshop", _("Workshop")
    STUDY_VISIT = "study-visit", _("Study visit or staff exchange")
    MENTORING = "mentoring", _("Mentoring of SMEs")
    FAIR = "fair", _("Fair or road show")
    CONFERENCE = "conference", _("Conference")
    AGREEMENT = "agreement", _("Agreement")
    BUSINESS_CONTRACT = "business-contract", _("Business contract")
    EXPORT_GROUP = "export-group", _("Export group")
    PARTNER_SEARCH = "partner-search", _("Partner search")
    AMBASSADOR = "ambassador", _("Ambassador or scout")
    DATABASE = "database", _("Directory or catalogue")
    GOVERNANCE = "governance", _("Governance and sustainability")
    COMMUNICATION = "communication", _("Communication")
    MONITORING = "monitoring", _("Monitoring")
    PILOT = "pilot", _("Pilot or demonstration")
    FUNDING = "funding", _("Funding")
    POLICY = "policy", _("Work with authorities")
    OTHER = "other", _("Other activity")


class WorkArea(TextChoices):
    """What challenges, recommended actions and good practices are about: two vocabularies of the guide in one."""

    JOINT_STRATEGY = "joint-strategy", _("Joint strategy")
    INNOVATION = "innovation", _("Innovation")
    COOPERATION = "cooperation", _("Cooperation")
    INTERNATIONALISATION = "internationalisation", _("Internationalisation")
    INVESTMENT = "investment", _("Investment")
    ONGOING = "ongoing-partnerships", _("Partnerships under way")
    INTERREGIONAL = "interregional-collaboration", _("Interregional collaboration")
    SME_INTERNATIONALISATION = "sme-internationalisation", _("SME internationalisation")
    SME_INNOVATION = "sme-innovation", _("SME innovation")
    S3_INVESTMENT = "s3-investment", _("S3 investment")
    DISSEMINATION = "dissemination", _("Dissemination")
    MONITORING = "monitoring", _("Monitoring")
    FUNDING = "funding", _("Funding and sustainability")


class RecommendationTopic(TextChoices):
    """What a partnership recommends to those that come after it."""

    SCOPE = "scope", _("Scope and territories")
    LEADERSHIP = "leadership", _("Leadership")
    CONSORTIUM = "consortium-size", _("Size of the consortium")
    DURATION = "duration", _("Duration")
    EU_INITIATIVES = "eu-initiatives", _("Initiatives of the European Union")
    FOLLOW_UP = "follow-up", _("Follow-up")
    OTHER = "other", _("Other topic")


# Which good practices answer the challenges of an area: the guide uses one vocabulary for practices, another for challenges.
PRACTICES_FOR = {
    "joint-strategy": ("joint-strategy",),
    "innovation": ("sme-innovation",),
    "cooperation": ("interregional-collaboration", "dissemination"),
    "internationalisation": ("sme-internationalisation",),
    "investment": ("s3-investment",),
    "ongoing-partnerships": ("monitoring", "funding"),
}


class SearchType(TextChoices):
    """The taxonomy 'partnership-agreement-type', without its groups, and partners for a partnership itself."""

    PARTNERSHIP = "partnership", _("Partner in a cluster partnership")
    CONSORTIUM = "european-project", _("European research project")
    TRADE_INTERMEDIARY = "trade-intermediary", _("Trade intermediary services")
    FRANCHISE = "franchise", _("Franchise")
    JOINT_VENTURE = "joint-venture", _("Joint venture")
    MERGER = "merger-share-exchange", _("Merger or exchange of shares")
    ACQUISITION = "sale-acquisition", _("Sale or acquisition")
    RECIPROCAL_PRODUCTION = "reciprocal-production", _("Reciprocal production")
    SUBCONTRACTING = "subcontracting-outsourcing", _("Subcontracting or outsourcing")
    LOGISTICS = "transport-logistics", _("Transport and logistics")
    LICENCE = "licence", _("Licence")
    TECHNICAL_COOPERATION = "technical-cooperation", _("Technical cooperation")
    ASSISTANCE = (
        "commercial-agreement-technical-assistance",
        _("Commercial agreement with technical assistance"),
    )
    MANUFACTURING = "manufacturing-agreement", _("Manufacturing agreement")
    TECHNOLOGY_VENTURE = "technology-joint-venture", _("Joint venture for technology")


class SearchGroup(TextChoices):
    """The kinds of search, as people look for them."""

    PARTNERSHIP = "partnership", _("Partnership")
    RESEARCH = "research", _("Research")
    TECHNOLOGY = "technology", _("Technology")
    BUSINESS = "business", _("Business")


GROUPS_OF_TYPES = {
    SearchGroup.PARTNERSHIP: (SearchType.PARTNERSHIP,),
    SearchGroup.RESEARCH: (SearchType.CONSORTIUM,),
    SearchGroup.TECHNOLOGY: (
        SearchType.LICENCE,
        SearchType.TECHNICAL_COOPERATION,
        SearchType.ASSISTANCE,
        SearchType.MANUFACTURING,
        SearchType.TECHNOLOGY_VENTURE,
    ),
    SearchGroup.BUSINESS: (
        SearchType.TRADE_INTERMEDIARY,
        SearchType.FRANCHISE,
        SearchType.JOINT_VENTURE,
        SearchType.MERGER,
        SearchType.ACQUISITION,
        SearchType.RECIPROCAL_PRODUCTION,
        SearchType.SUBCONTRACTING,
        SearchType.LOGISTICS,
    ),
}
GROUP_OF: dict[str, SearchGroup] = {
    one.value: group for group, types in GROUPS_OF_TYPES.items() for one in types
}


# How states look everywhere: tone of the badge.
STATE_TONES = {
    "proposed": "info",
    "active": "good",
    "ended": "neutral",
    "sustained": "accent",
    "dissolved": "warning",
    "review": "info",
    "returned": "warning",
    "open": "good",
    "expired": "warning",
    "closed": "neutral",
}


# What good practices of the guide teach, by the code that tables hold.
LESSONS = {
    "adapt-messages-to-audience": _("Adapt messages to the audience"),
    "all-partners-draft-strategy": _("All partners draft the strategy"),
    "bridge-funding-between-phases": _("Bridge the funding between phases"),
    "choose-thematic-focus-at-start": _("Choose the thematic focus at the start"),
    "clear-modalities-and-timelines": _("Clear modalities and timelines"),
    "clusters-co-define-kpis": _("Clusters define the indicators together"),
    "common-targets-then-missions": _("Common targets first, then missions"),
    "contact-large-companies": _("Contact large companies"),
    "few-achievable-kpis": _("Few indicators that can be reached"),
    "flexible-agreements-for-third-countries": _("Flexible agreements for third countries"),
    "focus-on-one-sector-or-technology": _("Focus on one sector or technology"),
    "help-smes-find-money": _("Help SMEs to find money"),
    "inform-smes-before-missions": _("Inform SMEs before missions"),
    "map-competences-first": _("Map the competences first"),
    "marketing-from-start": _("Marketing from the start"),
    "partner-with-s3-specialists": _("Partner with specialists in smart specialisation"),
    "plan-legal-structure-early": _("Plan the legal structure early"),
    "quantify-intangible-impacts": _("Quantify intangible impacts"),
    "raise-regional-awareness-early": _("Raise awareness in the regions early"),
    "run-target-market-missions": _("Run missions to the target markets"),
    "support-cooperation-structures": _("Support structures of cooperation"),
    "use-partners-with-networks": _("Use partners with networks"),
    "widen-sme-participation-in-s3": _("Widen the participation of SMEs in smart specialisation"),
}
