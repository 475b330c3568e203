"""Words of this area."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.visibility import Visibility


class ActivityState(TextChoices):
    """Empty is not recorded: nobody said anything, which is not 'done'."""

    PLANNED = "planned", _("planned")
    STARTED = "started", _("started")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


STATE_TONES = {"": "neutral", "planned": "info", "started": "warning", "done": "good", "dropped": "neutral"}


class VersionState(TextChoices):
    """proposed -> approved, by the last voice; another proposal takes the place of an open one."""

    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    SUPERSEDED = "superseded", _("replaced before all had approved")


class Answer(TextChoices):
    """Empty is silence, and silence is not consent."""

    APPROVED = "approved", _("approved")
    OBJECTED = "objected", _("objected")


class ChangeKind(TextChoices):
    """What happened to the draft of a strategy."""

    TEXT = "text", _("text changed")
    ADDED = "added", _("objective added")
    CHANGED = "changed", _("objective changed")
    REMOVED = "removed", _("objective removed")


class Readers(TextChoices):
    """Who reads an approved strategy. Not fewer than the partners: what they could not read could not be theirs."""

    PUBLIC = Visibility.PUBLIC.value, Visibility.PUBLIC.label
    PROGRAMME = Visibility.PROGRAMME.value, Visibility.PROGRAMME.label
    PARTNERS = Visibility.PARTNERS.value, Visibility.PARTNERS.label


ANSWER_TONES = {"": "neutral", "approved": "good", "objected": "bad"}


class BarrierKind(TextChoices):
    """The seven barriers that the programme's survey asks about, and others; codes of the taxonomy 'barrier'."""

    IN_PARTNERSHIP = "collaboration-in-partnership", _("Collaboration inside the partnership")
    OTHER_PARTNERSHIPS = "collaboration-with-other-partnerships", _("Collaboration with other partnerships")
    MARKETS = "knowledge-of-markets", _("Knowledge of third markets")
    PARTNERS = "access-to-partners", _("Access to partners in target markets")
    FUNDING = "complementary-funding", _("Complementary funding")
    POLICY = "regional-policy-makers", _("Engagement of regional policy makers")
    SMES = "sme-engagement", _("Engagement of SMEs")
    OTHER = "other", _("Other barrier")


# In which areas of work the guide has help against a barrier, nearest first. That is this platform's reading.
AREAS_OF_A_BARRIER = {
    "collaboration-in-partnership": ("joint-strategy", "cooperation"),
    "collaboration-with-other-partnerships": ("cooperation", "ongoing-partnerships"),
    "knowledge-of-markets": ("internationalisation",),
    "access-to-partners": ("internationalisation", "cooperation"),
    "complementary-funding": ("investment", "ongoing-partnerships"),
    "regional-policy-makers": ("investment",),
    "sme-engagement": ("innovation", "internationalisation"),
    "other": (),
}
# Which topics of what partnerships recommend speak of a barrier.
TOPICS_OF_A_BARRIER = {
    "collaboration-in-partnership": ("leadership", "consortium-size"),
    "knowledge-of-markets": ("scope", "leadership"),
    "access-to-partners": ("leadership", "duration"),
    "complementary-funding": ("eu-initiatives", "follow-up"),
}


class Severity(IntegerChoices):
    LOW = 1, _("low")
    NOTICEABLE = 2, _("noticeable")
    SERIOUS = 3, _("serious")
    BLOCKING = 4, _("blocking")


class BarrierState(TextChoices):
    OPEN = "open", _("open")
    HANDLED = "handled", _("being handled")
    OVERCOME = "overcome", _("overcome")


SEVERITY_TONES = {1: "neutral", 2: "info", 3: "warning", 4: "bad"}
BARRIER_TONES = {"open": "bad", "handled": "warning", "overcome": "good"}


class Stage(TextChoices):
    """The stages of partnering in which somebody brokers."""

    SCOPING = "scoping-and-building", _("Scoping and building")
    MANAGING = "managing-and-maintaining", _("Managing and maintaining")
    REVIEWING = "reviewing-and-revising", _("Reviewing and revising")
    SUSTAINING = "sustaining-outcomes", _("Sustaining outcomes")


