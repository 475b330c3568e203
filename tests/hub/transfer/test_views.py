import io
import json
import zipfile

import pytest
from django.urls import reverse

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.models import Country
from kontor.hub.transfer import actions
from kontor.hub.transfer.models import Import
from tests.factories.actors import make_administrator, make_coordinator, make_editor, signed_in, visitor
from tests.factories.evidence import make_source
from tests.hub.transfer.making import make_country, upload_of

pytestmark = pytest.mark.django_db
UPLOAD = "/transfer/import/test-sources/"


def upload(actor, content="id,title\na,A\n"):
    return actions.upload(actor=actor, kind="test-sources", file=upload_of(content))


def text(response):
    return response.content.decode()


def test_index_shows_what_an_editor_may_import(client):
    page = text(signed_in(client, make_editor()).get("/transfer/"))

    assert ('href="/transfer/import/regions/"' in page, 'href="/transfer/export/regions/xlsx/"' in page) == (
        True,
        True,
    )


def test_index_offers_a_coordinator_only_exports(client):
    page = text(signed_in(client, make_coordinator()).get("/transfer/"))

    assert ("/transfer/import/" in page, "/transfer/export/regions/csv/" in page) == (False, True)


@pytest.mark.parametrize("count", [1, 5])
def test_index_asks_the_database_as_often_for_many_imports(client, count, django_assert_num_queries):
    editor = make_editor()
    for _number in range(count):
        upload(editor)
    signed_in(client, editor)

    with django_assert_num_queries(5):
        assert client.get("/transfer/").status_code == 200


def test_index_shows_own_imports_and_all_to_administrators(client):
    upload(make_editor())

    assert "table.csv" not in text(signed_in(client, make_editor()).get("/transfer/"))
    assert "table.csv" in text(signed_in(client, make_administrator()).get("/transfer/"))


def test_upload_page_explains_every_column(client):
    page = text(signed_in(client, make_editor()).get(UPLOAD))

    assert ("As published." in page, "2018-02" in page, "template/xlsx/" in page) == (True, True, True)


def test_upload_is_refused_without_the_permission(client):
    assert signed_in(client, make_coordinator()).get(UPLOAD).status_code == 403


def test_upload_of_an_unknown_kind_is_not_there(client):
    assert signed_in(client, make_editor()).get("/transfer/import/nonsense/").status_code == 404


def test_upload_leads_to_the_plan(client):
    signed_in(client, make_editor())

    response = client.post(UPLOAD, {"file": upload_of("id,title\na,Apple\n")}, follow=True)

    record = Import.objects.get()
    assert response.redirect_chain == [(f"/transfer/imports/{record.pk}/", 302)]
    assert ("Apple" in text(response), "Approve and import" in text(response)) == (True, True)


def test_upload_of_nothing_is_said_at_the_form(client):
    response = signed_in(client, make_editor()).post(UPLOAD, {})

    assert response.status_code == 422


def test_errors_are_shown_with_line_column_and_value(client):
    editor = make_editor()
    record = upload(editor, "id,title,published\na,<b>A</b>,30.02.2020\n")

    page = text(signed_in(client, editor).get(record.get_absolute_url()))

    assert "<code>30.02.2020</code>" in page
    assert "2020-02 has 29 days" in page
    assert "Approve and import" not in page


def test_show_is_not_there_for_others(client):
    record = upload(make_editor())

    assert signed_in(client, make_editor()).get(record.get_absolute_url()).status_code == 404
    assert signed_in(client, visitor()).get(record.get_absolute_url()).status_code == 404


def test_show_filters_by_kind_of_step(client):
    editor = make_editor()
    make_source(key="old", title="Before")
    record = upload(editor, "id,title\nold,After\nnew,Fresh\n")
    signed_in(client, editor)

    changed, created = (
        text(client.get(f"{record.get_absolute_url()}?show={verb}")) for verb in ("change", "create")
    )

    assert ("<del>Before</del>" in changed, "Fresh" in changed) == (True, False)
    assert ("<del>Before</del>" in created, "Fresh" in created) == (False, True)


@pytest.mark.parametrize("rows", [2, 40])
def test_show_asks_the_database_as_often_for_many_rows(client, rows, django_assert_num_queries):
    editor = make_editor()
    record = upload(editor, "id,title\n" + "".join(f"s-{number},T {number}\n" for number in range(rows)))
    signed_in(client, editor)

    with django_assert_num_queries(5):
        assert client.get(record.get_absolute_url()).status_code == 200


