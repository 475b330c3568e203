"""The few words that writers print themselves. Everything else in a document comes with the report."""

from collections.abc import Mapping

from kontor.documents.blocks import Report
from kontor.documents.drawings import wording

type Words = Mapping[str, str]

ENGLISH: Words = {
    "about": "About",
    "actor": "Drawn for {actor}",
    "actor_label": "Drawn for",
    "as_of": "Records as of {date}",
    "as_of_label": "Records as of",
    "at_least": "at least {value}",
    "at_most": "at most {value}",
    "caption_figure": "Figure {number}",
    "caption_table": "Table {number}",
    "claim": "Claim",
    "contents": "Contents",
    "data": "Data behind the figures",
    "data_elsewhere": "The {rows} rows behind this figure are in the spreadsheet and on the page.",
    "data_of": "Data of figure {number}: {caption}",
    "empty": "There are no rows.",
    "figures": "How the numbers were counted",
    "figures_sheet": "Figures",
    "figures_lead": "Each number with the rule by which it was counted and how many records stand behind it.",
    "findings": "Findings",
    "findings_lead": "Published figures held against the records. Both values stay; none replaces the other.",
    "footnote": "{label}. {rule}. Records: {rows}.",
    "id": "Id",
    "info": "Note",
    "label": "Number",
    "language": "Language",
    "missing": "Not known",
    "no": "no",
    "no_data": "no data",
    "not_known": "What is not known",
    "note": "Remark",
    "notes": "Notes on numbers",
    "page": "Page {page} of {pages}",
    "published": "Published",
    "recomputed": "Recomputed",
    "records": "Records",
    "rule": "Rule",
    "source": "Source",
    "sources": "Sources",
    "subject": "Subject",
    "title": "Title",
    "total": "Total",
    "unit": "Unit",
    "value": "Value",
    "verdict": "Verdict",
    "warning": "Read with care",
    "yes": "yes",
}


# Words inside drawings have keys of their own, told apart by this prefix: 'drawing.no-data'.
DRAWING = "drawing."
PRINTED = frozenset(ENGLISH) | {DRAWING + key for key in wording.ENGLISH}


def words_of(report: Report) -> Words:
    """The writers' words in the report's language, English where the report brings none.

    Raises ValueError for a word that no writer prints: a misspelt key would silently stay English.
    """
    unknown = sorted(set(report.words) - PRINTED)
    if unknown:
        raise ValueError(
            f"The report '{report.kind}' brings words that no writer prints: {', '.join(unknown)}. "
            "See documents.words.ENGLISH for the ones there are."
        )
    return {**ENGLISH, **report.words}


def drawing_words(words: Words) -> Words:
    """The words that drawings print, under the keys by which `documents.drawings` knows them."""
    return {key.removeprefix(DRAWING): said for key, said in words.items() if key.startswith(DRAWING)}
