"""Codes of a file and the numbers it also uses for them (`123X4X5SQ1`): one way to name each cell."""

import html
import re
from dataclasses import dataclass, field

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.expression import ExpressionError, Name, parse, renamed, to_source
from kontor.engine.questionnaire.expression.parse import LONGEST
from kontor.engine.questionnaire.expression.pieces import pieces
from kontor.engine.questionnaire.kinds import TICKS
from kontor.engine.questionnaire.model import Question
from kontor.engine.questionnaire.report import CHANGED, KEPT, RENAMED, ImportReport

# No number has more than twelve digits; without that bound a long row of digits is tried from each of them to its end.
NUMBERED = re.compile(r"(\d{1,12})X(\d{1,12})X(\d{1,12})([A-Za-z0-9_]*)(#[01])?")
MOST_REWRITTEN = 1_000_000
"""How many signs of expressions and texts with numbered fields are rewritten in one file; what is beyond stays as it is."""
ESCAPED = re.compile(r"&(?:lt|gt|amp|quot|#0?39);")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(slots=True)
class Names:
    """The questions of a file by their number, and their codes."""

    report: ImportReport
    by_number: dict[str, Question] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    cells: dict[str, set[str]] = field(default_factory=dict)
    left: int = MOST_REWRITTEN

    def code(self, wanted: str, place: str) -> str:
        """Return the code of a question: the one it has, or a free one, which is said."""
        code = wanted if CODE.fullmatch(wanted) else "Q" + re.sub(r"\W", "", wanted, flags=re.ASCII)
        base, number = code, self.taken.get(code, 0)
        while code in self.taken:
            number += 1
            code = f"{base}r{number}"
        if code != wanted:
            self.report.note(
                RENAMED,
                place,
                N_("The question %(was)s is now %(code)s: codes are used once"),
                was=wanted or "-",
                code=code,
            )
        self.taken[base] = number
        self.taken.setdefault(code, 0)
        return code

    def named(self, numbered: str) -> tuple[str, bool] | None:
        """Return the cell or question of a numbered field, and whether it is a multiple choice as a whole."""
        found = NUMBERED.fullmatch(numbered)
        asked = self.by_number.get(found[3]) if found else None
        if found is None or asked is None:
            return self.with_digits(found) if found else None
        return self.cell(asked, found[4], (found[5] or "").removeprefix("#"))

    def with_digits(self, found: "re.Match[str]") -> tuple[str, bool] | None:
        """A sub-question whose code begins with digits runs into the number of its question: '12X3X45' may be 4 and '5'."""
        digits, rest = found[3], found[4]
        for cut in range(len(digits) - 1, 0, -1):
            asked = self.by_number.get(digits[:cut])
            cell = (
                self.cell(asked, digits[cut:] + rest, (found[5] or "").removeprefix("#")) if asked else None
            )
            if cell is not None:
                return cell
        return None

    def cell(self, asked: Question, suffix: str, scale: str) -> tuple[str, bool] | None:
        """Return the cell of a question by what follows its number."""
        if not suffix:
            return asked.code, asked.kind in TICKS
        if asked.code not in self.cells:
            self.cells[asked.code] = {one.name for one in asked.cells()}
        name = f"{asked.code}_{suffix}{'_' + scale if scale else ''}"
        return (name, False) if name in self.cells[asked.code] else None

    def rewritten(self, source: str, place: str) -> str:
        """Return an expression with codes for numbered fields; one that is not understood stays as it is."""
        if len(source) > LONGEST:
            return source
        if ESCAPED.search(source):
            # Some versions keep expressions as they stand in a page.
            was, source = source, html.unescape(source)
            self.report.note(CHANGED, place, N_("Escaped signs became plain ones: %(now)s"), was, now=source)
        if not NUMBERED.search(source) or self.beyond(source, place):
            return source
        try:
            node = renamed(parse(source), self._rename)
        except ExpressionError:
            return source
        written = to_source(node)
        if written != source:
            self.report.note(
                CHANGED, place, N_("Numbers of fields became codes: %(now)s"), source, now=written
            )
        return written

    def beyond(self, text: str, place: str) -> bool:
        """Return whether a file has more to rewrite than a survey can have, and say so."""
        self.left -= len(text)
        if self.left < 0:
            self.report.note(
                KEPT, place, N_("The file names more fields by number than are rewritten; this stays"), text
            )
        return self.left < 0

    def rewritten_text(self, text: str, place: str) -> str:
        """Return a text with codes for the numbered fields in its braces."""
        if "X" not in text or "{" not in text or not NUMBERED.search(text) or self.beyond(text, place):
            return text
        return "".join(
            "{" + self.rewritten(one.text.removeprefix("INSERTANS:"), place) + "}"
            if one.expression
            else one.text
            for one in pieces(text)
        )

    def _rename(self, name: Name) -> Name:
        found = self.named(name.name)
        return Name(found[0], name.suffix) if found else name
