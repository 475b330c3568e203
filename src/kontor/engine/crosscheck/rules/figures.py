"""Figures that a text states: recomputed from the rows by a question, and held against each other.

A figure agrees where any rule that counts the same kind of thing gives it. Where none does, the finding names the rule of the
question and its rows. A figure without a question is not wrong: it is not recomputable, and that is said with the reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kontor.engine.crosscheck.answers import Records
from kontor.engine.crosscheck.claims import DIFFERS, EXACTLY, SET_DIFFERENCE, Claim, Verdict, check_question
from kontor.engine.crosscheck.findings import CERTAIN, LIKELY, finding, listed
from kontor.engine.crosscheck.questions import Question
from kontor.engine.crosscheck.statements import contradictions
from kontor.engine.crosscheck.tables import Table
from kontor.engine.crosscheck.values import entries, text_of


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim at a place. `about` names what it is about where no question binds it: two about one thing are compared.

    `rules` are the other counting rules by which it may have been counted. `note` says why there is no question.
    """

    claim: Claim
    name: str = ""
    place: str = ""
    about: str = ""
    question: Question | None = None
    rules: tuple[str, ...] = ()
    note: str = ""

    @property
    def title(self) -> str:
        """What readers call the figure."""
        return self.name or self.claim.id


def figures(stated: Sequence[Figure], records: Records) -> list[Verdict]:
    """Return the figures that the rows do not give, and those that cannot be recomputed with the reason why.

    A figure that is only there to be compared with another one has `about` and no question: nothing is missing then.
    """
    asked = [figure for figure in stated if figure.question or figure.note or not figure.about]
    return [found for figure in asked if (found := _recomputed(figure, records))]


def _recomputed(figure: Figure, records: Records) -> Verdict | None:
    reason = _unanswerable(figure.question, records)
    if reason:
        kind, missing = reason
        return finding(
            kind,
            claim=figure.claim.id,
            published=figure.claim.value,
            places=(figure.place,),
            name=figure.title,
            missing=missing,
            note=figure.note,
        )
    found = check_question(figure.claim, figure.question, records, rules=figure.rules)
    if found.verdict not in (DIFFERS, SET_DIFFERENCE) or found.agrees_as:
        return None
    hardness = LIKELY if figure.claim.qualifier != EXACTLY or not found.complete else CERTAIN
    return finding(
        "figure-differs",
        claim=figure.claim.id,
        hardness=hardness,
        published=found.published,
        recomputed=found.recomputed,
        difference=found.difference,
        rows=found.rows,
        places=(figure.place,),
        name=figure.title,
        qualifier=figure.claim.qualifier,
        counted=found.rule,
    )


def _unanswerable(question: Question | None, records: Records) -> tuple[str, str] | None:
    """Return (kind, what is missing) where the records cannot answer."""
    if question is None:
        return "no-question", ""
    for asked in filter(None, (question, question.of)):
        if asked.collection not in records:
            return "no-records", asked.collection
        table = Table.of(records[asked.collection])
        fields = [*(one.field for one in asked.filters), asked.field, asked.group_by, *asked.distinct_by]
        unknown = [
            field
            for field in fields
            if field and not any(entries(cell) for cell in table.column(field).cells)
        ]
        if unknown:
            return "nothing-known", listed(unknown)
    return None


def contradicting(stated: Iterable[Figure]) -> list[Verdict]:
    """Return a finding for each two figures about one thing that cannot both hold."""
    known = list(stated)
    by_id = {figure.claim.id: figure for figure in known}
    subjects = [(figure.claim, figure.question or figure.about) for figure in known]
    return [_contradiction(by_id[found.claim], by_id[found.other]) for found in contradictions(subjects)]


def _contradiction(one: Figure, other: Figure) -> Verdict:
    exact = one.claim.qualifier == other.claim.qualifier == EXACTLY
    return finding(
        "contradicts",
        claim=one.claim.id,
        other=other.claim.id,
        hardness=CERTAIN if exact else LIKELY,
        published=one.claim.value,
        recomputed=other.claim.value,
        rows=(one.claim.id, other.claim.id),
        places=(one.place, other.place),
        name=one.title,
        place=one.place or one.claim.id,
        other_place=other.place or other.claim.id,
        values=listed(map(text_of, (*entries(one.claim.value), *entries(other.claim.value)))),
    )
