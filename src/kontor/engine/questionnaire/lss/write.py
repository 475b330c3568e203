"""A survey as LimeSurvey reads it: the tables of version 6, texts by language beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.flat import flat
from kontor.engine.questionnaire.kinds import HAS_OPTIONS, HAS_PARTS, TABLES, Kind
from kontor.engine.questionnaire.lss.letters import MADE_OPTIONS, letter_of
from kontor.engine.questionnaire.model import Block, Check, Part, Question, Survey, Texts
from kontor.engine.questionnaire.report import CHANGED, ImportReport

VERSION = "498"
THEMES = {
    "1": "arrays/dualscale", "5": "5pointchoice", "A": "arrays/5point", "B": "arrays/10point",
    "C": "arrays/yesnouncertain", "D": "date", "E": "arrays/increasesamedecrease", "F": "arrays/array", "G": "gender",
    "H": "arrays/column", "I": "language", "K": "multiplenumeric", "L": "listradio", "!": "list_dropdown",
    "M": "multiplechoice", "N": "numerical", "O": "list_with_comment", "P": "multiplechoice_with_comments",
    "Q": "multipleshorttext", "R": "ranking", "S": "shortfreetext", "T": "longfreetext", "U": "hugefreetext",
    "X": "boilerplate", "Y": "yesno", "|": "file_upload", "*": "equation", ":": "arrays/multiflexi", ";": "arrays/texts",
}  # fmt: skip
MAIL_CHECK = r'regexMatch("/^[^@\s]+@[^@\s]+\.[^@\s]+$/", self.NAOK)'
ADDRESS_CHECK = r'regexMatch("/^https?:\/\/[^\s]+$/i", self.NAOK)'

type Values = Mapping[str, object]


def write_lss(survey: Survey) -> tuple[bytes, ImportReport]:
    """Return the survey as a `.lss` file, and what LimeSurvey has no place for.

    Reading it again gives the same survey where that came from such a file. Repeats are pasted. Linear in the survey.
    """
    report = ImportReport()
    made = _Writing(flat(survey, report), report)
    return made.document(), report


@dataclass(slots=True)
class _Numbers:
    """Numbers for the rows: those they came with where these are numbers and free, else new ones."""

    taken: set[str]
    next: int = 1

    def of(self, wanted: str) -> str:
        if wanted.isdecimal() and wanted not in self.taken:
            self.taken.add(wanted)
            return wanted
        while str(self.next) in self.taken:
            self.next += 1
        self.taken.add(str(self.next))
        return str(self.next)


@dataclass(slots=True)
class _Writing:
    survey: Survey
    report: ImportReport
    tables: dict[str, list[Values]] = field(default_factory=dict)
    number: str = "1"
    questions: _Numbers = field(default_factory=lambda: _Numbers(set()))
    groups: _Numbers = field(default_factory=lambda: _Numbers(set()))
    answers: _Numbers = field(default_factory=lambda: _Numbers(set(), 100_000))

    def document(self) -> bytes:
        questions = [asked.id for asked in self.survey.questions() if asked.id.isdecimal()]
        questions += [part.id for asked in self.survey.questions() for part in (*asked.parts, *asked.columns)]
        # What has a number keeps it, so new numbers begin above all of them.
        top = max((int(one) for one in questions if one.isdecimal() and len(one) < 10), default=0) + 1
        self.questions.next = top
        self.number = self.survey.id if self.survey.id.isdecimal() else "1"
        self.settings()
        for order, block in enumerate(self.survey.blocks, 1):
            self.block(block, order)
        return "".join(self.written()).encode()

    def add(self, table: str, **values: object) -> None:
        self.tables.setdefault(table, []).append(values)

    def say(self, table: str, key: str, number: str, columns: Mapping[str, Texts]) -> None:
        """A row for each language."""
        for language in self.survey.languages:
            texts = {column: texts.get(language, "") for column, texts in columns.items()}
            self.add(
                table,
                id=f"{len(self.tables.get(table, ())) + 1}",
                **{key: number},
                **texts,
                language=language,
            )

    def settings(self) -> None:
        survey = self.survey
        kept = {
            "admin": "",
            "format": "G",
            "anonymized": "N",
            "allowprev": "Y",
            "allowsave": "Y",
            **survey.kept,
        }
        kept |= {"sid": self.number, "language": survey.language}
        kept["additional_languages"] = " ".join(survey.languages[1:])
        self.add("surveys", gsid="1", **kept)
        for language in survey.languages:
            self.add(
                "surveys_languagesettings",
                surveyls_survey_id=self.number,
                surveyls_language=language,
                surveyls_title=survey.title.get(language, ""),
                surveyls_description="",
                surveyls_welcometext=survey.welcome.get(language, ""),
                surveyls_endtext=survey.closing.get(language, ""),
                surveyls_policy_notice=survey.consent.get(language, ""),
                surveyls_dateformat="5",
                surveyls_numberformat="0",
            )

    def block(self, block: Block, order: int) -> None:
        gid = self.groups.of(block.id)
        self.add(
            "groups",
            gid=gid,
            sid=self.number,
            group_order=order,
            randomization_group="",
            grelevance=block.condition or "1",
        )
        self.say("group_l10ns", "gid", gid, {"group_name": block.title, "description": block.text})
        for place, asked in enumerate(block.questions(), 1):
            self.question(asked, gid, place)

    def question(self, asked: Question, gid: str, order: int) -> None:
        qid, letter = self.questions.of(asked.id), self.letter(asked)
        self.row(
            "questions",
            asked,
            letter,
            qid=qid,
            gid=gid,
            title=asked.code,
            order=order,
            relevance=asked.condition,
        )
        self.say("question_l10ns", "qid", qid, {"question": asked.text, "help": asked.help})
        numbers: dict[str, str] = {}
        for scale, parts in ((0, asked.parts if asked.kind in HAS_PARTS else ()), (1, asked.columns)):
            for place, part in enumerate(parts, 1):
                numbers[part.code] = self.part(asked, part, qid, gid, place, scale)
        if asked.kind in HAS_OPTIONS and letter not in MADE_OPTIONS and letter != "I":
            self.options(asked, qid)
        self.attributes(asked, letter, qid)
        self.defaults(asked, qid, numbers)

    def row(
        self, table: str, asked: Question, letter: str, *, order: int, relevance: str, **values: object
    ) -> None:
        own = table == "questions"
        usual = {"parent_qid": "0", "sid": self.number, "type": letter, "preg": "", "scale_id": "0"}
        self.add(
            table,
            **{**usual, **values},
            other="Y" if own and asked.other else "N",
            mandatory=("Y" if asked.required else "N") if own else "",
            question_order=order,
            same_default="0",
            relevance=relevance or "1",
            modulename="",
            encrypted="N",
            question_theme_name=THEMES[letter] if own else "",
            same_script="0",
        )

    def part(self, asked: Question, part: Part, qid: str, gid: str, order: int, scale: int) -> str:  # noqa: PLR0917 - a row
        number = self.questions.of(part.id)
        self.row(
            "subquestions",
            asked,
            "T",
            qid=number,
            parent_qid=qid,
            gid=gid,
            title=part.code,
            scale_id=scale,
            order=order,
            relevance=part.condition,
        )
        self.say("question_l10ns", "qid", number, {"question": part.text, "help": {}})
        return number

    def options(self, asked: Question, qid: str) -> None:
        for order, one in enumerate(asked.options, 1):
            if len(one.code) > 5:
                text = N_("LimeSurvey takes five signs at most for the code of an answer: %(code)s")
                self.report.note(CHANGED, asked.code, text, code=one.code)
            aid = self.answers.of(one.id)
            self.add(
                "answers",
                aid=aid,
                qid=qid,
                code=one.code,
                sortorder=order,
                assessment_value=one.value or "0",
                scale_id=one.scale,
            )
            self.say("answer_l10ns", "aid", aid, {"answer": one.text})

    def letter(self, asked: Question) -> str:
        letter = letter_of(asked.kind, asked.look, asked.origin)
        made = [code for code, _ in MADE_OPTIONS.get(letter, ())]
        if made and made != [one.code for one in asked.options]:
            return "F" if asked.kind is Kind.ARRAY else "L"
        return letter

    def attributes(self, asked: Question, letter: str, qid: str) -> None:
        for name, value in {**asked.kept, **dict(attributes_of(asked, letter))}.items():
            plain, _, language = name.partition(":")
            self.add("question_attributes", qid=qid, attribute=plain, value=value, language=language)
        if asked.kind is Kind.CONTACT:
            self.report.note(
                CHANGED, asked.code, N_("LimeSurvey has no such question; it is a text with a check")
            )

    def defaults(self, asked: Question, qid: str, numbers: Mapping[str, str]) -> None:
        for cell, value in asked.defaults.items():
            part = cell.removeprefix(asked.code).removeprefix("_")
            number = str(len(self.tables.get("defaultvalues", ())) + 1)
            special = part if part and part not in numbers else ""
            self.add(
                "defaultvalues",
                dvid=number,
                qid=qid,
                scale_id="0",
                sqid=numbers.get(part, "0"),
                specialtype=special,
            )
            self.say(
                "defaultvalue_l10ns",
                "dvid",
                number,
                {"defaultvalue": dict.fromkeys(self.survey.languages, value)},
            )

    def written(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n'
        yield f" <LimeSurveyDocType>Survey</LimeSurveyDocType>\n <DBVersion>{VERSION}</DBVersion>\n <languages>\n"
        for language in self.survey.languages:
            yield f"  <language>{_escaped(language)}</language>\n"
        yield " </languages>\n"
        for table, rows in sorted(self.tables.items()):
            yield from _table(table, rows)
        yield "</document>\n"


def attributes_of(asked: Question, letter: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes that say what a question is: name (with ':language' where it has one) and value."""
    if asked.hidden:
        yield "hidden", "1"
    if asked.kind is Kind.MULTIPLE_COMMENT:
        yield "commented_checkbox", "checked" if asked.comment_when_ticked else "allways"
    if (letter in "ST" and asked.kind is Kind.NUMBER) or (letter == ";" and asked.kind is Kind.ARRAY_NUMBER):
        yield "numbers_only", "1"
    if letter == "Q" and asked.look == "numbers":
        yield "numbers_only", "1"
    if asked.other_required:
        yield "other_comment_mandatory", "1"
    for language, text in asked.other_text.items():
        yield f"other_replace_text:{language}", text
    if alone := [one.code for one in asked.parts if one.exclusive]:
        yield "exclude_all_others", ";".join(alone)
    if asked.kind is Kind.FORMULA:
        yield "equation", "{" + asked.formula + "}"
    yield from ((name, value) for name, value in _sources(asked) if value)
    yield from _limits(asked)
    for check in _checks(asked)[:1]:
        yield "em_validation_q", check.expression
        for language, text in check.message.items():
            yield f"em_validation_q_tip:{language}", text


