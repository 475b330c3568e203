"""Remarks on the wording of objectives in the reader's language, and where in the sentence they are."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import inputs, rules
from kontor.hub.strategy.models import Objective


@dataclass(frozen=True, slots=True)
class ToldRemark:
    """What was found, by which words of the sentence, why it matters, and what to write instead."""

    code: str
    hard: bool
    found: str
    where: tuple[str, ...]
    why: str
    write: str


def remarks_on(one: Objective, partnership: Partnership) -> tuple[ToldRemark, ...]:
    return tuple(told(remark) for remark in rules.remarks(inputs.wording_of(one, partnership)))


def told(remark: rules.Remark) -> ToldRemark:
    found = gettext(remark.found)
    return ToldRemark(
        remark.code,
        remark.hard,
        found % remark.data if remark.data else found,
        remark.where,
        gettext(remark.why),
        gettext(remark.write) % remark.data if "%(" in remark.write else gettext(remark.write),
    )


def marked(statement: str, remarks: tuple[ToldRemark, ...]) -> tuple[tuple[str, bool], ...]:
    """The sentence in pieces: (words, whether a remark is about them)."""
    words = sorted({word for remark in remarks for word in remark.where}, key=len, reverse=True)
    if not words:
        return ((statement, False),)
    pattern = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
    pieces = re.split(f"({pattern})", statement)
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece)
