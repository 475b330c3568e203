"""One import: upload, plan, approve, progress, done, undo."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.jobs import progress_of
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.pages import ActionView, Page, PageView, Tab, crumbs
from kontor.hub.foundation.permission import can, require
from kontor.hub.transfer import actions, forms, queries
from kontor.hub.transfer.choices import ImportState, Verb
from kontor.hub.transfer.kit import IMPORTERS, Importer, Problem
from kontor.hub.transfer.models import Import
from kontor.hub.transfer.tables import label_of

STEPS = (_("Upload"), _("Plan"), _("Done"))
TONES = {"refused": "bad", "planned": "info", "executed": "good"}


def way(*steps: Any) -> Any:
    return crumbs((gettext("Import and export"), reverse("transfer:index")), *steps)


@dataclass(kw_only=True)
class UploadPage(Page):
    """What the table must look like; `templates` are forms to fill in."""

    importer: type[Importer]
    templates: list[tuple[str, str]]
    steps: tuple[Any, ...] = STEPS


class Upload(ActionView):
    """Upload a table and have it checked."""

    template_name = "transfer/upload.html"
    form_class = forms.UploadForm

    def load(self, *, kind: str) -> UploadPage:
        self.importer = IMPORTERS[kind]
        return UploadPage(
            title=gettext("Import: %(label)s") % {"label": self.importer.label},
            lead=gettext(
                "The file is checked first. Nothing is written before you have seen and approved the plan."
            ),
            breadcrumb=way(self.importer.label),
            importer=self.importer,
            templates=[
                (label, reverse("transfer:template", args=[kind, form]))
                for label, form in (("Excel", "xlsx"), ("CSV", "csv"))
            ],
        )

    def check(self, page: Page) -> None:
        require(self.actor, self.importer.permission)

    def process(self, form: Any) -> str:
        file = form.cleaned_data["file"]
        return actions.upload(actor=self.actor, kind=self.importer.kind, file=file).get_absolute_url()


@dataclass(frozen=True, slots=True)
class StepShown:
    """What happens to a row: its filled cells, what changes, which records it may be."""

    line: int
    verb: str
    label: str
    cells: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]
    doubles: list[dict[str, Any]]


@dataclass(kw_only=True)
class ImportPage(Page):
    """One import in whatever state. `shown` is the kind of step in view; `job` works on it or has failed."""

    record: Import
    tone: str
    current: int
    counts: list[tuple[str, int]]
    shown: str
    shown_label: str
    rows: list[StepShown]
    rows_in_all: int
    errors: list[Problem]
    notes: list[Problem]
    job: Job | None
    job_url: str
    may_execute: bool
    may_undo: bool
    may_discard: bool
    upload_url: str
    is_empty: bool
    steps: tuple[Any, ...] = STEPS
    facts: list[tuple[str, Any]] = field(default_factory=list)


class AboutImport:
    """What the views of one import have in common."""

    actor: Any
    request: HttpRequest

    def load(self, *, pk: int) -> ImportPage:
        self.record = record = queries.import_by_pk(self.actor, pk)
        counts = {verb: record.plan.get("counts", {}).get(verb, 0) for verb in Verb.values}
        shown = (
            "" if record.state == ImportState.REFUSED else chosen(self.request.GET.get("show", ""), counts)
        )
        at_work = record.job is not None and not record.job.is_over
        job = progress_of(record.job) if record.job and (at_work or record.job.state != "done") else None
        return ImportPage(
            title=record.file_name,
            lead=str(label_of(record.kind)),
            breadcrumb=way(record.file_name),
            tabs=tabs_of(record, counts, shown),
            record=record,
            tone=TONES.get(record.state, "neutral"),
            current={"executed": 4, "undone": 4, "discarded": 4, "reading": 1}.get(record.state, 2),
            counts=key_figures(record, counts),
            shown=shown,
            shown_label=str(Verb(shown).label) if shown else "",
            rows=steps_of(record, shown),
            rows_in_all=counts.get(shown, 0),
            errors=[Problem(**each) for each in record.errors],
            notes=[Problem(**each) for each in record.plan.get("notes", ())],
            job=job,
            job_url=reverse("jobs:show", args=[job.pk]) if job else "",
            may_execute=record.state == "planned" and not at_work and self.may("transfer.execute"),
            may_undo=bool(
                record.state == "executed" and record.undo and not at_work and self.may("transfer.undo")
            ),
            may_discard=record.state in {"reading", "refused", "planned"}
            and not at_work
            and self.may("transfer.discard"),
            upload_url=reverse("transfer:upload", args=[record.kind]) if record.kind in IMPORTERS else "",
            is_empty=record.state == "planned"
            and not any(counts[verb] for verb in ("create", "change", "merge")),
            facts=facts_of(record, self.actor),
        )

    def may(self, action: str) -> bool:
        return can(self.actor, action, self.record)

    def execute_form(self, *bound: Any) -> forms.ExecuteForm:
        """Approving names the plan that was shown."""
        merges = self.record.plan.get("steps", {}).get("merge", ())
        return forms.ExecuteForm(
            *bound, initial={"digest": self.record.plan.get("digest", "")}, merges=merges
        )


def chosen(wished: str, counts: dict[str, int]) -> str:
    """The kind of step to show: the wished one, else the first that has rows."""
    if counts.get(wished):
        return wished
    return next((verb for verb in ("merge", "change", "create", "skip") if counts[verb]), "")


def tabs_of(record: Import, counts: dict[str, int], shown: str) -> tuple[Tab, ...]:
    if record.state == ImportState.REFUSED:
        return ()
    url = record.get_absolute_url()
    return tuple(
        Tab(
            label=str(Verb(verb).label).capitalize(),
            url=f"{url}?show={verb}",
            current=verb == shown,
            count=count,
        )
        for verb, count in counts.items()
        if count
    )


def steps_of(record: Import, verb: str) -> list[StepShown]:
    """The kept steps of this kind, with the columns named as people read them."""
    labels = (
        {column.key: str(column.label) for column in IMPORTERS[record.kind].columns}
        if record.kind in IMPORTERS
        else {}
    )
    return [
        StepShown(
            line=step["line"],
            verb=verb,
            label=next((step["row"][name] for name in ("name", "title", "label") if name in step["row"]), ""),
            cells=[(labels.get(name, name), value) for name, value in step["row"].items()],
            changes=[(labels.get(name, name), before, after) for name, before, after in step["changes"]],
            doubles=step["doubles"],
        )
        for step in record.plan.get("steps", {}).get(verb, ())
    ]


def key_figures(record: Import, counts: dict[str, int]) -> list[tuple[str, int]]:
    if record.state == ImportState.REFUSED:
        return [(gettext("rows"), record.rows), (gettext("errors"), record.error_count)]
    return [(str(Verb(verb).label), count) for verb, count in counts.items()]


def facts_of(record: Import, actor: Actor) -> list[tuple[str, Any]]:
    who = (
        gettext("you")
        if actor.user_id and record.owner_id == actor.user_id
        else record.owner or gettext("the system")
    )
    return [
        (gettext("Rows"), record.rows),
        (gettext("Uploaded by"), str(who)),
        (gettext("Fingerprint (SHA-256)"), record.sha256[:16]),
    ]


class Show(AboutImport, PageView):
    """See what an import would do, does or did."""

    template_name = "transfer/show.html"

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        page = self.load(**values)
        return self.show(page, form=self.execute_form() if page.may_execute else None)


class OnImport(AboutImport, ActionView):
    """Base of what is done to one import."""

    permission: ClassVar[str]

    def check(self, page: Page) -> None:
        require(self.actor, self.permission, self.record)


class Execute(OnImport):
    """Approve the plan and carry it out."""

    template_name = "transfer/show.html"
    form_class = forms.ExecuteForm
    permission = "transfer.execute"

    def form(self, *bound: Any) -> forms.ExecuteForm:
        return self.execute_form(*bound)

    def process(self, form: Any) -> str:
        record = actions.execute(
            actor=self.actor,
            record=self.record,
            digest=form.cleaned_data["digest"],
            decisions=form.decisions,
            doubles=form.cleaned_data.get("doubles", ""),
        )
        return record.get_absolute_url()


class Undo(OnImport):
    """Take an import back."""

    template_name = "transfer/confirm.html"
    form_class = forms.UndoForm
    permission = "transfer.undo"

    def process(self, form: Any) -> str:
        return actions.undo(actor=self.actor, record=self.record).get_absolute_url()


class Discard(OnImport):
    """Throw a file and its plan away."""

    template_name = "transfer/confirm.html"
    form_class = forms.DiscardForm
    permission = "transfer.discard"
    success: ClassVar[Any] = _("The file and its plan have been discarded.")

    def process(self, form: Any) -> str:
        actions.discard(actor=self.actor, record=self.record)
        return reverse("transfer:index")
