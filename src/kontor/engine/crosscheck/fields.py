"""Which collections a question may speak of and what each of their fields holds.

This is the contract between the questions that people bind to claims and whoever gathers the records. Every row
is a mapping with a text `id` that is unique in its collection and the same in every load (for a partnership or
an organisation its slug). Fields may hold a text, a number, a truth value, an ISO date as precise as it is known,
or a list of them. What is unknown is None, '' or an empty list: never 0, never 'n/a'.
"""

from collections.abc import Mapping

from kontor.engine.crosscheck.questions import COUNTING_RULES, N_, Question, QuestionError

_PARTNERSHIP = {
    "kind": "ESCP-4i, ESCP-S3, INNOSUP-1 ...",
    "generation": "1 or 2; unknown where the kind has no generations",
    "strand": "1, 2 or voluntary",
}

COLLECTIONS: Mapping[str, Mapping[str, str]] = {
    "partnerships": {
        "id": "slug",
        **_PARTNERSHIP,
        "start": "first day, month or year",
        "end": "last day, month or year",
        "smes_involved": "number of SMEs as the source counts them",
        "sector_focus": "words of the source",
    },
    "participations": {
        "id": "one per place of an organisation in a partnership",
        "partnership": "id of the partnership",
        "organisation": "id of the organisation",
        "country": "two letters: the organisation's country",
        "role": "coordinator, partner, affiliated partner, ambassador",
        **_PARTNERSHIP,
        "organisation_kind": "cluster, university, company ...",
    },
    "targets": {
        "id": "one per partnership, country, basis and source",
        "partnership": "id of the partnership",
        "country": "two letters of the target country",
        "basis": "target, mission or agreement",
        **_PARTNERSHIP,
    },
    "organisations": {
        "id": "slug",
        "country": "two letters",
        "region": "name of the region in its official spelling",
        "kind": "cluster, university, company ...",
        "label": "gold, silver, bronze",
        "other_labels": "list of other labels",
    },
    "classifications": {
        "id": "one per organisation and term",
        "organisation": "id of the organisation",
        "taxonomy": "sectoral-industry, emerging-industry, technology-field, s3-priority",
        "term": "label of the term",
    },
    "activities": {
        "id": "one per activity as printed",
        "partnership": "id of the partnership",
        "type": "mission, agreement, b2b-meeting ...",
        "count": "number printed; unknown where none is",
        "country": "two letters, or EU",
        **_PARTNERSHIP,
    },
    "claims": {
        "id": "id of the claim",
        "value": "number or ISO date",
        "unit": "partnerships, SMEs, EUR, date ...",
        "scope": "what the claim speaks of",
        "country": "two letters where it speaks of one country",
    },
    "good_practices": {
        "id": "slug",
        "partnership": "id of the partnership",
        "area": "one of the challenge areas",
    },
    "recommended_actions": {"id": "number", "area": "one of the challenge areas"},
    "challenges": {"id": "slug", "area": "one of the challenge areas"},
    "interested_clusters": {
        "id": "one per cluster on the list",
        "organisation": "id of the organisation",
        "country": "two letters",
        "region": "as the organisation has it, the list's own word where the organisation has none",
        "sectors": "list of sectoral industries",
        "emerging_industries": "list",
        "technology_fields": "list",
        "s3_ec_priorities": "list",
        "label": "gold, silver, bronze",
        "other_labels": "list",
    },
    "cases": {
        "id": "slug",
        "partner_country": "two letters of the European side",
        "partner_organisations": "ids of the European side",
        "counterpart_organisations": "ids of the other side",
        "sector": "list of words",
        "type": "mission-to-europe, contact, mou ...",
        "start": "first day, month or year",
        "end": "last day, month or year",
        "status": "completed, planned ...",
    },
    "events": {
        "id": "slug",
        "event": "id of the event that it is, where two entries tell of one",
        "partnership": "id of the partnership",
        "class": "preparatory, c2c, b2b, fair, conference ...",
        "form": "workshop, seminar, meeting, trade-fair ...",
        "counterpart_kind": "public-authority, university ...",
        "country": "two letters",
        "register": "the partnership's own list that it stands in",
        "partner": "ids of the responsible partners",
        "number": "events that the entry stands for",
        "meetings": "single meetings held, as stated",
        "participants": "people, as stated",
        "start": "first day, month or year",
        "end": "last day, month or year",
    },
    "cooperation_cases": {
        "id": "slug",
        "case": "id of the case that it is, where two entries tell of one",
        "partnership": "id of the partnership",
        "level": "cluster or sme",
        "type": "formal-agreement, collaboration-project ...",
        "state": "contact, negotiation, agreement-to-be-signed, signed, active, closed",
        "country": "two letters of the counterpart's country",
        "objective": "list of results that it is for",
        "sector": "words of the source",
        "partner": "ids of the responsible partners",
        "counterpart": "ids of the other side, where it is not confidential",
        "register": "lists that name it",
        "start": "first day, month or year",
    },
    "case_reports": {
        "id": "one per row of a list",
        "case": "id of the case",
        "partnership": "id of the partnership that reports",
        "register": "the partnership's own list",
        "state": "state that the list gives",
        "type": "type that the list gives",
        "level": "cluster or sme",
        "country": "two letters of the counterpart's country",
        "partner": "ids of the responsible partners",
    },
    "agreements": {
        "id": "slug",
        "agreement": "id of the agreement that it is, where two entries tell of one",
        "case": "id of the case",
        "partnership": "id of the partnership",
        "kind": "mou, cpa, cooperation, business, contract ...",
        "state": "to-be-signed, signed, expired, terminated, abandoned",
        "signed": "day, month or year of the signature",
        "level": "cluster or sme",
        "counterpart_kind": "cluster-organisation, sme, rto ...",
        "country": "two letters of the counterpart's country, or EU",
        "sector": "words of the source",
        "register": "lists that name its case",
        "counterpart": "ids of the other side, where it is not confidential",
        "partner": "ids of the responsible partners",
        "credited_to": "another project that the source credits",
        "strand": "1, 2 or voluntary",
    },
    "collaborations": {
        "id": "slug",
        "reporter": "id of the partnership that says so",
        "counterpart": "id of the partnership named",
        "pair": "both ids, in one order",
        "status": "one-sided, confirmed, denied",
        "reporter_generation": "1 or 2",
        "counterpart_generation": "1 or 2",
        "strand": "of the reporting partnership",
        "detail": "whether details are given",
        "topic": "list of topics",
        "register": "the list that it stands in",
    },
    "indicators": {
        "id": "slug",
        "partnership": "id of the partnership",
        "number": "number in the partnership's list",
        "target": "target of the whole partnership",
    },
    "indicator_targets": {
        "id": "one per indicator and partner",
        "indicator": "id of the indicator",
        "number": "number of the indicator",
        "partnership": "id of the partnership",
        "partner": "id of the partner",
        "value": "the partner's part of the target",
    },
    "roadmap_activities": {
        "id": "slug",
        "partnership": "id of the partnership",
        "kind": "word of the list",
        "month": "number of the project month",
        "due": "day",
        "state": "planned, started, done, dropped; unknown where nothing is recorded",
    },
    "waves": {
        "id": "key of the wave of a survey",
        "survey": "key of the survey",
        "opens": "day",
        "closes": "day",
    },
    "responses": {
        "id": "wave and number of the response",
        "wave": "key of the wave of a survey",
        "partnership": "id of the partnership that it speaks for",
        "strand": "group under which it is counted",
        "state": "opened, partial, submitted",
        "block": "list of pages on which something was answered",
    },
    "invitations": {
        "id": "wave and number of the invitation",
        "wave": "key of the wave of a survey",
        "partnership": "id of the partnership that was asked",
        "strand": "group under which it is counted",
    },
}
"""Collection -> field -> what it holds."""

