"""Planning, executing and undoing with real records."""

import pytest

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.models import AuditEvent, Country, Region
from kontor.hub.foundation.refusal import NotAllowed
from kontor.hub.transfer import actions
from kontor.hub.transfer.kit import HasErrors, InUse, UnknownKind
from kontor.hub.transfer.kit.execution import ChangedSince
from kontor.hub.transfer.models import Import
from tests.factories.actors import make_coordinator
from tests.factories.evidence import make_source
from tests.hub.transfer.making import ACTOR, csv_of, make_country

pytestmark = pytest.mark.django_db
HEADER = ("id", "title", "published")


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "table.csv"
        path.write_text(csv_of(HEADER, *rows), encoding="utf-8")
        return path

    return write


def load(path, **values):
    return actions.load(actor=ACTOR, kind="test-sources", path=path, **values)


def test_load_writes_everything_with_an_audit_entry_each(file):
    make_source(key="old", title="Old")

    loaded = load(file(("old", "Changed", ""), ("new", "New", "2018")))

    assert loaded.counts == {"create": 1, "change": 1, "merge": 0, "skip": 0}
    assert dict(Source.objects.values_list("key", "title")) == {"old": "Changed", "new": "New"}
    assert list(AuditEvent.objects.order_by("number").values_list("action", flat=True)) == [
        "test.create",
        "test.change",
        "transfer.execute",
    ]


def test_load_again_changes_nothing(file):
    path = file(("a", "A", "2018"))
    load(path)

    again = load(path)

    assert (again.rows, again.counts["skip"], again.record) == (1, 1, None)
    assert Import.objects.count() == 1


def test_load_with_an_error_writes_nothing(file):
    with pytest.raises(HasErrors) as errors:
        load(file(("a", "A", "2018"), ("b", "B", "soon")))

    assert str(errors.value) == "line 3, published: 'soon' is not a date: write 2018, 2018-02 or 2018-02-25."
    assert (Source.objects.count(), Import.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("doubles", "keys", "published"),
    [("create", ["a", "b"], ""), ("skip", ["a"], ""), ("same", ["a"], "2019")],
)
def test_load_settles_possible_doubles_as_told(file, doubles, keys, published):
    make_source(key="a", title="Same")

    load(file(("b", "Same", "2019")), doubles=doubles)

    assert list(Source.objects.order_by("key").values_list("key", flat=True)) == keys
    assert Source.objects.get(key="a").published_on == published


def test_load_needs_the_permission_of_the_kind(file):
    with pytest.raises(NotAllowed):
        actions.load(actor=make_coordinator(), kind="test-sources", path=file(("a", "A", "")))


def test_load_of_an_unknown_kind_says_which_there_are(file):
    with pytest.raises(UnknownKind) as refusal:
        actions.load(actor=ACTOR, kind="nonsense", path=file())

    assert str(refusal.value) == (
        "There is nothing called 'nonsense' to import or export. "
        "What there is: countries, regions, programme-memberships, test-sources."
    )


def test_undo_takes_back_what_was_created_and_changed(file):
    make_source(key="old", title="Old", published_on="2017")
    record = load(file(("old", "Changed", ""), ("new", "New", "2018"))).record

    actions.undo(actor=ACTOR, record=record)

    assert list(Source.objects.values_list("key", "title", "published_on")) == [("old", "Old", "2017")]
    record.refresh_from_db()
    assert record.state == "undone"
    assert AuditEvent.objects.latest("number").action == "transfer.undo"


def test_undo_is_refused_when_a_record_changed_since(file):
    record = load(file(("a", "A", ""), ("b", "B", ""))).record
    Source.objects.get(key="a").save()

    with pytest.raises(ChangedSince) as refusal:
        actions.undo(actor=ACTOR, record=record)

    assert str(refusal.value) == (
        "The import cannot be undone: 1 records have been changed since (a). Set them back first, or correct them by hand."
    )
    assert Source.objects.count() == 2


def test_undo_of_reference_data_takes_parts_before_wholes(tmp_path):
    make_country()
    path = tmp_path / "regions.csv"
    path.write_text(
        "code,level,name,country,parent\nES24,2,Aragón,ES,ES2\nES2,1,Noreste,ES,\n", encoding="utf-8"
    )
    record = actions.load(actor=ACTOR, kind="regions", path=path).record

    actions.undo(actor=ACTOR, record=record)

    assert Region.objects.count() == 0


def test_undo_is_refused_while_others_rest_on_what_was_created(tmp_path):
    path = tmp_path / "countries.csv"
    path.write_text("code,alpha3\nES,ESP\n", encoding="utf-8")
    record = actions.load(actor=ACTOR, kind="countries", path=path).record
    Region.objects.create(code="ES2", name="Noreste", level=1, country_id="ES")

    with pytest.raises(InUse, match=r"other records rest on what it created \(Noreste \(ES2\)\)"):
        actions.undo(actor=ACTOR, record=record)

    assert Country.objects.count() == 1
