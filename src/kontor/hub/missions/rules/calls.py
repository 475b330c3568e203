"""What must hold of calls: who may apply, until when, what an answer is, who may score, what is decided. Plain Python."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import mean, pstdev
from zoneinfo import ZoneInfo, available_timezones

from kontor.hub.foundation.refusal import N_, Refusal

MOST_POINTS = 5
QUESTIONS_AT_MOST, LONGEST_ANSWER = 40, 3000
QUESTION = re.compile(
    r"^(?P<star>\*\s*)?(?:(?P<kind>text|number|choice)\s*:\s*)?(?P<text>.+)$", re.IGNORECASE
)
CRITERION = re.compile(r"^(?P<name>.+?)\s*:\s*(?P<weight>\d{1,3})$")
DECISIONS = frozenset({"selected", "reserve", "rejected"})


class NoClock(Refusal):
    code = "no-time-zone"
    sentence = N_("'%(zone)s' is no time zone. Choose one such as Europe/Madrid or America/Lima.")


class UnreadableMoment(Refusal):
    code = "unreadable-moment"
    sentence = N_("'%(text)s' is no day and time. Write it like this: 2027-03-01 17:00.")


class NoSuchMoment(Refusal):
    code = "no-such-moment"
    sentence = N_(
        "At %(text)s the clock is put forward in %(zone)s, so that time does not exist. Choose an hour earlier or later."
    )


class NoCutOff(Refusal):
    code = "no-cut-off"
    sentence = N_("A call needs a cut-off: write at least one day and time, one in each line.")


class CutOffBeforeOpening(Refusal):
    code = "cut-off-before-opening"
    sentence = N_("The cut-off %(at)s lies before the call opens: choose a later one, or an earlier opening.")


class CutOffInUse(Refusal):
    code = "cut-off-in-use"
    sentence = N_("Applications were handed in for the cut-off %(at)s, so it stays. Add another one instead.")


class UnreadableQuestion(Refusal):
    code = "unreadable-question"
    sentence = N_(
        "Question %(line)s cannot be read. A choice needs its options: choice: Which market? = Peru; Chile."
    )


class TooManyQuestions(Refusal):
    code = "too-many-questions"
    sentence = N_("A call asks %(most)s questions at most: leave some out.")


class UnreadableCriterion(Refusal):
    code = "unreadable-criterion"
    sentence = N_("Criterion %(line)s cannot be read. Write its name and its weight: Fit with the market: 3.")


class AskedAlready(Refusal):
    code = "asked-already"
    sentence = N_("Applications were handed in, so questions and criteria stay as they are.")


class AlreadyPublished(Refusal):
    code = "already-published"
    sentence = N_("The call is published already. Change it, or add a cut-off.")


class NotPublished(Refusal):
    code = "not-published"
    sentence = N_("The call is a draft: publish it first.")


class NotOpenYet(Refusal):
    code = "not-open-yet"
    sentence = N_("The call opens on %(at)s. Applications can be written then.")


class CallClosed(Refusal):
    code = "call-closed"
    sentence = N_(
        "The call closed on %(at)s, its last cut-off. Nothing can be handed in any more; ask those who keep the event whether there is another call."
    )


class NotEligible(Refusal):
    code = "not-eligible"
    sentence = N_("%(organisation)s does not fit this call: %(why)s.")


class BeingAssessed(Refusal):
    code = "being-assessed"
    sentence = N_(
        "The application of the cut-off %(at)s is being assessed and stays as it was handed in. Wait for the decision, or withdraw it."
    )


class Decided(Refusal):
    code = "decided"
    sentence = N_("The application is decided (%(state)s). Withdraw it if you cannot come.")


class AnswerMissing(Refusal):
    code = "answer-missing"
    sentence = N_("This must be answered before the application is handed in.")


class NoNumber(Refusal):
    code = "no-number"
    sentence = N_("'%(text)s' is no number: write digits only, such as 12 or 3.5.")


class NoOption(Refusal):
    code = "no-option"
    sentence = N_("'%(text)s' is none of the options. Choose one of them.")


class AnswerTooLong(Refusal):
    code = "answer-too-long"
    sentence = N_("The answer is longer than %(most)s characters: shorten it.")


class NothingToWithdraw(Refusal):
    code = "nothing-to-withdraw"
    sentence = N_("The application is %(state)s: there is nothing to withdraw.")


class NotHandedIn(Refusal):
    code = "not-handed-in"
    sentence = N_("The application is not handed in (%(state)s), so it is neither scored nor decided.")


class CutOffNotReached(Refusal):
    code = "cut-off-not-reached"
    sentence = N_("The application may still be changed until %(at)s. Score it after this cut-off.")


class Conflict(Refusal):
    code = "conflict-of-interest"
    sentence = N_(
        "You act for %(organisation)s, which applies: nobody scores an application of her own. Another reviewer does it."
    )


class PointsMissing(Refusal):
    code = "points-missing"
    sentence = N_("Give 0 to %(most)s points for every criterion.")


class HasScored(Refusal):
    code = "has-scored"
    sentence = N_("%(organisation)s has scored already, so it stays a reviewer.")


class NotAllIn(Refusal):
    code = "not-all-in"
    sentence = N_(
        "%(missing)s of %(wanted)s reviews are missing. Decide when all are in, or take a reviewer out who has not scored."
    )


class NothingToDecide(Refusal):
    code = "nothing-to-decide"
    sentence = N_("No application waits for a decision.")


class NoDecision(Refusal):
    code = "no-decision"
    sentence = N_("An application is selected, on the reserve list or rejected: choose one of these.")


class TooManySelected(Refusal):
    code = "too-many-selected"
    sentence = N_("%(selected)s are selected, but there are %(places)s places. Put some on the reserve list.")


@dataclass(frozen=True, slots=True)
class Terms:
    """Who may apply. Empty: everybody."""

    countries: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    of_partners: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the terms look at of an organisation."""

    country: str
    kind: str
    is_of_partners: bool


