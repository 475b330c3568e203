"""The command, the API, and tables of indicators: the same figures and the same refusals as the pages."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kontor.hub.directory.actions.merge import merge
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.scoreboard.exporters.indicators import (
    ExportFigures,
    ExportIndicators,
    ExportMeasurements,
    ExportPeriods,
    ExportTargets,
)
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Measurement, Period
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import HasErrors
from kontor.hub.transfer.kit.writers import separated
from tests.factories.actors import SYSTEM, make_coordinator, make_editor, make_outsider_coordinator, signed_in
from tests.factories.directory import make_organisation
from tests.factories.indicators import Elca, make_indicator, make_period
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def elca(db):
    return Elca()


def run(*arguments):
    out = StringIO()
    call_command("indicators", *arguments, stdout=out)
    return out.getvalue()


def test_indicators_command_tells_every_figure_with_its_rows(elca):
    found = json.loads(run("elca", "--json", "--as-of", "2022-12-31", "--actor", "public"))

    figures = {one["code"]: (one["target"], one["value"], len(one["rows"])) for one in found}
    assert figures["kpi.02"] == (12, 4, 4)
    assert [figures[f"kpi.09.{who}"] for who in ("amz", "mav", "pol", "bic", "mech", "joint")] == [
        (1, 2, 2), (1, 1, 1), (1, 1, 1), (1, 0, 0), (1, 0, 0), (None, 1, 1),
    ]  # fmt: skip
    assert set(found[0]) >= {"indicator", "partner", "target", "value", "rule", "rows"}


def test_indicators_command_without_json_prints_a_table(elca):
    printed = run("elca", "--as-of", "2022-12-31")

    assert any(line.split()[:4] == ["kpi.05", "10", "2", "red"] for line in printed.splitlines())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody"], "There is no partnership 'nobody'"),
        (["argo"], "has no indicator"),
        (["argo", "--as-of", "31.12."], "is not a day"),
        (["argo", "--actor", "x@example.org"], "Nobody has the address"),
    ],
)
def test_indicators_command_that_cannot_says_why_and_leaves_with_2(arguments, sentence):
    make_partnership("ARGO", key="argo")

    with pytest.raises(CommandError, match=sentence) as refused:
        run(*arguments)

    assert refused.value.returncode == 2


def test_api_tells_the_figures_as_the_actor_sees_them(client, elca):
    response = client.get("/api/v1/partnerships/elca/scoreboard", {"as_of": "2022-12-31", "credit": "lead"})

    found = {one["code"]: one for one in response.json()}
    assert (found["kpi.03"]["value"], found["kpi.03"]["credit"], found["kpi.05"]["light"]) == (
        7,
        "lead",
        "red",
    )


def test_api_sets_targets_or_refuses_with_the_difference(client, elca):
    signed_in(client, make_coordinator(elca.partnership.team))
    parts = [{"partner": code, "value": 2} for code in elca.partners]

    wrong = send(
        client, "put", "/api/v1/indicators/elca-kpi-02/targets", {"total": 12, "parts": parts, "version": 1}
    )
    right = send(
        client, "put", "/api/v1/indicators/elca-kpi-02/targets", {"total": 10, "parts": parts, "version": 1}
    )

    assert (wrong.status_code, wrong.json()["code"]) == (409, "split-does-not-add-up")
    assert "2 is missing" in wrong.json()["detail"]
    assert (right.status_code, float(right.json()["target"])) == (200, 10)


def test_api_refuses_a_set_to_be_covered_of_another_shape_in_words(client, elca):
    signed_in(client, make_coordinator(elca.partnership.team))
    card = {"title": "Countries reached", "set_target": {"colour": ["red"]}}

    response = send(client, "post", "/api/v1/partnerships/elca/indicators", card)

    assert (response.status_code, response.json()["code"]) == (409, "card-unfit")
    assert response.json()["detail"].startswith("A set to be covered has a dimension")


def send(client, method, address, values):
    return getattr(client, method)(address, json.dumps(values), content_type="application/json")


def test_api_takes_a_value_through_its_steps(client, elca):
    make_indicator(elca.partnership, key="smes")
    make_period(elca.partnership, key="year")
    signed_in(client, make_coordinator(elca.partnership.team))

    made = send(
        client, "post", "/api/v1/indicators/smes/values", {"period": "year", "value": 7, "waiver": "by hand"}
    )
    number = made.json()["id"]
    handed_in = send(client, "post", f"/api/v1/indicator-values/{number}/submit", {})
    own = send(client, "post", f"/api/v1/indicator-values/{number}/verify", {})
    signed_in(client, make_editor())
    verified = send(client, "post", f"/api/v1/indicator-values/{number}/verify", {})

    assert (made.status_code, handed_in.json()["state"]) == (201, "submitted")
    assert (own.status_code, own.json()["code"]) == (409, "verifier-reported")
    assert verified.json()["state"] == "verified"


def test_api_adds_takes_and_edits_indicators(client, elca):
    make_indicator(key="missions", title="Missions", rule={"register": "activities"})
    signed_in(client, make_coordinator(elca.partnership.team))

    added = send(client, "post", "/api/v1/partnerships/elca/indicators", {"title": "Jobs", "unit": "job"})
    taken = send(
        client, "post", "/api/v1/partnerships/elca/indicators/take", {"card": "missions", "number": 11}
    )
    edited = send(
        client,
        "put",
        f"/api/v1/indicators/{added.json()['key']}",
        {"title": "Jobs made", "reason": "Clearer.", "version": 1},
    )
    wrong = send(
        client, "post", "/api/v1/partnerships/elca/indicators", {"title": "X", "rule": {"register": "moon"}}
    )

    assert [one.status_code for one in (added, taken, edited, wrong)] == [201, 201, 200, 409]
    assert (taken.json()["origin"], edited.json()["card_version"]) == ("missions", 2)
    assert "There is no register moon" in wrong.json()["detail"]


def test_api_hands_in_a_report(client, elca):
    period = make_period(elca.partnership)
    signed_in(client, make_coordinator(elca.partnership.team))

    made = send(client, "post", "/api/v1/partnerships/elca/submitted-reports", {"period": period.key})

    assert made.status_code == 201
    assert made.json()["figures"]["indicators"]["elca-kpi-01"]["value"] == 18
    assert len(client.get("/api/v1/partnerships/elca/submitted-reports").json()) == 1
    signed_in(client, make_outsider_coordinator())
    assert client.get("/api/v1/partnerships/elca/submitted-reports").json() == []


def written(tmp_path, exporter, rows=None):
    path = tmp_path / f"{exporter.kind}.csv"
    path.write_text("".join(separated(exporter.columns, rows or exporter().rows(SYSTEM))), encoding="utf-8")
    return path


def test_exports_import_unchanged(elca, tmp_path):
    period = make_period(elca.partnership)
    make_indicator(key="smes", over_time="distinct")
    own = make_indicator(elca.partnership, number=11, over_time="distinct", dimensions=["country"])
    Measurement.objects.create(indicator=own, period=period, members=["A", "B"], state="verified", waiver="x")
    exporters = (ExportIndicators, ExportPeriods, ExportTargets, ExportMeasurements)
    files = {one.kind: written(tmp_path, one) for one in exporters}
    for model in (Measurement, IndicatorTarget, Indicator, Period):
        model.objects.all().delete()

    counts = {kind: load(actor=SYSTEM, kind=kind, path=path).rows for kind, path in files.items()}

    assert counts == {"indicators": 12, "periods": 1, "indicator-targets": 20, "measurements": 1}
    for one in exporters:
        assert written(tmp_path, one).read_text() == files[one.kind].read_text()
        assert load(actor=SYSTEM, kind=one.kind, path=files[one.kind]).record is None


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("indicators", 'id,title,rule\na,A,"{""register"": ""moon""}"\n', "There is no register moon"),
        ("indicators", "id,title,rule\na,A,nonsense\n", "is not JSON"),
        ("periods", "id,partnership,label,start,end\np,elca,P,2022-02-31,2022-12-31\n", "is not a day"),
        (
            "indicator-targets",
            "indicator,partner,target\nelca-kpi-04,amz,5\n",
            "make 21 and not 20: 1 too many",
        ),
        (
            "measurements",
            "indicator,period,value\nelca-kpi-01,year,3\n",
            "counted from records and never typed",
        ),
    ],
)
def test_import_refuses_as_the_pages_do(elca, tmp_path, kind, text, sentence):
    make_period(elca.partnership, key="year")
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises((HasErrors, Exception), match=sentence):
        load(actor=SYSTEM, kind=kind, path=path)


def test_export_of_figures_tells_what_the_actor_sees(elca):
    Indicator.objects.filter(key="elca-kpi-02").update(visibility="partners")

    codes = {row["code"] for row in ExportFigures().rows(VISITOR)}

    assert "kpi.01.amz" in codes
    assert not any(code.startswith("kpi.02") for code in codes)


def test_targets_and_values_follow_when_two_partners_are_merged(elca):
    double = elca.partners["mech"]
    survivor = make_organisation("MECH proper", key="mech-proper")
    value = Measurement.objects.create(
        indicator=make_indicator(elca.partnership),
        period=make_period(elca.partnership),
        partner=double,
        value=3,
    )

    merge(actor=SYSTEM, double=double, survivor=survivor, today=date(2023, 1, 1))

    value.refresh_from_db()
    assert value.partner == survivor
    assert IndicatorTarget.objects.filter(partner=double).count() == 0
