"""A partnership without faults: partners, agreements in tables, events, cases with overview and details, figures, lists."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from benchmarks.findings.names import Body, Names
from benchmarks.findings.truth import Found
from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.dossier import Dossier
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CASES,
    CONTACT,
    DETAIL,
    EVENTS,
    EXPECTED,
    HELD,
    OVERVIEW,
    SIGNATURE,
    Dated,
    Entry,
    Party,
    Project,
    Register,
)
from kontor.engine.crosscheck.rules.categories import Vocabulary
from kontor.engine.crosscheck.rules.credit import Target
from kontor.engine.crosscheck.rules.figures import Figure
from kontor.engine.crosscheck.rules.listings import Item, Listing
from kontor.engine.crosscheck.rules.sums import Share, Total

START, END, AS_OF = date(2021, 3, 1), date(2023, 8, 31), date(2023, 5, 15)
AGREEMENT_TABLES = {
    "Table 3": "cooperation",
    "Table 4": "cooperation",
    "Table 5": "cooperation",
    "Table 6": "business",
}
EVENT_TABLES = ("Table 8", "Table 9", "Table 10")
# What people write for a state; the words of one line are never a conflict.
# fmt: off
STATES = {
    "signed": ("signed", "SIGNED", "agreement signed", "MoU signed", "Signed in 2022", "Contract signed, 2 copies"),
    "to be signed": ("to be signed", "TO BE SIGNED", "agreement to be signed", "signature pending", "MoU to be signed", "Started Nov. 2022; to be signed Jan. 23"),
    "negotiation": ("under negotiation", "negotiations", "draft MoU", "in negotiation", "talks", "in discussion", "ongoing negotiations", "negotiation in progress"),
    "contact": ("contact", "first contact", "contact initiated", "Interest identified", "contact made at the fair"),
    "project": ("project", "Collaboration project", "joint project running"),
}
# fmt: on
LABELS = {
    "signed": ("MoU", "Formal agreement", "cooperation agreement"),
    "project": ("collaboration project",),
}
WORDS = (
    "Knowledge sharing & information exchange", "Technology transfer", "Organisation of joint business events",
    "Research & Development", "Exports/Imports", "Feasibility study", "Establishment of business contacts", "Staff exchange",
)  # fmt: skip

# Fields of work, each as two lists may word it: in another order, with another joint, with less.
SECTORS = (
    ("Energy and environment", "Environment, energy"), ("Water technologies", "Water technologies (rivers)"),
    ("Plant production", "Plant production"), ("Laboratory machinery; agriculture", "Agriculture"),
    ("Lightweight construction, composites", "Composites"), ("Medical technologies", "Medical technologies"),
)  # fmt: skip


@dataclass
class Scene:
    """The parts of a dossier while it is made, with what was planted in it."""

    chance: random.Random
    names: Names
    project: Project
    tables: dict[str, tuple[str, str, list[Entry]]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    planted: list[Found] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    number: int = 0

    def new_id(self, what: str) -> str:
        self.number += 1
        return f"{what}-{self.number:04}"

    def plant(self, sort: str, *key: str) -> None:
        self.planted.append(Found(sort, tuple(sorted(key))))

    def rows(self, *places: str) -> list[tuple[str, int, Entry]]:
        """(table, place in it, row) of the rows that no fault was planted in yet."""
        return [
            (place, number, entry)
            for place in places or self.tables
            for number, entry in enumerate(self.tables[place][2])
            if entry.id not in self.touched
        ]

    def change(self, place: str, number: int, **values: object) -> Entry:
        """Write other values into a row."""
        rows = self.tables[place][2]
        rows[number] = replace(rows[number], **values)  # type: ignore[arg-type]
        self.touched.add(rows[number].id)
        return rows[number]

    def add(self, place: str, entry: Entry) -> None:
        self.tables[place][2].append(entry)
        self.touched.add(entry.id)

    def day(self) -> date:
        return START + timedelta(days=self.chance.randrange((AS_OF - START).days))

    def partner(self) -> str:
        return self.chance.choice(self.project.partners).id

    def dossier(self) -> Dossier:
        registers = tuple(
            Register(place, subject, tuple(rows), part)
            for place, (subject, part, rows) in self.tables.items()
        )
        return Dossier(
            self.project, registers, (), tuple(self.figures), tuple(self.totals), tuple(self.shares), tuple(self.targets),
            (Vocabulary("objective", tuple((word.lower(), word) for word in WORDS)),), tuple(self.listings),
        )  # fmt: skip


def printed(day: date, chance: random.Random) -> str:
    """Return a day as people print it."""
    return chance.choice(
        (
            f"{day:%d.%m.%Y}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day.day} {day:%B} {day.year}",
            day.isoformat(),
        )
    )


def dated(day: date, role: str, chance: random.Random) -> Dated:
    text = printed(day, chance) if chance.random() < 0.7 else ""
    return Dated(day.isoformat(), day.isoformat(), role, text)


def faultless(seed: int, size: int = 16) -> Scene:
    """Return a partnership without faults: `size` rows in each table."""
    chance = random.Random(seed)
    names = Names(chance)
    partners = tuple(
        Party(names.cluster().name, f"partner-{letter}") for letter in "abcdef"[: chance.randint(4, 6)]
    )
    project = Project(
        "own", "OWN4EU", partners, ("everybody",), START.isoformat(), END.isoformat(), AS_OF.isoformat()
    )
    scene = Scene(chance, names, project)
    for place, kind in AGREEMENT_TABLES.items():
        scene.tables[place] = (AGREEMENTS, "", [_agreement(scene, kind) for _row in range(size)])
        _siblings(scene, place, kind)
    for place in EVENT_TABLES:
        scene.tables[place] = (EVENTS, "", [_event(scene) for _row in range(size)])
        _same_names(scene, place)
    _cases(scene, size)
    _claims(scene)
    _lists(scene, size)
    return scene


def _agreement(scene: Scene, kind: str, body: Body | None = None) -> Entry:
    body = body or (scene.names.company() if scene.chance.random() < 0.4 else scene.names.any())
    state = scene.chance.choices(("signed", "to be signed", "negotiation", "contact"), (6, 1, 2, 2))[0]
    return _signed(scene, body, kind) if state == "signed" else _open(scene, body, kind, state)


def _signed(scene: Scene, body: Body, kind: str) -> Entry:
    entry = _bare(scene, body, kind)
    day = scene.chance.choice((date(2022, 10, 20), date(2022, 5, 31), scene.day(), scene.day()))
    when = dated(day, SIGNATURE, scene.chance)
    evidence = ("letter.pdf",) if scene.chance.random() < 0.5 else None
    return replace(entry, status=scene.chance.choice(STATES["signed"]), dates=(when,), evidence=evidence)


def _open(scene: Scene, body: Body, kind: str, state: str) -> Entry:
    role = EXPECTED if state == "to be signed" else CONTACT
    when = (dated(scene.day(), role, scene.chance),) if scene.chance.random() < 0.6 else ()
    words = (*STATES[state], "NOT SIGNED")
    return replace(_bare(scene, body, kind), status=scene.chance.choice(words), dates=when, evidence=())


def _bare(scene: Scene, body: Body, kind: str) -> Entry:
    key = scene.new_id("agreement")
    scene.bodies[key] = body
    country = body.country if scene.chance.random() < 0.7 else ""
    return Entry(key, kind=kind, parties=(Party(body.name, country=country),), partners=(scene.partner(),))


def _siblings(scene: Scene, place: str, kind: str) -> None:
    """Add agreements with bodies of nearly the same names, signed by the same partner on the same day: not one of them a double."""
    rows = scene.tables[place][2]
    for entry in scene.chance.sample(rows, len(rows) // 4):
        body = scene.names.sibling(scene.bodies[entry.id])
        twin = _signed(scene, body, kind)
        rows.append(replace(twin, partners=entry.partners, dates=entry.dates if entry.dates and entry.dates[0].role == SIGNATURE else twin.dates))  # fmt: skip


def _event(scene: Scene) -> Entry:
    """An event of one to four days; every fourth falls on a day of its own with others elsewhere."""
    first = date(2022, 6, 9) if scene.chance.random() < 0.25 else scene.day()
    last = min(first + timedelta(days=scene.chance.randint(0, 3)), AS_OF)
    text = (
        f"{first.day}-{last.day}.{first.month:02}.{first.year}"
        if first.month == last.month and last > first
        else ""
    )
    where = scene.names.chance.choice(("", "Online", *EVENT_PLACES))
    return Entry(
        scene.new_id("event"),
        name=scene.names.event(),
        kind="fair",
        partners=tuple({scene.partner() for _one in range(scene.chance.choice((1, 1, 1, 2)))}),
        lead=scene.partner(),
        dates=(Dated(first.isoformat(), last.isoformat(), HELD, text),),
        place=where,
    )


def _same_names(scene: Scene, place: str) -> None:
    """Add events of the same name in another place or at another time: a series, not one of them a double."""
    rows = scene.tables[place][2]
    for entry in scene.chance.sample(rows, len(rows) // 4):
        if entry.place in EVENT_PLACES and scene.chance.random() < 0.5:
            elsewhere = scene.chance.choice([one for one in EVENT_PLACES if one != entry.place])
            rows.append(replace(entry, id=scene.new_id("event"), place=elsewhere))
            scene.touched |= {entry.id, rows[-1].id}
        else:
            day = date.fromisoformat(entry.dates[0].start)
            other = day + timedelta(days=90) if day + timedelta(days=90) < AS_OF else day - timedelta(days=90)
            rows.append(replace(entry, id=scene.new_id("event"), dates=(dated(other, HELD, scene.chance),)))


EVENT_PLACES = ("Lyon", "Kielce", "Zaragoza", "Brno", "Aarhus", "Paris", "Osaka")


def _cases(scene: Scene, size: int) -> None:
    overview: list[Entry] = []
    detail: list[Entry] = []
    for number in range(size):
        body, state = scene.names.any(), scene.chance.choice(tuple(STATES))
        key, record = scene.new_id("case"), f"case {number}"
        scene.bodies[key] = body
        says = scene.chance.random() < 0.6 or state not in LABELS
        words = (
            {"status": scene.chance.choice(STATES[state])}
            if says
            else {"kind": scene.chance.choice(LABELS[state])}
        )
        objectives = tuple(
            ("objective", word) for word in scene.chance.sample(WORDS, scene.chance.randint(1, 2))
        )
        party = (Party(body.name, country=body.country),)
        partner = (scene.partner(),)
        said, said_again = scene.chance.choice(SECTORS)
        overview.append(
            Entry(key, record, parties=party, partners=partner, categories=objectives, sector=said, **words)  # type: ignore[arg-type]
        )
        when = (dated(scene.day(), SIGNATURE if state == "signed" else CONTACT, scene.chance),)
        status = scene.chance.choice(STATES[state])
        detail.append(
            Entry(
                f"{key}-detail",
                record,
                parties=party,
                partners=partner,
                status=status,
                dates=when,
                sector=said_again,
            )
        )
    # The overview dates what it calls signed as the details do.
    dates = {one.record: one.dates for one in detail if one.dates[0].role == SIGNATURE}
    overview = [replace(one, dates=dates.get(one.record, ()) if one.status else ()) for one in overview]
    scene.tables["overview"] = (CASES, OVERVIEW, overview)
    scene.tables["details"] = (CASES, DETAIL, detail)


def _claims(scene: Scene) -> None:
    chance = scene.chance
    for number in range(6):
        parts = [chance.randint(0, 40) for _part in range(chance.randint(2, 7))]
        scene.totals.append(_total(f"column {number}", sum(parts), parts))
        percents = [round(100 * part / sum(parts)) for part in parts] if sum(parts) else []
        if percents:
            scene.totals.append(_total(f"shares {number}", 100, percents, unit="percent"))
        whole = chance.randint(5, 60)
        part = chance.randint(0, whole)
        digits = chance.choice((0, 1))
        scene.shares.append(_share(f"share {number}", round(100 * part / whole, digits) if digits else round(100 * part / whole), part, whole))  # fmt: skip
    for place in (*EVENT_TABLES, *AGREEMENT_TABLES):
        counted = Question("rows", filters=(Filter("place", "is", place),))
        scene.figures.append(
            Figure(Claim(f"rows of {place}", 0), f"rows of {place}", "summary", question=counted)
        )
        each = chance.randint(1, 2)
        target = Target(
            f"target of {place}", place, counted, each * len(scene.project.partners), each=each, place=place
        )
        scene.targets.append(target)
    for number in range(6):
        value = chance.randint(10, 90)
        scene.figures.append(
            Figure(Claim(f"a{number}", value), "people", "page 1", about=f"people at {number}")
        )
        scene.figures.append(
            Figure(Claim(f"b{number}", value), "people", "page 9", about=f"people at {number}")
        )


def _total(key: str, total: int, parts: Iterable[int], unit: str = "") -> Total:
    claims = tuple(Claim(f"{key}:{number}", part, unit=unit) for number, part in enumerate(parts))
    return Total(key, key, Claim(key, total, unit=unit), claims, "Table 1")


def _share(key: str, percent: float, part: int, whole: int) -> Share:
    stated = Claim(f"{key} percent", percent, unit="percent")
    return Share(key, stated, Claim(f"{key} part", part), Claim(f"{key} whole", whole), "page 2")


def _lists(scene: Scene, size: int) -> None:
    for number in range(4):
        bodies = [scene.names.any() for _item in range(size)]
        bodies += [scene.names.sibling(body) for body in bodies[:3]]
        items = tuple(Item(scene.new_id("item"), Party(body.name, country=body.country)) for body in bodies)
        scene.bodies |= {item.id: body for item, body in zip(items, bodies, strict=True)}
        stated = Claim(f"length of list {number}", len(items)) if number % 2 else None
        scene.listings.append(Listing(f"list {number}", f"list {number}", items, stated))
