"""Work in the background: the solver, and letters that leave."""

from time import monotonic

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import Cancelled, Done, Progress, daily, hourly, job
from kontor.hub.foundation.mail import LETTERS, Letter
from kontor.hub.matchmaking.actions import later, notify, planning
from kontor.hub.matchmaking.models import FollowUp, Notice, Session
from kontor.hub.matchmaking.notices import later_message_of, message_of
from kontor.hub.matchmaking.report.way import gap_in_words, way_of


class Watched:
    """The solver's progress as the job's, and the wish to cancel as the solver's: what was found by then is kept."""

    def __init__(self, progress: Progress, limit: float) -> None:
        self.job, self.limit, self.stopped = progress, limit, False
        self.begun = monotonic()
        self.cost: int | None = None
        self.bound: int | None = None
        progress.expect(round(limit))

    def show(self, seconds: float, objective: int | None, bound: int | None) -> None:
        """Tell the best cost so far, the best proven bound and the gap: a phase of the search may tell of worse ones."""
        self.cost = min((one for one in (self.cost, objective) if one is not None), default=None)
        self.bound = max((one for one in (self.bound, bound) if one), default=None)
        self.job.step = in_words(self.cost, self.bound)
        self.job.mark(round(seconds, 2), self.cost, self.bound)
        self.tell()

    def tell(self) -> None:
        if self.stopped:
            return
        self.job.done = min(round(monotonic() - self.begun), self.job.total)
        try:
            self.job.advance(0)
        except Cancelled:
            self.stopped = True

    def cancelled(self) -> bool:
        self.tell()
        return self.stopped


def in_words(objective: int | None, bound: int | None) -> str:
    """'Cost 120, at least 100: gap 20 %'."""
    if objective is None:
        return gettext("Looking for a first schedule")
    if bound is None or bound <= 0:
        return gettext("Cost %(cost)s") % {"cost": objective}
    told = {"cost": objective, "bound": bound, "gap": gap_in_words(objective, bound)}
    return gettext("Cost %(cost)s, at least %(bound)s: gap %(gap)s") % told


@job(
    planning.JOB,
    own_transactions=True,
    way=way_of,
    stop=_("Stop the search? The best schedule found so far becomes a draft."),
)
def plan(progress: Progress, owner_id: int | None, *, session: int, limit: float) -> Done:
    """Plan a session; cancelled, what was found so far becomes the draft."""
    actor = actor_of(User.objects.get(pk=owner_id)) if owner_id else system("matchmaking")
    found = Session.objects.select_related("event__partnership").get(pk=session)
    watched = Watched(progress, limit)
    draft = planning.plan(
        actor=actor,
        session=found,
        limit=limit,
        progress=watched.show,
        cancelled=watched.cancelled,
    )
    told = {"held": draft.held, "wished": draft.wished, "number": draft.number}
    sentence = gettext("Draft %(number)s holds %(held)s of %(wished)s meetings.") % told
    return Done(sentence, {"schedule": draft.number}, draft.get_absolute_url())


def write_letter(notice: int) -> EmailMessage | None:
    """The mail of one notice; None where it went already, or where the address is gone."""
    rows = Notice.objects.select_related("participant__session__event", "participant__kind", "schedule")
    found = rows.filter(pk=notice, fate="").first()
    return message_of(found) if found is not None and found.participant.email else None


def write_later_letter(follow_up: int) -> EmailMessage | None:
    """The mail of one question; None where it went or was answered already, or where the address is gone."""
    rows = FollowUp.objects.select_related("participant__session__event", "participant__kind")
    found = rows.filter(pk=follow_up, fate="", answered_on=None).first()
    return later_message_of(found) if found is not None and found.participant.email else None


LETTERS[notify.LETTERS] = Letter(write_letter, notify.keep_fate)
LETTERS[later.LETTERS] = Letter(write_later_letter, later.keep_fate)


@daily("matchmaking.ask_later")
def ask_later() -> None:
    """Ask what became of meetings whose day has come, and hand what has not left to the post again."""
    later.ask_later(actor=system("matchmaking.ask_later"), today=timezone.localdate())


@hourly("matchmaking.post_again")
def post_again() -> None:
    """Find letters whose task was lost with its worker."""
    notify.post_again(actor=system("matchmaking.post_again"), now=timezone.now())
