"""Surveys, waves, invitations and responses as plain rows: what is not said gets a sensible value.

    wave = make_wave(state="open")                      # its survey and version come with it
    invitation = make_invitation(wave, group="strand 1")
    make_response(wave, {"D2": "Y"}, invitation=invitation, state="submitted", blocks=["D"])

`small_survey()` is what is asked unless another definition is given: pages `who` and `results`, a page per `case`.
"""

from datetime import date
from itertools import count

from django.utils import timezone

from kontor.engine.questionnaire import (
    Block,
    Item,
    Kind,
    Limits,
    Option,
    Part,
    Question,
    Repeat,
    Response,
    Survey,
    survey_to_json,
)
from kontor.hub.accounts.choices import TeamKind
from kontor.hub.surveys.models import (
    Code,
    Coding,
    ContactEntry,
    Invitation,
    ProposedChange,
    SurveyResponse,
    SurveyVersion,
    Wave,
)
from kontor.hub.surveys.models import Survey as SurveyRecord
from tests.factories.accounts import make_team

number = count(1)


def small_survey(id="progress"):
    """Three pages, one repeated by an answer; a comment with its tick; two languages."""
    who = Question(
        "A1",
        Kind.CHOICE,
        {"en": "Which strand?", "de": "Welcher Strang?"},
        id="strand",
        required=True,
        options=(Option("1", {"en": "Strand 1"}), Option("2", {"en": "Strand 2"})),
    )
    activities = Question(
        "B1",
        Kind.MULTIPLE_COMMENT,
        {"en": "What did you do?", "de": "Was haben Sie getan?"},
        id="activities",
        other=True,
        parts=(Part("SQ001", {"en": "Joint branding"}), Part("SQ002", {"en": "Study visits"})),
    )
    signed = Question(
        "D2", Kind.YES_NO, {"en": "Was an agreement signed?", "de": "Wurde eine Vereinbarung geschlossen?"},
        id="signed", required=True,
    )  # fmt: skip
    how_many = Question(
        "D3", Kind.NUMBER, {"en": "How many?", "de": "Wie viele?"}, id="signed-number", required=True,
        condition='D2.NAOK == "Y"', limits=Limits(least="1", most="40", whole=True),
    )  # fmt: skip
    partner = Question(
        "D5", Kind.TEXT, {"en": "With whom?", "de": "Mit wem?"}, id="case-partner", required=True
    )
    aims = Question(
        "D6", Kind.TEXT, {"en": "Aims of case {INDEX}", "de": "Ziele von Fall {INDEX}"}, id="case-aims", look="long"
    )  # fmt: skip
    blocks = (
        Block("who", {"en": "Who you are", "de": "Wer Sie sind"}, (who, activities), id="who"),
        Block("results", {"en": "Results", "de": "Ergebnisse"}, (signed, how_many), id="results"),
        Block(
            "case", {"en": "Case {INDEX}", "de": "Fall {INDEX}"}, (partner, aims), id="case",
            repeat=Repeat("D3.NAOK", most=40),
        ),
    )  # fmt: skip
    return Survey(id, {"en": "Progress", "de": "Fortschritt"}, ("en", "de"), blocks)


def titled(title):
    """A questionnaire with this title and one question."""
    return Survey(
        "titled",
        {"en": title},
        ("en",),
        (Block("A", {"en": "A"}, (Question("Q1", Kind.TEXT, {"en": "Q"}),)),),
    )


def make_survey(key="", definition=None, team=None, **fields):
    """A restricted survey with one draft version (`survey.versions.get()`), run by a team of its own."""
    key = key or f"survey-{next(number)}"
    definition = definition or small_survey(key)
    team = team or make_team(kind=TeamKind.PARTNERSHIP, name=f"Team of {key}")
    survey = SurveyRecord.objects.create(key=key, title=dict(definition.title), team=team, **fields)
    SurveyVersion.objects.create(survey=survey, number=1, definition=survey_to_json(definition))
    return survey


def make_draft(survey, title):
    """The next version of a survey, not asked yet, whose first question says `title`."""
    definition = survey_to_json(small_survey(survey.key))
    definition["blocks"][0]["items"][0]["text"]["en"] = title
    last = survey.versions.first()
    return SurveyVersion.objects.create(survey=survey, number=last.number + 1, definition=definition)


def make_wave(survey=None, definition=None, state="draft", **fields):
    """A wave of the newest version of the survey. One that is or was open has its version fixed."""
    survey = survey or make_survey(definition=definition)
    version = fields.pop("survey_version", None) or survey.versions.first()
    one = next(number)
    if state != "draft":
        fields.setdefault("opened_at", timezone.now())
        SurveyVersion.objects.filter(pk=version.pk, frozen_on=None).update(frozen_on=date(2018, 10, 29))
        version.refresh_from_db()
    if state in {"closed", "published"}:
        fields.setdefault("closed_at", timezone.now())
    fields.setdefault("key", f"wave-{one}")
    fields.setdefault("label", f"Wave {one}")
    return Wave.objects.create(survey=survey, survey_version=version, state=state, **fields)


def make_invitation(wave=None, email="", **fields):
    """An invitation that was not sent yet; its link is `invitation.token`."""
    one = next(number)
    return Invitation.objects.create(
        wave=wave or make_wave(state="open"), email=email or f"respondent-{one}@example.org", **fields
    )


def make_contact(invitation, kind="invited", **fields):
    fields.setdefault("at", timezone.now())
    return ContactEntry.objects.create(invitation=invitation, kind=kind, **fields)


def make_response(wave=None, answers=None, repeats=None, state="partial", **fields):
    """A response with these answers by cell; `repeats` is block -> list of answers, one for each item."""
    wave = wave or make_wave(state="open")
    invitation = fields.get("invitation")
    definition = wave.survey_version.definition
    document = Response(
        definition["id"],
        str(definition.get("version", "1")),
        answers=answers or {},
        repeats={
            block: tuple(Item(str(place), one) for place, one in enumerate(items, 1))
            for block, items in (repeats or {}).items()
        },
        state="submitted" if state == "submitted" else "draft",
    )
    fields.setdefault("started_at", timezone.now())
    fields.setdefault("saved_at", timezone.now())
    if state == "submitted":
        fields.setdefault("submitted_at", timezone.now())
    if invitation is not None:
        fields.setdefault("group", invitation.group)
        fields.setdefault("partnership", invitation.partnership)
    return SurveyResponse.objects.create(wave=wave, document=document.to_json(), state=state, **fields)


def make_code(survey, question="case-aims", key="", **fields):
    key = key or f"code-{next(number)}"
    return Code.objects.create(survey=survey, question=question, key=key, label={"en": key}, **fields)


def make_coding(response, code, cell="D6", **fields):
    return Coding.objects.create(response=response, code=code, cell=cell, **fields)


def make_change(response, **fields):
    fields.setdefault("record_kind", "partnerships.partnership")
    fields.setdefault("field", "acronym")
    return ProposedChange.objects.create(response=response, **fields)
