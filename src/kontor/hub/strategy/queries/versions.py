"""Versions of a joint strategy: what they say, who has answered, and what differs between two of them, in words."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language, gettext

from kontor.hub.accounts.queries import teams_with_editors
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.partial_dates import written
from kontor.hub.foundation.permission import PERMISSIONS
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import inputs, kit
from kontor.hub.strategy.choices import VersionState
from kontor.hub.strategy.models import Approval, JointStrategy, StrategyVersion


@dataclass(frozen=True, slots=True)
class ObjectiveRead:
    """An objective of a version. `owner` is None, and `owner_name` says so, where the actor may not see the partner."""

    number: int
    key: str
    statement: str
    indicator: str
    card: str
    card_title: str
    card_url: str
    baseline: str | None
    target: str | None
    unit: str
    due_on: date | None
    owner: Organisation | None
    owner_name: str
    country: str


@dataclass(frozen=True, slots=True)
class StrategyRead:
    """The whole of a version, or of the draft."""

    vision: str
    mission: str
    objectives: tuple[ObjectiveRead, ...]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """The voice of a partner; `mine` where the actor may give it, `has_team` where anybody can.

    `recordable` where nobody can, and the actor may write down what came outside.
    """

    pk: int
    organisation: Organisation | None
    name: str
    answer: str
    answer_word: str
    note: str
    answered_on: date | None
    how_it_came: str
    has_team: bool
    mine: bool
    recordable: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version, what it says and how it was answered. Reasons and notes are told `inside` only."""

    version: StrategyVersion
    partnership: Partnership
    content: StrategyRead
    voices: tuple[VoiceRow, ...]
    inside: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Who has not answered: silence is not consent."""
        return tuple(voice.name for voice in self.voices if not voice.answer)

    @property
    def objected(self) -> tuple[VoiceRow, ...]:
        return tuple(voice for voice in self.voices if voice.answer == "objected")

    @property
    def approved(self) -> int:
        return sum(voice.answer == "approved" for voice in self.voices)

    @property
    def mine(self) -> tuple[VoiceRow, ...]:
        return tuple(voice for voice in self.voices if voice.mine)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, in a sentence; of longer texts the words that go (`gone`) and come (`new`)."""

    sentence: str
    pieces: tuple[tuple[str, str], ...] = ()


def versions_of(actor: Actor, partnership: Partnership) -> list[StrategyVersion]:
    """Those that the actor sees, the latest first. One statement."""
    rows = visible(StrategyVersion, actor).filter(strategy__partnership=partnership)
    return list(rows.select_related("strategy").order_by("-number"))


def version_by_number(actor: Actor, partnership: Partnership, number: int) -> StrategyVersion:
    """The version with this number. Raises NotThere."""
    found = next((one for one in versions_of(actor, partnership) if one.number == number), None)
    if found is None:
        raise NotThere
    found.strategy.partnership = partnership
    return found


def in_force(actor: Actor, partnership: Partnership) -> StrategyVersion | None:
    """The latest version that all partners approved."""
    found = next((one for one in versions_of(actor, partnership) if one.state == "approved"), None)
    if found:
        found.strategy.partnership = partnership
    return found


def approval_by_id(actor: Actor, pk: int) -> Approval:
    """A voice that the actor sees, whose partner she sees. Raises NotThere."""
    rows = visible(Approval, actor).select_related("proposal__strategy__partnership", "organisation")
    found = rows.filter(pk=pk, organisation__in=visible_ids(actor)).first()
    if found is None:
        raise NotThere
    return found


def awaited_voices(actor: Actor) -> list[Approval]:
    """The voices of the actor's own organisations that an open version waits for. One statement, none for who edits nothing."""
    edited = actor.edited_teams
    if not edited:
        return []
    rows = visible(Approval, actor).filter(
        answer="", proposal__state=VersionState.PROPOSED, organisation__team_id__in=edited
    )
    return list(rows.select_related("proposal__strategy__partnership", "organisation").order_by("pk"))


def version_page(actor: Actor, version: StrategyVersion) -> VersionPage:
    """Seven statements at most, whatever its size."""
    inside = visible(JointStrategy, actor).filter(pk=version.strategy_id).exists()
    return VersionPage(
        version=version,
        partnership=version.strategy.partnership,
        content=read(actor, version.content),
        voices=voices_on(actor, version, inside),
        inside=inside,
    )


