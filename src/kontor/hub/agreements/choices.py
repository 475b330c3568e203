"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseType(TextChoices):
    FORMAL_AGREEMENT = "formal-agreement", _("formal agreement")
    COLLABORATION = "collaboration-project", _("collaboration project")
    REPRESENTATION = "representation-office", _("representation")
    OTHER = "other", _("other cooperation")


class CaseLevel(TextChoices):
    """On whose level the cooperation is: clusters and SMEs are counted apart."""

    CLUSTER = "cluster", _("clusters")
    SME = "sme", _("SMEs")


class CaseState(TextChoices):
    """contact -> negotiation -> agreement to be signed -> signed -> active -> closed. A project may begin unsigned."""

    CONTACT = "contact", _("contact")
    NEGOTIATION = "negotiation", _("negotiation")
    TO_BE_SIGNED = "agreement-to-be-signed", _("agreement to be signed")
    SIGNED = "signed", _("signed")
    ACTIVE = "active", _("active")
    CLOSED = "closed", _("closed")


STATE_TONES = {
    "contact": "neutral",
    "negotiation": "info",
    "agreement-to-be-signed": "warning",
    "signed": "good",
    "active": "good",
    "closed": "neutral",
}


class CaseOutcome(TextChoices):
    SUCCESS = "success", _("success")
    FAILURE = "failure", _("failure")


class Objective(TextChoices):
    """The 13 results of the programme survey, and the two that NATUREEF added."""

    EXPORTS_IMPORTS = "exports-imports", _("Exports or imports")
    SALES_OFFICE = "sales-office-representation", _("Sales office or representation")
    JOINT_VENTURES = "joint-ventures", _("Joint ventures")
    MERGER_ACQUISITION = "merger-acquisition", _("Merger or acquisition")
    SOFT_LANDING = "soft-landing-services", _("Soft landing services")
    INVESTMENT = "fdi", _("Foreign direct investment, inward or outward")
    JOINT_EVENTS = "joint-business-events", _("Joint business events")
    STAFF_EXCHANGE = "staff-exchange", _("Staff exchange")
    KNOWLEDGE_SHARING = (
        "knowledge-sharing-information-exchange",
        _("Sharing of knowledge and exchange of information"),
    )
    BUSINESS_CONTACTS = "business-contacts-among-members", _("Business contacts among members")
    RESEARCH_DEVELOPMENT = "research-development", _("Research and development")
    TECHNOLOGY_TRANSFER = "technology-transfer", _("Technology transfer")
    PARTNERSHIP_AGREEMENTS = "business-partnership-agreements", _("Business partnership agreements")
    FEASIBILITY_STUDY = "feasibility-study", _("Feasibility study")
    KNOW_HOW_TRANSFER = "know-how-transfer", _("Transfer of know-how")


class PartyRole(TextChoices):
    """Why a party is named. Who is responsible gets the credit; the first of them leads."""

    RESPONSIBLE = "responsible", _("responsible partner")
    MEMBER = "member", _("party on our side")
    COUNTERPART = "counterpart", _("counterpart")
    FACILITATOR = "facilitator", _("facilitator")


class AgreementKind(TextChoices):
    MOU = "mou", _("memorandum of understanding")
    CPA = "cpa", _("cooperation partnership agreement")
    COOPERATION = "cooperation", _("cooperation agreement")
    BUSINESS = "business", _("business agreement")
    CONTRACT = "contract", _("contract")
    NDA = "nda", _("non-disclosure agreement")
    LETTER = "letter", _("letter of intent")
    OTHER = "other", _("other agreement")


class AgreementState(TextChoices):
    """to be signed -> signed -> expired | terminated; or to be signed -> abandoned."""

    TO_BE_SIGNED = "to-be-signed", _("to be signed")
    SIGNED = "signed", _("signed")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    ABANDONED = "abandoned", _("not signed")


class StepState(TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class ImpactKind(TextChoices):
    JOBS = "jobs", _("jobs")
    TURNOVER = "turnover", _("turnover")
    EXPORTS = "exports", _("exports")
    RD_VOLUME = "rd-volume", _("volume of research and development")
    INVESTMENT = "investment", _("investment")


class ImpactReach(TextChoices):
    DIRECT = "direct", _("direct")
    INDIRECT = "indirect", _("indirect")


FOLLOW_UP_MONTHS = (1, 3, 6, 12, 24)


class Reply(TextChoices):
    """What the other partnership said of a collaboration; empty is not asked or not answered."""

    CONFIRMED = "confirmed", _("confirmed")
    DENIED = "denied", _("denied")
