"""Plan, look at drafts, change them, publish; print what hangs on walls and goes into pockets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, Page, VerbView
from kontor.hub.matchmaking import actions, forms
from kontor.hub.matchmaking.choices import ScheduleState
from kontor.hub.matchmaking.models import Meeting, Participant, Schedule, Session
from kontor.hub.matchmaking.queries import schedules
from kontor.hub.matchmaking.queries.agenda import Appointment
from kontor.hub.matchmaking.queries.problem import published_of
from kontor.hub.matchmaking.report import code_of
from kontor.hub.matchmaking.views.base import ChangeSession, OfASession


@dataclass(kw_only=True)
class SchedulesPage(Page):
    """All schedules of a session."""

    session: Session
    schedules: list[Schedule]


class ShowSchedules(OfASession):
    """Find a schedule: drafts, what is published, what it replaced."""

    template_name = "matchmaking/schedules.html"

    def load(self, **values: Any) -> SchedulesPage:
        self.require_organiser()
        return SchedulesPage(
            title=gettext("Schedules"),
            breadcrumb=self.way(Crumb(gettext("Schedules"))),
            tabs=self.session_tabs,
            session=self.session,
            schedules=list(schedules.schedules_of(self.actor, self.session)),
        )


class Plan(ChangeSession):
    """Start the solver: it tells how good its best schedule is and how good one can be, and can be stopped any time."""

    title = _("Plan the meetings")
    lead = _("The search runs in the background. Stopped, it keeps the best schedule it has found.")
    form_class = forms.Plan

    def process(self, form: forms.Plan) -> str:
        limit = form.cleaned_data["limit"]
        job = actions.start_planning(actor=self.actor, session=self.session, limit=limit)
        return reverse("jobs:show", args=[job.pk])


class OfASchedule(OfASession):
    """A page about one schedule, found by its number."""

    @cached_property
    def schedule(self) -> Schedule:
        self.require_organiser()
        return schedules.schedule_of(self.actor, self.session, self.kwargs["number"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        all_of_them = Crumb(gettext("Schedules"), reverse("matchmaking:schedules", args=[self.session.key]))
        this = Crumb(named(self.schedule), self.schedule.get_absolute_url())
        return super().way(all_of_them, this, *steps)


def named(schedule: Schedule) -> str:
    return gettext("Schedule %(number)s") % {"number": schedule.number}


@dataclass(kw_only=True)
class SchedulePage(Page):
    """One schedule."""

    of: schedules.ScheduleShown
    session: Session
    schedule: Schedule
    is_draft: bool
    is_published: bool


class ShowSchedule(OfASchedule):
    """Read a schedule, with what it cannot hold and why."""

    template_name = "matchmaking/schedule.html"

    def load(self, **values: Any) -> SchedulePage:
        return SchedulePage(
            title=named(self.schedule),
            breadcrumb=self.way()[:-1],
            tabs=self.session_tabs,
            of=schedules.schedule_shown(self.schedule),
            session=self.session,
            schedule=self.schedule,
            is_draft=self.schedule.state == ScheduleState.DRAFT,
            is_published=self.schedule.state == ScheduleState.PUBLISHED,
        )


class ChangeSchedule(OfASchedule, VerbView):
    """One verb on one schedule."""

    area, verb = "matchmaking", "organise"

    def subject(self) -> Any:
        return self.schedule.session


class Publish(ChangeSchedule):
    """Make it the schedule that everybody reads."""

    title = _("Publish the schedule")
    lead = _("Everybody whose meetings change gets a letter, and nobody else.")
    form_class = forms.Publish
    success = _("The schedule is published.")

    def process(self, form: forms.Publish) -> str:
        return actions.publish(actor=self.actor, schedule=self.schedule).get_absolute_url()


class Discard(ChangeSchedule):
    """Put a draft away."""

    title = _("Discard the draft")
    form_class = forms.Discard
    success = _("The draft is discarded.")

    def process(self, form: forms.Discard) -> str:
        actions.discard(actor=self.actor, schedule=self.schedule)
        base = self.schedule.based_on
        return base.get_absolute_url() if base else reverse("matchmaking:schedules", args=[self.session.key])


class AskForOutcomes(ChangeSchedule):
    """Write to everybody who has not said yet what came of her meetings."""

    title = _("Ask for outcomes")
    lead = _(
        "Everybody with a meeting who has not said yet what came of it gets a letter with her link, once."
    )
    form_class = forms.AskForOutcomes
    success = _("The letters are on their way.")

    def process(self, form: forms.AskForOutcomes) -> str:
        actions.ask_for_outcomes(actor=self.actor, schedule=self.schedule)
        return self.schedule.get_absolute_url()


class OfAMeeting(ChangeSession):
    """One verb on one meeting of a schedule."""

    @cached_property
    def meeting(self) -> Meeting:
        self.require_organiser()
        return schedules.meeting_of(self.actor, self.session, self.kwargs["pk"])

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = f"{self.meeting.wish.asker.name} – {self.meeting.wish.asked.name}"
        return page


class Move(OfAMeeting):
    """Put a meeting elsewhere: a new draft shows what else changes for it, and can be discarded."""

    title = _("Move the meeting")
    form_class = forms.Move
    success = _("A new draft shows what changes. Discard it to take the move back.")

    def initial(self) -> dict[str, Any]:
        """Where it is, or where it was dragged to."""
        asked = self.request.GET
        return {
            "slot": asked.get("slot", self.meeting.slot_id),
            "place": asked.get("place", self.meeting.place_id),
        }

    def form_values(self) -> dict[str, Any]:
        return {"session": self.session}

    def process(self, form: forms.Move) -> str:
        draft = actions.move(actor=self.actor, meeting=self.meeting, **form.cleaned_data)
        return draft.get_absolute_url()


class Keep(OfAMeeting):
    """Keep a meeting where it is whenever a new schedule is made."""

    title = _("Keep the meeting")
    form_class = forms.Keep
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"kept": self.meeting.kept}

    def process(self, form: forms.Keep) -> str:
        actions.keep(actor=self.actor, meeting=self.meeting, **form.cleaned_data)
        return self.meeting.schedule.get_absolute_url()


@dataclass(kw_only=True)
class PaperPage(Page):
    """Something to print."""

    session: Session
    schedule: Schedule | None
    of: Any


class Tables(OfASchedule):
    """The plan of tables, time by time, to hang on the wall."""

    template_name = "matchmaking/print/tables.html"

    def load(self, **values: Any) -> PaperPage:
        return PaperPage(
            title=gettext("Plan of tables"),
            session=self.session,
            schedule=self.schedule,
            of=schedules.schedule_shown(self.schedule),
        )


class Sheets(OfASchedule):
    """A sheet for each participant: her meetings, with room to write."""

    template_name = "matchmaking/print/sheets.html"

    def load(self, **values: Any) -> PaperPage:
        return PaperPage(
            title=gettext("Personal schedules"),
            session=self.session,
            schedule=self.schedule,
            of=list(self.sheets()),
        )

    def sheets(self) -> Iterable[tuple[Participant, list[Appointment]]]:
        return schedules.sheets_of(self.schedule)


class Badges(OfASession):
    """Badges with a code that opens the bearer's own page."""

    template_name = "matchmaking/print/badges.html"

    def load(self, **values: Any) -> PaperPage:
        self.require_organiser()
        people = schedules.people_on(self.session, None)
        return PaperPage(
            title=gettext("Badges"),
            session=self.session,
            schedule=published_of(self.session),
            of=[(one, self.code(one)) for one in people],
        )

    def code(self, participant: Participant) -> SafeString:
        address = reverse("matchmaking:mine", args=[participant.token])
        return mark_safe(code_of(self.request.build_absolute_uri(address)))  # noqa: S308 - drawn by us, no text in it