_SAME_THING: Mapping[str, tuple[str, ...]] = {
    "as-printed": ("places", "organisations", "agreements", "targets", "events", "cases", "pairs"),
    "places": ("as-printed", "organisations"),
    "organisations": ("as-printed", "places"),
    "agreements": ("as-printed",),
    "targets": ("as-printed",),
    "events": ("as-printed",),
    "cases": ("as-printed",),
    "pairs": ("as-printed",),
}
_RULED = ("count", "sum", "mean", "groups", "set", "ratio", "share", "difference")


def rules_for(collection: str) -> tuple[str, ...]:
    """Return the counting rules that have a meaning in `collection`, 'distinct' left out.

    >>> rules_for("participations")
    ('as-printed', 'places', 'organisations', 'partnerships', 'targets', 'countries')
    """
    known = COLLECTIONS.get(collection, {})
    return tuple(
        rule
        for rule, needed in COUNTING_RULES.items()
        if rule != "distinct" and all(_has(known, collection, field) for field in needed)
    )


def alternatives(question: Question) -> tuple[str, ...]:
    """Return the other counting rules by which somebody may have counted the same kind of thing.

    Rules that count another kind of thing (countries for partnerships) are none, or they would agree by chance.

    >>> alternatives(Question("participations", rule="organisations"))
    ('as-printed', 'places')
    >>> alternatives(Question("participations", "count-distinct", "country"))
    ()
    """
    if (
        question.rule == "distinct"
        or question.measure not in _RULED
        or (question.group_by and question.field)
    ):
        return ()
    known = rules_for(question.collection)
    return tuple(rule for rule in _SAME_THING.get(question.rule, ()) if rule in known)


def check_fields(question: Question) -> None:
    """Raise QuestionError where `question` names a collection or field that does not exist."""
    known = COLLECTIONS.get(question.collection)
    if known is None:
        raise QuestionError(
            "collection", N_("there is none called '%(name)s'"), tuple(COLLECTIONS), name=question.collection
        )
    named = [("field", question.field), ("group_by", question.group_by)]
    named += [("filters.field", one.field) for one in question.filters]
    named += [("distinct_by", field) for field in question.distinct_by]
    _check_named(named, known, question.collection)
    if question.rule not in (*rules_for(question.collection), "distinct"):
        raise QuestionError(
            "rule",
            N_("%(collection)s cannot be counted so"),
            rules_for(question.collection),
            collection=question.collection,
        )
    _check_parts(question, known)


def _check_parts(question: Question, known: Mapping[str, str]) -> None:
    if question.of is not None:
        check_fields(question.of)
    if question.covers is None:
        return
    _check_named([("covers.field", question.covers.field)], known, question.collection)
    check_fields(Question(question.covers.collection, filters=question.covers.filters))


def _check_named(named: list[tuple[str, str]], known: Mapping[str, str], collection: str) -> None:
    for where, field in named:
        if field and field not in known:
            raise QuestionError(
                where,
                N_("%(collection)s have no field '%(name)s'"),
                tuple(known),
                collection=collection,
                name=field,
            )


def _has(known: Mapping[str, str], collection: str, field: str) -> bool:
    return field in known or field + "s" == collection
