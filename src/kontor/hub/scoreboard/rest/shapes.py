"""What the API says and takes of indicators, targets, periods, values and reports."""

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from kontor.hub.foundation.api import Day, Key, NotNegative, Number, Schema, Text
from kontor.hub.scoreboard import actions
from kontor.hub.scoreboard.choices import Credit

SENT = ("title", "number", "definition", "rationale", "level", "measure", "unit", "direction", "over_time", "over_partners", "credit",
        "rule", "set_target", "baseline", "baseline_on", "baseline_note", "target", "due_on", "means", "frequency", "responsible",
        "assumptions", "visibility")  # fmt: skip


class CardIn(Schema):
    """What a card says. `rule` is a counting rule or a formula (engine.indicators), empty where values are entered."""

    title: Text = Field(min_length=1, max_length=250)
    number: int = Field(0, ge=0, le=9999)
    definition: Text = ""
    rationale: Text = ""
    level: str = Field("output", pattern="^(input|output|outcome|impact)$")
    measure: str = Field("unit", pattern="^(unit|percentage|nominal|ordinal|qualitative)$")
    unit: Text = Field("", max_length=60)
    direction: str = Field("up", pattern="^(up|down)$")
    over_time: str = Field("sum", pattern="^(sum|cumulative|latest|maximum|ratio|distinct)$")
    over_partners: str = Field("sum", pattern="^(sum|distinct|maximum|joint)$")
    credit: str = Field("full", pattern="^(full|fractional|lead)$")
    rule: dict[str, Any] = Field(default_factory=dict)
    dimensions: list[Text] = Field(default_factory=list, max_length=20)
    set_target: dict[str, Any] = Field(default_factory=dict)
    baseline: Number | None = None
    baseline_on: Day | None = None
    baseline_note: Text = Field("", max_length=250)
    target: NotNegative | None = None
    due_on: Day | None = None
    means: Text = Field("", max_length=250)
    frequency: Text = Field("", max_length=60)
    responsible: Text = Field("", max_length=120)
    assumptions: Text = ""
    list_name: Text = Field(
        "", max_length=60, pattern="^[-a-zA-Z0-9_]*$", description="whose rows a report prints below it"
    )
    visibility: str = Field("public", pattern="^(public|programme|partners|restricted)$")

    @property
    def wording(self) -> actions.CardWording:
        values = {name: getattr(self, name) for name in SENT}
        return actions.CardWording(**values, register=self.list_name, dimensions=tuple(self.dimensions))


class ChangedCard(CardIn):
    """A card as it shall be, why, and the version that was read."""

    reason: Text = Field(min_length=1, max_length=250)
    version: int = Field(ge=1, le=2**31 - 1)


class IndicatorOut(Schema):
    """A card of the library (`partnership` is null) or of a partnership; `origin` is the card it was taken from."""

    key: str
    partnership: str | None
    origin: str | None
    number: int
    title: str
    definition: str
    rationale: str
    level: str
    measure: str
    unit: str
    direction: str
    over_time: str
    over_partners: str
    credit: str
    rule: dict[str, Any]
    rule_in_words: str
    dimensions: list[str]
    set_target: dict[str, Any]
    baseline: Decimal | None
    baseline_on: date | None
    baseline_note: str
    target: Decimal | None
    due_on: date | None
    means: str
    frequency: str
    responsible: str
    assumptions: str
    list_name: str
    visibility: str
    card_version: int
    change_reason: str
    withdrawn_on: date | None
    version: int


class FigureOut(Schema):
    """A value in total (`partner` empty) or of a partner. Numbers are whole, or text such as '9/4'; null is no data."""

    partnership: str
    code: str
    indicator: str
    number: int
    title: str
    partner: str
    unit: str
    target: int | str | None
    value: int | str | None
    verified: int | str | None
    reached: bool | None
    light: str
    forecast: float | None
    credit: str
    rule: str
    rows: list[str]
    fault: str


class Asked(Schema):
    """As of which day, today without it; under which joint credit, each card's own without it."""

    as_of: Day | None = None
    credit: Credit | None = None


class Taking(Schema):
    """Which card of the library, under which number, with which target."""

    card: Key
    number: int = Field(0, ge=0, le=9999)
    target: NotNegative | None = None


class TargetPart(Schema):
    """A partner's, a period's, or a partner's in a period, by their keys."""

    partner: Key | None = None
    period: Key | None = None
    value: Number


class Targets(Schema):
    """The whole target of an indicator with its whole split, which must add up."""

    total: Number | None = None
    parts: list[TargetPart] = Field(default_factory=list, max_length=1000)
    version: int = Field(ge=1, le=2**31 - 1)


class PeriodIn(Schema):
    label: Text = Field(min_length=1, max_length=60)
    start: Day
    end: Day
    due_on: Day | None = None


class PeriodOut(Schema):
    key: str
    partnership: str
    label: str
    start: date
    end: date
    due_on: date | None
    locked_on: date | None
    version: int


class ValueIn(Schema):
    """An entered value of a partner (null: of all together) in a period."""

    period: Key
    partner: Key | None = None
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    members: list[Text] = Field(default_factory=list, max_length=10_000)
    parts: dict[str, dict[str, Number]] = Field(default_factory=dict)
    note: Text = ""
    waiver: Text = Field("", max_length=250)
    version: int | None = Field(
        None, ge=1, le=2**31 - 1, description="the one that was read, where there is a value already"
    )


class ValueOut(Schema):
    id: int
    indicator: str
    period: str
    partner: str | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    members: list[str]
    parts: dict[str, Any]
    note: str
    waiver: str
    state: str
    state_reason: str
    version: int


class ReasonGiven(Schema):
    """Why a value or a report goes back."""

    reason: Text = Field(min_length=1, max_length=500)


class Submission(Schema):
    """The period to report on; the day of the figures (its last one without it); why it is handed in again."""

    period: Key
    as_of: Day | None = None
    reason: Text = ""


class SubmittedReportOut(Schema):
    """Frozen figures as they were handed in, each with the ids of the records behind it."""

    id: int
    partnership: str
    period: str
    edition: int
    as_of: date
    state: str
    change_reason: str
    reason: str
    figures: dict[str, Any]
