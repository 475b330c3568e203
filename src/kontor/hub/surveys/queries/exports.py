"""The responses of a wave, or of all waves of a survey, as tables: what every file of responses is written from.

A column is a cell by its identity over all versions, so that an option that went keeps its own and nothing shifts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kontor.engine.questionnaire import Kind, Plan, Response, State, submission
from kontor.engine.questionnaire.columns import ABOUT, Table, tables, wide
from kontor.engine.questionnaire.dictionary import Variable, dictionary, side_by_side
from kontor.engine.questionnaire.kinds import Role
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys import kit
from kontor.hub.surveys.choices import ResponseState, WaveState
from kontor.hub.surveys.models import SurveyResponse, Wave
from kontor.hub.surveys.queries.people import people_of
from kontor.hub.surveys.queries.plain import plain
from kontor.hub.surveys.queries.results import language_for, said_plainly

RESPONSE, ITEM = "response", "parent"
FURTHER = ("wave", "group", "partnership", "submitted_on")
TELLS_WHO = frozenset({"partnership", "submitted_on"})
FREE = frozenset({Kind.TEXT, Kind.TEXTS, Kind.ARRAY_TEXT, Kind.CONTACT, Kind.FILE})


@dataclass(frozen=True, slots=True)
class Exported:
    """`codes` and `labels` are the same tables: the responses first, then a table for each repeat, keyed to their response.

    `flat` and `flat_labels` have the items of repeats side by side. `variables` say what the columns mean, `documents` are the
    answers that count, by the key of the response. `about` are facts of each response that are no answers.
    """

    name: str
    title: str
    language: str
    codes: tuple[Table, ...]
    labels: tuple[Table, ...]
    variables: tuple[Variable, ...]
    documents: Mapping[str, Mapping[str, Any]]
    about: Mapping[str, Mapping[str, str]]

    @property
    def flat(self) -> Table:
        return wide(self.codes)

    @property
    def flat_labels(self) -> Table:
        return wide(self.labels)


def exported(
    actor: Actor, waves: Sequence[Wave], *, anonymised: bool = False, language: str = ""
) -> Exported:
    """Gather the responses of waves of one survey. For those who may read responses.

    Left out are responses in which nothing was answered yet. `anonymised` leaves out what was written freely, addresses, files,
    the partnership and the day, and numbers the responses anew. Linear in the answers.
    """
    for one in waves:
        require(actor, "surveys.read_responses", one)
    plans: dict[str, Plan] = {}
    responses: dict[str, Response] = {}
    states: dict[str, State] = {}
    about: dict[str, dict[str, str]] = {}
    for wave in sorted(waves, key=lambda one: (one.survey_version.number, one.pk)):
        number, people = str(wave.survey_version.number), people_of(wave)
        plans[number] = people.plan
        for own, row in in_order(people.responses, anonymised):
            state = people.states[own]
            key = own if not anonymised else f"{len(responses) + 1}"
            states[key] = state
            responses[key] = replace(state.response, version=number)
            about[key] = facts(wave, row)
    spoken = language_for(list(plans.values())[-1].survey, language) if plans else "en"
    variables = tuple(one for one in dictionary(plans.values(), spoken) if not (anonymised and is_free(one)))
    kept = {one.heading for one in variables}

    def told(labels: bool) -> tuple[Table, ...]:
        found = tables(plans, responses, labels, seen=states.__getitem__)
        return tuple(with_facts(only(one, kept), about, anonymised) for one in found)

    first = waves[0]
    return Exported(
        first.key if len(waves) == 1 else first.survey.key,
        said_plainly(first.survey.title, spoken),
        spoken,
        told(labels=False),
        tuple(map(in_plain_words, told(labels=True))),
        tuple(replace(one, text=plain(one.text), values=plainly(one.values)) for one in variables),
        {} if anonymised else {key: submission(states[key]).response.to_json() for key in responses},
        about,
    )


def waves_to_export(actor: Actor, survey_id: int) -> list[Wave]:
    """The waves of a survey that the actor sees and that were ever open, oldest first."""
    rows = visible(Wave, actor).filter(survey=survey_id).exclude(state=WaveState.DRAFT)
    return list(rows.select_related("survey", "survey_version").order_by("opened_at", "pk"))


def in_order(
    responses: Mapping[str, SurveyResponse], anonymised: bool
) -> Iterable[tuple[str, SurveyResponse]]:
    """Those in which something was answered; anonymised in an order that says nothing of who came when."""
    rows = [(key, one) for key, one in responses.items() if one.state != ResponseState.OPENED]
    return sorted(rows, key=lambda one: kit.digest(f"export {one[0]}")) if anonymised else rows


def facts(wave: Wave, row: SurveyResponse) -> dict[str, str]:
    day = row.submitted_at.date().isoformat() if row.submitted_at and not wave.anonymous else ""
    partnership = row.partnership.key if row.partnership else ""
    return dict(zip(FURTHER, (wave.key, row.group, partnership, day), strict=True))


def is_free(one: Variable) -> bool:
    """Whether a column may say who somebody is: what she wrote, her address, her file."""
    return one.role in (Role.COMMENT, Role.OTHER) or (one.kind in FREE and not one.number)


def only(table: Table, kept: set[str]) -> Table:
    """The table without the columns that are not kept; those about the response always are."""
    places = [at for at, one in enumerate(table.headings) if one in (*ABOUT, ITEM) or one in kept]
    return Table(
        table.name,
        tuple(table.headings[at] for at in places),
        tuple(tuple(row[at] for at in places) for row in table.rows),
    )


def with_facts(table: Table, about: Mapping[str, Mapping[str, str]], anonymised: bool) -> Table:
    """The responses with the facts about each, after what the engine says of them."""
    if table.name:
        return table
    further = [one for one in FURTHER if not (anonymised and one in TELLS_WHO)]
    cut = len(ABOUT)
    return Table(
        "",
        (*table.headings[:cut], *further, *table.headings[cut:]),
        tuple((*row[:cut], *(about[str(row[0])][one] for one in further), *row[cut:]) for row in table.rows),
    )


def in_plain_words(table: Table) -> Table:
    rows = tuple(tuple(plain(one) if isinstance(one, str) else one for one in row) for row in table.rows)
    return replace(table, rows=rows)


def plainly(values: Mapping[str, str]) -> dict[str, str]:
    return {code: plain(text) for code, text in values.items()}


def variables_of_flat(exported_one: Exported, table: Table) -> Mapping[str, Variable]:
    """What the columns of the one wide table mean; those of repeats carry a number."""
    return side_by_side(exported_one.variables, table.headings)
