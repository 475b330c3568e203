"""Who is credited with what: a partner without its share, a result of another project, joint rows without a split, strangers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kontor.engine.crosscheck.answers import Answer, Records, answer
from kontor.engine.crosscheck.bodies import Bodies
from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.findings import ASK, CERTAIN, LIKELY, finding, listed
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.registers import Party, Placed, Project, Register, placed
from kontor.engine.crosscheck.values import number_of, text_of

PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Target:
    """How many are to be reached, in total and by each partner: `each` for all of them, or `split` for some by id.

    `question` counts the rows; `records_of` in `dossier` says which fields they have.
    """

    id: str
    name: str
    question: Question
    total: float
    each: float | None = None
    split: tuple[tuple[str, float], ...] = ()
    place: str = ""

    def shares(self, project: Project) -> dict[str, float]:
        """Return the target of each partner that has one."""
        everybody = {} if self.each is None else dict.fromkeys(sorted(project.partner_ids), self.each)
        return everybody | dict(self.split)


def targets(stated: Iterable[Target], project: Project, records: Records) -> list[Verdict]:
    """Return targets whose split does not make the whole, and the partners below their share of a target that is met."""
    return [
        found for target in stated for found in (*_split(target, project), *_unmet(target, project, records))
    ]


def _split(target: Target, project: Project) -> Iterator[Verdict]:
    shares = target.shares(project)
    together = sum(shares.values())
    whole = project.partner_ids <= shares.keys()
    if shares and (together > target.total or (whole and together != target.total)):
        yield finding(
            "split-does-not-sum",
            claim=target.id,
            published=target.total,
            recomputed=together,
            difference=together - target.total,
            rows=sorted(shares),
            places=(target.place,),
            name=target.name,
            sum=text_of(together),
            total=text_of(target.total),
        )


def _unmet(target: Target, project: Project, records: Records) -> Iterator[Verdict]:
    shares = target.shares(project)
    if not shares:
        return
    total = answer(target.question, records)
    reached = number_of(total.value)
    if reached is None or reached < target.total:
        return
    joint = _of_partners(target, project.whole, records) if project.whole else None
    for partner, share in shares.items():
        own = _of_partners(target, (partner,), records)
        value = number_of(own.value) or 0.0
        if value < share:
            numbers = (share, value, reached)
            yield _below(target, project, partner, numbers, own=own, joint=joint)


def _of_partners(target: Target, partners: Sequence[str], records: Records) -> Answer:
    credited = Filter(PARTNERS, "in", tuple(partners))
    return answer(replace(target.question, filters=(*target.question.filters, credited)), records)


def _below(
    target: Target,
    project: Project,
    partner: str,
    numbers: tuple[float, float, float],
    *,
    own: Answer,
    joint: Answer | None,
) -> Verdict:
    share, value, reached = numbers
    covered = joint is not None and value + (number_of(joint.value) or 0.0) >= share
    return finding(
        "partner-without-share",
        claim=target.id,
        other=partner,
        hardness=LIKELY if covered else CERTAIN,
        published=share,
        recomputed=value,
        difference=value - share,
        rows=own.rows or (joint.rows if covered and joint else ()),
        places=(target.place,),
        name=target.name,
        partner=project.name_of(partner),
        share=text_of(share),
        value=text_of(value),
        total=text_of(reached),
        target=text_of(target.total),
        joint=text_of(joint.value if joint else 0),
    )


def credited(registers: tuple[Register, ...], project: Project) -> list[Verdict]:
    """Return rows that are the result of another project, and rows credited to somebody who is no partner."""
    strangers = _Strangers(registers, project)
    found = (one for row in placed(registers) for one in (*_elsewhere(row, project), *strangers.of(row)))
    return list(found)


def _elsewhere(row: Placed, project: Project) -> Iterator[Verdict]:
    register, entry = row
    if project.id and entry.project not in ("", project.id):
        yield finding(
            "credited-elsewhere",
            claim=entry.id,
            published=project.id,
            recomputed=entry.project,
            rows=(entry.id,),
            places=(register.place,),
            name=entry.title,
            project=project.title,
            owner=entry.project,
        )


class _Strangers:
    def __init__(self, registers: tuple[Register, ...], project: Project) -> None:
        self.project = project
        self.known = project.partner_ids | frozenset(project.whole)
        named = {partner for _register, entry in placed(registers) for partner in entry.partners}
        self.meant = _meant(sorted(named - self.known), project) if self.known else {}

    def of(self, row: Placed) -> Iterator[Verdict]:
        register, entry = row
        for partner in entry.partners:
            if partner in self.known or not self.known:
                continue
            meant = self.meant.get(partner, "")
            yield finding(
                "stranger-credited",
                claim=entry.id,
                other=partner,
                hardness=LIKELY if meant else CERTAIN,
                published=partner,
                recomputed=meant or None,
                rows=(entry.id,),
                places=(register.place,),
                name=entry.title,
                partner=partner,
                project=self.project.title,
                meant=meant,
            )


def _meant(strangers: Sequence[str], project: Project) -> dict[str, str]:
    """Return for each stranger the partner whose name is spelled almost like it."""
    bodies = Bodies([*map(Party, strangers), *(Party(one.name) for one in project.partners)])
    return {
        stranger: partner.id
        for stranger in strangers
        for partner in project.partners
        if bodies.likeness(Party(stranger), Party(partner.name))
    }


def joint_rows(registers: tuple[Register, ...], project: Project, stated: Iterable[Target], records: Records) -> list[Verdict]:  # fmt: skip
    """Return rows that credit several partners, count for a target with a share for each, and say not how they divide it."""
    counted = {
        row
        for target in stated
        if target.shares(project)
        for row in answer(target.question, records).rows
    }  # fmt: skip
    return [
        _joint(row, project) for row in placed(registers) if row[1].id in counted and _is_joint(row, project)
    ]


def _is_joint(row: Placed, project: Project) -> bool:
    entry = row[1]
    named = [partner for partner in entry.partners if partner in project.partner_ids]
    whole = any(partner in project.whole for partner in entry.partners)
    return not entry.lead and not entry.split and (len(named) > 1 or whole)


def _joint(row: Placed, project: Project) -> Verdict:
    register, entry = row
    return finding(
        "joint-row-without-split",
        claim=entry.id,
        hardness=ASK,
        published=entry.partners,
        rows=(entry.id,),
        places=(register.place,),
        name=entry.title,
        partners=listed(map(project.name_of, entry.partners)),
    )
