"""What a wave adds up to, and a questionnaire as it is printed, as reports that every writer takes."""

from kontor.hub.surveys.report.comparison import comparison_report
from kontor.hub.surveys.report.pairs import pairs_report
from kontor.hub.surveys.report.programme import programme_part
from kontor.hub.surveys.report.questionnaire import questionnaire_report
from kontor.hub.surveys.report.results import block_alone, results_report

__all__ = [
    "block_alone",
    "comparison_report",
    "pairs_report",
    "programme_part",
    "questionnaire_report",
    "results_report",
]
