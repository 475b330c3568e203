"""What changes sources, documents and citations, who may, and what the trail says of it."""

import io
import zipfile

import pytest
from django.db import connection

from kontor.hub.evidence import actions, rules
from kontor.hub.evidence.models import Citation, Document, Source
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from tests.factories import actors
from tests.factories.accounts import make_team
from tests.factories.evidence import PDF, make_citation, make_document, make_source, make_upload

pytestmark = pytest.mark.django_db

VALUES = {"publisher": "", "published_on": "", "url": "", "note": ""}


def trail():
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def test_add_source_keeps_it_and_records_it():
    source = actions.add_source(
        actor=actors.make_editor(), key="guide-2019", title="Guide", published_on="2019"
    )

    assert Source.objects.get() == source
    assert trail() == ["evidence.add_source"]


def test_add_source_refuses_a_key_in_use():
    make_source(key="guide")

    with pytest.raises(rules.KeyTaken):
        actions.add_source(actor=actors.make_editor(), key="guide", title="Another")


@pytest.mark.parametrize("make_actor", [actors.visitor, actors.make_partner_staff, actors.make_analyst])
def test_add_source_refuses_who_edits_nothing(make_actor):
    with pytest.raises(NotAllowed):
        actions.add_source(actor=make_actor(), key="guide", title="Guide")


def test_edit_source_refuses_a_team_editor():
    with pytest.raises(NotAllowed):
        actions.edit_source(actor=actors.make_sme(), source=make_source(), title="New", version=1, **VALUES)


def test_edit_source_refuses_an_older_version():
    source = make_source()
    actions.edit_source(actor=actors.make_editor(), source=source, title="Second", version=1, **VALUES)

    with pytest.raises(ChangedMeanwhile):
        actions.edit_source(actor=actors.make_editor(), source=source, title="Third", version=1, **VALUES)

    assert Source.objects.get().title == "Second"


def test_save_sources_in_bulk_adds_changes_and_leaves():
    make_source(key="old", title="Old", note="kept")
    make_source(key="same", title="Same")
    rows = [
        {"key": "old", "title": "New"},
        {"key": "same", "title": "Same"},
        {"key": "more", "title": "More"},
    ]

    saved = actions.save_sources_in_bulk(actor=actors.SYSTEM, rows=rows)

    assert [[one.key for one in part] for part in (saved.added, saved.changed, saved.unchanged)] == [
        ["more"],
        ["old"],
        ["same"],
    ]
    assert Source.objects.get(key="old").note == "kept"
    assert AuditEvent.objects.count() == 2


def test_save_sources_in_bulk_twice_changes_nothing():
    rows = [{"key": "one", "title": "One"}]
    actions.save_sources_in_bulk(actor=actors.SYSTEM, rows=rows)

    saved = actions.save_sources_in_bulk(actor=actors.SYSTEM, rows=rows)

    assert (saved.added, saved.changed) == ((), ())
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("size", [2, 200])
def test_save_sources_in_bulk_takes_the_same_statements(size, django_assert_max_num_queries):
    rows = [{"key": f"key-{number}", "title": f"Title {number}"} for number in range(size)]

    with django_assert_max_num_queries(16):
        actions.save_sources_in_bulk(actor=actors.SYSTEM, rows=rows)


def test_upload_document_stores_the_same_bytes_once(settings):
    first, second = make_team(), make_team()

    one = actions.upload_document(actor=actors.make_sme(first), team=first, file=make_upload("one.pdf"))
    two = actions.upload_document(actor=actors.make_sme(second), team=second, file=make_upload("two.pdf"))

    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert (one.sha256, one.file.name) == (two.sha256, two.file.name)
    assert [path.read_bytes() for path in files] == [PDF]
    assert trail() == ["evidence.upload_document"] * 2


def test_upload_document_refuses_another_team():
    team = make_team()

    with pytest.raises(NotThere):
        actions.upload_document(actor=actors.make_sme(), team=team, file=make_upload())


def test_upload_document_refuses_who_only_reads():
    team = make_team()

    with pytest.raises(NotAllowed):
        actions.upload_document(actor=actors.make_partner_staff(team), team=team, file=make_upload())


