"""One case as its page shows it: everything that belongs to it, as far as the actor may read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kontor.hub.agreements.choices import STATE_TONES, CaseState, StepState
from kontor.hub.agreements.models import (
    Agreement,
    CaseObjective,
    CaseReport,
    CooperationCase,
    FollowUp,
    Impact,
    Signatory,
    Step,
)
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.agreements.queries.parties import PartyShown, parties_for
from kontor.hub.evidence.models import Document
from kontor.hub.evidence.queries import Cited, citations_of
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.partial_dates import earliest
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible

AGREEMENT_TONES = {
    "to-be-signed": "warning",
    "signed": "good",
    "expired": "neutral",
    "terminated": "neutral",
    "abandoned": "neutral",
}
STATE_VERBS = ("return_to_contact", "negotiate", "prepare", "sign", "start", "close", "reopen", "resume")
SOON_DAYS = 60


def case_by_key(actor: Actor, key: str) -> CooperationCase:
    """The case at this address, as far as the actor may see it. Raises NotThere. One statement."""
    rows = visible(CooperationCase, actor).select_related(
        "partnership__team", "country", "from_event", "team"
    )
    found = rows.filter(key=key).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class SignatoryShown:
    """`party` in the words that the actor may read."""

    party: str
    name: str
    function: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """`document` is None where there is none or the actor does not see it; `readable` says whether amount and waiver are shown."""

    agreement: Agreement
    document: Document | None
    signatories: tuple[SignatoryShown, ...]
    readable: bool
    today: date

    @property
    def tone(self) -> str:
        return AGREEMENT_TONES[self.agreement.state]

    @property
    def ends_soon(self) -> bool:
        ends = self.agreement.expires_on
        return bool(ends and self.agreement.state == "signed" and (ends - self.today).days <= SOON_DAYS)


@dataclass(frozen=True, slots=True)
class ReportShown:
    """`differs` says that this place gives another state than another place, or a later one than the case."""

    report: CaseReport
    differs: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the timeline, as `foundation/parts/timeline.html` draws it. `day` is what it is sorted by."""

    day: date
    when: str | date | datetime
    title: str
    text: str = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CaseShown:
    """`readable`: whether confidential parts are shown. Lists are empty where nothing is recorded or nothing may be read."""

    case: CooperationCase
    readable: bool
    parties: Sequence[PartyShown]
    objectives: list[CaseObjective]
    reports: list[ReportShown]
    agreements: list[AgreementShown]
    open_steps: list[Step]
    past_steps: list[Step]
    follow_ups: list[FollowUp]
    impacts: list[Impact]
    sources: list[Cited]
    doubles: list[CooperationCase]
    timeline: list[Happened]

    @property
    def reports_differ(self) -> bool:
        return any(one.differs for one in self.reports)


def case_shown(actor: Actor, case: CooperationCase, today: date) -> CaseShown:
    """Gather the page of a case the actor sees. About fifteen statements, whatever its size."""
    readable = case.pk in readable_cases(actor, [case.pk])
    parties = parties_for(actor, [case])[case.pk]
    steps = list(Step.objects.filter(case=case).select_related("owner"))
    agreements = agreements_of(actor, case, parties, readable, today)
    follow_ups = list(FollowUp.objects.filter(case=case).prefetch_related("impacts"))
    cited = citations_of(actor, [case, *(one.agreement for one in agreements)])
    return CaseShown(
        case=case,
        readable=readable,
        parties=parties,
        objectives=list(CaseObjective.objects.filter(case=case)),
        reports=reports_of(actor, case),
        agreements=agreements,
        open_steps=[step for step in steps if step.state == StepState.OPEN],
        past_steps=[step for step in steps if step.state != StepState.OPEN],
        follow_ups=follow_ups,
        impacts=list(visible(Impact, actor).filter(case=case).select_related("organisation"))
        if readable
        else [],
        sources=together(cited.values()),
        doubles=list(visible(CooperationCase, actor).filter(same_as=case)),
        timeline=timeline_of(case, agreements, steps, follow_ups, readable=readable),
    )


def agreements_of(
    actor: Actor, case: CooperationCase, parties: Sequence[PartyShown], readable: bool, today: date
) -> list[AgreementShown]:
    """The agreements with who signs them. At most three statements."""
    rows = list(
        Agreement.objects.filter(case=case).select_related("source", "renews", "same_as__case").order_by("pk")
    )
    ids = [one.document_id for one in rows if one.document_id]
    documents = visible(Document, actor).in_bulk(ids) if ids else {}
    words = {one.pk: one.label for one in parties}
    signing: dict[int, list[SignatoryShown]] = {}
    for one in visible(Signatory, actor).filter(agreement__in=rows).order_by("party__position", "pk"):
        signing.setdefault(one.agreement_id, []).append(
            SignatoryShown(words.get(one.party_id, ""), one.name, one.function, one.signed_on)
        )
    return [
        AgreementShown(one, documents.get(one.document_id), tuple(signing.get(one.pk, ())), readable, today)
        for one in rows
    ]


