"""What must hold in partnerships. Plain Python: values in, nothing or a refusal out."""

from collections.abc import Iterable, Mapping
from datetime import date

from kontor.hub.foundation.partial_dates import earliest, latest, surely_after
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.search import fold
from kontor.hub.foundation.states import Machine, Step

PARTNERSHIP = Machine(
    "partnership",
    {
        "start": Step(("proposed",), "active"),
        "end": Step(("active",), "ended"),
        "sustain": Step(("ended",), "sustained"),
        "dissolve": Step(("ended", "sustained"), "dissolved"),
        "reopen": Step(("ended", "dissolved"), "active"),
    },
)
SEARCH = Machine(
    "partner search",
    {
        "publish": Step(("review",), "open"),
        "return": Step(("review",), "returned"),
        "submit": Step(("returned",), "review"),
        "close": Step(("review", "returned", "open"), "closed"),
    },
)
UNPUBLISHED = ("review", "returned")

LONGEST_SEARCH_DAYS = 366
SHORTEST_NAME = 3  # shorter names are everyday words


class UnknownCountry(Refusal):
    code = "unknown-country"
    sentence = N_("There is no country with the code '%(value)s': write its ISO code, such as CO.")


class EndsBeforeItStarts(Refusal):
    code = "ends-before-it-starts"
    sentence = N_("It ends (%(end)s) before it starts (%(start)s): correct one of the two dates.")


class OutsideThePartnership(Refusal):
    code = "outside-the-partnership"
    sentence = N_(
        "The dates %(start)s to %(end)s lie outside the partnership's own, %(first)s to %(last)s: "
        "correct them, or the partnership's."
    )


class SecondCoordinator(Refusal):
    code = "second-coordinator"
    sentence = N_("%(other)s is coordinator at that time: end that role first, or choose another role here.")


class TakesPartAlready(Refusal):
    code = "takes-part-already"
    sentence = N_("%(organisation)s takes part in this role at that time already: change that entry instead.")


class NotAThirdCountry(Refusal):
    code = "not-a-third-country"
    sentence = N_(
        "%(country)s takes part in the programme on %(day)s, so it is not a third country and cannot be a target market."
    )


class WrongExpiry(Refusal):
    code = "wrong-expiry"
    sentence = N_("A partner search ends on a day between tomorrow and a year from now; %(day)s is not.")


class NothingToShowInstead(Refusal):
    code = "nothing-to-show-instead"
    sentence = N_("An anonymous search needs a public description that others read instead of your name.")


class NamesTheSearcher(Refusal):
    code = "names-the-searcher"
    sentence = N_(
        "An anonymous search must not name you, and this text says '%(name)s': word it differently, or search under your name."
    )


class NamesTheInterested(Refusal):
    code = "names-the-interested"
    sentence = N_(
        "The searching side learns who you are only when it accepts, and this text says '%(name)s': word it differently."
    )


class NeedsAnOutcome(Refusal):
    code = "needs-an-outcome"
    sentence = N_("Say what came of the search before closing it: one sentence is enough.")


class NeedsAReason(Refusal):
    code = "needs-a-reason"
    sentence = N_("Say what is to be changed before the search can be published: one sentence is enough.")


class NeedsAReasonToRemove(Refusal):
    code = "needs-a-reason-to-remove"
    sentence = N_("Say why the comment is removed: whoever wrote it reads it. One sentence is enough.")


class AlertWithoutFilter(Refusal):
    code = "alert-without-filter"
    sentence = N_("This alert would tell you of every search: choose at least one filter.")


class NoSuchTypeInThisKind(Refusal):
    code = "no-such-type-in-this-kind"
    sentence = N_("No search passes both: '%(type)s' is not of the kind '%(kind)s'. Choose one of the two.")


class NotTheirOrganisation(Refusal):
    code = "not-your-organisation"
    sentence = N_("You may speak only for an organisation in whose team you are: choose one of yours.")


class DecidedAlready(Refusal):
    code = "decided-already"
    sentence = N_("This expression of interest was answered already: the other side has been told.")


class AnsweredAlready(Refusal):
    code = "answered-already"
    sentence = N_("%(organisation)s has expressed its interest in this search already.")


