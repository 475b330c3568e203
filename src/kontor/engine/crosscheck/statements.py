"""Statements against each other: two claims, a total and its parts, one thing twice.

None of these needs to know who is right, only that both cannot be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kontor.engine.crosscheck.claims import (
    AGREES,
    CONTRADICTS,
    DATE_IMPOSSIBLE,
    DUPLICATE,
    MISSING_DATA,
    MORE_THAN,
    OUTSIDE,
    PARTS_DO_NOT_SUM,
    Claim,
    Verdict,
    interval,
    is_date,
)
from kontor.engine.crosscheck.questions import Question
from kontor.engine.crosscheck.tables import Row
from kontor.engine.crosscheck.values import entries, number_of, plain


def contradictions(claims: Iterable[tuple[Claim, Question | str]]) -> list[Verdict]:
    """Return a verdict for each two claims that answer the same question with values that cannot both hold.

    The second of each pair is the question, or any word that names what the claim is about; '' is about nothing.
    """
    by_question: dict[Question | str, list[Claim]] = defaultdict(list)
    for claim, question in claims:
        if question != "":
            by_question[question].append(claim)
    pairs = (pair for group in by_question.values() for pair in combinations(sorted(group, key=_by_id), 2))
    return [_contradiction(one, other) for one, other in pairs if not compatible(one, other)]


def _by_id(claim: Claim) -> str:
    return claim.id


def _contradiction(one: Claim, other: Claim) -> Verdict:
    difference = _difference(one.value, other.value)
    return Verdict(one.id, CONTRADICTS, one.value, other.value, difference=difference, other=other.id)


def compatible(one: Claim, other: Claim) -> bool:
    """Tell whether some value fulfils both claims, each with its qualifier and rounding.

    >>> compatible(Claim("a", 17000, "more-than"), Claim("b", 18500)), compatible(Claim("a", 135), Claim("b", 123))
    (True, False)
    >>> compatible(Claim("a", "2018", unit="year"), Claim("b", "2018-10-25", unit="date"))
    True
    """
    if isinstance(one.value, tuple) or isinstance(other.value, tuple):
        return {plain(word) for word in entries(one.value)} == {plain(word) for word in entries(other.value)}
    first, second = _open_interval(one, other), _open_interval(other, one)
    if first is None or second is None or _is_text_date(one) or _is_text_date(other):
        shared = min(len(str(one.value)), len(str(other.value)))
        dates = is_date(str(one.value)) and is_date(str(other.value))
        return plain(one.value) == plain(other.value) or (
            dates and str(one.value)[:shared] == str(other.value)[:shared]
        )
    low, high = max(first[0], second[0]), min(first[1], second[1])
    return low <= high and all(_exceeds(claim, high) for claim in (one, other))


def _exceeds(claim: Claim, high: float) -> bool:
    """Tell whether a value up to `high` can be more than a 'more than' claim says."""
    return claim.qualifier != MORE_THAN or high > (number_of(claim.value) or 0.0)


def _open_interval(claim: Claim, other: Claim) -> tuple[float, float] | None:
    number = None if isinstance(other.value, tuple) else number_of(other.value)
    return interval(claim, exact_answer=number is None or number.is_integer())


def _is_text_date(claim: Claim) -> bool:
    return isinstance(claim.value, str) and claim.unit in ("date", "month", "year")


def _difference(one: object, other: object) -> float | None:
    first, second = number_of(one), number_of(other)
    if first is None or second is None:
        return None
    return int(second - first) if (second - first).is_integer() else round(second - first, 9)


def parts_sum(total: Claim, parts: Sequence[Claim]) -> Verdict:
    """Return whether the parts make the total, each with what its qualifier allows; `rows` are the parts' ids.

    >>> parts_sum(Claim("all", 34), [Claim("es", 26), Claim("be", 2), Claim("others", 5)]).difference
    -1
    """
    ids = tuple(part.id for part in parts)
    numbers = [number_of(part.value) for part in parts]
    stated, spans = interval(total), [interval(part) for part in parts]
    known = [span for span in spans if span is not None]
    if stated is None or not parts or len(known) < len(parts):
        return Verdict(total.id, MISSING_DATA, total.value, rows=ids)
    recomputed = sum(number for number in numbers if number is not None)
    value = int(recomputed) if float(recomputed).is_integer() else round(recomputed, 9)
    low, high = sum(span[0] for span in known), sum(span[1] for span in known)
    word = AGREES if low <= stated[1] and high >= stated[0] else PARTS_DO_NOT_SUM
    return Verdict(total.id, word, total.value, value, difference=_difference(total.value, value), rows=ids)


def check_date(claim: Claim, *, earliest: str = "", latest: str = "") -> Verdict:
    """Return whether a stated date exists and lies between two ISO dates, to the precision all of them have.

    >>> check_date(Claim("signed", "2018-13-01"), latest="2019").verdict
    'date-impossible'
    >>> check_date(Claim("signed", "2020-01"), earliest="2018-02", latest="2019").verdict
    'outside'
    """
    stated = str(claim.value)
    if not is_date(stated):
        return Verdict(claim.id, DATE_IMPOSSIBLE, claim.value)
    early = bool(earliest) and _shared(stated, earliest) < _shared(earliest, stated)
    late = bool(latest) and _shared(stated, latest) > _shared(latest, stated)
    limit = earliest if early else latest if late else None
    return Verdict(claim.id, OUTSIDE if early or late else AGREES, claim.value, limit)


def _shared(text: str, other: str) -> str:
    return text[: len(other)]


def repeated(rows: Iterable[Row], fields: Sequence[str]) -> list[Verdict]:
    """Return a verdict for each group of rows that say the same in all `fields`, none of them unknown."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in rows:
        key = tuple(_said(row, field) for field in fields)
        if all(key):
            groups[key].append(str(row.get("id", "")))
    return [
        Verdict(ids[0], DUPLICATE, len(ids), 1, difference=1 - len(ids), rows=tuple(ids), other=ids[1])
        for ids in groups.values()
        if len(ids) > 1
    ]


def _said(row: Mapping[str, object], field: str) -> str:
    return "; ".join(sorted(plain(value) for value in entries(row.get(field))))
