"""The EOCIC questionnaire of 2018 as a survey with real repeats, made from its transcription."""

from functools import cache

import yaml

from kontor.engine.questionnaire import Block, Kind, Limits, Option, Part, Question, Repeat, Survey
from tests.engine.questionnaire.shared import shared_file

KINDS = {
    "single-choice": Kind.CHOICE,
    "multiple-choice": Kind.MULTIPLE,
    "multiple-choice-with-comment": Kind.MULTIPLE_COMMENT,
    "yes-no": Kind.YES_NO,
    "number": Kind.NUMBER,
    "text": Kind.TEXT,
    "long-text": Kind.TEXT,
    "multi-field-text": Kind.TEXTS,
    "table-of-text": Kind.ARRAY_TEXT,
}


@cache
def eocic() -> Survey:
    """All blocks; D-case repeats as often as D3 says, F as often as the respondent adds."""
    given = yaml.safe_load(shared_file("data", "eocic", "survey.yaml").read_text())
    lists = {name: one.get("options", ()) for name, one in given["option_lists"].items()}
    lists["escp-own-name"] = [{"code": "own", "label": "Own name"}]
    return Survey(
        given["survey"]["id"],
        {"en": given["survey"]["title"]},
        ("en",),
        tuple(block(one, lists) for one in given["blocks"]),
    )


def block(given, lists) -> Block:
    repeat = None
    if "repeat" in given:
        driver = given["repeat"]["driver"]
        repeat = Repeat(f"{driver}.NAOK", 0, 40) if driver else Repeat(most=10)
    code = given["id"].replace("-", "_")
    return Block(
        code,
        {"en": given["title"].replace("{n}", "{INDEX}")},
        tuple(question(one, lists) for one in given["questions"]),
        repeat=repeat,
    )


def question(given, lists) -> Question:
    kind = KINDS[given["type"]]
    offered = given.get("options") or lists.get(given.get("option_list"), ())
    named = [(one["code"].split("-")[-1], {"en": one["label"]}) for one in offered]
    ticks = kind in (Kind.MULTIPLE, Kind.MULTIPLE_COMMENT)
    fields = given.get("fields", ())
    parts = [Part(code, text) for code, text in named] if ticks else []
    parts += [Part(one["code"].split("-")[-1], {"en": one["label"]}) for one in fields]
    parts += [Part(f"R{row}", {"en": f"Event {row}"}) for row in range(1, given.get("rows", 0) + 1)]
    whole = Limits(least="1", whole=True) if kind is Kind.NUMBER else Limits()
    return Question(
        given["code"].replace(".{n}", ""),
        Kind.CONTACT if given.get("format") == "email" else kind,
        {"en": given["label"]},
        given["id"],
        required=given["mandatory"],
        condition=_condition(given),
        options=tuple(Option(code, text) for code, text in named) if kind is Kind.CHOICE else (),
        parts=tuple(parts),
        columns=tuple(Part(one["code"], {"en": one["label"]}) for one in given.get("columns", ())),
        other="other" in given,
        limits=whole,
    )


def _condition(given) -> str:
    wanted = given.get("condition")
    if not wanted:
        return ""
    value = {"yes": "Y" if wanted["question"] != "H3" else "01"}.get(wanted["value"], wanted["value"])
    return f'{wanted["question"]}.NAOK == "{value}"'
