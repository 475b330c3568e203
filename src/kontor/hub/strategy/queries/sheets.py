"""Competence sheets as those who drew the chain read them, and the one sheet behind a link."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.conf import settings
from django.db.models import QuerySet

from kontor.hub.directory.models import ContactPerson, Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy.choices import SheetState
from kontor.hub.strategy.models import ChainComponent, CompetenceSheet, Contribution, SheetLine, ValueChain
from kontor.hub.strategy.queries.chains import one_of
from kontor.hub.strategy.rules import sheet as rules
from kontor.hub.surveys import kit

ANSWERS_SEEN = (SheetState.ANSWERED, SheetState.TAKEN, SheetState.REFUSED)
DELIVERED = "delivered"
# The list of those whose time is known: the records of the median.
TIMED = "timed"
OF_A_LINE = ("gives", "competence", "readiness", "complements")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet in the list, with its state today and what may be done."""

    sheet: CompetenceSheet
    state: SheetState
    may_remind: bool
    may_withdraw: bool
    may_invite_again: bool

    @property
    def is_read(self) -> bool:
        """Whether its answers may be read: drafts are not."""
        return self.state in ANSWERS_SEEN

    @property
    def came_back(self) -> str:
        return self.sheet.fate if self.sheet.fate != DELIVERED else ""


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """The invitations of a chain. `median` is of the minutes from opening to sending; `shown` says which are listed."""

    chain: ValueChain
    rows: tuple[SheetRow, ...]
    counts: tuple[tuple[SheetState, int], ...]
    all: int
    median: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A component: what the sheet says beside what stands in the chain."""

    component: ChainComponent
    line: SheetLine | None
    standing: Contribution | None

    @property
    def is_said(self) -> bool:
        return self.line is not None and self.line.does

    @property
    def differs(self) -> bool:
        """Whether taking it over would change the chain."""
        if self.line is None or not self.line.does:
            return False
        return self.standing is None or any(
            getattr(self.line, name) != getattr(self.standing, name) for name in OF_A_LINE
        )


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet that was sent. `stand` changes when the sheet or what it is compared with does."""

    sheet: CompetenceSheet
    state: SheetState
    rows: tuple[ComparedRow, ...]
    offered: tuple[str, ...]
    sought: tuple[str, ...]
    stand: int

    @property
    def takeable(self) -> tuple[ComparedRow, ...]:
        return tuple(row for row in self.rows if row.differs)

    @property
    def is_read(self) -> bool:
        return self.state in ANSWERS_SEEN

    @property
    def may_decide(self) -> bool:
        return self.state in (SheetState.ANSWERED, SheetState.TAKEN) and not self.sheet.forgotten_at


def sheets_of(actor: Actor, chain: ValueChain) -> QuerySet[CompetenceSheet]:
    """The sheets of a chain that the actor sees. Needs strategy.read_sheets."""
    require(actor, "strategy.read_sheets", chain)
    rows = visible(CompetenceSheet, actor).filter(chain=chain)
    return rows.select_related("organisation__country").order_by("organisation__sort_name", "pk")


def sheets_page(actor: Actor, chain: ValueChain, today: date, shown: str = "") -> SheetsPage:
    """The list with its figures; `shown` is a state, 'timed' (the median's records), or all. One statement for all sheets."""
    rows = tuple(row_of(one, today) for one in sheets_of(actor, chain))
    counts = Counter(row.state for row in rows)
    minutes = [row.sheet.minutes for row in rows if row.sheet.minutes is not None]
    return SheetsPage(
        chain=chain,
        rows=tuple(row for row in rows if is_listed(row, shown)),
        counts=tuple((state, counts[state]) for state in SheetState if counts[state]),
        all=len(rows),
        median=median(minutes) if minutes else None,
        shown=shown if shown in (*SheetState.values, TIMED) else "",
    )


def is_listed(row: SheetRow, shown: str) -> bool:
    if shown == TIMED:
        return row.sheet.minutes is not None
    return row.state == shown if shown in SheetState.values else True


def row_of(one: CompetenceSheet, today: date) -> SheetRow:
    state = one.state_on(today)
    waits = state in rules.UNDECIDED
    again = not one.forgotten_at and state not in (SheetState.ANSWERED, SheetState.TAKEN)
    return SheetRow(one, state, waits, waits, again)


