"""Read calls and applications; write, publish, answer, score and decide."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, Page, PageView, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions
from kontor.hub.missions.actions.calls import asked_of, criteria_of
from kontor.hub.missions.exporters.calls import ExportApplications
from kontor.hub.missions.forms import calls as forms
from kontor.hub.missions.models import Application, Call, Review
from kontor.hub.missions.queries import calls as queries
from kontor.hub.missions.rules.calls import NotAllIn, NothingToDecide, on_the_wall
from kontor.hub.missions.views.changes import ChangeEvent
from kontor.hub.missions.views.reading import area_tabs, way
from kontor.hub.transfer.kit.downloads import download

SAID = ("title", "text", "zone", "places", "kinds", "of_partners", "threshold")


def entry_of(cleaned: dict[str, Any]) -> actions.CallEntry:
    return actions.CallEntry(
        fields={name: cleaned[name] for name in SAID},
        countries=[one.pk for one in cleaned["countries"]],
        opens=cleaned["opens"],
        cut_offs=cleaned["cut_offs"],
        questions=cleaned["questions"],
        criteria=cleaned["criteria"],
    )


def calls_way(*steps: Crumb) -> tuple[Crumb, ...]:
    return way(Crumb(gettext("Calls"), reverse("missions:calls")), *steps)


@dataclass(kw_only=True)
class CallsPage(Page):
    """The calls that concern the actor."""

    lines: list[queries.CallLine]


class Calls(PageView):
    """Read which calls there are for oneself."""

    template_name = "missions/calls.html"

    def load(self, **values: Any) -> CallsPage:
        return CallsPage(
            title=gettext("Calls for expression of interest"),
            lead=gettext("Those that your organisation may answer, reviews or runs. Others are not shown."),
            breadcrumb=way(Crumb(gettext("Calls"))),
            tabs=area_tabs(self.request),
            lines=queries.calls_for_lists(self.actor),
        )


class AddCall(ChangeEvent):
    """Write a call for an event."""

    title = _("Write a call for expression of interest")
    lead = _("It stays a draft that only those who keep the event see, until you publish it.")
    verb = "add_call"
    form_class = forms.AddCall
    success = _("The call is written. Name its reviewers, then publish it.")

    def initial(self) -> dict[str, Any]:
        return {"title": self.event.name, "zone": "Europe/Brussels", "places": 20, "threshold": 0}

    def process(self, form: forms.AddCall) -> str:
        entry = entry_of(form.cleaned_data)
        return actions.add_call(actor=self.actor, event=self.event, entry=entry).get_absolute_url()


class OfACall(PageView):
    """A page about one call, found by its key."""

    @cached_property
    def call(self) -> Call:
        return queries.call_by_key(self.actor, self.kwargs["call"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return calls_way(Crumb(self.call.title, self.call.get_absolute_url()), *steps)


@dataclass(kw_only=True)
class CallPage(Page):
    """One call, to whoever looks."""

    of: queries.CallShown


class ShowCall(OfACall):
    """Read about a call, apply, review, follow what came in."""

    template_name = "missions/call.html"

    def load(self, **values: Any) -> CallPage:
        return CallPage(
            title=self.call.title,
            breadcrumb=calls_way(Crumb(self.call.title)),
            of=queries.call_shown(self.actor, self.call, get_language() or "en"),
        )


class ChangeCall(OfACall, VerbView):
    """One verb on one call. Subclasses say `title`, `form_class`, `success`, and write `process`."""

    area = "missions"
    verb = "run_call"

    def subject(self) -> Any:
        return self.call


class EditCall(ChangeCall):
    """Change a call."""

    title = _("Edit the call")
    form_class = forms.EditCall
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        call = self.call
        return {name: getattr(call, name) for name in SAID} | {
            "version": call.version,
            "countries": [one.pk for one in call.countries.all()],
            "opens": on_the_wall(call.opens, call.zone),
            "cut_offs": "\n".join(on_the_wall(one.at, call.zone) for one in call.cut_offs.all()),
            "questions": "\n".join(one.written() for one in asked_of(call)),
            "criteria": "\n".join(f"{name}: {weight}" for name, weight in criteria_of(call)),
        }

    def process(self, form: forms.EditCall) -> str:
        version, entry = form.cleaned_data["version"], entry_of(form.cleaned_data)
        actions.edit_call(actor=self.actor, call=self.call, version=version, entry=entry)
        return self.call.get_absolute_url()


class PublishCall(ChangeCall):
    """Open the call to those whom it concerns."""

    title = _("Publish the call")
    lead = _("Those who may apply see it from now on, and their teams get a letter. Nobody else hears of it.")
    form_class = forms.PublishCall
    success = _("The call is published.")

    def process(self, form: forms.PublishCall) -> str:
        actions.publish_call(actor=self.actor, call=self.call)
        return self.call.get_absolute_url()


class NameReviewers(ChangeCall):
    """Say whose teams score."""

    title = _("Name the reviewers")
    form_class = forms.NameReviewers
    success = _("The reviewers are named.")

    def initial(self) -> dict[str, Any]:
        return {
            "organisations": [
                one.organisation.key for one in self.call.reviewers.select_related("organisation")
            ]
        }

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor)}

    def process(self, form: forms.NameReviewers) -> str:
        named = list(form.cleaned_data["organisations"])
        actions.name_reviewers(actor=self.actor, call=self.call, organisations=named)
        return self.call.get_absolute_url()


class Decide(ChangeCall):
    """Select, keep in reserve or reject, and write to the applicants."""

    title = _("Decide")
    lead = _("Filled as the ranking proposes. Each applicant gets a letter with the decision.")
    form_class = forms.Decide
    success = _("Decided. The applicants are written to.")

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        """Where nothing can be decided, the call says why."""
        try:
            return super().get(request, **values)
        except (NotAllIn, NothingToDecide) as refusal:
            messages.warning(request, str(refusal))
            return redirect(self.call.get_absolute_url())

    def form_values(self) -> dict[str, Any]:
        return {"ranked": queries.to_decide(self.call)}

    def process(self, form: forms.Decide) -> str:
        actions.decide(actor=self.actor, call=self.call, decided=form.decided)
        return self.call.get_absolute_url()


class Apply(OfACall, VerbView):
    """Answer a call for one's organisation."""

    area = "missions"
    verb = "apply"
    title = _("Apply")
    form_class = forms.Apply
    success = _("Saved.")

    def subject(self) -> Any:
        return self.call

    @cached_property
    def organisation(self) -> Organisation:
        return organisation_by_key(self.actor, self.kwargs["organisation"])

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = gettext("For %(organisation)s") % {"organisation": self.organisation.name}
        return page

    def check(self, page: Page) -> None:
        super().check(page)
        draft = Application(call=self.call, organisation=self.organisation)
        require(self.actor, "missions.change_application", draft)

    def initial(self) -> dict[str, Any]:
        rows = Application.objects.filter(call=self.call, organisation=self.organisation).order_by("pk")
        application = rows.first()
        last = queries.latest_version(application) if application else None
        if last is None:
            return {}
        answers = {f"answer_{place}": said for place, said in last.answers.items()}
        return {"contact_name": last.contact_name, "email": last.email, **answers}

    def form_values(self) -> dict[str, Any]:
        return {"questions": list(self.call.questions.all())}

    def process(self, form: forms.Apply) -> str:
        application = actions.save_application(
            actor=self.actor,
            call=self.call,
            organisation=self.organisation,
            said=form.said,
            hand_in=form.cleaned_data["hand_in"],
        )
        return application.get_absolute_url()


