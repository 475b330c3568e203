"""The seventeen types of question and the cells in which their answers are kept.

A cell is one value of an answer: the tick of an option, its comment, one field of a table. Its name is the one that
LimeSurvey gives the column (`B1_SQ003`, `B1_SQ003comment`, `H1_R1_N`), so expressions, response files and exports all
speak of the same thing.
"""

from dataclasses import dataclass
from enum import StrEnum

OTHER = "-oth-"
"""The code of the answer 'Other' where one option is chosen."""

YES, NO = "Y", "N"
YES_NO_WORDS = {
    YES: {"en": "Yes", "de": "Ja", "es": "Sí", "fr": "Oui"},
    NO: {"en": "No", "de": "Nein", "es": "No", "fr": "Non"},
}
"""What yes and no are called in a survey's own language, which is not that of whoever reads it."""


class Kind(StrEnum):
    """What a question asks for."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CONTACT = "contact"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICE_COMMENT = "choice-with-comment"
    MULTIPLE = "multiple-choice"
    MULTIPLE_COMMENT = "multiple-choice-with-comments"
    RANKING = "ranking"
    ARRAY = "array"
    ARRAY_TEXT = "array-of-texts"
    ARRAY_NUMBER = "array-of-numbers"
    TEXTS = "several-texts"
    FILE = "file"
    FORMULA = "formula"
    DISPLAY = "display"


CHOOSES_ONE = {Kind.CHOICE, Kind.CHOICE_COMMENT}
TICKS = {Kind.MULTIPLE, Kind.MULTIPLE_COMMENT}
ARRAYS = {Kind.ARRAY, Kind.ARRAY_TEXT, Kind.ARRAY_NUMBER}
TABLES = {Kind.ARRAY_TEXT, Kind.ARRAY_NUMBER}
HAS_OPTIONS = {*CHOOSES_ONE, Kind.RANKING, Kind.ARRAY}
HAS_PARTS = {*TICKS, *ARRAYS, Kind.TEXTS}


class Role(StrEnum):
    """What a cell holds."""

    VALUE = "value"
    TICK = "tick"
    COMMENT = "comment"
    OTHER = "other"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of an answer. `part` and `column` are codes; `scale` tells the two halves of a dual array apart."""

    name: str
    question: str
    role: Role = Role.VALUE
    part: str = ""
    column: str = ""
    scale: int = 0
    number: bool = False
