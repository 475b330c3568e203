"""Totals and their parts, percentages and what they are of: what must come out, within what rounding allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kontor.engine.crosscheck.claims import PARTS_DO_NOT_SUM, Claim, Verdict, interval
from kontor.engine.crosscheck.findings import ASK, CERTAIN, finding
from kontor.engine.crosscheck.statements import parts_sum
from kontor.engine.crosscheck.values import number_of, text_of, tidy

PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Total:
    """That the parts make the total: a column of a table, the split of a target, percentages that make 100.

    A part that is not stated is left out by whoever fills this only if it is nothing; `complete` is False where parts are
    missing, and then they may make less than the total, never more.
    """

    id: str
    name: str
    total: Claim
    parts: tuple[Claim, ...]
    place: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """That `percent` is the share that `part` has of `whole`, each a claim or None where it is not stated."""

    id: str
    percent: Claim
    part: Claim | None = None
    whole: Claim | None = None
    place: str = ""


def grid(place: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[float | None]]], total: Sequence[float | None]) -> list[Total]:  # fmt: skip
    """Return the totals of a printed table: one for each column whose last row says a number. Empty cells are nothing.

    >>> [one.name for one in grid("Table 1", ["events", "meetings"], [("PE", [1, 30]), ("CO", [None, 25])], [1, 55])]
    ['events', 'meetings']
    """
    lines = list(rows)
    return [
        Total(
            f"{place}:{column}",
            column,
            Claim(f"{place}:{column}", stated),
            tuple(Claim(f"{place}:{column}:{name}", cell) for name, cells in lines if (cell := cells[number]) is not None),
            place,
        )
        for number, (column, stated) in enumerate(zip(columns, total, strict=True))
        if stated is not None
    ]  # fmt: skip


def sums(totals: Iterable[Total]) -> list[Verdict]:
    """Return the totals that their parts do not make, each part with what its rounding allows. Linear in the parts."""
    return [found for total in totals if (found := _sum(total))]


def _sum(total: Total) -> Verdict | None:
    found = parts_sum(_rounded(total.total), [_rounded(part) for part in total.parts])
    short = not total.complete and (found.difference or 0) <= 0
    if found.verdict != PARTS_DO_NOT_SUM or short:
        return None
    return finding(
        "parts-do-not-sum",
        claim=total.id,
        published=found.published,
        recomputed=found.recomputed,
        difference=found.difference,
        rows=found.rows,
        places=(total.place,),
        name=total.name,
        sum=text_of(found.recomputed),
        total=text_of(found.published),
    )


def _rounded(claim: Claim) -> Claim:
    """Return a percentage with the step to which it was rounded: whole percents by one. A hundred is exact."""
    whole = claim.unit == PERCENT and claim.rounding is None and number_of(claim.value) != 100
    number = number_of(claim.value)
    return replace(claim, rounding=1) if whole and number is not None and number.is_integer() else claim


def shares(stated: Iterable[Share]) -> list[Verdict]:
    """Return the percentages that their parts do not give, that are of nothing, or whose part is larger than its whole."""
    return [found for share in stated if (found := _share(share))]


def _share(share: Share) -> Verdict | None:
    part = number_of(share.part.value) if share.part and not isinstance(share.part.value, tuple) else None
    whole = number_of(share.whole.value) if share.whole and not isinstance(share.whole.value, tuple) else None
    percent = text_of(share.percent.value)
    if whole is None:
        return finding("percent-without-whole", claim=share.id, published=share.percent.value, rows=_ids(share), places=(share.place,), percent=percent)  # fmt: skip
    if part is None or whole == 0:
        return None
    if part > whole:
        return finding("part-above-whole", claim=share.id, hardness=ASK, published=tidy(part), recomputed=tidy(whole), rows=_ids(share), places=(share.place,), part=text_of(part), whole=text_of(whole))  # fmt: skip
    given = 100 * part / whole
    allowed = interval(_rounded(share.percent), exact_answer=False)
    if allowed is None or allowed[0] <= round(given, 9) <= allowed[1]:
        return None
    shown = round(given, 1)
    return finding(
        "percent-differs",
        claim=share.id,
        hardness=CERTAIN,
        published=share.percent.value,
        recomputed=shown,
        difference=tidy(round(shown - (number_of(share.percent.value) or 0.0), 9)) if not isinstance(share.percent.value, tuple) else None,
        rows=_ids(share),
        places=(share.place,),
        percent=percent,
        part=text_of(part),
        whole=text_of(whole),
    )  # fmt: skip


def _ids(share: Share) -> tuple[str, ...]:
    return tuple(claim.id for claim in (share.percent, share.part, share.whole) if claim)
