"""Whose turn it is in an exchange: a letter to the team of that side, after the commit."""

from kontor.hub.foundation import mail
from kontor.hub.foundation.mail import Handed
from kontor.hub.missions.models import Exchange, ExchangeNotice

TURNS = "exchanges"


def ask(exchange: Exchange, turn: str, side: str) -> None:
    """Tell the team of one side what it is asked for. Who was asked for the same and did nothing is told again."""
    if exchange.team(side) is not None:
        notice = ExchangeNotice.objects.create(exchange=exchange, side=side, kind=turn)
        mail.post(TURNS, [notice.pk])


def keep_fate(notice: int, handed: Handed) -> None:
    ExchangeNotice.objects.filter(pk=notice).update(fate=str(handed.fate))
