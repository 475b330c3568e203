"""A survey from the sheets of an XLSForm."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.expression import ExpressionError, to_source
from kontor.engine.questionnaire.kinds import OTHER, TICKS, Kind
from kontor.engine.questionnaire.model import (
    UNSUPPORTED,
    Block,
    Check,
    Limits,
    Option,
    Part,
    Question,
    Repeat,
    Survey,
)
from kontor.engine.questionnaire.plan import plan
from kontor.engine.questionnaire.report import CHANGED, IGNORED, KEPT, RENAMED, FileError, ImportReport
from kontor.engine.questionnaire.xlsform.sheets import (
    Line,
    Sheets,
    lines_of,
    name_of,
    safe,
    sort_of,
    words_of,
)
from kontor.engine.questionnaire.xlsform.xpath import Fields, read_xpath

TYPES: dict[str, tuple[Kind, str]] = {
    "text": (Kind.TEXT, ""), "string": (Kind.TEXT, ""), "integer": (Kind.NUMBER, ""), "int": (Kind.NUMBER, ""),
    "decimal": (Kind.NUMBER, ""), "range": (Kind.NUMBER, ""), "date": (Kind.DATE, ""), "note": (Kind.DISPLAY, ""),
    "image": (Kind.FILE, ""), "photo": (Kind.FILE, ""), "audio": (Kind.FILE, ""), "video": (Kind.FILE, ""),
    "file": (Kind.FILE, ""), "calculate": (Kind.FORMULA, ""), "hidden": (Kind.TEXT, ""),
    "select_one": (Kind.CHOICE, ""), "select_multiple": (Kind.MULTIPLE, ""), "rank": (Kind.RANKING, ""),
    "acknowledge": (Kind.YES_NO, ""), "trigger": (Kind.YES_NO, ""),
}  # fmt: skip
AS_TEXT = {"time", "datetime", "dateTime", "barcode", "geopoint", "geotrace", "geoshape"}
OF_THE_DEVICE = {
    "start", "end", "today", "deviceid", "username", "phonenumber", "subscriberid", "simserial", "email", "audit",
    "background-audio", "start-geopoint", "background-geopoint",
}  # fmt: skip
QUOTES = str.maketrans("‘’“”", "''\"\"")
LOOKS = {"multiline": "long", "minimal": "dropdown", "likert": "points"}
KEPT_COLUMNS = ("appearance", "parameters", "read_only", "choice_filter", "calculation", "trigger", "image")
LANGUAGE = re.compile(r"^(.{0,80}?)(?:\s{0,9}\(([A-Za-z-]{2,20})\))?$", re.DOTALL)
# A name has no brace in it; without that bound '${${${' is tried from each of them to its end.
FIELD = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
MOST_LANGUAGES, MOST_OFFERED, MOST_WRITTEN = 100, 60_000, 600_000


@dataclass(slots=True)
class Frame:
    """A group or repeat that is open."""

    line: Line | None
    repeat: bool = False
    items: list[Question | Block] = field(default_factory=list)


def read_xlsform(sheets: Sheets) -> tuple[Survey, ImportReport]:
    """Return the survey of a form and what was done with each part of it.

    Raises FileError naming sheet and row where the form is no form. What is not supported is kept verbatim, noted, and blocks
    opening. Linear in the rows.
    """
    return _Making(sheets).survey()


class _Making:
    def __init__(self, sheets: Sheets) -> None:
        named = {name.strip().lower(): rows for name, rows in sheets.items()}
        if "survey" not in named:
            raise FileError(N_("The workbook has no sheet “survey”, so it is no XLSForm"))
        self.report = ImportReport()
        self.lines = list(lines_of("survey", named["survey"]))
        self.settings = next(lines_of("settings", named.get("settings", ())), Line("settings", 2, {})).values
        self.languages = self._languages(named["survey"])
        self.choices = self._choices(named.get("choices", named.get("choice", ())))
        self.fields = Fields({}, {})
        self.others: set[str] = set()
        self.taken: dict[str, int] = {}
        self.count = self.written = 0
        self.blocks = 0

    def _languages(self, rows: Sequence[Sequence[object]]) -> dict[str, str]:
        """The languages as columns name them, each with its code; '' is the column without one."""
        found: dict[str, str] = {}
        usual = self.settings.get("default_language", "")
        for title in (str(one).strip() for one in (rows[0] if rows else ())):
            column, _, language = title.partition("::")
            if language.strip() and column.strip().lower() in ("label", "hint", "constraint_message"):
                found[language.strip()] = _code(language.strip())
        plain = any(str(one).strip().lower() == "label" for one in (rows[0] if rows else ()))
        first = {"": _code(usual) if usual else "en"} if plain or not found else {}
        if len(found) > MOST_LANGUAGES:
            text = N_("The survey has more than %(most)s languages")
            raise FileError(text, table="survey", row=1, most=MOST_LANGUAGES)
        ordered = {name: code for name, code in found.items() if name == usual} | found
        return first | ordered

    def texts(self, line: Line, column: str) -> dict[str, str]:
        """Return a text by language."""
        found = {}
        for name, code in self.languages.items():
            title = f"{column}::{name}".lower() if name else column
            if text := line.get(title):
                found[code] = FIELD.sub(lambda one: self.piped(one[1]), text)
        return found

    def piped(self, name: str) -> str:
        known = self.fields.names.get(name)
        return f"{{{known}.NAOK}}" if known else "${" + name + "}"

    def _choices(self, rows: Sequence[Sequence[object]]) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        for line in lines_of("choices", rows):
            name = line.get("list_name") or line.get("list name")
            if not name or not (line.get("name") or line.get("value")):
                if any(line.values.values()):
                    raise line.error(N_("A choice needs a list_name and a name"))
                continue
            found.setdefault(name, []).append(line)
        return found

    def survey(self) -> tuple[Survey, ImportReport]:
        self.collect()
        blocks = self.pages(self.tree().items)
        title = self.settings.get("form_title", "") or self.settings.get("form_id", "") or "Form"
        codes = tuple(dict.fromkeys(self.languages.values()))
        survey = Survey(
            self.settings.get("form_id", "") or "form",
            dict.fromkeys(codes, title),
            codes,
            tuple(blocks),
            self.settings.get("version", "") or "1",
        )
        for flag in plan(survey).flags:
            self.report.note(
                KEPT,
                flag.place,
                N_("The expression is not supported; it is kept and blocks opening"),
                flag.source,
            )
        counts = {"questions": len(list(survey.questions())), "blocks": len(list(survey.all_blocks()))}
        self.report.counts.update(counts)
        return survey, self.report

    def collect(self) -> None:
        """Learn all names first: expressions may speak of what comes later."""
        self.find_others()
        for line in self.lines:
            sort, name = sort_of(line), line.get("name")
            if not name or name in self.others or sort in OF_THE_DEVICE or sort.startswith("end_"):
                continue
            code = re.sub(r"\W", "_", name, flags=re.ASCII)
            code = code if code[:1].isalpha() else f"q{code}"
            code = self.free(code)
            if code != name:
                text = N_("The field %(was)s is now %(code)s")
                self.report.note(RENAMED, f"survey row {line.number}", text, was=name, code=code)
            if name in self.fields.names:
                raise line.error(N_("The name “%(name)s” is used twice"), name=name)
            self.fields.names[name] = code

        self.name_ticks()

    def free(self, code: str) -> str:
        """Return a code that no other field has."""
        base = code
        while code in self.taken:
            self.taken[base] += 1
            code = f"{base}_{self.taken[base]}"
        self.taken[code] = 1
        return code

    def find_others(self) -> None:
        """A choice 'other' with a text field of its own beside it is the answer 'Other' of its question."""
        by_name = {line.get("name"): line for line in self.lines}
        named = {name: {name_of(one) for one in lines} for name, lines in self.choices.items()}
        for line in self.lines:
            name, sort = line.get("name"), sort_of(line)
            beside = by_name.get(f"{name}_other")
            word = {"select_multiple": "other", "select_one": OTHER}.get(sort, "")
            if (
                word in named.get(self.list_of(line), ())
                and beside
                and sort_of(beside) in ("text", "string")
                and name in beside.get("relevant")
            ):
                self.others.add(f"{name}_other")

    def name_ticks(self) -> None:
        """Say how the ticks of each option are called; an option that would be called as a field is called otherwise."""
        for line in self.lines:
            if sort_of(line) != "select_multiple" or not line.get("name"):
                continue
            code = self.fields.names[line.get("name")]
            ticks = self.fields.ticks.setdefault(code, {})
            for one in self.offered(line):
                cell = f"{code}_{safe(name_of(one))}"
                ticks[name_of(one)] = f"{cell}_" if cell in self.taken else cell

    def offered(self, line: Line) -> list[Line]:
        """Return the choices of a question without the one that is its 'Other'."""
        listed = self.choices.get(self.list_of(line), [])
        self.count += len(listed)
        if self.count > 2 * MOST_OFFERED:
            raise line.error(N_("The survey has more than %(most)s answers to choose"), most=MOST_OFFERED)
        if f"{line.get('name')}_other" in self.others:
            word = "other" if sort_of(line) == "select_multiple" else OTHER
            return [one for one in listed if name_of(one) != word]
        return listed

    def tree(self) -> Frame:
        """Return all items, groups within groups."""
        frames = [Frame(None)]
        for line in self.lines:
            sort = sort_of(line)
            if sort in ("begin_group", "begin_repeat"):
                frames.append(Frame(line, sort == "begin_repeat"))
                if len(frames) > 12:
                    raise line.error(N_("Groups are nested deeper than %(most)s"), most=10)
            elif sort in ("end_group", "end_repeat"):
                frame = frames.pop()
                if not frames or frame.repeat != (sort == "end_repeat"):
                    raise line.error(N_("%(sort)s ends what was not begun"), sort=sort)
                frames[-1].items.append(self.block(frame))
            else:
                frames[-1].items += self.questions(line, sort)
        if len(frames) > 1:
            opened = frames[-1].line
            assert opened is not None
            raise opened.error(N_("The group “%(name)s” is never ended"), name=opened.get("name"))
        return frames[0]

    def pages(self, items: list[Question | Block]) -> Iterator[Block]:
        """Outer groups are pages; loose questions between them make pages of their own."""
        loose: list[Question | Block] = []
        number = 0
        for item in [*items, None]:
            if isinstance(item, Question):
                loose.append(item)
                continue
            if loose:
                number += 1
                yield Block(f"page-{number}", {}, tuple(loose))
                loose = []
            if item is not None:
                yield item

    def block(self, frame: Frame) -> Block:
        line = frame.line
        assert line is not None
        self.blocks += 1
        code = self.fields.names.get(line.get("name"), f"group-{self.blocks}")
        repeat = None
        if frame.repeat:
            count = line.get("repeat_count") or line.get("repeat_count".replace("_", " "))
            repeat = Repeat(self.expression(count, line) if count else "")
        kept = {name: line.get(name) for name in KEPT_COLUMNS if line.get(name)}
        condition = self.expression(line.get("relevant"), line)
        return Block(code, self.texts(line, "label"), tuple(frame.items), code, {}, condition, repeat, kept)

    def list_of(self, line: Line) -> str:
        words = words_of(line)
        return words[1] if len(words) > 1 else ""

    def questions(self, line: Line, sort: str) -> Iterator[Question]:
        """The question of a row, and the text for 'other' where it offers that."""
        if line.get("name") in self.others:
            return
        if not sort or sort in OF_THE_DEVICE or sort.startswith("uri:"):
            if sort:
                text = N_("%(sort)s is filled in by a device and is not asked here")
                self.report.note(IGNORED, f"survey row {line.number}", text, sort=sort)
            return
        if not line.get("name"):
            raise line.error(N_("A row of the type “%(sort)s” needs a name"), sort=sort)
        asked = self.question(line, sort)
        if sort not in TYPES and sort not in AS_TEXT:
            text = N_("The type is not supported; it is kept and blocks opening")
            self.report.note(KEPT, f"survey row {line.number}", text, line.get("type"))
            asked = replace(asked, kept={**asked.kept, UNSUPPORTED: line.get("type")})
        yield asked

    def question(self, line: Line, sort: str) -> Question:
        kind, look = TYPES.get(sort, (Kind.TEXT, ""))
        code = self.fields.names[line.get("name")]
        if sort in AS_TEXT or kind is Kind.YES_NO:
            self.report.note(CHANGED, code, N_("%(sort)s is asked as %(kind)s"), sort=sort, kind=str(kind))
        appearance = line.get("appearance")
        look = next((ours for theirs, ours in LOOKS.items() if theirs in appearance.split()), look)
        asked = Question(
            code,
            kind,
            self.texts(line, "label"),
            code,
            self.texts(line, "hint"),
            line.get("required").lower() in ("yes", "true", "true()", "1"),
            self.expression(line.get("relevant"), line),
            formula=self.expression(line.get("calculation"), line) if kind is Kind.FORMULA else "",
            hidden=sort in ("calculate", "hidden"),
            look=look,
            origin=sort,
            kept={name: line.get(name) for name in KEPT_COLUMNS if line.get(name) and (name != "calculation" or kind is not Kind.FORMULA)},
        )  # fmt: skip
        if sort in ("select_one", "select_multiple", "rank"):
            asked = self.with_choices(asked, line)
        if line.get("constraint"):
            check = Check(
                self.constraint(asked, line),
                self.texts(line, "constraint_message"),
            )
            asked = replace(asked, checks=(check,))
        if sort in ("integer", "int"):
            asked = replace(asked, limits=Limits(whole=True))
        if sort == "range":
            asked = replace(asked, limits=_range(line.get("parameters")))
        if line.get("choice_filter"):
            self.report.note(
                KEPT, code, N_("Choices are not filtered here; all are offered"), line.get("choice_filter")
            )
        return replace(asked, defaults=self.defaults(asked, line))

    def with_choices(self, asked: Question, line: Line) -> Question:
        name = self.list_of(line)
        if name not in self.choices:
            raise line.error(N_("The list of choices “%(name)s” is not in the sheet choices"), name=name)
        listed = self.offered(line)
        beside = f"{line.get('name')}_other" in self.others
        other = beside or "or_other" in words_of(line)
        if beside:
            word = "other" if asked.kind in TICKS else OTHER
            told = next(one for one in self.choices[name] if name_of(one) == word)
            asked = replace(asked, other_text=self.texts(told, "label"))
        if asked.kind in TICKS:
            ticks = self.fields.ticks[asked.code]
            codes = {name_of(one): ticks[name_of(one)].removeprefix(f"{asked.code}_") for one in listed}
            parts = tuple(Part(codes[name_of(one)], self.texts(one, "label"), name_of(one)) for one in listed)
            return replace(asked, parts=parts, other=other)
        options = tuple(Option(name_of(one), self.texts(one, "label"), name_of(one)) for one in listed)
        if other and asked.kind is Kind.RANKING:
            self.report.note(IGNORED, asked.code, N_("A ranking has no “other” here"))
        return replace(asked, options=options, other=other and asked.kind is Kind.CHOICE)

    def defaults(self, asked: Question, line: Line) -> dict[str, str]:
        given = line.get("default")
        if not given:
            return {}
        if asked.kind in TICKS:
            return {f"{asked.code}_{safe(one)}": "Y" for one in given.split()}
        if "${" in given or "(" in given:
            return {asked.code: "{" + self.expression(given, line) + "}"}
        return {asked.code: given}

    def constraint(self, asked: Question, line: Line) -> str:
        """A form asks its constraint of answers only; here a check is asked of no answer too."""
        source = self.expression(line.get("constraint"), line, own=True)
        if source.startswith("${"):
            return source
        empty = (
            f"count(that.{asked.code}.NAOK) == 0" if asked.kind in TICKS else f"is_empty({asked.code}.NAOK)"
        )
        return f"{empty} or ({source})" if " and " in source else f"{empty} or {source}"

    def expression(self, source: str, line: Line, own: bool = False) -> str:
        """Return a form's expression as ours; one that is not supported stays verbatim (and is found by the plan)."""
        source = source.translate(QUOTES)
        if not source.strip():
            return ""
        self.written += len(source)
        if self.written > MOST_WRITTEN:
            text = N_("The form has more than %(most)s signs of expressions")
            raise line.error(text, most=MOST_WRITTEN)
        try:
            return to_source(read_xpath(source, self.fields, line.get("name") if own else ""))
        except ExpressionError as problem:
            place = f"{line.sheet} row {line.number}"
            self.report.note(KEPT, place, problem.problem.text, source, **dict(problem.problem.values))
            return source if "${" in source else f"${{}} {source}"


def _code(language: str) -> str:
    found = LANGUAGE.match(language[:100])
    return (found[2] or found[1]).strip() if found else language[:100].strip()


def _range(parameters: str) -> Limits:
    given = dict(re.findall(r"(start|end)\s*=\s*(-?[\d.]+)", parameters))
    return Limits(least=given.get("start", "1"), most=given.get("end", "10"))