class BrokerTask(TextChoices):
    """What a broker does: the guide's roles, in our words."""

    START = "start-the-idea", _("Start the idea and bring the first partners together")
    EXPLORE = "explore-collaboration-options", _("Explore what the partners could do together")
    EXPECTATIONS = "manage-expectations", _("Bring expectations into the open and together")
    PLANNING = "first-planning", _("Guide the first planning")
    AGREEMENT = "help-reach-agreement", _("Help to reach an agreement")
    RESOURCES = "secure-resources", _("Secure people, time and money")
    GOVERNANCE = "set-governance", _("Settle who decides what, and how")
    PROBLEMS = "solve-problems", _("Solve problems between partners")
    COMMUNICATION = "write-communication-plan", _("Write the communication plan")
    BENCHMARKS = "agree-evaluation-benchmarks", _("Agree by what the work will be judged")
    IMPACT = "assess-impact", _("Assess what has changed")
    EFFICIENCY = "review-efficiency", _("Review how well the partners work together")
    VALUE = "review-value-for-partners", _("Review what each partner gains")
    CHANGES = "support-agreement-changes", _("Support changes of the agreement")
    RECOGNITION = "help-recognition", _("See that results and partners are recognised")
    PUBLIC = "agree-public-information", _("Agree what is told in public")
    RESULTS = "help-keep-results", _("Help to keep the results alive")
    NEXT = "prepare-closing-or-next-step", _("Prepare the closing or the next step")


BROKER_TASKS: dict[str, tuple[BrokerTask, ...]] = {
    Stage.SCOPING: (
        BrokerTask.START, BrokerTask.EXPLORE, BrokerTask.EXPECTATIONS, BrokerTask.PLANNING, BrokerTask.AGREEMENT,
    ),
    Stage.MANAGING: (
        BrokerTask.RESOURCES, BrokerTask.GOVERNANCE, BrokerTask.PROBLEMS, BrokerTask.COMMUNICATION, BrokerTask.BENCHMARKS,
    ),
    Stage.REVIEWING: (
        BrokerTask.IMPACT, BrokerTask.EFFICIENCY, BrokerTask.VALUE, BrokerTask.CHANGES, BrokerTask.GOVERNANCE,
    ),
    Stage.SUSTAINING: (BrokerTask.RECOGNITION, BrokerTask.PUBLIC, BrokerTask.RESULTS, BrokerTask.NEXT),
}  # fmt: skip


class LegalForm(TextChoices):
    AGREEMENT = "agreement", _("Agreement of the partners only")
    EEIG = "eeig", _("European Economic Interest Grouping (EEIG)")
    ASSOCIATION = "association", _("Association")
    COMPANY = "company", _("Company")
    FOUNDATION = "foundation", _("Foundation")
    OTHER = "other", _("Other legal form")


class IncomeKind(TextChoices):
    FEES = "fees", _("Fees of members")
    SERVICES = "services", _("Paid services")
    EVENTS = "events", _("Events")
    SPONSORS = "sponsors", _("Sponsors")
    PUBLIC = "public", _("Public money")
    PARTNERS = "partners", _("Own money of the partners")
    OTHER = "other", _("Other income")


class IncomeState(TextChoices):
    """How sure it is."""

    IDEA = "idea", _("an idea")
    PROMISED = "promised", _("promised")
    SECURED = "secured", _("secured")


INCOME_TONES = {"idea": "neutral", "promised": "warning", "secured": "good"}


class GroupState(TextChoices):
    FORMING = "forming", _("forming")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")


class MarkStepKind(TextChoices):
    """The way to a collective mark of the Union, in the guide's five steps."""

    CHECKLIST = "go-through-checklist", _("Go through the office's checklist")
    SEARCH = "search-existing-marks", _("Search for earlier marks")
    CLASSES = "classify-products", _("Classify goods and services")
    OWNER = "give-owner-details", _("Give the details of the owner")
    APPLICATION = "fill-in-application", _("Fill in and file the application")


