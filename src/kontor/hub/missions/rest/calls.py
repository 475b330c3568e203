"""Calls for programs: find, read, write, publish; apply, score, decide."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import CountryCode, Identifier, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions
from kontor.hub.missions.choices import ApplicationState, CallState, QuestionKind
from kontor.hub.missions.exporters.calls import scores_of
from kontor.hub.missions.models import Application, Call
from kontor.hub.missions.queries import calls as queries
from kontor.hub.missions.queries import event_by_key
from kontor.hub.missions.rest.events import NO_NUL, country, router


class QuestionOut(Schema):
    """What a call asks; `place` names the answer."""

    place: int
    kind: QuestionKind
    text: str
    options: list[str]
    required: bool


class CriterionOut(Schema):
    place: int
    name: str
    weight: int


class CallOut(Schema):
    """A call that concerns the caller. `closes` is its next cut-off, null once the last one passed."""

    key: str
    event: str
    title: str
    text: str
    state: CallState
    zone: str
    opens: datetime
    cut_offs: list[datetime]
    closes: datetime | None
    places: int
    kinds: list[OrganisationKind]
    countries: list[str]
    of_partners: bool
    threshold: int
    questions: list[QuestionOut]
    criteria: list[CriterionOut]
    version: int


class NewCall(Schema):
    """A call as it is to be; times on the clock of `zone`, such as '2027-03-01 17:00'; one question or criterion in each line."""

    title: Text = Field(min_length=1, max_length=250)
    text: str = Field("", max_length=10_000, pattern=NO_NUL)
    zone: Text = "UTC"
    opens: Text
    cut_offs: list[Text] = Field(min_length=1, max_length=20)
    places: int = Field(ge=1, le=10_000)
    kinds: list[OrganisationKind] = []
    countries: list[CountryCode] = Field(default=[], max_length=300)
    of_partners: bool = False
    threshold: int = Field(0, ge=0, le=100)
    questions: list[Text] = Field(default=[], max_length=40)
    criteria: list[Text] = Field(default=[], max_length=40)


class ChangedCall(NewCall):
    """A call as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class ApplicationOut(Schema):
    """An application. `score` is null until all reviews of its round are in; `counted` is the version that counts."""

    id: int
    organisation: str
    state: ApplicationState
    counted: int | None
    rank: int | None
    score: float | None
    reviews: int


