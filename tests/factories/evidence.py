"""Sources, documents and citations, as plain rows and real files."""

import hashlib
from itertools import count

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from kontor.hub.evidence.models import Citation, Document, Source
from tests.factories.accounts import make_team

numbers = count(1)
PDF = b"%PDF-1.7\n%small\n"


def make_source(**values):
    number = next(numbers)
    values.setdefault("key", f"source-{number}")
    values.setdefault("title", f"Source {number}")
    return Source.objects.create(**values)


def make_document(**values):
    """A row and its file, which holds `content`."""
    number = next(numbers)
    content = values.pop("content", PDF + f"{number}".encode())
    values.setdefault("team", None)
    values["team"] = values["team"] or make_team()
    values.setdefault("title", f"Document {number}")
    values.setdefault("file_name", f"document-{number}.pdf")
    values.setdefault("media_type", "application/pdf")
    document = Document(sha256=hashlib.sha256(content).hexdigest(), size=len(content), **values)
    document.file.save(document.file_name, ContentFile(content), save=False)
    document.save()
    return document


def make_citation(subject, **values):
    """`subject` rests on `source` or `document`; a new source without either."""
    if "document" not in values:
        values.setdefault("source", None)
        values["source"] = values["source"] or make_source()
    return Citation.objects.create(subject_kind=subject._meta.label_lower, subject_id=subject.pk, **values)


def make_upload(name="minutes.pdf", content=PDF):
    return SimpleUploadedFile(name, content)
