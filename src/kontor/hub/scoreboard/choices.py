"""Words of this area: verdicts, collections, measures, counting rules and conditions, as people read them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VerdictWord(TextChoices):
    """What the checker may say of a claim (`engine.crosscheck.claims.VERDICTS`)."""

    AGREES = "agrees", _("agrees")
    DIFFERS = "differs", _("differs")
    CONTRADICTS = "contradicts", _("contradicted by another claim")
    PARTS_DO_NOT_SUM = "parts-do-not-sum", _("the parts do not add up")
    SET_DIFFERENCE = "set-difference", _("another set")
    DATE_IMPOSSIBLE = "date-impossible", _("impossible date")
    OUTSIDE = "outside", _("outside the project")
    STATUS_CONFLICT = "status-conflict", _("conflicting states")
    DUPLICATE = "duplicate", _("stated twice")
    MISSING_DATA = "missing-data", _("records are missing")
    LOWER_BOUND = "lower-bound", _("lower bound only")
    NOT_RECOMPUTABLE = "not-recomputable", _("cannot be recomputed")


TONES = {
    "agrees": "good",
    "differs": "bad",
    "contradicts": "bad",
    "parts-do-not-sum": "bad",
    "set-difference": "bad",
    "date-impossible": "bad",
    "outside": "bad",
    "status-conflict": "bad",
    "duplicate": "warning",
    "missing-data": "warning",
    "lower-bound": "info",
    "not-recomputable": "neutral",
}


# Nobody need look: the records agree, or cannot judge.
OPEN_VERDICTS = ("agrees", "missing-data", "lower-bound", "not-recomputable")

VERDICT_MEANINGS = {
    "agrees": _("The records give the stated value."),
    "differs": _(
        "The records give another value. Both stay visible; look at the rows before believing either."
    ),
    "contradicts": _("Nothing in the records can decide, and another claim states otherwise."),
    "parts-do-not-sum": _("The claim is held against other claims, and they do not make the stated value."),
    "set-difference": _("The records give another list: some of it is missing, or there is more."),
    "date-impossible": _("The stated day does not exist."),
    "outside": _("The stated day lies outside the time it could belong to."),
    "status-conflict": _("Two sources give one record different states."),
    "duplicate": _("The same is stated twice."),
    "missing-data": _("Records that would decide are missing, so that the value is open."),
    "lower-bound": _(
        "Records are missing. What there is does not contradict the claim: the true value is at least this."
    ),
    "not-recomputable": _(
        "No question about the records is bound to the claim, or records of its kind are not kept."
    ),
}


class HardnessWord(TextChoices):
    """How hard an inconsistency of the records is (`engine.crosscheck.findings.HARDNESS`)."""

    CERTAIN = "certain", _("certain")
    LIKELY = "likely", _("likely")
    ASK = "ask", _("to be asked")


# What a verdict is called where no claim is judged but rows against rows.
UNFIT_WORDS = {
    "differs": _("another number"),
    "contradicts": _("told otherwise elsewhere"),
    "parts-do-not-sum": _("the parts do not add up"),
    "set-difference": _("not on the list"),
    "date-impossible": _("date"),
    "outside": _("outside the project"),
    "status-conflict": _("conflicting states"),
    "duplicate": _("stated twice"),
    "missing-data": _("something is missing"),
    "not-recomputable": _("cannot be recomputed"),
}
HARDNESS_MEANINGS = {
    "certain": _("Both cannot be."),
    "likely": _("They are one, or wrong, unless somebody knows better."),
    "ask": _("Both may be; somebody must say."),
}
HARDNESS_TONES = {"certain": "bad", "likely": "warning", "ask": "info"}


class CollectionWord(TextChoices):
    """What can be counted (`engine.crosscheck.fields.COLLECTIONS`)."""

    PARTNERSHIPS = "partnerships", _("partnerships")
    PARTICIPATIONS = "participations", _("participations")
    TARGETS = "targets", _("target markets")
    ORGANISATIONS = "organisations", _("organisations")
    CLASSIFICATIONS = "classifications", _("classifications")
    ACTIVITIES = "activities", _("stated activities")
    CLAIMS = "claims", _("claims")
    GOOD_PRACTICES = "good_practices", _("good practices")
    RECOMMENDED_ACTIONS = "recommended_actions", _("recommended actions")
    CHALLENGES = "challenges", _("challenges")
    INTERESTED_CLUSTERS = "interested_clusters", _("clusters interested in a country")
    CASES = "cases", _("cases of a country paper")
    EVENTS = "events", _("events")
    COOPERATION_CASES = "cooperation_cases", _("cooperation cases")
    CASE_REPORTS = "case_reports", _("rows of lists of cases")
    AGREEMENTS = "agreements", _("agreements")
    COLLABORATIONS = "collaborations", _("reported collaborations")
    INDICATORS = "indicators", _("indicators")
    INDICATOR_TARGETS = "indicator_targets", _("parts of targets")
    ROADMAP_ACTIVITIES = "roadmap_activities", _("roadmap activities")
    WAVES = "waves", _("waves of surveys")
    RESPONSES = "responses", _("responses to surveys")
    INVITATIONS = "invitations", _("invitations to surveys")


class MeasureWord(TextChoices):
    COUNT = "count", _("number")
    COUNT_DISTINCT = "count-distinct", _("number of different values")
    SUM = "sum", _("sum")
    MEAN = "mean", _("mean")
    MAX = "max", _("largest")
    MIN = "min", _("smallest")
    MIN_DATE = "min-date", _("earliest date")
    MAX_DATE = "max-date", _("latest date")
    SET = "set", _("list")
    SHARE = "share", _("share")
    RATIO = "ratio", _("ratio")
    DIFFERENCE = "difference", _("difference")
    ONLY_HERE = "only-here", _("number only found here")
    GROUPS = "groups", _("number of groups")


class RuleWord(TextChoices):
    """What counts as one (`engine.crosscheck.questions.COUNTING_RULES`)."""

    AS_PRINTED = "as-printed", _("every row counts, as printed")
    PLACES = "places", _("places: an organisation counts once in each partnership")
    ORGANISATIONS = "organisations", _("distinct organisations")
    PARTNERSHIPS = "partnerships", _("distinct partnerships")
    TARGETS = "targets", _("a country counts once for each partnership")
    COUNTRIES = "countries", _("distinct countries")
    AGREEMENTS = "agreements", _("distinct agreements")
    EVENTS = "events", _("distinct events")
    CASES = "cases", _("distinct cases")
    PAIRS = "pairs", _("distinct pairs")
    DISTINCT = "distinct", _("distinct by chosen fields")


class OperationWord(TextChoices):
    IS = "is", _("is")
    IS_NOT = "is-not", _("is not")
    IN = "in", _("is one of")
    NOT_IN = "not-in", _("is none of")
    AT_LEAST = "at-least", _("is at least")
    AT_MOST = "at-most", _("is at most")
    CONTAINS = "contains", _("contains")
    KNOWN = "known", _("is known")
    UNKNOWN = "unknown", _("is not known")


FIELD_WORDS = {
    "agreement": _("agreement"),
    "area": _("area of work"),
    "basis": _("basis"),
    "block": _("page answered"),
    "case": _("cooperation case"),
    "class": _("class of event"),
    "closes": _("closes"),
    "count": _("stated number"),
    "counterpart": _("counterpart"),
    "counterpart_generation": _("generation of the counterpart"),
    "counterpart_kind": _("kind of counterpart"),
    "country": _("country"),
    "credited_to": _("credited to another project"),
    "detail": _("details given"),
    "due": _("due on"),
    "emerging_industries": _("emerging industries"),
    "end": _("end"),
    "event": _("event"),
    "form": _("form"),
    "generation": _("generation"),
    "id": _("key"),
    "indicator": _("indicator"),
    "kind": _("kind"),
    "label": _("label of excellence"),
    "level": _("level"),
    "meetings": _("single meetings"),
    "month": _("project month"),
    "number": _("number"),
    "objective": _("objective"),
    "opens": _("opens"),
    "organisation": _("organisation"),
    "organisation_kind": _("kind of organisation"),
    "other_labels": _("other labels"),
    "pair": _("pair of partnerships"),
    "participants": _("participants"),
    "partner": _("responsible partner"),
    "partnership": _("partnership"),
    "register": _("list"),
    "reporter": _("reporting partnership"),
    "reporter_generation": _("generation of the reporter"),
    "region": _("region"),
    "role": _("role"),
    "s3_ec_priorities": _("S3 / EC priorities"),
    "scope": _("scope"),
    "sector": _("sector"),
    "sector_focus": _("sector focus"),
    "sectors": _("sectoral industries"),
    "signed": _("signed on"),
    "smes_involved": _("SMEs involved"),
    "start": _("start"),
    "state": _("state"),
    "status": _("status"),
    "strand": _("strand"),
    "survey": _("survey"),
    "target": _("target"),
    "taxonomy": _("taxonomy"),
    "technology_fields": _("technology fields"),
    "term": _("term"),
    "topic": _("topic"),
    "type": _("type"),
    "unit": _("unit"),
    "value": _("stated value"),
    "wave": _("wave"),
}


class IndicatorLevel(TextChoices):
    INPUT = "input", _("input")
    OUTPUT = "output", _("output")
    OUTCOME = "outcome", _("outcome")
    IMPACT = "impact", _("impact")


class IndicatorUnit(TextChoices):
    """How a value is expressed (`measure` of the card)."""

    UNIT = "unit", _("number")
    PERCENTAGE = "percentage", _("percentage")
    NOMINAL = "nominal", _("category")
    ORDINAL = "ordinal", _("grade")
    QUALITATIVE = "qualitative", _("in words")


class Direction(TextChoices):
    UP = "up", _("more is better")
    DOWN = "down", _("less is better")


class OverTime(TextChoices):
    """How the values of periods make one (`engine.indicators`)."""

    SUM = "sum", _("sum of what each period adds")
    CUMULATIVE = "cumulative", _("running total: the latest counts")
    LATEST = "latest", _("state at the end: the latest counts")
    MAXIMUM = "maximum", _("largest")
    RATIO = "ratio", _("sum of numerators over sum of denominators")
    DISTINCT = "distinct", _("distinct members")


class OverPartners(TextChoices):
    """How the values of partners make the partnership's."""

    SUM = "sum", _("sum")
    DISTINCT = "distinct", _("distinct members")
    MAXIMUM = "maximum", _("largest")
    JOINT = "joint", _("one value for all")