class TargetNamedAlready(Refusal):
    code = "target-named-already"
    sentence = N_(
        "%(country)s is named on this basis from the same place already: change that entry instead."
    )


class SearchIsClosed(Refusal):
    code = "search-is-closed"
    sentence = N_("This search is over. Look for a similar one, or follow it to hear of new ones like it.")


class OwnSearch(Refusal):
    code = "own-search"
    sentence = N_("This is your own search: interest is expressed by others.")


class InvitedAlready(Refusal):
    code = "invited-already"
    sentence = N_(
        "%(organisation)s is invited already and may answer until %(day)s: wait for the answer, or withdraw that invitation."
    )


class IsPartnerAlready(Refusal):
    code = "is-partner-already"
    sentence = N_("%(organisation)s takes part already: change its entry instead of inviting it.")


class NobodyInvited(Refusal):
    code = "nobody-invited"
    sentence = N_("Nobody is chosen: choose at least one organisation to invite.")


class WrongAnswerDay(Refusal):
    code = "wrong-answer-day"
    sentence = N_("An invitation is open until a day between tomorrow and a year from now; %(day)s is not.")


class InvitationIsOver(Refusal):
    code = "invitation-is-over"
    sentence = N_(
        "This invitation is no longer open (%(state)s). The coordinator of the partnership can invite you again."
    )


class AnswersForItself(Refusal):
    code = "answers-for-itself"
    sentence = N_(
        "%(organisation)s has a team here that answers for itself: wait for its answer, or withdraw the invitation."
    )


class NeedsHowItCame(Refusal):
    code = "needs-how-it-came"
    sentence = N_("Say how the answer came, such as 'by mail from the director': one line is enough.")


class AnsweredInTheFuture(Refusal):
    code = "answered-in-the-future"
    sentence = N_("An answer cannot have come on %(day)s, a day that is still to come: correct the date.")


class BeingMeasured(Refusal):
    code = "being-measured"
    sentence = N_("This network is large and is being measured in the background: ask again in a minute.")


def check_period(start: str, end: str, *, field: str = "end") -> None:
    """Refuse a period that is impossible whatever the unknown days are."""
    if surely_after(start, end):
        raise EndsBeforeItStarts(field=field, start=start, end=end)


def check_within(start: str, end: str, first: str, last: str, *, field: str = "start") -> None:
    """Refuse a participation or target that lies wholly outside its partnership's own dates."""
    if surely_after(start, last) or surely_after(first, end):
        raise OutsideThePartnership(
            field=field, start=start or "?", end=end or "?", first=first or "?", last=last or "?"
        )


def overlap(start: str, end: str, other_start: str, other_end: str) -> bool:
    """Whether two periods (unknown ends are open) can share a day."""
    return not surely_after(start, other_end) and not surely_after(other_start, end)


def check_one_coordinator(role: str, start: str, end: str, coordinators: list[tuple[str, str, str]]) -> None:
    """At most one coordinator at a time. `coordinators` are the other ones: (name, start, end)."""
    if role != "coordinator":
        return
    for name, other_start, other_end in coordinators:
        if overlap(start, end, other_start, other_end):
            raise SecondCoordinator(field="role", other=name)


def check_takes_part_once(organisation: str, start: str, end: str, present: list[tuple[str, str]]) -> None:
    """One entry per organisation, role and time. `present` are the periods of the other entries in that role."""
    if any(overlap(start, end, *period) for period in present):
        raise TakesPartAlready(field="organisation", organisation=organisation)


def check_target(country: str, is_third_country: bool, day: date) -> None:
    """A target market is a third country on the day the partnership starts (or today, when that is not known)."""
    if not is_third_country:
        raise NotAThirdCountry(field="country", country=country, day=day.isoformat())


def check_expiry(expires_on: date, today: date) -> None:
    if not 0 < (expires_on - today).days <= LONGEST_SEARCH_DAYS:
        raise WrongExpiry(field="expires_on", day=expires_on.isoformat())


