"""What can be done with indicator cards: add, edit, take from the library, withdraw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.engine import indicators as engine
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.actions.saving import SavedInBulk, save_by_key
from kontor.hub.scoreboard.inputs.cards import card_of, definition_of
from kontor.hub.scoreboard.inputs.registers import REGISTERS
from kontor.hub.scoreboard.models import Indicator, Measurement, SubmittedReport
from kontor.hub.scoreboard.queries.cards import refused

CARD = ("number", "title", "definition", "rationale", "level", "measure", "unit", "direction", "over_time", "over_partners",
        "credit", "rule", "baseline", "baseline_on", "baseline_note", "target", "set_target", "due_on", "dimensions", "means",
        "frequency", "responsible", "assumptions", "register", "visibility")  # fmt: skip
COPIED = tuple(
    name
    for name in CARD
    if name not in ("number", "baseline", "baseline_on", "baseline_note", "register", "visibility")
)


@dataclass(frozen=True, slots=True)
class CardWording:
    """What a card says; `rule` is a counting rule or a formula as JSON, empty where values are entered."""

    title: str
    number: int = 0
    definition: str = ""
    rationale: str = ""
    level: str = "output"
    measure: str = "unit"
    unit: str = ""
    direction: str = "up"
    over_time: str = "sum"
    over_partners: str = "sum"
    credit: str = "full"
    rule: Mapping[str, Any] = field(default_factory=dict)
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_note: str = ""
    target: Decimal | None = None
    set_target: Mapping[str, Any] = field(default_factory=dict)
    due_on: date | None = None
    dimensions: tuple[str, ...] = ()
    means: str = ""
    frequency: str = ""
    responsible: str = ""
    assumptions: str = ""
    register: str = ""
    visibility: str = Visibility.PUBLIC


@transaction.atomic
def add_indicator(
    *, actor: Actor, partnership: Partnership | None, wording: CardWording, key: str = ""
) -> Indicator:
    """Add an indicator to a partnership, or without one a card to the library. Refuses what cannot be counted."""
    if partnership is None:
        require(actor, "scoreboard.edit-library")
    else:
        require(actor, "scoreboard.add-indicator", partnership)
    indicator = Indicator(partnership=partnership, team=partnership.team if partnership else None)
    indicator.key = new_key(key, partnership, wording.title)
    take_wording(indicator, wording)
    check_card(indicator)
    indicator.save()
    audit.record(actor, "scoreboard.add-indicator", indicator)
    return indicator


@transaction.atomic
def edit_indicator(
    *, actor: Actor, indicator: Indicator, wording: CardWording, reason: str, version: int
) -> Indicator:
    """Change a card; it gets the next version, with the reason. Its method stays once there are values."""
    require(actor, "scoreboard.edit-indicator", indicator)
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    rules.check_in_use(locked.withdrawn_on)
    if locked.version != version:
        raise ChangedMeanwhile
    rules.check_change_reason(reason)
    before, was = audit.state_of(locked), card_of(locked)
    take_wording(locked, wording)
    card = check_card(locked)
    try:
        engine.check_change(was, card, measured=has_values(locked))
    except engine.IndicatorError as error:
        raise refused(error) from error
    locked.card_version += 1
    locked.change_reason = reason.strip()
    locked.save()
    audit.record(actor, "scoreboard.edit-indicator", locked, before=before)
    return locked


@transaction.atomic
def take_from_library(
    *, actor: Actor, partnership: Partnership, card: Indicator, number: int = 0, target: Decimal | None = None
) -> Indicator:
    """Copy a card of the library into a partnership. One made of others is refused until these are there."""
    require(actor, "scoreboard.add-indicator", partnership)
    if card.partnership_id is not None:
        raise rules.NotInTheLibrary(title=card.title)
    own = {one.origin.key: one for one in Indicator.objects.filter(partnership=partnership, withdrawn_on=None)
           .exclude(origin=None).select_related("origin") if one.origin}  # fmt: skip
    if card.key in own:
        raise rules.TakenAlready(title=card.title)
    values = {name: getattr(card, name) for name in COPIED}
    values["rule"] = rule_with(card, {key: one.key for key, one in own.items()})
    if target is not None:
        values["target"] = target
    indicator = Indicator(
        key=new_key("", partnership, card.key),
        partnership=partnership,
        origin=card,
        team=partnership.team,
        number=number,
        **values,
    )
    check_card(indicator)
    indicator.save()
    audit.record(actor, "scoreboard.take-indicator", indicator)
    return indicator


@transaction.atomic
def withdraw_indicator(
    *, actor: Actor, indicator: Indicator, reason: str, today: date | None = None
) -> Indicator:
    """Take an indicator off the scoreboard from today on. Its values and reports stay."""
    require(actor, "scoreboard.edit-indicator", indicator)
    rules.check_change_reason(reason)
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    rules.check_in_use(locked.withdrawn_on)
    before = audit.state_of(locked)
    locked.withdrawn_on, locked.change_reason = today or timezone.localdate(), reason.strip()
    locked.save()
    audit.record(actor, "scoreboard.withdraw-indicator", locked, before=before)
    return locked


@transaction.atomic
def save_indicators_in_bulk(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> SavedInBulk[Indicator]:
    """Add or change cards by their key: `key` and what a row mentions of the card, `partnership_id` and `origin_id`."""
    require(actor, "scoreboard.import")
    wanted = {row["key"]: dict(row) for row in rows}
    known = {one.key: one for one in Indicator.objects.filter(key__in=wanted)}
    was = {key: card_of(one) for key, one in known.items()}
    measured = set(
        Measurement.objects.filter(indicator__in=known.values()).values_list("indicator__key", flat=True)
    )
    fields = (*CARD, "partnership_id", "origin_id")
    saved = save_by_key(
        actor=actor, model=Indicator, wanted=wanted, fields=fields, action="scoreboard.import-indicators"
    )
    for one in saved.written:
        card = check_card(one, others=False)
        try:
            if one.key in was:
                engine.check_change(was[one.key], card, measured=one.key in measured)
        except engine.IndicatorError as error:
            raise refused(error) from error
    for partnership in {one.partnership_id for one in saved.written}:
        check_circles(Indicator.objects.filter(partnership=partnership, withdrawn_on=None))
    return saved


def take_wording(indicator: Indicator, wording: CardWording) -> None:
    for name in CARD:
        value = getattr(wording, name)
        setattr(
            indicator,
            name,
            list(value) if name == "dimensions" else dict(value) if isinstance(value, Mapping) else value,
        )


def check_card(indicator: Indicator, *, others: bool = True) -> engine.Card:
    """The card, or a refusal: unknown fields of a register, a ratio without a denominator, an indicator that counts itself."""
    if indicator.target is not None:
        rules.check_not_negative([float(indicator.target)])
    try:
        card = card_of(indicator)
        if isinstance(card.counted_by, engine.Rule):
            engine.check(card.counted_by, {code: one.described for code, one in REGISTERS.items()})
    except engine.IndicatorError as error:
        raise refused(error) from error
    if others:
        siblings = Indicator.objects.filter(partnership=indicator.partnership_id, withdrawn_on=None)
        check_number(indicator, siblings)
        check_circles([*siblings.exclude(pk=indicator.pk), indicator])
    return card


def check_number(indicator: Indicator, siblings: Any) -> None:
    if indicator.partnership_id is None or not indicator.number:
        return
    other = siblings.filter(number=indicator.number).exclude(pk=indicator.pk).first()
    if other is not None:
        raise rules.NumberTaken(number=indicator.number, title=other.title, field="number")


def check_circles(indicators: Iterable[Indicator]) -> None:
    by_key = {one.key: one for one in indicators}
    try:
        definitions = {key: definition_of(one) for key, one in by_key.items()}
        engine.check_formulas(definitions)
    except engine.IndicatorError as error:
        raise refused(error) from error
    for key, one in definitions.items():
        if isinstance(one, engine.Formula) and one.how == "sum":
            rules.check_not_twice(by_key[key].title, registers_of(definitions, key))


def registers_of(definitions: Mapping[str, engine.Rule | engine.Formula | None], key: str) -> set[str]:
    """What an indicator counts, also through others. Circles are refused before."""
    one = definitions[key]
    if isinstance(one, engine.Formula):
        return {register for part in one.of for register in registers_of(definitions, part)}
    return {one.register} if one else set()


def has_values(indicator: Indicator) -> bool:
    """Whether anybody entered a value, or a report was handed in that has one."""
    if Measurement.objects.filter(indicator=indicator).exists():
        return True
    reports = SubmittedReport.objects.filter(partnership=indicator.partnership_id).values_list(
        "figures", flat=True
    )
    return any(indicator.key in figures.get("indicators", {}) for figures in reports)


def rule_with(card: Indicator, own: Mapping[str, str]) -> dict[str, Any]:
    """The rule of a card of the library; a formula speaks of the partnership's own indicators."""
    rule = dict(card.rule)
    parts = rule.get("of", [])
    missing = [part for part in parts if part not in own]
    if missing:
        titles = Indicator.objects.filter(key__in=missing).values_list("title", flat=True)
        raise rules.PartsNotTaken(title=card.title, parts=", ".join(titles))
    return {**rule, "of": [own[part] for part in parts]} if parts else rule


def new_key(wished: str, partnership: Partnership | None, title: str) -> str:
    """The key asked for, refused when taken; without one, made of partnership and title, numbered when taken."""
    if wished:
        if Indicator.objects.filter(key=wished).exists():
            raise rules.IndicatorKeyTaken(key=wished, field="key")
        return wished
    owner = f"{partnership.key} " if partnership else ""
    return free_key_of(Indicator, stem_of(owner + stem_of(title, 60, ""), 100, "indicator"))
