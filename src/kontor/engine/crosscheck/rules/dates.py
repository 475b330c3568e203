"""Days that cannot be: not in the calendar, the end before the start, outside the project, a signature still to come, and a
status that speaks of a signature without its day."""

from collections import defaultdict
from collections.abc import Iterator

from kontor.engine.crosscheck.bodies import Bodies, key_of
from kontor.engine.crosscheck.claims import Claim, Verdict, is_date
from kontor.engine.crosscheck.findings import ASK, CERTAIN, LIKELY, finding, listed
from kontor.engine.crosscheck.ladder import Ladder
from kontor.engine.crosscheck.names import tokens
from kontor.engine.crosscheck.printed import read_dates
from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CASES,
    CONTACTS,
    EVENTS,
    EXPECTED,
    HELD,
    SIGNATURE,
    START,
    Dated,
    Placed,
    Project,
    Register,
    placed,
)
from kontor.engine.crosscheck.statements import check_date
from kontor.engine.crosscheck.things import DAY, Thing, things_of, usable

_DONE = (SIGNATURE, HELD, START)


def dates(registers: tuple[Register, ...], project: Project, ladder: Ladder | None = None) -> list[Verdict]:
    """Return what is wrong with the dates of all rows. Linear in the rows, but for the names of first contacts."""
    steps = ladder or Ladder()
    found: list[Verdict] = []
    for row in placed(registers):
        found += (one for dated in row[1].dates for one in _of_one_date(row, dated, project))
        found += _signature(row, project, steps)
    return [*found, *_years(registers), *_before_contact(registers)]


def _of_one_date(row: Placed, dated: Dated, project: Project) -> Iterator[Verdict]:
    wrong = _impossible(dated)
    if wrong:
        yield _found("impossible-date", row, published=wrong, date=wrong)
        return
    start, end = dated.start, dated.end
    if start and end and end[: len(start)] < start[: len(end)]:
        yield _found("end-before-start", row, published=end, recomputed=start, start=start, end=end)
        return
    yield from _outside(row, dated, project)
    yield from _other_year(row, dated)


def _impossible(dated: Dated) -> str:
    """Return the first day of a date that does not exist."""
    stated = (text for text in (dated.start, dated.end) if text and not is_date(text))
    printed = (one.text for one in read_dates(dated.text) if not one.day)
    return next(stated, "") or next(printed, "")


def _outside(row: Placed, dated: Dated, project: Project) -> Iterator[Verdict]:
    """A signature or an event outside the project is a fact; a start may be of something older."""
    if dated.role not in _DONE or not dated.start or row[1].project not in ("", project.id):
        return
    hardness = LIKELY if dated.role == START else CERTAIN
    when, last = dated.start, dated.end or dated.start
    early = check_date(Claim(row[1].id, last), earliest=project.start)
    late = check_date(Claim(row[1].id, when), latest=project.end)
    if early.recomputed:
        yield _found(
            "before-project",
            row,
            hardness,
            published=last,
            recomputed=project.start,
            date=when,
            start=project.start,
        )
    elif late.recomputed:
        yield _found("after-project", row, hardness, published=when, recomputed=project.end, date=when, end=project.end)  # fmt: skip


def _other_year(row: Placed, dated: Dated) -> Iterator[Verdict]:
    """The text of a date says the same day of another year."""
    known = {text for text in (dated.start, dated.end) if len(text) == DAY}
    for one in read_dates(dated.text):
        twins = [text for text in known if one.day and text[5:] == one.day[5:] and text[:4] != one.day[:4]]
        if twins and one.day not in known:
            yield _found(
                "other-year",
                row,
                LIKELY,
                published=twins[0],
                recomputed=one.day,
                date=twins[0],
                text=one.text,
            )
            return


def _signature(row: Placed, project: Project, ladder: Ladder) -> Iterator[Verdict]:
    register, entry = row
    if register.subject not in (AGREEMENTS, CASES):
        return
    signed = [dated for dated in entry.dates if dated.role == SIGNATURE]
    for dated in signed:
        if project.as_of and usable(dated) and dated.start[: len(project.as_of)] > project.as_of:
            yield _found("signed-in-the-future", row, published=dated.start, recomputed=project.as_of, date=dated.start, as_of=project.as_of)  # fmt: skip
    if ladder.is_signed(entry.status) and not any(dated.start or dated.text for dated in signed):
        yield _undated(row)