class Credit(TextChoices):
    """What a partner gets of a joint result. The total counts it once in any case."""

    FULL = "full", _("each partner in full")
    FRACTIONAL = "fractional", _("in equal parts")
    LEAD = "lead", _("the leading partner alone")


class MeasurementState(TextChoices):
    """draft -> submitted -> in verification -> verified -> locked; or returned with a reason."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_VERIFICATION = "in-verification", _("in verification")
    RETURNED = "returned", _("returned")
    VERIFIED = "verified", _("verified")
    LOCKED = "locked", _("locked")


class SubmissionState(TextChoices):
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


# How likely a row of the pipeline ends up counted, by its stage: said wherever a forecast is shown.
STAGES = {
    "planned": 0.9,
    "agreement-to-be-signed": 0.8,
    "to-be-signed": 0.8,
    "negotiation": 0.4,
    "contact": 0.1,
}

STAGE_WORDS = {
    "planned": _("planned for a later day"),
    "agreement-to-be-signed": _("agreement to be signed"),
    "to-be-signed": _("to be signed"),
    "negotiation": _("negotiation"),
    "contact": _("contact"),
}


# On what a target is compared with the past (`engine.indicators.plausibility.BASES`).
BASIS_WORDS = {
    "in-all": _("in all"),
    "per-month": _("for each month"),
    "per-partner": _("for each partner"),
    "per-sme": _("for each SME"),
}


class LightWord(TextChoices):
    """The traffic light, in words: colour never speaks alone."""

    GREEN = "green", _("on course")
    AMBER = "amber", _("a little behind")
    RED = "red", _("behind")
    GREY = "grey", _("no data or no target")


LIGHT_TONES = {"green": "good", "amber": "warning", "red": "bad", "grey": "neutral"}
STATE_TONES = {
    "draft": "neutral",
    "submitted": "info",
    "in-verification": "info",
    "returned": "warning",
    "verified": "good",
    "locked": "good",
    "accepted": "good",
}


class HowCounted(TextChoices):
    ENTERED = "entered", _("entered by partners with evidence")
    RULE = "rule", _("counted from a register")
    RATIO = "ratio", _("ratio of two indicators")
    SUM = "sum", _("sum of indicators")


class RuleMeasure(TextChoices):
    """What of the rows of a register counts (`engine.indicators.rule.MEASURES`)."""

    ROWS = "rows", _("every row")
    DISTINCT = "distinct", _("different values of a field")
    SUM = "sum", _("sum of a field")


class RuleOperator(TextChoices):
    """`engine.indicators.rule.OPERATORS`."""

    EQUAL = "equal", _("is")
    IN = "in", _("is one of")
    NOT_IN = "not-in", _("is none of")
    PRESENT = "present", _("is stated")
    ABSENT = "absent", _("is not stated")
    AT_LEAST = "at-least", _("is at least")
    AT_MOST = "at-most", _("is at most")
    BETWEEN = "between", _("is between")
