"""Documents, sources and citations."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team, User
from kontor.hub.evidence.choices import DocumentKind
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.foundation.visibility import Visibility


class Source(Record):
    """A publication, page, data set or letter that states facts. Public: only that it exists and what it is called."""

    key = models.SlugField(
        _("key"),
        max_length=80,
        unique=True,
        help_text=_("Short name used in data files, such as smart-guide-2019."),
    )
    title = models.CharField(_("title"), max_length=250)
    publisher = models.CharField(_("publisher"), max_length=250, blank=True)
    published_on = PartialDateField(_("published on"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Everybody can read it."))

    class Meta:
        ordering = ["title"]
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:show_source", args=[self.key])


def place_by_digest(document: "Document", name: str) -> str:
    """The same bytes lie in the same place, whatever they were called."""
    return f"evidence/{document.sha256[:2]}/{document.sha256}"


class Document(Record):
    """An uploaded file: there -> withdrawn. Kept under its SHA-256, so the same file is stored once; never served inline.

    A withdrawn document is no longer read or cited anew; its row stays, because the trail and citations name it.
    """

    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=40, choices=DocumentKind, default=DocumentKind.OTHER)
    file = models.FileField(_("file"), upload_to=place_by_digest, max_length=120)
    file_name = models.CharField(_("file name"), max_length=250)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(max_length=64, db_index=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        related_name="+",
        related_query_name="document",
        verbose_name=_("team"),
    )
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("document")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:show_document", args=[self.pk])


class Citation(Record):
    """A record rests on a source or a document, at a place in it. Seen by who sees both the record and the cited thing.

    The record is named by model label and id, not by a foreign key: records live higher up.
    """

    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="citations"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="citations"
    )
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("Section, table, page."))
    supports = models.CharField(
        _("supports"), max_length=120, blank=True, help_text=_("Which fields of the record it supports.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "source", "place"], name="one_citation_per_place"
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "document", "place"], name="one_citation_per_page"
            ),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) ^ models.Q(document__isnull=False),
                name="cites_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="citation_subject")]
        verbose_name = _("citation")

    def __str__(self) -> str:
        return f"{self.source or self.document} {self.place}".strip()

    @property
    def cited(self) -> Source | Document:
        return self.source or self.document
