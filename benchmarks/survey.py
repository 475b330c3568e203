"""What answering a survey costs: completed surveys per second, CPU seconds for each, page times, statements for each page.

    ./kontor bench survey [--db sqlite|postgres|both] [--users 1 2 4 8] [--seconds 10] [--file FILE]

A respondent asks for twelve pages over HTTP on loopback, as a browser without scripts does: the letter's page, ten pages that
are filled in and sent, and the end; each page is one POST, its redirect, and the page that comes. The server is the one that is
shipped, with two web processes. Only surveys whose stored answers were read back count. CPU is that of the server's processes, and of
PostgreSQL's. Peer (measured apart, see docs/guide/surveys.md): LimeSurvey 6.4.2, 3.0 CPU-s each as shipped, 0.70 with its cache.
"""

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
ESCP = ROOT.parent / "shared" / "surveys" / "escp4i-progress-survey.lss"
PAGES = 12
TICKS = {"B1": 6, "C1": 3, "D1": 4, "E1": 3, "G2": 2}
SAID = {"D2": "Y", "D3": "2", "E2": "N", "F2N": "", "F3N": "", "G1": "Y", "G3": "N"}
# What a script would have shown on the page before it is sent.
BROUGHT_UP = {"D2": ("D3",), "F1N": ("F1B", "F1X"), "G1": ("G2",), "H3": ("H4",)}
ASKED = re.compile(r'name="asked" value="([^"]*)"')
PAGE = re.compile(r'name="page" value="([^"]*)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')


def main() -> int:
    options = options_of()
    if options.inside:
        return inside(options)
    databases = ["sqlite", "postgres"] if options.db == "both" else [options.db]
    for database in databases:
        with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
            if database == "sqlite":
                measure(options, database, Path(folder), f"sqlite:///{folder}/kontor.sqlite3")
            else:
                from kontor.workshop import postgres

                with postgres() as url:
                    measure(options, database, Path(folder), url)
    return 0


def options_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kontor bench survey", description=__doc__.split("\n")[0])
    parser.add_argument("--db", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--users", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--file", type=Path, default=ESCP, help="the LimeSurvey file that is asked")
    parser.add_argument(
        "--large", type=int, default=5000, help="questions of the large survey; 0 leaves it out"
    )
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


# In a process of its own, with the settings of the database.


def inside(options: argparse.Namespace) -> int:
    import django

    django.setup()
    if options.inside == "make":
        print(json.dumps(made(options)))
    else:
        print(json.dumps(checked()))
    return 0


def made(options: argparse.Namespace) -> dict[str, object]:
    """The survey with an open wave, what each question is answered with, and what is measured in this process."""
    from kontor.engine.questionnaire import plan
    from kontor.hub.foundation.actor import system
    from kontor.hub.foundation.visibility import Visibility
    from kontor.hub.front import setup
    from kontor.hub.surveys import actions
    from kontor.hub.surveys.queries import definition_of

    setup.prepare(lambda line: None)
    actor = system("benchmark")
    fields = actions.SurveyFields({}, key="bench", visibility=Visibility.PUBLIC)
    version = actions.import_survey(actor=actor, content=options.file.read_bytes(), fields=fields)
    wave = actions.add_wave(actor=actor, survey=version.survey, survey_version=version, fields={"label": "Bench", "key": "bench-1", "open_link": True})  # fmt: skip
    actions.open_wave(actor=actor, wave=wave)
    survey = definition_of(version)
    answers = {one.code: answer_to(one) for one in survey.questions()}
    return {
        "answers": answers,
        **statements(answers),
        **whole(wave, plan(survey), answers),
        **large(options.large),
    }


