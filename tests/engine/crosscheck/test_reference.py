"""The published figures of the two documents against their own records, through `demo/claim_questions.csv`."""

import pytest

from kontor.engine.crosscheck.claims import Claim, agreeing, check, check_question
from kontor.engine.crosscheck.fields import check_fields
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.statements import contradictions, parts_sum

S3 = (Filter("kind", "is", "ESCP-S3"),)


@pytest.fixture(scope="module")
def questions(claim_questions):
    bound = [(row["claim_id"], row["question_json"]) for row in claim_questions]
    return {claim: Question.from_json(question) if question else None for claim, question in bound}


@pytest.fixture(scope="module")
def claims(published):
    return {
        row["id"]: Claim.from_text(row["id"], row["value"], unit=row["unit"], qualifier=row["qualifier"])
        for row in published
    }


@pytest.fixture(scope="module")
def verdicts(claims, questions, records):
    return {key: check_question(claim, questions[key], records) for key, claim in claims.items()}


def test_every_question_speaks_of_fields_that_exist(questions):
    for question in filter(None, questions.values()):
        check_fields(question)


def test_every_claim_has_a_question_or_a_note_why_not(claims, claim_questions):
    unbound = {row["claim_id"]: row["note"] for row in claim_questions if not row["question_json"]}

    assert [row["claim_id"] for row in claim_questions] == list(claims)
    assert len(unbound) == 78
    assert all(unbound.values())


def test_the_published_figures_give_these_verdicts(verdicts):
    assert agreeing(list(verdicts.values())) == {
        "agrees": 74,
        "differs": 13,
        "parts-do-not-sum": 2,
        "missing-data": 9,
        "lower-bound": 28,
        "not-recomputable": 78,
    }


@pytest.mark.parametrize(
    ("claim", "verdict", "recomputed"),
    [
        ("s3-partnerships", "agrees", 9),
        ("s3-countries", "agrees", 19),
        ("s3-partners", "differs", 61),
        ("s3-launch-date", "agrees", "2018-10-25"),
        ("s3-launch-year-s11", "differs", "2018-10-25"),
        ("g1-partnerships", "agrees", 25),
        ("g1-funded", "agrees", 15),
        ("g1-voluntary", "agrees", 10),
        ("g1-clusters-s21", "lower-bound", 93),
        ("g1-run-start", "differs", "2015-03"),
        ("g1-target-countries", "lower-bound", 24),
        ("g1-target-us", "lower-bound", 12),
        ("g1-target-co", "agrees", 6),
        ("g1-smes-members", "lower-bound", 7858),
        ("g1-voluntary-without-targets", "parts-do-not-sum", 1),
        ("g1-coop-mx-total", "parts-do-not-sum", 15),
        ("g2-clusters-s21", "differs", 119),
        ("g2-clusters-s22", "differs", 119),
        ("g2-clusters-it", "differs", 11),
        ("g2-target-br", "agrees", 1),
        ("g2-target-kz", "missing-data", 0),
        ("g2-top3-sectors", "agrees", 12),
        ("targets-difference", "agrees", 6),
        ("challenge-areas-claimed", "differs", 6),
        ("challenge-areas-listed", "agrees", 6),
        ("co-escp-targeting-s11", "differs", 6),
        ("co-escp-targeting-s3", "agrees", 6),
        ("co-interested", "agrees", 34),
        ("co-interested-galicia", "agrees", 3),
        ("co-smes-reina-plus", "agrees", 322),
        ("co-germany-end", "agrees", "2015"),
        ("g1-funding-eur", "not-recomputable", None),
    ],
)
def test_a_published_figure_gives_its_known_verdict(verdicts, claim, verdict, recomputed):
    assert (verdicts[claim].verdict, verdicts[claim].recomputed) == (verdict, recomputed)


def test_the_italian_clusters_agree_when_counted_as_places(verdicts):
    found = verdicts["g2-clusters-it"]

    assert found.agrees_as == ("as-printed", "places")
    assert found.tried == (("as-printed", 14), ("places", 14))