def reports_of(actor: Actor, case: CooperationCase) -> list[ReportShown]:
    """Who reports the case and where, of the partnerships that the actor sees. One statement."""
    rows = list(visible(CaseReport, actor).filter(case=case).select_related("partnership"))
    stated = {one.state for one in rows if one.state}
    return [
        ReportShown(one, bool(one.state) and (len(stated) > 1 or is_further(one.state, case.state)))
        for one in rows
    ]


def is_further(stated: str, state: str) -> bool:
    """Whether a place tells of more than the case: an older report of an earlier state is no contradiction."""
    return CaseState.values.index(stated) > CaseState.values.index(state)


def together(groups: Iterable[list[Cited]]) -> list[Cited]:
    found = {(one.title, one.place, one.what): one for group in groups for one in group}
    return list(found.values())


# The timeline.


def timeline_of(
    case: CooperationCase,
    agreements: list[AgreementShown],
    steps: list[Step],
    follow_ups: list[FollowUp],
    *,
    readable: bool,
) -> list[Happened]:
    """What happened and what is planned, in the order of days; what has no day is left out. One statement, for the trail."""
    found = [
        *of_the_case(case, readable),
        *(one for shown in agreements for one in of_an_agreement(shown.agreement)),
        *(one for step in steps for one in of_a_step(step)),
        *(of_a_follow_up(one, readable) for one in follow_ups if one.answered_on),
        *state_changes(case),
    ]
    return sorted(found, key=lambda one: one.day)


def of_the_case(case: CooperationCase, readable: bool) -> Iterable[Happened]:
    if started := earliest(case.started_on):
        event = case.from_event
        yield Happened(
            started, case.started_on, gettext("First contact"), event.name if event else "", "info"
        )
    if case.state == CaseState.CLOSED and (closed := earliest(case.closed_on)):
        told = gettext("Closed: %(outcome)s") % {"outcome": case.get_outcome_display()}
        tone = "good" if case.outcome == "success" else "bad"
        yield Happened(closed, case.closed_on, told, case.outcome_reason if readable else "", tone)


def of_an_agreement(agreement: Agreement) -> Iterable[Happened]:
    kind = str(agreement.get_kind_display())
    url = f"#agreement-{agreement.pk}"
    if signed := earliest(agreement.signed_on):
        yield Happened(
            signed,
            agreement.signed_on,
            gettext("Signed: %(kind)s") % {"kind": kind},
            agreement.title,
            "good",
            url,
        )
    elif agreement.state == "to-be-signed" and (expected := earliest(agreement.expected_on)):
        yield Happened(
            expected,
            agreement.expected_on,
            gettext("To be signed: %(kind)s") % {"kind": kind},
            agreement.title,
            "warning",
            url,
        )
    if agreement.expires_on and agreement.state in {"signed", "expired"}:
        yield Happened(
            agreement.expires_on,
            agreement.expires_on,
            gettext("Ends: %(kind)s") % {"kind": kind},
            agreement.title,
            "",
            url,
        )


def of_a_step(step: Step) -> Iterable[Happened]:
    if step.state == StepState.DONE and (done := earliest(step.done_on)):
        yield Happened(done, step.done_on, step.text, tone="good")
    elif step.state == StepState.OPEN and step.due_on:
        yield Happened(step.due_on, step.due_on, step.text, gettext("planned"), "warning")


def of_a_follow_up(follow_up: FollowUp, readable: bool) -> Happened:
    told = ngettext("Asked after %(month)s month", "Asked after %(month)s months", follow_up.month) % {
        "month": follow_up.month
    }
    assert follow_up.answered_on is not None
    return Happened(
        follow_up.answered_on,
        follow_up.answered_on,
        told,
        follow_up.answer if readable else gettext("answered"),
        "info",
    )


def state_changes(case: CooperationCase) -> list[Happened]:
    """From the trail: when which state was set."""
    events = AuditEvent.objects.filter(
        subject_kind=case._meta.label_lower,
        subject_id=str(case.pk),
        action__in=[f"agreements.{verb}" for verb in STATE_VERBS],
    )
    words = dict(CaseState.choices)
    found = []
    for event in events.order_by("number"):
        _before, after = event.changed.get("state", ("", ""))
        if after in words and after != CaseState.CLOSED:
            day = timezone.localtime(event.at).date()
            told = gettext("State: %(state)s") % {"state": words[after]}
            found.append(Happened(day, day, told, tone=STATE_TONES.get(after, "")))
    return found
