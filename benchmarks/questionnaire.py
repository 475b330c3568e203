"""Questionnaires: CPU milliseconds to read files, to compile a survey, to serve a page and to take a whole response.

    python benchmarks/questionnaire.py [--surveys DIR] [--rounds 200] [--questions 5000] [--fuzz 2000] [--seed 1]

The files are those of ../shared/surveys where they are there. Peers, in the same run: for XLSForm pyxform (which converts to
XForms and checks, without a runtime; where it is installed), for conditions the plain walk over the tree.
"""

import argparse
import json
import random
import re
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kontor.engine.questionnaire import (
    Block,
    Kind,
    Option,
    Part,
    Plan,
    Question,
    Response,
    Survey,
    findings,
    look,
    page_after,
    plan,
    posted,
    problems,
    problems_on,
    submission,
)
from kontor.engine.questionnaire.expression import Binary, Logic, Name, Node, Number, String, compiled, parse
from kontor.engine.questionnaire.expression.values import compare, equal, number_of, truth
from kontor.engine.questionnaire.lss import read_lsa, read_lss, write_lss
from kontor.engine.questionnaire.replay import fields_of, replay
from kontor.engine.questionnaire.report import FileError
from kontor.engine.questionnaire.xlsform import read_xlsform, write_xlsform

