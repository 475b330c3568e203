"""The mission book of an event: briefing, its delegation where it has one, catalogue of participants, plan of tables, and what came of the meetings."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import (
    Block,
    Bullets,
    Column,
    Facts,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Report,
    Table,
)
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.foundation.partial_dates import written
from kontor.hub.matchmaking.choices import Result
from kontor.hub.matchmaking.models import Meeting, Participant
from kontor.hub.matchmaking.queries.figures import BENCHMARKS, LADDER, Share
from kontor.hub.matchmaking.rules.times import on_the_wall
from kontor.hub.reports.kit import Order, ReportKind, Subjects
from kontor.hub.reports.queries.book import BookTold, SessionTold, told_book, with_meetings
from kontor.hub.reports.report.delegation import members, travel


def gather(order: Order) -> Report:
    """The book for this actor, in this language, of the records as they are."""
    with translation.override(order.language):
        found = told_book(order.actor, order.as_of, order.subject, order.language)
        return Report(
            kind="mission-book",
            title=gettext("Mission book"),
            subtitle=found.event.name,
            subject=found.event.name,
            subject_key=found.event.key,
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=tuple(blocks(found, order.language)),
            figures=tuple(figures(found)),
            not_known=tuple(not_known(found)),
            sources=travel.Rests(found.delegation).listed if found.delegation else (),
            words=words(),
        )


def blocks(found: BookTold, language: str) -> Iterable[Block]:
    yield Heading(gettext("In short"), id="in-short")
    yield KeyFigures(("participants", "meetings.planned", "meetings.held", "meetings.second"))
    yield from briefing(found, language)
    if found.delegation is not None:
        yield Heading(gettext("The delegation"), id="delegation", new_page=True)
        yield from members.blocks(found.delegation, language, 2)
        yield from travel.blocks(found.delegation, travel.Rests(found.delegation), 2)
    for one in found.sessions:
        yield from session_blocks(one, language)
    yield from outcome_blocks(found, language)


def figures(found: BookTold) -> Iterable[Figure]:
    """Counts and shares, each with the list in which its rows stand."""
    of, first = found.figures, found.sessions[0].session
    people = reverse("matchmaking:participants", args=[first.key])
    wishes = reverse("matchmaking:wishes", args=[first.key])
    plans = reverse("matchmaking:schedules", args=[first.key])
    yield Figure(
        "participants",
        gettext("participants"),
        of.participants,
        gettext("Entries in all sessions of the event."),
        of.participants,
        href=people,
    )
    yield Figure(
        "wishes", gettext("wishes"), of.wishes, gettext("Stated and not withdrawn."), of.wishes, href=wishes
    )
    yield Figure(
        "meetings.planned",
        gettext("meetings planned"),
        of.pairs_planned,
        gettext("In the published schedules."),
        of.pairs_planned,
        href=plans,
    )
    held = of.held if of.kept.whole else None
    yield Figure(
        "meetings.held",
        gettext("meetings held"),
        held,
        gettext("One side says so and none denies it."),
        of.held,
        href=plans,
    )
    yield share(
        "wishes.accepted",
        gettext("wishes accepted"),
        of.accepted,
        gettext("Of the wishes that were answered."),
        wishes,
    )
    yield share(
        "participants.arrived",
        gettext("participants who came"),
        of.arrived,
        gettext("Of those noted as there or absent."),
        people,
    )
    yield share(
        "meetings.kept",
        gettext("meetings kept"),
        of.kept,
        gettext("Of the meetings of which somebody said something."),
        plans,
    )
    yield share(
        "meetings.second",
        gettext("meetings that go on"),
        of.second,
        gettext("A second meeting, an offer or an agreement, of those held."),
        plans,
    )


def share(id: str, label: str, of: Share, rule: str, href: str) -> Figure:
    value = round(of.percent, 1) if of.percent is not None else None
    return Figure(id, label, value, rule, of.whole, unit="%", href=href)


def briefing(found: BookTold, language: str) -> Iterable[Block]:
    event = found.event
    yield Heading(gettext("Briefing"), id="briefing")
    place = ", ".join(
        filter(None, (event.place, country_name(event.country_id, language) if event.country_id else ""))
    )
    facts = [
        (gettext("When"), written(event.start, language) if event.start else gettext("Not stated")),
        (gettext("Where"), place or gettext("Not stated")),
    ]
    facts += [(gettext("Partnership"), event.partnership.acronym)] if event.partnership else []
    yield Facts(tuple(facts))
    if event.description:
        yield Paragraph(event.description)


def session_blocks(told: SessionTold, language: str) -> Iterable[Block]:
    session = told.session
    yield Heading(session.name, id=f"session-{session.key}", new_page=True)
    yield Facts(
        (
            (gettext("Time zone"), session.zone),
            (gettext("A meeting"), gettext("%(minutes)s minutes") % {"minutes": session.minutes}),
            (gettext("Who helps"), session.contact or gettext("Not stated")),
        )
    )
    parts = [
        f"{written(part.day, language)} {part.block}: {part.times[0]} – {part.times[-1]}"
        for part in told.programme
    ]
    yield Bullets((*parts, *(f"{name}: {tables}" for name, tables in told.rooms)))
    yield Heading(gettext("Who takes part"), 2, id=f"people-{session.key}")
    yield catalogue(told, language)
    yield Heading(gettext("Plan of tables"), 2, id=f"tables-{session.key}")
    yield plan_of_tables(told)


def catalogue(told: SessionTold, language: str) -> Table:
    columns = (
        Column("name", gettext("Name"), share=2), Column("organisation", gettext("Organisation"), share=2),
        Column("type", gettext("Type")), Column("country", gettext("Country")),
        Column("offers", gettext("Offers"), share=2), Column("needs", gettext("Looks for"), share=2),
    )  # fmt: skip
    rows = tuple(
        (
            one.name, one.stands_for, one.kind.name, country_name(one.country_id, language) if one.country_id else "",
            one.offers, one.needs,
        )
        for one in told.people
    )  # fmt: skip
    caption = gettext("Participants of %(session)s") % {"session": told.session.name}
    return Table(
        f"participants.{told.session.key}",
        caption,
        columns,
        rows,
        empty=gettext("Nobody takes part yet."),
        wide=True,
    )


def plan_of_tables(told: SessionTold) -> Table:
    columns = (
        Column("start", gettext("Time")), Column("room", gettext("Room")), Column("table", gettext("Table"), "number", share=0.6),
        Column("one", gettext("Who asked"), share=2), Column("other", gettext("Who was asked"), share=2),
    )  # fmt: skip
    rows = tuple(row_of(one, told) for one in told.meetings)
    caption = gettext("Meetings of %(session)s") % {"session": told.session.name}
    return Table(
        f"meetings.{told.session.key}", caption, columns, rows, empty=gettext("No schedule is published yet.")
    )


def row_of(one: Meeting, told: SessionTold) -> tuple[str | int, ...]:
    start = on_the_wall(one.slot.start, told.session.zone)
    return (start, one.place.name, one.table, named(one.wish.asker), named(one.wish.asked))


def named(one: Participant) -> str:
    return f"{one.name} ({one.stands_for})" if one.stands_for else one.name


def outcome_blocks(found: BookTold, language: str) -> Iterable[Block]:
    of = found.figures
    yield Heading(gettext("What came of it"), id="outcomes", new_page=True)
    if not of.kept.whole:
        yield Paragraph(gettext("Nobody has said yet what came of a meeting."))
        return
    yield Table(
        "outcomes.results",
        gettext("Meetings held, by what came of them"),
        (
            Column("result", gettext("What came of it"), share=3),
            Column("meetings", gettext("Meetings"), "number"),
        ),
        tuple((str(Result(one).label), of.results.get(one, 0)) for one in LADDER),
        note=gettext(
            "Where the two sides differ, the one that says more counts. Meetings without a word about it are left out."
        ),
    )
    yield Table(
        "outcomes.next-steps",
        gettext("Next steps"),
        (
            Column("who", gettext("Meeting"), share=3), Column("step", gettext("Next step"), share=2),
            Column("by", gettext("Who says so"), share=2), Column("due", gettext("Until"), "date"),
        ),
        tuple(
            (f"{one.wish.asker.name} – {one.wish.asked.name}", one.next_step, named(one.participant), one.due)
            for one in of.next_steps
        ),
        empty=gettext("No next step is noted."),
    )  # fmt: skip
    yield converted(found)
    yield rates(found)
    yield compared(found)


def converted(found: BookTold) -> Table:
    """From the wish to the agreement, beside all other events that the reader plans."""
    here, other = found.conversion, found.elsewhere
    steps = (
        ("wishes", gettext("wishes")), ("planned", gettext("meetings planned")), ("held", gettext("meetings held")),
        ("contacts", gettext("contacts recorded")), ("negotiations", gettext("in negotiation")),
        ("signed", gettext("agreements signed")),
    )  # fmt: skip
    rows = [(label, here.counts[step], other.counts[step]) for step, label in steps]
    columns = (
        Column("step", gettext("How far"), share=3), Column("here", gettext("This event"), "number"),
        Column("elsewhere", gettext("Your other events"), "number"),
    )  # fmt: skip
    note = gettext(
        "A contact is a case made of a meeting that was held. Your other events: all others whose single meetings you plan."
    )
    return Table(
        "outcomes.conversion", gettext("From the wish to the agreement"), columns, tuple(rows), note=note
    )


def rates(found: BookTold) -> Table:
    """Shares of this event and of all other events that the reader plans; empty where nobody answered or came."""
    here, other = found.conversion, found.elsewhere
    rows = (
        (gettext("wishes accepted"), here.accepted.percent, other.accepted.percent),
        (gettext("participants who did not come"), here.no_shows.percent, other.no_shows.percent),
        (gettext("agreements signed, of the wishes"), here.signed.percent, other.signed.percent),
    )
    columns = (
        Column("what", gettext("What"), share=3), Column("here", gettext("This event"), "percent"),
        Column("elsewhere", gettext("Your other events"), "percent"),
    )  # fmt: skip
    return Table("outcomes.rates", gettext("Rates beside your other events"), columns, rows)


def compared(found: BookTold) -> Table:
    """Beside what a vendor says of its customers' events: an orientation, no target."""
    of = found.figures
    rows = (
        (gettext("wishes accepted"), of.accepted.percent, *BENCHMARKS["accepted"]),
        (gettext("meetings kept"), of.kept.percent, *BENCHMARKS["kept"]),
        (gettext("meetings that go on"), of.second.percent, *BENCHMARKS["second"]),
    )
    columns = (
        Column("what", gettext("What"), share=3), Column("here", gettext("This event"), "percent"),
        Column("from", gettext("Elsewhere, from"), "percent"), Column("to", gettext("Elsewhere, to"), "percent"),
    )  # fmt: skip
    note = gettext(
        "Elsewhere: what one vendor of matchmaking software says of its customers' events (2026). An orientation, no target."
    )
    return Table("outcomes.compared", gettext("Compared with other events"), columns, rows, note=note)


def not_known(found: BookTold) -> Iterable[str]:
    if found.figures.silent:
        told = {"count": found.figures.silent}
        yield gettext("What came of %(count)s meetings: neither side has said anything.") % told
    if not any(one.meetings for one in found.sessions):
        yield gettext("Who meets whom: no schedule is published yet.")


MISSION_BOOK = ReportKind(
    "mission-book",
    _("Mission book"),
    _(
        "An event's single meetings on paper: briefing, the delegation where there is one, who takes part, plan of tables, and what came of the meetings."
    ),
    gather,
    subjects=Subjects(with_meetings, with_meetings),
)
