"""What must hold of delegations: who is in one, who travels, what is arranged until when, what it costs. Plain Python."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kontor.hub.foundation.refusal import N_, Refusal

TRAVELLERS_AT_MOST, CHECKS_AT_MOST = 50, 60
LONGEST_NAME, LONGEST_CHECK, LONGEST_HEADING = 150, 250, 250
PAST_A_DAY = re.compile(r"^(?P<text>.+?)\s*:\s*(?P<day>\d{4}-\d{2}-\d{2})$")
HEADING = re.compile(r"^#+\s*(?P<title>.+)$")


class DelegationThere(Refusal):
    code = "delegation-there"
    sentence = N_("The event has a delegation already. Open it and add to it.")


class NoSingleEvent(Refusal):
    code = "no-single-event"
    sentence = N_(
        "This entry stands for several events or is a second entry of another one. Plan the delegation at the entry of the event itself."
    )


class MemberThere(Refusal):
    code = "member-there"
    sentence = N_(
        "%(organisation)s is in the delegation already. Name a further person at its entry, so that it stands there once."
    )


class MemberWithdrew(Refusal):
    code = "member-withdrew"
    sentence = N_("%(organisation)s has withdrawn (%(reason)s). Invite it again at its entry.")


class PersonTwice(Refusal):
    code = "person-twice"
    sentence = N_("%(name)s is named twice for %(organisation)s: name each person once.")


class TooManyTravellers(Refusal):
    code = "too-many-travellers"
    sentence = N_("An organisation names %(most)s people at most: leave some out.")


class NameTooLong(Refusal):
    code = "name-too-long"
    sentence = N_("'%(name)s…' is too long for a name or a function: shorten it to %(most)s characters.")


class NoSuchSector(Refusal):
    code = "no-such-sector"
    sentence = N_("'%(code)s' is no code of a sector: take one of the taxonomy of sectoral industries.")


class NotInvited(Refusal):
    code = "not-invited"
    sentence = N_(
        "%(organisation)s is %(state)s, so there is nothing to confirm. Only who is invited confirms."
    )


class WithdrawnAlready(Refusal):
    code = "withdrawn-already"
    sentence = N_("%(organisation)s has withdrawn already (%(reason)s).")


class ReasonMissing(Refusal):
    code = "reason-missing"
    sentence = N_("Say why %(organisation)s withdraws. Its own team and the organisers read it.")


class ReasonElsewhere(Refusal):
    code = "reason-elsewhere"
    sentence = N_("A reason is given by who withdraws: choose withdrawn, or leave the reason empty.")


class NotWithdrawn(Refusal):
    code = "not-withdrawn"
    sentence = N_("%(organisation)s is %(state)s: only who withdrew is invited again.")


class NobodySelected(Refusal):
    code = "nobody-selected"
    sentence = N_(
        "No selected application waits to be taken over. Decide on the call first, or add organisations by hand."
    )


class WithdrawnListed(Refusal):
    code = "withdrawn-listed"
    sentence = N_("%(organisation)s has withdrawn: choose another one, or invite it again first.")


class OfAnotherDelegation(Refusal):
    code = "of-another-delegation"
    sentence = N_("%(organisation)s is not in this delegation: add it there first.")


class HeadingTooLong(Refusal):
    code = "heading-too-long"
    sentence = N_("The heading in line %(line)s is longer than %(most)s characters: shorten it.")


class TooManyChecks(Refusal):
    code = "too-many-checks"
    sentence = N_("A delegation has %(most)s checks at most: put some together.")


class CheckUnreadable(Refusal):
    code = "check-unreadable"
    sentence = N_(
        "Check %(line)s cannot be read. Write what is to be seen to, and the day after a colon: Visa applied for: 2027-03-01."
    )


class CheckTwice(Refusal):
    code = "check-twice"
    sentence = N_("The check '%(text)s' stands there twice: write it once.")


class TravelEndsBefore(Refusal):
    code = "travel-ends-before"
    sentence = N_("It ends (%(end)s) before it begins (%(start)s): correct one of the two.")


class BookedTooLate(Refusal):
    code = "booked-too-late"
    sentence = N_(
        "It begins on %(start)s, so it must be confirmed by then: choose an earlier day than %(day)s."
    )


class ParticipantNotNamed(Refusal):
    code = "participant-not-named"
    sentence = N_("A participant pays: say which one, so that her total is right.")


class BelowNothing(Refusal):
    code = "cost-below-nothing"
    sentence = N_("A cost is not below 0: correct the line if something is paid back.")


class PaidAlready(Refusal):
    code = "paid-already"
    sentence = N_(
        "The line '%(text)s' has an actual cost already (EUR %(amount)s). Correct it by editing the line, or add another line."
    )


class ActualNeedsADay(Refusal):
    code = "actual-needs-a-day"
    sentence = N_("Write the day of the actual cost, too: the two are kept together.")


@dataclass(frozen=True, slots=True)
class Person:
    """Who travels, and in what function."""

    name: str
    function: str = ""

    def written(self) -> str:
        return f"{self.name}, {self.function}" if self.function else self.name


def folded(name: str) -> str:
    return " ".join(name.casefold().split())


def travellers_of(text: str, organisation: str) -> list[Person]:
    """One person in each line or between semicolons: the name, and after the first comma the function."""
    found: list[Person] = []
    seen: set[str] = set()
    for part in (one.strip() for one in re.split(r"[\n;]", text)):
        if not part:
            continue
        name, _comma, function = (one.strip() for one in part.partition(","))
        if len(name) > LONGEST_NAME or len(function) > LONGEST_NAME:
            raise NameTooLong(field="travellers", name=part[:30], most=LONGEST_NAME)
        if folded(name) in seen:
            raise PersonTwice(field="travellers", name=name, organisation=organisation)
        seen.add(folded(name))
        found.append(Person(name, function))
    if len(found) > TRAVELLERS_AT_MOST:
        raise TooManyTravellers(field="travellers", most=TRAVELLERS_AT_MOST)
    return found


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the briefing. Text before the first heading has none."""

    title: str
    text: str

    def written(self) -> str:
        return f"# {self.title}\n{self.text}".strip() if self.title else self.text


