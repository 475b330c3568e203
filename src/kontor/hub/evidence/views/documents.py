"""Documents: list, one with what rests on it, uploading, changing, withdrawing, downloading."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.evidence import actions, forms, queries, tables
from kontor.hub.evidence.models import Document
from kontor.hub.foundation.pages import ActionView, ListPage, ListView, Page, PageView, crumbs
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotAllowed, NotThere


def way(*steps: Any) -> Any:
    return crumbs((gettext("Documents"), reverse("evidence:documents")), *steps)


@dataclass(kw_only=True)
class DocumentsPage(ListPage):
    """`upload_url` is where to upload one, '' for who edits for no team."""

    upload_url: str


class Documents(ListView):
    """Find a document."""

    template_name = "evidence/documents_list.html"

    def load(self) -> DocumentsPage:
        edits = bool(self.actor.edited_teams)
        return DocumentsPage(
            title=gettext("Documents"),
            lead=gettext(
                "Files that support records: agreements, reports, studies. Each is seen by those it is meant for."
            ),
            table=tables.Documents.of(self.request, queries.documents_for_lists(self.actor)),
            upload_url=reverse("evidence:upload_document") if edits else "",
        )


@dataclass(kw_only=True)
class DocumentPage(Page):
    """One document. Addresses are '' for what the reader may not do."""

    document: Document
    facts: list[tuple[str, object]]
    citing: list[queries.Citing]
    count: int
    download_url: str
    edit_url: str
    withdraw_url: str


class ShowDocument(PageView):
    """See a document and what rests on it."""

    template_name = "evidence/show_document.html"

    def load(self, *, pk: int) -> DocumentPage:
        document = queries.document_by_pk(self.actor, pk)
        citing, count = queries.citing_records(self.actor, document)
        there = document.withdrawn_at is None
        edits = there and can(self.actor, "evidence.edit_document", document)
        withdraws = there and can(self.actor, "evidence.withdraw_document", document)
        return DocumentPage(
            title=document.title,
            breadcrumb=way(document.title),
            document=document,
            facts=facts_of(document),
            citing=citing,
            count=count,
            download_url=reverse("evidence:download", args=[pk]) if there else "",
            edit_url=reverse("evidence:edit_document", args=[pk]) if edits else "",
            withdraw_url=reverse("evidence:withdraw_document", args=[pk]) if withdraws else "",
        )


def facts_of(document: Document) -> list[tuple[str, object]]:
    return [
        (gettext("Kind"), document.get_kind_display()),
        (gettext("Team"), document.team.name),
        (gettext("File"), document.file_name),
        (gettext("Size"), filesizeformat(document.size)),
        (gettext("Fingerprint (SHA-256)"), document.sha256),
    ]


class UploadDocument(ActionView):
    """Upload a document."""

    form_class = forms.UploadDocumentForm
    success: ClassVar[Any] = _("The document has been uploaded.")

    def load(self) -> Page:
        return Page(title=gettext("Upload a document"), breadcrumb=way(gettext("Upload")))

    def check(self, page: Page) -> None:
        if not self.actor.edited_teams:
            raise NotAllowed(
                _("Only people who edit for a team may upload. Ask a manager of your team for the right.")
            )

    def form_values(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def process(self, form: Any) -> str:
        return actions.upload_document(actor=self.actor, **form.cleaned_data).get_absolute_url()


class AboutDocument(ActionView):
    """Base of what is done to one document. `permission` and `heading` are set by each."""

    permission: ClassVar[str]
    heading: ClassVar[Any]

    def load(self, *, pk: int) -> Page:
        self.document = queries.document_by_pk(self.actor, pk)
        title = str(self.heading)
        return Page(
            title=title,
            lead=self.document.title,
            breadcrumb=way((self.document.title, self.document.get_absolute_url()), title),
        )

    def check(self, page: Page) -> None:
        require(self.actor, self.permission, self.document)


class EditDocument(AboutDocument):
    """Change what is said of a document and who sees it."""

    form_class = forms.EditDocumentForm
    permission = "evidence.edit_document"
    heading = _("Edit the document")
    success: ClassVar[Any] = _("The document has been changed.")

    def initial(self) -> dict[str, Any]:
        names = (*forms.EditDocumentForm.Meta.fields, "version")
        return {name: getattr(self.document, name) for name in names}

    def process(self, form: Any) -> str:
        return actions.edit_document(
            actor=self.actor, document=self.document, **form.cleaned_data
        ).get_absolute_url()


class WithdrawDocument(AboutDocument):
    """Take a document out of use."""

    template_name = "evidence/withdraw_document.html"
    form_class = forms.WithdrawDocumentForm
    permission = "evidence.withdraw_document"
    heading = _("Withdraw the document")
    success: ClassVar[Any] = _("The document has been withdrawn.")

    def process(self, form: Any) -> str:
        actions.withdraw_document(actor=self.actor, document=self.document)
        return reverse("evidence:documents")


class Download(View):
    """Hand out a file: always to be saved, never shown inside the site, so that nothing in it can act as a page of ours."""

    http_method_names = ["get", "head"]

    def get(self, request: Any, *, pk: int) -> FileResponse:
        document = queries.readable_document(request.actor, pk)
        try:
            file = document.file.open("rb")
        except FileNotFoundError as error:
            raise NotThere from error
        response = FileResponse(
            file, as_attachment=True, filename=document.file_name, content_type=document.media_type
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response
