"""The steps of a profile: submit, withdraw, publish, reject, reopen, confirm, archive; and the editors' queue."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory import actions, forms
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import completeness_of, waiting_for_review
from kontor.hub.directory.rules import CRITERIA, Completeness, Criterion
from kontor.hub.directory.views.base import OrganisationAction, OrganisationPage
from kontor.hub.foundation.pages import Page, PageView, crumbs
from kontor.hub.foundation.permission import require


@dataclass(frozen=True, slots=True)
class Waiting:
    """A profile in the queue, with what it lacks."""

    organisation: Organisation
    completeness: Completeness


@dataclass(kw_only=True)
class ReviewPage(Page):
    """`criteria` is the published table by which profiles are reviewed."""

    waiting: list[Waiting]
    criteria: tuple[Criterion, ...]


class Review(PageView):
    """The profiles that wait for an editor."""

    template_name = "directory/review.html"

    def load(self) -> ReviewPage:
        require(self.actor, "directory.review")
        rows = waiting_for_review(self.actor).prefetch_related("classifications", "competences", "contacts")
        return ReviewPage(
            title=gettext("Profiles to review"),
            lead=gettext("The one that has waited longest stands first."),
            breadcrumb=crumbs((gettext("Directory"), reverse("directory:index")), gettext("Review")),
            waiting=[Waiting(one, completeness_of(one)) for one in rows[:100]],
            criteria=CRITERIA,
        )


@dataclass(kw_only=True)
class StepPage(OrganisationPage):
    """A step of the profile, with how complete it is."""

    completeness: Completeness


class StepAction(OrganisationAction):
    """A step of the profile's states."""

    template_name = "directory/step.html"

    def load(self, key: str, **values: Any) -> StepPage:
        page = super().load(key)
        return StepPage(**vars(page), completeness=completeness_of(self.organisation))

    def process(self, form: Any) -> str:
        self.step(form)
        return self.organisation.get_absolute_url()

    def step(self, form: Any) -> None:
        raise NotImplementedError


class Submit(StepAction):
    """Ask for review."""

    verb = "submit"
    title = _("Submit for review")
    lead = _("A platform editor reads the profile against the criteria beside.")
    form_class = forms.Submit
    success = _("The profile waits for review. Its team is told by mail what comes of it.")

    def step(self, form: Any) -> None:
        actions.submit(actor=self.actor, organisation=self.organisation)


class Withdraw(StepAction):
    """Take the profile back from review."""

    verb = "withdraw"
    title = _("Withdraw from review")
    form_class = forms.Withdraw
    success = _("The profile is a draft again.")

    def step(self, form: Any) -> None:
        actions.withdraw(actor=self.actor, organisation=self.organisation)


class Publish(StepAction):
    """Publish a reviewed profile."""

    verb = "publish"
    title = _("Publish the profile")
    form_class = forms.Publish
    success = _("The profile is published.")

    def step(self, form: Any) -> None:
        actions.publish(actor=self.actor, organisation=self.organisation, today=timezone.localdate())


class Reject(StepAction):
    """Return a profile to its team, with the reason."""

    verb = "reject"
    title = _("Return the profile to its team")
    form_class = forms.Reject
    success = _("The profile is returned, and its team is told why.")

    def step(self, form: Any) -> None:
        actions.reject(actor=self.actor, organisation=self.organisation, **form.cleaned_data)


class Reopen(StepAction):
    """Bring an archived profile back to review."""

    verb = "reopen"
    title = _("Reopen the profile")
    form_class = forms.Reopen
    success = _("The profile waits for review again.")

    def step(self, form: Any) -> None:
        actions.reopen(actor=self.actor, organisation=self.organisation)


class Confirm(StepAction):
    """Say that the profile is still right."""

    verb = "confirm"
    title = _("Confirm the profile")
    lead = _("Everything on it is still right. Ask again in twelve months.")
    form_class = forms.Confirm
    success = _("Confirmed today.")

    def step(self, form: Any) -> None:
        actions.confirm(actor=self.actor, organisation=self.organisation, today=timezone.localdate())


class Archive(StepAction):
    """Put away the profile of an organisation that is no more."""

    verb = "archive"
    title = _("Archive the profile")
    lead = _("For an organisation that is no more. Its partnerships and its history stay.")
    form_class = forms.Archive
    success = _("The profile is archived.")

    def step(self, form: Any) -> None:
        actions.archive(actor=self.actor, organisation=self.organisation, **form.cleaned_data)
