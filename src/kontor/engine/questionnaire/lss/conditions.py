"""The old table of conditions, made expressions: all of a scenario must hold, one scenario is enough.

Rows of a scenario about the same question hold when one of them does.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.lss.tables import Row
from kontor.engine.questionnaire.report import FileError

METHODS = {"==", "!=", "<", "<=", ">", ">="}
FIELD = re.compile(r"\+?(\d+X\d+X\d+[A-Za-z0-9_]*(?:#[01])?)")
ATTRIBUTE = re.compile(r"\{(TOKEN:[A-Za-z_0-9]+)\}", re.IGNORECASE)

type Named = Callable[[str], tuple[str, bool] | None]
"""Returns for a numbered field its name and whether it is a multiple choice as a whole, or None where it is not known."""


def expression_of(rows: Sequence[Row], named: Named) -> str:
    """Return the expression of all conditions of one question.

    Raises FileError naming table and row where a condition speaks of nothing or compares in no known way.
    """
    scenarios: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        questions = scenarios.setdefault(row.get("scenario", "1"), {})
        about = row.get("cqid", "0") if row.get("cqid", "0") != "0" else row.get("cfieldname")
        questions.setdefault(about, []).append(_term(row, named))
    written = [
        " and ".join(map(_either, terms.values())) for _, terms in sorted(scenarios.items(), key=_number)
    ]
    return written[0] if len(written) == 1 else " or ".join(f"({one})" for one in written)


def _number(scenario: tuple[str, object]) -> int:
    return int(scenario[0]) if scenario[0].isdecimal() else 0


def _either(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else f"({' or '.join(terms)})"


def _term(row: Row, named: Named) -> str:
    method, value = row.get("method", "==").strip(), row.values.get("value", "")
    left, whole = _left(row, named)
    if method == "RX":
        return f"regexMatch({_quoted(value)}, {left})"
    if method not in METHODS:
        raise FileError(
            N_("The condition compares with “%(method)s”, which is not known"),
            table=row.table,
            row=row.number,
            method=method,
        )
    if whole and value.strip():
        # Of a multiple choice the option is the value: it is ticked, or not.
        option = named(row["cfieldname"].removeprefix("+") + value)
        if option is None:
            raise _unknown(row, row["cfieldname"] + value)
        return f'{option[0]}.NAOK {method} "Y"'
    if not value.strip() and method in ("==", "!="):
        return f"is_empty({left})" if method == "==" else f"!is_empty({left})"
    return f"{left} {method} {_right(row, value, named)}"


def _left(row: Row, named: Named) -> tuple[str, bool]:
    field = row["cfieldname"].strip()
    if given := ATTRIBUTE.fullmatch(field):
        return given[1].upper(), False
    if not FIELD.fullmatch(field):
        raise _unknown(row, field)
    found = named(field.removeprefix("+"))
    if found is None:
        raise _unknown(row, field)
    return f"{found[0]}.NAOK", found[1]


def _right(row: Row, value: str, named: Named) -> str:
    other = re.fullmatch(r"@(\d+X\d+X\d+[A-Za-z0-9_]*)@", value.strip())
    if other:
        found = named(other[1])
        if found is None:
            raise _unknown(row, value)
        return f"{found[0]}.NAOK"
    if given := ATTRIBUTE.fullmatch(value.strip()):
        return given[1].upper()
    return value.strip() if re.fullmatch(r"-?\d+(\.\d+)?", value.strip()) else _quoted(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unknown(row: Row, field: str) -> FileError:
    return FileError(
        N_("The condition speaks of %(field)s, which the file does not have"),
        table=row.table,
        row=row.number,
        field=field,
    )


def grouped(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    """Return the conditions by the question they belong to."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["qid"], []).append(row)
    return found
