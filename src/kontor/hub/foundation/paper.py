"""What every document of the site says around its own text: the writers' words in the reader's language, and for whom it is."""

from collections.abc import Mapping

from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.refusal import N_

# The same as `documents.words.ENGLISH` and the drawings' own (a test compares them): gettext finds sentences in calls only.
WRITERS_WORDS = {
    "about": N_("About"),
    "actor": N_("Drawn for {actor}"),
    "actor_label": N_("Drawn for"),
    "as_of": N_("Records as of {date}"),
    "as_of_label": N_("Records as of"),
    "at_least": N_("at least {value}"),
    "at_most": N_("at most {value}"),
    "caption_figure": N_("Figure {number}"),
    "caption_table": N_("Table {number}"),
    "claim": N_("Claim"),
    "contents": N_("Contents"),
    "data": N_("Data behind the figures"),
    "data_elsewhere": N_("The {rows} rows behind this figure are in the spreadsheet and on the page."),
    "data_of": N_("Data of figure {number}: {caption}"),
    "empty": N_("There are no rows."),
    "figures": N_("How the numbers were counted"),
    "figures_sheet": N_("Figures"),
    "figures_lead": N_(
        "Each number with the rule by which it was counted and how many records stand behind it."
    ),
    "findings": N_("Findings"),
    "findings_lead": N_(
        "Published figures held against the records. Both values stay; none replaces the other."
    ),
    "footnote": N_("{label}. {rule}. Records: {rows}."),
    "id": N_("Id"),
    "info": N_("Note"),
    "label": N_("Number"),
    "language": N_("Language"),
    "missing": N_("Not known"),
    "no": N_("no"),
    "no_data": N_("no data"),
    "not_known": N_("What is not known"),
    "note": N_("Remark"),
    "notes": N_("Notes on numbers"),
    "page": N_("Page {page} of {pages}"),
    "published": N_("Published"),
    "recomputed": N_("Recomputed"),
    "records": N_("Records"),
    "rule": N_("Rule"),
    "source": N_("Source"),
    "sources": N_("Sources"),
    "subject": N_("Subject"),
    "title": N_("Title"),
    "total": N_("Total"),
    "unit": N_("Unit"),
    "value": N_("Value"),
    "verdict": N_("Verdict"),
    "warning": N_("Read with care"),
    "yes": N_("yes"),
    "drawing.no-data": N_("no data"),
    "drawing.not-on-map": N_("Not on this map"),
    "drawing.category": N_("Category"),
    "drawing.country": N_("Country"),
    "drawing.value": N_("Value"),
    "drawing.from": N_("From"),
    "drawing.to": N_("To"),
    "drawing.group": N_("Group"),
    "drawing.note": N_("Note"),
}


def words() -> Mapping[str, str]:
    """The words that writers print, in the reader's language."""
    return {key: gettext(word) for key, word in WRITERS_WORDS.items() if gettext(word) != word}


def actor_label(actor: Actor) -> str:
    """For whom a report is drawn, without saying who she is."""
    if actor.is_visitor:
        return gettext("the public")
    for role, label in (
        (PlatformRole.ADMINISTRATOR, gettext("an administrator")),
        (PlatformRole.EDITOR, gettext("a platform editor")),
        (PlatformRole.ANALYST, gettext("a programme analyst")),
    ):
        if role in actor.roles:
            return label
    return gettext("the whole platform") if actor.is_system else gettext("a member of a partnership")
