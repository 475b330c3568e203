"""Answers in lines for people: what came out, how good it is, and how sure that is."""

from collections.abc import Iterator

from kontor.engine.scheduling import Answer, Problem, Quality, Report, Status, check
from kontor.engine.scheduling.repair import Repaired

MEANING = {
    Status.OPTIMAL: "proven, no schedule is better",
    Status.FEASIBLE: "valid, and at most the gap away from the best",
    Status.INFEASIBLE: "proven, no schedule holds what must hold",
    Status.UNKNOWN: "neither a schedule nor a proof that there is none was found in this time",
}


def of_answer(problem: Problem, answer: Answer) -> Iterator[str]:
    yield from of_problem(problem)
    yield _row("status", f"{answer.status} ({MEANING[answer.status]})")
    if answer.reason:
        yield _row("reason", answer.reason)
    if answer.solution is not None:
        report = check(problem, answer.solution)
        yield from of_quality(report.quality, problem)
        yield _row("bound", _bound(answer))
        yield from _verdict(report)
    elif answer.bound is not None:
        yield _row("bound", f"{answer.bound:,}")
    moments = (
        ("first schedule", answer.seconds.first),
        ("best", answer.seconds.best),
        ("proof", answer.seconds.proof),
    )
    yield _row("seconds", ", ".join(f"{name} {_moment(moment)}" for name, moment in moments))


def of_report(problem: Problem, report: Report) -> Iterator[str]:
    yield from of_problem(problem)
    yield from of_quality(report.quality, problem)
    yield from _verdict(report)


def of_repair(repaired: Repaired, report: Report) -> Iterator[str]:
    yield _row(
        "repair",
        f"{len(repaired.kept)} meetings kept, {len(repaired.changed)} changed, "
        f"{len(repaired.dropped)} dropped, {len(repaired.added)} added",
    )
    for change in repaired.changed:
        old, new = change.before, change.after
        yield _row(
            "changed",
            f"{old.wish}: {old.slot} at {old.place} becomes {new.slot} at {new.place}. {change.reason.sentence}",
        )
    for drop in repaired.dropped:
        yield _row("dropped", f"{drop.before.wish} in {drop.before.slot}. {drop.reason.sentence}")
    for meeting in repaired.added:
        yield _row("added", f"{meeting.wish}: {meeting.slot} at {meeting.place}")
    for reason in repaired.unavoidable:
        yield _row("against", reason.sentence)
    yield from of_quality(report.quality, repaired.problem)
    yield from _verdict(report)


def of_problem(problem: Problem) -> Iterator[str]:
    yield _row(
        "event",
        f"{len(problem.participants):,} participants, {len(problem.wishes):,} wishes, "
        f"{len(problem.slots)} slots, {len(problem.places)} places",
    )


def of_quality(quality: Quality, problem: Problem) -> Iterator[str]:
    yield _row(
        "held",
        f"{quality.held:,} of {quality.wished:,} wishes, value {quality.value:,} of {quality.value + quality.value_missed:,}",
    )
    if any(person.minimum for person in problem.participants):
        yield _row("shortfall", f"{quality.shortfall:,} meetings below what was guaranteed")
    yield _row(
        "breaks", f"{quality.breaks:,}; the numbers of any two people differ by at most {quality.range}"
    )
    yield _row("idle", f"{quality.idle:,} slots in breaks")
    if len(problem.places) > 1:
        yield _row("walking", f"{quality.walking:,} minutes, {quality.table_changes:,} changes of place")
    yield _row("cost", f"{quality.cost:,}")


def _verdict(report: Report) -> Iterator[str]:
    yield _row("check", "valid" if report.valid else f"{len(report.violations)} demands are broken")
    for violation in report.violations:
        yield _row("broken", violation.sentence)


def _bound(answer: Answer) -> str:
    if answer.bound is None:
        return "none"
    return f"{answer.bound:,}" + ("" if answer.gap is None else f", gap {answer.gap:.1%}")


def _moment(seconds: float | None) -> str:
    return "none" if seconds is None else f"{seconds:.2f}"


def _row(name: str, text: str) -> str:
    return f"{name:<10} {text}"
