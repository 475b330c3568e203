"""What a respondent does with her link: begin, save a page, hand in, take back. One row changes, in one statement.

Saving a draft is not in the trail: it is the respondent's own until she hands in. Two windows of one respondent do not lose each
other's answers: a row that was saved meanwhile is read again, and the answers are put into what it holds now.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from kontor.engine.questionnaire import (
    Page,
    Path,
    Problem,
    Response,
    State,
    Submission,
    page_after,
    posted,
    problems_on,
    reopened,
    said,
    submission,
)
from kontor.engine.questionnaire.statistics import answered_block
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys import kit, rules
from kontor.hub.surveys.actions.files import Checked, keep_files, looked_into
from kontor.hub.surveys.actions.known import filled_in, propose_changes
from kontor.hub.surveys.actions.letters import send_receipt
from kontor.hub.surveys.choices import ResponseState, WaveState
from kontor.hub.surveys.models import Invitation, SurveyResponse, Wave
from kontor.hub.surveys.queries.respondents import Respondent, respondent_of
from kontor.hub.surveys.rules.consent import check_consent, consents, of_the_day

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class PageAnswers:
    """What was sent of one page: by place the cells and what was typed into them, and the files by place and cell. `onward` says
    that she stands on the next page once nothing is wrong on this one.
    """

    page: str
    cells: Mapping[Path, Mapping[str, object]]
    files: Mapping[tuple[Path, str], "File[bytes]"] = field(default_factory=dict)
    language: str = ""
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the state after it, what is wrong on the page, and whether the page asks more than before."""

    respondent: Respondent
    state: State
    problems: tuple[Problem, ...] = ()
    grew: bool = False


@dataclass(frozen=True, slots=True)
class Kept[Found]:
    """What a change makes of a document, what it found, and further fields of the row."""

    document: Response
    found: Found
    values: Mapping[str, Any] = field(default_factory=dict)


def begin(
    *, actor: Actor, respondent: Respondent, language: str = "", consent: Collection[str] = ()
) -> Respondent:
    """Open the survey for the first time, with what the records know filled in. Where she has begun already, nothing changes.

    Refused (`ConsentMissing`) where the survey asks for a consent that is not among `consent` (purposes of `rules.consent`).
    """
    require(actor, "surveys.answer")
    rules.check_answerable(is_open=respondent.is_open, submitted=respondent.submitted)
    invitation = respondent.invitation
    if respondent.response is not None or invitation is None:
        return respondent
    now = timezone.now()
    document = replace(respondent.document(), language=language_of(respondent, language))
    agreed = consent_of(respondent, document.language, consent)
    document, known = filled_in(respondent.wave, invitation, document)
    with transaction.atomic():
        respondent.response, _new = SurveyResponse.objects.get_or_create(
            invitation=invitation,
            defaults={
                "wave": respondent.wave,
                # Her link finds her answers at once; that it is the invitation's is known from the invitation.
                "resume_hash": invitation.token_hash,
                "document": document.to_json(),
                "group": invitation.group,
                "partnership_id": invitation.partnership_id,
                "language": document.language,
                "started_at": now,
                "saved_at": now,
                "consent": agreed,
                "prefilled": known,
            },
        )
        Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=now)
    return respondent


def consent_of(respondent: Respondent, language: str, given: Collection[str]) -> Mapping[str, Any]:
    """What is kept of her consent, with the text that she read."""
    survey = respondent.plan.survey
    text = said(survey.consent, language, survey.language)
    check_consent(text, given)
    return consents(text, survey.version, language, given, timezone.now())


def begin_open(*, actor: Actor, wave: Wave, language: str = "", consent: Collection[str] = ()) -> Respondent:
    """Begin a response over the public address. Its own link is made here, and is what resumes it."""
    respondent = Respondent(kit.link_token(kit.new_nonce()), wave, None, None)
    require(actor, "surveys.answer")
    rules.check_answerable(is_open=respondent.is_open, submitted=False)
    now = timezone.now()
    document = replace(respondent.document(), language=language_of(respondent, language))
    agreed = consent_of(respondent, document.language, consent)
    respondent.response = SurveyResponse.objects.create(
        wave=wave,
        resume_hash=kit.digest(respondent.token),
        document=document.to_json(),
        language=document.language,
        started_at=now,
        saved_at=now,
        consent=agreed,
    )
    return respondent


