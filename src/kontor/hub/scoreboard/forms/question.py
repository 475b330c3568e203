"""A question built from lists of words: form values to the question's JSON and back. No code, no JSON to type.

Names of the inputs: `collection measure field rule distinct_by group_by having_op having_value part`, filters as
`where_1_field where_1_op where_1_value`; the same with `of_` for the question compared with, and with `covers_` for the
records that must be heard. What the form does not show of a question is kept from `kept`.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.scoreboard.choices import MeasureWord, OperationWord
from kontor.hub.scoreboard.queries import Words

FILTERS = 4
LIST_MARK = ";"
COMPARING = ("share", "ratio", "difference", "only-here")
LISTS = ("in", "not-in")
VALUELESS = ("known", "unknown")
PARTS = ("count", "count-distinct", "sum")
HAVING = ("at-least", "at-most", "is")
SHOWN = (
    "collection",
    "measure",
    "field",
    "rule",
    "distinct_by",
    "group_by",
    "having",
    "part",
    "filters",
    "of",
    "covers",
)
SHOWN_OF = ("collection", "measure", "field", "filters")

type Values = Mapping[str, Any]


def question_of(values: Values) -> dict[str, Any]:
    """The question's JSON; {} where nothing is counted."""
    if not said(values, "collection"):
        return {}
    kept = read(values.get("kept"))
    question: dict[str, Any] = {
        **plain_part(values, ""),
        "of": other_question(values, kept),
        "covers": coverage(values),
    }
    for name in ("rule", "group_by", "part"):
        question[name] = said(values, name)
    if question["rule"] == "distinct":
        question["distinct_by"] = list(values.get("distinct_by") or ())
    if said(values, "having_op"):
        question["having"] = {"op": said(values, "having_op"), "value": scalar(said(values, "having_value"))}
    if question["measure"] not in COMPARING:
        question["part"] = ""
    return {name: part for name, part in question.items() if part not in ("", None, [], {})}


def plain_part(values: Values, prefix: str) -> dict[str, Any]:
    return {
        "collection": said(values, f"{prefix}collection"),
        "measure": said(values, f"{prefix}measure"),
        "field": said(values, f"{prefix}field"),
        "filters": filters(values, prefix),
    }


def other_question(values: Values, kept: Mapping[str, Any]) -> dict[str, Any] | None:
    if said(values, "measure") not in COMPARING or not said(values, "of_collection"):
        return None
    before = kept.get("of") or {}
    unshown = {name: part for name, part in before.items() if name not in SHOWN_OF}
    same = before.get("collection") == said(values, "of_collection")
    shown = {name: part for name, part in plain_part(values, "of_").items() if part}
    return {**(unshown if same else {}), **shown}


def coverage(values: Values) -> dict[str, Any] | None:
    if not said(values, "covers_collection"):
        return None
    shown = {
        "collection": said(values, "covers_collection"),
        "field": said(values, "covers_field"),
        "filters": filters(values, "covers_"),
    }
    return {name: part for name, part in shown.items() if part}


def filters(values: Values, prefix: str) -> list[dict[str, Any]]:
    found = []
    for number in range(1, FILTERS + 1):
        name = f"{prefix}where_{number}_"
        if said(values, f"{name}field"):
            op = said(values, f"{name}op") or "is"
            one: dict[str, Any] = {"field": said(values, f"{name}field"), "op": op}
            if op not in VALUELESS:
                one["value"] = filter_value(op, said(values, f"{name}value"))
            found.append(one)
    return found


def filter_value(op: str, text: str) -> Any:
    if op in LISTS:
        return [scalar(part.strip()) for part in text.split(LIST_MARK) if part.strip()]
    return scalar(text)


def scalar(text: str) -> str | int:
    """Whole numbers as numbers, everything else as it was typed."""
    return int(text) if text.isdecimal() and len(text) < 15 and str(int(text)) == text else text


def said(values: Values, name: str) -> str:
    return str(values.get(name) or "").strip()


