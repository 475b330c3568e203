"""Rates, counts and numbers of a wave as tables and charts: counts and shares by group, each with its own n."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from kontor.documents.blocks import (
    Block,
    Bullets,
    Cell,
    CellValue,
    Chart,
    Column,
    Heading,
    Note,
    Paragraph,
    Row,
    Series,
    Table,
)
from kontor.hub.surveys.queries.results import NumberShown, QuestionShown, Results
from kontor.hub.surveys.rules.naming import coded

HIDDEN = "…"


def group_name(group: str) -> str:
    return group or gettext("no group")


def percent(share: Any) -> float | None:
    """A share in points of a hundred."""
    return None if share is None else round(100 * float(share), 1)


def grouped(found: Results) -> tuple[str, ...]:
    """The groups that are shown beside the whole: none where everybody is in one."""
    return found.groups if len(found.groups) > 1 else ()


def rate_blocks(found: Results, id: str = "response") -> tuple[Block, ...]:
    """The response to each block: a chart, and the counts with how many were asked."""
    if not found.rates:
        return ()
    groups = grouped(found)
    titles = tuple(coded(one.code, one.title) for one in found.rates)
    series = [Series(gettext("all"), tuple(percent(one.rate.share) for one in found.rates))]
    series += [
        Series(group_name(group), tuple(part(one.rate.by_group.get(group)) for one in found.rates))
        for group in groups
    ]
    return (
        Chart(
            f"{id}-chart",
            gettext("Response by block"),
            gettext("Share of those who were asked that answered anything in each block"),
            "grouped-bars" if groups else "bars",
            titles,
            tuple(series),
            "%",
            gettext("Block"),
            gettext("Who has not handed in counts in the blocks that she answered."),
        ),
        rate_table(found, groups, id),
    )


def part(rate: tuple[int, int] | None) -> float | None:
    return round(100 * rate[0] / rate[1], 1) if rate and rate[1] else None


def rate_table(found: Results, groups: Sequence[str], id: str) -> Table:
    columns = [
        Column("block", gettext("Block"), share=3),
        Column("answered", gettext("Answered"), "number"),
        Column("asked", gettext("Asked"), "number"),
        Column("share", gettext("Share"), "percent"),
    ]
    for place, group in enumerate(groups):
        columns.append(
            Column(f"g{place}", gettext("%(group)s: answered of asked") % {"group": group_name(group)})
        )
    rows = tuple(
        (
            coded(one.code, one.title),
            one.rate.answered,
            one.rate.invited,
            percent(one.rate.share),
            *(of(one.rate.by_group.get(group)) for group in groups),
        )
        for one in found.rates
    )
    return Table(f"{id}-table", gettext("Answers to each block"), tuple(columns), rows)


def of(rate: tuple[int, int] | None) -> str:
    return gettext("%(part)s of %(whole)s") % {"part": rate[0], "whole": rate[1]} if rate else ""


def question_blocks(found: Results, one: QuestionShown, prefix: str = "") -> Iterable[Block]:
    """A question: its counts as chart and table, its numbers in figures, its codes and what may be quoted."""
    named = f"{prefix}{one.code}"
    for place, tally in enumerate(one.tallies, start=1):
        told = " – ".join(filter(None, (coded(one.code, one.text), tally.text)))
        yield from tally_blocks(found, tally, f"{named}-{place}", told)
    if one.numbers:
        yield numbers_table(found, one.numbers, f"{named}-numbers", coded(one.code, one.text))
    if one.writers is not None and (one.codes or (not one.tallies and one.writers.whole != 0)):
        yield from written_blocks(found, one, named)


def tally_blocks(found: Results, tally: Any, id: str, title: str) -> Iterable[Block]:
    if all(line.total.count == 0 for line in tally.lines):
        # Nothing but zeros says nothing of those who answered: theirs may not be on record.
        yield Heading(title, 2)
        yield Paragraph(gettext("No answer to this question is on record."))
        return
    groups = tuple(group for group in grouped(found) if group in tally.by_group)
    categories = tuple(line.text or line.code for line in tally.lines)
    series = [Series(all_with(tally.n), tuple(percent(line.total.share) for line in tally.lines))]
    series += [
        Series(
            with_n(group, tally.by_group[group]),
            tuple(percent(line.by_group[group].share) for line in tally.lines),
        )
        for group in groups
    ]
    yield Chart(
        f"{id}-chart",
        title,
        gettext("Share of each answer to: %(question)s") % {"question": title},
        "grouped-bars" if groups else "bars",
        categories,
        tuple(series),
        "%",
        gettext("Answer"),
        notes(found, tally),
    )
    yield tally_table(tally, groups, f"{id}-table", title)


def all_with(n: int | None) -> str:
    return gettext("all (n = %(n)s)") % {"n": HIDDEN if n is None else n}


def with_n(group: str, n: int | None) -> str:
    return gettext("%(group)s (n = %(n)s)") % {"group": group_name(group), "n": HIDDEN if n is None else n}


def notes(found: Results, tally: Any) -> str:
    """What has to travel with the figures: the method's warning, what n are, and that cells are hidden."""
    told = [gettext(one.text) % one.values for one in tally.warnings]
    if tally.items:
        told.append(gettext("Counted are entries, not respondents: one may give several"))
    if tally.hidden:
        text = ngettext(
            "%(count)s figure is not shown, because it rests on fewer than %(least)s answers or would give away one that does",
            "%(count)s figures are not shown, because they rest on fewer than %(least)s answers or would give away one that does",
            tally.hidden,
        )
        told.append(text % {"count": tally.hidden, "least": found.wave.threshold})
    return ". ".join(told) + "." if told else ""


