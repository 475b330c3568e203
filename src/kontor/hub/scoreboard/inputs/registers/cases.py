"""Cooperation cases, and their places in the lists of those who report them, as rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import CaseObjective, CaseReport, CooperationCase
from kontor.hub.agreements.queries import PartyShown, parties_for
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard.inputs.registers.kind import HIDDEN, Entries, RegisterKind, day, grouped


@dataclass(frozen=True, slots=True)
class Parties:
    """Of a case, as far as the actor may know: who is credited, lead first; who the counterparts are, of what kind."""

    credited: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


NOBODY = Parties()


@dataclass(frozen=True, slots=True)
class CasesSeen:
    """The cases of some partnerships that an actor sees: `lists` by case and partnership, where it is reported."""

    cases: QuerySet[CooperationCase]
    lists: Mapping[int, Mapping[int, tuple[str, ...]]]
    parties: Mapping[int, Parties]
    asked: Collection[int]

    def places(self, case: int, own: int | None) -> Iterable[tuple[int, tuple[str, ...]]]:
        """(partnership, its lists) whose row a case is: its own partnership, and each one that reports it."""
        lists = self.lists.get(case, {})
        return ((pk, lists.get(pk, ())) for pk in dict.fromkeys((own, *lists)) if pk in self.asked)


def cases_seen(actor: Actor, partnerships: Collection[int]) -> CasesSeen:
    """Four statements."""
    reported = CaseReport.objects.filter(partnership__in=partnerships).values("case_id")
    rows = visible(CooperationCase, actor)
    cases = rows.filter(partnership__in=partnerships) | rows.filter(pk__in=reported)
    reports = visible(CaseReport, actor).filter(partnership__in=partnerships).order_by("pk")
    lists: dict[int, dict[int, tuple[str, ...]]] = {}
    for case, partnership, register in reports.values_list("case_id", "partnership_id", "register"):
        here = lists.setdefault(case, {})
        here[partnership] = tuple(dict.fromkeys((*here.get(partnership, ()), register)))
    return CasesSeen(cases, lists, parties_of(actor, cases), frozenset(partnerships))


def parties_of(actor: Actor, cases: QuerySet[CooperationCase]) -> Mapping[int, Parties]:
    """Case -> its parties. One whom the actor may not know stays one of its own: counting it tells nothing of who it is."""
    return {case: parties(shown) for case, shown in parties_for(actor, cases.only("pk").distinct()).items()}


def parties(shown: Sequence[PartyShown]) -> Parties:
    credited = [name_of(one, HIDDEN) for one in shown if one.role == PartyRole.RESPONSIBLE]
    others = [one for one in shown if one.role == PartyRole.COUNTERPART]
    return Parties(
        tuple(dict.fromkeys(credited)),
        tuple(dict.fromkeys(name_of(one, f"party {one.pk}") for one in others)),
        tuple(dict.fromkeys(one.kind for one in others if one.kind)),
    )


def name_of(party: PartyShown, otherwise: str) -> str:
    """What tells the party apart: the key of its profile, else its name."""
    return otherwise if not party.known else party.organisation.key if party.organisation else party.label


PLAIN = ("level", "type", "state", "sector", "country_id", "credited_to", "outcome")


def cases(actor: Actor, partnerships: Collection[int]) -> Entries:
    """Six statements."""
    seen = cases_seen(actor, partnerships)
    found = list(
        seen.cases.order_by("key").values_list(
            "pk", "partnership_id", "key", "started_on", "same_as__key", *PLAIN
        )
    )
    stated = visible(CaseObjective, actor).filter(case__in=seen.cases.values("pk")).order_by("pk")
    objectives = grouped(stated.values_list("case_id", "objective"))
    for pk, own, key, started, same_as, *shape, credited_to, outcome in found:
        who, sought = seen.parties.get(pk, NOBODY), tuple(objectives.get(pk, ()))
        for partnership, listed in seen.places(pk, own):
            values = (
                listed,
                *shape,
                who.counterparts,
                credited_to,
                who.kinds,
                sought,
                outcome,
                same_as or key,
            )
            yield partnership, key, day(started), who.credited, values


def case_reports(actor: Actor, partnerships: Collection[int]) -> Entries:
    """One row for each place where a case is reported: rows are counted as printed. Four statements."""
    reports = visible(CaseReport, actor).filter(partnership__in=partnerships)
    named = (
        "pk",
        "partnership_id",
        "case_id",
        "case__key",
        "register",
        "row",
        "stated_state",
        "case__started_on",
    )
    shape = ("case__level", "case__type", "state", "case__sector", "case__country_id", "case__credited_to")
    found = list(reports.order_by("register", "pk").values_list(*named, *shape))
    who = parties_of(actor, visible(CooperationCase, actor).filter(pk__in=reports.values("case_id")))
    for pk, partnership, case, key, register, row, stated, started, *plain, credited_to in found:
        its = who.get(case, NOBODY)
        values = (register, *plain, its.counterparts, credited_to, key, stated)
        yield partnership, f"{key}:{register}:{row or pk}", day(started), its.credited, values


SHAPE = {
    "list": ("text", _("list")),
    "level": ("text", _("level")),
    "type": ("text", _("type")),
    "state": ("text", _("state")),
    "sector": ("text", _("sector")),
    "country": ("text", _("country of the counterpart")),
    "counterpart": ("text", _("counterpart")),
    "credited_to": ("text", _("credited to another project")),
}

CASES = RegisterKind(
    "cases",
    _("cooperation cases"),
    {
        **SHAPE,
        "counterpart_kind": ("text", _("kind of counterpart")),
        "objective": ("text", _("objective")),
        "outcome": ("text", _("outcome")),
        "same_as": ("text", _("the same case")),
    },
    cases,
)
CASE_REPORTS = RegisterKind(
    "case-reports",
    _("rows of lists of cases"),
    {**SHAPE, "case": ("text", _("case")), "stated_state": ("text", _("state as stated"))},
    case_reports,
)