def _sources(asked: Question) -> Iterable[tuple[str, str]]:
    return (
        ("array_filter", asked.only_of),
        ("array_filter_exclude", asked.not_of),
        ("em_validation_sq", asked.part_check),
    )


def _checks(asked: Question) -> list[Check]:
    """LimeSurvey has one check for each question: several are joined."""
    checks = list(asked.checks)
    if asked.kind is Kind.CONTACT:
        checks.append(Check(ADDRESS_CHECK if asked.look == "url" else MAIL_CHECK))
    if len(checks) < 2:
        return checks
    messages = {
        language: " ".join(filter(None, (one.message.get(language, "") for one in checks)))
        for one in checks
        for language in one.message
    }
    return [Check(" and ".join(f"({one.expression})" for one in checks), messages)]


def _limits(asked: Question) -> Iterator[tuple[str, str]]:
    bounds, kind = asked.limits, asked.kind
    least, most = "min_num_value_n", "max_num_value_n"
    if kind in TABLES:
        least, most = "multiflexible_min", "multiflexible_max"
    if kind is Kind.DATE:
        least, most = "date_min", "date_max"
    for name, value in (
        (least, bounds.least.strip('"') if kind is Kind.DATE else bounds.least),
        (most, bounds.most.strip('"') if kind is Kind.DATE else bounds.most),
        ("min_num_value", bounds.least_total),
        ("max_num_value", bounds.most_total),
        ("equals_num_value", bounds.total),
        ("min_answers", bounds.fewest),
        ("max_answers", bounds.at_most),
        ("num_value_int_only", "1" if bounds.whole else ""),
        ("maximum_chars", str(bounds.length or "")),
    ):
        if value:
            yield name, value


def _table(name: str, rows: list[Values]) -> Iterator[str]:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    yield f" <{name}>\n  <fields>\n"
    yield "".join(f"   <fieldname>{column}</fieldname>\n" for column in columns)
    yield "  </fields>\n  <rows>\n"
    for row in rows:
        cells = (f"    <{column}>{_cdata(str(value))}</{column}>\n" for column, value in row.items())
        yield f"   <row>\n{''.join(cells)}   </row>\n"
    yield f"  </rows>\n </{name}>\n"


def _cdata(text: str) -> str:
    """A value as LimeSurvey writes it, without the signs that XML cannot hold."""
    clean = "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
    return "<![CDATA[" + clean.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