def answer_to(one) -> dict[str, str]:
    """What the respondent writes, by cell: the ticks with their comments, two cases, three events."""
    from kontor.engine.questionnaire import Kind, Role

    if one.code in SAID:
        return {one.code: SAID[one.code]}
    cells = one.cells()
    if one.kind in (Kind.MULTIPLE_COMMENT, Kind.MULTIPLE):
        parts = [part.code for part in one.parts][: TICKS.get(one.code, 2)]
        ticked = {cell.name: "Y" for cell in cells if cell.part in parts and cell.role is Role.TICK}
        comments = {cell.name: f"About {cell.part}, in some words." for cell in cells if cell.part in parts and cell.role is Role.COMMENT}  # fmt: skip
        return ticked | comments
    if one.kind is Kind.ARRAY_TEXT:
        rows = [part.code for part in one.parts][:3]
        return {cell.name: f"{cell.part} {cell.column}" for cell in cells if cell.part in rows}
    if one.kind in (Kind.CHOICE, Kind.CHOICE_COMMENT):
        return {one.code: one.options[0].code}
    if one.kind is Kind.YES_NO:
        return {one.code: "Y"}
    if one.kind is Kind.NUMBER:
        return {one.code: "3"}
    mail = any("mail" in text.lower() for text in one.text.values())
    return {cell.name: "someone@example.org" if mail else f"Words for {cell.name}" for cell in cells}


def statements(answers: dict[str, dict[str, str]]) -> dict[str, object]:
    """Statements of each page, asked in this process as the server would be."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = InProcess(Client(SERVER_NAME="localhost"))
    found = []
    for step in walk(browser, answers):
        with CaptureQueriesContext(connection) as captured:
            step()
        found.append(len(captured))
    return {"statements": found}


def whole(wave, made, answers: dict[str, dict[str, str]]) -> dict[str, object]:
    """Fully validated responses a second, handed in by a program in hundreds."""
    from kontor.hub.foundation.actor import system
    from kontor.hub.surveys import actions

    flat = {
        cell: value for code, cells in answers.items() if shown(made, code) for cell, value in cells.items()
    }
    given = [actions.Answers(flat)] * 100
    start, count = time.process_time(), 0
    while time.process_time() - start < 3:
        taken = actions.submit_answers(actor=system("benchmark"), wave=wave, given=given)
        wrong = [str(problem.phrase) for one in taken for problem in one.problems]
        if wrong:
            raise SystemExit(f"the benchmark's answers are refused: {wrong[:3]}")
        count += len(taken)
    return {"whole_per_cpu_second": count / (time.process_time() - start)}


def shown(made, code: str) -> bool:
    """Cases 3 to 6 are not asked of this respondent."""
    block = made.questions[code].inside
    return not any(f">= {number}" in made.blocks[block].block.condition for number in (3, 4, 5, 6))


def large(size: int) -> dict[str, object]:
    """A page of a survey of thousands of questions, a hundred pages: CPU milliseconds to read it and to save it."""
    if not size:
        return {}
    from kontor.engine.questionnaire import Block, Kind, Question, Survey
    from kontor.hub.foundation.actor import system
    from kontor.hub.foundation.visibility import Visibility
    from kontor.hub.surveys import actions, queries
    from kontor.hub.surveys.queries.answer_page import question_page

    each = size // 100
    blocks = tuple(
        Block(f"P{page}", {"en": f"Page {page}"}, tuple(Question(f"Q{page}x{at}", Kind.TEXT, {"en": "Q"}, condition=f'Q{page - 1}x{at}.NAOK != "no"' if page else "") for at in range(each)))
        for page in range(100)
    )  # fmt: skip
    actor = system("benchmark")
    fields = actions.SurveyFields({"en": "Large"}, key="large", visibility=Visibility.PUBLIC)
    survey = actions.add_survey(actor=actor, fields=fields, definition=Survey("large", {"en": "Large"}, ("en",), blocks))  # fmt: skip
    wave = actions.add_wave(actor=actor, survey=survey, survey_version=survey.versions.get(), fields={"label": "L", "key": "large-1", "open_link": True})  # fmt: skip
    wave = actions.open_wave(actor=actor, wave=wave)
    token = actions.begin_open(actor=actor, wave=wave).token
    times = []
    for page in range(40):
        start = time.process_time()
        one = queries.respondent_of(token)
        cells = {f"Q{page}x{at}": "text" for at in range(each)}
        saved = actions.save_page(actor=actor, respondent=one, given=actions.PageAnswers(f"P{page}", {(): cells}, onward=True))  # fmt: skip
        again = queries.respondent_of(token)
        question_page(again, saved.state, f"P{page + 1}")
        times.append((time.process_time() - start) * 1000)
    return {"large": sorted(times)[int(len(times) * 0.95)]}


def checked() -> dict[str, int]:
    """How many stored responses are whole: handed in, with the first case's name, the second's text and the last question."""
    from kontor.hub.surveys.models import SurveyResponse

    rows = SurveyResponse.objects.filter(wave__key="bench-1", state="submitted", resume_hash__isnull=False)
    good = 0
    for document in rows.values_list("document", flat=True).iterator():
        answers = document["answers"]
        good += all(answers.get(cell) for cell in ("A1", "D3", "D4c1O_N", "D4c2X", "F1X", "G1", "H4"))
    return {"verified": good}


# The respondent.


class InProcess:
    """Asks this process."""

    def __init__(self, client) -> None:
        self.client = client

    def get(self, address: str) -> tuple[int, str, str]:
        answer = self.client.get(address)
        return answer.status_code, answer.content.decode(), answer.headers.get("Location", "")

    def post(self, address: str, data: list[tuple[str, str]]) -> tuple[int, str, str]:
        body = urlencode(data)
        answer = self.client.post(address, body, content_type="application/x-www-form-urlencoded")
        return answer.status_code, answer.content.decode(), answer.headers.get("Location", "")


class OverHttp:
    """Asks the server over one connection, and keeps its cookie."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = ""

    def get(self, address: str) -> tuple[int, str, str]:
        return self.ask("GET", address, None)

    def post(self, address: str, data: list[tuple[str, str]]) -> tuple[int, str, str]:
        return self.ask("POST", address, urlencode(data))

    def ask(self, method: str, address: str, body: str | None) -> tuple[int, str, str]:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";", maxsplit=1)[0]
        return answer.status, text, answer.getheader("Location", "")