def sections_of(briefing: str) -> list[Section]:
    """A line that begins with # is the heading of what follows."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for number, line in enumerate(briefing.splitlines(), start=1):
        match = HEADING.match(line.strip())
        if match is None:
            parts[-1][1].append(line)
            continue
        if len(match["title"]) > LONGEST_HEADING:
            raise HeadingTooLong(field="briefing", line=number, most=LONGEST_HEADING)
        parts.append((match["title"].strip(), []))
    found = [Section(title, "\n".join(lines).strip()) for title, lines in parts]
    return [one for one in found if one.title or one.text]


@dataclass(frozen=True, slots=True)
class Check:
    """Something to see to, and until when."""

    text: str
    due_on: date | None = None

    def written(self) -> str:
        return f"{self.text}: {self.due_on.isoformat()}" if self.due_on else self.text


def checks_of(text: str) -> list[Check]:
    """One in each line; the day stands after a colon at its end."""
    found: list[Check] = []
    for number, line in enumerate((one.strip() for one in text.splitlines() if one.strip()), start=1):
        match = PAST_A_DAY.match(line)
        try:
            due = date.fromisoformat(match["day"]) if match else None
        except ValueError as error:
            raise CheckUnreadable(field="checks", line=number) from error
        words = match["text"] if match else line
        if len(words) > LONGEST_CHECK:
            raise CheckUnreadable(field="checks", line=number)
        if words in {one.text for one in found}:
            raise CheckTwice(field="checks", text=words)
        found.append(Check(words, due))
    if len(found) > CHECKS_AT_MOST:
        raise TooManyChecks(field="checks", most=CHECKS_AT_MOST)
    return found


def check_new_member(organisation: str, state: str | None, reason: str) -> None:
    """`state` of the entry that is there already, None where there is none."""
    if state == "withdrawn":
        raise MemberWithdrew(field="organisation", organisation=organisation, reason=reason)
    if state is not None:
        raise MemberThere(field="organisation", organisation=organisation)


def check_reason(organisation: str, state: str, reason: str) -> None:
    """Who withdraws says why; nobody else does."""
    if state == "withdrawn" and not reason.strip():
        raise ReasonMissing(field="reason", organisation=organisation)
    if state != "withdrawn" and reason.strip():
        raise ReasonElsewhere(field="reason")


def check_listed(states: Mapping[str, str], field: str) -> None:
    """Who is arranged for or pays: nobody who withdrew."""
    for organisation, state in states.items():
        if state == "withdrawn":
            raise WithdrawnListed(field=field, organisation=organisation)


def check_travel(start: datetime, end: datetime | None, book_by: date | None, told: Sequence[str]) -> None:
    """`told`: start and end as people read them, on the clock of the delegation."""
    if end is not None and end < start:
        raise TravelEndsBefore(field="end", start=told[0], end=told[1])
    if book_by is not None and book_by.isoformat() > told[0][:10]:
        raise BookedTooLate(field="book_by", start=told[0], day=book_by.isoformat())


def check_cost(
    *, bearer: str, has_delegate: bool, planned: Decimal, actual: Decimal | None, paid_on: date | None
) -> None:
    if bearer == "participant" and not has_delegate:
        raise ParticipantNotNamed(field="delegates")
    if planned < 0:
        raise BelowNothing(field="planned")
    if actual is not None and actual < 0:
        raise BelowNothing(field="actual")
    if (actual is None) != (paid_on is None):
        raise ActualNeedsADay(field="paid_on" if paid_on is None else "actual")


@dataclass(frozen=True, slots=True)
class Sum:
    """Planned, actual, and what is still to come of the plan: lines without an actual cost."""

    planned: Decimal = Decimal(0)
    actual: Decimal = Decimal(0)
    open: Decimal = Decimal(0)

    @property
    def expected(self) -> Decimal:
        """What it will cost as far as one knows: actual where it is known, planned elsewhere."""
        return self.actual + self.open

    @property
    def difference(self) -> Decimal:
        return self.expected - self.planned


def totals(lines: Iterable[tuple[str, Decimal, Decimal | None]]) -> dict[str, Sum]:
    """Of (group, planned, actual): the sum of each group, in the order in which groups first occur."""
    found: dict[str, Sum] = {}
    for group, planned, actual in lines:
        before = found.get(group, Sum())
        known = actual is not None
        found[group] = Sum(
            before.planned + planned,
            before.actual + (actual or 0),
            before.open + (Decimal(0) if known else planned),
        )
    return found
