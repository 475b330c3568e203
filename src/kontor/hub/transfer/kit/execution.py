"""Carrying out a plan and taking it back. The caller holds the transaction."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import batched
from typing import Any, Protocol

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.transfer.kit.cleaners import Cleaner
from kontor.hub.transfer.kit.cleaning import bound
from kontor.hub.transfer.kit.importer import Change, Current, Importer, Key, some
from kontor.hub.transfer.kit.planning import Plan, Step, named, stored

ROWS_AT_ONCE = 2000

type Undo = dict[str, Any]


class ChangedSince(Refusal):
    code = "changed-since"
    sentence = N_(
        "The import cannot be undone: %(count)s records have been changed since (%(records)s). "
        "Set them back first, or correct them by hand."
    )


class Undecided(Refusal):
    code = "undecided"
    sentence = N_(
        "%(count)s rows may be records that are there already (lines %(lines)s): decide for each, then approve the plan."
    )


class WrongDecision(Refusal):
    code = "wrong-decision"
    status = 422
    sentence = N_(
        "'%(decision)s' is not possible for line %(line)s: write create, skip, or same with the number of the record."
    )


class Progress(Protocol):
    """How far it is; a background job has one, and raises from it when somebody cancelled."""

    def advance(self, count: int = 1) -> None: ...


class Silent:
    """Nobody watches."""

    def advance(self, count: int = 1) -> None:
        pass


def carry_out_plan(
    actor: Actor, plan: Plan, decisions: Mapping[int, str], progress: Progress | None = None
) -> Undo:
    """Write what the plan says; `decisions` (line -> create, skip, same or same:2) settle the possible doubles.

    Returns what `take_back` needs. Raises Undecided and whatever the area's actions refuse.
    """
    importer = plan.importer
    creates, changes, merges = settled(plan, decisions)
    watch = progress or Silent()
    for steps in batched(creates, ROWS_AT_ONCE):
        importer.create_many(actor, [step.row for step in steps])
        watch.advance(len(steps))
    for write, several in ((importer.change_many, changes), (importer.merge_many, merges)):
        for part in batched(several, ROWS_AT_ONCE):
            write(actor, part)
            watch.advance(len(part))
    return memory_of(actor, type(importer)(), [step.key for step in creates], [*changes, *merges])


def settled(plan: Plan, decisions: Mapping[int, str]) -> tuple[list[Step], list[Change], list[Change]]:
    """What to create, to change and to merge."""
    if open_lines := [
        step.line for step in plan.steps if step.verb == "merge" and not decisions.get(step.line)
    ]:
        raise Undecided(count=len(open_lines), lines=some(open_lines, 10))
    creates, merges = [], []
    for step in plan.steps:
        decision = decisions[step.line] if step.verb == "merge" else step.verb
        if decision == "create":
            creates.append(step)
        elif step.verb == "merge" and decision != "skip":
            change = chosen(step, decision)
            if change.after:
                merges.append(change)
    changes = [step.change for step in plan.steps if step.verb == "change" and step.change]
    return creates, changes, merges


def chosen(step: Step, decision: str) -> Change:
    """'same' is the first of the possible doubles, 'same:2' the second."""
    word, _colon, number = decision.partition(":")
    place = int(number or 1) if (number or "1").isdecimal() else 0
    if word != "same" or not 1 <= place <= len(step.doubles):
        raise WrongDecision(decision=decision, line=step.line)
    return step.doubles[place - 1][1]


def fresh(importer: Importer, actor: Actor) -> Mapping[str, Cleaner]:
    """Make the importer ready without a file, so that marks taken now and while undoing are of the same making."""
    cleaners = bound(importer.columns, importer.prepare(actor), {})
    importer.complete([])
    return cleaners


def memory_of(actor: Actor, importer: Importer, created: Sequence[Key], changes: Sequence[Change]) -> Undo:
    """Keys and marks of what was created; keys, marks and former values of what was changed."""
    cleaners = fresh(importer, actor)
    now = stored(importer, list(dict.fromkeys([*created, *(change.key for change in changes)])))
    return {
        "created": [
            [packed_key(key), now[key].pk, mark(now[key], cleaners)] for key in created if key in now
        ],
        "changed": [
            [packed_key(change.key), mark(now[change.key], cleaners), packed(change.before, cleaners)]
            for change in changes
            if change.key in now
        ],
    }


def take_back_rows(importer: Importer, actor: Actor, undo: Undo) -> None:
    """Undo an import: former values back, created records gone. Refused when one of them has changed since."""
    cleaners = fresh(importer, actor)
    created = [(unpacked_key(key), pk, seen) for key, pk, seen in undo.get("created", ())]
    changed = [(unpacked_key(key), seen, before) for key, seen, before in undo.get("changed", ())]
    now = stored(importer, [key for key, *_rest in (*created, *changed)])
    gone_on = [key for key, seen, _before in changed if key not in now or mark(now[key], cleaners) != seen]
    gone_on += [key for key, _pk, seen in created if key in now and mark(now[key], cleaners) != seen]
    if gone_on:
        raise ChangedSince(
            count=len(gone_on), records=some(named(importer, cleaners, key) for key in gone_on)
        )
    back = [back_change(now[key], key, before, cleaners) for key, _seen, before in reversed(changed)]
    for part in batched(back, ROWS_AT_ONCE):
        importer.change_many(actor, part)
    pks = [pk for key, pk, _seen in reversed(created) if key in now]
    if pks:
        importer.remove_many(actor, pks)


def back_change(
    record: Current, key: Key, before: Mapping[str, Any], cleaners: Mapping[str, Cleaner]
) -> Change:
    former = {name: cleaners[name].unpack(value) for name, value in before.items()}
    return Change(record.pk, key, {name: record.values[name] for name in former}, former)


def packed(values: Mapping[str, Any], cleaners: Mapping[str, Cleaner]) -> dict[str, Any]:
    return {
        name: cleaners[name].pack(value) if name in cleaners else str(value) for name, value in values.items()
    }


def mark(record: Current, cleaners: Mapping[str, Cleaner]) -> str:
    """A short digest of version and values: differs when anybody changed the record."""
    values = {name: sorted_list(value) for name, value in packed(record.values, cleaners).items()}
    text = json.dumps([record.version, values], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sorted_list(value: Any) -> Any:
    """The order of a list in a cell says nothing, so it must not matter here either."""
    return sorted(value, key=str) if isinstance(value, list) else value


def packed_key(key: Key) -> Any:
    return list(key) if isinstance(key, tuple) else key


def unpacked_key(key: Any) -> Key:
    return tuple(key) if isinstance(key, list) else key
