"""What must hold of reports. Plain Python."""

from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal

FIRST_DAY = date(2000, 1, 1)


class UnknownReport(Refusal):
    code = "unknown-report"
    sentence = N_("There is no report called '%(kind)s'. Choose one of: %(kinds)s.")
    status = 404


class UnknownFormat(Refusal):
    code = "unknown-format"
    sentence = N_("Reports are not written as '%(format)s'. Choose one of: %(formats)s.")
    status = 404


class NoSubject(Refusal):
    code = "no-subject"
    sentence = N_("The report '%(kind)s' is about the whole platform: leave '%(subject)s' out.")
    status = 404


class SubjectMissing(Refusal):
    code = "subject-missing"
    sentence = N_("The report '%(kind)s' is about one subject, such as a partnership: say which, by its key.")
    status = 404


class UnknownSubject(Refusal):
    code = "unknown-subject"
    sentence = N_(
        "There is nothing with the key '%(subject)s' of which you may see this report. Check the key."
    )
    status = 404


class NoResults(Refusal):
    code = "no-results"
    sentence = N_(
        "The results of %(partnership)s cannot be published: its start is not known. Enter the start of the partnership."
    )


class FrozenByAnother(Refusal):
    code = "frozen-by-another"
    sentence = N_(
        "This report was frozen by another version of the program and cannot be opened here. Draw it again as of its day."
    )


class DayOutOfReach(Refusal):
    code = "day-out-of-reach"
    sentence = N_("A report speaks of a day between %(first)s and today; %(day)s is not.")


def check_day(day: date, today: date) -> None:
    """Records say nothing about tomorrow."""
    if not FIRST_DAY <= day <= today:
        raise DayOutOfReach(field="as_of", day=day.isoformat(), first=FIRST_DAY.isoformat())
