"""The peer: what comparing texts and numbers exactly as they are written finds of the same faults."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from benchmarks.findings.truth import Found
from kontor.engine.crosscheck.dossier import Dossier
from kontor.engine.crosscheck.registers import AGREEMENTS, EVENTS, SIGNATURE, Entry


def naive(dossier: Dossier) -> set[Found]:
    """Return what exact comparison finds, in the sorts of `truth`."""
    return {
        *_statuses(dossier),
        *_sectors(dossier),
        *_doubles(dossier),
        *_dates(dossier),
        *_numbers(dossier),
        *_credit(dossier),
        *_lists(dossier),
        *_halves(dossier),
    }


def _found(sort: str, *key: str) -> Found:
    return Found(sort, tuple(sorted(key)))


def _of(dossier: Dossier, subject: str) -> list[tuple[str, Entry]]:
    return [
        (one.place, entry) for one in dossier.registers if one.subject == subject for entry in one.entries
    ]


def _statuses(dossier: Dossier) -> Iterator[Found]:
    by_record: dict[str, list[Entry]] = defaultdict(list)
    for register in dossier.registers:
        for entry in register.entries:
            if entry.record and (entry.status or entry.kind):
                by_record[entry.record].append(entry)
    for rows in by_record.values():
        for one, other in combinations(rows, 2):
            if (one.status or one.kind) != (other.status or other.kind):
                yield _found("status conflict", one.id, other.id)


def _sectors(dossier: Dossier) -> Iterator[Found]:
    by_record: dict[str, list[Entry]] = defaultdict(list)
    for register in dossier.registers:
        for entry in register.entries:
            if entry.record and entry.sector:
                by_record[entry.record].append(entry)
    for rows in by_record.values():
        for one, other in combinations(rows, 2):
            if one.sector != other.sector:
                yield _found("sector conflict", one.id, other.id)


def _doubles(dossier: Dossier) -> Iterator[Found]:
    for subject, sort in ((AGREEMENTS, "agreement written twice"), (EVENTS, "event written twice")):
        groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for _place, entry in _of(dossier, subject):
            name = entry.name or "/".join(party.name for party in entry.parties)
            start = entry.dates[0].start if entry.dates else ""
            groups[name, start, entry.kind].append(entry.id)
        yield from (_found(sort, *group) for group in groups.values() if len(group) > 1)
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for _place, entry in _of(dossier, AGREEMENTS):
        kinds["/".join(party.name for party in entry.parties)].setdefault(entry.kind, entry.id)
    yield from (
        _found("counterpart under another instrument", *ids.values())
        for ids in kinds.values()
        if len(ids) > 1
    )


def _dates(dossier: Dossier) -> Iterator[Found]:
    for register in dossier.registers:
        for entry in register.entries:
            for dated in entry.dates:
                yield from _day(entry, dated.start, dated.end, dated.role, dossier)
            if register.subject == AGREEMENTS and "signed" in entry.status.lower() and not entry.dates:
                yield _found("signed without a date", entry.id)
            if entry.evidence == () and entry.status.lower() == "signed":
                yield _found("signed without evidence", entry.id)


def _day(entry: Entry, start: str, end: str, role: str, dossier: Dossier) -> Iterator[Found]:
    try:
        days = [date.fromisoformat(text) for text in (start, end) if text]
    except ValueError:
        yield _found("impossible date", entry.id)
        return
    if len(days) == 2 and days[1] < days[0]:
        yield _found("impossible date", entry.id)
    if days and role == SIGNATURE:
        if not dossier.project.start <= start <= dossier.project.end:
            yield _found("outside the project", entry.id)
        if start > dossier.project.as_of:
            yield _found("signed in the future", entry.id)


def _numbers(dossier: Dossier) -> Iterator[Found]:
    for total in dossier.totals:
        if sum(part.value for part in total.parts) != total.total.value:  # type: ignore[misc]
            yield _found("parts do not sum", total.id)
    for share in dossier.shares:
        if share.whole is None:
            yield _found("percentage of nothing", share.id)
        elif round(100 * share.part.value / share.whole.value) != share.percent.value:  # type: ignore[union-attr, operator]
            yield _found("percentage wrong", share.id)
    about: dict[str, list[tuple[str, object]]] = defaultdict(list)
    for figure in dossier.figures:
        if figure.about:
            about[figure.about].append((figure.claim.id, figure.claim.value))
        elif figure.question and len(figure.question.filters) == 1:
            rows = next(
                one.entries for one in dossier.registers if one.place == figure.question.filters[0].value
            )
            if len(rows) != figure.claim.value:
                yield _found("figure not of the rows", figure.claim.id)
    for stated in about.values():
        if len({value for _key, value in stated}) > 1:
            yield _found("two claims contradict", *(key for key, _value in stated))


def _credit(dossier: Dossier) -> Iterator[Found]:
    partners = dossier.project.partner_ids
    for target in dossier.targets:
        rows = next(one.entries for one in dossier.registers if one.place == target.place)
        if target.each and target.each * len(partners) != target.total:
            yield _found("split does not sum", target.id)
        for partner in partners:
            if len(rows) >= target.total and sum(partner in entry.partners for entry in rows) < (
                target.each or 0
            ):
                yield _found("partner without share", target.id, partner)
    for register in dossier.registers:
        for entry in register.entries:
            if entry.project not in ("", dossier.project.id):
                yield _found("credited elsewhere", entry.id)
            if len(entry.partners) > 1 and not entry.lead:
                yield _found("joint row without split", entry.id)
            yield from (
                _found("stranger credited", entry.id, one) for one in entry.partners if one not in partners
            )


def _lists(dossier: Dossier) -> Iterator[Found]:
    for listing in dossier.listings:
        groups: dict[str, list[str]] = defaultdict(list)
        for item in listing.items:
            groups[item.named.name].append(item.id)
        yield from (_found("listed twice", *group) for group in groups.values() if len(group) > 1)
        if listing.stated and listing.stated.value != len(listing.items):
            yield _found("list of another length", listing.stated.id)
    allowed = {word for vocabulary in dossier.vocabularies for pair in vocabulary.words for word in pair}
    used: dict[str, list[str]] = defaultdict(list)
    for register in dossier.registers:
        for entry in register.entries:
            for _name, word in entry.categories:
                used[word].append(entry.id)
    yield from (_found("word outside the list", *rows) for word, rows in used.items() if word not in allowed)


def _halves(dossier: Dossier) -> Iterator[Found]:
    overview, detail = (
        {entry.record: entry for one in dossier.registers if one.part == part for entry in one.entries}
        for part in ("overview", "detail")
    )
    for record, entry in (overview | detail).items():
        if record not in overview or record not in detail:
            yield _found("half without the other", entry.id)
    for record in overview.keys() & detail.keys():
        if overview[record].parties != detail[record].parties:
            yield _found("halves differ", overview[record].id, detail[record].id)