def unmet(terms: Terms, one: Candidate) -> list[str]:
    """The conditions an organisation does not meet: 'country', 'kind', 'partners'. Empty: it may apply."""
    found = []
    if terms.countries and one.country not in terms.countries:
        found.append("country")
    if terms.kinds and one.kind not in terms.kinds:
        found.append("kind")
    if terms.of_partners and not one.is_of_partners:
        found.append("partners")
    return found


def check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise NoClock(field="zone", zone=zone[:64])


def moment(text: str, zone: str, field: str) -> datetime:
    """A day and time on the wall, written '2027-03-01 17:00'."""
    check_zone(zone)
    try:
        wall = datetime.strptime(text.strip().replace("T", " "), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a time on the wall; its zone follows
    except ValueError as error:
        raise UnreadableMoment(field=field, text=text.strip()[:50]) from error
    found = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise NoSuchMoment(field=field, text=text.strip()[:50], zone=zone)
    return found


def on_the_wall(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def cut_offs_of(text: str, zone: str, opens: datetime) -> list[datetime]:
    """One in each line, each after the opening."""
    found = sorted({moment(line, zone, "cut_offs") for line in text.splitlines() if line.strip()})
    if not found:
        raise NoCutOff(field="cut_offs")
    if found[0] <= opens:
        raise CutOffBeforeOpening(field="cut_offs", at=on_the_wall(found[0], zone))
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is written: '* choice: Which market? = Peru; Chile'; the star says that it must be answered."""

    kind: str
    text: str
    options: tuple[str, ...] = ()
    required: bool = False

    def written(self) -> str:
        kind = "" if self.kind == "text" else f"{self.kind}: "
        options = f" = {'; '.join(self.options)}" if self.options else ""
        return f"{'* ' if self.required else ''}{kind}{self.text}{options}"


def questions_of(text: str) -> list[Asked]:
    found = []
    for number, line in enumerate((one.strip() for one in text.splitlines() if one.strip()), start=1):
        match = QUESTION.match(line)
        assert match is not None, "every line with a word in it matches"
        kind = (match["kind"] or "text").lower()
        words, _equals, options = (
            match["text"].partition(" = ") if kind == "choice" else (match["text"], "", "")
        )
        listed = tuple(one.strip()[:200] for one in options.split(";") if one.strip())
        if (kind == "choice" and len(listed) < 2) or len(words) > 500:
            raise UnreadableQuestion(field="questions", line=number)
        found.append(Asked(kind, words.strip(), listed, bool(match["star"])))
    if len(found) > QUESTIONS_AT_MOST:
        raise TooManyQuestions(field="questions", most=QUESTIONS_AT_MOST)
    return found


def criteria_of(text: str) -> list[tuple[str, int]]:
    """(name, weight), one in each line."""
    found = []
    for number, line in enumerate((one.strip() for one in text.splitlines() if one.strip()), start=1):
        match = CRITERION.match(line)
        if match is None or int(match["weight"]) < 1 or len(match["name"]) > 250:
            raise UnreadableCriterion(field="criteria", line=number)
        found.append((match["name"], int(match["weight"])))
    return found


def next_cut_off(cut_offs: Sequence[datetime], now: datetime) -> datetime | None:
    return min((at for at in cut_offs if at >= now), default=None)


def check_open(opens: datetime, cut_offs: Sequence[datetime], now: datetime, zone: str) -> datetime:
    """The cut-off that an application handed in now belongs to. Refused before the opening and after the last one."""
    if now < opens:
        raise NotOpenYet(at=on_the_wall(opens, zone))
    following = next_cut_off(cut_offs, now)
    if following is None:
        raise CallClosed(at=on_the_wall(max(cut_offs), zone))
    return following


def changeable(state: str, cut_off: datetime | None, now: datetime) -> bool:
    """Drafts and what was withdrawn or rejected may be written anew; what is handed in, until its cut-off."""
    waits = state == "submitted" and cut_off is not None and cut_off < now
    return state not in {"selected", "reserve"} and not waits


def check_changeable(state: str, state_told: str, cut_off: datetime | None, now: datetime, zone: str) -> None:
    if changeable(state, cut_off, now):
        return
    if state == "submitted" and cut_off is not None:
        raise BeingAssessed(at=on_the_wall(cut_off, zone))
    raise Decided(state=state_told)


def answer(kind: str, options: Sequence[str], text: str, field: str) -> str:
    """What was answered, as it is kept; refused where it is no number or no option."""
    said = text.strip()
    if len(said) > LONGEST_ANSWER:
        raise AnswerTooLong(field=field, most=LONGEST_ANSWER)
    if said and kind == "number":
        said = said.replace(",", ".")
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", said):
            raise NoNumber(field=field, text=said[:50])
    if said and kind == "choice" and said not in options:
        raise NoOption(field=field, text=said[:50])
    return said


def check_points(points: Mapping[str, int | None], wanted: Collection[str]) -> None:
    given = [points.get(name) for name in wanted]
    if any(one is None or not 0 <= one <= MOST_POINTS for one in given):
        raise PointsMissing(most=MOST_POINTS)


def total(points: Mapping[str, int], weights: Mapping[str, int]) -> float:
    """Points of one review as a share of what could be given, 0 to 100, each criterion by its weight."""
    most = MOST_POINTS * sum(weights.values())
    return (
        round(100 * sum(points[name] * weight for name, weight in weights.items()) / most, 1) if most else 0.0
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application in the ranking: mean and spread of its reviews' totals, and the decision that places suggest."""

    application: int
    score: float
    spread: float
    reviews: int
    rank: int
    proposal: str


def ranking(totals: Mapping[int, Sequence[float]], *, free: int, threshold: int) -> list[Ranked]:
    """The best first; of the same score who handed in first (the order of `totals`). Below the threshold is rejected."""
    scored = [
        (pk, mean(found) if found else 0.0, pstdev(found) if found else 0.0) for pk, found in totals.items()
    ]
    scored.sort(key=lambda one: -round(one[1], 1))
    lines = []
    for rank, (pk, score, spread) in enumerate(scored, start=1):
        proposal = "rejected" if score < threshold else "selected" if rank <= free else "reserve"
        lines.append(Ranked(pk, round(score, 1), round(spread, 1), len(totals[pk]), rank, proposal))
    return lines


def check_decisions(decided: Mapping[int, str], *, taken: int, places: int) -> None:
    """Only the three decisions there are, and no more selected than there are places."""
    if not DECISIONS.issuperset(decided.values()):
        raise NoDecision
    selected = taken + sum(one == "selected" for one in decided.values())
    if selected > places:
        raise TooManySelected(selected=selected, places=places)
