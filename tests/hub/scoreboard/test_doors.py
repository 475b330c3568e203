"""The command, the API, and tables that are imported and exported: the same findings, the same refusals."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.scoreboard.exporters import ExportClaims, ExportFindings
from kontor.hub.scoreboard.models import Claim
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import HasErrors
from kontor.hub.transfer.kit.writers import separated
from tests.factories.accounts import make_team
from tests.factories.actors import SYSTEM, make_coordinator, make_editor, signed_in
from tests.factories.evidence import make_source
from tests.factories.scoreboard import DEMO, load_demo, make_claim, make_participation, make_partnership

pytestmark = pytest.mark.django_db

PLACES = {"collection": "participations", "rule": "places"}


def run(*arguments):
    """(exit code, what was printed) of the command."""
    out = StringIO()
    try:
        call_command("findings", *arguments, stdout=out)
    except SystemExit as left:
        return left.code, out.getvalue()
    return 0, out.getvalue()


def test_findings_command_lists_every_claim_as_json(demo):
    code, printed = run("--json", "--actor", "public", "--as-of", "2026-11-21")

    found = {one["claim"]: one for one in json.loads(printed)}
    assert (code, len(found)) == (1, 204)
    one = found["s3-partners"]
    assert {name: one[name] for name in ("published", "recomputed", "verdict", "rule", "source", "place")} == {
        "published": "57", "recomputed": 61, "verdict": "differs", "rule": "places", "source": "smart-guide-2019",
        "place": "s2.1",
    }  # fmt: skip
    assert len(one["rows"]) == 61


def test_findings_command_of_a_subject_that_agrees_leaves_with_0(demo):
    code, printed = run("--json", "--subject", "co-interested")

    assert (code, [one["verdict"] for one in json.loads(printed)]) == (0, ["agrees"])


def test_findings_command_without_json_prints_a_table(demo):
    code, printed = run("--subject", "s3-partners")

    assert code == 1
    assert "s3-partners" in printed
    assert printed.strip().endswith("1 differs")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--as-of", "31.12.2017"), "is not a day"),
        (("--actor", "nobody@example.org"), "Nobody has the address"),
        (("--subject", "nothing"), "No claim speaks of 'nothing'"),
    ],
)
def test_findings_command_that_cannot_says_why_and_leaves_with_2(arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        run(*arguments)

    assert refused.value.returncode == 2


def test_findings_command_shows_an_actor_only_what_it_sees():
    make_claim(key="closed", visibility="restricted", team=make_team())
    make_claim(key="open")

    keys = {actor: [one["claim"] for one in json.loads(run("--json", *arguments)[1])] for actor, arguments in {
        "public": ("--actor", "public"), "system": (),
    }.items()}  # fmt: skip

    assert keys == {"public": ["open"], "system": ["closed", "open"]}


def load_claim_files():
    load(actor=SYSTEM, kind="claims", path=DEMO / "claims.csv")
    load(actor=SYSTEM, kind="claim-questions", path=DEMO / "claim_questions.csv")


def test_importing_the_demo_gives_the_same_claims_as_its_rows(db):
    load_demo()
    plain = ("key", "statement", "value", "unit", "qualifier", "scope", "place", "country_id", "source_id", "question",
             "question_note")  # fmt: skip
    expected = list(Claim.objects.order_by("key").values(*plain))
    Claim.objects.all().delete()

    load_claim_files()

    assert list(Claim.objects.order_by("key").values(*plain)) == expected


def test_importing_the_demo_again_changes_nothing(db):
    load_demo()
    Claim.objects.all().delete()
    load_claim_files()
    before = list(Claim.objects.values("pk", "version"))

    load_claim_files()

    assert list(Claim.objects.values("pk", "version")) == before


def test_importing_faults_names_value_column_and_line(tmp_path):
    make_source(key="report")
    file = tmp_path / "claims.csv"
    file.write_text(
        "id,statement,value,unit,source\none,One,3-5,partners,report#p1\ntwo,Two,2,partners,nowhere#p2\n"
    )

    with pytest.raises(HasErrors) as refused:
        load(actor=SYSTEM, kind="claims", path=file)

    told = [(problem.line, problem.value) for problem in refused.value.problems]
    assert told == [(2, "3-5"), (3, "nowhere#p2")]
    assert Claim.objects.count() == 0


def test_importing_a_question_that_cannot_be_asked_says_what_may_be(tmp_path):
    make_claim(key="one")
    file = tmp_path / "questions.csv"
    file.write_text('claim_id,question_json,note\none,"{""collection"": ""stars""}",\n')

    with pytest.raises(HasErrors, match="Allowed: partnerships, participations"):
        load(actor=SYSTEM, kind="claim-questions", path=file)


def test_exported_claims_are_imported_as_unchanged(db, tmp_path):
    load_demo()
    file = tmp_path / "claims.csv"
    file.write_text("".join(separated(ExportClaims.columns, ExportClaims().rows(SYSTEM))))

    loaded = load(actor=SYSTEM, kind="claims", path=file)

    assert loaded.rows == 204
    assert loaded.record is None


def test_exports_hold_only_what_the_actor_sees():
    make_claim(key="closed", visibility="restricted", team=make_team())
    make_claim(key="open")

    assert [row["id"] for row in ExportClaims().rows(VISITOR)] == ["open"]
    assert [row["claim"] for row in ExportFindings().rows(VISITOR)] == ["open"]


def test_api_lists_claims_and_findings_that_the_caller_sees(client):
    make_participation()
    make_claim(key="closed", visibility="restricted", team=make_team())
    make_claim(key="open", value="2", question=PLACES)

    signed_in(client, make_coordinator())

    claims = client.get(reverse("api:claims")).json()
    findings = client.get(reverse("api:findings")).json()

    assert [claim["key"] for claim in claims["items"]] == ["open"]
    assert [(one["claim"], one["verdict"], one["recomputed"]) for one in findings] == [("open", "differs", 1)]
    assert client.get(reverse("api:claim", args=["closed"])).status_code == 404


def test_api_answers_a_question_or_says_what_is_wrong(client):
    make_partnership(key="ship")
    signed_in(client, make_coordinator())
    url = reverse("api:answer")

    found = client.get(url, {"question": '{"collection": "partnerships"}'}).json()
    refused = client.get(url, {"question": '{"collection": "stars"}'})

    assert (found["value"], found["rows"], found["bound"]) == (1, ["ship"], "exact")
    assert (refused.status_code, refused.json()["code"]) == (409, "unaskable-question")


def test_api_adds_edits_and_withdraws_a_claim(client):
    team, source = make_team(), make_source(key="report", published_on="2019")
    signed_in(client, make_coordinator(team))
    told = {"statement": "Partners", "value": "57", "unit": "partners", "source": source.key, "team": team.pk}

    added = send(client.post, reverse("api:add_claim"), told)
    key = added.json()["key"]
    del told["team"]
    changed = send(client.put, reverse("api:edit_claim", args=[key]), {**told, "value": "61", "version": 1})
    gone = send(client.post, reverse("api:withdraw_claim", args=[key]), {"reason": "misread"})

    assert (added.status_code, changed.status_code, gone.status_code) == (201, 200, 200)
    assert (changed.json()["value"], gone.json()["withdrawn_on"] is not None) == ("61", True)


@pytest.mark.parametrize(
    ("values", "status", "code"),
    [
        ({"value": "3-5"}, 409, "is-a-range"),
        ({"source": "nowhere"}, 409, "unknown-reference"),
        ({"visibility": "public"}, 403, "not-allowed"),
        ({"team": None}, 409, "team-missing"),
        ({"question": {"collection": "stars"}}, 409, "unaskable-question"),
    ],
)
def test_api_refuses_in_the_words_of_the_page(client, values, status, code):
    team, source = make_team(), make_source(key="report")
    signed_in(client, make_coordinator(team))
    told = {"statement": "Partners", "value": "57", "unit": "partners", "source": source.key, "team": team.pk}

    response = send(client.post, reverse("api:add_claim"), {**told, **values})

    assert (response.status_code, response.json()["code"]) == (status, code)


def test_api_adds_nothing_for_visitors(client):
    response = send(
        client.post, reverse("api:add_claim"), {"statement": "A", "value": "1", "source": "report"}
    )

    assert response.status_code == 401


def test_api_edit_of_somebody_elses_claim_is_refused(client):
    claim = make_claim(team=make_team())
    signed_in(client, make_coordinator())

    response = send(
        client.post, reverse("api:withdraw_claim", args=[claim.key]), {"reason": "I do not like it"}
    )

    assert response.status_code == 403
    assert (
        signed_in(client, make_editor()).get(reverse("api:claim", args=[claim.key])).json()["withdrawn_on"]
        is None
    )


def send(method, url, values):
    return method(url, json.dumps(values), content_type="application/json")
