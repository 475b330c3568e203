"""Two records become one, and stand apart again.

The survivor gets the double's names, facts and ties; what both have is kept once. The double stays as an empty row with
`merged_into`, so that its address leads on. Everything is written down in `Merge.moved`, row by row (`rows.Journal`).

People of the double's team join the survivor's only when that is asked for, and never with more than reading rights where
that team has people already: see `rules.merge.role_on_joining`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kontor.hub.accounts.models import TeamMember
from kontor.hub.directory import rules as profile_rules
from kontor.hub.directory.actions.rows import Journal, RowChanged, Undoing
from kontor.hub.directory.choices import AliasKind
from kontor.hub.directory.inputs import profile_fields
from kontor.hub.directory.models import Alias, Classification, DismissedPair, Membership, Merge, Organisation
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.directory.queries.merge import FIELDS, MERGE_HOOKS, suggested
from kontor.hub.directory.rules import merge as rules
from kontor.hub.evidence.models import Document
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.tables import sort_key

MERGE, UNDO = "directory.merge", "directory.undo-merge"


@transaction.atomic
def merge(
    *,
    actor: Actor,
    survivor: Organisation,
    double: Organisation,
    today: date,
    from_double: Mapping[str, bool] | None = None,
    with_people: bool = True,
    reason: str = "",
    versions: tuple[int, int] | None = None,
) -> Merge:
    """Merge `double` into `survivor`. `from_double` says of which fields (`queries.merge.FIELDS`) the double's value stays;
    of those not named, what `queries.merge.suggested` says. `versions` are those of both that the person saw.

    Refused for a record with itself, one that was merged already, or values that do not fit each other.
    """
    require(actor, MERGE)
    survivor, double = _locked(survivor, double)
    if versions is not None and versions != (survivor.version, double.version):
        raise ChangedMeanwhile
    journal = Journal(MERGE)
    _take_values(journal, survivor, double, suggested(survivor, double) | dict(from_double or {}))
    _check(survivor, double, today)
    _move_names(journal, survivor, double)
    _move_facts(journal, survivor, double)
    _move_memberships(journal, survivor, double)
    journal.cite(double, survivor)
    _move_decisions(journal, survivor, double)
    for hook in MERGE_HOOKS:
        hook.move(journal, double, survivor)
    if with_people:
        _move_people(journal, survivor, double)
    journal.change(double, merged_into_id=survivor.pk)
    merged = Merge.objects.create(
        survivor=survivor,
        double=double,
        moved={"steps": journal.steps},
        reason=reason.strip(),
        merged_by_id=actor.user_id,
    )
    search.remove(KIND, [double.pk])
    search.update(KIND, with_words([survivor]))
    _write_trail(actor, MERGE, merged, journal.entries)
    return merged


@transaction.atomic
def undo_merge(*, actor: Actor, merge: Merge) -> Merge:
    """Set both records and everything that was tied anew back to what they were.

    Refused when it was undone already, when one of them was merged further, or when a row that the merge touched was changed.
    """
    require(actor, UNDO, merge)
    merge = (
        Merge.objects.select_for_update(of=("self", "survivor", "double"))
        .select_related("survivor__merged_into", "double")
        .get(pk=merge.pk)
    )
    rules.check_not_undone(merge.undone_at is not None)
    survivor, double = merge.survivor, merge.double
    if survivor.merged_into:
        raise rules.MergedSince(name=survivor.name, survivor=survivor.merged_into.name)
    undoing = Undoing(UNDO, merge.moved["steps"])
    try:
        with transaction.atomic():
            undoing.run()
    except RowChanged as changed:
        raise rules.ChangedSinceMerge(double=double.name, what=changed.row) from changed
    except IntegrityError as error:
        raise rules.ChangedSinceMerge(
            double=double.name, what=str(Organisation._meta.verbose_name)
        ) from error
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    both = list(Organisation.objects.filter(pk__in=[survivor.pk, double.pk]))
    search.update(KIND, with_words(both))
    _write_trail(actor, UNDO, merge, undoing.entries)
    return merge


def _write_trail(actor: Actor, action: str, merged: Merge, entries: list[audit.Entry]) -> None:
    """One event for each row and for the merge itself (without the journal, which repeats them); the survivor's history
    mentions the merge even where no field of it changed.
    """
    told = {"survivor": merged.survivor_id, "double": merged.double_id, "reason": merged.reason}
    mentioned = any(entry.subject == merged.survivor for entry in entries)
    mention = [] if mentioned else [audit.Entry(action, merged.survivor, {}, {})]
    audit.record_many(actor, [*entries, *mention, audit.Entry(action, merged, {}, told)])


def _locked(survivor: Organisation, double: Organisation) -> tuple[Organisation, Organisation]:
    """Both rows, locked in the order of their ids so that two merges of one pair cannot wait for each other."""
    ids = sorted({survivor.pk, double.pk})
    rows = {one.pk: one for one in Organisation.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    gone = Organisation.objects.filter(pk__in=ids).select_related("merged_into")
    merged = {one.pk: (one.merged_into.pk, one.merged_into.name) for one in gone if one.merged_into}
    rules.check_mergeable((survivor.pk, survivor.name), (double.pk, double.name), merged)
    return rows[survivor.pk], rows[double.pk]


def _take_values(
    journal: Journal, survivor: Organisation, double: Organisation, from_double: Mapping[str, bool]
) -> None:
    names = [name for field, names in FIELDS.items() if from_double[field] for name in names]
    values = {name: getattr(double, name) for name in names}
    old_name = survivor.name
    if "name" in values:
        values["sort_name"] = sort_key(double.name)[:250]
    journal.change(survivor, **values)
    if survivor.name != old_name and not survivor.aliases.filter(name=old_name).exists():
        journal.add(Alias(organisation=survivor, name=old_name, kind=AliasKind.ALSO))


def _check(survivor: Organisation, double: Organisation, today: date) -> None:
    profile_rules.check_profile(today=today, **profile_fields(survivor))
    both = [survivor.pk, double.pk]
    members = Membership.objects.filter(cluster__in=both).exclude(member__in=both)
    rules.check_kind(survivor.name, survivor.kind, members.exists())


def _move_names(journal: Journal, survivor: Organisation, double: Organisation) -> None:
    """The double's aliases move; its own names become aliases."""
    known = {alias.name: alias for alias in survivor.aliases.all()}
    for alias in double.aliases.order_by("pk"):
        if alias.name in known:
            _fold(journal, alias, known[alias.name], ("seen_in", "start", "end"))
        elif alias.name != survivor.name:
            journal.change(alias, organisation_id=survivor.pk)
            known[alias.name] = alias
    taken = {survivor.name, survivor.short_name, *known}
    for name in rules.other_names(taken, [double.name, double.short_name]):
        journal.add(Alias(organisation=survivor, name=name, kind=AliasKind.MERGED, seen_in=double.name))