def walk(browser, answers: dict[str, dict[str, str]]) -> Iterator:
    """The twelve steps of one respondent; each is called, and asks for one page."""
    state = {"address": "/surveys/open/bench-1/", "html": ""}

    def first() -> None:
        took(browser.get(state["address"]))

    def took(answer: tuple[int, str, str]) -> None:
        status, html, location = answer
        if status == 303:
            state["address"] = location.split("?", maxsplit=1)[0]
            status, html, _ = browser.get(location)
        if status != 200:
            raise SystemExit(f"answered with {status}: {re.sub('<[^>]+>', ' ', html)[-600:]}")
        state["html"] = html

    def send(go: str) -> None:
        html = state["html"]
        token = CSRF.search(html)
        data = [("csrfmiddlewaretoken", token[1] if token else ""), ("go", go)]
        if found := PAGE.search(html):
            data.append(("page", unescape(found[1])))
        codes = [unescape(one) for one in ASKED.findall(html)]
        codes += [more for code in codes for more in BROUGHT_UP.get(code, ())]
        for code in dict.fromkeys(codes):
            data.append(("asked", code))
            data += [(f"a:{cell}", value) for cell, value in answers[code].items()]
        took(browser.post(state["address"], data))

    yield first
    yield lambda: send("begin")
    for _ in range(PAGES - 3):
        yield lambda: send("next")
    yield lambda: send("finish")


# What is measured.