def packed(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("empty.pdf", b"", rules.EmptyFile),
        ("program.pdf", b"MZ\x90", rules.UnknownFileKind),
        ("broken.docx", b"PK\x03\x04 but no archive", rules.UnknownFileKind),
        ("macros.docx", packed("word/document.xml", "word/vbaProject.bin"), rules.HasMacros),
        ("page.html", b"<script>alert(1)</script>", rules.NameDiffers),
    ],
)
def test_upload_document_leaves_nothing_of_what_it_refuses(name, content, refusal, settings):
    team = make_team()

    with pytest.raises(refusal):
        actions.upload_document(actor=actors.make_sme(team), team=team, file=make_upload(name, content))

    assert Document.objects.count() == 0
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_upload_document_refuses_what_is_too_large(settings):
    settings.UPLOAD_LIMIT = 10
    team = make_team()

    with pytest.raises(rules.TooLarge):
        actions.upload_document(actor=actors.make_sme(team), team=team, file=make_upload(content=PDF * 10))


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "C:\\Users\\x\\passwd.pdf", "/passwd.pdf"])
def test_upload_document_takes_only_the_last_part_of_a_name(name):
    team = make_team()
    file = make_upload()
    file._name = name

    document = actions.upload_document(actor=actors.make_sme(team), team=team, file=file)

    assert document.file_name == "passwd.pdf"
    assert document.file.name == f"evidence/{document.sha256[:2]}/{document.sha256}"


def test_withdraw_document_leaves_row_and_citations():
    team = make_team()
    document = make_document(team=team)
    make_citation(team, document=document)

    actions.withdraw_document(actor=actors.make_sme(team), document=document)

    document.refresh_from_db()
    assert document.withdrawn_at is not None
    assert Citation.objects.count() == 1
    assert trail() == ["evidence.withdraw_document"]


def test_withdraw_document_of_another_team_is_not_there():
    with pytest.raises(NotThere):
        actions.withdraw_document(actor=actors.make_outsider_coordinator(), document=make_document())


def test_withdraw_document_that_is_public_refuses_others():
    with pytest.raises(NotAllowed):
        actions.withdraw_document(actor=actors.make_sme(), document=make_document(visibility="public"))


def test_cite_needs_the_right_on_the_record():
    team = make_team()

    with pytest.raises(NotAllowed):
        actions.cite(actor=actors.make_sme(team), subject=team, source=make_source())


def test_cite_refuses_a_document_that_is_not_seen():
    team = make_team()

    with pytest.raises(NotThere):
        actions.cite(actor=actors.make_cluster_manager(team), subject=team, document=make_document())


@pytest.mark.parametrize("kind", ["source", "document"])
def test_cite_refuses_the_same_twice(kind):
    team = make_team()
    actor = actors.make_cluster_manager(team)
    thing = {"source": make_source()} if kind == "source" else {"document": make_document(team=team)}
    actions.cite(actor=actor, subject=team, place="p. 3", **thing)

    with pytest.raises(rules.CitedAlready):
        actions.cite(actor=actor, subject=team, place="p. 3", **thing)

    assert Citation.objects.count() == 1


def test_cite_refuses_none_and_both():
    team = make_team()
    actor = actors.make_cluster_manager(team)

    with pytest.raises(rules.CitesOneThing):
        actions.cite(actor=actor, subject=team)
    with pytest.raises(rules.CitesOneThing):
        actions.cite(actor=actor, subject=team, source=make_source(), document=make_document(team=team))


def test_cite_in_bulk_adds_only_what_is_new():
    team, source = make_team(), make_source()
    make_citation(team, source=source, place="s. 1")
    new = [
        actions.NewCitation(team, source, "s. 1"),
        actions.NewCitation(team, source, "s. 2"),
        actions.NewCitation(team, source, "s. 2"),
    ]

    count = actions.cite_in_bulk(actor=actors.SYSTEM, citations=new)

    assert count == 1
    assert sorted(Citation.objects.values_list("place", flat=True)) == ["s. 1", "s. 2"]


@pytest.mark.parametrize("size", [2, 30])
def test_cite_in_bulk_asks_for_the_right_in_as_many_statements(size, django_assert_max_num_queries):
    source, teams = make_source(), [make_team() for _ in range(size)]
    manager = actors.in_team("manager", *teams)

    lock_of_the_trail = 1 if connection.vendor == "postgresql" else 0
    with django_assert_max_num_queries(11 + lock_of_the_trail):
        added = actions.cite_in_bulk(
            actor=manager, citations=[actions.NewCitation(team, source) for team in teams]
        )

    assert added == size


def test_cite_in_bulk_refuses_all_for_one_of_another():
    own, anothers, source = make_team(), make_team(), make_source()
    manager = actors.make_cluster_manager(own)

    with pytest.raises((NotThere, NotAllowed)):
        actions.cite_in_bulk(
            actor=manager, citations=[actions.NewCitation(team, source) for team in (own, anothers)]
        )

    assert Citation.objects.count() == 0


def test_withdraw_citation_removes_it_and_records_it():
    team = make_team()
    citation = make_citation(team)

    actions.withdraw_citation(actor=actors.make_cluster_manager(team), citation=citation)

    assert Citation.objects.count() == 0
    assert trail() == ["evidence.withdraw_citation"]
