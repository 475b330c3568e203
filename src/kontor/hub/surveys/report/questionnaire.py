"""A questionnaire on paper, to show it to partners or an ethics board: what is asked of whom, and whether it holds together."""

from collections.abc import Iterable
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Note,
    Paragraph,
    Report,
    Strong,
    Table,
)
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.surveys.queries.questionnaire import BlockPrinted, Printed, QuestionPrinted
from kontor.hub.surveys.rules.naming import coded

KINDS = {
    "text": _("Text"),
    "number": _("Number"),
    "date": _("Date"),
    "contact": _("E-mail or web address"),
    "yes-no": _("Yes or no"),
    "choice": _("One of several answers"),
    "choice-with-comment": _("One of several answers, with a comment"),
    "multiple-choice": _("Several answers"),
    "multiple-choice-with-comments": _("Several answers, each with a comment"),
    "ranking": _("Ranking"),
    "array": _("Table: one answer in each row"),
    "array-of-texts": _("Table of texts"),
    "array-of-numbers": _("Table of numbers"),
    "several-texts": _("Several fields"),
    "file": _("File"),
    "formula": _("Calculated"),
    "display": _("Text to read"),
}
FINDINGS = {
    "duplicate": _("used twice"),
    "forward": _("reads what comes later"),
    "unreachable": _("never shown"),
    "translation": _("not translated"),
    "cycle": _("waits for itself"),
    "expression": _("not understood"),
    "shape": _("incomplete"),
}
LINE = "________________________________"


def questionnaire_report(actor: Actor, found: Printed, today: date, language: str) -> Report:
    """The questionnaire in the language in which `found` tells it, the words around it in that of the interface."""
    with translation.override(language):
        return Report(
            kind="questionnaire",
            title=found.title,
            subtitle=gettext("Questionnaire, version %(number)s") % {"number": found.version.number},
            subject=gettext("Survey"),
            as_of=today,
            actor=actor_label(actor),
            language=language,
            blocks=(
                *opening(found),
                *(one for block in found.blocks for one in page(block)),
                *closing(found),
            ),
            words=words(),
            subject_key=f"{found.version.survey.key}-{found.version.number}-{found.language}",
        )


def opening(found: Printed) -> Iterable[Block]:
    version = found.version
    yield Heading(gettext("About this questionnaire"), id="about")
    fixed = (
        date_format(version.frozen_on) if version.frozen_on else gettext("not yet: it can still be changed")
    )
    yield Facts(
        (
            (gettext("Questions"), str(found.questions)),
            (gettext("Languages"), ", ".join(found.languages)),
            (gettext("Printed in"), found.language),
            (gettext("Fixed since"), fixed),
        )
    )
    for title, text in (
        (gettext("Welcome"), found.welcome),
        (gettext("Consent"), found.consent),
        (gettext("At the end"), found.closing),
    ):
        if text:
            yield Paragraph((Strong(f"{title}: "), text))


def page(block: BlockPrinted) -> Iterable[Block]:
    """A page of the questionnaire with its questions."""
    yield Heading(coded(block.code, block.title), block.level, f"page-{anchor(block.code)}")
    if block.text:
        yield Paragraph(block.text)
    facts = []
    if block.when:
        facts.append((gettext("Asked when"), block.when))
    if block.repeats:
        facts.append((gettext("Comes"), block.repeats))
    if facts:
        yield Facts(tuple(facts))
    for one in block.questions:
        yield from question(one, block.level + 1)


def anchor(code: str) -> str:
    return "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in code)


def question(one: QuestionPrinted, level: int) -> Iterable[Block]:
    must = f" ({gettext('required')})" if one.required else ""
    yield Heading(f"{coded(one.code, one.text)}{must}", level)
    facts = [(gettext("Answer"), str(KINDS[one.kind]))]
    if one.when:
        facts.append((gettext("Asked when"), one.when))
    if one.bounds:
        facts.append((gettext("Bounds"), "; ".join(one.bounds)))
    if one.help:
        facts.append((gettext("Help"), one.help))
    yield Facts(tuple(facts))
    yield from answers(one)


def answers(one: QuestionPrinted) -> Iterable[Block]:
    """What can be ticked or filled in."""
    ticks = one.kind in ("multiple-choice", "multiple-choice-with-comments")
    comment = f"  {LINE}" if one.comments else ""
    if one.columns and one.parts:
        yield Table(
            f"answers-{anchor(one.code)}",
            gettext("Table of question %(code)s") % {"code": one.code},
            (
                Column("row", "", share=1.5),
                *(Column(f"c{at}", each.text) for at, each in enumerate(one.columns)),
            ),
            tuple((each.text, *("" for _ in one.columns)) for each in one.parts),
        )
    elif one.kind == "array":
        yield Table(
            f"answers-{anchor(one.code)}",
            gettext("Table of question %(code)s") % {"code": one.code},
            (
                Column("row", "", share=2),
                *(Column(f"c{at}", each.text) for at, each in enumerate(one.options)),
            ),
            tuple((each.text, *("○" for _ in one.options)) for each in one.parts),
        )
    elif one.parts:
        mark = "☐ " if ticks else ""
        line = comment if ticks else f": {LINE}"
        lines = [f"{mark}{each.text} [{each.code}]{line}" for each in one.parts]
        yield Bullets((*lines, *other(one, mark, comment)))
    elif one.options:
        mark = "" if one.kind == "ranking" else "○ "
        lines = [f"{mark}{each.text} [{each.code}]" for each in one.options]
        yield Bullets((*lines, *other(one, mark, comment)))
        if one.kind == "choice-with-comment":
            yield Paragraph(f"{gettext('Comment')}: {LINE}")
    elif one.kind == "yes-no":
        yield Bullets((f"○ {gettext('yes')} [Y]", f"○ {gettext('no')} [N]"))
    elif one.kind not in ("display", "formula"):
        yield Paragraph(LINE)


def other(one: QuestionPrinted, mark: str, comment: str) -> Iterable[str]:
    if one.other:
        yield f"{mark}{one.other}: {LINE}{comment}"


def closing(found: Printed) -> Iterable[Block]:
    """Whether the questionnaire holds together: what the check found, or that it found nothing."""
    yield Heading(gettext("Check of the questionnaire"), id="check")
    yield Note(
        gettext(
            "Looked for: questions that are never shown, conditions that read what comes later or wait for each other, conditions that "
            "are not understood, missing translations, codes used twice."
        ),
        title=gettext("What was checked"),
    )
    yield Table(
        "findings",
        gettext("What the check found"),
        (
            Column("level", gettext("Weight"), share=1),
            Column("kind", gettext("Kind"), share=1.2),
            Column("place", gettext("Place"), share=1),
            Column("finding", gettext("Finding"), share=3),
            Column("condition", gettext("As written"), share=2),
        ),
        tuple(
            (
                gettext("keeps it from opening") if one.is_error else gettext("to look at"),
                str(FINDINGS.get(one.kind, one.kind)),
                one.place,
                one.sentence,
                one.source,
            )
            for one in found.findings
        ),
        empty=gettext("Nothing was found."),
    )
