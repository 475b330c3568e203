"""Pages of this area: what they show, what they refuse, what nobody else finds."""

import pytest
from django.urls import reverse

from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation import search
from tests.factories import actors
from tests.factories.accounts import make_team
from tests.factories.evidence import PDF, make_citation, make_document, make_source, make_upload

pytestmark = pytest.mark.django_db

SECRET = "Zanzibarplan"


def as_actor(client, actor):
    return actors.signed_in(client, actor)


@pytest.mark.parametrize("size", [1, 60])
def test_sources_list_takes_the_same_statements(client, size, django_assert_num_queries):
    for number in range(size):
        make_source(publisher=f"Publisher {number % 3}")
    client.get(reverse("evidence:sources"))

    with django_assert_num_queries(3):
        response = client.get(reverse("evidence:sources"))

    assert response.status_code == 200


@pytest.mark.parametrize("size", [1, 60])
def test_documents_list_takes_the_same_statements(client, size, django_assert_num_queries):
    for _ in range(size):
        make_document(visibility="public")
    client.get(reverse("evidence:documents"))

    with django_assert_num_queries(4):
        response = client.get(reverse("evidence:documents"))

    assert response.status_code == 200


def test_sources_are_found_without_accents_and_with_errors(client):
    search.update("source", [make_source(title="Łódź in figures")])

    assert (
        "Łódź in figures" in client.get(reverse("evidence:sources"), {"q": "lodz figrues"}).content.decode()
    )


def test_show_source_lists_what_the_reader_sees(client):
    own, other = make_team(name="Seen team"), make_team(name=SECRET)
    source = make_source(title="Guide", note="A note")
    make_citation(own, source=source, place="table 3")
    make_citation(other, source=source)

    page = as_actor(client, actors.make_sme(own)).get(source.get_absolute_url()).content.decode()

    assert "Seen team" in page
    assert "table 3" in page
    assert SECRET not in page


def test_add_source_as_team_editor(client):
    response = as_actor(client, actors.make_sme()).post(
        reverse("evidence:add_source"), {"title": "Guide", "key": "guide-2019", "published_on_year": "2019"}
    )

    assert response.status_code == 302
    assert Source.objects.get().published_on == "2019"


def test_add_source_says_that_a_key_is_taken(client):
    make_source(key="guide")

    response = as_actor(client, actors.make_sme()).post(
        reverse("evidence:add_source"), {"title": "Guide", "key": "guide"}
    )

    assert response.status_code == 409
    assert "belongs to another source" in response.content.decode()


def test_edit_source_as_platform_editor(client):
    source = make_source(title="Old")
    editor = as_actor(client, actors.make_editor())

    response = editor.post(reverse("evidence:edit_source", args=[source.key]), {"title": "New", "version": 1})

    assert response.status_code == 302
    assert Source.objects.get().title == "New"


def test_edit_source_refuses_others(client):
    source = make_source()

    assert (
        as_actor(client, actors.make_sme())
        .get(reverse("evidence:edit_source", args=[source.key]))
        .status_code
        == 403
    )


def test_upload_document_and_download_it(client):
    team = make_team()
    as_actor(client, actors.make_sme(team))
    values = {
        "team": team.pk,
        "kind": "report",
        "visibility": "partners",
        "file": make_upload("Übersicht.pdf"),
    }

    response = client.post(reverse("evidence:upload_document"), values, follow=True)
    document = Document.objects.get()
    download = client.get(reverse("evidence:download", args=[document.pk]))

    assert response.status_code == 200
    assert (document.title, document.file_name) == ("Übersicht.pdf", "Übersicht.pdf")
    assert b"".join(download.streaming_content) == PDF
    assert download["Content-Disposition"].startswith("attachment")
    assert download["X-Content-Type-Options"] == "nosniff"
    assert download["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_upload_document_names_the_fault_at_the_field(client):
    team = make_team()
    values = {
        "team": team.pk,
        "kind": "report",
        "visibility": "partners",
        "file": make_upload("a.pdf", b"MZ\x90"),
    }

    response = as_actor(client, actors.make_sme(team)).post(reverse("evidence:upload_document"), values)

    assert response.status_code == 422
    assert "none of the kinds of file" in response.content.decode()


def test_upload_document_refuses_the_team_of_others(client):
    values = {"team": make_team().pk, "kind": "report", "visibility": "public", "file": make_upload()}

    response = as_actor(client, actors.make_sme()).post(reverse("evidence:upload_document"), values)

    assert response.status_code == 422
    assert Document.objects.count() == 0


def test_upload_document_refuses_visitors(client):
    assert client.get(reverse("evidence:upload_document")).status_code == 403


def test_edit_document_changes_who_sees_it(client):
    team = make_team()
    document = make_document(team=team)
    values = {"title": "New", "kind": "other", "visibility": "public", "version": 1}

    response = as_actor(client, actors.make_sme(team)).post(
        reverse("evidence:edit_document", args=[document.pk]), values
    )

    document.refresh_from_db()
    assert response.status_code == 302
    assert (document.title, document.visibility) == ("New", "public")


def test_withdraw_document_ends_the_download(client):
    team = make_team()
    document = make_document(team=team, visibility="public")
    as_actor(client, actors.make_sme(team))

    response = client.post(reverse("evidence:withdraw_document", args=[document.pk]))

    assert response.status_code == 302
    assert client.get(reverse("evidence:download", args=[document.pk])).status_code == 404
    assert "Withdrawn" in client.get(document.get_absolute_url()).content.decode()
    assert as_actor(client, actors.make_sme()).get(document.get_absolute_url()).status_code == 404


VERBS = ["show_document", "edit_document", "withdraw_document", "download"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "make_actor",
    [actors.visitor, actors.make_sme, actors.make_outsider_coordinator, actors.make_protection_officer],
)
def test_document_of_another_team_is_not_there(client, verb, make_actor):
    document = make_document(title=SECRET, file_name=f"{SECRET}.pdf")

    response = as_actor(client, make_actor()).get(reverse(f"evidence:{verb}", args=[document.pk]))

    assert response.status_code == 404
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    "query", [{}, {"q": SECRET.lower()}, {"q": f"{SECRET.lower()}x"}, {"visibility": "partners"}]
)
def test_document_of_another_team_leaks_in_no_list(client, query):
    own = make_team()
    visible_one = make_document(team=own, title="Own paper")
    hidden = make_document(title=SECRET)
    make_citation(own, document=hidden)
    search.update("document", [visible_one, hidden])

    as_actor(client, actors.make_sme(own))
    page = client.get(reverse("evidence:documents"), query).content.decode()

    assert SECRET not in page
    assert f'href="{hidden.get_absolute_url()}"' not in page
