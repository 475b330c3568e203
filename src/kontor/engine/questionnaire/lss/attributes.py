"""The attributes of questions: which of them mean something here, and where they go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kontor.engine.questionnaire.expression.pieces import pieces
from kontor.engine.questionnaire.kinds import ARRAYS, TABLES, TICKS, Kind
from kontor.engine.questionnaire.model import Check, Limits

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
PLAIN = re.compile(r"-?\d+(\.\d+)?")

UNDERSTOOD = {
    "commented_checkbox", "other_replace_text", "other_comment_mandatory", "min_answers", "max_answers",
    "min_num_value", "max_num_value", "equals_num_value", "min_num_value_n", "max_num_value_n",
    "multiflexible_min", "multiflexible_max", "num_value_int_only", "em_validation_q", "em_validation_q_tip",
    "em_validation_sq", "array_filter", "array_filter_exclude", "exclude_all_others", "hidden", "numbers_only",
    "maximum_chars", "date_min", "date_max", "equation",
}  # fmt: skip


@dataclass(slots=True)
class Attributes:
    """The attributes of one question: values, and values by language."""

    plain: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(self, name: str, value: str, language: str) -> None:
        """Keep one; those in a language stand beside each other."""
        if language:
            self.texts.setdefault(name, {})[language] = value
        else:
            self.plain[name] = value

    def get(self, name: str) -> str:
        """Return a value, '' where there is none."""
        return self.plain.get(name, "").strip() or next(iter(self.texts.get(name, {}).values()), "")

    def said(self, name: str, languages: list[str]) -> dict[str, str]:
        """Return a text in all its languages; one without a language is said in all."""
        found = {language: text for language, text in self.texts.get(name, {}).items() if text}
        plain = self.plain.get(name, "")
        return found or (dict.fromkeys(languages, plain) if plain else {})

    def kept(self) -> dict[str, str]:
        """Return what has no meaning here, for writing the file again; texts of a language as 'name:language'."""
        unused = (
            UNDERSTOOD
            if self.get("input_boxes") == "1"
            else UNDERSTOOD - {"multiflexible_min", "multiflexible_max"}
        )
        found = {name: value for name, value in self.plain.items() if value and name not in unused}
        for name, texts in self.texts.items():
            if name not in UNDERSTOOD:
                found.update({f"{name}:{language}": text for language, text in texts.items() if text})
        return found


def kind_with(kind: Kind, given: Attributes) -> Kind:
    """Return the kind, where an attribute makes texts numbers."""
    if given.get("numbers_only") == "1":
        return {Kind.TEXT: Kind.NUMBER, Kind.ARRAY_TEXT: Kind.ARRAY_NUMBER}.get(kind, kind)
    return kind


def meaning(kind: Kind, given: Attributes, languages: list[str]) -> Mapping[str, Any]:
    """Return what the attributes say as fields of a Question."""
    found: dict[str, Any] = {
        "limits": _limits(kind, given),
        "hidden": given.get("hidden") == "1",
        "only_of": given.get("array_filter"),
        "not_of": given.get("array_filter_exclude"),
        "other_text": given.said("other_replace_text", languages),
        "other_required": given.get("other_comment_mandatory") == "1",
        "comment_when_ticked": (given.get("commented_checkbox") or "checked") == "checked",
        "part_check": given.get("em_validation_sq"),
        "kept": given.kept(),
    }
    if check := given.get("em_validation_q"):
        found["checks"] = (Check(check, given.said("em_validation_q_tip", languages)),)
    return found


def exclusive(given: Attributes) -> set[str]:
    """Return the codes of the options that stand alone."""
    return {one.strip() for one in re.split(r"[;,]", given.get("exclude_all_others")) if one.strip()}


def formula_of(text: str) -> str:
    """Return the expression of a calculated question: what stands in its braces, joined with what stands around.

    >>> formula_of("{a + b}"), formula_of("sum: {a}"), formula_of("a + b")
    ('a + b', 'join("sum: ", a)', 'a + b')
    """
    found = pieces(text.strip())
    if len(found) <= 1 or not any(one.expression for one in found):
        return found[0].text if found else ""
    parts = (one.text if one.expression else '"' + one.text.replace('"', '\\"') + '"' for one in found)
    return f"join({', '.join(parts)})"


def _limits(kind: Kind, given: Attributes) -> Limits:
    least, most = given.get("min_num_value_n"), given.get("max_num_value_n")
    if kind in TABLES:
        # The bounds of a table hold where numbers are typed; lists and boxes offer only what fits.
        typed = given.get("input_boxes") == "1"
        least, most = (given.get(f"multiflexible_{end}") if typed else "" for end in ("min", "max"))
    if kind is Kind.DATE:
        least, most = _day(given.get("date_min")), _day(given.get("date_max"))
    counted = kind in TICKS or kind in ARRAYS or kind in (Kind.RANKING, Kind.TEXTS)
    length = given.get("maximum_chars")
    return Limits(
        least=_bare(least),
        most=_bare(most),
        least_total=_bare(given.get("min_num_value")),
        most_total=_bare(given.get("max_num_value")),
        total=_bare(given.get("equals_num_value")),
        whole=given.get("num_value_int_only") == "1",
        length=int(length) if length.isdecimal() and len(length) < 7 else 0,
        fewest=_bare(given.get("min_answers")) if counted else "",
        at_most=_bare(given.get("max_answers")) if counted else "",
    )


def _bare(source: str) -> str:
    return source[1:-1] if source.startswith("{") and source.endswith("}") else source


def _day(source: str) -> str:
    """A day is a text, a year the first of January; anything else is an expression."""
    if ISO.fullmatch(source[:10]) and len(source) in (10, 16, 19):
        return f'"{source[:10]}"'
    return f'"{source}-01-01"' if source.isdecimal() and len(source) == 4 else _bare(source)
