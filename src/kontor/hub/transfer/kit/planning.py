"""What an import would do: create, change, merge or skip, row by row, before anything is written."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import IO, Any, Literal

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal, RefusedTogether
from kontor.hub.transfer.kit.cleaners import Cleaner
from kontor.hub.transfer.kit.cleaning import Cleaned, cleaned
from kontor.hub.transfer.kit.heading import Names, Table, table_of
from kontor.hub.transfer.kit.importer import Change, Current, Double, Importer, Key, Row
from kontor.hub.transfer.kit.problems import Problem, Problems, shortened
from kontor.hub.transfer.kit.readers import Unreadable, read

type Verb = Literal["create", "change", "merge", "skip"]
type Said = Callable[[str], None]

VERBS: tuple[Verb, ...] = ("create", "change", "merge", "skip")
KEYS_AT_ONCE = 5000

SAME_KEY = N_(
    "'%(value)s' stands in line %(first)s already: every row needs a key of its own. Delete one, or correct its key."
)


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one row. `change` for change and skip; `doubles` for merge: existing records it may be."""

    verb: Verb
    line: int
    key: Key
    row: Row
    change: Change | None = None
    doubles: tuple[tuple[Double, Change], ...] = ()


@dataclass(slots=True)
class Plan:
    """The steps of the rows without errors, and all that is wrong with the others. Only a plan without errors is executed,
    by the importer that made it: what it loaded for this file, its actions may need.
    """

    importer: Importer
    steps: list[Step] = field(default_factory=list)
    rows: int = 0
    problems: Problems = field(default_factory=Problems)
    notes: list[Problem] = field(default_factory=list)
    cleaners: Mapping[str, Cleaner] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.importer.kind

    @property
    def counts(self) -> dict[str, int]:
        found = dict.fromkeys(VERBS, 0)
        for step in self.steps:
            found[step.verb] += 1
        return found

    @property
    def does_nothing(self) -> bool:
        return all(step.verb == "skip" for step in self.steps)

    @property
    def digest(self) -> str:
        """The same for the same file on the same records: what was approved is what is executed."""
        digest = hashlib.sha256(self.kind.encode())
        for step in self.steps:
            if step.verb != "skip":
                others = [(double.key, change.before) for double, change in step.doubles]
                content = (
                    step.verb,
                    step.line,
                    step.key,
                    step.row,
                    step.change and step.change.before,
                    others,
                )
                digest.update(repr(content).encode("utf-8", "backslashreplace"))
        return digest.hexdigest()


def make_plan(
    importer: Importer, actor: Actor, file: IO[bytes], name: str, *, size: int, limit: int, say: Said = str
) -> Plan:
    """Read, clean and compare with the records. Writes nothing; never raises for what is in the file."""
    plan = Plan(importer)
    names = Names(importer.columns, importer.ignored)
    try:
        say("reading")
        grid = read(file, name, size=size, limit=limit, wanted=names.count)
    except Unreadable as refusal:
        plan.problems.add(Problem(refusal.template, refusal.data))
        return plan
    plan.notes = grid.notes
    table = table_of(grid, names, plan.problems)
    if table is not None:
        fill(plan, importer, actor, table, say)
    return plan


def fill(plan: Plan, importer: Importer, actor: Actor, table: Table, say: Said) -> None:
    plan.rows = len(table.lines)
    plan.headers = table.headers
    say("checking")
    done = cleaned(importer.columns, table, importer.prepare(actor), plan.problems)
    plan.notes.extend(done.notes)
    plan.cleaners = done.cleaners
    if any(column.required and column.key not in table.columns for column in importer.columns):
        # The area's own code may rely on required columns; that they are missing is said already.
        return
    importer.complete(done.rows)
    keys = [importer.key(row) for row in done.rows]
    report_same_keys(plan, importer, keys, done, table)
    say("comparing")
    current = stored(importer, list(dict.fromkeys(keys)))
    check_rows(plan, importer, zip(keys, done.rows, done.lines, strict=True), current, table.sheet)
    plan.steps = steps_of(importer, done, keys, current)
    if not plan.problems:
        say("looking for doubles")
        plan.steps = with_doubles(importer, done.cleaners, plan.steps)


def stored(importer: Importer, keys: Sequence[Key]) -> dict[Key, Current]:
    """The records under these keys, some thousands at a time: databases limit the length of a question."""
    found: dict[Key, Current] = {}
    for some in batched(keys, KEYS_AT_ONCE):
        found.update(importer.existing(some))
    return found


def report_same_keys(plan: Plan, importer: Importer, keys: list[Key], done: Cleaned, table: Table) -> None:
    first: dict[Key, int] = {}
    column = next((table.headers[name] for name in importer.key_columns if name in table.headers), "")
    for key, line in zip(keys, done.lines, strict=True):
        if first.setdefault(key, line) != line:
            data = {"first": first[key]}
            plan.problems.add(
                Problem(
                    SAME_KEY, data, line, column, shortened(named(importer, done.cleaners, key)), table.sheet
                )
            )


