"""The receipt: what a respondent handed in, as a document of her own."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from kontor.documents import write
from kontor.documents.blocks import Block, Facts, Heading, Paragraph, Report
from kontor.hub.surveys.models import SurveyResponse
from kontor.hub.surveys.queries.told import ToldPage, answers_of


def receipt(response: SurveyResponse) -> Report:
    """The report; its frame speaks the respondent's language where the interface knows it."""
    language, pages = answers_of(response)
    spoken = language.split("-")[0]
    with override(spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        wave = response.wave
        title = wave.survey.title.get(language) or wave.survey.name
        return Report(
            kind="survey-receipt",
            title=title,
            subtitle=wave.label,
            subject=gettext("Your answers"),
            as_of=timezone.localdate(response.submitted_at or response.saved_at),
            actor=gettext("the respondent"),
            language=language,
            blocks=(facts(response), *(block for page in pages for block in blocks(page))),
        )


def receipt_pdf(response: SurveyResponse) -> bytes:
    return write(receipt(response), "pdf", site=settings.SITE_ADDRESS)


def facts(response: SurveyResponse) -> Facts:
    handed_in = response.submitted_at
    items = [
        (gettext("Survey"), response.wave.survey.name),
        (gettext("Wave"), response.wave.label),
        (
            gettext("Handed in on"),
            date_format(timezone.localdate(handed_in)) if handed_in else gettext("not handed in yet"),
        ),
    ]
    if response.partnership is not None:
        items.insert(2, (gettext("Partnership"), response.partnership.acronym))
    return Facts(tuple(items))


def blocks(page: ToldPage) -> list[Block]:
    """What was answered on a page; questions without an answer are left out, and pages without any."""
    answered = [one for one in page.answers if one.lines]
    found: list[Block] = [Heading(page.title)] if answered else []
    for one in answered:
        found.append(Heading(one.question, 3))
        found += [Paragraph(line) for line in one.lines]
    return found