def _fold(journal: Journal, gone: Any, kept: Any, blanks: tuple[str, ...]) -> None:
    """`gone` says the same as `kept`: it goes, and fills what `kept` leaves open."""
    filled = {name: getattr(gone, name) for name in blanks if getattr(kept, name) in ("", None)}
    journal.fold(gone, kept, **filled)


def _move_facts(journal: Journal, survivor: Organisation, double: Organisation) -> None:
    """Terms as far as there is room, labels, competences, interests in countries, contact people."""
    _move_terms(journal, survivor, double)
    for rows in KEPT_ONCE:
        _move_once(journal, survivor, double, rows)
    for contact in double.contacts.order_by("pk"):
        journal.change(contact, organisation_id=survivor.pk)


# Rows of an organisation -> (fields in which two say the same, fields that one fills for the other).
KEPT_ONCE = {
    "labels": (("kind", "name", "awarded"), ("expires",)),
    "competences": (("direction", "term_id", "text"), ("readiness",)),
    "interests": (("country_id",), ("since",)),
}


def _move_once(journal: Journal, survivor: Organisation, double: Organisation, rows: str) -> None:
    """Move what the survivor does not have; what both have is kept once."""
    same, blanks = KEPT_ONCE[rows]
    known = {
        tuple(getattr(row, name) for name in same): row for row in getattr(survivor, rows).order_by("-pk")
    }
    for row in getattr(double, rows).order_by("pk"):
        kept = known.get(tuple(getattr(row, name) for name in same))
        if kept is None:
            journal.change(row, organisation_id=survivor.pk)
        else:
            _fold(journal, row, kept, blanks)