# What each step asks, in our words.
MARK_STEP_HELP = {
    "go-through-checklist": _("Who may use the mark, by which rules, and what happens to those who break them."),
    "search-existing-marks": _("Is there a mark like it for the same goods, in a country where you want to use it?"),
    "classify-products": _("The classes of the Nice classification, 1 to 45, for which it shall hold."),
    "give-owner-details": _("A body that can hold rights itself, such as an association or an EEIG; not a partnership without a legal form."),
    "fill-in-application": _("With the rules of use; then keep the number of the application and its days."),
}  # fmt: skip
GROUP_TONES = {"forming": "warning", "active": "good", "ended": "neutral"}


class InvestmentStage(TextChoices):
    """The way of a joint investment project, in order; it may stop on it (`STOPPED`)."""

    IDEA = "idea", _("idea")
    MATCHED = "matched", _("matched partners")
    PILOT = "pilot", _("demonstration or pilot")
    PROPOSAL = "proposal", _("bankable proposal")
    SOUGHT = "sought", _("finance sought")
    SECURED = "secured", _("finance secured")
    RUNNING = "running", _("running")
    STOPPED = "stopped", _("stopped")


STAGE_TONES = {
    "idea": "neutral", "matched": "info", "pilot": "info", "proposal": "warning", "sought": "warning", "secured": "good",
    "running": "good", "stopped": "bad",
}  # fmt: skip


class Platform(TextChoices):
    """The thematic platforms for smart specialisation."""

    AGRI_FOOD = "agri-food", _("Agri-food")
    ENERGY = "energy", _("Energy")
    INDUSTRY = "industrial-modernisation", _("Industrial modernisation")


class ProjectRole(TextChoices):
    LEAD = "lead", _("lead")
    TECHNOLOGY = "technology", _("technology owner")
    SITE = "site", _("pilot site")
    USER = "user", _("end user")
    INVESTOR = "investor", _("investor")
    SUPPLIER = "supplier", _("supplier")
    OTHER = "other", _("other role")


class FinanceKind(TextChoices):
    OWN = "own", _("own money")
    PRIVATE = "private", _("private money")
    PUBLIC = "public", _("public money")
    LOAN = "loan", _("loan")


class FinanceState(TextChoices):
    NAMED = "named", _("not asked yet")
    SOUGHT = "sought", _("being talked to")
    APPLIED = "applied", _("applied for")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


FINANCE_TONES = {
    "named": "neutral",
    "sought": "info",
    "applied": "warning",
    "granted": "good",
    "refused": "bad",
}


class Assistance(TextChoices):
    """Technical assistance, such as of a European advisory service."""

    NOT_NEEDED = "not-needed", _("not needed")
    APPLIED = "applied", _("applied for")
    RECEIVED = "received", _("received")


class SheetState(TextChoices):
    """sent -> opened -> answered -> taken over or not. `expired` is never kept: it follows from the term (`SheetState` of a day)."""

    SENT = "sent", _("sent")
    OPENED = "opened", _("opened")
    ANSWERED = "answered", _("answered")
    TAKEN = "taken", _("taken over")
    REFUSED = "refused", _("not taken over")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


SHEET_TONES = {
    "sent": "info", "opened": "info", "answered": "warning", "taken": "good", "refused": "neutral", "declined": "neutral",
    "withdrawn": "neutral", "expired": "bad",
}  # fmt: skip


class Readiness(IntegerChoices):
    """The nine levels of technology readiness, in short words."""

    OBSERVED = 1, _("1 – a principle is observed")
    FORMULATED = 2, _("2 – the idea is formulated")
    SHOWN = 3, _("3 – shown by an experiment")
    LABORATORY = 4, _("4 – works in the laboratory")
    VALIDATED = 5, _("5 – works under realistic conditions")
    DEMONSTRATED = 6, _("6 – demonstrated under realistic conditions")
    PROTOTYPE = 7, _("7 – a prototype runs in operation")
    QUALIFIED = 8, _("8 – complete and qualified")
    PROVEN = 9, _("9 – proven in operation")
