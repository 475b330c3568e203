"""Tables of events: what was exported imports as unchanged, faults are named, and nobody writes into what is not hers."""

import csv

import pytest

from kontor.hub.missions.exporters import ExportEvents
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors
from tests.factories import actors
from tests.factories.actors import SYSTEM
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source
from tests.factories.missions import make_event, make_named
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db


def written(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list({name: None for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def stage():
    partnership = make_partnership(key="elca")
    for key in ("mech", "bic"):
        make_participation(partnership, make_organisation(key=key))
    make_country("AE")
    make_source(key="d32")
    return partnership


FAIR = {"id": "fair", "partnership": "elca", "name": "Expo", "class": "fair", "country": "AE", "start": "2022-02-04",
        "responsible": "mech; bic", "source": "d32#table9"}  # fmt: skip
AGAIN = FAIR | {"id": "again", "responsible": "bic", "same_as": "fair"}


def test_rows_become_events_with_organisations_in_order(stage, tmp_path):
    loaded = load(
        actor=SYSTEM, kind="events", path=written(tmp_path / "e.csv", AGAIN, FAIR | {"same_as": ""})
    )

    assert loaded.rows == 2
    assert Event.objects.get(key="again").same_as == Event.objects.get(key="fair")
    rows = EventOrganisation.objects.filter(event__key="fair").order_by("position")
    assert [row.organisation.key for row in rows] == ["mech", "bic"]


def test_second_loading_changes_nothing_and_another_order_does(stage, tmp_path):
    path = written(tmp_path / "e.csv", FAIR)
    load(actor=SYSTEM, kind="events", path=path)
    version = Event.objects.get().version

    load(actor=SYSTEM, kind="events", path=path)
    assert Event.objects.get().version == version
    load(actor=SYSTEM, kind="events", path=written(path, FAIR | {"responsible": "bic; mech"}))

    rows = EventOrganisation.objects.order_by("position")
    assert [row.organisation.key for row in rows] == ["bic", "mech"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"start": "31.02.2022"}, "31.02.2022"),
        ({"end": "2021"}, "ends"),
        ({"meetings": "3"}, "C2C and B2B"),
        ({"class": "party"}, "party"),
        ({"responsible": "nobody"}, "nobody"),
        ({"number": "0"}, "one event or more"),
        ({"row": "2", "list": ""}, "name the list"),
    ],
)
def test_faults_are_named(stage, tmp_path, wrong, told):
    with pytest.raises(HasErrors, match=told):
        load(actor=SYSTEM, kind="events", path=written(tmp_path / "e.csv", FAIR | wrong))

    assert Event.objects.count() == 0


def test_partner_imports_for_her_partnership_and_not_for_another(stage, tmp_path):
    coordinator = actors.make_coordinator(stage.team)
    foreign = make_partnership(key="foreign")

    load(actor=coordinator, kind="events", path=written(tmp_path / "e.csv", FAIR | {"source": ""}))
    with pytest.raises(Exception, match="entered by its partners"):
        load(
            actor=coordinator,
            kind="events",
            path=written(
                tmp_path / "f.csv", FAIR | {"id": "other", "partnership": foreign.key, "source": ""}
            ),
        )

    assert [one.key for one in Event.objects.all()] == ["fair"]


def test_hidden_partnership_is_not_known_to_who_does_not_see_it(stage, tmp_path):
    make_partnership(key="hidden", visibility="partners")
    coordinator = actors.make_coordinator(stage.team)

    with pytest.raises(HasErrors, match="not known"):
        load(
            actor=coordinator,
            kind="events",
            path=written(tmp_path / "e.csv", FAIR | {"partnership": "hidden"}),
        )


def test_what_was_exported_imports_as_unchanged(stage, tmp_path):
    counted = make_event(stage, key="one", event_class="b2b", meetings=4, start="2022-06", note="as told")
    make_event(stage, key="two", same_as=counted)
    make_named(counted, make_organisation(key="guest"), role="participant")
    rows = [
        {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
        for row in ExportEvents().rows(SYSTEM)
    ]
    versions = sorted(Event.objects.values_list("key", "version"))

    load(actor=SYSTEM, kind="events", path=written(tmp_path / "e.csv", *rows))

    assert sorted(Event.objects.values_list("key", "version")) == versions


def test_organisations_are_named_with_their_side(stage, tmp_path):
    make_event(stage, key="mission", event_class="mission")
    row = {
        "event": "mission",
        "organisation": "mech",
        "role": "participant",
        "side": "eu-cluster",
        "note": "twice",
    }

    load(actor=SYSTEM, kind="event-organisations", path=written(tmp_path / "o.csv", row))
    load(actor=SYSTEM, kind="event-organisations", path=written(tmp_path / "o.csv", row | {"note": "once"}))

    (named,) = EventOrganisation.objects.all()
    assert (named.organisation.key, named.side, named.note) == ("mech", "eu-cluster", "once")
