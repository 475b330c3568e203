"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventClass(TextChoices):
    """What an event counts as. C2C and B2B are never mixed, and single meetings never with events."""

    PREPARATORY = "preparatory", _("preparatory event")
    MISSION = "mission", _("mission")
    C2C = "c2c", _("C2C event")
    B2B = "b2b", _("B2B event")
    FAIR = "fair", _("fair or exhibition")
    CONFERENCE = "conference", _("conference")
    WEBINAR = "webinar", _("webinar")
    PITCH = "pitch", _("pitch session")
    SPEED_NETWORKING = "speed-networking", _("speed networking")
    INNOVATION_LAB = "innovation-lab", _("innovation lab or jam")
    TRAINING = "training", _("training")
    MOBILITY = "mobility", _("mobility exchange")
    OTHER = "other", _("other event")


class EventKind(TextChoices):
    """The form it took."""

    WORKSHOP = "workshop", _("workshop")
    SEMINAR = "seminar", _("seminar")
    CONFERENCE = "conference", _("conference")
    MEETING = "meeting", _("meeting")
    VISIT = "visit", _("visit")
    TRAINING = "training", _("training")
    ANNUAL_MEETING = "annual-meeting", _("annual meeting or assembly")
    MATCHMAKING = "matchmaking", _("matchmaking")
    TRADE_FAIR = "trade-fair", _("trade fair")
    WORLD_EXPO = "world-expo", _("world exhibition")
    DELEGATION = "delegation", _("journey of a delegation")
    OTHER = "other", _("other form")


class MissionDirection(TextChoices):
    OUTBOUND = "outbound", _("outbound")
    INBOUND = "inbound", _("inbound")


class EventMode(TextChoices):
    PHYSICAL = "physical", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site and online")


class EventRole(TextChoices):
    """In what capacity an organisation is named with an event; those responsible get the credit, the first as lead."""

    RESPONSIBLE = "responsible", _("responsible partner")
    HOST = "host", _("host")
    PARTICIPANT = "participant", _("participant")
    COUNTERPART = "counterpart", _("counterpart")


class EventSide(TextChoices):
    """On which side of a mission an organisation is listed; its kind may be another by its name."""

    EU_CLUSTER = "eu-cluster", _("European clusters")
    EU_SME = "eu-sme", _("European SMEs")
    INTERMEDIARY = "intermediary", _("intermediaries of the country")
    BUSINESS = "business", _("businesses of the country")


class CallState(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class QuestionKind(TextChoices):
    TEXT = "text", _("text")
    NUMBER = "number", _("number")
    CHOICE = "choice", _("choice")


class ApplicationState(TextChoices):
    """draft -> submitted -> selected | reserve | rejected; withdrawn by the applicant."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    SELECTED = "selected", _("selected")
    RESERVE = "reserve", _("reserve")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CallLetterKind(TextChoices):
    PUBLISHED = "published", _("the call is open")
    SELECTED = "selected", _("selected")
    RESERVE = "reserve", _("reserve")
    REJECTED = "rejected", _("rejected")
    MOVED_UP = "moved-up", _("moved up from the reserve")


APPLICATION_TONES = {
    "selected": "good",
    "reserve": "warning",
    "rejected": "neutral",
    "withdrawn": "neutral",
    "draft": "neutral",
}


class DelegationState(TextChoices):
    """A draft is known to its organisers and to those asked; published, who is confirmed is seen wherever the event is."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class DelegateState(TextChoices):
    """invited -> confirmed -> withdrawn, with a reason; who withdrew may be invited again."""

    INVITED = "invited", _("invited")
    CONFIRMED = "confirmed", _("confirmed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class TravelKind(TextChoices):
    FLIGHT = "flight", _("flight")
    TRAIN = "train", _("train")
    HOTEL = "hotel", _("hotel")
    TRANSFER = "transfer", _("transfer")
    VISIT = "visit", _("visit")
    MEAL = "meal", _("meal")
    OTHER = "other", _("other")


class CostKind(TextChoices):
    FLIGHT = "flight", _("flight")
    HOTEL = "hotel", _("hotel")
    TRANSFER = "transfer", _("transfer")
    VENUE = "venue", _("venue and technology")
    INTERPRETING = "interpreting", _("interpreting and translation")
    MATERIAL = "material", _("catalogue and material")
    FEE = "fee", _("fee")
    OTHER = "other", _("other")


class Bearer(TextChoices):
    """Who pays a cost."""

    PARTNERSHIP = "partnership", _("partnership")
    PARTICIPANT = "participant", _("participant")
    ORGANISER = "organiser", _("organiser")
    GRANT = "grant", _("grant")


class ExchangePhase(TextChoices):
    """registration -> matching -> building -> finalisation -> closed; cancelled, with a reason, before it is paid."""

    REGISTRATION = "registration", _("registration")
    MATCHING = "matching", _("matching")
    BUILDING = "building", _("exchange building")
    FINALISATION = "finalisation", _("finalisation")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


class ExchangeSide(TextChoices):
    """The four that sign, in the order in which they are asked."""

    VISITING = "visiting", _("visiting organisation")
    HOST = "host", _("host organisation")
    VISITING_PARTNERSHIP = "visiting-partnership", _("partnership of the visiting organisation")
    HOST_PARTNERSHIP = "host-partnership", _("partnership of the host")


class ExchangeTurn(TextChoices):
    """What somebody is asked for."""

    VALIDATE = "validate", _("validate the registration")
    MATCH = "match", _("agree to the match")
    SIGN = "sign", _("sign the agreement")
    REPORT = "report", _("write the report")
    PAY = "pay", _("pay the lump sum")
