"""What the one template of respondents receives, for each of the five things it can be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from kontor.engine.questionnaire import Page, Problem, State, direction, said, submission
from kontor.engine.questionnaire.forget import is_free
from kontor.hub.surveys.queries.pages import ShownPage, page_at, shown_page
from kontor.hub.surveys.queries.respondents import Respondent
from kontor.hub.surveys.queries.told import Lost, Missing, ToldPage, lost_of, missing_of, told
from kontor.hub.surveys.queries.words import plain, safe


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the questionnaire speaks."""

    code: str
    name: str
    current: bool


@dataclass(kw_only=True, slots=True)
class AnswerPage:
    """One page of a respondent. `what` is welcome, question, review, done or closed. In a test run `tried` is what was typed so far,
    and `trial_of` the address of the version.
    """

    what: str
    title: str
    language: str
    languages: list[Language]
    direction: str
    closes_on: date | None
    anonymous: bool
    text: SafeString = field(default_factory=SafeString)
    heading: str = ""
    shown: ShownPage | None = None
    missing: list[Missing] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    told: list[ToldPage] = field(default_factory=list)
    may_reopen: bool = False
    consent: SafeString = field(default_factory=SafeString)
    may_be_quoted: bool = False
    known: bool = False
    token: str = ""
    over_open_link: bool = False
    pages: int = 0
    last: str = ""
    note: str = ""
    problem: str = ""
    tried: str = ""
    trial_of: str = ""
    own: str = ""


def frame(
    respondent: Respondent, language: str, what: str, *, note: str = "", problem: str = ""
) -> AnswerPage:
    survey = respondent.plan.survey
    spoken = language if language in survey.languages else survey.language
    return AnswerPage(
        what=what,
        title=plain(said(survey.title, spoken, survey.language)),
        language=spoken,
        languages=[Language(code, native_name(code), code == spoken) for code in survey.languages],
        direction=direction(spoken),
        closes_on=respondent.wave.closes_on,
        anonymous=respondent.wave.anonymous,
        over_open_link=respondent.invitation is None,
        own=respondent.token if respondent.response is not None and respondent.response.pk else "",
        note=note,
        problem=problem,
    )


def native_name(code: str) -> str:
    """What a language calls itself."""
    from babel import Locale, UnknownLocaleError

    if code not in _names:
        try:
            name = Locale.parse(code.replace("-", "_"), sep="_").get_display_name() or code
        except (UnknownLocaleError, ValueError):
            name = code
        _names[code] = name[:1].upper() + name[1:]
    return _names[code]


_names: dict[str, str] = {}


def welcome_page(respondent: Respondent, language: str, problem: str = "") -> AnswerPage:
    """Before she begins: what it is about, in which languages, and how long."""
    if not respondent.is_open:
        return closed_page(respondent)
    own = respondent.invitation.language if respondent.invitation else ""
    page = frame(respondent, language or own, "welcome", problem=problem)
    survey = respondent.plan.survey
    page.text = safe(said(survey.welcome, page.language, survey.language))
    page.heading = page.title
    page.consent = safe(said(survey.consent, page.language, survey.language))
    page.may_be_quoted = any(is_free(one, cell) for one in survey.questions() for cell in one.cells())
    page.pages = sum(1 for one in survey.blocks if one.repeat is None)
    return page


def closed_page(respondent: Respondent) -> AnswerPage:
    page = frame(respondent, respondent.document().language, "closed")
    page.heading = page.title
    return page


def done_page(respondent: Respondent, problem: str = "") -> AnswerPage:
    """After handing in: thanks, what the author says at the end, and the way to change it while the wave is open."""
    page = frame(respondent, respondent.document().language, "done", problem=problem)
    survey = respondent.plan.survey
    page.text = safe(said(survey.closing, page.language, survey.language))
    page.may_reopen = respondent.is_open and respondent.response is not None
    if respondent.response is not None:
        page.told = told(respondent.state(respondent.document()))
        page.token = respondent.token
    return page


def review_page(respondent: Respondent, state: State, problem: str = "") -> AnswerPage:
    """Before handing in: what is missing, what would be dropped, and all answers in words."""
    page = frame(respondent, state.response.language, "review", problem=problem)
    found = submission(state)
    page.missing = missing_of(state, found.problems)
    page.lost = lost_of(state, found)
    page.told = told(state)
    page.last = state.pages[-1].key if state.pages else ""
    return page


def question_page(
    respondent: Respondent,
    state: State,
    asked: str,
    problems: Iterable[Problem] = (),
    *,
    note: str = "",
    problem: str = "",
) -> AnswerPage:
    """One page of the questionnaire; where none has anything to ask, the look before handing in."""
    found = page_at(state, asked)
    if found is None:
        return review_page(respondent, state, problem)
    page = frame(respondent, state.response.language, "question", note=note, problem=problem)
    page.shown = shown_page(state, found, problems)
    page.heading = page.shown.title
    page.text = page.shown.text
    page.known = is_known(respondent, state, found)
    return page


def is_known(respondent: Respondent, state: State, page: Page) -> bool:
    """Whether anything on the page was filled in from the records."""
    filled = respondent.response.prefilled if respondent.response else []
    known = {(tuple(map(tuple, one["path"])), one["cell"]) for one in filled}
    return bool(known) and any(
        (asked.path, cell.name) in known for asked in state.on(page) for cell in asked.cells
    )
