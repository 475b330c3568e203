"""The page of a background job: how far it is, what came of it, how to cancel it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from kontor.hub.foundation import jobs
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.pages import Page, PageView, crumbs, wants_part
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible


@dataclass(kw_only=True)
class JobPage(Page):
    """One job: `part_url` answers its progress, `may_cancel` offers to stop it, `way` is how near a search is to its aim."""

    job: Job
    part_url: str
    may_cancel: bool
    stop: str
    way: jobs.Way | None


def job_of(actor: Actor, pk: UUID) -> Job:
    found = visible(Job, actor).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return jobs.progress_of(found)


@method_decorator(never_cache, name="dispatch")
class ShowJob(PageView):
    """See how far a job is. Asked by the page itself, it answers the progress only."""

    template_name = "foundation/job.html"
    part = "foundation/job_part.html"

    def load(self, *, pk: UUID) -> JobPage:
        job = job_of(self.actor, pk)
        return JobPage(
            title=job.title,
            breadcrumb=crumbs(gettext("Background job")),
            job=job,
            part_url=reverse("jobs:show", args=[job.pk]),
            may_cancel=not job.is_over and job.owner_id == self.actor.user_id,
            stop=str(jobs.STOPS.get(job.kind, "")),
            way=jobs.WAYS[job.kind](job) if job.kind in jobs.WAYS and job.curve else None,
        )

    def show(self, page: JobPage, *, status: int = 200, **context: Any) -> HttpResponse:
        """The part of a job that is over asks for the page as a whole: there its buttons are gone."""
        response = super().show(page, status=status, **context)
        if (
            page.job.is_over
            and wants_part(self.request)
            and self.request.htmx.current_url_abs_path == page.part_url
        ):
            response.headers["HX-Refresh"] = "true"
        return response


class CancelJob(PageView):
    """Cancel a job."""

    template_name = "foundation/job.html"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *, pk: UUID) -> HttpResponseBase:
        jobs.cancel(actor=self.actor, job=job_of(self.actor, pk))
        messages.info(request, gettext("The job stops at its next step."))
        return HttpResponseRedirect(reverse("jobs:show", args=[pk]))
