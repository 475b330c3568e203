"""The survey of a programme: response by block and strand, each question by strand, barriers with what to do, waves compared."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Column, Figure, Heading, Row, Table
from kontor.hub.foundation.actor import Actor
from kontor.hub.partnerships.choices import WorkArea
from kontor.hub.surveys.choices import AREA_OF_A_BARRIER
from kontor.hub.surveys.queries.programme import Surveyed, actions_by_area, surveyed
from kontor.hub.surveys.queries.results import QuestionShown
from kontor.hub.surveys.report.comparison import comparison_blocks
from kontor.hub.surveys.report.counted import method_note, question_blocks, rate_blocks
from kontor.hub.surveys.rules.naming import coded


def programme_part(
    actor: Actor, as_of: date, language: str, wave: str
) -> tuple[tuple[Block, ...], tuple[Figure, ...], tuple[str, ...]]:
    """Blocks, figures and what is not known, for the report over a programme; of one wave where its key is given."""
    found = surveyed(actor, as_of, language, wave)
    told = tuple(blocks(found, actions_by_area() if found else {}))
    return told, tuple(figures(found)), tuple(not_known(found))


def not_known(found: tuple[Surveyed, ...]) -> Iterable[str]:
    if not found:
        yield gettext("Answers to a survey of the programme: none has results that you may see.")
    for one in found:
        waiting = one.results.invited - one.results.handed_in
        if waiting:
            text = gettext("What %(count)s of those asked in %(wave)s would have said: they did not hand in.")
            yield text % {"count": waiting, "wave": one.results.wave.label}


def blocks(found: tuple[Surveyed, ...], actions: Mapping[str, list[str]]) -> Iterable[Block]:
    """A part for each survey. What is asked is in the survey's own words."""
    for place, one in enumerate(found):
        prefix = f"s{place}-" if place else ""
        shown = one.results
        yield Heading(
            gettext("Survey: %(wave)s") % {"wave": shown.wave.label},
            id=f"{prefix}survey",
            new_page=bool(place),
        )
        yield from rate_blocks(shown, f"{prefix}response")
        yield method_note()
        for block in shown.blocks:
            told = [part for question in block.questions for part in question_blocks(shown, question, prefix)]
            if told:
                yield Heading(
                    coded(block.code, block.title), 2, f"{prefix}block-{block.code}".replace(".", "-")
                )
                yield from told
            for question in block.questions:
                yield from barriers(question, actions, prefix)
        if one.compared is not None:
            yield from lowered(comparison_blocks(one.compared, f"{prefix}waves"))


def lowered(parts: Iterable[Block]) -> Iterable[Block]:
    """The same as sections of a part."""
    for one in parts:
        yield replace(one, level=2) if isinstance(one, Heading) else one


def barriers(question: QuestionShown, actions: Mapping[str, list[str]], prefix: str) -> Iterable[Block]:
    """Where the answers to a question are barriers: how many named each, and what the guide recommends in its area."""
    lines = [
        (line, AREA_OF_A_BARRIER[key])
        for tally in question.tallies
        for line in tally.lines
        if (key := line.identity.rpartition("/")[2]) in AREA_OF_A_BARRIER
    ]
    if not lines:
        return
    rows: list[Row] = []
    for line, area in sorted(lines, key=lambda one: -(one[0].total.count or 0)):
        count = "…" if line.total.count is None else line.total.count
        rows.append((line.text, count, capfirst(str(WorkArea(area).label)), "; ".join(actions.get(area, ()))))
    yield Table(
        f"{prefix}barriers",
        gettext("Barriers, and what the guide recommends"),
        (
            Column("barrier", gettext("Barrier"), share=2),
            Column("count", gettext("Partnerships"), "number", share=0.8),
            Column("area", gettext("Area of work"), share=1.2),
            Column("actions", gettext("Recommended actions"), share=3),
        ),
        tuple(rows),
        note=gettext(
            "Which area a barrier belongs to is this platform's reading; the survey does not say it."
        ),
    )


def figures(found: tuple[Surveyed, ...]) -> Iterable[Figure]:
    """How many answered each block, by the letter of the block; of the first survey as `response.block.a`."""
    for place, one in enumerate(found):
        shown = one.results
        start = f"survey.{shown.wave.key}." if place else ""
        for each in shown.rates:
            yield Figure(
                f"{start}response.block.{each.code.lower()}",
                gettext("Answered block %(block)s: %(title)s") % {"block": each.code, "title": each.title},
                each.rate.answered,
                gettext("responses in which anything of the block was answered, or that were handed in"),
                each.rate.invited,
                note=gettext("Of %(asked)s that were asked.") % {"asked": each.rate.invited},
            )
        yield Figure(
            f"{start}response.handed-in",
            gettext("Handed in: %(wave)s") % {"wave": shown.wave.label},
            shown.handed_in,
            gettext("responses that were handed in"),
            shown.invited,
        )
