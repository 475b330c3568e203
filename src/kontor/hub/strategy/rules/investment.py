"""What must hold of joint investment projects: above all what must be there before one enters a stage. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal

WAY = ("idea", "matched", "pilot", "proposal", "sought", "secured", "running")
STOPPED, PROPOSAL = "stopped", "proposal"
FEWEST_REGIONS, FEWEST_PARTIES, FEWEST_YEARS = 2, 2, 2


@dataclass(frozen=True, slots=True)
class Gate:
    """From `since` on, `fact` must be true. `place` is where it is written: a field of the project, or one of its lists."""

    fact: str
    since: str
    place: str
    sentence: str


GATES = (
    # What must be there    from which stage     where        what is said where it is missing
    Gate("need",            "matched",  "need",               N_("The need is not written.")),
    Gate("area",            "matched",  "area",               N_("No thematic area is chosen.")),
    Gate("owner",           "matched",  "owner",              N_("No partner is responsible.")),
    Gate("regions",         "matched",  "regions",            N_("Fewer than two regions take part.")),
    Gate("parties",         "matched",  "parties",            N_("Fewer than two organisations take part.")),
    Gate("lead",            "matched",  "parties",            N_("No organisation has the role of the lead.")),
    Gate("solution",        "pilot",    "solution",           N_("The solution is not written.")),
    Gate("technology",      "pilot",    "parties",            N_("No organisation owns the technology.")),
    Gate("site",            "pilot",    "parties",            N_("No organisation is the site of the pilot.")),
    Gate("pilot",           "proposal", "pilot",              N_("It is not written what the demonstration or pilot showed.")),
    Gate("market",          "proposal", "market",             N_("Market and return are not written.")),
    Gate("costs",           "proposal", "costs",              N_("No cost is stated.")),
    Gate("funded",          "proposal", "finance",            N_("The sources of finance do not add up to the cost.")),
    Gate("years",           "proposal", "years",              N_("Costs and revenue of fewer than two years are stated.")),
    Gate("rate",            "proposal", "rate",               N_("The discount rate is not stated.")),
    Gate("risks",           "proposal", "risks",              N_("No risk is named.")),
    Gate("mitigation",      "proposal", "risks",              N_("For a risk it is not said what is done against it.")),
    Gate("asked",           "sought",   "finance",            N_("No source of finance was asked yet.")),
    Gate("assistance",      "sought",   "assistance",         N_("It is not said whether technical assistance was applied for, received or is not needed.")),
    Gate("granted",         "secured",  "finance",            N_("What is granted does not cover the cost.")),
    Gate("evidence",        "secured",  "finance",            N_("A granted source has no letter of commitment.")),
    Gate("started",         "running",  "started_on",         N_("It is not said since when it runs.")),
)  # fmt: skip


SHOWS = (
    # What the guide wants to see of action 15, as it is told of a project.
    ("proposal",   N_("bankable proposal")),
    ("regions",    N_("two or more regions")),
    ("area",       N_("thematic area")),
    ("assistance", N_("assistance applied for or received")),
    ("secured",    N_("finance secured")),
)  # fmt: skip


class ProjectKeyTaken(Refusal):
    code = "project-key-taken"
    sentence = N_("There is a joint investment project with the key '%(key)s' already: choose another key.")


class PartyAlready(Refusal):
    code = "party-already"
    sentence = N_("'%(organisation)s' has this role in the project already: change its entry instead.")


class YearAlready(Refusal):
    code = "year-already"
    sentence = N_("The year %(year)s is stated already: change its entry instead.")


class ComponentElsewhere(Refusal):
    code = "component-elsewhere"
    sentence = N_(
        "The component '%(component)s' is of another partnership: choose one of its own value chains."
    )


class ActivityElsewhere(Refusal):
    code = "activity-elsewhere"
    sentence = N_("The activity '%(activity)s' is of another partnership: choose one of its own roadmap.")


class ProjectStaysInItsPartnership(Refusal):
    code = "project-stays-in-its-partnership"
    sentence = N_(
        "A joint investment project stays with the partnership that started it: start another one for the other partnership."
    )


class MovedOnItsPage(Refusal):
    code = "moved-on-its-page"
    sentence = N_("No table moves a project, and this one is in the stage '%(stage)s': move it on its page.")


class StartsAsAnIdea(Refusal):
    code = "starts-as-an-idea"
    sentence = N_("A new project starts as an idea: leave the stage empty, and move the project on its page.")


class NoSuchRegion(Refusal):
    code = "no-such-region"
    sentence = N_("There is no region '%(code)s': give codes such as ES24.")


class ThereAlready(Refusal):
    code = "there-already"
    sentence = N_("The project is in the stage '%(stage)s' already.")


class OneStageAtATime(Refusal):
    code = "one-stage-at-a-time"
    sentence = N_("A project goes on one stage at a time: move it to '%(stage)s' first.")


class NotBeyondWhereItStopped(Refusal):
    code = "not-beyond-where-it-stopped"
    sentence = N_("The project stopped in the stage '%(stage)s': take it up there, or in an earlier one.")


class GateClosed(Refusal):
    code = "gate-closed"
    sentence = N_("The project cannot enter the stage '%(stage)s' yet. Add what is missing: %(missing)s")


class ReasonWanted(Refusal):
    code = "reason-wanted"
    sentence = N_("Say why it goes back, stops or is taken up again: others learn from the reason.")


class EnteredInTheFuture(Refusal):
    code = "entered-in-the-future"
    sentence = N_("%(day)s is still to come: write the day on which the project entered the stage.")


class EnteredBeforeTheLast(Refusal):
    code = "entered-before-the-last"
    sentence = N_("The project entered its present stage on %(day)s: the next move cannot be earlier.")


def rank(stage: str) -> int:
    """How far a stage is on the way; -1 of one that is none, such as 'stopped'."""
    return WAY.index(stage) if stage in WAY else -1


def next_stage(stage: str) -> str:
    """The stage after this one; '' at the end and where it stopped.

    >>> next_stage("idea"), next_stage("running"), next_stage("stopped")
    ('matched', '', '')
    """
    at = rank(stage)
    return WAY[at + 1] if 0 <= at < len(WAY) - 1 else ""


def missing_for(stage: str, facts: Mapping[str, bool]) -> tuple[Gate, ...]:
    """The gates up to this stage that are closed, in the order of the table."""
    return tuple(gate for gate in GATES if rank(gate.since) <= rank(stage) and not facts[gate.fact])


def shown_by(*, stage: str, regions: int, area: str, assistance: str) -> tuple[str, ...]:
    """What of the evidence of action 15 a project shows; nothing once it is stopped.

    >>> shown_by(stage="secured", regions=1, area="agri-food", assistance="received")
    ('bankable proposal', 'thematic area', 'assistance applied for or received', 'finance secured')
    """
    holds = {
        "proposal": rank(stage) >= rank(PROPOSAL),
        "regions": regions >= FEWEST_REGIONS,
        "area": bool(area),
        "assistance": assistance in ("applied", "received"),
        "secured": rank(stage) >= rank("secured"),
    }
    return tuple(words for fact, words in SHOWS if holds[fact]) if stage != STOPPED else ()


def goes_on(stage: str, to: str) -> bool:
    """Whether this is the one step that needs no reason, and opens by the gates."""
    return to == next_stage(stage)


def stages_to(stage: str, stopped_in: str = "") -> tuple[str, ...]:
    """Where a project may be moved: on by one, back to any; a stopped one to where it stopped, or before."""
    if stage == STOPPED:
        return WAY[: rank(stopped_in) + 1]
    return WAY[: rank(stage)] + ((next_stage(stage),) if next_stage(stage) else ())


def check_move(
    *, stage: str, to: str, stopped_in: str, labels: Mapping[str, str], missing: Sequence[str], reason: str
) -> None:
    """`missing` are the sentences of the closed gates of `to`; `stopped_in` is where a stopped project was before."""
    if to == stage:
        raise ThereAlready(field="stage", stage=labels[stage])
    if to == STOPPED or to in stages_to(stage, stopped_in):
        if not goes_on(stage, to):
            check_reason(reason)
        elif missing:
            raise GateClosed(field="stage", stage=labels[to], missing=" ".join(missing))
    elif stage == STOPPED:
        raise NotBeyondWhereItStopped(field="stage", stage=labels[stopped_in])
    else:
        raise OneStageAtATime(field="stage", stage=labels[next_stage(stage)])


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonWanted(field="reason")


def check_untouched(stage: str, kept: str, labels: Mapping[str, str]) -> None:
    """What a table says of the stage; `kept` is '' of a new project. Each move has its day, and goes through its gate."""
    if kept and stage != kept:
        raise MovedOnItsPage(field="stage", stage=labels[kept])
    if not kept and stage != WAY[0]:
        raise StartsAsAnIdea(field="stage")


def check_entered(entered: date, last: date | None, today: date) -> None:
    if entered > today:
        raise EnteredInTheFuture(field="entered_on", day=entered.isoformat())
    if last is not None and entered < last:
        raise EnteredBeforeTheLast(field="entered_on", day=last.isoformat())