def sheet_by_id(actor: Actor, pk: int) -> CompetenceSheet:
    """A sheet that the actor sees. Raises NotThere."""
    rows = visible(CompetenceSheet, actor).select_related("chain__partnership", "organisation", "inviter")
    return one_of(rows.filter(pk=pk))


def sheet_page(actor: Actor, sheet: CompetenceSheet, today: date) -> SheetPage:
    """The answers beside what stands. What was not sent is not told."""
    state = sheet.state_on(today)
    told = state in ANSWERS_SEEN
    lines = {one.component_id: one for one in sheet.lines.all()} if told else {}
    standing = standing_of(sheet)
    components = sheet.chain.components.all()
    return SheetPage(
        sheet=sheet,
        state=state,
        rows=tuple(ComparedRow(one, lines.get(one.pk), standing.get(one.pk)) for one in components),
        offered=tuple(str(one) for one in sheet.offered.all()) if told else (),
        sought=tuple(str(one) for one in sheet.sought.all()) if told else (),
        stand=stand_of(sheet, standing.values()),
    )


def standing_of(sheet: CompetenceSheet) -> dict[int, Contribution]:
    """What stands in the chain of the organisation, by component."""
    rows = Contribution.objects.filter(component__chain=sheet.chain_id, organisation=sheet.organisation_id)
    return {one.component_id: one for one in rows.select_related("component__chain")}


def stand_of(sheet: CompetenceSheet, standing: Iterable[Contribution]) -> int:
    """Grows with every save of the sheet or of a contribution of the organisation, so that nobody takes over what she did not see."""
    return sheet.version + sum(1000 * one.pk + one.version for one in standing)


def sheet_behind(token: str) -> CompetenceSheet:
    """Whose link this is. A link that nobody was given is not there."""
    rows = CompetenceSheet.objects.select_related("chain__partnership", "organisation")
    return one_of(rows.filter(token_hash=kit.digest(token)))


def known_of(sheet: CompetenceSheet) -> dict[int, SheetLine]:
    """What the sheet says so far, by component; of what she has not written yet, what the chain says of her already."""
    lines = {one.component_id: one for one in sheet.lines.all()}
    if lines or sheet.answered_at:
        return lines
    return {
        one.component_id: SheetLine(
            sheet=sheet, component_id=one.component_id, does=True, **{name: getattr(one, name) for name in OF_A_LINE}
        )
        for one in standing_of(sheet).values()
    }  # fmt: skip


def invited_by_keys(actor: Actor, keys: Iterable[str]) -> list[Organisation]:
    """The organisations with these keys that the actor sees, in the order of their names. Raises NotThere for others."""
    wanted = set(keys)
    found = list(visible(Organisation, actor).filter(key__in=wanted).order_by("sort_name"))
    if len(found) != len(wanted):
        raise NotThere
    return found


def addresses_known(actor: Actor, organisations: Iterable[Organisation]) -> dict[int, str]:
    """The address of a contact person of each that the actor sees. One statement."""
    rows = visible(ContactPerson, actor).filter(organisation__in=list(organisations)).exclude(email="")
    return {one.organisation_id: one.email for one in rows.order_by("-pk")}


def language_of(organisation: Organisation) -> str:
    """The first of its languages that the interface speaks, else that of the site."""
    spoken = {code for code, _name in settings.LANGUAGES}
    hers = (str(word).strip().lower()[:2] for word in organisation.languages)
    return next((code for code in hers if code in spoken), settings.LANGUAGE_CODE)


def lines_to_export(actor: Actor) -> Iterator[tuple[CompetenceSheet, SheetLine | None]]:
    """Each sheet that the actor sees with its lines that say something; one that says nothing once, without. Drafts are not told."""
    rows = visible(CompetenceSheet, actor).select_related("chain", "organisation")
    rows = rows.prefetch_related("lines__component", "offered", "sought")
    for one in rows.order_by("chain__key", "organisation__key", "pk"):
        said = [line for line in one.lines.all() if line.does] if one.state in ANSWERS_SEEN else []
        if not said:
            yield one, None
        yield from ((one, line) for line in said)