def test_execute_writes_and_leads_back(client):
    editor = make_editor()
    record = upload(editor)
    signed_in(client, editor)

    response = client.post(
        reverse("transfer:execute", args=[record.pk]), {"digest": record.plan["digest"]}, follow=True
    )

    assert ("The import is done" in text(response), Source.objects.count()) == (True, 1)
    assert "Undo the import" in text(response)


def test_execute_with_an_undecided_double_says_so(client):
    editor = make_editor()
    make_source(key="b", title="A")
    record = upload(editor)
    signed_in(client, editor)
    url = reverse("transfer:execute", args=[record.pk])

    refused = client.post(url, {"digest": record.plan["digest"], "doubles": ""})
    done = client.post(url, {"digest": record.plan["digest"], "line_2": "create"})

    assert ("decide for each" in text(refused), refused.status_code) == (True, 409)
    assert (done.status_code, Source.objects.count()) == (302, 2)


def test_execute_after_a_change_shows_the_new_plan(client):
    editor = make_editor()
    record = upload(editor)
    make_source(key="a", title="Meanwhile")
    signed_in(client, editor)

    refused = client.post(reverse("transfer:execute", args=[record.pk]), {"digest": record.plan["digest"]})
    page = text(client.get(record.get_absolute_url()))

    assert ("Records have changed" in text(refused), "<del>Meanwhile</del>" in page) == (True, True)


def test_undo_takes_everything_back(client):
    editor = make_editor()
    record = upload(editor)
    actions.execute(actor=editor, record=record, digest=record.plan["digest"])

    response = signed_in(client, editor).post(reverse("transfer:undo", args=[record.pk]), follow=True)

    assert (response.status_code, Source.objects.count()) == (200, 0)
    assert "undone" in text(response)


def test_undo_that_is_refused_says_why(client):
    editor = make_editor()
    record = upload(editor)
    record = actions.execute(actor=editor, record=record, digest=record.plan["digest"])
    Source.objects.get().save()

    response = signed_in(client, editor).post(reverse("transfer:undo", args=[record.pk]))

    assert ("have been changed since (a)" in text(response), response.status_code) == (True, 409)


def test_discard_leads_to_the_list(client):
    editor = make_editor()
    record = upload(editor)

    response = signed_in(client, editor).post(reverse("transfer:discard", args=[record.pk]))

    record.refresh_from_db()
    assert (response.headers["Location"], record.state) == ("/transfer/", "discarded")


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "jsonl"])
def test_export_is_saved_never_shown(client, form):
    make_country()

    response = client.get(f"/transfer/export/countries/{form}/")

    assert response.headers["Content-Disposition"] == f'attachment; filename="countries.{form}"'
    content = b"".join(response.streaming_content)
    assert {"csv": b"ES,ESP", "json": b'"ESP"', "jsonl": b'"ESP"', "xlsx": b"PK"}[form] in content


def test_export_in_an_unknown_format_is_not_there(client):
    assert client.get("/transfer/export/countries/exe/").status_code == 404


def test_export_that_was_downloaded_imports_as_unchanged(client):
    make_country()
    Country.objects.create(code="PT", alpha3="PRT")
    content = b"".join(client.get("/transfer/export/countries/xlsx/").streaming_content)

    record = actions.upload(actor=make_editor(), kind="countries", file=upload_of(content, "countries.xlsx"))

    assert record.plan["counts"] == {"create": 0, "change": 0, "merge": 0, "skip": 2}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_template_is_for_those_who_may_import(client, form):
    address = f"/transfer/import/test-sources/template/{form}/"

    assert signed_in(client, make_coordinator()).get(address).status_code == 403
    content = b"".join(signed_in(client, make_editor()).get(address).streaming_content)
    if form == "csv":
        assert content.decode("utf-8-sig") == "id,title,published,url\r\n"
    else:
        assert zipfile.is_zipfile(io.BytesIO(content))


def test_json_export_is_a_list(client):
    make_country()

    content = b"".join(client.get("/transfer/export/countries/json/").streaming_content)

    assert json.loads(content) == [{"code": "ES", "alpha3": "ESP", "continent": "Europe", "subregion": ""}]