def read(text: Any) -> Mapping[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def values_of(question: Mapping[str, Any]) -> dict[str, Any]:
    """What the inputs hold for a question: the way back."""
    if not question:
        return {}
    values: dict[str, Any] = {"kept": json.dumps(question, ensure_ascii=False)}
    for name in ("collection", "measure", "field", "rule", "group_by", "part", "distinct_by"):
        if question.get(name):
            values[name] = question[name]
    values.setdefault("measure", "count")
    if question.get("having"):
        values |= {"having_op": question["having"]["op"], "having_value": question["having"]["value"]}
    values |= values_of_filters(question, "")
    for prefix, part in (("of_", question.get("of")), ("covers_", question.get("covers"))):
        if part:
            values |= {
                f"{prefix}{name}": part[name] for name in ("collection", "measure", "field") if part.get(name)
            }
            values |= values_of_filters(part, prefix)
    return values


def values_of_filters(part: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for number, one in enumerate(part.get("filters", [])[:FILTERS], 1):
        value = one.get("value", "")
        shown = f"{LIST_MARK} ".join(map(str, value)) if isinstance(value, list) else value
        name = f"{prefix}where_{number}_"
        values |= {f"{name}field": one["field"], f"{name}op": one["op"], f"{name}value": shown}
    return values


class Builder:
    """The inputs of a question, with the lists that fit what is counted at the moment."""

    def __init__(self, words: Callable[[str], Words], chosen: Values) -> None:
        self.words = words
        self.chosen = chosen
        self.values: dict[str, list[str]] = {}

    def fields(self) -> dict[str, forms.Field]:
        words = self.words(said(self.chosen, "collection"))
        collections = [("", _("nothing: it cannot be recomputed")), *words.collections]
        inputs: dict[str, forms.Field] = {
            "collection": choice(_("What is counted"), collections),
            "measure": choice(_("What is asked"), MeasureWord.choices),
            "field": choice(_("Of which field"), [("", _("none")), *words.fields]),
            "rule": choice(_("What counts as one"), words.rules or [("as-printed", "")]),
            "group_by": choice(_("In groups by"), [("", _("no groups")), *words.fields]),
            **self.filters("", words),
        }
        if said(self.chosen, "rule") == "distinct":
            inputs["distinct_by"] = forms.MultipleChoiceField(
                label=_("Counted once by"), choices=words.fields, required=False
            )
        if said(self.chosen, "group_by"):
            kept = [(op, OperationWord(op).label) for op in HAVING]
            inputs["having_op"] = choice(_("Only groups whose count"), [("", _("may be any")), *kept])
            inputs["having_value"] = forms.IntegerField(label=_("Number"), required=False)
        if said(self.chosen, "measure") in COMPARING:
            inputs |= self.comparison(words)
        inputs |= self.coverage(words)
        inputs["kept"] = forms.CharField(required=False, widget=forms.HiddenInput)
        return inputs

    def comparison(self, words: Words) -> dict[str, forms.Field]:
        other = self.words(said(self.chosen, "of_collection"))
        return {
            "part": choice(_("How the part is counted"), [(part, MeasureWord(part).label) for part in PARTS]),
            "of_collection": choice(_("Compared with"), [("", _("choose")), *words.collections]),
            "of_measure": choice(_("What is asked there"), MeasureWord.choices),
            "of_field": choice(_("Of which field there"), [("", _("none")), *other.fields]),
            **self.filters("of_", other),
        }

    def coverage(self, words: Words) -> dict[str, forms.Field]:
        """'Complete only if every partnership of ... has a row': what makes an answer a lower bound."""
        inputs: dict[str, forms.Field] = {
            "covers_collection": choice(
                _("Complete only when each of these is heard of"),
                [("", _("does not matter")), *words.collections],
            )
        }
        if said(self.chosen, "covers_collection"):
            heard = self.words(said(self.chosen, "covers_collection"))
            inputs["covers_field"] = choice(_("By which field"), [("", _("choose")), *words.fields])
            inputs |= self.filters("covers_", heard)
        return inputs

    def filters(self, prefix: str, words: Words) -> dict[str, forms.Field]:
        """As many conditions as are used, and one to add."""
        inputs: dict[str, forms.Field] = {}
        for number in range(1, self.shown(prefix) + 1):
            name = f"{prefix}where_{number}_"
            field = said(self.chosen, f"{name}field")
            inputs[f"{name}field"] = choice(_("Where"), [("", _("no condition")), *words.fields])
            inputs[f"{name}op"] = choice(_("Comparison"), OperationWord.choices)
            inputs[f"{name}value"] = forms.CharField(
                label=_("Value"),
                required=False,
                widget=forms.TextInput({"list": f"{name}values", "autocomplete": "off"}),
            )
            self.values[f"{name}values"] = words.values.get(field, [])
        return inputs

    def shown(self, prefix: str) -> int:
        used = [n for n in range(1, FILTERS + 1) if said(self.chosen, f"{prefix}where_{n}_field")]
        return min(FILTERS, max(used, default=0) + 1)


def choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        error_messages={
            "invalid_choice": _("'%(value)s' does not go with what is counted now. Choose from the list.")
        },
    )
