"""One way to count: a question about the records that an actor sees, as of a day, with the rows behind the answer."""

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from kontor.engine.crosscheck.answers import Answer, answer
from kontor.engine.crosscheck.questions import Question
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept
from kontor.hub.scoreboard.inputs import Gathered, Records


def records_of(actor: Actor, as_of: date) -> Records:
    """Every collection as the actor sees it on the day, each gathered when it is asked for and kept until any record changes."""
    day = as_of.isoformat()
    return Gathered(actor, as_of, lambda name, gather: kept(f"records:{name}:{day}", actor, gather))


def records_now(actor: Actor, as_of: date) -> Records:
    """The same, read from the database and kept nowhere: for whoever keeps what she makes of them."""
    return Gathered(actor, as_of)


def counted(given: Records, question: Question) -> Answer:
    """The answer of the records to a question."""
    return answer(question, given)


def address_of(question: Question, as_of: date) -> str:
    """The page that shows a question's answer and the rows behind it."""
    text = json.dumps(question.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{reverse('scoreboard:answer')}?{urlencode({'question': text, 'as_of': as_of.isoformat()})}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer and where to read both."""

    question: Question
    answer: Answer
    address: str


def ask(given: Records, question: Question, as_of: date) -> Asked:
    return Asked(question, counted(given, question), address_of(question, as_of))
