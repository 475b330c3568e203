"""Participants and wishes in and out: what was exported imports as unchanged, what is wrong is said."""

import csv
from datetime import date

import pytest

from kontor.hub.foundation.actor import system
from kontor.hub.matchmaking.exporters import ExportFollowUps, ExportParticipants, ExportWishes
from kontor.hub.matchmaking.models import Participant, Wish
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors
from tests.factories.actors import make_cluster_manager
from tests.factories.directory import make_country, make_organisation, make_team
from tests.factories.matchmaking import make_follow_up, make_participant, make_session, make_wish

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


def written(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list({name: None for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def session():
    make_country("PE")
    make_organisation(key="hive")
    return make_session(key="lima", zone="America/Lima")


ANA = {"id": "ana", "session": "lima", "type": "visiting", "name": "Ana", "organisation": "hive", "country": "PE",
       "there_from": "2027-05-12 09:00", "minimum": "1"}  # fmt: skip
BEN = {"id": "", "session": "lima", "type": "receiving", "name": "Ben", "organisation": "", "country": "", "there_from": "",
       "minimum": ""}  # fmt: skip


def bring(kind, path):
    return load(actor=SYSTEM, kind=kind, path=path)


def test_rows_become_participants_with_links_and_times_on_the_wall(session, tmp_path):
    bring("participants", written(tmp_path / "p.csv", ANA, BEN))

    ana, ben = Participant.objects.order_by("name")
    assert (ana.there_from.isoformat(), ana.organisation.key, ana.kind.key) == (
        "2027-05-12T14:00:00+00:00", "hive", "visiting",
    )  # fmt: skip
    assert (ben.key, ben.there_from, ben.minimum) == ("lima-ben", None, None)
    assert len({ana.link_digest, ben.link_digest, ""}) == 3


def away_of(key):
    return [slot.start.isoformat() for slot in Participant.objects.get(key=key).away.all()]


def test_times_away_come_and_go_with_the_table(session, tmp_path):
    times = "2027-05-12 04:25;2027-05-12  04:00"
    bring(
        "participants",
        written(tmp_path / "p.csv", ANA | {"away": times, "there_from": ""}, BEN | {"away": ""}),
    )

    assert away_of("ana") == ["2027-05-12T09:00:00+00:00", "2027-05-12T09:25:00+00:00"]
    told = {row["id"]: row["away"] for row in ExportParticipants().rows(SYSTEM)}
    assert told == {"ana": "2027-05-12 04:00; 2027-05-12 04:25", "lima-ben": ""}
    bring("participants", written(tmp_path / "p.csv", ANA | {"away": "2027-05-12 04:25"}))
    assert away_of("ana") == ["2027-05-12T09:25:00+00:00"]
    bring("participants", written(tmp_path / "p.csv", ANA | {"name": "Ana Luz"}))
    assert away_of("ana") == ["2027-05-12T09:25:00+00:00"], "a table without the column leaves them"


def test_answers_of_the_months_after_are_taken_along_by_organisers(session, tmp_path):
    bring("participants", written(tmp_path / "p.csv", ANA))
    make_follow_up(
        Participant.objects.get(), 3, answered_on=date(2027, 8, 12), result="offer", answer="A trial"
    )

    (row,) = ExportFollowUps().rows(SYSTEM)
    assert (row["participant"], row["session"], row["month"], row["result"], row["answer"]) == (
        "ana", "lima", 3, "offer", "A trial",
    )  # fmt: skip
    assert list(ExportFollowUps().rows(make_cluster_manager(make_team(make_organisation())))) == []


def test_what_was_exported_imports_as_unchanged(session, tmp_path):
    bring("participants", written(tmp_path / "p.csv", ANA | {"away": "2027-05-12 04:00"}, BEN))
    bring("wishes", written(tmp_path / "w.csv", {"asker": "ana", "asked": "lima-ben", "weight": "3"}))
    before = list(Participant.objects.order_by("pk").values()), list(Wish.objects.values())

    for kind, exporter in (("participants", ExportParticipants()), ("wishes", ExportWishes())):
        rows = [
            {name: "" if value is None else value for name, value in row.items()}
            for row in exporter.rows(SYSTEM)
        ]
        bring(kind, written(tmp_path / f"{kind}.csv", *rows))

    assert (list(Participant.objects.order_by("pk").values()), list(Wish.objects.values())) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "sme"},
        {"session": "elsewhere"},
        {"there_from": "tomorrow"},
        {"away": "2027-05-12 09:01"},
        {"minimum": "5", "maximum": "3"},
        {"organisation": "nobody"},
        {"country": "XX"},
    ],
)
def test_rows_that_cannot_be_are_refused_and_nothing_is_kept(session, tmp_path, wrong):
    with pytest.raises(HasErrors):
        bring("participants", written(tmp_path / "p.csv", BEN, ANA | wrong))
    assert not Participant.objects.exists()


def test_nobody_imports_into_a_session_she_does_not_plan(session, tmp_path):
    outsider = make_cluster_manager(make_team(make_organisation()))
    with pytest.raises(HasErrors):
        load(actor=outsider, kind="participants", path=written(tmp_path / "p.csv", ANA))


def test_exports_hold_only_what_the_actor_plans(session):
    make_wish(make_participant(session), make_participant(session, side="receiving"))
    outsider = make_cluster_manager(make_team(make_organisation()))

    for exporter in (ExportParticipants(), ExportWishes()):
        assert list(exporter.rows(outsider)) == []
        assert list(exporter.rows(SYSTEM)) != []