class NewApplication(Schema):
    """What an organisation answers: place of the question -> text. With `hand_in` it counts, else it is a draft."""

    contact_name: Text = Field("", max_length=150)
    email: Text = Field("", max_length=254, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")
    answers: dict[str, str] = {}
    hand_in: bool = False


class NewReview(Schema):
    """Points from 0 to 5 by place of the criterion."""

    points: dict[str, int]
    comment: str = Field("", max_length=3000, pattern=NO_NUL)


class Reviewers(Schema):
    organisations: list[Key] = Field(max_length=50)


class DecisionOn(Schema):
    """An application, and whether it is selected, reserve or rejected."""

    application: Identifier
    decision: ApplicationState


class Decisions(Schema):
    """One for each application; what is not said is decided as the ranking proposes."""

    decisions: list[DecisionOn] = Field(default=[], max_length=1000)


class Told(Schema):
    """How many teams are written to."""

    letters: int


def call_out(call: Call) -> dict[str, Any]:
    line = queries.line_of(call, timezone.now())
    questions = [
        {
            "place": one.position,
            "kind": one.kind,
            "text": one.text,
            "options": one.options,
            "required": one.required,
        }
        for one in call.questions.all()
    ]
    criteria = [
        {"place": one.position, "name": one.name, "weight": one.weight} for one in call.criteria.all()
    ]
    plain = (
        "key",
        "title",
        "text",
        "state",
        "zone",
        "opens",
        "places",
        "kinds",
        "of_partners",
        "threshold",
        "version",
    )
    return {name: getattr(call, name) for name in plain} | {
        "event": call.event.key, "cut_offs": [one.at for one in call.cut_offs.all()], "closes": line.closes,
        "countries": sorted(one.pk for one in call.countries.all()), "questions": questions, "criteria": criteria,
    }  # fmt: skip


def entry_of(given: NewCall) -> actions.CallEntry:
    fields = {
        name: getattr(given, name) for name in ("title", "text", "zone", "places", "of_partners", "threshold")
    }
    return actions.CallEntry(
        fields={**fields, "kinds": [one.value for one in given.kinds]},
        countries=[code for code in map(country, given.countries) if code],
        opens=given.opens,
        cut_offs="\n".join(given.cut_offs),
        questions="\n".join(given.questions),
        criteria="\n".join(given.criteria),
    )


@router.get("/calls", response=PageOf[CallOut], url_name="calls")
def list_calls(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """The calls that concern the caller: those her organisation may answer, reviews, has answered or runs."""
    rows = visible(Call, request.auth).select_related("event")
    rows = rows.prefetch_related("countries", "cut_offs", "questions", "criteria")
    page = page_of(rows.order_by("-opens", "key"), query)
    return page | {"items": [call_out(one) for one in page["items"]]}


@router.post("/events/{key}/calls", response={201: CallOut}, url_name="add_event_call")
def add_call(request: HttpRequest, key: Key, new: NewCall) -> Any:
    """Write a call for an event. It is a draft until it is published."""
    made = actions.add_call(actor=request.auth, event=event_by_key(request.auth, key), entry=entry_of(new))
    return Status(201, call_out(queries.call_by_key(request.auth, made.key)))


@router.get("/calls/{key}", response=CallOut, url_name="call")
def show_call(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One call, by its key."""
    return call_out(queries.call_by_key(request.auth, key))


@router.put("/calls/{key}", response=CallOut, url_name="change_call")
def change_call(request: HttpRequest, key: Key, changed: ChangedCall) -> dict[str, Any]:
    """Say anew what is said in a call."""
    known = queries.call_by_key(request.auth, key)
    actions.edit_call(actor=request.auth, call=known, version=changed.version, entry=entry_of(changed))
    return call_out(queries.call_by_key(request.auth, key))


@router.post("/calls/{key}/publish", response=Told, url_name="publish_call")
def publish_call(request: HttpRequest, key: Key) -> dict[str, int]:
    """Open a call to those whom it concerns, and write to them."""
    call = queries.call_by_key(request.auth, key)
    return {"letters": actions.publish_call(actor=request.auth, call=call)}


@router.put("/calls/{key}/reviewers", response=Reviewers, url_name="name_reviewers_of_call")
def name_reviewers(request: HttpRequest, key: Key, named: Reviewers) -> dict[str, Any]:
    """Say whose teams score."""
    actor = request.auth
    call = queries.call_by_key(actor, key)
    organisations = [organisation_by_key(actor, one) for one in named.organisations]
    actions.name_reviewers(actor=actor, call=call, organisations=organisations)
    return {"organisations": [one.key for one in organisations]}


@router.get("/calls/{key}/applications", response=PageOf[ApplicationOut], url_name="call_applications")
def list_applications(request: HttpRequest, key: Key, query: Query[PageQuery]) -> dict[str, Any]:
    """The applications to a call that the caller sees: her own; all that were handed in for who runs or reviews it."""
    call = queries.call_by_key(request.auth, key)
    rows = visible(Application, request.auth).filter(call=call).select_related("organisation").order_by("pk")
    page = page_of(rows, query)
    shown = Application.objects.filter(pk__in=[one.pk for one in page["items"]])
    scores = scores_of(request.auth, shown)
    return page | {"items": [application_out(one, scores.get(one.pk, [])) for one in page["items"]]}


def application_out(one: Application, scores: list[float]) -> dict[str, Any]:
    score = round(sum(scores) / len(scores), 1) if scores else None
    return {
        "id": one.pk, "organisation": one.organisation.key, "state": one.state, "counted": one.counted, "rank": one.rank,
        "score": score, "reviews": len(scores),
    }  # fmt: skip


@router.put("/calls/{key}/applications/{organisation}", response=ApplicationOut, url_name="apply_to_call")
def apply(request: HttpRequest, key: Key, organisation: Key, new: NewApplication) -> dict[str, Any]:
    """Answer a call for one's organisation: a draft, or handed in."""
    actor = request.auth
    call = queries.call_by_key(actor, key)
    applicant = organisation_by_key(actor, organisation)
    said = new.dict(exclude={"hand_in"})
    made = actions.save_application(
        actor=actor, call=call, organisation=applicant, said=said, hand_in=new.hand_in
    )
    return application_out(made, [])


def application_of(request: HttpRequest, key: str, organisation: str) -> Application:
    """The organisation's application to a call, as far as the caller sees it."""
    call = queries.call_by_key(request.auth, key)
    applicant = organisation_by_key(request.auth, organisation)
    found = (
        visible(Application, request.auth).filter(call=call, organisation=applicant).order_by("pk").first()
    )
    return queries.application_of(request.auth, call, found.pk if found else 0)


@router.post(
    "/calls/{key}/applications/{organisation}/withdraw",
    response=ApplicationOut,
    url_name="withdraw_from_call",
)
def withdraw(request: HttpRequest, key: Key, organisation: Key) -> dict[str, Any]:
    """Take an application back; the best of the reserve moves up."""
    application = application_of(request, key, organisation)
    return application_out(actions.withdraw_application(actor=request.auth, application=application), [])


@router.put("/calls/{key}/applications/{organisation}/review", response={204: None}, url_name="score_in_call")
def score(request: HttpRequest, key: Key, organisation: Key, new: NewReview) -> Any:
    """Give points to an application. Refused to who applies herself."""
    application = application_of(request, key, organisation)
    actions.score(actor=request.auth, application=application, points=new.points, comment=new.comment)
    return Status(204, None)


@router.post("/calls/{key}/decide", response=Decisions, url_name="decide_call")
def decide(request: HttpRequest, key: Key, given: Decisions) -> dict[str, Any]:
    """Decide on all applications of reached cut-offs, and write to the applicants."""
    call = queries.call_by_key(request.auth, key)
    decided = {one.application: one.decision.value for one in given.decisions}
    found = actions.decide(actor=request.auth, call=call, decided=decided)
    return {"decisions": [{"application": pk, "decision": state} for pk, state in found.items()]}
