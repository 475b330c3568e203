"""Responses for SPSS (.sav): one table, items of repeats side by side, with variable and value labels."""

import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kontor.hub.surveys.queries.exports import Exported, variables_of_flat

# What the format can hold, in bytes of UTF-8.
LONGEST_NAME, LONGEST_LABEL, LONGEST_MEANING, LONGEST_TEXT = 64, 255, 120, 32_767
UNFIT = re.compile(r"[^A-Za-z0-9_.@#$]")
# Words of the language of SPSS that no variable may be called.
RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})


def spss(exported: Exported, content: str) -> bytes:
    """Codes stay codes, with what they mean as value labels; numbers are numbers, and no answer is system-missing or empty."""
    import pandas
    import pyreadstat

    table = exported.flat
    known = variables_of_flat(exported, table)
    names = named(table.headings)
    columns: dict[str, Any] = {}
    labels, meanings, measures = {}, {}, {}
    for place, heading in enumerate(table.headings):
        name, one = names[heading], known.get(heading)
        values = [row[place] for row in table.rows]
        if one is not None and one.number:
            columns[name] = pandas.array([number(value) for value in values], dtype="float64")
            measures[name] = "scale"
        else:
            columns[name] = pandas.array([cut(str(value), LONGEST_TEXT) for value in values], dtype="object")
            measures[name] = "nominal"
        labels[name] = cut(one.text if one is not None else heading, LONGEST_LABEL)
        if one is not None and one.values:
            meanings[name] = {code: cut(text, LONGEST_MEANING) for code, text in one.values.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "responses.sav"
        pyreadstat.write_sav(
            pandas.DataFrame(columns),
            str(path),
            file_label=cut(exported.title, 60),
            column_labels=labels,
            variable_value_labels=meanings,
            variable_measure=measures,
        )
        return path.read_bytes()


def named(headings: Iterable[str]) -> Mapping[str, str]:
    """A name of a variable for each heading: letters and figures, no two alike but for their case.

    >>> named(("response", "D4#2", "H1 (2)", "h1__2_", "all", "1x"))["h1__2_"]
    'h1__2__2'
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for heading in headings:
        base = UNFIT.sub("_", heading)[: LONGEST_NAME - 5].rstrip(".")
        if not base[:1].isalpha() or base.lower() in RESERVED:
            base = f"v_{base}"
        name, again = base, 1
        while name.lower() in taken:
            again += 1
            name = f"{base}_{again}"
        taken.add(name.lower())
        found[heading] = name
    return found


def number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def cut(text: str, most: int) -> str:
    """A text that takes at most so many bytes, no letter cut in two."""
    return text.encode()[:most].decode(errors="ignore")