def named(importer: Importer, cleaners: Mapping[str, Cleaner], key: Key) -> str:
    """The key as people read it."""
    parts = key if isinstance(key, tuple) else (key,)
    names = importer.key_columns if len(importer.key_columns) == len(parts) else ()
    shown = [cleaners[name].show(part) for name, part in zip(names, parts, strict=True)] or [
        str(part) for part in parts
    ]
    return " / ".join(shown)


def check_rows(
    plan: Plan,
    importer: Importer,
    rows: Iterable[tuple[Key, Row, int]],
    current: Mapping[Key, Current],
    sheet: str,
) -> None:
    """The area's rules on every row. A refusal names the column by its field."""
    if type(importer).check is Importer.check:
        return
    for key, row, line in rows:
        try:
            importer.check(row, current.get(key))
        except Refusal as refusal:
            for each in refusal.refusals if isinstance(refusal, RefusedTogether) else [refusal]:
                plan.problems.add(refused(plan, each, row, line, sheet))


def refused(plan: Plan, refusal: Refusal, row: Row, line: int, sheet: str) -> Problem:
    name = refusal.field
    value = plan.cleaners[name].show(row[name]) if name in row and name in plan.cleaners else ""
    return Problem(
        refusal.template, refusal.data, line, plan.headers.get(name, name), shortened(value), sheet
    )


def steps_of(
    importer: Importer, done: Cleaned, keys: list[Key], current: Mapping[Key, Current]
) -> list[Step]:
    steps = []
    for key, row, line in zip(keys, done.rows, done.lines, strict=True):
        record = current.get(key)
        if record is None:
            steps.append(Step("create", line, key, row))
        else:
            change = change_of(record, key, row, done.cleaners)
            steps.append(Step("change" if change.after else "skip", line, key, row, change))
    return steps


def change_of(record: Current, key: Key, row: Row, cleaners: Mapping[str, Cleaner]) -> Change:
    """The columns in which the row differs from the record."""
    values = record.values
    after = {
        name: value
        for name, value in row.items()
        if name in values and values[name] != value and not cleaners[name].same(values[name], value)
    }
    return Change(record.pk, key, {name: values[name] for name in after}, after, row)


def with_doubles(importer: Importer, cleaners: Mapping[str, Cleaner], steps: list[Step]) -> list[Step]:
    """New rows that may be existing records become 'merge': a person decides."""
    created = [step.row for step in steps if step.verb == "create"]
    doubles = importer.possible_doubles(created) if created else {}
    if not doubles:
        return steps
    records = stored(importer, list({double.key for several in doubles.values() for double in several}))
    return [
        Step(
            "merge",
            step.line,
            step.key,
            step.row,
            doubles=tuple(merges(importer, cleaners, step, doubles[step.key], records)),
        )
        if step.verb == "create" and doubles.get(step.key)
        else step
        for step in steps
    ]


def merges(
    importer: Importer,
    cleaners: Mapping[str, Cleaner],
    step: Step,
    doubles: Sequence[Double],
    records: Mapping[Key, Current],
) -> Iterator[tuple[Double, Change]]:
    """What merging would change: only what the row knows, never the key."""
    filled = {
        name: value
        for name, value in step.row.items()
        if name not in importer.key_columns and value not in (None, "", ())
    }
    for double in doubles:
        if double.key in records:
            change = change_of(records[double.key], double.key, filled, cleaners)
            yield double, Change(change.pk, change.key, change.before, change.after, step.row)


def described(plan: Plan, step: Step) -> dict[str, Any]:
    """A step as plain texts, for screens and JSON."""
    text: dict[str, Any] = {"verb": step.verb, "line": step.line, "row": shown(plan, step.row)}
    text["changes"] = changes_of(plan, step.change) if step.change else []
    text["doubles"] = [
        {
            "key": str(double.key),
            "label": double.label,
            "reasons": [str(reason) for reason in double.reasons],
            "changes": changes_of(plan, change),
        }
        for double, change in step.doubles
    ]
    return text


def shown(plan: Plan, values: Mapping[str, Any]) -> dict[str, str]:
    """The filled cells of a row."""
    texts = (
        (name, plan.cleaners[name].show(value)) for name, value in values.items() if name in plan.cleaners
    )
    return {name: shortened(text) for name, text in texts if text}


def changes_of(plan: Plan, change: Change) -> list[list[str]]:
    """(column, before, after) as texts."""
    return [
        [
            name,
            shortened(plan.cleaners[name].show(change.before[name])),
            shortened(plan.cleaners[name].show(value)),
        ]
        for name, value in change.after.items()
    ]