def test_a_figure_opens_the_rows_behind_it(verdicts, records):
    printed = {row["id"] for row in records["participations"] if row["kind"] == "ESCP-S3"}

    assert set(verdicts["s3-partners"].rows) == printed


def test_the_printed_s3_entries_are_one_more_than_the_places(records):
    found = check_question(Claim("s3-printed-entries", 62), Question("participations", filters=S3), records)

    assert (found.verdict, found.recomputed, found.difference) == ("differs", 61, -1)


def test_the_mean_number_of_clusters_holds_by_claims_and_by_records(claims, records, verdicts):
    def value(key):
        return Question("claims", "sum", "value", (Filter("id", "is", key),))

    ratio = Question(
        "claims", "ratio", "value", value("g1-clusters-s21").filters, part="sum", of=value("g1-partnerships")
    )

    by_claims = check_question(claims["g1-avg-clusters"], ratio, records)

    assert (by_claims.verdict, by_claims.recomputed) == ("agrees", 6)
    assert verdicts["g1-avg-clusters"].recomputed == pytest.approx(91 / 15)
    assert verdicts["g1-avg-clusters"].verdict == "agrees"


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("g1-partnerships", ["g1-funded", "g1-voluntary"]),
        ("g2-partnerships", ["g2-initial", "g2-defence"]),
        ("co-interested", [f"co-interested-{code}" for code in ("es", "be", "fr", "de", "it", "pt", "cz")]),
        ("g1-targets-data-partnerships", ["g1-funded", "g1-voluntary-with-data"]),
    ],
)
def test_the_parts_of_a_published_total_add_up(claims, total, parts):
    assert parts_sum(claims[total], [claims[part] for part in parts]).verdict == "agrees"


def test_partnerships_by_strand_add_up(records):
    strands = Question("partnerships", "groups", filters=(Filter("generation", "is", 1),), group_by="strand")
    sizes = [
        Claim(
            strand,
            len(
                [
                    row
                    for row in records["partnerships"]
                    if (row["generation"], row["strand"]) == ("1", strand)
                ]
            ),
        )
        for strand in ("1", "2", "voluntary")
    ]

    assert check_question(Claim("strands", 3), strands, records).verdict == "agrees"
    assert [size.value for size in sizes] == [9, 6, 10]
    assert parts_sum(Claim("g1", 25), sizes).verdict == "agrees"


def test_published_figures_contradict_each_other(claims, questions):
    bound = [(claims[key], question) for key, question in questions.items() if question is not None]

    found = [(one.claim, one.other) for one in contradictions(bound)]

    assert found == [
        ("s3-launch-date", "s3-launch-year-s11"),
        ("s3-launch-year-exec", "s3-launch-year-s11"),
        ("co-escp-existing-s11", "g1-partnerships"),
        ("co-escp-existing-s11", "g1-partnerships-s22"),
        ("g2-clusters-s21", "g2-clusters-s22"),
        ("co-escp-targeting-s11", "co-escp-targeting-s3"),
        ("co-escp-targeting-s11", "g1-target-co"),
        ("g2-targets-data-partnerships", "g2-targets-partnerships-counted"),
        ("challenge-areas-claimed", "challenge-areas-listed"),
    ]


def test_countries_shared_by_five_partnerships_are_at_least_those_known(records):
    shared = Question.from_json(
        {
            "collection": "targets",
            "measure": "set",
            "filters": [{"field": "generation", "op": "is", "value": 1}],
            "rule": "partnerships",
            "group_by": "country",
            "having": {"op": "at-least", "value": 5},
            "covers": {"collection": "partnerships", "field": "partnership"},
        }
    )

    found = check_question(
        Claim("saturated", ("US", "CA", "CN", "BR", "CL", "CO", "IN", "JP", "MX")), shared, records
    )

    assert (found.verdict, found.missing, found.extra) == ("lower-bound", ("CL", "IN", "JP"), ())


def test_figures_without_question_keep_their_published_value(claims):
    assert check(claims["g1-funding-eur"], None).published == 4300000
