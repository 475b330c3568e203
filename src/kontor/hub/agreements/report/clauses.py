"""What the drafts say, in our own words: short clauses that a lawyer of either side can go on from."""

from datetime import date

from django.utils.translation import get_language, gettext

from kontor.documents.draft import Blank, Clause, Line
from kontor.hub.agreements.choices import FOLLOW_UP_MONTHS
from kontor.hub.agreements.report.material import Material, StepPlanned
from kontor.hub.foundation.partial_dates import written


def of_memorandum(material: Material) -> tuple[Clause, ...]:
    return (
        Clause(gettext("Purpose"), (purpose(material),), aims(material)),
        Clause(
            gettext("Next steps"), said(gettext("The parties intend to take these steps:")), steps(material)
        ),
        contact_clause(),
        Clause(gettext("Costs"), said(gettext(
            "Each party bears its own costs. Nothing in this memorandum obliges a party to pay anything; whatever "
            "is to be paid is agreed in a contract of its own."
        ))),
        Clause(gettext("Confidence"), said(confidence())),
        Clause(gettext("What this memorandum is"), said(gettext(
            "It states what the parties intend. But for the clause on confidence it creates no obligation that "
            "could be enforced, and it founds no company between them."
        ))),
        duration_clause(material),
    )  # fmt: skip


def of_cooperation(material: Material) -> tuple[Clause, ...]:
    return (
        Clause(gettext("Purpose"), (purpose(material),), aims(material)),
        Clause(
            gettext("Who does what"),
            said(gettext("The parties take these steps, each by the day named with it:")),
            steps(material),
        ),
        contact_clause(),
        Clause(gettext("Contributions and costs"), (
            *said(gettext("Each party bears its own costs unless the parties agree otherwise in writing.")),
            (gettext("Contributions in money or in kind: "), Blank(gettext("party, contribution and day, or 'none'")), "."),
        )),
        Clause(gettext("Results"), said(
            gettext("What a party brings along stays its own. The others use it for the purpose above only."),
            gettext(
                "What the parties make together belongs to them in the proportion of their contributions. Before it is "
                "sold or licensed, they agree in writing on who may do so and how the proceeds are shared."
            ),
        )),
        Clause(gettext("Confidence and personal data"), said(
            confidence(),
            gettext(
                "Personal data of the persons who act for the parties are used to carry out this agreement and for "
                "nothing else."
            ),
        )),
        Clause(gettext("What comes of it"), (follow_up_line(), reporting_line())),
        duration_clause(material),
        law_clause(),
    )  # fmt: skip


def of_non_disclosure(material: Material) -> tuple[Clause, ...]:
    opening = gettext(
        "The parties exchange information in order to find out whether and how they can work together."
    )
    return (
        Clause(gettext("Purpose"), (*said(opening), purpose(material)), aims(material)),
        Clause(gettext("What is confidential"), said(gettext(
            "Whatever one party (the giver) makes known to another (the receiver) for this purpose and marks as "
            "confidential, or that is so by its nature: plans, prices, customers, samples, drawings, programs."
        ))),
        Clause(gettext("What is not"), (), exceptions()),
        Clause(gettext("What the receiver does"), (), duties()),
        Clause(gettext("No rights pass"), said(gettext(
            "The information stays the giver's. No licence is granted, and no party is obliged to conclude a further contract."
        ))),
        Clause(gettext("Duration"), ((
            gettext("It begins on the day of the last signature and ends on "), end(material),
            gettext(". The duty of confidence lasts for "), Blank(gettext("number of years")), gettext(" years after that."),
        ),)),
        law_clause(),
    )  # fmt: skip


def exceptions() -> tuple[Line, ...]:
    """What nobody has to keep to herself."""
    return said(
        gettext("What everybody knew, or comes to know without a breach of this agreement."),
        gettext("What the receiver knew already or got lawfully from somebody else."),
        gettext("What the receiver worked out by itself."),
        gettext(
            "What a law or an authority demands; the receiver tells the giver before, where that is allowed."
        ),
    )


def duties() -> tuple[Line, ...]:
    return said(
        gettext("It uses the information for the purpose above only."),
        gettext(
            "It keeps it as carefully as its own secrets, and shows it only to those of its people who need it and are bound likewise."
        ),
        gettext("It gives back or destroys it within thirty days of being asked to, and says so in writing."),
    )


def said(*sentences: str) -> tuple[Line, ...]:
    """Each sentence as a line of its own."""
    return tuple((one,) for one in sentences)


def confidence() -> str:
    return gettext(
        "What a party marks as confidential is used for the purpose above only and given to nobody else, for "
        "three years after it was received."
    )


def purpose(material: Material) -> Line:
    told = gettext("The parties want to work together, as equals and for the good of their members")
    if material.sector:
        return (f"{told} ({gettext('field: %(sector)s') % {'sector': material.sector}}):",)
    return (f"{told} (", gettext("field: "), Blank(gettext("field of work")), "):")


def aims(material: Material) -> tuple[Line, ...]:
    return tuple((aim,) for aim in material.objectives) or ((Blank(gettext("what the cooperation is for")),),)


def steps(material: Material) -> tuple[Line, ...]:
    return tuple(step_line(step) for step in material.steps) or (
        (Blank(gettext("step")), ", ", Blank(gettext("who takes it")), ", ", Blank(gettext("by which day"))),
    )


def step_line(step: StepPlanned) -> Line:
    who = step.owner or Blank(gettext("who takes it"))
    when = in_words(step.due_on) if step.due_on else Blank(gettext("by which day"))
    return (f"{step.text} (", who, ", ", when, ")")


def contact_clause() -> Clause:
    return Clause(
        gettext("Who speaks for the parties"),
        (
            (
                gettext("Each party names one person to whom the others turn: "),
                Blank(gettext("name, e-mail and telephone for each party")),
                ".",
            ),
        ),
    )


def follow_up_line() -> Line:
    months = ", ".join(str(month) for month in FOLLOW_UP_MONTHS[:-1])
    told = gettext(
        "The parties tell each other after %(months)s and %(last)s months what has come of their cooperation."
    )
    return (told % {"months": months, "last": FOLLOW_UP_MONTHS[-1]},)


def reporting_line() -> Line:
    return (
        gettext(
            "Each party may say that the cooperation exists and what it is for. Amounts, and whatever is marked as confidential, "
            "are named only with the consent of all."
        ),
    )


def duration_clause(material: Material) -> Clause:
    return Clause(
        gettext("Duration"),
        (
            (
                gettext("It begins on the day of the last signature and ends on "),
                end(material),
                gettext(
                    ". Each party may end it earlier, in writing and three months ahead. Changes are made in writing."
                ),
            ),
        ),
    )


def law_clause() -> Clause:
    return Clause(
        gettext("Law and disputes"),
        (
            (
                gettext("The law of "),
                Blank(gettext("country")),
                gettext(
                    " applies. The parties first try to settle a dispute by talking; failing that, the courts of "
                ),
                Blank(gettext("place")),
                gettext(" decide."),
            ),
        ),
    )


def end(material: Material) -> str | Blank:
    return in_words(material.expires_on) if material.expires_on else Blank(gettext("day of expiry"))


def in_words(day: date) -> str:
    return written(day.isoformat(), get_language() or "en")