class OfAnApplication(OfACall):
    """A page about one application."""

    @cached_property
    def application(self) -> Application:
        return queries.application_of(self.actor, self.call, self.kwargs["pk"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        here = Crumb(self.application.organisation.name, self.application.get_absolute_url())
        return super().way(here, *steps)


@dataclass(kw_only=True)
class ApplicationPage(Page):
    """One application with its versions and, once all are in, its reviews."""

    of: queries.ApplicationShown
    call: Call


class ShowApplication(OfAnApplication):
    """Read an application."""

    template_name = "missions/application.html"

    def load(self, **values: Any) -> ApplicationPage:
        application = self.application
        return ApplicationPage(
            title=application.organisation.name,
            lead=self.call.title,
            breadcrumb=OfACall.way(self, Crumb(application.organisation.name)),
            of=queries.application_shown(self.actor, application),
            call=self.call,
        )


class Withdraw(OfAnApplication, VerbView):
    """Take an application back."""

    area = "missions"
    verb = "change_application"
    title = _("Withdraw the application")
    lead = _("A place that becomes free goes to the best of the reserve list.")
    form_class = forms.Withdraw
    success = _("The application is withdrawn.")

    def subject(self) -> Any:
        return self.application

    def process(self, form: forms.Withdraw) -> str:
        actions.withdraw_application(actor=self.actor, application=self.application)
        return self.application.get_absolute_url()


@dataclass(kw_only=True)
class ScorePage(Page):
    """What was handed in, above the points."""

    of: queries.ApplicationShown


class Score(OfAnApplication, VerbView):
    """Give points to an application."""

    template_name = "missions/score.html"
    area = "missions"
    verb = "score"
    title = _("Score the application")
    lead = _("Other reviewers see your points when all are in.")
    form_class = forms.Score
    success = _("Your points are kept.")

    def load(self, **values: Any) -> ScorePage:
        return ScorePage(
            title=self.application.organisation.name,
            lead=str(self.lead),
            breadcrumb=self.way(Crumb(str(self.title))),
            of=queries.application_shown(self.actor, self.application),
        )

    def subject(self) -> Any:
        return self.application

    def initial(self) -> dict[str, Any]:
        teams = self.actor.edited_teams
        rows = Review.objects.filter(
            reviewer__organisation__team_id__in=teams,
            version__application=self.application,
            version__number=self.application.counted,
        )
        review = rows.order_by("pk").first()
        if review is None:
            return {}
        return {"comment": review.comment} | {
            f"points_{place}": given for place, given in review.points.items()
        }

    def form_values(self) -> dict[str, Any]:
        return {"criteria": list(self.call.criteria.all())}

    def process(self, form: forms.Score) -> str:
        actions.score(
            actor=self.actor,
            application=self.application,
            points=form.points,
            comment=form.cleaned_data["comment"],
        )
        return self.call.get_absolute_url()


class ExportCall(View):
    """Download the applications handed in, with answers, scores and decisions, for who runs the call."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, call: str, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        found = queries.call_by_key(actor, call)
        require(actor, "missions.run_call", found)
        exporter = ExportApplications()
        rows = exporter.rows_of(actor, queries.handed_in(actor, found))
        return download(slugify(found.key), form, exporter.columns, rows, title=gettext("Applications"))
