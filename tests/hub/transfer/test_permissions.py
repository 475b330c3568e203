import pytest

from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.models import Import
from tests.factories.actors import one_of_each

pytestmark = pytest.mark.django_db


def test_an_import_is_seen_by_its_owner_and_administrators():
    actors = one_of_each()
    record = Import.objects.create(kind="regions", file_name="a.csv", owner_id=actors["coordinator"].user_id)

    seen = {name for name, actor in actors.items() if visible(Import, actor).filter(pk=record.pk).exists()}

    assert seen == {"coordinator", "administrator", "system"}


@pytest.mark.parametrize("action", ["transfer.execute", "transfer.undo", "transfer.discard"])
def test_what_is_done_to_an_import_is_its_owners_business(action):
    actors = one_of_each()
    record = Import.objects.create(kind="regions", file_name="a.csv", owner_id=actors["coordinator"].user_id)

    allowed = {name for name, actor in actors.items() if can(actor, action, record)}

    assert allowed == {"coordinator", "administrator", "system"}


def test_reference_data_is_imported_by_platform_editors_and_exported_by_all():
    actors = one_of_each()

    assert {name for name, actor in actors.items() if can(actor, "transfer.import_reference")} == {
        "editor",
        "administrator",
        "system",
    }
    assert {name for name, actor in actors.items() if can(actor, "transfer.export_reference")} == set(actors)
