"""Recorded answers of another program, given again: does the questionnaire ask the same in the same order?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kontor.engine.questionnaire import plan
from kontor.engine.questionnaire.replay import replay
from kontor.hub.surveys.inputs import read_file


def walked(content: bytes, recording: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return how many steps there are, how many agree, and of each the expected and the actual next question.

    Refused (`UnreadableFile`) where the file is no questionnaire.
    """
    found = replay(plan(read_file(content).survey), recording, today)
    return found.to_json()
