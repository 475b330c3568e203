"""Reported, confirmed, denied; and not asked, which is never denied."""

from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal


class OwnCollaboration(Refusal):
    code = "own-collaboration"
    sentence = N_("A partnership does not collaborate with itself: choose the other partnership.")


class NobodyToAsk(Refusal):
    code = "nobody-to-ask"
    sentence = N_(
        "'%(name)s' is no partnership of this platform, so nobody can be asked whether it is so. Choose the partnership that "
        "is meant, or leave the report one-sided."
    )


class AnsweredAlready(Refusal):
    code = "answered-already"
    sentence = N_(
        "This collaboration was answered on %(day)s already. Take the answer back before you give another one."
    )


class NobodyMeant(Refusal):
    code = "nobody-meant"
    sentence = N_("Say with whom: choose the partnership, or write its name as it was stated.")


def check_counterpart(reporter: int, counterpart: int | None, counterpart_name: str) -> None:
    if counterpart is None and not counterpart_name.strip():
        raise NobodyMeant(field="counterpart")
    if counterpart == reporter:
        raise OwnCollaboration(field="counterpart")


def check_askable(counterpart: int | None, name: str) -> None:
    if counterpart is None:
        raise NobodyToAsk(field="counterpart", name=name)


def check_answerable(reply: str, replied_on: date | None) -> None:
    if reply:
        raise AnsweredAlready(day=replied_on.isoformat() if replied_on else "?")