SHARED = Path(__file__).parents[2] / "shared" / "surveys"
ESCP = "escp4i-progress-survey.lss"
CONDITION = 'D2.NAOK == "Y" and (D3.NAOK >= 2 or is_empty(E2.NAOK) or E3.NAOK > 1) and G1.NAOK != "N"'
CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
JUNK = (
    b"",
    b"-1",
    b"9" * 30,
    b"((((",
    b"{a}",
    b"self",
    b"INDEX",
    b"12X3X45",
    b"\xff",
    b"<",
    b"]]>",
    b"regexMatch('/((/', a)",
)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="CPU milliseconds of questionnaires.")
    parser.add_argument("--surveys", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--fuzz", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.surveys.exists():
        files(options.surveys, options.rounds)
        answering(options.surveys, options.rounds)
        damaged(options.surveys, options.fuzz, options.seed)
    conditions(options.rounds * 100)
    large(options.questions)


def row(what: str, milliseconds: float, answer: object = "") -> None:
    print(f"{what:<56}{milliseconds:>10.3f} ms   {answer}", flush=True)


def timed[T](work: Callable[[], T], rounds: int = 1) -> tuple[float, T]:
    """Return CPU milliseconds of one round and the last answer."""
    start = time.process_time()
    for _ in range(rounds):
        answer = work()
    return (time.process_time() - start) * 1000 / rounds, answer


def files(folder: Path, rounds: int) -> None:
    for path in sorted(folder.glob("*.lss")):
        content = path.read_bytes()
        spent, (survey, _) = timed(lambda content=content: read_lss(content), max(1, rounds // 20))
        row(
            f"read {path.name[:38]}",
            spent,
            f"{len(content) // 1024} KB, {len(list(survey.questions()))} questions",
        )
        spent, (written, _) = timed(lambda survey=survey: write_lss(survey), max(1, rounds // 20))
        row("  write it again", spent, f"{len(written) // 1024} KB")
        spent, made = timed(lambda survey=survey: plan(survey), max(1, rounds // 20))
        row("  compile it", spent, f"{len(made.steps)} steps")
        recording = json.loads((folder / "golden" / f"{path.name}.golden.json").read_text())
        spent, walked = timed(lambda made=made, recording=recording: replay(made, recording))
        row(
            "  walk as recorded with LimeSurvey 6.4.2",
            spent,
            f"{walked.agreed} of {len(walked.steps)} steps agree",
        )
    for path in sorted(folder.glob("*.xlsx")):
        form(path, max(1, rounds // 20))


def form(path: Path, rounds: int) -> None:
    from python_calamine import CalamineWorkbook

    def read() -> Survey:
        book = CalamineWorkbook.from_path(path)
        return read_xlsform({name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names})[0]

    spent, survey = timed(read, rounds)
    row(f"read {path.name}", spent, f"{len(list(survey.questions()))} questions")
    row("  write it again", timed(lambda: write_xlsform(survey), rounds)[0])
    try:
        from pyxform.xls2xform import convert
    except ImportError:
        print("  pyxform is not installed: no peer")
        return
    spent, _ = timed(lambda: convert(xlsform=str(path), validate=False), rounds)
    row("  pyxform converts it", spent)


def answering(folder: Path, rounds: int) -> None:
    """One completed survey of 2018 as recorded: 12 pages, posted one by one, then all at once."""
    survey, _ = read_lss((folder / ESCP).read_bytes())
    made = plan(survey)
    trace = json.loads((folder / "golden" / f"{ESCP}.golden.json").read_text())["traces"][3]
    typed: dict[str, Any] = {}
    for step in trace["path"]:
        typed |= fields_of(made, step["code"], step["answers"])
    spent, pages = timed(lambda: by_page(made, typed), rounds)
    row("a survey of 49 questions, page by page", spent, f"{pages} pages, {spent / pages:.2f} ms a page")
    spent, handed_in = timed(lambda: whole(made, typed), rounds)
    row(
        "a whole response checked and handed in", spent, f"{1000 / spent:,.0f} a second; allowed: {handed_in}"
    )


def by_page(made: Plan, typed: dict[str, Any]) -> int:
    """Answer page by page: read what was typed, check the page, find the next, draw nothing."""
    response, key, pages = Response(made.survey.id, made.survey.version), "", 0
    state = look(made, response)
    while page := page_after(state, key):
        names = [cell.name for asked in page.block.questions() for cell in made.questions[asked.code].cells]
        response, _ = posted(made, response, {name: typed.get(name, "") for name in names}, page.path)
        state = look(made, response)
        assert not [one for one in problems_on(state, page) if not one.warning]
        key, pages = page.key, pages + 1
    assert submission(state).allowed
    return pages


def whole(made: Plan, typed: dict[str, Any]) -> bool:
    response, _ = posted(made, Response(made.survey.id, made.survey.version), typed)
    return submission(look(made, response)).allowed


def damaged(folder: Path, count: int, seed: int) -> None:
    """Files with values replaced, bytes broken and ends cut off: read or refused, how long the worst takes."""
    read, refused, worst = 0, 0, 0.0
    start = time.process_time()
    for content in broken(folder, count, random.Random(seed)):
        spent, answer = timed(lambda content=content: survived(content))
        worst = max(worst, spent)
        read, refused = read + answer, refused + (not answer)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row(
        f"{count:,} damaged files, each",
        (time.process_time() - start) * 1000 / max(1, count),
        f"{read} read, {refused} refused, 0 broke",
    )
    row("  the worst of them", worst, f"process at most {peak:.0f} MB")


def survived(content: bytes) -> bool:
    try:
        survey = read_lsa(content).survey if content[:2] == b"PK" else read_lss(content)[0]
    except FileError:
        return False
    look(plan(survey), Response(survey.id, "1"))
    findings(survey)
    return True


def broken(folder: Path, count: int, chance: random.Random) -> Iterator[bytes]:
    sources = [path.read_bytes() for path in sorted(folder.glob("*.ls[sa]")) if path.stat().st_size < 300_000]
    spots = [[one.span(1) for one in CDATA.finditer(content)] for content in sources]
    for _ in range(count):
        at = chance.randrange(len(sources))
        content = sources[at]
        if spots[at] and chance.random() < 0.7:
            for start, end in sorted(chance.sample(spots[at], chance.randint(1, 6)), reverse=True):
                content = content[:start] + chance.choice(JUNK) + content[end:]
        else:
            start = chance.randrange(len(content))
            end = start + chance.randint(0, 60)
            content = (
                content[:start] + chance.choice(JUNK) + (content[end:] if chance.random() < 0.8 else b"")
            )
        yield content


def conditions(rounds: int) -> None:
    """One condition with six comparisons: compiled, and walked over as a tree."""
    node = parse(CONDITION)
    values = {"D2": "Y", "D3": 1, "E2": "N", "E3": 2, "G1": "Y"}
    run = compiled(node, lambda name: lambda at: at.get(name.name, ""))  # type: ignore[type-var, arg-type, return-value]
    spent, ours = timed(lambda: run(values), rounds)  # type: ignore[arg-type]
    row("one condition with six comparisons", spent, ours)
    spent, theirs = timed(lambda: walked_over(node, values), rounds)
    row("  by walking over its tree", spent, theirs)


def walked_over(node: Node, values: dict[str, Any]) -> Any:
    match node:
        case Logic(operator, many):
            found = [truth(walked_over(one, values)) for one in many]
            return all(found) if operator == "and" else any(found)
        case Binary(operator, left, right):
            one, other = walked_over(left, values), walked_over(right, values)
            if operator in ("==", "!="):
                return equal(one, other) == (operator == "==")
            return compare(operator, one, other)
        case Name(name):
            return values.get(name, "")
        case Number(text):
            return number_of(text)
        case String(text):
            return text
    return values.get(node.of[0].name, "") == ""  # type: ignore[union-attr]


def large(questions: int) -> None:
    survey = drawn(questions)
    spent, made = timed(lambda: plan(survey))
    row(f"compile a survey of {questions:,} questions", spent, "once for each version")
    middle = made.survey.blocks[len(survey.blocks) // 2]
    typed = {asked.code: "A1" for asked in middle.questions() if asked.kind is Kind.CHOICE}

    def page() -> int:
        response, _ = posted(made, Response("drawn", "1"), typed)
        state = look(made, response)
        shown = next(one for one in state.pages if one.block.code == middle.code)
        following = page_after(state, shown.key)
        return len(problems_on(state, shown)) + (following is None)

    row("  one page of it: take, check, find the next", timed(page, 20)[0])
    state = look(made, Response("drawn", "1"))
    row("  all of it checked", timed(lambda: problems(state), 5)[0])
    row("  what is wrong with it", timed(lambda: findings(survey, made))[0])


def drawn(count: int) -> Survey:
    """Pages of fifty: choices and multiple choices with comments, nearly each with a condition on the one before."""
    options = tuple(Option(f"A{at}", {"en": f"Answer {at}"}) for at in range(1, 6))
    parts = tuple(Part(f"S{at}", {"en": f"Answer {at}"}) for at in range(1, 6))
    blocks = []
    for page in range(-(-count // 50)):
        questions = []
        for at in range(1, min(50, count - 50 * page) + 1):
            choice = at % 2 == 1
            before = f"q{page}_{at - 2}" if choice else f"q{page}_{at - 1}"
            condition = f'{before}.NAOK {"==" if choice else "!="} "A1"' if at > 2 else ""
            kind = Kind.CHOICE if choice else Kind.MULTIPLE_COMMENT
            asked = Question(f"q{page}_{at}", kind, {"en": "Which?"}, condition=condition)
            questions.append(with_answers(asked, options, parts))
        blocks.append(Block(f"page{page}", {"en": f"Page {page}"}, tuple(questions)))
    return Survey("drawn", {"en": "Drawn"}, ("en",), tuple(blocks))


def with_answers(asked: Question, options: tuple[Option, ...], parts: tuple[Part, ...]) -> Question:
    return replace(asked, options=options) if asked.kind is Kind.CHOICE else replace(asked, parts=parts)


if __name__ == "__main__":
    main()