@dataclass
class Figures:
    """What the respondents of one run took."""

    pages: list[float] = field(default_factory=list)
    completed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def measure(options: argparse.Namespace, database: str, data: Path, url: str) -> None:
    environment = {
        **os.environ,
        "KONTOR_MODE": "demo",
        # All respondents come from this machine.
        "KONTOR_SURVEY_BEGINS": "1000000/h",
        "KONTOR_DATA": str(data),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "kontor.hub.settings",
    }
    found = asked_apart("make", environment)
    say(f"\n{database}: {options.file.name}, {PAGES} page requests a survey")
    say(f"statements a page: {found['statements']}")
    say(
        f"whole responses, fully validated, for each CPU second: {found['whole_per_cpu_second']:.0f} (aim 400)"
    )
    if "large" in found:
        say(f"survey of {options.large:,} questions, page saved and drawn, p95: {found['large']:.0f} ms CPU (aim 150)")  # fmt: skip
    say(
        f"{'users':>6}{'surveys/s':>11}{'CPU-s each':>12}{'page p50':>10}{'p95 ms':>8}   (aims: 14 with 2 users, 0.14, 60 at 8)"
    )
    with server(environment) as (port, process):
        run(port, found["answers"], 1, 3)
        before = asked_apart("check", environment)["verified"]
        completed = 0
        for users in options.users:
            watched = [process.pid, *(postgres_processes() if database == "postgres" else ())]
            spent, start = cpu_of(watched), time.perf_counter()
            figures = run(port, found["answers"], users, options.seconds)
            wall, spent = time.perf_counter() - start, cpu_of(watched) - spent
            completed += figures.completed
            pages = sorted(figures.pages)
            p50, p95 = (pages[int(len(pages) * share)] * 1000 for share in (0.5, 0.95))
            say(f"{users:>6}{figures.completed / wall:>11.2f}{spent / max(figures.completed, 1):>12.3f}{p50:>10.0f}{p95:>8.0f}")  # fmt: skip
        verified = asked_apart("check", environment)["verified"] - before
        say(f"stored answers verified: {verified} of {completed}")
        if verified != completed:
            raise SystemExit("not all completed surveys are stored whole")


def run(port: int, answers: dict[str, dict[str, str]], users: int, seconds: float) -> Figures:
    """As many respondents at once, one survey after the other, until the time is over; what was begun is finished."""
    figures, until = Figures(), time.perf_counter() + seconds
    failures: list[BaseException] = []

    def respondent() -> None:
        try:
            while time.perf_counter() < until:
                browser = OverHttp(port)
                took = []
                for step in walk(browser, answers):
                    start = time.perf_counter()
                    step()
                    took.append(time.perf_counter() - start)
                with figures.lock:
                    figures.pages += took
                    figures.completed += 1
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=respondent) for _ in range(users)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if failures:
        raise SystemExit(f"a respondent failed: {failures[0]}")
    return figures


@contextmanager
def server(environment: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The shipped server with two web processes and no worker."""
    port = 8791
    command = [sys.executable, "-m", "kontor", "serve", "--port", str(port), "--workers", "0"]
    process = subprocess.Popen(command, cwd=ROOT, env={**environment, "PYTHONPATH": str(ROOT / "src")}, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        for _ in range(240):
            try:
                OverHttp(port).get("/surveys/open/bench-1/")
                break
            except OSError:
                time.sleep(0.5)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def asked_apart(what: str, environment: dict[str, str]) -> dict:
    command = [sys.executable, "-m", "benchmarks.survey", *sys.argv[1:], "--inside", what]
    done = subprocess.run(command, cwd=ROOT, env={**environment, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def cpu_of(roots: list[int]) -> float:
    """CPU seconds of these processes and all below them."""
    parents, spent = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            rest = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        pid = int(folder.name)
        parents[pid] = int(rest[1])
        spent[pid] = int(rest[11]) + int(rest[12])
    wanted = set(roots)
    grown = True
    while grown:
        below = {pid for pid, parent in parents.items() if parent in wanted} - wanted
        wanted |= below
        grown = bool(below)
    return sum(spent.get(pid, 0) for pid in wanted) / os.sysconf("SC_CLK_TCK")


def postgres_processes() -> list[int]:
    """The PostgreSQL servers of this machine that this program started."""
    mine = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if "kontor-pg-" in (folder / "cmdline").read_text() and "-D" in (folder / "cmdline").read_text():
                mine.append(int(folder.name))
        except OSError:
            continue
    return mine


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
