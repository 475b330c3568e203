"""An overview and its details: a row without its other half, halves that tell of different things, a signature unproven."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from kontor.engine.crosscheck.bodies import Bodies
from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.findings import CERTAIN, LIKELY, finding
from kontor.engine.crosscheck.ladder import Ladder
from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CASES,
    DETAIL,
    OVERVIEW,
    Dated,
    Entry,
    Party,
    Placed,
    Register,
    placed,
)
from kontor.engine.crosscheck.things import APART, compared, usable


def details(registers: tuple[Register, ...], ladder: Ladder | None = None) -> list[Verdict]:
    """Return what is missing or differs between overview and details, and what is signed without evidence."""
    parts = [row for row in placed(registers) if row[0].part]
    bodies = Bodies(party for _register, entry in parts for party in entry.parties)
    by_subject: dict[str, list[Placed]] = defaultdict(list)
    for row in parts:
        by_subject[row[0].subject].append(row)
    found = [one for rows in by_subject.values() for one in _halves(rows, bodies)]
    return [*found, *_unproven(registers, ladder or Ladder())]


def _halves(rows: Sequence[Placed], bodies: Bodies) -> Iterator[Verdict]:
    overview = [row for row in rows if row[0].part == OVERVIEW]
    detail = [row for row in rows if row[0].part == DETAIL]
    if not overview or not detail:
        return
    records = {row[1].record for row in detail}, {row[1].record for row in overview}
    without = [row for row in overview if row[1].record not in records[0]]
    orphans = [row for row in detail if row[1].record not in records[1]]
    for row, other in _same_again(without, orphans, bodies):
        without.remove(row)
        orphans.remove(other)
        yield _under_other_record(row, other)
    yield from (_alone("overview-without-detail", row) for row in without)
    yield from (_alone("detail-without-overview", row) for row in orphans)
    yield from _told_otherwise(overview, detail, bodies)


def _same_again(
    without: Sequence[Placed], orphans: Sequence[Placed], bodies: Bodies
) -> list[tuple[Placed, Placed]]:
    """Return the pairs that only their records tell apart: the same parties and no partner or date that differs."""
    found: list[tuple[Placed, Placed]] = []
    for row, other in product(without, orphans):
        free = all(row is not one and other is not two for one, two in found)
        if free and _alike(row[1].parties, other[1].parties, bodies) and _may_be_one(row[1], other[1]):
            found.append((row, other))
    return found


def _may_be_one(one: Entry, other: Entry) -> bool:
    partners = not one.partners or not other.partners or set(one.partners) & set(other.partners)
    countries = not one.countries or not other.countries or set(one.countries) & set(other.countries)
    return bool(partners and countries)


def _alike(mine: Sequence[Party], theirs: Sequence[Party], bodies: Bodies) -> bool:
    return any(bodies.likeness(one, other) for one, other in product(mine, theirs))


def _told_otherwise(
    overview: Sequence[Placed], detail: Sequence[Placed], bodies: Bodies
) -> Iterator[Verdict]:
    by_record = {row[1].record: row for row in overview}
    for other in detail:
        row = by_record.get(other[1].record)
        if row and other[1].record:
            yield from _other_counterpart(row, other, bodies)
            yield from _other_date(row, other)


def _other_counterpart(row: Placed, other: Placed, bodies: Bodies) -> Iterator[Verdict]:
    mine, theirs = (tuple(one for one in entry.parties if one.name) for entry in (row[1], other[1]))
    if mine and theirs and not _alike(mine, theirs, bodies):
        names = [" / ".join(one.name for one in parties) for parties in (mine, theirs)]
        yield _differing("counterpart-differs", row, other, names, name=names[0], second=names[1])


def _other_date(row: Placed, other: Placed) -> Iterator[Verdict]:
    for one, two in product(row[1].dates, other[1].dates):
        if one.role == two.role and usable(one) and usable(two) and compared(_span(one), _span(two)) == APART:
            yield _differing(
                "date-differs", row, other, (one.start, two.start), date=one.start, other_date=two.start
            )


def _span(dated: Dated) -> tuple[str, str]:
    return dated.start, dated.end or dated.start


def _differing(kind: str, row: Placed, other: Placed, values: Sequence[str], **words: str) -> Verdict:
    return finding(
        kind,
        claim=row[1].id,
        other=other[1].id,
        hardness=LIKELY,
        published=values[0],
        recomputed=values[1],
        rows=(row[1].id, other[1].id),
        places=(row[0].place, other[0].place),
        record=row[1].record,
        place=row[0].place,
        other_place=other[0].place,
        words=words,
    )


def _under_other_record(row: Placed, other: Placed) -> Verdict:
    return finding(
        "detail-under-other-record",
        claim=row[1].id,
        other=other[1].id,
        hardness=LIKELY,
        published=row[1].record,
        recomputed=other[1].record,
        rows=(row[1].id, other[1].id),
        places=(row[0].place, other[0].place),
        name=row[1].title,
        second=other[1].title,
    )


def _alone(kind: str, row: Placed) -> Verdict:
    register, entry = row
    return finding(
        kind,
        claim=entry.id,
        hardness=CERTAIN,
        rows=(entry.id,),
        places=(register.place,),
        name=entry.title,
        place=register.place,
    )


def _unproven(registers: tuple[Register, ...], ladder: Ladder) -> Iterator[Verdict]:
    for register, entry in placed(registers, AGREEMENTS, CASES):
        if entry.evidence == () and ladder.is_signed(entry.status):
            yield finding(
                "signed-without-evidence",
                claim=entry.id,
                published=entry.status,
                rows=(entry.id,),
                places=(register.place,),
                name=entry.title,
                status=entry.status,
            )
