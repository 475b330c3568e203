"""Waves of a survey beside each other."""

from collections.abc import Iterable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext

from kontor.documents.blocks import Block, CellValue, Chart, Column, Heading, Note, Report, Row, Series, Table
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.surveys.models import Survey
from kontor.hub.surveys.queries.trends import Compared, QuestionOverWaves, RateOverWaves, share
from kontor.hub.surveys.report.counted import HIDDEN, part


def comparison_report(actor: Actor, survey: Survey, found: Compared, today: date, language: str) -> Report:
    with translation.override(language):
        return Report(
            kind="survey-comparison",
            title=survey.name,
            subtitle=gettext("Waves compared"),
            subject=gettext("Survey"),
            as_of=today,
            actor=actor_label(actor),
            language=language,
            blocks=tuple(comparison_blocks(found)),
            words=words(),
            subject_key=survey.key,
        )


def comparison_blocks(found: Compared, id: str = "waves") -> Iterable[Block]:
    """Response and answers over the waves; nothing where there are fewer than two."""
    yield Heading(gettext("Response"), id=f"{id}-response")
    yield warning()
    yield rates_table(found, id)
    if found.questions:
        yield Heading(gettext("Answers"), id=f"{id}-answers")
        for place, one in enumerate(found.questions, start=1):
            yield trend_chart(found, one, f"{id}-{place}-chart")
            yield trend_table(found, one, f"{id}-{place}-table")


def warning() -> Note:
    return Note(
        gettext(
            "Waves may have asked other people, and asked otherwise. Answers are joined by what they are, not by their wording; an answer "
            "that a wave did not offer has no figure there."
        ),
        "warning",
    )


def rates_table(found: Compared, id: str) -> Table:
    def row(one: RateOverWaves) -> Row:
        rates = [one.waves.get(wave.key) for wave in found.waves]
        return (one.title, *(part(rate) for rate in rates))

    return Table(
        f"{id}-rates",
        gettext("Response by block"),
        (
            Column("block", gettext("Block"), share=3),
            *(Column(f"w{place}", wave.label, "percent") for place, wave in enumerate(found.waves)),
        ),
        tuple(map(row, found.rates)),
    )


def trend_chart(found: Compared, one: QuestionOverWaves, id: str) -> Chart:
    asked = [wave for wave in found.waves if one.sizes.get(wave.key) is not None or told_in(one, wave.key)]
    return Chart(
        id,
        one.text,
        gettext("Share of each answer in each wave to: %(question)s") % {"question": one.text},
        "grouped-bars",
        tuple(line.text or line.identity for line in one.lines),
        tuple(
            Series(
                gettext("%(group)s (n = %(n)s)") % {"group": wave.label, "n": size(one, wave.key)},
                tuple(share(line.waves.get(wave.key)) for line in one.lines),
            )
            for wave in asked
        ),
        "%",
        gettext("Answer"),
    )


def told_in(one: QuestionOverWaves, wave: str) -> bool:
    return any(line.waves.get(wave) is not None for line in one.lines)


def size(one: QuestionOverWaves, wave: str) -> str:
    n = one.sizes.get(wave)
    return HIDDEN if n is None else str(n)


def trend_table(found: Compared, one: QuestionOverWaves, id: str) -> Table:
    columns = [Column("answer", gettext("Answer"), share=3)]
    for place, wave in enumerate(found.waves):
        columns.append(Column(f"c{place}", wave.label))
        columns.append(Column(f"s{place}", gettext("Share (%(group)s)") % {"group": wave.label}, "percent"))
    rows: list[Row] = []
    for line in one.lines:
        told: list[CellValue] = [line.text or line.identity]
        for wave in found.waves:
            count = line.waves.get(wave.key)
            if count is None:
                told += [gettext("not offered"), None]
            else:
                told += [HIDDEN if count.count is None else str(count.count), share(count)]
        rows.append(tuple(told))
    return Table(id, one.text, tuple(columns), tuple(rows))