def save_page(*, actor: Actor, respondent: Respondent, given: PageAnswers) -> Saved:
    """Keep what was typed on one page, also what is wrong. Refused (`WaveIsNotOpen`, `AlreadyHandedIn`) where nothing may change."""
    require(actor, "surveys.answer")

    files, refused = looked_into(respondent, given.files)

    def change(document: Response, row: SurveyResponse) -> Kept[Saved]:
        before = respondent.state(document)
        page = next((one for one in before.pages if one.key == given.page), None)
        if given.language:
            document = replace(document, language=given.language)
        if page is None:
            return Kept(document, Saved(respondent, before))
        document, unread = with_answers(respondent, document, given, files)
        seen = document.seen if given.page in document.seen else (*document.seen, given.page)
        document = replace(document, seen=seen, page=given.page)
        after = respondent.state(document)
        wrong = (*unread, *refused, *problems_on(after, page))
        grew = bool(asked_on(after, page) - asked_on(before, page) - sent_of(respondent, given))
        if given.onward and not grew and all(one.warning for one in wrong):
            following = page_after(after, given.page)
            document = replace(document, page=following.key if following else given.page)
        values = {"state": ResponseState.PARTIAL, "blocks": reached(after, row, page)}
        return Kept(document, Saved(respondent, after, wrong, grew), values)

    saved = keep(respondent, change)
    if files and respondent.response is not None and respondent.response.pk is not None:
        keep_files(respondent.response, files)
    return saved


def with_answers(
    respondent: Respondent, document: Response, given: PageAnswers, files: Mapping[tuple[Path, str], Checked]
) -> tuple[Response, tuple[Problem, ...]]:
    """The document with what was typed; the answer to a question for a file is the file's name."""
    unread: tuple[Problem, ...] = ()
    for place, cells in given.cells.items():
        document, found = posted(respondent.plan, document, cells, place)
        unread += tuple(one for one in found if one.kind != "unknown")
    for (place, cell), file in files.items():
        document, _known = posted(respondent.plan, document, {cell: file.name}, place)
    return document, unread


def sent_of(respondent: Respondent, given: PageAnswers) -> set[tuple[Path, str]]:
    """The questions that were answered with the page: a script may have shown them before it was sent."""
    cells = respondent.plan.spots.cells
    return {
        (place, cells[name][1].code)
        for place, names in given.cells.items()
        for name in names
        if name in cells
    }


def asked_on(state: State, page: Page) -> set[tuple[Path, str]]:
    return {(one.path, one.question.code) for one in state.on(page)}


def go_to(*, actor: Actor, respondent: Respondent, page: str) -> Respondent:
    """Remember at which page she is, and nothing else."""
    require(actor, "surveys.answer")

    def change(document: Response, row: SurveyResponse) -> Kept[Respondent]:
        return Kept(replace(document, page=page), respondent)

    return keep(respondent, change)


def change_items(*, actor: Actor, respondent: Respondent, place: Path, block: str, remove: str = "") -> str:
    """Add an item to a repeat that the respondent fills herself, or remove one. Returns the id of the item that is new."""
    require(actor, "surveys.answer")

    def change(document: Response, row: SurveyResponse) -> Kept[str]:
        if remove:
            return Kept(document.removed((*place, (block, remove))), "")
        new = document.new_item(place, block)
        return Kept(document.put({}, (*place, (block, new))), new)

    return keep(respondent, change)


def keep[Found](respondent: Respondent, change: Callable[[Response, SurveyResponse], Kept[Found]]) -> Found:
    """Write the changed document, unless the row was saved or the wave closed meanwhile: then look again. One statement."""
    for _attempt in range(ATTEMPTS):
        rules.check_answerable(is_open=respondent.is_open, submitted=respondent.submitted)
        row = respondent.response
        if row is None:
            raise NotThere
        made = change(respondent.document(), row)
        if row.pk is None:
            # A test run: there is no row, and what is typed stays with the page.
            row.document, row.language = made.document.to_json(), made.document.language
            return made.found
        values: dict[str, Any] = {
            "document": made.document.to_json(),
            "language": made.document.language,
            "saved_at": timezone.now(),
            "version": row.version + 1,
            **made.values,
        }
        open_now = Wave.objects.filter(state=WaveState.OPEN, pk=respondent.wave.pk).values("pk")
        untouched = SurveyResponse.objects.filter(pk=row.pk, version=row.version, wave__in=open_now)
        if untouched.update(**values):
            for name, value in values.items():
                setattr(row, name, value)
            return made.found
        again = respondent_of(respondent.token)
        respondent.wave, respondent.response = again.wave, again.response
    raise rules.SavedElsewhere


