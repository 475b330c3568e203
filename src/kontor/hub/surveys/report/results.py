"""The results of a wave as a report: response, then a section for each block."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Facts, Figure, Heading, KeyFigures, Paragraph, Report, Value
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.surveys.queries.results import BlockShown, Results
from kontor.hub.surveys.report.counted import method_note, question_blocks, rate_blocks
from kontor.hub.surveys.rules.naming import coded


def results_report(actor: Actor, found: Results, today: date, language: str) -> Report:
    """All that `found` holds, in this language of the interface; the survey's own words are in one of its own."""
    with translation.override(language):
        return Report(
            kind="survey-results",
            title=found.title,
            subtitle=found.wave.label,
            subject=gettext("Survey"),
            as_of=today,
            actor=actor_label(actor),
            language=language,
            blocks=tuple(blocks(found)),
            figures=tuple(figures(found)),
            not_known=tuple(not_known(found)),
            words=words(),
            subject_key=found.wave.key,
        )


def blocks(found: Results) -> Iterable[Block]:
    yield Heading(gettext("Response"), id="response")
    yield KeyFigures(("response.asked", "response.begun", "response.handed-in"))
    yield Paragraph(
        (
            Value("response.handed-in"),
            gettext(" of "),
            Value("response.asked"),
            gettext(" that were asked have handed in."),
        ),
        lead=True,
    )
    yield Facts(tuple(facts(found)))
    yield from rate_blocks(found)
    if found.blocks:
        yield method_note()
    for one in found.blocks:
        yield from block(found, one)


def block_alone(report: Report) -> Report:
    """The report of one block without the response to the whole, for a page of its own."""
    start = next(
        at for at, one in enumerate(report.blocks) if isinstance(one, Heading) and one.id.startswith("block-")
    )
    return replace(report, blocks=(method_note(), *report.blocks[start + 1 :]), figures=(), not_known=())


def facts(found: Results) -> Iterable[tuple[str, str]]:
    wave = found.wave
    yield gettext("State"), str(wave.get_state_display())
    if wave.opened_at:
        yield gettext("Opened"), date_format(timezone.localdate(wave.opened_at))
    if wave.closed_at:
        yield gettext("Closed"), date_format(timezone.localdate(wave.closed_at))
    if wave.threshold > 1:
        yield gettext("Small cells"), gettext("not shown below %(least)s answers") % {"least": wave.threshold}


def block(found: Results, one: BlockShown) -> Iterable[Block]:
    yield Heading(coded(one.code, one.title), id=f"block-{anchor(one.code)}")
    for question in one.questions:
        yield from question_blocks(found, question)


def anchor(code: str) -> str:
    return "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in code)


def figures(found: Results) -> Iterable[Figure]:
    rows = found.invited
    yield Figure(
        "response.asked",
        gettext("Asked"),
        found.invited,
        gettext("invitations, and answers over the open link"),
        rows,
    )
    yield Figure(
        "response.begun",
        gettext("Began"),
        found.begun,
        gettext("responses in which something was answered"),
        rows,
    )
    yield Figure(
        "response.handed-in",
        gettext("Handed in"),
        found.handed_in,
        gettext("responses that were handed in"),
        rows,
    )


def not_known(found: Results) -> Iterable[str]:
    silent = found.invited - found.begun
    if silent:
        yield gettext("What %(count)s of those asked would have said: they have not answered.") % {
            "count": silent
        }
