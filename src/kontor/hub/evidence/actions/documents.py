"""Uploading, describing and withdrawing documents."""

import hashlib
import zipfile
from datetime import datetime

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts.models import Team
from kontor.hub.evidence import rules
from kontor.hub.evidence.choices import DocumentKind
from kontor.hub.evidence.models import Document, place_by_digest
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.visibility import Visibility

MIMETYPE_LENGTH = 100


@transaction.atomic
def upload_document(
    *,
    actor: Actor,
    team: Team,
    file: "File[bytes]",
    title: str = "",
    kind: str = DocumentKind.OTHER,
    visibility: str = Visibility.PARTNERS,
) -> Document:
    """Keep a file for a team. Refuses by size and by what the file is, not by what it is called."""
    require(actor, "evidence.upload_document", team)
    name = (file.name or "").rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    rules.check_size(name, file.size, settings.UPLOAD_LIMIT)
    file_kind = look_into(name, file)
    document = Document(
        title=title or name,
        kind=kind,
        visibility=visibility,
        team=team,
        uploaded_by_id=actor.user_id,
        file_name=name[-250:],
        media_type=file_kind.media_type,
        size=file.size,
        sha256=digest_of(file),
    )
    store(document, file)
    document.save()
    search.update("document", [document])
    audit.record(actor, "evidence.upload_document", document)
    return document


def look_into(name: str, file: "File[bytes]") -> rules.FileKind:
    """The kind of the file by its bytes. Nothing is unpacked but the list of names and one short entry."""
    file.seek(0)
    beginning = file.read(rules.BEGINNING)
    members: list[str] = []
    packed_as = ""
    if beginning.startswith(b"PK"):
        try:
            with zipfile.ZipFile(file) as archive:
                members = archive.namelist()
                if "mimetype" in members:
                    with archive.open("mimetype") as entry:
                        packed_as = entry.read(MIMETYPE_LENGTH).decode("ascii", "replace").strip()
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            ValueError,
            OSError,
        ) as error:
            raise rules.UnknownFileKind(name=name, field="file") from error
    return rules.check_kind(name, beginning, members, packed_as)


def digest_of(file: "File[bytes]") -> str:
    found = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        found.update(chunk)
    return found.hexdigest()


def store(document: Document, file: "File[bytes]") -> None:
    """Write the bytes unless they are there. Written before the row: an orphan file does no harm, a row without file does."""
    storage = document.file.storage
    place = place_by_digest(document, "")
    if not storage.exists(place):
        file.seek(0)
        storage.save(place, file)
    document.file.name = place


@transaction.atomic
def edit_document(
    *, actor: Actor, document: Document, title: str, kind: str, visibility: str, version: int
) -> Document:
    """Change what is said of a document and who sees it. Its file stays."""
    require(actor, "evidence.edit_document", document)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    rules.check_not_withdrawn(locked.title, withdrawn=locked.withdrawn_at is not None)
    if locked.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(locked)
    locked.title, locked.kind, locked.visibility = title, kind, visibility
    locked.save()
    search.update("document", [locked])
    audit.record(actor, "evidence.edit_document", locked, before=before)
    return locked


@transaction.atomic
def withdraw_document(*, actor: Actor, document: Document, now: datetime | None = None) -> Document:
    """Take a document out of use. Nobody can download or cite it any more; that it was there stays in the trail."""
    require(actor, "evidence.withdraw_document", document)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.withdrawn_at is not None:
        return locked
    before = audit.state_of(locked)
    locked.withdrawn_at = now or timezone.now()
    locked.save()
    search.remove("document", [locked.pk])
    audit.record(actor, "evidence.withdraw_document", locked, before=before)
    return locked