def reached(state: State, row: SurveyResponse, page: Page) -> list[str]:
    """The blocks in which something was answered, in the order of the survey; only that of the page can have changed."""
    found = set(row.blocks) - {page.block.code}
    if answered_block(state, page.block):
        found.add(page.block.code)
    return [one.code for one in state.plan.survey.blocks if one.code in found]


def hand_in(*, actor: Actor, respondent: Respondent, confirmed: bool = False) -> Submission:
    """Hand in: what no longer applies is dropped, after it was named (`confirmed`); the wave's rules of anonymity apply.

    Refused where answers are missing (`NotComplete`) or some would be lost without a word (`LosesAnswers`).
    """
    require(actor, "surveys.answer")
    with transaction.atomic():
        wave = Wave.objects.select_for_update().get(pk=respondent.wave.pk)
        row = locked(respondent)
        respondent.wave.state, respondent.response = wave.state, row
        rules.check_answerable(is_open=respondent.is_open, submitted=respondent.submitted)
        found = submission(respondent.state(respondent.document()))
        wrong = sum(not one.warning for one in found.problems)
        rules.check_handing_in(wrong, len(found.dropped), confirmed=confirmed)
        close_response(actor, respondent, found)
    return found


def locked(respondent: Respondent) -> SurveyResponse:
    """Her response, which nobody else changes until this is done. Where she never began, there is none."""
    known = respondent.response
    if known is None:
        raise NotThere
    return SurveyResponse.objects.select_for_update().get(pk=known.pk)


def close_response(actor: Actor, respondent: Respondent, found: Submission) -> None:
    row, invitation = respondent.response, respondent.invitation
    assert row is not None
    now = timezone.now()
    row.document = found.response.to_json()
    row.dropped = [
        {
            "place": "/".join(f"{block}/{item}" for block, item in one.path),
            "cell": one.cell,
            "reason": one.reason,
        }
        for one in found.dropped
    ]
    row.state = ResponseState.SUBMITTED
    row.blocks = reached_at_last(respondent, found.response)
    row.submitted_at = row.saved_at = now
    if respondent.wave.anonymous and invitation is not None:
        row = without_respondent(row)
        now = midnight(now)
        respondent.response = None
    else:
        row.save()
    if invitation is not None:
        invitation.completed_at = now
        Invitation.objects.filter(pk=invitation.pk).update(completed_at=now)
    audit.record(actor, "surveys.submit_response", row)
    if invitation is not None and not respondent.wave.anonymous:
        row.wave = invitation.wave = respondent.wave
        propose_changes(row)
        send_receipt(actor=actor, invitation=invitation, now=now)


def reached_at_last(respondent: Respondent, document: Response) -> list[str]:
    state = respondent.state(document)
    return [one.code for one in respondent.plan.survey.blocks if answered_block(state, one)]


def without_respondent(row: SurveyResponse) -> SurveyResponse:
    """The same answers in a row that nothing ties to the invitation: neither its id nor its hour. The draft goes."""
    files = list(row.files.all())
    new = SurveyResponse.objects.create(
        wave=row.wave,
        document=row.document,
        state=row.state,
        blocks=row.blocks,
        group=row.group,
        language=row.language,
        submitted_at=midnight(row.submitted_at),
        consent=of_the_day(row.consent, midnight(row.submitted_at)),
        dropped=row.dropped,
    )
    SurveyResponse.objects.filter(pk=new.pk).update(created_at=new.submitted_at, changed_at=new.submitted_at)
    for one in files:
        one.response = new
        one.save()
    row.delete()
    return new


def midnight(moment: Any) -> Any:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def reopen_own(*, actor: Actor, respondent: Respondent) -> Respondent:
    """Take back what was handed in, to change it until the wave closes. What was dropped then is not there any more."""
    require(actor, "surveys.answer")
    with transaction.atomic():
        row = locked(respondent)
        if not respondent.is_open:
            raise rules.WaveIsNotOpen
        if row.state != ResponseState.SUBMITTED:
            raise rules.NotHandedIn
        before = audit.state_of(row)
        row.document = reopened(Response.from_json(row.document)).to_json()
        row.state, row.submitted_at, row.dropped = ResponseState.PARTIAL, None, []
        row.save()
        if row.invitation_id is not None:
            Invitation.objects.filter(pk=row.invitation_id).update(completed_at=None)
        audit.record(actor, "surveys.reopen_response", row, before=before)
        respondent.response = row
    return respondent


def language_of(respondent: Respondent, asked: str) -> str:
    """The language asked for where the survey speaks it, else the respondent's, else the survey's first."""
    known = respondent.plan.survey.languages
    own = respondent.invitation.language if respondent.invitation else ""
    return next((one for one in (asked, own) if one in known), known[0])
