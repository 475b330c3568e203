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
    CASES = "cases", _("cooperation cases")


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
    "area": _("area of work"),
    "basis": _("basis"),
    "count": _("stated number"),
    "country": _("country"),
    "emerging_industries": _("emerging industries"),
    "end": _("end"),
    "generation": _("generation"),
    "id": _("key"),
    "kind": _("kind"),
    "label": _("label of excellence"),
    "organisation": _("organisation"),
    "organisation_kind": _("kind of organisation"),
    "other_labels": _("other labels"),
    "partnership": _("partnership"),
    "region": _("region"),
    "role": _("role"),
    "s3_ec_priorities": _("S3 / EC priorities"),
    "scope": _("scope"),
    "sector_focus": _("sector focus"),
    "sectors": _("sectoral industries"),
    "smes_involved": _("SMEs involved"),
    "start": _("start"),
    "strand": _("strand"),
    "taxonomy": _("taxonomy"),
    "technology_fields": _("technology fields"),
    "term": _("term"),
    "type": _("type"),
    "unit": _("unit"),
    "value": _("stated value"),
}
