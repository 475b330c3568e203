"""No report tells its reader who a confidential party is, in no format; those with a right on the case read it."""

import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO

import pytest

from kontor.documents import FORMATS, write
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.reports.queries import draw, own_file
from kontor.hub.scoreboard.models import Indicator
from kontor.hub.strategy.models import RoadmapActivity
from tests.factories.actors import make_analyst, make_coordinator, make_outsider_coordinator
from tests.factories.agreements import make_agreement, make_case, make_party, make_report
from tests.factories.directory import make_organisation
from tests.factories.missions import make_event
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
KINDS = ("key-achievements", "cross-fertilisation", "scoreboard")
SECRET = "Quillwort Holdings"
OPEN = "SME, Peru"


@pytest.fixture
def ship():
    """A partnership with a public case whose counterpart is confidential, an indicator and a signed agreement."""
    ship = make_partnership("SHIP", key="ship")
    partner = make_organisation(name="Harbour cluster", visibility="public")
    make_participation(ship, partner)
    case = make_case(ship, level="sme", state="signed", country="PE", title="Joint sales")
    make_report(case, register="sales")
    make_party(case, partner, role="responsible")
    make_party(
        case, make_organisation(name=SECRET, visibility="public"), confidential=True, public_description=OPEN
    )
    make_agreement(case, state="signed")
    rule = {"register": "agreements", "filters": [{"field": "list", "operator": "equal", "value": "sales"}], "dimensions": ["counterpart"]}  # fmt: skip
    Indicator.objects.create(
        key="ship-sales",
        partnership=ship,
        number=1,
        title="Sales agreements",
        rule=rule,
        target=2,
        register="sales",
    )
    return ship


def drawn(actor, kind):
    return draw(actor, kind, as_of=TODAY, today=TODAY, language="en", subject="ship")


def text_of(written, format):
    if format == "pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext (Debian: poppler-utils) is not on this machine")
        return subprocess.run(
            ["pdftotext", "-", "-"], input=written, capture_output=True, check=True
        ).stdout.decode()
    if format in ("docx", "xlsx"):
        with zipfile.ZipFile(BytesIO(written)) as package:
            return " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return written.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", FORMATS)
def test_outsiders_never_read_a_confidential_party(ship, kind, format):
    for actor in (VISITOR, make_outsider_coordinator(), make_analyst()):
        text = text_of(write(drawn(actor, kind), format, site="https://kontor.example"), format)

        assert "Quillwort" not in text
        assert "quillwort" not in text


@pytest.mark.parametrize("kind", ["key-achievements", "cross-fertilisation"])
def test_outsiders_read_what_stands_in_its_place(ship, kind):
    assert OPEN in write(drawn(VISITOR, kind), "html").decode()


@pytest.mark.parametrize("kind", ["key-achievements", "cross-fertilisation"])
def test_coordinator_reads_who_it_is(ship, kind):
    text = write(drawn(make_coordinator(ship.team), kind), "html").decode()

    assert SECRET in text


def test_published_results_name_no_confidential_party_whoever_asks(ship):
    for actor in (VISITOR, make_coordinator(ship.team)):
        _own, written = own_file(
            actor, "scoreboard", "iati", as_of=TODAY, today=TODAY, language="en", subject="ship"
        )

        assert b"uillwort" not in written
        assert b'value="1"' in written


def test_notes_of_a_case_are_read_with_a_right_on_it(ship):
    CooperationCase.objects.update(note=f"{SECRET} asked for this")

    outsiders = write(drawn(make_analyst(), "cross-fertilisation"), "html").decode()
    coordinators = write(drawn(make_coordinator(ship.team), "cross-fertilisation"), "html").decode()

    assert ("asked for this" in outsiders, "asked for this" in coordinators) == (False, True)


def test_hidden_doubles_and_owners_are_not_named(ship):
    hidden = make_organisation(name=SECRET, visibility="restricted", team=None)
    RoadmapActivity.objects.create(
        key="sail", title="Sail", partnership=ship, owner=hidden, planned_month=1, visibility="public"
    )
    event = make_event(name=SECRET, visibility="restricted")
    make_event(ship, register="sales", same_as=event)

    text = write(drawn(VISITOR, "cross-fertilisation"), "html").decode()

    assert "Sail" in text
    assert SECRET not in text