def voices_on(actor: Actor, version: StrategyVersion, inside: bool) -> tuple[VoiceRow, ...]:
    """In the order in which they were asked. Two statements."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("organisation_id")))
    rows = version.approvals.select_related("organisation").annotate(organisation_is_seen=seen)
    peopled = teams_with_editors(one.organisation.team_id for one in rows if one.organisation.team_id)
    records = PERMISSIONS.decide(actor, "strategy.propose", version.strategy, seen=inside).allowed
    return tuple(
        voice(actor, one, inside=inside, has_team=one.organisation.team_id in peopled, records=records)
        for one in rows
    )


def voice(actor: Actor, one: Any, *, inside: bool, has_team: bool, records: bool) -> VoiceRow:
    """`records` where the actor writes down what comes outside."""
    shown = one.organisation if one.organisation_is_seen else None
    is_open = one.proposal.state == VersionState.PROPOSED and shown is not None
    # The rule alone: that she sees the row was asked for all of them at once.
    mine = is_open and PERMISSIONS.decide(actor, "strategy.answer", one, seen=True).allowed
    tells = inside and shown is not None
    return VoiceRow(
        pk=one.pk, organisation=shown, name=shown.name if shown else hidden(), answer=one.answer,
        answer_word=one.get_answer_display(), note=one.note if tells else "", answered_on=one.answered_on,
        how_it_came=one.how_it_came if tells else "", has_team=has_team, mine=mine, recordable=is_open and records and not has_team,
    )  # fmt: skip


def not_asked(actor: Actor, version: StrategyVersion, today: date) -> list[str]:
    """Who has a voice today and was not asked for this version, having joined since; a hidden one is told as such. Three statements."""
    asked = set(version.approvals.values_list("organisation_id", flat=True))
    since = [one.pk for one in inputs.voices_of(version.strategy.partnership, today) if one.pk not in asked]
    seen = visible(Organisation, actor).in_bulk(since)
    return [seen[pk].name if pk in seen else hidden() for pk in since]


def hidden() -> str:
    return gettext("An organisation that you may not see")


def read(actor: Actor, content: Mapping[str, Any]) -> StrategyRead:
    """A version's content with the names that the actor may read. At most three statements."""
    rows = content["objectives"]
    owners = owners_seen(actor, {one["owner"] for one in rows if one["owner"]})
    cards = cards_named(actor, {one["card"] for one in rows if one["card"]})
    return StrategyRead(
        content["vision"],
        content["mission"],
        tuple(objective_read(number, one, owners, cards) for number, one in enumerate(rows, 1)),
    )


def objective_read(
    number: int,
    one: Mapping[str, Any],
    owners: Mapping[int, Organisation],
    cards: Mapping[str, tuple[str, str]],
) -> ObjectiveRead:
    owner = owners.get(one["owner"])
    title, url = cards.get(one["card"], ("", ""))
    return ObjectiveRead(
        number=number, key=one["key"], statement=one["statement"], indicator=one["indicator"], card=one["card"],
        card_title=title, card_url=url, baseline=one["baseline"], target=one["target"], unit=one["unit"],
        due_on=date.fromisoformat(one["due_on"]) if one["due_on"] else None, owner=owner,
        owner_name=owner.name if owner else hidden() if one["owner"] else "", country=one["country"] or "",
    )  # fmt: skip


def owners_seen(actor: Actor, ids: Iterable[int]) -> dict[int, Organisation]:
    """Those that the actor sees; one that was merged is the record that it was merged into. Two statements."""
    wanted = list(ids)
    if not wanted:
        return {}
    into = dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "merged_into"))
    found = visible(Organisation, actor).in_bulk([into.get(pk) or pk for pk in wanted])
    return {pk: found[into.get(pk) or pk] for pk in wanted if (into.get(pk) or pk) in found}


def cards_named(actor: Actor, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Title and address of the indicator cards that the actor sees."""
    wanted = list(keys)
    return {key: told for cards in kit.CARDS if wanted for key, told in cards(actor, wanted).items()}


def differences(before: StrategyRead, after: StrategyRead) -> tuple[Difference, ...]:
    """From the one to the other: texts, objectives that go and come, and what changes in those that stay."""
    was = {one.key: one for one in before.objectives}
    now = {one.key: one for one in after.objectives}
    return (
        *text_difference(gettext("The vision changes:"), before.vision, after.vision),
        *text_difference(gettext("The mission changes:"), before.mission, after.mission),
        *(
            Difference(gettext("Objective %(number)d is taken out: %(words)s") % {"number": one.number, "words": one.statement})
            for key, one in was.items()
            if key not in now
        ),
        *(part for key, one in now.items() if key in was for part in objective_differences(was[key], one)),
        *(
            Difference(gettext("Objective %(number)d is new: %(words)s") % {"number": one.number, "words": one.statement})
            for key, one in now.items()
            if key not in was
        ),
    )  # fmt: skip


def objective_differences(before: ObjectiveRead, after: ObjectiveRead) -> Iterable[Difference]:
    yield from text_difference(
        gettext("The sentence of objective %(number)d changes:") % {"number": after.number},
        before.statement,
        after.statement,
    )
    for label, was, now in fields_of(before, after):
        if was != now:
            told = {
                "number": after.number,
                "what": label,
                "was": was or gettext("nothing"),
                "now": now or gettext("nothing"),
            }
            yield Difference(
                gettext("Objective %(number)d, %(what)s: from %(was)s to %(now)s.") % told
            )  # fmt: skip


def fields_of(before: ObjectiveRead, after: ObjectiveRead) -> Sequence[tuple[str, str, str]]:
    """(label, before, after) of what is not its sentence."""
    return [
        (label, was, now) for (label, was), (_, now) in zip(values_of(before), values_of(after), strict=True)
    ]


def values_of(one: ObjectiveRead) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [
        (gettext("indicator"), one.indicator),
        (gettext("indicator card"), one.card),
        (gettext("baseline"), one.baseline or ""),
        (gettext("target"), one.target or ""),
        (gettext("unit"), one.unit),
        (gettext("to be reached by"), written(one.due_on.isoformat(), language) if one.due_on else ""),
        (gettext("responsible partner"), one.owner_name),
        (gettext("country"), country_name(one.country, language) if one.country else ""),
    ]


def text_difference(heading: str, before: str, after: str) -> Iterable[Difference]:
    if before != after:
        yield Difference(heading, pieces(before, after))


def pieces(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words that stay, go and come, in the order in which one reads them.

    >>> pieces("Sign 10 agreements", "Sign 12 agreements")
    (('same', 'Sign '), ('gone', '10 '), ('new', '12 '), ('same', 'agreements'))
    """
    was, now = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(was[a:b])))
            continue
        found += [(name, "".join(words)) for name, words in (("gone", was[a:b]), ("new", now[c:d])) if words]
    return tuple(found)