def _move_terms(journal: Journal, survivor: Organisation, double: Organisation) -> None:
    """New terms while their taxonomy has room; the others stay with the double."""
    present = {one.term_id: one for one in survivor.classifications.select_related("term")}
    offered = list(
        double.classifications.select_related("term").order_by("term__taxonomy", "term__position", "pk")
    )
    takes = rules.terms_to_take(map(_words, present.values()), list(map(_words, offered)))
    for row, taken in zip(offered, takes, strict=True):
        if row.term_id in present:
            _fold(journal, row, present[row.term_id], ())
        elif taken:
            journal.change(row, organisation_id=survivor.pk)


def _words(row: Classification) -> tuple[str, str]:
    return row.term.taxonomy, row.term.code


def _move_memberships(journal: Journal, survivor: Organisation, double: Organisation) -> None:
    """On both sides: as a member and as a cluster. A membership of one in the other goes; overlapping ones become one."""
    for side, other in (("member_id", "cluster_id"), ("cluster_id", "member_id")):
        present = list(Membership.objects.filter(**{side: survivor.pk}).order_by("start", "pk"))
        for row in Membership.objects.filter(**{side: double.pk}).order_by("start", "pk"):
            same = [one for one in present if getattr(one, other) == getattr(row, other)]
            if getattr(row, other) == survivor.pk:
                journal.delete(row)
            elif (kept := _same_time(row, same)) is not None:
                start, end = rules.joined((kept.start, kept.end), (row.start, row.end))
                journal.fold(row, kept, start=start, end=end)
            else:
                moved: dict[str, Any] = {side: survivor.pk}
                journal.change(row, **moved)
                present.append(row)


def _same_time(row: Membership, others: list[Membership]) -> Membership | None:
    """The one that starts with `row`, or else the first that shares a day with it."""
    exact = [one for one in others if one.start == row.start]
    shared = [one for one in others if rules.overlap((one.start, one.end), (row.start, row.end))]
    return next(iter([*exact, *shared]), None)


def _move_decisions(journal: Journal, survivor: Organisation, double: Organisation) -> None:
    """What was found to be different from the double is different from the survivor."""
    decided = {
        frozenset(pair)
        for side in ("first", "second")
        for pair in DismissedPair.objects.filter(**{side: survivor}).values_list("first", "second")
    }
    rows = DismissedPair.objects.filter(first=double) | DismissedPair.objects.filter(second=double)
    for row in rows.order_by("pk"):
        other = row.second_id if row.first_id == double.pk else row.first_id
        if other != survivor.pk and frozenset((other, survivor.pk)) not in decided:
            first, second = sorted((other, survivor.pk))
            journal.change(row, first_id=first, second_id=second)


def _move_people(journal: Journal, survivor: Organisation, double: Organisation) -> None:
    """The double's team joins the survivor's, with its documents; where the survivor has no team, it becomes the survivor's."""
    team = double.team_id
    if team is None:
        return
    if survivor.team_id is None:
        journal.change(double, team_id=None)
        journal.change(survivor, team_id=team)
        return
    present = set(TeamMember.objects.filter(team=survivor.team_id, until=None).values_list("user", flat=True))
    for one in TeamMember.objects.filter(team=team, until=None).exclude(user__in=present).order_by("pk"):
        role = rules.role_on_joining(one.role, has_people=bool(present))
        journal.change(one, team_id=survivor.team_id, role=role)
    for document in Document.objects.filter(team=team).order_by("pk"):
        journal.change(document, team_id=survivor.team_id)