def check_search(*, anonymous: bool, public_description: str, expires_on: date, today: date) -> None:
    check_expiry(expires_on, today)
    if anonymous and not public_description.strip():
        raise NothingToShowInstead(field="public_description")


def check_anonymity(
    names: Iterable[str], texts: Mapping[str, str], refusal: type[Refusal] = NamesTheSearcher
) -> None:
    """Refuse texts (field -> text) of somebody anonymous that say one of her own `names`."""
    for field, text in texts.items():
        said = f" {fold(text)} "
        for name in names:
            if len(fold(name)) >= SHORTEST_NAME and f" {fold(name)} " in said:
                raise refusal(field=field, name=name)


def check_outcome(outcome: str) -> None:
    if not outcome.strip():
        raise NeedsAnOutcome(field="outcome")


def check_return_reason(reason: str) -> None:
    if not reason.strip():
        raise NeedsAReason(field="reason")


def check_removal(reason: str, *, own: bool) -> None:
    """Who removes her own comment owes nobody a reason."""
    if not own and not reason.strip():
        raise NeedsAReasonToRemove(field="reason")


def check_alert(*, narrowed: bool, kind: str, kind_of_type: str, type_label: str, kind_label: str) -> None:
    """Refuse an alert that every search passes, or that none can."""
    if not narrowed:
        raise AlertWithoutFilter
    if kind and kind_of_type and kind != kind_of_type:
        raise NoSuchTypeInThisKind(field="type", type=type_label, kind=kind_label)


def check_not_own(searching: int, interested: int) -> None:
    if searching == interested:
        raise OwnSearch(field="organisation")


def shown_state(state: str, expires_on: date, today: date) -> str:
    """The state people read: an open search past its last day is expired."""
    return "expired" if state == "open" and expires_on < today else state


def check_open(state: str) -> None:
    """`state` is the one shown: what is expired takes no answers either."""
    if state != "open":
        raise SearchIsClosed


def check_editable(state: str) -> None:
    """What is not published yet is still being written; what is closed stays as it was."""
    if state not in UNPUBLISHED:
        check_open(state)


def check_undecided(accepted: bool | None) -> None:
    if accepted is not None:
        raise DecidedAlready


def check_answer_day(day: date, today: date) -> None:
    if not 0 < (day - today).days <= LONGEST_SEARCH_DAYS:
        raise WrongAnswerDay(field="answer_until", day=day.isoformat())


def check_may_be_invited(organisation: str, open_until: date | None, periods: list[str], today: date) -> None:
    """Refuse who waits with an open invitation (`open_until`) or takes part now; `periods` are the ends of its entries."""
    if open_until is not None and open_until >= today:
        raise InvitedAlready(field="organisations", organisation=organisation, day=open_until.isoformat())
    if any(not surely_after(today.isoformat(), end) for end in periods):
        raise IsPartnerAlready(field="organisations", organisation=organisation)


def check_waits(state: str, label: str) -> None:
    """`state` is the one shown: nobody answers or withdraws what has expired; `label` says it in words."""
    if state != "open":
        raise InvitationIsOver(state=label)


def check_recorded(note: str, answered_on: date, today: date) -> None:
    if not note.strip():
        raise NeedsHowItCame(field="note")
    if answered_on > today:
        raise AnsweredInTheFuture(field="answered_on", day=answered_on.isoformat())


def joins_on(state: str, start: str, end: str, today: date) -> str:
    """From when who accepts takes part: from today in a running partnership, else as the partnership (empty).

    >>> joins_on("active", "2026-01", "2027", date(2026, 5, 4)), joins_on("proposed", "2027", "", date(2026, 5, 4))
    ('2026-05-04', '')
    """
    day = today.isoformat()
    runs = state == "active" and not surely_after(day, end) and not surely_after(start, day)
    return day if runs else ""


def state_by_dates(start: str, end: str, today: date) -> str:
    """What an imported partnership is: not begun, running, or over. An unknown end leaves it running.

    >>> state_by_dates("2016", "2017-12", date(2026, 1, 1))
    'ended'
    """
    first, last = earliest(start), latest(end)
    if last is not None and last < today:
        return "ended"
    return "active" if first is not None and first <= today else "proposed"
