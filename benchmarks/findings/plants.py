"""One planted fault of each sort. Each says what it planted as the ids of the rows or claims that show it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from benchmarks.findings.scene import (
    AGREEMENT_TABLES,
    AS_OF,
    END,
    EVENT_TABLES,
    SECTORS,
    START,
    STATES,
    WORDS,
    Scene,
    dated,
    printed,
)
from benchmarks.findings.spelling import misspelled_word, told, written
from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.registers import CONTACT, SIGNATURE, Dated, Entry, Party
from kontor.engine.crosscheck.rules.figures import Figure
from kontor.engine.crosscheck.rules.listings import Item

COOPERATION = tuple(place for place, kind in AGREEMENT_TABLES.items() if kind == "cooperation")
STRANGERS = ("een", "north-hub", "ministry", "regio-lab")
FOREIGN_WORDS = (
    "Solar PVT implementation",
    "Lobbying",
    "Joint procurement",
    "Voucher scheme",
    "Summer school",
)


def _signed(scene: Scene, *places: str) -> list[tuple[str, int, Entry]]:
    rows = scene.rows(*(places or AGREEMENT_TABLES))
    return [
        row
        for row in rows
        if row[2].dates and row[2].dates[0].role == SIGNATURE and row[2].id in scene.bodies
    ]


def _again(scene: Scene, entry: Entry, **values: object) -> Entry:
    """Another row about the same body, under another spelling."""
    body = scene.bodies[entry.id]
    country = scene.chance.choice((entry.parties[0].country, ""))
    party = Party(written(body, scene.chance), country=country)
    scene.touched.add(entry.id)
    return replace(entry, id=scene.new_id("again"), parties=(party,), **values)  # type: ignore[arg-type]


def agreement_twice(scene: Scene) -> None:
    place, _number, entry = scene.chance.choice(_signed(scene, *COOPERATION))
    day = date.fromisoformat(entry.dates[0].start)
    dates = scene.chance.choice(
        (
            (dated(day, SIGNATURE, scene.chance),),
            (dated(day, SIGNATURE, scene.chance),),
            (Dated(f"{day:%Y-%m}", f"{day:%Y-%m}", SIGNATURE, f"{day:%B %Y}"),),
        )
    )
    again = _again(scene, entry, dates=dates, status=scene.chance.choice(STATES["signed"]))
    scene.add(scene.chance.choice([other for other in COOPERATION if other != place]), again)
    scene.plant("agreement written twice", entry.id, again.id)


def agreement_by_several(scene: Scene) -> None:
    place, _number, entry = scene.chance.choice(_signed(scene, *COOPERATION))
    others = [one.id for one in scene.project.partners if one.id not in entry.partners]
    again = _again(scene, entry, partners=(scene.chance.choice(others),))
    scene.add(place, again)
    scene.plant("agreement written twice", entry.id, again.id)


def joint_agreement(scene: Scene) -> None:
    """An agreement of three or four partners with each other: told by each, or written down pair by pair."""
    partners = scene.chance.sample(scene.project.partners, scene.chance.randint(3, 4))
    day = dated(scene.day(), SIGNATURE, scene.chance)
    ids = []
    sets = [(one, [other for other in partners if other != one]) for one in partners]
    if scene.chance.random() < 0.5:
        sets = [(one, [other]) for one, other in combinations(partners, 2)]
    for own, others in sets:
        key = scene.new_id("joint")
        parties = tuple(scene.chance.choice((other, Party(other.name))) for other in others)
        scene.add(
            "Table 4",
            Entry(key, kind="joint MoU", parties=parties, partners=(own.id,), status="signed", dates=(day,)),
        )
        ids.append(key)
    scene.plant("agreement written twice", *ids)


def other_instrument(scene: Scene) -> None:
    _place, _number, entry = scene.chance.choice(_signed(scene, *COOPERATION))
    again = _again(scene, entry, kind="business", dates=(dated(scene.day(), SIGNATURE, scene.chance),))
    scene.add("Table 6", again)
    scene.plant("counterpart under another instrument", entry.id, again.id)


def other_date(scene: Scene) -> None:
    place, _number, entry = scene.chance.choice(_signed(scene, *COOPERATION))
    day = date.fromisoformat(entry.dates[0].start)
    later = day + timedelta(days=400) if day + timedelta(days=400) < AS_OF else day - timedelta(days=200)
    later = max(later, START) if max(later, START) != day else day + timedelta(days=40)
    again = _again(scene, entry, dates=(dated(later, SIGNATURE, scene.chance),))
    scene.add(place, again)
    scene.plant("counterpart under another date", entry.id, again.id)


def event_twice(scene: Scene) -> None:
    _place, _number, entry = scene.chance.choice(scene.rows(*EVENT_TABLES))
    scene.touched.add(entry.id)
    partners = entry.partners if scene.chance.random() < 0.4 else (scene.partner(),)
    again = replace(entry, id=scene.new_id("again"), name=told(entry.name, scene.chance), partners=partners)
    if scene.chance.random() < 0.15:
        text = (
            f"This event, offered together with others at the {entry.name}, brought companies into contact."
        )
        again = replace(again, name=scene.names.event(), text=text)
    if scene.chance.random() < 0.3:
        again = replace(again, place="")
    scene.add(scene.chance.choice(EVENT_TABLES), again)
    scene.plant("event written twice", entry.id, again.id)


def status_conflict(scene: Scene) -> None:
    order = ("contact", "negotiation", "to be signed", "signed")
    one, other = scene.chance.sample(order, 2)
    pairs = _halves(scene)
    (number, entry), (detail_number, detail) = scene.chance.choice(pairs)
    dates = (dated(scene.day(), SIGNATURE, scene.chance),)
    label = scene.chance.random() < 0.3
    kinds = {"signed": "MoU", "negotiation": "agreement under negotiation", "contact": "contact initiated"}
    said = {"kind": kinds[one], "status": ""} if label and one in kinds else {"status": scene.chance.choice(STATES[one]), "kind": ""}  # fmt: skip
    scene.change("overview", number, dates=dates if one == "signed" else (), **said)
    scene.change(
        "details",
        detail_number,
        status=scene.chance.choice(STATES[other]),
        dates=dates if other == "signed" else (),
    )
    scene.plant("status conflict", entry.id, detail.id)


def sector_conflict(scene: Scene) -> None:
    (number, entry), (_detail_number, detail) = scene.chance.choice(_halves(scene))
    other = scene.chance.choice([said for said, again in SECTORS if detail.sector not in (said, again)])
    scene.change("overview", number, sector=other)
    scene.plant("sector conflict", entry.id, detail.id)


def _halves(scene: Scene) -> list[tuple[tuple[int, Entry], tuple[int, Entry]]]:
    details = {entry.record: (number, entry) for _place, number, entry in scene.rows("details")}
    return [
        ((number, entry), details[entry.record])
        for _place, number, entry in scene.rows("overview")
        if entry.record in details
    ]


def impossible_date(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(scene.rows(*EVENT_TABLES))
    wrong = scene.chance.choice(
        (
            Dated(text="31.02.2022"),
            Dated(text="30/02/2022"),
            Dated("2022-06-31", "2022-06-31"),
            Dated(text="31 April 2022, Lyon"),
            Dated(text="29-31.11.2022"),
            Dated("2022-13-05"),
            Dated("2022-05-09", "2022-05-04"),
        )
    )
    scene.change(place, number, dates=(wrong,))
    scene.plant("impossible date", entry.id)


def outside_project(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(_signed(scene))
    day = START - timedelta(days=scene.chance.randint(1, 700))
    scene.change(place, number, dates=(dated(day, SIGNATURE, scene.chance),))
    scene.plant("outside the project", entry.id)


def signed_in_future(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(_signed(scene))
    day = AS_OF + timedelta(days=scene.chance.randint(1, (END - AS_OF).days))
    scene.change(place, number, dates=(dated(day, SIGNATURE, scene.chance),))
    scene.plant("signed in the future", entry.id)


def signed_without_date(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(_signed(scene))
    other = Dated(scene.day().isoformat(), role=CONTACT, text=printed(scene.day(), scene.chance))
    scene.change(place, number, dates=scene.chance.choice(((), (other,))))
    scene.plant("signed without a date", entry.id)


def signed_without_evidence(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(_signed(scene))
    scene.change(place, number, evidence=())
    scene.plant("signed without evidence", entry.id)


def parts_do_not_sum(scene: Scene) -> None:
    untouched = [
        number for number, one in enumerate(scene.totals) if one.id not in scene.touched and one.parts
    ]
    number = scene.chance.choice(untouched)
    total = scene.totals[number]
    percent = total.total.value == 100
    slip = scene.chance.choice((-12, 11, 20)) if percent else scene.chance.choice((-3, -1, 1, 2, 10))
    if percent:
        first = total.parts[0]
        parts = (replace(first, value=first.value + slip), *total.parts[1:])
        scene.totals[number] = replace(total, parts=parts)
    else:
        scene.totals[number] = replace(total, total=replace(total.total, value=total.total.value + slip))
    scene.touched.add(total.id)
    scene.plant("parts do not sum", total.id)


def split_does_not_sum(scene: Scene) -> None:
    target = _target(scene)
    slip = scene.chance.choice((1, 2, -1))
    scene.targets[scene.targets.index(target)] = replace(target, total=target.total + slip)
    scene.plant("split does not sum", target.id)


def percentage_wrong(scene: Scene) -> None:
    number = _share(scene)
    share = scene.shares[number]
    value = float(share.percent.value)
    wrong = value + scene.chance.choice((2, 3, 7)) if value < 90 else value - scene.chance.choice((2, 3, 7))
    wrong = round(wrong, 1) if value % 1 else int(wrong)
    scene.shares[number] = replace(share, percent=replace(share.percent, value=wrong))
    scene.plant("percentage wrong", share.id)


def percentage_of_nothing(scene: Scene) -> None:
    number = _share(scene)
    scene.shares[number] = replace(scene.shares[number], whole=None)
    scene.plant("percentage of nothing", scene.shares[number].id)


def _share(scene: Scene) -> int:
    number = scene.chance.choice([at for at, one in enumerate(scene.shares) if one.id not in scene.touched])
    scene.touched.add(scene.shares[number].id)
    return number


def claims_contradict(scene: Scene) -> None:
    number = scene.chance.choice([number for number in range(6) if f"b{number}" not in scene.touched])
    scene.touched.add(f"b{number}")
    at = next(at for at, figure in enumerate(scene.figures) if figure.claim.id == f"b{number}")
    figure = scene.figures[at]
    scene.figures[at] = replace(
        figure, claim=Claim(f"b{number}", int(figure.claim.value) + scene.chance.choice((-3, 1, 10)))
    )
    scene.plant("two claims contradict", f"a{number}", f"b{number}")


def credited_elsewhere(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(_signed(scene))
    scene.change(place, number, project=scene.chance.choice(("percy", "amulet")))
    scene.plant("credited elsewhere", entry.id)


def stranger_credited(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(scene.rows(*AGREEMENT_TABLES))
    stranger = scene.chance.choice(STRANGERS)
    scene.change(place, number, partners=(*entry.partners, stranger), lead=entry.partners[0])
    scene.plant("stranger credited", entry.id, stranger)


def joint_without_split(scene: Scene) -> None:
    place, number, entry = scene.chance.choice(scene.rows(*EVENT_TABLES))
    partners = tuple(one.id for one in scene.chance.sample(scene.project.partners, 2))
    scene.change(place, number, partners=partners, lead="")
    scene.plant("joint row without split", entry.id)


def word_near_miss(scene: Scene) -> None:
    word = scene.chance.choice(WORDS)
    wrong = misspelled_word(word, scene.chance)
    if wrong.lower() not in {one.lower() for one in WORDS}:
        _use(scene, wrong, "near-miss of a word")


def word_outside(scene: Scene) -> None:
    used = {word for _p, _n, entry in _everything(scene) for _list, word in entry.categories}
    _use(
        scene,
        scene.chance.choice([word for word in FOREIGN_WORDS if word not in used]),
        "word outside the list",
    )


def _use(scene: Scene, word: str, sort: str) -> None:
    used = {one for _p, _n, entry in _everything(scene) for _list, one in entry.categories}
    place, number, entry = scene.chance.choice(scene.rows("overview"))
    if word not in used:
        scene.change(place, number, categories=(("objective", word),))
        scene.plant(sort, entry.id)


def _everything(scene: Scene) -> list[tuple[str, int, Entry]]:
    return [
        (place, number, entry)
        for place in scene.tables
        for number, entry in enumerate(scene.tables[place][2])
    ]


def listed_twice(scene: Scene) -> None:
    at = scene.chance.choice([number for number, one in enumerate(scene.listings) if one.stated is None])
    listing = scene.listings[at]
    item = scene.chance.choice([one for one in listing.items if one.id not in scene.touched])
    again = Item(
        scene.new_id("item"), Party(written(scene.bodies[item.id], scene.chance), country=item.named.country)
    )
    scene.touched |= {item.id, again.id}
    scene.listings[at] = replace(listing, items=(*listing.items, again))
    scene.plant("listed twice", item.id, again.id)


def list_of_another_length(scene: Scene) -> None:
    lists = [
        number for number, one in enumerate(scene.listings) if one.stated and one.id not in scene.touched
    ]
    if lists:
        at = scene.chance.choice(lists)
        stated = scene.listings[at].stated
        wrong = Claim(stated.id, len(scene.listings[at].items) + scene.chance.choice((-4, -1, 1, 6)))
        scene.listings[at] = replace(scene.listings[at], stated=wrong)
        scene.touched.add(scene.listings[at].id)
        scene.plant("list of another length", wrong.id)


def half_without_other(scene: Scene) -> None:
    (number, entry), (detail_number, detail) = scene.chance.choice(_halves(scene))
    if scene.chance.random() < 0.5:
        scene.tables["details"][2].pop(detail_number)
        scene.touched.add(entry.id)
        scene.plant("half without the other", entry.id)
    else:
        scene.tables["overview"][2].pop(number)
        scene.touched.add(detail.id)
        scene.plant("half without the other", detail.id)


def halves_differ(scene: Scene) -> None:
    (_number, entry), (detail_number, detail) = scene.chance.choice(_halves(scene))
    other = scene.names.any()
    scene.touched.add(entry.id)
    scene.change("details", detail_number, parties=(Party(other.name, country=entry.parties[0].country),))
    scene.plant("halves differ", entry.id, detail.id)


def _target(scene: Scene) -> object:
    target = scene.chance.choice([one for one in scene.targets if one.id not in scene.touched])
    scene.touched.add(target.id)
    return target


def settle_figures(scene: Scene, wrong: float) -> None:
    """State what the tables hold, counted here; now and then something else."""
    for at, figure in enumerate(scene.figures):
        if figure.question is None:
            continue
        place = str(figure.question.filters[0].value)
        number = len(scene.tables[place][2])
        slip = scene.chance.choice((-4, -2, 1, 3)) if scene.chance.random() < wrong else 0
        scene.figures[at] = replace(figure, claim=Claim(figure.claim.id, number + slip))
        if slip:
            scene.plant("figure not of the rows", figure.claim.id)
    rows = [entry for place in COOPERATION for entry in scene.tables[place][2] if entry.kind == "cooperation"]
    signed = sum(1 for entry in rows if entry.status in STATES["signed"])
    _narrative(scene, signed, wrong)


def _narrative(scene: Scene, signed: int, wrong: float) -> None:
    slip = scene.chance.choice((-3, 2, 3)) if scene.chance.random() < wrong else 0
    filters = (
        Filter("kind", "is", "cooperation"),
        Filter("place", "in", COOPERATION),
        Filter("signed", "is", "yes"),
    )
    claim = Claim("signed cooperation agreements", signed + slip)
    scene.figures.append(
        Figure(
            claim, "signed cooperation agreements", "4.2", question=Question("agreements", filters=filters)
        )
    )
    if slip:
        scene.plant("figure not of the rows", claim.id)


def settle_targets(scene: Scene) -> None:
    """Say which partners are below their share of a target that is met, and which joint rows have no split, counted here."""
    for target in scene.targets:
        rows = scene.tables[target.place][2]
        if len(rows) < target.total:
            continue
        for partner in scene.project.partners:
            if sum(1 for entry in rows if partner.id in entry.partners) < (target.each or 0):
                scene.plant("partner without share", target.id, partner.id)


PLANTS: tuple[Callable[[Scene], None], ...] = (
    agreement_twice, agreement_twice, agreement_by_several, joint_agreement, other_instrument, other_date, event_twice,
    event_twice, status_conflict, status_conflict, sector_conflict, impossible_date, outside_project, signed_in_future, signed_without_date,
    signed_without_evidence, parts_do_not_sum, parts_do_not_sum, split_does_not_sum, percentage_wrong, percentage_of_nothing,
    claims_contradict, credited_elsewhere, stranger_credited, joint_without_split, word_near_miss, word_near_miss, word_outside,
    listed_twice, listed_twice, list_of_another_length, half_without_other, halves_differ,
)  # fmt: skip


def plant_all(scene: Scene) -> Scene:
    """Plant each sort once or twice, then state the figures and the targets as the rows now stand."""
    for plant in scene.chance.sample(PLANTS, len(PLANTS)):
        plant(scene)
    settle_figures(scene, wrong=0.4)
    settle_targets(scene)
    return scene