def tally_table(tally: Any, groups: Sequence[str], id: str, title: str) -> Table:
    columns = [
        Column("answer", gettext("Answer"), share=3),
        Column("count", gettext("All"), "number"),
        Column("share", gettext("Share"), "percent"),
    ]
    for place, group in enumerate(groups):
        columns.append(Column(f"c{place}", group_name(group), "number"))
        columns.append(
            Column(f"s{place}", gettext("Share (%(group)s)") % {"group": group_name(group)}, "percent")
        )
    rows = tuple(tally_row(line, groups) for line in tally.lines)
    return Table(id, title, tuple(columns), rows, total=sizes_row(tally, groups))


def tally_row(line: Any, groups: Sequence[str]) -> Row:
    told: list[Cell | CellValue] = [line.text or line.code]
    for one in (line.total, *(line.by_group[group] for group in groups)):
        told += [HIDDEN if one.count is None else one.count, percent(one.share)]
    return tuple(told)


def sizes_row(tally: Any, groups: Sequence[str]) -> Row:
    """How many answered: what the shares are shares of."""
    told: list[Cell | CellValue] = [gettext("Answered (n)")]
    for n in (tally.n, *(tally.by_group[group] for group in groups)):
        told += [HIDDEN if n is None else n, None]
    return tuple(told)


def numbers_table(found: Results, numbers: Sequence[NumberShown], id: str, title: str) -> Table:
    """Mean, median and sum of each number, in all and by group."""
    rows: list[Row] = []
    for one in numbers:
        told = [(gettext("all"), one.summaries.whole)]
        told += [(group_name(group), one.summaries.by_group[group]) for group in grouped(found) if group in one.summaries.by_group]  # fmt: skip
        for group, figures in told:
            named = f"{one.text} – {group}" if len(numbers) > 1 else group
            mean = None if figures.mean is None else round(float(figures.mean), 2)
            n: CellValue = HIDDEN if figures.n is None else figures.n
            rows.append((named, n, mean, figures.median, figures.total))
    return Table(
        id,
        title,
        (
            Column("of", gettext("Of"), share=3),
            Column("n", gettext("Answers (n)"), "number"),
            Column("mean", gettext("Mean"), "number"),
            Column("median", gettext("Median"), "number"),
            Column("total", gettext("Sum"), "number"),
        ),
        tuple(rows),
    )


def written_blocks(found: Results, one: QuestionShown, id: str) -> Iterable[Block]:
    """What was written freely: how many wrote, what they said by the code book, and what may be quoted."""
    yield Heading(coded(one.code, one.text), 2)
    whole = one.writers.whole if one.writers else None
    if whole is None:
        yield Paragraph(
            gettext("How many wrote something is not shown: it would tell what single respondents said.")
        )
    else:
        text = ngettext(
            "%(count)s respondent wrote something.", "%(count)s respondents wrote something.", whole
        )
        yield Paragraph(text % {"count": whole})
    if one.codes:
        yield codes_table(found, one, f"{id}-codes")
    if one.quotes:
        yield Paragraph(gettext("In their words, quoted with their consent:"))
        yield Bullets(tuple(f"“{text}”" for text in one.quotes))


def codes_table(found: Results, one: QuestionShown, id: str) -> Table:
    groups = grouped(found)
    columns = [
        Column("code", gettext("What was said"), share=3),
        Column("all", gettext("Respondents"), "number"),
    ]
    columns += [Column(f"g{place}", group_name(group), "number") for place, group in enumerate(groups)]
    rows = tuple(
        (
            code.label,
            HIDDEN if code.sizes.whole is None else code.sizes.whole,
            *(told(code.sizes.by_group.get(group)) for group in groups),
        )
        for code in one.codes
    )
    return Table(
        id,
        gettext("Coded answers to %(question)s") % {"question": coded(one.code, one.text)},
        tuple(columns),
        rows,
        note=gettext("One respondent may say several things, so the rows do not add up."),
    )


def told(count: int | None) -> CellValue:
    return HIDDEN if count is None else count


def method_note() -> Note:
    return Note(
        gettext(
            "Shares are of those who answered the block in question, so each has its own n. Groups of different size and kind are shown "
            "side by side, not averaged."
        ),
        title=gettext("How to read this"),
    )