def _undated(row: Placed) -> Verdict:
    """A signature without its date: certain where there is no date, likely where it is one of a start or a contact. Where
    somebody said why that is accepted, it is only asked about.
    """
    entry = row[1]
    others = [dated.text or dated.start for dated in entry.dates if dated.start and dated.role != EXPECTED]
    if not others:
        hardness = ASK if entry.accepted else CERTAIN
        return _found("signed-without-date", row, hardness, published=entry.status, status=entry.status)
    told = {
        "published": entry.status,
        "recomputed": others[0],
        "status": entry.status,
        "text": listed(others),
    }
    return _found("signed-with-other-date", row, ASK if entry.accepted else LIKELY, **told)


def _years(registers: tuple[Register, ...]) -> Iterator[Verdict]:
    """Events that only the year in their names tells apart, dated in another year."""
    series: dict[tuple[str, ...], list[tuple[Placed, str]]] = defaultdict(list)
    for row in placed(registers, EVENTS):
        words = tokens(row[1].name)
        years = [word for word in words if _is_year(word)]
        if len(years) == 1:
            series[tuple(word for word in words if word != years[0])].append((row, years[0]))
    for group in series.values():
        if len({year for _row, year in group}) > 1:
            for row, year in group:
                yield from _of_another_year(row, year)


def _of_another_year(row: Placed, year: str) -> Iterator[Verdict]:
    held = [dated for dated in row[1].dates if dated.start and usable(dated)]
    if held and all(year not in (dated.start[:4], (dated.end or dated.start)[:4]) for dated in held):
        when = held[0].start
        yield _found("year-of-another", row, ASK, published=year, recomputed=when, date=when)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _before_contact(registers: tuple[Register, ...]) -> Iterator[Verdict]:
    """Agreements signed before the first contact with the same counterpart that another table dates."""
    agreements = [thing for thing in things_of(placed(registers, AGREEMENTS, CASES)) if _signed_on(thing)]
    contacts = [thing for thing in things_of(placed(registers, CONTACTS)) if thing.parties]
    bodies = Bodies(party for thing in (*agreements, *contacts) for party in thing.parties)
    by_key: dict[str, list[Thing]] = defaultdict(list)
    for thing in contacts:
        for party in thing.parties:
            by_key[key_of(party)].append(thing)
    for thing in agreements:
        for party in thing.parties[:1]:
            keys = (key_of(party), *sorted(bodies.neighbours.get(key_of(party), ())))
            told = [other for key in keys for other in by_key.get(key, ())]
            yield from _contradicted(thing, [other for other in told if _same_partner(thing, other)])


def _contradicted(thing: Thing, contacts: list[Thing]) -> Iterator[Verdict]:
    firsts = sorted((one.first_contact, one.id, one) for one in contacts if one.first_contact)
    signed = _signed_on(thing)
    if firsts and signed[: len(firsts[0][0])] < firsts[0][0][: len(signed)]:
        contact, _id, other = firsts[0]
        yield finding(
            "signed-before-contact",
            claim=thing.id,
            other=other.id,
            hardness=LIKELY,
            published=signed,
            recomputed=contact,
            rows=(thing.id, other.id),
            places=(*thing.tables, *other.tables),
            name=thing.title,
            date=thing.when or signed,
            contact=contact,
        )


def _signed_on(thing: Thing) -> str:
    """The last day on which an agreement may have begun, '' where none is known."""
    found = [
        dated.end or dated.start
        for _register, entry in thing.rows
        for dated in entry.dates
        if dated.role in (SIGNATURE, START) and dated.start and usable(dated)
    ]
    return min(found, default="")


def _same_partner(one: Thing, other: Thing) -> bool:
    return not one.partners or not other.partners or bool(one.partners & other.partners)


def _found(kind: str, row: Placed, hardness: str = CERTAIN, **given: str) -> Verdict:
    register, entry = row
    values = {name: given.pop(name) for name in ("published", "recomputed") if name in given}
    return finding(
        kind,
        claim=entry.id,
        hardness=hardness,
        rows=(entry.id,),
        places=(register.place,),
        published=values.get("published"),
        recomputed=values.get("recomputed"),
        words=given,
        name=entry.title,
    )
